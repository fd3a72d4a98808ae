"""A line that opens one session only: no key, and no row of keys, leads out of it."""

from __future__ import annotations

import errno
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bakery import app_for, millrace
from stage import Seconds, Stage
from watched_files import Watch, watching

from aligntui.methods.library import Library
from aligntui.session.model import Clash
from aligntui.session.ops import Set
from aligntui.session.undo import Blocked
from aligntui.store.local import files
from aligntui.store.local.drafts import own_folder
from aligntui.store.local.names import ref_of
from aligntui.store.local.repository import Store
from aligntui.store.permit import CLOSED as ENDS
from aligntui.store.permit import Permit
from aligntui.tui.commands import commands
from aligntui.tui.entering import page_for
from aligntui.tui.page import Page
from aligntui.tui.pages.blocked.page import BlockedPage
from aligntui.tui.pages.chooser.page import Chooser
from aligntui.tui.pages.conflict.page import ConflictPage
from aligntui.tui.pages.erase.page import ErasePage
from aligntui.tui.pages.export.page import OutPage
from aligntui.tui.pages.find.page import FindPage
from aligntui.tui.pages.findings.page import FindingsPage
from aligntui.tui.pages.first_run.page import FirstRun
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.naming.page import NamePage
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.pages.resumed.page import Resumed
from aligntui.tui.pages.running_order.page import Drawer
from aligntui.tui.pages.trace.page import TracePage
from aligntui.tui.pages.trash.page import TrashPage
from aligntui.tui.pages.unsaved.page import UnsavedPage
from aligntui.tui.workshop.page import WorkshopPage

CLOSED = f"{ENDS} ^Q leaves; all is kept."
OUTSIDE = (Home, FirstRun, TrashPage, OutPage, UnsavedPage)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHERS = (
    "enter", "escape", "escape", "up", "down", "left", "right", "tab", "space", "slash", "question_mark",
    "ctrl+p", "ctrl+g", "ctrl+z", "ctrl+s", "alt+q", "alt+o", "alt+n", "alt+s", "1", "2",
)  # fmt: skip


@asynccontextmanager
async def restricted(store: Store) -> AsyncIterator[Stage]:
    """The app as `aligntui open SESSION --restricted` starts it."""
    first, _ = millrace(store, Library())
    store.create("Somebody else's plan").close()
    first.close()
    line = Store(
        store.data, store.state, clock=store.clock, new_id=store.new_id, person=store.person,
        permit=Permit(ref_of(first.path)),
    )  # fmt: skip
    handle = line.open(first.path)
    app = app_for(line, Library(), lambda app: page_for(app, handle))
    app.clock = Seconds()
    async with app.run_test(size=(80, 24)) as pilot:
        found = Stage(app, pilot, line, handle)
        await found.settle()
        yield found


def outside(s: Stage) -> list[Any]:
    """Screens that are open and may not be."""
    stack = s.app.screen_stack
    return [page for page in stack if isinstance(page, OUTSIDE) or getattr(page, "handle", s) is None]


@pytest.mark.parametrize("seed", range(3))
async def test_no_row_of_keys_leads_out(store: Store, seed: int) -> None:
    keys = random.Random(seed)
    async with restricted(store) as s:
        for _ in range(100):
            key = keys.choice(OTHERS) if keys.random() < 0.6 else keys.choice(LETTERS)
            await s.keys(key)
            assert outside(s) == [], key
            assert not s.shows("Somebody else")
        assert s.app.is_running
    assert {entry.title for entry in store.entries()} == {"Millrace 2027", "Somebody else's plan"}


