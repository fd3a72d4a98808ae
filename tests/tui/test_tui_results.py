"""The plan on one page, and why each thing is there."""

from __future__ import annotations

import case_session
import pytest
from bakery import app_for, millrace, screen_text, until
from msgspec.structs import replace
from stage import stage

from aligntui.analysis.plan import plan
from aligntui.analysis.trace import trace
from aligntui.engine import edits
from aligntui.engine.runs import start
from aligntui.methods.library import Library
from aligntui.session.model import Item
from aligntui.store.local.repository import Store
from aligntui.text.clean import width
from aligntui.tui.entering import page_for
from aligntui.tui.pages.chooser.page import Chooser
from aligntui.tui.pages.export.page import OutPage
from aligntui.tui.pages.findings.page import FindingsPage
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.pages.plan.rows import results_rows
from aligntui.tui.pages.trace.page import TracePage
from aligntui.tui.pages.trace.rows import trace_body, trace_rows
from aligntui.tui.rows import Cursor
from aligntui.tui.widgets.line import line, plain
from aligntui.tui.widgets.plan_lines import plan_body
from aligntui.tui.workshop.page import WorkshopPage

BAR = line((" Millrace 2027", "text+bold"))
DRAWN = """\
 Millrace 2027
 The plan on one page   21 Nov 26, page 1 of 2        [Read] > Findings > Export
 Reach 30% of Fellbridge households every week by 31 December 2029, selling
 slow-fermented, traceable bread by counter and pre-order within eight miles,
 made and served by people who know their customers.
 GOALS >G1 Best-loved in town: weekly reach from 14 to 30% by 31 Dec 29
 OBJECTIVES                           from  to           due        owner
  OB1 Have enough people for the      2     6 bakers     30 Apr 27  Sofia Brandt
      deck oven
"""


def test_it_is_as_drawn(store: Store) -> None:
    handle, run = millrace(store, Library())
    page = plan(Results(handle, run).view)
    rows = plain(results_rows(BAR, page, Cursor(at=1), 80, 24))
    assert "\n".join(rows).startswith(DRAWN)


@pytest.mark.parametrize(("cells", "height"), [(80, 24), (100, 30), (120, 40), (200, 60)])
def test_the_focus_is_always_seen(store: Store, cells: int, height: int) -> None:
    handle, run = millrace(store, Library())
    page = plan(Results(handle, run).view)
    _, spots = plan_body(page, cells, height - 5)
    for focus in [*range(len(spots)), *reversed(range(len(spots)))]:
        rows = results_rows(BAR, page, Cursor(at=focus), cells, height)
        assert len(rows) <= height - 2
        assert all(width(text) <= cells for text in plain(rows))
        codes = {entry.id: entry.code for section in page.sections for entry in section.lines}
        marked = [text for text in plain(rows[2:]) if f">{codes.get(spots[focus].id, '')}" in text]
        assert len(marked) == (1 if spots[focus].id else 0)


def test_an_empty_plan_says_which_step_fills_it(store: Store) -> None:
    handle, run = start.start(store, Library(), "solo-90", title="Ours")
    page = plan(Results(handle, run).view)
    rows, spots = plan_body(page, 80, 19)
    text = "\n".join(plain(rows))
    assert [spot.id for spot in spots] == [""]
    assert text.startswith(' NOT YET WRITTEN\n  the strategy in one sentence (step "Vision: ')
    assert "OBJECTIVES" not in text


def test_a_small_plan_has_nothing_empty(store: Store) -> None:
    handle, run = start.start(store, Library(), "solo-90", title="Kiosk")
    for collection, text in (("strengths", "Regulars come"), ("weaknesses", "Only me"), ("threats", "Rent")):
        view = Results(handle, run).view
        _, ops = edits.add(view, store.new_id, collection, text, {}, by="Ana", at=store.clock())
        handle.apply(ops, "kept", run.id)
    rows, spots = plan_body(plan(Results(handle, run).view), 80, 19)
    assert len(spots) == 3
    assert plain(rows)[:3] == [
        " FACTORS, NOT WEIGHED YET",
        "  S1 Regulars come          W1 Only me                T1 Rent",
        "",
    ]
    assert " - " not in "\n".join(plain(rows))


def test_the_trace_goes_back_to_the_evidence(store: Store) -> None:
    handle, run = millrace(store, Library())
    view = Results(handle, run).view
    item = view.find("OB1")
    assert item is not None
    found = trace(view, item.id)
    body = trace_body(found, view, 80)
    rows = plain(trace_rows(BAR, found, view, body, Cursor(at=2), 80, 24))
    assert rows[1] == " OB1  why it is there"
    assert rows[2] == " Have enough people for the deck oven"
    text = "\n".join(rows)
    assert "supports: WO1  Certify four more bakers with the grant" in text
    assert "cites: W1  Only 2 of 6 bakers certified for the deck oven" in text
    assert "training log" in text


