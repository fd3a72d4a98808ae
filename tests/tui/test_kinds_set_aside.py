"""What a step waits for or lacks is set aside with a reason; a step is gone through between two rounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_items import filling, library_of
from two_faces import Face, Line, Screen, on_both

HEAD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas: {code: I, title: Ideas, fields: {sure: {type: scale, from: 1, to: 5}}}
  notes: {code: NT, title: Notes}
steps:
"""
LAST = "  - {kind: talk, id: last, title: Over now, ask: Well?}\n"
WAITS = "kind: table, id: it, title: It, of: ideas, done: [{count: ideas, min: 9, say: nine ideas}]"
LACKS = "kind: table, id: it, title: It, of: ideas, needs: [{count: notes, min: 9, why: Nine notes first.}]"
RATED = "kind: ask, id: it, title: It, ask: How sure?, about: ideas, answer: {type: scale, from: 1, to: 5}"


async def set_aside(face: Face, reason: str) -> None:
    """Give the command, and the reason where it is asked."""
    if isinstance(face, Line):
        face.heard.clear()
        await face.face.answer(f"/set-aside {reason}".strip())
        return
    assert isinstance(face, Screen)
    await face.stage.page.perform("do_set_aside")
    await face.stage.settle()
    if reason:
        await face.stage.type(f"{reason}\n")
        await face.stage.settle()


@pytest.mark.parametrize("waives", [False, True])
async def test_what_a_step_waits_for_is_set_aside_with_a_reason(tmp_path: Path, waives: bool) -> None:
    more = ", waive: true" if waives else ""
    books = library_of(tmp_path, f"{HEAD}  - {{{WAITS}{more}}}\n{LAST}")

    async def look(face: Face) -> None:
        await face.do("go-on")
        assert face.shows("Still open: nine ideas")
        assert face.shows("set-aside") is waives
        await set_aside(face, "we know two" if waives else "")
        kept = face.view.session.waivers.get("done:probe/it")
        assert (kept.reason if kept else "") == ("we know two" if waives else "")
        assert face.ctx.not_yet() == ([] if waives else ["nine ideas (now 2)"])
        if waives:
            await set_aside(face, "")
            assert face.ctx.not_yet() == ["nine ideas (now 2)"], "it is taken up again"
            await set_aside(face, "we know two")
            await face.do("go-on")
            assert face.here == "probe/last"

    await on_both(books, "probe/it", filling(), look)


@pytest.mark.parametrize("more", ["", ", waive: true", ", waive: true, hard"])
async def test_a_step_opens_without_what_it_lacks_once_that_is_set_aside(tmp_path: Path, more: str) -> None:
    hard = "hard" in more
    step = LACKS.replace("first.}", "first., override: false}") if hard else LACKS
    books = library_of(tmp_path, f"{HEAD}  - {{{step}{more.replace(', hard', '')}}}\n{LAST}")

    async def look(face: Face) -> None:
        assert face.shows("Nine notes first")
        opens = bool(more) and not hard
        await set_aside(face, "we work without" if opens else "")
        assert face.shows("Ideas 1") is opens
        assert bool(face.view.session.waivers.get("need:probe/it")) is opens

    await on_both(books, "probe/it", filling(), look)


@pytest.mark.parametrize("stands", [False, True])
async def test_a_step_is_gone_through_between_two_rounds(tmp_path: Path, stands: bool) -> None:
    more = ", between: it" if stands else ""
    middle = f"  - {{kind: talk, id: mid, title: Read first, ask: What surprised you?{more}}}\n"
    step = f"  - {{{RATED}, phases: [rate, again], rounds: 2}}\n"
    books = library_of(tmp_path, f"{HEAD}{step}{middle}{LAST}")

    async def look(face: Face) -> None:
        way = [face.here]
        for _ in range(12):
            offer = next((one for one in face.offers if one.verb == "answer"), None)
            answered = [v for b in face.view.session.ballots.values() for v in b.answers.values()]
            wanted = 4 if face.here.endswith("again") else 2
            if offer is not None and len(answered) < wanted:
                await face.do("answer", offer.item, "", 3)
            else:
                await face.do("go-on")
            if face.here != way[-1]:
                way.append(face.here)
            if face.here == "probe/last":
                break
        between = ["probe/mid", "probe/it again"] if stands else ["probe/it again", "probe/mid"]
        assert way == ["probe/it rate", *between, "probe/last"]
        await face.do("go-back")
        assert face.here == ("probe/it again" if stands else "probe/mid")

    await on_both(books, "probe/it", filling(), look)


@pytest.mark.parametrize("key", ["", "about: [ideas, notes]", "about: ideas, filter: {where: sure >= 3}"])
async def test_a_talk_shows_what_is_talked_about(tmp_path: Path, key: str) -> None:
    step = f"kind: talk, id: it, title: It, ask: What now?, {key}".rstrip(", ")
    books = library_of(tmp_path, f"{HEAD}  - {{{step}}}\n{LAST}")

    async def look(face: Face) -> None:
        assert face.shows("(?i)ideas(.|\n)*I2 +Ideas 2") is bool(key)
        assert face.shows("I1 +Ideas 1") is (bool(key) and "filter" not in key)
        assert face.shows("NT1 +Notes 1") is ("notes" in key)

    await on_both(books, "probe/it", filling(), look)
