"""Who is sent to a step to mend, read or change something comes back to the very line that sent him."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import Stage, stage
from test_workshop_grammar import EACH

from aligntui.engine.ways_back import Spot
from aligntui.tui.navigation import go_to
from aligntui.tui.pages.find.page import FindPage
from aligntui.tui.pages.findings.page import FindingsPage
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.pages.running_order.page import Drawer
from aligntui.tui.pages.trace.page import TracePage


def sm01(s: Stage) -> FindingsPage:
    page = s.top
    assert isinstance(page, FindingsPage)
    page.move_to(next(n for n, one in enumerate(page.state.found) if one.finding.code == "SM01"))
    return page


@pytest.mark.parametrize("way", ["escape", "ctrl+n", "ctrl+p"])
async def test_out_of_the_step_one_is_at_the_line_one_left(way: str) -> None:
    async with stage("objectives", at="objectives/goals", fill=millrace("goals", "objectives")) as s:
        before = s.here
        await s.keys("ctrl+r")
        one = sm01(s).focused_one
        at = s.top.state.at  # type: ignore[attr-defined]
        await s.keys("enter")
        assert s.top is s.page
        assert s.here != before
        assert "Esc back to findings" in s.screen()[-1]
        await s.keys(way)
        assert isinstance(s.top, FindingsPage), s.screen()
        assert s.top.focused_one is not None
        assert one is not None
        assert (s.top.focused_one.finding.key, s.top.state.at) == (one.finding.key, at)
        await s.keys("escape")
        assert s.top is s.page
        assert s.here == before
        assert "back to findings" not in s.screen()[-1]


async def test_a_finding_that_is_mended_gives_way_to_the_next_one() -> None:
    async with stage("objectives", at="objectives/goals", fill=millrace("goals", "objectives")) as s:
        await s.keys("ctrl+r")
        page = sm01(s)
        at, mended = page.state.at, page.state.found[page.state.at].finding.key
        await s.keys("enter")
        await s.type("followers who buy")
        assert "Enter keep, back" in s.screen()[-1]
        await s.keys("enter")
        back = s.top
        assert isinstance(back, FindingsPage), s.screen()
        assert mended not in [one.finding.key for one in back.state.found]
        assert back.state.at == min(at, back.count - 1)
        changes = len(s.handle.session.recent)
        await s.type("ten")
        assert len(s.handle.session.recent) == changes, "what is typed on looks among the findings only"


async def test_from_find_and_from_why_one_comes_back() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        before = s.here
        await s.keys("ctrl+f")
        await s.type("oven")
        await s.keys("enter", "escape")
        assert isinstance(s.top, FindPage)
        assert "oven" in s.screen()[2]
        await s.keys("tab")
        assert isinstance(s.top, TracePage)
        await s.keys("tab", "escape")
        assert isinstance(s.top, TracePage)
        await s.keys("escape")
        assert isinstance(s.top, FindPage), "the pages below it are there as well"
        await s.keys("escape")
        assert (s.top is s.page, s.here) == (True, before)


async def test_findings_open_on_every_page_of_the_plan_flow() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        await s.keys("ctrl+l")
        assert isinstance(s.top, Drawer)
        await s.keys("ctrl+r")
        assert isinstance(s.top, FindingsPage)
        await s.keys("escape")
        assert isinstance(s.top, Drawer)
        await s.keys("escape")
        await s.page.going.do_results()
        await s.settle()
        assert isinstance(s.top, Results)
        await s.keys("ctrl+r")
        sm = s.top
        assert isinstance(sm, FindingsPage)
        await s.keys("enter")
        if s.top is s.page:
            await s.keys("escape")
        assert isinstance(s.top, FindingsPage)
        await s.keys("escape")
        assert isinstance(s.top, Results)


def standing(s: Stage) -> tuple[object, ...]:
    """The step, where in it one stands, and the field in focus."""
    return s.here, s.page.going.stand.within, s.page.going.field


@pytest.mark.parametrize(
    "keys", [("tab", "down"), ("escape", "down", "enter"), ("enter", "tab")], ids=" ".join
)
@EACH
async def test_one_comes_back_to_the_line_and_the_field_one_left(step: str, keys: tuple[str, ...]) -> None:
    async with stage(step.partition("/")[0], at=step, fill=millrace()) as s:
        await s.keys(*keys)
        await s.keys("ctrl+r")
        if not isinstance(s.top, FindingsPage):
            pytest.skip("the keys led out of the workshop")
        before, pages = standing(s), len(s.app.screen_stack)
        runs = s.page.scene.run.steps
        there = next((one for one in runs if one.id != s.page.scene.here.id), runs[0])
        await go_to(s.top, s.handle, s.page.scene.run, there.id, Spot(""))
        await s.settle()
        await s.keys("escape")
        assert len(s.app.screen_stack) == pages
        await s.keys(*["escape"] * (pages - 1))
        assert (s.top is s.page, *standing(s)) == (True, *before)


async def test_a_finding_mended_from_the_running_order_leaves_that_as_it_was() -> None:
    async with stage("objectives", at="objectives/goals", fill=millrace("goals", "objectives")) as s:
        before = s.here
        await s.keys("ctrl+l", "end", "right", "up")
        order = s.top
        assert isinstance(order, Drawer)
        row, opened = order.state.at, set(order.state.open)
        await s.keys("ctrl+r")
        mended = sm01(s).state.found[s.top.state.at].finding.key  # type: ignore[attr-defined]
        await s.keys("enter")
        await s.type("followers who buy")
        await s.keys("enter")
        assert isinstance(s.top, FindingsPage)
        assert mended not in [one.finding.key for one in s.top.state.found]
        await s.keys("escape")
        assert isinstance(s.top, Drawer)
        assert (s.top.state.at, s.top.state.open) == (row, opened)
        await s.keys("enter")
        assert s.top is s.page
        assert "back to" not in s.screen()[-1]
        await s.keys("ctrl+l", "escape")
        assert (s.top is s.page, before != s.here) == (True, True)


async def test_an_errand_on_an_errand_comes_back_to_the_first() -> None:
    async with stage("objectives", at="objectives/goals", fill=millrace("goals", "objectives")) as s:
        before = standing(s)
        await s.keys("ctrl+f")
        await s.type("Sturdy")
        await s.keys("enter", "ctrl+r", "enter", "escape")
        assert isinstance(s.top, FindingsPage)
        await s.keys("escape")
        assert "Esc back to what was found" in s.screen()[-1]
        await s.keys("escape", "escape")
        assert (s.top is s.page, *standing(s)) == (True, *before)


async def test_from_a_line_of_a_report_to_where_it_is_written_and_back_to_the_line() -> None:
    async with stage("objectives", at="objectives/tree", fill=millrace()) as s:
        await s.keys("down", "down")
        before = standing(s)
        await s.keys("enter")
        assert s.here != before[0]
        assert "Esc back to" in s.screen()[-1]
        await s.keys("escape")
        assert standing(s) == before
