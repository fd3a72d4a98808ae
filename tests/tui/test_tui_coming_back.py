"""Who is sent to a step to mend, read or change something comes back to the very line that sent him."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import Stage, stage

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
        await s.keys("enter")
        back = s.top
        assert isinstance(back, FindingsPage), s.screen()
        assert mended not in [one.finding.key for one in back.state.found]
        assert back.state.at == min(at, back.count - 1)


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
