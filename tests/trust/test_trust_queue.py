"""Changes and half sentences that wait: a queue that survives what is typed after them."""

from __future__ import annotations

import fcntl
import os
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from faults import files_with, no_room, small_disk
from trust_kit import Stage, chosen, make_store, stage

from aligntui.session.model import Session
from aligntui.session.ops import Retire
from aligntui.store.local.repository import Store
from aligntui.tui.keeping import Keeping
from aligntui.tui.pages.home.page import Home

STRENGTHS = ["Service people talk about", "Two grain growers", "Own mill"]
WEAKNESSES = ["Old oven", "One baker knows it", "No web shop"]


@asynccontextmanager
async def board(store: Store | None = None, **more: Any) -> AsyncIterator[Stage]:
    """The SWOT board, the cursor in the add line of the first list."""
    async with stage("swot/factors", solo=False, store=store, **more) as s:
        yield s


def line(s: Stage) -> str:
    """Words in the add line."""
    return str(s.step.adding.words.value)


def corner(s: Stage) -> str:
    """What stands at the right end of row 1."""
    return s.screen()[0].split("  ")[-1].strip()


async def later(s: Stage) -> None:
    """Five seconds pass."""
    await s.page.keeping.retry()
    await s.settle()


async def six_cards(s: Stage) -> None:
    """Three strengths, then three weaknesses."""
    for words in STRENGTHS:
        await s.type(words)
        await s.keys("enter")
        assert (line(s), corner(s)) == ("", "NOT SAVED")
    await s.keys("down")
    for words in WEAKNESSES:
        await s.type(words)
        await s.keys("enter")
        assert (line(s), corner(s)) == ("", "NOT SAVED")


def all_cards(s: Stage) -> tuple[list[str], list[str]]:
    """What is on disk in the two lists."""
    return s.words("strengths"), s.words("weaknesses")


async def test_six_cards_typed_while_nothing_can_be_written_are_six_cards_in_their_lists() -> None:
    async with board() as s:
        with no_room():
            await six_cards(s)
            await s.type("half a sent")
            s.flush()
            await later(s)
            assert corner(s) == "NOT SAVED"
            assert all_cards(s) == ([], [])
            for letter, cards in (("S", STRENGTHS), ("W", WEAKNESSES)):
                for number, words in enumerate(cards, start=1):
                    assert s.shows(f"{letter}{number}  {words}")
        await later(s)
        assert all_cards(s) == (STRENGTHS, WEAKNESSES)
        assert corner(s).startswith("saved ")
        assert s.message == "ok All is written now: 6 changes that waited."
        assert line(s) == "half a sent"
        assert [draft.text for draft in s.drafts.all().values()] == ["half a sent"]
        await later(s)
        assert all_cards(s) == (STRENGTHS, WEAKNESSES)


async def test_equal_cards_typed_on_purpose_stay_two() -> None:
    async with board() as s:
        with no_room():
            for _ in range(2):
                await s.type("Own mill")
                await s.keys("enter")
        await later(s)
        assert s.words("strengths") == ["Own mill", "Own mill"]


