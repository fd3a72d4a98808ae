"""The page of keys and the palette: both are made from the commands."""

from __future__ import annotations

import case_session
import pytest
from bakery import app_for, millrace, screen_text
from hypothesis import given, settings
from hypothesis import strategies as st
from stage import stage

from aligntui.methods.library import Library
from aligntui.settings import Settings
from aligntui.store.local.repository import Store
from aligntui.text.clean import width
from aligntui.tui.commands import FINDINGS, GO_ON, PALETTE, Command, Keymap, commands, offered
from aligntui.tui.pages.findings.page import FindingsPage
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.keys.page import KeysPage
from aligntui.tui.pages.keys.rows import key_rows, matching, page_rows
from aligntui.tui.pages.palette.page import PalettePage
from aligntui.tui.pages.palette.rows import EDGES, LEAST, fitting, palette_rows
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.rows import Cursor
from aligntui.tui.widgets.box import WIDE
from aligntui.tui.widgets.line import line, plain
from aligntui.tui.workshop.page import WorkshopPage


def in_workshop() -> list[Command]:
    return [c for c in commands() if WorkshopPage.runs(c)]


def test_the_keys_of_a_step_fit_80x24() -> None:
    rows = plain(page_rows(line((" Millrace", "text")), key_rows(Keymap(), in_workshop()), -1, 80, 24))
    assert len(rows) <= 22
    assert all(width(row) <= 80 for row in rows)
    text = "\n".join(rows)
    for said in ("Keys", "On cards", "Going", "^N", "go on", "Esc", "^Q"):
        assert said in text


@pytest.mark.parametrize("at", ["swot/factors", "tows/cards", "objectives/draft", "choose/rate", "tows/grid"])
async def test_no_key_of_a_step_is_cut_off_at_80x24(at: str) -> None:
    async with stage(at.partition("/")[0], at=at, fill=case_session.millrace()) as s:
        await s.keys("escape")
        rows = key_rows(s.page.keymap, offered(s.page, s.step.verbs))
        shown = plain(page_rows(line((" Millrace", "text")), rows, -1, 80, 24))
        for row in rows:
            assert any(f" {row.key} " in text and row.what[:12] in text for text in shown), row


def test_every_command_with_a_key_stands_on_the_page() -> None:
    rows = key_rows(Keymap(), in_workshop())
    handlers = {row.handler for row in rows if row.handler}
    keymap = Keymap()
    assert handlers >= {c.handler() for c in in_workshop() if keymap.keys[c.name] and c.name != "keys"}


def test_own_keys_are_shown() -> None:
    rows = key_rows(Keymap({"go-on": "f2"}), in_workshop())
    assert next(row.key for row in rows if row.handler == GO_ON.handler()) == "f2"


def test_words_filter_the_keys() -> None:
    rows = matching(key_rows(Keymap(), in_workshop()), "mend")
    assert [row.handler for row in rows] == [FINDINGS.handler()]


def test_the_palette_ranks_beginnings_before_parts() -> None:
    found = fitting(in_workshop(), "go")
    assert found[0].title.startswith("go")
    assert PALETTE not in fitting(in_workshop(), "")
    assert fitting(in_workshop(), "fndngs") == [], "no command is run that was only nearly named"
    assert fitting(in_workshop(), "zzzz") == []


@given(st.text(max_size=12), st.integers(0, 30))
@settings(max_examples=60)
def test_the_palette_is_a_box_whatever_is_typed(words: str, at: int) -> None:
    found = fitting(in_workshop(), words)
    rows = palette_rows(found, Keymap(), Cursor(at=max(0, min(at, len(found) - 1))), LEAST)
    assert len(rows) == LEAST + EDGES
    assert all(width(text) == WIDE for text in plain(rows))


async def test_question_mark_opens_and_closes(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        top = screen_text(app)[0]
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, KeysPage)
        assert screen_text(app)[0] == top
        assert screen_text(app)[1].startswith(" KEYS that work here")
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Results)


async def test_a_key_can_be_run_from_the_page(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark", *"findings", "enter")
        await pilot.pause()
        assert isinstance(app.screen, FindingsPage)


async def test_the_palette_runs_what_fits_best(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert isinstance(app.screen, PalettePage)
        rows = screen_text(app)
        assert rows[0].startswith(" Millrace 2027")
        assert "what would you like to do?" in rows[3]
        await pilot.press(*"theme", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Results)
        assert app.theme == "paper"
        await pilot.press("ctrl+k", "escape")
        await pilot.pause()
        assert isinstance(app.screen, Results)


async def test_the_palette_works_while_typing(store: Store) -> None:
    millrace(store, Library())[0].close()
    app = app_for(store, Library(), lambda _: Home())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"mill", "ctrl+k", "escape", "r")
        await pilot.pause()
        assert screen_text(app)[2] == " find: millr"


async def test_remapped_keys_work(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    app.settings = Settings(keys={"home": "f5"})
    async with app.run_test(size=(80, 24)) as pilot:
        assert "f5 home" in screen_text(app)[23]
        await pilot.press("z")
        await pilot.pause()
        assert isinstance(app.screen, Results)
        await pilot.press("escape")
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, Home)


@pytest.mark.parametrize("page", [Home, Results])
def test_no_two_commands_of_a_page_share_a_key(page: type[object]) -> None:
    keymap = Keymap()
    taken: dict[str, str] = {}
    for command in (c for c in commands() if page.runs(c)):
        for key in keymap.keys[command.name]:
            assert taken.setdefault(key, command.name) == command.name