async def test_the_keys_that_would_are_not_offered_and_say_why(store: Store) -> None:
    async with restricted(store) as s:
        await s.keys("escape", "escape", "escape")
        assert isinstance(s.top, Drawer)
        assert "home" not in s.screen()[-1]
        await s.keys("escape")
        assert isinstance(s.top, WorkshopPage)
        await s.keys("ctrl+o")
        assert s.message == CLOSED
        await s.keys("ctrl+z")
        await s.keys("ctrl+k")
        await s.type("guide")
        assert s.shows("guide")
        await s.keys("ctrl+u")
        for words in ("export", "home", "sleep"):
            await s.type(words)
            assert not any(row.lstrip("> ").startswith(words) for row in s.screen()[3:22])
            await s.keys("ctrl+u")


async def test_the_chooser_of_a_further_run_leads_back(store: Store) -> None:
    async with restricted(store) as s:
        s.app.switch_screen(Chooser(s.handle))
        await s.settle()
        await s.keys("escape")
        assert isinstance(s.top, WorkshopPage)


# every command of every page, saved or not: asked by what is done, whichever way led to it

Opened = Callable[[Stage], Page]


def _item(s: Stage) -> str:
    return s.item("SO1").id


def _clash(s: Stage) -> Clash:
    return Clash(id="c1", target=_item(s), field="text", base="a", theirs="b", yours="c", by="Tomasz Wren")


def _blocked(s: Stage) -> Blocked:
    return Blocked("Tomasz Wren changed SO1 since.", "changed")


INSIDE: dict[str, Opened] = {
    "workshop": lambda s: WorkshopPage(s.handle, s.page.scene.run),
    "results": lambda s: Results(s.handle, s.page.scene.run),
    "findings": lambda s: FindingsPage(s.handle, s.page.scene.run),
    "find": lambda s: FindPage(s.handle, s.page.scene.run),
    "trace": lambda s: TracePage(s.handle, s.page.scene.run, _item(s)),
    "drawer": lambda s: Drawer(s.handle, s.page.scene.run),
    "erase": lambda s: ErasePage(s.handle, s.page.scene.run),
    "conflict": lambda s: ConflictPage(s.handle, s.page.scene.run, _clash(s)),
    "blocked": lambda s: BlockedPage(s.handle, s.page.scene.run, _blocked(s)),
    "resumed": lambda s: Resumed(s.handle, s.page.scene.run, s.page.scene.here.id),
    "next person": lambda s: NamePage(s.handle, "Whose answers come next?", "", "begin"),
    "chooser": lambda s: Chooser(s.handle),
}
"""Pages that a restricted line shows."""
CLOSED_PAGES: dict[str, Opened] = {
    "out": lambda s: OutPage(s.handle, s.page.scene.run),
    "unsaved": lambda s: UnsavedPage(s.handle, s.page.scene.run),
    "new session": lambda s: Chooser(),
}
"""Pages that it never shows. Whoever comes to one all the same can do nothing there; the store lists no
sessions for others, such as home, to show."""
LEAVING = {"do_leave", "do_sleep"}


def cannot_write(s: Stage, patch: pytest.MonkeyPatch) -> None:
    """The disk is full from now on, and one change waits."""
    store_write = files.write

    def full(path: Path, data: bytes, *, durable: bool = True) -> files.Version:
        if path == s.handle.path:
            raise OSError(errno.ENOSPC, "No space left on device")
        return store_write(path, data, durable=durable)

    patch.setattr(files, "write", full)
    s.handle.waiting.put([Set(id=_item(s), field="text", was="", to="waits", words=True)])
    assert s.handle.waiting


@asynccontextmanager
async def watched(
    store: Store, patch: pytest.MonkeyPatch, unsaved: bool
) -> AsyncIterator[tuple[Stage, Watch]]:
    """A restricted line; what it does outside of its session and of what is the guest's own is noted."""
    async with restricted(store) as s:
        if unsaved:
            cannot_write(s, patch)
        own = own_folder(store.state, store.person)
        stem, folder = s.handle.path.name.removesuffix(".json"), store.data
        allowed = (f"{folder}/{stem}", f"{folder}/.{stem}", f"{own}/")
        # The names in the folder of the sessions are read to find what was set aside of this one.
        with watching(allowed, (folder, own, own.parent)) as watch:
            yield s, watch


