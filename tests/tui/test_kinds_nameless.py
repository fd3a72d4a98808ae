"""A question that keeps nothing of who answers: everybody sees and changes only their own answer."""

from __future__ import annotations

from pathlib import Path

from ask_method import ask_library
from case_session import millrace
from stage import make_store, stage

from aligntui.engine.kind import Intent
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import subject_ids


async def test_the_second_person_neither_sees_nor_overwrites_the_answers_of_the_first(tmp_path: Path) -> None:
    books = ask_library(tmp_path, "none", rounds=1, phases="rate")
    data = tmp_path / "data"
    ines = make_store(data)
    async with stage("probe", books=books, store=ines, solo=False, fill=millrace("goals")) as s:
        await s.keys("5")
        path, first = s.handle.path, subject_ids(s.step.ctx)[0]
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


async def test_what_is_handed_in_is_known_by_nothing_that_a_person_keeps(tmp_path: Path) -> None:
    books = ask_library(tmp_path, "none", rounds=1, phases="rate")
    data = tmp_path / "data"
    ines = make_store(data)
    async with stage("probe", books=books, store=ines, solo=False, fill=millrace("goals")) as s:
        for subject in subject_ids(s.step.ctx):
            await s.keys("5")
            assert subject
        (ballot,) = s.session.ballots
        assert ballot in kept_by_people(data)
        await s.step.perform(Intent("go-on"))
        assert s.session.ballots[ballot].state == "in"
        assert answering(s.step.ctx).is_in
        assert ballot not in kept_by_people(data)
        path = s.handle.path
        await s.keys("4")
        assert [b.state for b in s.session.ballots.values()] == ["in"], "nobody can change them"
    async with stage(books=books, store=ines, handle=ines.open(path)) as s:
        assert answering(s.step.ctx).is_in
        await s.keys("3")
        assert len(s.session.ballots) == 1, "who answered has no second ballot"


async def test_at_one_keyboard_each_has_a_ballot_of_their_own(tmp_path: Path) -> None:
    books = ask_library(tmp_path, "none", rounds=1, phases="rate")
    data = tmp_path / "data"
    ines = make_store(data)
    async with stage("probe", books=books, store=ines, solo=False, fill=millrace("goals")) as s:
        every = subject_ids(s.step.ctx)
        first = every[0]
        await s.keys(*["5"] * len(every))
        await s.step.next_person()
        await s.keys("enter")
        assert answering(s.step.ctx).value(first) is None
        await s.keys("2")
        assert sorted(b.answers[first] for b in s.session.ballots.values()) == [2, 5]
        assert {b.by for b in s.session.ballots.values()} == {None}


def kept_by_people(data: Path) -> str:
    """All that people keep of their own beside the session."""
    files = [p for p in data.rglob("*") if p.is_file() and "drafts" in p.parts]
    return "".join(p.read_text(encoding="utf-8", errors="replace") for p in files)
