"""The steps drawer: running order, minutes, going anywhere."""

from __future__ import annotations

import re

import pytest
from bakery import app_for, done, millrace, screen_text, until
from msgspec.structs import replace

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.runs import running_order, start
from aligntui.methods.library import Library
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import Walk
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.text.clean import width
from aligntui.tui.pages.running_order.page import Drawer
from aligntui.tui.pages.running_order.rows import DrawerState, drawer_rows, entries
from aligntui.tui.widgets.line import line, plain
from aligntui.tui.workshop.page import WorkshopPage

NOW = "2026-11-21T14:08:00"
BAR = line((" Millrace 2027", "text+bold"))


@pytest.fixture
def made(store: Store) -> tuple[Handle, Run]:
    handle, run = start.start(store, Library(), "solo-90", title="Millrace 2027")
    return handle, done(handle, run, "done", "done", "skipped")


def view(handle: Handle) -> View:
    return View(handle.session, book_of(handle.session))


def test_lines_with_marks_minutes_and_sums(made: tuple[Handle, Run]) -> None:
    handle, run = made
    here = run.steps[6].id
    state = DrawerState(run, here, NOW, open={3})
    state.at = next(n for n, e in enumerate(entries(state, view(handle))) if e.step is not None)
    rows = plain(drawer_rows(BAR, state, Figures(view(handle)), 80, 24))
    left = [row[:37].rstrip() for row in rows]
    assert left[1] == " STEPS                     min (used)"
    assert left[2:10] == [
        "   x  1 Frame: what must       5",
        "        become clearer?",
        "   ~  2 + Vision in one pass  15",
        "   *  3 SWOT sprint           20",
        " >     *  What helps and      20",
        "          what hinders us",
        "        [write]",
        "          How do we know?",
    ]
    assert left[19:22] == [
        " marks: x done ~ begun * here - skip",
        " used 0 min, left 85, ends 15:33",
        " not timed (+ several screens: Right)",
    ]
    right = "\n".join(row[39:] for row in rows)
    for said in ("WHY", "ASKS", "GIVES", "MOVE ON WHEN", "IF LATE", "NOW"):
        assert said in right


def test_no_label_stands_without_words(made: tuple[Handle, Run]) -> None:
    handle, run = made
    state = DrawerState(run, run.steps[0].id, NOW)
    for at in range(len(entries(state, view(handle)))):
        state.at = at
        right = [row[39:].rstrip() for row in plain(drawer_rows(BAR, state, Figures(view(handle)), 80, 24))]
        assert not {"WHY", "ASKS", "GIVES", "IF LATE", "ASKS  -", "IF LATE -"} & set(right)
    state.at = next(n for n, e in enumerate(entries(state, view(handle))) if len(e.block.steps) == 5)
    said = " ".join(row[39:].strip() for row in plain(drawer_rows(BAR, state, Figures(view(handle)), 80, 24)))
    assert "HAS   5 screens:" in said


def test_a_form_gives_what_it_asks_for(made: tuple[Handle, Run]) -> None:
    handle, run = made
    state = DrawerState(run, run.steps[0].id, NOW)
    every = entries(state, view(handle))
    (state.at,) = [
        n for n, e in enumerate(every) if len(e.block.steps) == 1 and e.block.steps[0].step == "swot/scope"
    ]
    said = " ".join(row[39:].strip() for row in plain(drawer_rows(BAR, state, Figures(view(handle)), 80, 24)))
    gives = said.partition("GIVES")[2][:80].strip()
    assert gives.startswith("Decision, whose"), gives


@pytest.mark.parametrize(("cells", "height"), [(80, 24), (120, 40), (160, 50)])
def test_it_fits_whatever_has_the_focus(made: tuple[Handle, Run], cells: int, height: int) -> None:
    handle, run = made
    state = DrawerState(run, run.steps[0].id, NOW, open=set(range(1, 10)))
    for at in range(len(entries(state, view(handle)))):
        state.at = at
        rows = drawer_rows(BAR, state, Figures(view(handle)), cells, height)
        assert len(rows) <= height - 2
        assert all(width(text) <= cells for text in plain(rows))
        assert sum(text.startswith(" >") for text in plain(rows)) == 1