async def back(s: Stage) -> None:
    """Nothing but the workshop."""
    while len(s.app.screen_stack) > 1:
        s.app.pop_screen()
        await s.settle()
    if not isinstance(s.app.screen, WorkshopPage):
        run = next(iter(s.handle.session.runs.values()))
        s.app.switch_screen(WorkshopPage(s.handle, run))
        await s.settle()


async def tried_out(s: Stage, folder: Path) -> None:
    """Whatever line stands open now: complete a path in it, and enter one."""
    await s.keys("tab")
    if s.top.edit is not None:
        await s.keys("ctrl+u")
        await s.type(f"{folder}/")
        await s.keys("tab", "enter")
    await s.keys("enter")


@pytest.mark.parametrize("unsaved", [False, True], ids=["saved", "unsaved"])
@pytest.mark.parametrize("name", [*INSIDE, *CLOSED_PAGES])
async def test_no_command_of_any_page_reaches_beyond_the_session(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, unsaved: bool
) -> None:
    opened = {**INSIDE, **CLOSED_PAGES}[name]
    monkeypatch.chdir(tmp_path)
    tried = [command for command in commands() if command.handler() not in LEAVING]
    async with watched(store, monkeypatch, unsaved) as (s, watch):
        shape = type(opened(s))
        for command in tried:
            handler = command.handler()
            if not shape.runs(command):
                continue
            for direct in (False, True) if command.deed is not None else (False,):
                page = opened(s)
                s.app.push_screen(page)
                await s.settle()
                # As a key does it, and past every table of keys.
                parts = (page, *(getattr(page, part) for part in page.PARTS))
                part = next(part for part in parts if hasattr(part, handler))
                s.app.call_later(getattr(part, handler) if direct else partial(page.perform, handler))
                await s.settle()
                if name in INSIDE and not direct:
                    assert outside(s) == [], handler
                await tried_out(s, tmp_path / "elsewhere")
                assert watch.done == [], handler
                await back(s)
        # And the page itself, with the keys that are no commands.
        s.app.push_screen(opened(s))
        await s.settle()
        await s.keys("ctrl+o")
        if name in INSIDE:
            assert outside(s) == []
        await tried_out(s, tmp_path / "elsewhere")
        assert watch.done == []
    assert [entry.title for entry in store.entries() if entry.title != "Millrace 2027"] == [
        "Somebody else's plan"
    ]


async def test_while_something_is_not_saved_it_says_only_what_she_can_do(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with restricted(store) as s:
        cannot_write(s, monkeypatch)
        await s.keys("escape", "x", "escape")
        words = " ".join(" ".join(s.screen()[-4:-1]).split())
        assert "The disk is full: " in words
        assert words.endswith("I try again every 5 seconds. Tell who runs the workshop.")
        await s.keys("ctrl+o")
        assert s.message == f"{ENDS} ^Q leaves."
        s.app.push_screen(Results(s.handle, s.page.scene.run))
        await s.settle()
        await s.keys("ctrl+o")
        assert s.shows(f"{ENDS} ^Q leaves.")
        assert not s.shows("all is kept")
        await s.keys("escape")
        assert s.page.keeping.farewell().endswith("The same line writes them.")


async def test_pages_offer_no_way_home_and_no_settings(store: Store) -> None:
    async with restricted(store) as s:
        for page in (Resumed(s.handle, s.page.scene.run, s.page.scene.here.id), Chooser(s.handle)):
            s.app.push_screen(page)
            await s.settle()
            assert not any("home" in row for row in s.screen()[-4:]), page
            await back(s)
        await s.keys("escape", "escape", "question_mark")
        assert not s.shows("settings")
        await s.keys("escape")
        assert s.app.next_theme() == "Theme paper."
