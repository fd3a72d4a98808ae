"""What a person sees and keeps while the disk is full, read-only or gone, on the real screens."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from faults import files_with, no_room, small_disk
from trust_kit import Clock, Stage, make_store, stage

from aligntui.store.local.repository import Store
from aligntui.store.opening import copy_to

FULL = (
    "!! The disk is full: S2 is not written. It waits here. Free space; I try again",
    "    every 5 seconds. Or: ^O writes everything to another folder now.",
)


@asynccontextmanager
async def writing(store: Store | None = None) -> AsyncIterator[Stage]:
    """The SWOT board with one card, the cursor in the add line."""
    async with stage("swot/factors", solo=False, store=store) as s:
        await s.type("Sourdough sells out")
        await s.keys("enter")
        yield s


def line(s: Stage) -> str:
    """Words in the add line."""
    return str(s.step.adding.words.value)


async def later(s: Stage) -> None:
    """Five seconds pass."""
    await s.page.keeping.retry()
    await s.settle()


def said(s: Stage) -> str:
    """The message rows in one."""
    return " ".join(" ".join(s.screen()[-4:-1]).split())


def header(s: Stage) -> str:
    return s.screen()[0].split("  ")[-1].strip()


async def test_a_full_disk_keeps_the_card_and_writes_it_once_there_is_room() -> None:
    with small_disk() as disk:
        async with writing(make_store(disk.folder)) as s:
            before = s.handle.path.read_bytes()
            disk.fill()
            await s.type("Service people talk about")
            await s.keys("enter")
            assert header(s) == "NOT SAVED"
            assert tuple(row.rstrip() for row in s.screen()[-3:-1]) == (" " + FULL[0], FULL[1])
            assert line(s) == ""
            assert s.shows("S2  Service people talk about")
            assert s.words("strengths") == ["Sourdough sells out"], "what is on disk"
            assert s.handle.path.read_bytes() == before
            await later(s)
            assert header(s) == "NOT SAVED"
            disk.free()
            await later(s)
            assert header(s).startswith("saved ")
            assert s.gist.startswith("It is written now. S2 kept. ^Z takes it back.")
            assert line(s) == ""
            assert s.words("strengths") == ["Sourdough sells out", "Service people talk about"]
            assert s.drafts.all() == {}
            assert s.drafts.waiting == {}
            assert [p.name for p in disk.folder.rglob("*.tmp")] == []


async def test_the_words_wait_in_the_own_draft_file_and_survive_the_end_of_the_app(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    async with writing(store) as s:
        with no_room(s.handle.path.stat().st_size):
            await s.type("Service people talk about")
            s.flush()
            await s.keys("enter")
            assert "may not grow any larger" in s.screen()[-3]
            kept = s.drafts.waiting
            assert [change.id for change in kept.values()] == [c.id for c in s.handle.waiting.changes]
            assert files_with(tmp_path, "Service people") == [str(s.drafts.path.relative_to(tmp_path))]
            await s.keys("ctrl+q")
        assert not s.app.is_running
        assert s.app.goodbye.startswith("NOT SAVED: 1 of your changes waits in your own draft file.")
    handle = store.open("millrace")
    async with stage(store=store, handle=handle) as s:
        await later(s)
        assert s.words("strengths") == ["Sourdough sells out", "Service people talk about"]
        assert set(kept) <= set(s.session.recent)
        assert s.drafts.waiting == {}
        assert s.drafts.all() == {}
        assert line(s) == ""
        assert header(s).startswith("saved ")
        await later(s)
        assert len(s.words("strengths")) == 2


async def test_where_nothing_at_all_can_be_written_leaving_asks_once() -> None:
    async with writing() as s:
        with no_room():
            await s.type("Service people talk about")
            s.flush()
            await s.keys("enter")
            assert header(s) == "NOT SAVED"
            assert s.shows("S2  Service people talk about")
            assert not s.handle.waiting.kept
            await s.keys("ctrl+q")
            assert s.app.is_running
            assert s.message == "!! S2 is nowhere on disk. ^O writes it elsewhere; the same key again leaves."
            await s.keys("ctrl+q")
        assert not s.app.is_running
        assert s.app.goodbye.split("\n") == [
            "NOT SAVED: 1 of your changes could be written nowhere:",
            '  wrote S2 "Service people talk about"',
        ]


async def test_going_home_asks_once_too() -> None:
    async with writing() as s:
        with no_room():
            await s.type("Service people talk about")
            await s.keys("enter", "escape", "/home")
            assert "is nowhere on disk" in s.message
            assert s.top is s.page


async def test_what_is_typed_on_while_a_card_waits_is_a_card_of_its_own() -> None:
    async with writing() as s:
        with no_room():
            await s.type("Service")
            await s.keys("enter")
            await s.type("People talk about it")
            await later(s)
            assert [change.note[:3] for change in s.handle.waiting.changes] == ["S2 "]
            assert header(s) == "NOT SAVED"
            assert line(s) == "People talk about it"
            await s.keys("enter")
        await later(s)
        assert s.words("strengths") == ["Sourdough sells out", "Service", "People talk about it"]
        assert line(s) == ""


async def test_undo_takes_back_what_waits() -> None:
    async with writing() as s:
        with no_room():
            await s.type("Service")
            await s.keys("enter", "escape", "ctrl+z")
            assert s.message == "Taken back. It was not written yet."
            assert header(s).startswith("saved ")
        await later(s)
        assert s.words("strengths") == ["Sourdough sells out"]


async def test_several_changes_wait_in_their_order() -> None:
    async with writing() as s:
        with no_room():
            await s.type("Service people talk about")
            await s.keys("enter", "escape", "delete")
            assert "2 changes are not written" in said(s)
        await later(s)
        assert s.words("strengths") == ["Sourdough sells out"]
        assert len(s.words("strengths", away=True)) == 2
        await s.keys("ctrl+z")
        assert len(s.words("strengths")) == 2


async def test_a_field_that_is_written_later_is_not_doubled_by_a_change_of_mind() -> None:
    async with writing() as s:
        await s.keys("escape", "enter", "shift+tab", "end")
        with no_room():
            await s.type(", twice")
            await s.keys("tab")
            assert header(s) == "NOT SAVED"
            await s.keys("shift+tab", "end")
            await s.type(" a week")
            await s.keys("tab")
            assert len(s.handle.waiting.changes) == 1
        await later(s)
        assert s.words("strengths") == ["Sourdough sells out, twice a week"]
        assert s.session.clashes == {}


async def test_o_writes_everything_to_another_folder(tmp_path: Path) -> None:
    async with writing() as s:
        with no_room(s.handle.path.stat().st_size):
            await s.type("Service people talk about")
            await s.keys("enter", "escape", "ctrl+o")
            assert s.shows("Not saved: write everything to another folder now")
            assert s.shows('waits      wrote S2 "Service people talk about"')
            assert s.shows("in your own draft file too")
        stick = tmp_path / "stick"
        s.focused.value = str(stick)
        await s.keys("enter")
        assert "Everything is in" in said(s)
        copies = list(stick.glob("*.json"))
        assert len(copies) == 1
        assert copies[0].stat().st_mode & 0o777 == 0o600
        texts = [item.text for item in s.store.open(copies[0]).session.items.values()]
        assert texts == ["Sourdough sells out", "Service people talk about"]
        s.page.handle.waiting.retry()
        assert s.words("strengths") == texts


async def test_a_read_only_disk_says_so_and_comes_back() -> None:
    with small_disk() as disk:
        async with writing(make_store(disk.folder)) as s:
            disk.read_only(True)
            await s.type("Service people talk about")
            s.flush()
            await s.keys("enter")
            assert header(s) == "NOT SAVED"
            assert s.screen()[-3].startswith(" !! The disk is read-only: S2 is not written.")
            disk.read_only(False)
            await later(s)
            assert header(s).startswith("saved ")
            assert len(s.words("strengths")) == 2


async def test_a_folder_that_is_gone_and_comes_back() -> None:
    # The name of the folder is told: it must leave room for the rest of the sentence.
    with tempfile.TemporaryDirectory(prefix="gone-") as name:
        await gone_and_back(Path(name))


async def gone_and_back(folder: Path) -> None:
    store = make_store(folder / "team")
    store.state = folder / "state"
    async with writing(store) as s:
        (folder / "team").rename(folder / "away")
        await s.poll()
        assert header(s) == "READ ONLY"
        await s.type("Service people talk about")
        await s.keys("enter")
        assert header(s) == "NOT SAVED"
        assert "is gone" in said(s)
        (folder / "away").rename(folder / "team")
        await later(s)
        assert header(s).startswith("saved ")
        assert len(s.words("strengths")) == 2


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
async def test_a_file_cut_in_half_is_said_and_written_anew(share: float) -> None:
    async with writing() as s:
        whole = s.handle.path.read_bytes()
        half = whole[: int(len(whole) * share)]
        s.handle.path.write_bytes(half)
        await s.poll()
        assert header(s) == "NOT SAVED"
        assert s.screen()[-3].startswith(" !! The file was damaged from outside. What you see is kept here;")
        await s.type("Service people talk about")
        await s.keys("enter")
        assert s.handle.path.read_bytes() == half
        await later(s)
        assert s.handle.path.read_bytes() == half, "a program may be writing it just now"
        await later(s)
        assert header(s).startswith("saved ")
        assert s.words("strengths") == ["Sourdough sells out", "Service people talk about"]
        aside = s.handle.path.with_name(f"{s.handle.path.name}.damaged-1")
        assert aside.read_bytes() == half
        assert s.store.open(s.handle.path).session == s.handle.session


async def test_a_cut_file_that_is_mended_by_its_program_is_left_to_it() -> None:
    async with writing() as s:
        whole = s.handle.path.read_bytes()
        s.handle.path.write_bytes(whole[:100])
        await s.poll()
        await later(s)
        s.handle.path.write_bytes(whole)
        await later(s)
        await s.poll()
        assert header(s).startswith("saved ")
        assert not list(s.handle.path.parent.glob("*.damaged-*"))


async def test_a_file_replaced_by_an_older_copy_gets_the_own_words_back() -> None:
    async with writing() as s:
        old = s.handle.path.read_bytes()
        await s.type("Service people talk about")
        await s.keys("enter")
        await s.type("Two grain growers")
        await s.keys("enter")
        ids = list(s.session.recent)
        s.handle.path.write_bytes(old)
        s.page.keeping.poll()
        assert s.page.unsaved
        s.page.show_snapshot()
        assert header(s) == "NOT SAVED"
        await s.settle()
        await later(s)
        assert header(s).startswith("saved ")
        assert s.words("strengths") == [
            "Sourdough sells out",
            "Service people talk about",
            "Two grain growers",
        ]
        assert list(s.session.recent) == ids
        assert line(s) == ""


async def test_a_file_replaced_just_before_a_write_gets_them_back_too() -> None:
    async with writing() as s:
        old = s.handle.path.read_bytes()
        await s.type("Service people talk about")
        await s.keys("enter")
        s.handle.path.write_bytes(old)
        await s.type("Two grain growers")
        await s.keys("enter")
        await later(s)
        assert sorted(s.words("strengths")) == [
            "Service people talk about",
            "Sourdough sells out",
            "Two grain growers",
        ]


async def test_a_file_replaced_by_a_newer_one_is_simply_followed() -> None:
    async with writing() as s:
        other = s.someone_else()
        copy = copy_to(other, s.handle.path.parent / "elsewhere")
        theirs = s.store.open(copy)
        from aligntui.session.model import Item
        from aligntui.session.ops import Add

        theirs.apply([Add(item=Item(id="t1", collection="strengths", series="S", text="Theirs", pos="z"))])
        s.handle.path.write_bytes(copy.read_bytes())
        await s.poll()
        assert s.words("strengths") == ["Sourdough sells out", "Theirs"]
        assert header(s).startswith("saved ")


async def test_a_file_of_a_newer_format_is_read_only_and_stays_as_it_is() -> None:
    async with writing() as s:
        newer = s.handle.path.read_bytes().replace(b'"format":1,', b'"format":2,', 1)
        old = s.handle.path.read_bytes()
        s.handle.path.write_bytes(newer)
        await s.poll()
        assert header(s) == "READ ONLY"
        await s.type("Service people talk about")
        await s.keys("enter")
        assert header(s) == "NOT SAVED"
        assert "newer AlignTUI" in s.screen()[-3]
        assert s.handle.path.read_bytes() == newer
        s.handle.path.write_bytes(old)
        await later(s)
        assert s.words("strengths") == ["Sourdough sells out", "Service people talk about"]


async def test_another_session_in_its_place_is_not_written_over() -> None:
    async with writing() as s:
        other = s.store.create("Another")
        foreign = other.path.read_bytes()
        own = s.handle.path.read_bytes()
        s.handle.path.write_bytes(foreign)
        await s.poll()
        assert header(s) == "NOT SAVED"
        await s.type("Service people talk about")
        await s.keys("enter")
        await later(s)
        await later(s)
        assert s.handle.path.read_bytes() == foreign
        assert "holds another session now" in s.screen()[-3]
        s.handle.path.write_bytes(own)
        await later(s)
        assert s.words("strengths") == ["Sourdough sells out", "Service people talk about"]
        assert header(s).startswith("saved ")


async def test_a_clock_that_jumps_back_loses_nothing(tmp_path: Path) -> None:
    clock = Clock()
    async with writing(make_store(tmp_path, clock=clock)) as s:
        clock.forward(days=-400)
        await s.type("Service people talk about")
        await s.keys("enter")
        assert header(s).startswith("saved ")
        assert s.words("strengths") == ["Sourdough sells out", "Service people talk about"]
        last = [change.note for change in s.session.recent.values()][-1]
        assert last.startswith("S2 ")
        assert s.handle.history(1)[0].note == last
        await s.keys("escape", "ctrl+z")
        assert s.words("strengths") == ["Sourdough sells out"]
        assert s.store.entries()[0].title == "Millrace 2027"


async def test_esc_does_not_say_that_all_is_kept_while_it_is_not() -> None:
    async with writing() as s:
        with no_room():
            await s.type("Service")
            await s.keys("enter", "escape", "escape")
            assert "All is kept" not in " ".join(s.screen())
            await s.resize(60, 20)
            assert s.shows("NOT SAVED: make it larger first.")
            await s.resize(80, 24)


async def test_a_page_beside_the_step_says_it_too() -> None:
    async with writing() as s:
        await s.keys("escape", "ctrl+r")
        assert header(s).startswith("saved ") or "saved" in s.screen()[0]
        with no_room():
            await s.keys("delete")
            await s.type("we know")
            await s.keys("enter")
            assert s.screen()[0].endswith("NOT SAVED")
            assert "^O writes everything to another folder now" in said(s)
            await s.keys("ctrl+o")
            assert s.shows("Not saved: write everything to another folder now")
            await s.keys("escape", "escape")
        await s.top.keeping.retry()  # type: ignore[union-attr]
        await s.settle()
        assert "saved" in s.screen()[0]
        assert len(s.session.waivers) == 1
        await s.keys("escape")
        assert header(s).startswith("saved ")
