"""Coming back to a line that dropped."""

from __future__ import annotations

from collections.abc import Callable

from bakery import app_for, millrace, screen_text
from stage import stage

from aligntui.analysis import told
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.methods.library import Library
from aligntui.store.local.repository import Store
from aligntui.store.values import Position
from aligntui.text.clean import width
from aligntui.tui.entering import page_for
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.resumed.page import Resumed
from aligntui.tui.pages.resumed.rows import ResumedState, Waiting, resumed_rows, sentence
from aligntui.tui.widgets.line import line, plain
from aligntui.tui.workshop.page import WorkshopPage

BAR = line((" Millrace 2027", "text+bold"))
DRAWN = """\
 Millrace 2027
 You were here. The last key came at 14:09; it is 14:21 now.

   kept      everything up to 14:09:31

   draft     SWOT, a new line  "Open a web shop for week"   still in the line

   meanwhile Priya Lund wrote W5, W6, T4
             Lily Marsh answered

 > go on in SWOT: write
   see what changed while I was away
   home"""


def state() -> ResumedState:
    return ResumedState(
        dropped="2026-11-21T14:09:40",
        now="2026-11-21T14:21:00",
        kept="2026-11-21T14:09:31",
        waiting=[Waiting("SWOT, a new line", "Open a web shop for week")],
        meanwhile=["Priya Lund wrote W5, W6, T4", "Lily Marsh answered"],
        choices=["go on in SWOT: write", "see what changed while I was away", "home"],
    )


def test_it_is_as_drawn() -> None:
    assert "\n".join(plain(resumed_rows(BAR, state(), 80, 24))) == DRAWN


def test_much_to_tell_still_fits() -> None:
    full = state()
    full.waiting = [Waiting("a very long place " * 5, "words " * 40)] * 9
    full.meanwhile = ["Priya Lund wrote " + ", ".join(f"S{n}" for n in range(40))] * 9
    full.log = ["14:10  Priya Lund wrote W5"] * 60
    for cells, height in ((80, 24), (120, 40)):
        rows = resumed_rows(BAR, full, cells, height)
        assert len(rows) <= height - 2
        assert all(width(text) <= cells for text in plain(rows))


def test_another_day() -> None:
    assert sentence("2026-11-19T14:09:40", "2026-11-21T14:21:00") == "You were here on Thu 19 Nov, 14:09."


async def test_the_words_are_still_in_the_line(
    store: Store, make_store: Callable[..., Store], clock: Callable[[], str]
) -> None:
    handle, run = millrace(store, Library())
    here = next(step for step in run.steps if step.step == "swot/factors")
    store.drafts(handle.session.meta.id).put(f"{here.id}/factors/S@/add", "Open a web shop for week")
    other = make_store("Priya Lund")
    theirs = other.open(handle.path)
    page = Resumed(theirs, run, here.id)
    _, ops = edits.add(page.view, other.new_id, "weaknesses", "Old habits", by="Priya Lund", at=other.clock())
    theirs.apply(ops)
    handle.refresh()
    app = app_for(store, Library(), lambda _: Resumed(handle, run, here.id))
    async with app.run_test(size=(80, 24)) as pilot:
        text = "\n".join(screen_text(app))
        assert '"Open a web shop for week"' in text
        assert "SWOT, a new strength" in text
        assert "meanwhile Priya Lund wrote W3" in text
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Priya Lund wrote W3" in "\n".join(screen_text(app)).split("While you were away")[1]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.here.id == here.id
        assert any("Open a web shop for week" in row for row in screen_text(app))


async def test_home_keeps_the_words(store: Store) -> None:
    handle, run = millrace(store, Library())
    drafts = store.drafts(handle.session.meta.id)
    drafts.put(f"{run.steps[0].id}/form/record:scope/decision", "half a")
    app = app_for(store, Library(), lambda _: Resumed(handle, run, run.steps[0].id))
    async with app.run_test(size=(80, 24)) as pilot:
        assert 'Frame, decision  "half a"' in "\n".join(screen_text(app))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Home)
    assert [draft.text for draft in drafts.all().values()] == ["half a"]


async def test_words_of_a_cell_are_told_by_what_is_crossed(store: Store) -> None:
    handle, run = millrace(store, Library())
    here = next(step for step in run.steps if step.step == "swot/factors")
    view = View(handle.session, book_of(handle.session))
    first, other = view.find("S1"), view.find("O1")
    assert first is not None
    assert other is not None
    drafts = store.drafts(handle.session.meta.id)
    drafts.put(f"{here.id}/grid/{first.id}+{other.id}/why", "half a")
    drafts.put(f"{here.id}/grid/{first.id}+evidence/evidence", "the till")
    app = app_for(store, Library(), lambda _: Resumed(handle, run, here.id))
    async with app.run_test(size=(80, 24)):
        shown = "\n".join(screen_text(app))
        label = told.label(view, first.collection, "evidence")
        assert "S1 x O1 why" in shown
        assert f"S1 {label}" in shown


async def test_words_that_one_was_told_of_are_not_asked_about_again(store: Store) -> None:
    handle, run = millrace(store, Library())
    here = next(step for step in run.steps if step.step == "swot/factors")
    place = f"{here.id}/factors/S@/add"
    drafts = store.drafts_of(handle)
    drafts.position = Position(run=run.id, step=here.id)
    drafts.put(place, "Open a web shop for week")
    for at, key in enumerate(("enter", "", "escape", "")):
        app = app_for(store, Library(), lambda app: page_for(app, handle))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            if key:
                assert isinstance(app.screen, Resumed), at
                await pilot.press(key)
                await pilot.pause()
            else:
                assert isinstance(app.screen, WorkshopPage), at
                assert any("Open a web shop for week" in row for row in screen_text(app))
        if at == 1:
            # Further words were typed, and the line dropped once more.
            drafts.put(place, "Open a web shop for weekly bread")
    assert [draft.text for draft in drafts.all().values()] == ["Open a web shop for weekly bread"]


async def test_the_last_key_is_that_of_what_was_kept_where_it_came_after_the_words(store: Store) -> None:
    handle, run = millrace(store, Library())
    store.drafts_of(handle).put(f"{run.steps[0].id}/form/record:scope/decision", "half a")
    app = app_for(store, Library(), lambda _: Resumed(handle, run, run.steps[0].id))
    view = Resumed(handle, run, run.steps[0].id).view
    _, ops = edits.add(view, store.new_id, "weaknesses", "Old habits", by=store.person, at=store.clock())
    handle.apply(ops)
    last = [change.at for change in handle.stored.recent.values()][-1]
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, Resumed)
        assert (app.screen.state.dropped, app.screen.state.kept) == (last, last)
        assert last > max(draft.at for draft in store.drafts_of(handle).all().values())


async def test_spaces_alone_are_no_words_that_wait() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.type("  ")
        s.flush()
        assert s.drafts.all() == {}
        await s.type("half")
        s.flush()
        assert [draft.text for draft in s.drafts.all().values()] == ["  half"]
