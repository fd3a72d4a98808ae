"""A question that keeps nothing of who answers: everybody sees and changes only their own answer."""

from __future__ import annotations

from pathlib import Path

from case_session import millrace
from stage import make_store, stage

from aligntui.engine.kinds import ask
from aligntui.engine.rounds.answering import answering
from aligntui.methods.library import Library

METHOD = """\
method: probe
title: Probe
level: fundamentals
steps:
  - kind: ask
    id: rate
    title: How sure are we?
    ask: How sure are we?
    about: goals
    answer: {type: scale, from: 1, to: 5}
    privacy: {names: none}
    phases: [rate]
"""


async def test_the_second_person_neither_sees_nor_overwrites_the_answers_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
    books = Library(user=tmp_path)
    data = tmp_path / "data"
    ines = make_store(data)
    async with stage("probe", books=books, store=ines, solo=False, fill=millrace("goals")) as s:
        await s.keys("5")
        path, first = s.handle.path, ask.subject_ids(s.step.ctx)[0]
        assert answering(s.step.ctx).value(first) == 5
    tomasz = make_store(data, "Tomasz Wren", seed=5000)
    async with stage(books=books, store=tomasz, handle=tomasz.open(path)) as s:
        assert answering(s.step.ctx).value(first) is None
        assert s.step.state.at == first, "nothing is answered here yet"
        await s.keys("2")
        assert sorted(b.answers[first] for b in s.session.ballots.values()) == [2, 5]
        assert {b.by for b in s.session.ballots.values()} == {None}
    async with stage(books=books, store=ines, handle=ines.open(path)) as s:
        assert answering(s.step.ctx).value(first) == 5
        await s.keys("home", "4")
        assert sorted(b.answers[first] for b in s.session.ballots.values()) == [2, 4]
