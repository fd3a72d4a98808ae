"""Erasing answers, as a person does it: asked first, gone everywhere, and coming back from nowhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from aligntui.store.local.names import ref_of

from trust_kit import Clock, Stage, make_store, stage  # isort: skip
import faults
from case_session import millrace

from aligntui.session.model import Round
from aligntui.session.ops import Add, Give, Open
from aligntui.store.local import handle as handles
from aligntui.store.local.handle import Handle
from aligntui.store.permit import Permit
from aligntui.tui.pages.erase.page import ErasePage

MINE, THEIRS = "the oven will not last the winter", "nobody answers the telephone on Saturdays"
TOMASZ = "Tomasz Wren"


@asynccontextmanager
async def asked(privacy: str = "named") -> AsyncIterator[tuple[Stage, Handle, Round]]:
    """A round that Ines and Tomasz answered with a reason each, in a session with history and copies."""
    clock = Clock()
    async with stage("choose/rate", solo=False, fill=millrace()) as s:
        s.store.clock = clock
        tomasz = s.someone_else(TOMASZ)
        cards = [item.id for item in s.view.items("strategies")][:3]
        held = Round(
            id="rq7",
            step="choose/rate",
            run=s.page.scene.run.id,
            subjects=cards,
            privacy=privacy,
            date="2026-11-21",
        )  # type: ignore[arg-type]
        s.handle.apply([Open(round=held)])
        s.drafts.put(f"{s.page.scene.here.id}/rate/{cards[0]}+x/why", f"{MINE}, and")
        own = s.drafts.mark(held.id) if privacy == "secret" else "Ines Calder"
        other = "c0ffee" if privacy == "secret" else TOMASZ
        give = {"round": held.id, "subject": cards[0]}
        s.handle.apply([Give(**give, ballot="b1", by=own, to={"value": 2, "note": MINE})])
        tomasz.apply([Give(**give, ballot="b2", by=other, to={"value": 4, "note": THEIRS})])
        s.handle.backups.take("2026-11-21T15:00:00", 1)
        await s.poll()
        yield s, tomasz, held


async def erase(s: Stage, *keys: str) -> None:
    """Over the palette to the page, to the row, and through its question."""
    await s.keys("ctrl+k")
    await s.type("erase")
    await s.keys("enter")
    assert isinstance(s.top, ErasePage)
    await s.keys(*keys)


async def test_everybodys_answers_go_after_one_question() -> None:
    async with asked() as (s, tomasz, _):
        await erase(s)
        assert s.screen()[4].split("  ")[0].strip() == "> Choose: impact and effort"
        assert s.shows("2 answers and 2 reasons of Ines Calder and Tomasz Wren: from the session, its")
        assert s.shows("What was agreed stays in the cards")
        await s.keys("enter")
        assert s.shows("Erase them?")
        assert s.shows("[keep]")
        await s.keys("enter")
        assert s.message == "Kept. Nothing was erased."
        assert len(s.session.ballots) == 2
        await s.keys("enter", "right", "escape")
        assert len(s.session.ballots) == 2
        await s.keys("enter", "right", "enter")
        assert s.message == "ok The raw answers are erased from session, history, copies and trash."
        assert s.shows("No raw answers lie in this session")
        assert s.session.ballots == {}
        for words in (MINE, THEIRS):
            assert faults.files_with(s.store.data, words) == []
        await s.keys("escape")
        assert s.top is s.page
        assert s.session.meta.last == "Raw answers erased"
        tomasz.refresh()
        assert tomasz.session.rounds["rq7"].erased


async def test_nothing_of_them_is_in_any_file_of_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Session, history, copies, trash, drafts, changes that wait: the whole folder is searched."""
    monkeypatch.setattr(handles, "RECENT", 4)
    monkeypatch.setattr(handles, "BLOCK", 2)
    async with asked() as (s, tomasz, held):
        for n in range(9):
            tomasz.apply([Add(item=_card(n))])
        drafts = make_store(s.store.data, TOMASZ, seed=7000).drafts(s.session.meta.id)
        drafts.put(f"{s.page.scene.here.id}/rate/x+y/why", f"{THEIRS}, I think")
        s.store.trash(s.store.duplicate(s.handle.path, "Twin").path)
        await s.poll()
        before = faults.files_with(s.store.data, MINE) + faults.files_with(s.store.data, THEIRS)
        for part in (".history.jsonl", ".backups/", "trash/", "state/"):
            assert any(part in name for name in before), part
        await erase(s, "enter", "right", "enter")
        for words in (MINE, THEIRS):
            assert faults.files_with(s.store.data, words) == []
        assert s.session.rounds[held.id].erased