async def test_what_waits_is_found_again_after_the_app_was_killed(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    async with board(store) as s:
        with no_room(s.handle.path.stat().st_size):
            await six_cards(s)
        handle = s.handle
        ids = [change.id for change in handle.waiting.changes]
    again = store.open(handle.path)
    async with stage(store=store, handle=again) as s:
        await later(s)
        assert all_cards(s) == (STRENGTHS, WEAKNESSES)
        assert [ref for ref in s.session.recent if ref in ids] == ids
        assert s.drafts.waiting == {}
        assert s.drafts.all() == {}


async def test_a_line_that_drops_keeps_all_that_waits_in_the_draft_file() -> None:
    async with board() as s:
        with no_room():
            await six_cards(s)
            await s.type("half a sent")
        for page in s.app.pages():
            page.hung_up()
        assert [change.note[:2] for change in s.drafts.waiting.values()] == [
            "S1",
            "S2",
            "S3",
            "W1",
            "W2",
            "W3",
        ]
        assert [draft.text for draft in s.drafts.all().values()] == ["half a sent"]


async def test_pasted_lines_and_another_step_while_it_waits() -> None:
    async with board() as s:
        with no_room():
            await s.paste("Own mill\nTwo grain growers\nOld shop")
            await s.keys("enter", "escape")
            assert corner(s) == "NOT SAVED"
            await s.go_on()
            here = s.here
            assert corner(s) == "NOT SAVED"
            await s.keys("ctrl+l", "escape")
        await later(s)
        assert s.words("strengths") == ["Own mill", "Two grain growers", "Old shop"]
        assert s.here == here
        assert corner(s).startswith("saved ")


async def test_home_says_what_waits_in_a_session(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    async with board(store) as s:
        with no_room(s.handle.path.stat().st_size):
            await six_cards(s)
            await s.keys("escape", "/home")
        assert isinstance(s.top, Home)
        assert s.top.state.entry is not None
        await s.top._read(s.top.state.entry)
        await s.settle()
        assert s.message == "!! NOT SAVED: 6 of your changes wait. Enter opens and writes them."
        await s.keys("escape")
        assert "All is kept" not in s.message
        await s.keys("ctrl+q")
        assert s.app.goodbye.startswith("NOT SAVED: 6 of your changes wait in your own draft file.")


# words that are only being typed


async def test_half_a_sentence_is_tried_again_and_nothing_says_saved_meanwhile() -> None:
    async with board() as s:
        with no_room():
            await s.type("Service people")
            s.flush()
            await s.settle()
            assert corner(s) == "NOT SAVED"
            assert "what you type is in this window only" in s.message
            await s.type(" talk about")
            await later(s)
            assert corner(s) == "NOT SAVED"
            assert s.drafts.all() == {}
        await later(s)
        assert corner(s).startswith("saved ")
        assert s.message == "ok What you typed is on disk again."
        assert [draft.text for draft in s.drafts.all().values()] == ["Service people talk about"]


async def test_leaving_names_what_is_in_no_file_once_and_word_for_word() -> None:
    async with board() as s:
        with no_room():
            await s.type("Own mill")
            await s.keys("enter")
            await s.type("Service peop")
            await s.keys("ctrl+q")
            assert s.app.is_running
            assert s.message.startswith("!! S1 and what you type are nowhere on disk.")
            await s.keys("ctrl+q")
        assert not s.app.is_running
        assert s.app.goodbye.split("\n") == [
            "NOT SAVED: 1 of your changes could be written nowhere:",
            '  wrote S1 "Own mill"',
            "NOT SAVED: these words that you typed could be written nowhere:",
            "  Service peop",
        ]


async def test_more_that_is_typed_after_the_question_is_asked_about_again() -> None:
    async with board() as s:
        with no_room():
            await s.type("Own mill")
            await s.keys("enter", "ctrl+q")
            await s.type("Old oven")
            await s.keys("enter", "ctrl+q")
            assert s.app.is_running
            assert s.message.startswith("!! 2 changes are nowhere on disk.")


@pytest.mark.parametrize("page", ["do_findings", "do_results"])
async def test_no_page_itself_leads_home_past_what_is_in_no_file(page: str) -> None:
    async with board() as s:
        with no_room():
            await s.type("Own mill")
            await s.keys("enter", "escape")
            await s.page.perform(page)
            await s.settle()
            beside = s.top
            assert beside is not s.page
            await s.keys("/home")
            assert s.top is beside
            assert "nowhere on disk" in s.message
            await s.keys("/home")
            assert not isinstance(s.top.keeping, Keeping)
        assert s.app.goodbye.startswith("NOT SAVED: 1 of your changes could be written nowhere:")


@pytest.mark.parametrize("page", ["ctrl+r", "ctrl+l", "?", "ctrl+f"])
async def test_no_page_beside_a_step_leads_home_past_what_is_in_no_file(page: str) -> None:
    async with board() as s:
        with no_room():
            await s.type("Own mill")
            await s.keys("enter", "escape", page)
            await s.keys("escape", "/home")
            assert "nowhere on disk" in s.message
            assert s.top is s.page


# a place of their own in the runtime folder


def private(folder: Path) -> bool:
    """Whether nobody else can look into a folder and the files below it."""
    return all(p.stat().st_mode & 0o077 == 0 for p in (folder, *folder.rglob("*")))


async def test_what_has_no_room_at_home_lies_in_the_runtime_folder_and_comes_home(tmp_path: Path) -> None:
    with small_disk() as disk:
        store = make_store(disk.folder)
        store.spare = spare = tmp_path / "run"
        async with board(store) as s:
            disk.fill()
            await six_cards(s)
            await s.type("half a sent")
            s.flush()
            assert corner(s) == "NOT SAVED"
            assert len(files_with(spare, "half a sent")) == 1
            assert len(files_with(spare, "No web shop")) == 1
            assert private(spare)
            await s.keys("ctrl+q")
            assert "only in the runtime folder, which is emptied when you log out" in s.message
            await s.keys("ctrl+q")
            assert not s.app.is_running
            assert s.app.goodbye.startswith(f"NOT SAVED: 6 of your changes wait in {spare}")
        async with stage(store=store, handle=store.open(s.handle.path)) as s:
            await s.settle()
            assert corner(s) == "NOT SAVED"
            assert line(s) == "half a sent"
            assert s.shows("W3  No web shop")
            disk.free()
            await later(s)
            assert all_cards(s) == (STRENGTHS, WEAKNESSES)
            assert corner(s).startswith("saved ")
            assert [draft.text for draft in s.drafts.all().values()] == ["half a sent"]
            assert files_with(spare, "half a sent") == []
            assert files_with(disk.folder / "state", "half a sent") != []


# somebody else holds the file


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process holds the lock of a session until the end of this block."""
    told, tell = os.pipe()
    go, end = os.pipe()
    child = os.fork()
    if not child:
        os.close(end)
        lock = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.write(tell, b"!")
        os.read(go, 1)
        os._exit(0)
    os.read(told, 1)
    try:
        yield
    finally:
        os.close(end)
        os.waitpid(child, 0)
        for fd in (told, tell, go):
            os.close(fd)


async def test_a_write_that_takes_long_is_said_and_typing_goes_on_into_an_empty_line() -> None:
    async with board(moment=0.0) as s:
        await s.page.keeping.client.outbox.end()
        with held(s.handle.path):
            await s.type("Own mill")
            await s.keys("enter")
            assert corner(s) == "writing .."
            assert "kept" not in s.message
            assert s.message.startswith("!! Writing takes long: S1 is not on disk yet.")
            assert line(s) == ""
            assert s.shows("S1  Own mill")
            await s.type("Old oven")
            await s.keys("enter")
            await s.type("and on")
            assert corner(s) == "writing .."
            assert s.words("strengths") == []
        await s.page.keeping.client.outbox.end()
        await s.settle()
        assert s.words("strengths") == ["Own mill", "Old oven"]
        assert line(s) == "and on"
        assert corner(s).startswith("saved ")


async def test_leaving_waits_for_a_write_that_is_under_way() -> None:
    async with board(moment=0.0) as s:
        await s.page.keeping.client.outbox.end()
        with held(s.handle.path):
            await s.type("Own mill")
            await s.keys("enter")
            assert corner(s) == "writing .."
            assert s.handle.waiting.kept, "in the draft file already, should the process be killed now"
        await s.keys("ctrl+q")
        assert s.app.goodbye.startswith("All is kept.")
        assert [item.text for item in s.store.open(s.handle.path).session.items.values()] == ["Own mill"]


async def test_trying_again_holds_nobody_up_while_somebody_else_holds_the_file() -> None:
    async with board(moment=0.0) as s:
        await s.page.keeping.client.outbox.end()
        with no_room():
            await s.type("Own mill")
            await s.keys("enter")
            await s.page.keeping.client.outbox.end()
            await s.settle()
            assert corner(s) == "NOT SAVED"
        with held(s.handle.path):
            await s.page.keeping.retry()
            assert s.handle.waiting.slow, "it goes on by itself"
            await s.type("Old oven")
            await s.keys("enter")
            assert (line(s), corner(s)) == ("", "NOT SAVED")
            assert s.words("strengths") == []
        await s.page.keeping.client.outbox.end()
        await s.settle()
        assert s.words("strengths") == ["Own mill", "Old oven"]
        assert corner(s).startswith("saved ")


async def test_another_window_at_the_draft_file_keeps_no_key_waiting() -> None:
    async with board() as s:
        await s.type("Own")
        s.flush()
        with held(s.drafts.path):
            await s.type(" mil")
            s.page.drafting.flush_soon()
            await s.type("l")
            assert line(s) == "Own mill"
            writing = s.page.drafting.writing
            assert writing is not None
            assert not writing.done()
        await writing
        s.flush()
        assert [draft.text for draft in s.drafts.all().values()] == ["Own mill"]


# others, meanwhile


async def test_words_for_a_card_that_somebody_took_away_meanwhile_are_not_lost() -> None:
    async with board() as s:
        await s.type("Own mill")
        await s.keys("enter", "escape", "enter", "shift+tab", "end")
        item = s.item("S1")
        with no_room():
            await s.type(", and stones")
            await s.keys("tab")
            assert corner(s) == "NOT SAVED"
        other = s.someone_else(leads=True)
        other.apply([Retire(id=item.id, was=other.session.items[item.id])])
        await later(s)
        assert s.words("strengths") == ["Own mill, and stones"], s.message
        assert "Your words are kept all the same" in s.message


async def test_undo_and_redo_of_what_waits() -> None:
    async with board() as s:
        with no_room():
            await six_cards(s)
            await s.keys("escape", "ctrl+z", "ctrl+z")
            assert s.message == "Taken back. It was not written yet."
            assert not s.shows("W3  No web shop")
            await s.keys("ctrl+y")
            assert s.shows("W2  One baker knows it")
            assert corner(s) == "NOT SAVED"
        await later(s)
        assert all_cards(s) == (STRENGTHS, WEAKNESSES[:2])


# every kind of step: on a full disk the same keys come to the same in the end


KEYS = [
    *"abx 123+0-",
    "enter",
    "enter",
    "tab",
    "up",
    "down",
    "left",
    "right",
    "delete",
    "escape",
    "ctrl+down",
]


def told(session: Session) -> list[Any]:
    """What a session holds, without ids and times."""
    names = {ref: str(number) for number, ref in enumerate([*session.items, *session.rounds])}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return [(plain(key), plain(inner)) for key, inner in value.items()]
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        for ref, name in names.items():
            value = value.replace(ref, name) if isinstance(value, str) else value
        return value

    return [
        [(i.collection, i.text, i.status, i.retired, plain(i.into), plain(i.fields)) for i in
         session.items.values()],
        [(plain(key), plain(link.fields)) for key, link in session.links.items()],
        [(r.step, r.n, r.state, plain(r.subjects)) for r in session.rounds.values()],
        sorted((plain(b.round), str(plain(b.answers)), b.state) for b in session.ballots.values()),
        [(key, plain(record.fields)) for key, record in session.records.items()],
    ]  # fmt: skip


async def played(name: str, number: int, seed: int, *, full: bool) -> list[Any]:
    """The same keys at one step, all of them on a disk that is full or none."""
    chance = random.Random(seed)
    async with stage(name, solo=True) as s:
        await s.page.going.open_at(number)
        await s.settle()
        with no_room() if full else no_room(2**40):
            for _ in range(24):
                key = chance.choice(KEYS)
                if s.typing and chance.random() < 0.4:
                    await s.type(chance.choice(["Own mill", "Old oven", "3", "2027-05-01"]))
                await s.keys("space" if key == " " else key)
                await s.back()
            stands = told(s.handle.session)
        await later(s)
        assert not s.page.unsaved, s.message
        assert told(s.handle.stored) == stands
        return stands


@pytest.mark.parametrize("name", ["full-guide", "solo-90"])
async def test_the_same_keys_come_to_the_same_on_a_full_disk(name: str) -> None:
    async with stage(name, solo=True) as s:
        places = chosen(s)
    differ = []
    for seed, number in enumerate(places[:4]):
        well = await played(name, number, seed, full=False)
        if await played(name, number, seed, full=True) != well:
            differ.append((number, seed))
    assert differ == []
