"""Lines from memory on the screen, and putting them to a list by number."""

from __future__ import annotations

from pathlib import Path

from case_session import millrace
from stage import make_store, stage

from aligntui.engine.kind import Intent
from aligntui.engine.kinds import sort, words
from aligntui.methods.library import Library
from aligntui.session.ops import Give, Hand

METHOD = """\
method: probe
title: Probe
level: fundamentals
steps:
  - kind: ask
    id: recall
    title: Our priorities from memory
    ask: What are our top priorities?
    answer: {type: words, max: 3}
    privacy: {names: secret}
    phases: [rate, reveal]
  - {kind: sort, id: match, title: Which was meant?, ask: Which was meant?, words: recall, to: goals, or: stranger}
"""  # noqa: E501


def library(folder: Path) -> Library:
    (folder / "probe.yaml").write_text(METHOD, encoding="utf-8")
    return Library(user=folder)


async def test_lines_are_typed_kept_and_put_to_the_list_by_number(tmp_path: Path) -> None:
    books, store = library(tmp_path), make_store(tmp_path / "data")
    async with stage("probe", books=books, store=store, solo=False, fill=millrace("goals")) as s:
        await s.type("win members")
        await s.keys("enter")
        await s.type("open on sundays")
        await s.keys("enter")
        assert words.own(s.step.ctx) == ["win members", "open on sundays"]
        assert s.step.line.value == ""
        assert s.shows("2 of 3 written")
        await s.keys("up", "delete")
        assert words.own(s.step.ctx) == ["win members"]
        (held,) = s.session.rounds
        for n, text in enumerate(("ovens", "Win members", "vans")):
            give = Give(round=held, ballot=f"b{n}", by=f"m{n}", subject="words", to=[text])
            s.handle.apply([give, Hand(round=held, ballot=f"b{n}", by=f"m{n}")])
        await s.poll()
        assert not s.shows("ovens")
        await s.step.perform(Intent("go-on"))
        await s.step.perform(Intent("go-on", value="close"))
        path = s.handle.path
    async with stage(books=books, store=store, handle=store.open(path), at="probe/match") as s:
        assert [line.words for line in sort.lines(s.step.ctx)] == ["ovens", "vans", "win members"]
        assert s.shows("0 of 3 sorted")
        last = len(sort.targets(s.step.ctx))
        assert s.shows(f"{last} stranger")
        await s.keys(str(last), "down", "1")
        assert [line.to for line in sort.lines(s.step.ctx)] == ["stranger", "", s.view.items("goals")[0].id]
        assert s.shows("2 of 3 sorted")
        await s.keys("ctrl+z")
        assert s.shows("1 of 3 sorted")
