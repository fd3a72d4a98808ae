"""What holds for every page: frame, sizes, keys, hostile words, no bytes at rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bakery import app_for, millrace, screen_text, steady, until

from aligntui.engine import edits
from aligntui.methods.library import Library
from aligntui.session.model import Run
from aligntui.settings import Settings
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.text.clean import width
from aligntui.tui.app import AlignApp
from aligntui.tui.page import Page
from aligntui.tui.pages.chooser.page import Chooser
from aligntui.tui.pages.export.page import OutPage
from aligntui.tui.pages.find.page import FindPage
from aligntui.tui.pages.findings.page import FindingsPage
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.pages.resumed.page import Resumed
from aligntui.tui.pages.running_order.page import Drawer
from aligntui.tui.pages.trace.page import TracePage
from aligntui.tui.pages.trash.page import TrashPage
from aligntui.tui.rows import moved, window
from aligntui.tui.widgets.canvas import Canvas, spot
from aligntui.tui.widgets.line import line, on

Make = Callable[[Handle, Run], Page]
PAGES: dict[str, Make] = {
    "home": lambda h, r: Home(),
    "chooser": lambda h, r: Chooser(),
    "further": lambda h, r: Chooser(h),
    "drawer": lambda h, r: Drawer(h, r, r.steps[0].id),
    "find": lambda h, r: FindPage(h, r),
    "findings": lambda h, r: FindingsPage(h, r),
    "out": lambda h, r: OutPage(h, r),
    "results": lambda h, r: Results(h, r),
    "resumed": lambda h, r: Resumed(h, r, r.steps[0].id),
    "trace": lambda h, r: TracePage(
        h, r, next(i.id for i in h.session.items.values() if i.text.startswith("Have"))
    ),
    "trash": lambda h, r: TrashPage(),
}
HOSTILE = "[/x] [red]\x1b]52;c;aGk=\x07 $(rm) 漢字漢字 \u202e {0} %s"


@pytest.fixture
def made(store: Store) -> tuple[Handle, Run]:
    return millrace(store, Library())


def app_on(store: Store, make: Make, made: tuple[Handle, Run]) -> AlignApp:
    return app_for(store, Library(), lambda _: make(*made))


@pytest.mark.parametrize("name", PAGES)
async def test_the_frame_holds(store: Store, made: tuple[Handle, Run], name: str) -> None:
    for size in ((80, 24), (120, 40), (203, 57)):
        app = app_on(store, PAGES[name], made)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            rows = screen_text(app)
            assert len(rows) == size[1]
            assert rows[0].strip()
            assert rows[-1].endswith(("/ commands", "^K commands"))
            canvas = app.screen.query_one("#sheet", Canvas)
            assert all(sum(width(text) for text, _ in row) <= size[0] for row in canvas.rows)


@pytest.mark.parametrize("name", PAGES)
async def test_growing_and_shrinking_keeps_the_page(
    store: Store, made: tuple[Handle, Run], name: str
) -> None:
    app = app_on(store, PAGES[name], made)
    async with app.run_test(size=(80, 24)) as pilot:
        before = await steady(pilot, app)
        for size in ((130, 45), (61, 18), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            if size == (61, 18):
                await until(pilot, lambda: "AlignTUI needs 80 x 24." in screen_text(app)[0])
        await until(pilot, lambda: screen_text(app) == before)


@pytest.mark.parametrize("name", PAGES)
async def test_every_key_is_safe(store: Store, made: tuple[Handle, Run], name: str) -> None:
    app = app_on(store, PAGES[name], made)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(
            "end", "pagedown", "pageup", "left", "right", "tab", "shift+tab", "ctrl+g", "1", "space", "alt+z",
        )  # fmt: skip
        assert screen_text(app)[-1].endswith(("/ commands", "^K commands"))


async def test_hostile_words_are_words(store: Store, made: tuple[Handle, Run]) -> None:
    handle, run = made
    page = Results(handle, run)
    for item in list(handle.session.items.values()):
        handle.apply(edits.put(page.view, item, "text", HOSTILE))
    store.rename(handle.path, HOSTILE)
    handle.refresh()
    for name, make in PAGES.items():
        if name == "trace":
            ref = next(i.id for i in handle.session.items.values() if i.collection == "objectives")
            app = app_for(store, Library(), lambda _, ref=ref: TracePage(handle, run, ref))  # type: ignore[misc]
        else:
            app = app_on(store, make, made)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            text = "\n".join(screen_text(app))
            assert "\x1b" not in text
            assert "\x07" not in text
            if name in ("home", "results", "findings", "trace"):
                assert "[/x] [red]" in text


async def test_at_rest_nothing_is_painted(
    store: Store, made: tuple[Handle, Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    app = app_on(store, PAGES["results"], made)
    async with app.run_test(size=(80, 24)) as pilot:
        await steady(pilot, app)
        monkeypatch.setattr(
            type(app), "_display", lambda self, screen, what: what is not None and painted.append(what)
        )
        await pilot.pause(0.7)
        assert painted == []


async def test_a_paste_runs_no_commands(store: Store, made: tuple[Handle, Run]) -> None:
    from textual import events

    app = app_on(store, PAGES["home"], made)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.post_message(events.Paste("xxaXq\nd"))
        await pilot.pause()
        assert isinstance(app.screen, Home)
        assert len(store.entries()) == 1
        assert "no line here to paste into" in screen_text(app)[22]


async def test_the_line_takes_the_first_of_several_pasted(store: Store, made: tuple[Handle, Run]) -> None:
    from textual import events

    app = app_on(store, PAGES["home"], made)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+k", *"rename", "enter", "ctrl+u")
        await pilot.pause()
        app.post_message(events.Paste(" first\nsecond"))
        await pilot.pause()
        assert " name > first" in "\n".join(screen_text(app)).replace("  ", " ")
        await pilot.press("escape")


def test_moves_of_a_list() -> None:
    assert moved("down", 0, 3) == 1
    assert moved("up", 0, 3) == 0
    assert moved("end", 0, 3) == 2
    assert moved("pagedown", 0, 30) == 10
    assert moved("x", 0, 3) is None
    assert moved("down", 0, 0) is None


def test_the_window_moves_as_little_as_needed() -> None:
    assert window(5, 3, 10) == (0, 5)
    assert window(100, 50, 10, 0) == (41, 51)
    assert window(100, 45, 10, 41) == (41, 51)
    assert window(100, 40, 10, 41) == (40, 50)
    assert window(100, 99, 10, 200) == (90, 100)


def test_the_cursor_stands_on_the_focused_row() -> None:
    rows = [line("one"), on(line(" > two"), "focus")]
    assert spot(rows) == (0, 1)
    assert spot([line("one"), (("  ", "text"), ("two", "text@focus"))]) == (2, 1)
    assert spot([line(" "), line("  one")]) == (2, 1)


async def test_a_function_key_of_ones_own_works_in_a_line_too(store: Store, made: tuple[Handle, Run]) -> None:
    app = app_on(store, PAGES["home"], made)
    app.settings = Settings(keys={"show-trash": "f5"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "f5")
        await pilot.pause()
        assert isinstance(app.screen, TrashPage)