def test_what_one_moves_on_from_is_marked_truly_also_where_a_figure_says_it(store: Store) -> None:
    handle, run = millrace(store, Library())
    state = DrawerState(run, run.steps[0].id, NOW, open=set(range(1, 10)))
    met: dict[tuple[str, bool], list[str]] = {}
    for at, entry in enumerate(entries(state, view(handle))):
        state.at = at
        rows = plain(drawer_rows(BAR, state, Figures(view(handle)), 160, 60))
        right = [row.partition("│")[2].strip() for row in rows]
        met[entry.target.step, entry.step is None] = [r for r in right if r.startswith(("ok ", "open "))]
    assert met["vision/statement", False] == ["ok three slots filled", "ok 35 words at most"]
    assert met["vision/wont", False] == ["open at least one thing (now 0)"]
    whole = met["vision/purpose", True]
    assert {*met["vision/statement", False], *met["vision/wont", False]} < set(whole), (
        "a block has all of its steps"
    )


def test_when_the_plan_ends() -> None:
    run = Run(id="r", title="R", steps=[RunStep(id="a", step="m/a", entry=1, minutes=177)])
    assert running_order.ends(run, NOW) == "17:05"


def test_how_early_one_is_does_not_run_into_what_opens_several_screens(
    made: tuple[Handle, Run],
) -> None:
    handle, run = made
    early = replace(run.steps[0], state="done", minutes=38, used=300)
    run = replace(run, steps=[early, *run.steps[1:]])
    rows = plain(drawer_rows(BAR, DrawerState(run, run.steps[6].id, NOW), Figures(view(handle)), 80, 24))
    assert re.match(r" \d+ min early +\(\+ several", rows[21]), rows[21]


def test_a_late_run_says_what_to_cut(made: tuple[Handle, Run]) -> None:
    handle, run = made
    handle.apply([Walk(run=run.id, step=run.steps[0].id, field="used", was=0, to=12 * 60)])
    run = handle.session.runs[run.id]
    rows = "\n".join(
        plain(drawer_rows(BAR, DrawerState(run, run.steps[3].id, NOW), Figures(view(handle)), 80, 24))
    )
    assert "7 min late: IF LATE" in rows


async def test_enter_goes_there_and_escape_comes_back(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: WorkshopPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, Drawer)
        assert screen_text(app)[0].startswith(" Millrace 2027")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.here.id == run.steps[0].id
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press("down", "down", "right", "down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.here.step == "swot/evidence"


async def test_skip_minutes_order_and_undo(store: Store) -> None:
    handle, run = start.start(store, Library(), "solo-90", title="Ours")
    app = app_for(store, Library(), lambda _: WorkshopPage(handle, run))

    def now() -> Run:
        return handle.session.runs[run.id]

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press("down", "slash", *"skip-step", "enter")
        await pilot.pause()
        assert {s.state for s in now().steps if s.entry == 2} == {"skipped"}
        assert "/skip-step takes it up again" in screen_text(app)[22]
        await pilot.press("slash", *"skip-step", "enter")
        await pilot.pause()
        assert {s.state for s in now().steps if s.entry == 2} == {"todo"}
        await pilot.press("plus", "plus", "minus")
        await pilot.pause()
        assert sum(s.minutes for s in now().steps if s.entry == 2) == 16
        await pilot.press("ctrl+down")
        await pilot.pause()
        assert next(s.step for s in now().steps if s.entry == 2) == "swot/factors"
        assert any(row.startswith(" >    3 + Vision in one pass") for row in screen_text(app))
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert next(s.step for s in now().steps if s.entry == 2) == "vision/purpose"


async def test_what_others_walk_is_seen(store: Store) -> None:
    handle, run = millrace(store, Library())
    other = store.open(handle.path)
    app = app_for(store, Library(), lambda _: Drawer(handle, run, run.steps[0].id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        other.apply([Walk(run=run.id, step=run.steps[-2].id, field="state", was="todo", to="done")])
        await until(pilot, lambda: any(row.startswith("   ~  9 + Close") for row in screen_text(app)))
