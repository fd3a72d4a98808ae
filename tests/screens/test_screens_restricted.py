"""A line that opens one session only: no key, and no row of keys, leads out of it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from bakery import app_for, millrace, screen_text

from aligntui.guide.library import Library
from aligntui.screens.app import AlignApp
from aligntui.screens.chooser import Chooser
from aligntui.screens.entering import page_for
from aligntui.screens.firstrun import FirstRun
from aligntui.screens.home import Home
from aligntui.screens.out import OutPage
from aligntui.screens.page import CLOSED
from aligntui.screens.trash import TrashPage
from aligntui.screens.unsaved import UnsavedPage
from aligntui.screens.workshop import Workshop
from aligntui.store.repository import Store

OUTSIDE = (Home, FirstRun, TrashPage, OutPage, UnsavedPage)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHERS = (
    "enter", "escape", "escape", "up", "down", "left", "right", "tab", "space", "slash", "question_mark",
    "ctrl+p", "ctrl+g", "ctrl+z", "ctrl+s", "alt+q", "alt+o", "alt+n", "alt+s", "1", "2",
)  # fmt: skip


def restricted(store: Store) -> AlignApp:
    """The app as `aligntui open SESSION --restricted` starts it."""
    handle, _ = millrace(store, Library())
    store.create("Somebody else's plan").close()
    app = app_for(store, Library(), lambda app: page_for(app, handle))
    app.restricted = True
    return app


def outside(app: AlignApp) -> list[Any]:
    """Screens that are open and may not be."""
    strange = [s for s in app.screen_stack if isinstance(s, OUTSIDE)]
    return strange + [s for s in app.screen_stack if isinstance(s, Chooser) and s.handle is None]


@pytest.mark.parametrize("seed", range(6))
async def test_no_row_of_keys_leads_out(store: Store, seed: int) -> None:
    keys = random.Random(seed)
    app = restricted(store)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(120):
            key = keys.choice(OTHERS) if keys.random() < 0.6 else keys.choice(LETTERS)
            await pilot.press(key)
            assert outside(app) == [], key
            assert "Somebody else" not in "\n".join(screen_text(app))
        assert app.is_running
    assert {entry.title for entry in store.entries()} == {"Millrace 2027", "Somebody else's plan"}


async def test_the_keys_that_would_are_not_offered_and_say_why(store: Store) -> None:
    app = restricted(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        assert isinstance(app.screen, Workshop)
        assert "home" not in screen_text(app)[-1]
        assert "ctrl+q leaves" in screen_text(app)[-2] or (await pilot.press("escape")) is None
        for key in ("q", "o", "alt+q", "alt+o"):
            await pilot.press("down", key)
            assert screen_text(app)[-2].strip() == CLOSED
        await pilot.press("ctrl+p")
        await pilot.pause()
        shown = "\n".join(screen_text(app))
        assert "guide" in shown
        assert "export" not in shown
        assert "home" not in shown
