"""A line that opens one session only: no key, and no row of keys, leads out of it."""

from __future__ import annotations

import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "steps"))

from stage import Seconds, Stage

from aligntui.guide.library import Library
from aligntui.screens.chooser import Chooser
from aligntui.screens.entering import page_for
from aligntui.screens.firstrun import FirstRun
from aligntui.screens.home import Home
from aligntui.screens.out import OutPage
from aligntui.screens.trash import TrashPage
from aligntui.screens.unsaved import UnsavedPage
from aligntui.screens.workshop import Workshop
from aligntui.store.permit import CLOSED as ENDS
from aligntui.store.permit import Permit
from aligntui.store.repository import Store
from bakery import app_for, millrace

CLOSED = f"{ENDS} ctrl+q leaves; all is kept."
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
        permit=Permit(first.path),
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
        await s.keys("escape", "escape")
        assert isinstance(s.top, Workshop)
        assert s.message == "n goes on, ctrl+q leaves. All is kept."
        assert "home" not in s.screen()[-1]
        for key in ("q", "o", "alt+q", "alt+o"):
            await s.keys("escape", key)
            assert s.message == CLOSED
        await s.keys("ctrl+z")
        await s.keys("ctrl+p")
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
        assert isinstance(s.top, Workshop)
