"""Finding a card by its code or by words of it."""

from __future__ import annotations

from bakery import app_for, millrace, screen_text

from aligntui.engine import edits
from aligntui.engine.search import matches
from aligntui.methods.library import Library
from aligntui.store.local.repository import Store
from aligntui.tui.pages.find.page import FindPage, find_rows
from aligntui.tui.pages.trace.page import TracePage
from aligntui.tui.rows import Cursor
from aligntui.tui.widgets.line import line, plain
from aligntui.tui.workshop.page import WorkshopPage

BAR = line((" Millrace 2027", "text+bold"))


def test_a_code_comes_before_words(store: Store) -> None:
    handle, run = millrace(store, Library())
    view = FindPage(handle, run).view
    assert [view.code(i) for i in matches(view, "s1")][:1] == ["S1"]
    assert {view.code(i) for i in matches(view, "deck oven")} == {"OB1", "W1"}
    assert [view.code(i) for i in matches(view, "till log")] == ["S1"]
    assert matches(view, "  ") == []


def test_parked_cards_are_found_and_say_so(store: Store) -> None:
    handle, run = millrace(store, Library())
    view = FindPage(handle, run).view
    item = view.find("OB3")
    assert item is not None
    handle.apply(edits.set_status(item, "parked"))
    page = FindPage(handle, run)
    found = matches(page.view, "instagram")
    rows = plain(find_rows(BAR, page.view, found, "instagram", Cursor(), 80, 24))
    assert rows[4].startswith(" > OB3      Improve our Instagram presence (parked)")
    assert rows[4].endswith("Objectives")


def test_nothing_found_is_said(store: Store) -> None:
    handle, run = millrace(store, Library())
    rows = plain(find_rows(BAR, FindPage(handle, run).view, [], "zzz", Cursor(), 80, 24))
    assert rows[-1].startswith("   No card has these words: looked through codes, words and fields of all ")


async def test_tab_shows_why_and_the_line_stands_afterwards(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: WorkshopPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+f")
        await pilot.pause()
        assert isinstance(app.screen, FindPage)
        await pilot.press(*"oven", "down", "tab")
        await pilot.pause()
        assert isinstance(app.screen, TracePage)
        await pilot.press("escape")
        await pilot.pause()
        assert screen_text(app)[2] == " find: oven"
        assert sum(row.startswith(" > ") for row in screen_text(app)) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)


async def test_enter_goes_to_where_the_card_is_written_and_stands_on_it(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: WorkshopPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+f", *"deck oven", "enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, WorkshopPage)
        assert not page.edit
        assert page.step_view is not None
        card = page.step_view.board.card  # type: ignore[attr-defined]
        assert page.scene.view.item(card.id) is not None
        assert "oven" in card.text.casefold()
        assert screen_text(app)[22].strip().endswith("is written here. Enter opens it.")


async def test_a_parked_card_is_shown_among_the_parked_ones(store: Store) -> None:
    handle, run = millrace(store, Library())
    item = FindPage(handle, run).view.find("W1")
    assert item is not None
    handle.apply(edits.set_status(item, "parked"))
    app = app_for(store, Library(), lambda _: WorkshopPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+f", *"w1", "enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, WorkshopPage)
        assert page.step_view.board.card.id == item.id  # type: ignore[union-attr]
