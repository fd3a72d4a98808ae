"""A question that keeps nothing of who answers: everybody sees and changes only their own answer."""

from __future__ import annotations

from pathlib import Path

from ask_method import ask_library
from case_session import millrace
from stage import make_store, stage

from aligntui.engine.kinds import ask
from aligntui.engine.rounds.answering import answering


async def test_the_second_person_neither_sees_nor_overwrites_the_answers_of_the_first(tmp_path: Path) -> None:
    books = ask_library(tmp_path, "none", rounds=1, phases="rate")
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