async def test_ones_own_answers_go_and_those_of_others_stay() -> None:
    async with asked() as (s, _, held):
        await erase(s, "down")
        assert s.shows("Your 1 answer and 1 reason: from the session")
        await s.keys("enter", "left", "enter")
        assert faults.files_with(s.store.data, MINE) == []
        assert faults.files_with(s.store.data, THEIRS) != []
        assert [one.by for one in s.session.ballots.values()] == [TOMASZ]
        assert not s.session.rounds[held.id].erased


async def test_a_secret_answer_goes_without_a_name_or_a_time() -> None:
    async with asked("secret") as (s, _, _held):
        await erase(s, "down")
        assert s.shows("> Choose: impact and effort")
        assert not s.shows("Ines")
        await s.keys("enter", "right", "enter")
        assert faults.files_with(s.store.data, MINE) == []
        assert [one.by for one in s.session.ballots.values()] == ["c0ffee"]
        last = s.handle.history(1)[0]
        assert (last.by, last.at, last.note) == (None, "2026-11-21", "Raw answers erased")


async def test_a_restricted_line_erases_ones_own_only() -> None:
    async with asked() as (s, _, _held):
        s.store.duplicate(s.handle.path, "Somebody else's plan").close()
        s.store.permit = Permit(ref_of(s.handle.path))
        await erase(s)
        assert s.shows("Your 1 answer and 1 reason")
        assert not s.shows("everybody's")
        await s.keys("enter", "right", "enter")
        assert "Other files of the host may still hold them." in " ".join(row.strip() for row in s.screen())
        assert not s.shows("somebody")


async def test_another_window_does_not_bring_them_back() -> None:
    """A second window of the same person gave the answer; it takes its loss for no accident."""
    async with asked() as (s, _, held):
        window = make_store(s.store.data, seed=8000).open(s.handle.path)
        window.waiting.load(make_store(s.store.data).drafts(window.session.meta.id))
        card = held.subjects[1]
        give = Give(round=held.id, ballot="b1", by="Ines Calder", subject=card, to={"value": 1, "note": MINE})
        assert window.waiting.put([give]).problem is None
        before = window.session
        await s.poll()
        await erase(s, "down", "enter", "right", "enter")
        assert window.refresh()
        assert not window.waiting.look(before)
        assert not window.waiting
        window.waiting.retry()
        assert faults.files_with(s.store.data, MINE) == []


async def test_after_erasing_one_can_be_asked_again() -> None:
    async with asked() as (s, _, held):
        await erase(s, "enter", "right", "enter", "escape")
        await s.keys("3")
        rounds = list(s.session.rounds.values())
        assert [one.erased for one in rounds] == [True, False]
        assert len(s.session.ballots) == 1
        assert held.id == rounds[0].id


async def test_on_a_full_disk_it_says_so_and_erases_nothing() -> None:
    async with asked() as (s, _, held):
        await erase(s, "enter", "right")
        with faults.no_room():
            await s.keys("enter")
            assert s.shows("!! ")
            assert s.shows("not written")
        assert not s.session.rounds[held.id].erased
        await s.keys("enter", "right", "enter")
        assert s.session.rounds[held.id].erased
        assert faults.files_with(s.store.data, MINE) == []


async def test_while_something_waits_to_be_written_nothing_is_erased() -> None:
    async with asked() as (s, _, held):
        with faults.no_room():
            s.handle.waiting.put([Add(item=_card(1))])
            await erase(s, "enter")
            assert s.shows("!! ")
            assert s.screen()[0].endswith("NOT SAVED")
            assert not s.shows("Erase them?")
        assert not s.session.rounds[held.id].erased


async def test_somebody_else_answers_while_the_question_stands() -> None:
    async with asked() as (s, tomasz, held):
        await erase(s, "enter", "right")
        note = {"value": 4, "note": THEIRS}
        tomasz.apply([Give(round=held.id, ballot="b2", by=TOMASZ, subject=held.subjects[1], to=note)])
        s.top.keeping.poll()  # type: ignore[attr-defined]
        await s.settle()
        assert s.shows("[erase]")
        assert s.shows("3 answers and 3 reasons")


def _card(number: int):  # type: ignore[no-untyped-def]
    from aligntui.session.model import Item

    return Item(id=f"n{number}", collection="strengths", series="S", text="x")
