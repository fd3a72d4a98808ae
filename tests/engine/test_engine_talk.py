"""A talk is read and left."""

from __future__ import annotations

from pathlib import Path

from playing import Play

from aligntui.methods.library import Library

METHOD = """\
method: probe
title: Probe
level: fundamentals
steps:
  - kind: talk
    id: welcome
    title: Welcome
    ask: Why are we here?
    guide: {why: To see the same thing., how: [Say your name., Say one wish.], done: all have spoken}
"""


def test_a_talk_says_why_how_and_when_to_move_on(tmp_path: Path) -> None:
    (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
    play = Play("probe", library=Library(user=tmp_path))
    assert play.sight.question == "Why are we here?"
    assert [row.words for row in play.sight.rows] == ["Say your name.", "Say one wish."]
    assert play.sight.notes == ("To see the same thing.", "Move on when all have spoken")
    assert play.verbs == {"go-on", "go-back"}
    assert play.do("go-on").leave == "on"
    assert play.do("go-back").leave == "back"
    play.do("next-person")
    assert play.last == "no-answers-of-each"