async def test_why_follows_links_and_comes_back(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TracePage)
        assert screen_text(app)[1] == " OB1  why it is there"
        await pilot.press("down", "enter")
        await pilot.pause()
        assert screen_text(app)[1] == " WO1  why it is there"
        await pilot.press("escape")
        await pilot.pause()
        assert screen_text(app)[1] == " OB1  why it is there"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Results)


async def test_from_why_to_where_it_is_written(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", "tab")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.here.step.startswith("objectives/")


async def test_keys_of_the_plan(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        for key, page in (("ctrl+r", FindingsPage), ("ctrl+o", OutPage)):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, page)
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, Results)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        # The last one shows the plan: it would be the same page again.
        assert [step.step for step in run.steps[-2:]] == [app.screen.scene.here.step, "commit/plan"]
        await pilot.press("ctrl+k", *"home", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Home)


async def test_what_is_mended_shows_at_once(store: Store) -> None:
    handle, run = millrace(store, Library())
    other = store.open(handle.path)
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        assert isinstance(page, Results)
        item = page.view.find("OB3")
        assert item is not None
        other.apply(edits.put(page.view, item, "text", "Double the followers"))
        await until(pilot, lambda: any("Double the followers" in row for row in screen_text(app)))


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_page_down_and_up_turn_the_pages(store: Store, size: tuple[int, int]) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=size) as pilot:
        page = app.screen
        assert isinstance(page, Results)
        pages = page.spots[-1].row // (size[1] - 5) + 1
        for key, numbers in (("pagedown", range(1, pages + 1)), ("pageup", range(pages, 0, -1))):
            for number in numbers:
                rows = screen_text(app)
                assert pages == 1 or f"page {number} of {pages}" in rows[1]
                assert any(row.endswith(" more, PgDn") or ", PgDn" in row for row in rows[2:-1]) == (
                    number < pages
                )
                await pilot.press(key)
                await pilot.pause()
        assert screen_text(app)[2].startswith(">Reach 30%"), "the first line of the page"


async def test_pages_that_one_sentence_fills_are_turned_like_any_other(store: Store) -> None:
    handle, run = start.start(store, Library(), "solo-90", title="Kiosk")
    view = Results(handle, run).view
    handle.apply(edits.put(view, view.record("vision"), "purpose", "so that " * 240), "kept", run.id)
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(6):
            seen.append("\n".join(screen_text(app)[2:22]))
            await pilot.press("pagedown")
            await pilot.pause()
        assert len(set(seen)) == 3
        assert " ".join(" ".join(dict.fromkeys(seen)).split()).count("so that") == 240
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage), "where it is written"


async def test_a_plan_from_elsewhere_without_a_workshop_opens_on_the_plan(store: Store) -> None:
    handle, _ = start.start(store, Library(), "solo-90", title="Kiosk")
    app = app_for(store, Library(), lambda app: page_for(app, handle))
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, WorkshopPage)
    for has, page in ((True, Results), (False, Chooser)):
        session = replace(handle.session, runs={}, meta=replace(handle.session.meta, id=store.new_id()))
        if has:
            item = Item(id="s1", collection="strengths", text="Regulars come")
            session = replace(session, items={item.id: item})
        other = store.adopt(session)
        app = app_for(store, Library(), lambda app, other=other: page_for(app, other))
        async with app.run_test(size=(80, 24)):
            assert isinstance(app.screen, page)


async def test_a_message_of_several_rows_covers_no_line_of_the_plan(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        assert isinstance(page, Results)
        last = next(line.strip() for line in reversed(screen_text(app)[1:22]) if line.strip())
        page.say("You are through, and what you decided stands here from now on. " * 3, "ok")
        await pilot.pause()
        rows = screen_text(app)
        assert any("You are through" in row for row in rows[19:])
        assert any(last in row for row in rows), "\n".join(rows)


async def test_every_line_of_the_plan_is_reached_and_leads_somewhere() -> None:
    """Also the answer, the sentence and the purpose at the top, which no code stands before."""
    async with stage("agenda:solo-90", at="commit/plan", fill=case_session.millrace()) as s:
        await s.keys("home")
        rows = [row for row in s.screen() if "Reach 30%" in row]
        assert rows, s.screen()
        assert rows[0].startswith(">")
        await s.keys("enter")
        assert s.here == "vision/statement"
        await s.keys("escape")
        assert s.here == "commit/plan"
