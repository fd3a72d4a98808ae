"""The clock on the screen: it runs by itself, is drawn when it says something else, and knows no page."""

from __future__ import annotations

import asyncio

from case_session import millrace
from stage import Stage, stage

from aligntui.engine.runs import running_order
from aligntui.session.model import RunStep


def line_of(s: Stage) -> tuple[int, RunStep]:
    """A screen of a line of the agenda whose next screen carries no minutes of its own."""
    steps = s.page.scene.run.steps
    return next(
        (n, one)
        for n, one in enumerate(steps[:-1])
        if one.minutes and steps[n + 1].entry == one.entry and not steps[n + 1].minutes
    )


def used(s: Stage) -> list[int]:
    """Seconds used by each screen, as the clock says now."""
    course = s.page.scene.course
    return [step.used for step in course.clock.live(course.run).steps]


async def test_it_runs_on_within_a_line_of_the_agenda_and_each_screen_gets_its_time() -> None:
    async with stage("agenda:full-guide", solo=False, fill=millrace("factors")) as s:
        at, step = line_of(s)
        await s.page.going.open_at(at)
        await s.settle()
        s.seconds.now += 65
        s.page.draw_bar()
        assert f"{step.minutes - 1} min left" in s.screen()[0]
        await s.page.going.open_at(at + 1)
        await s.settle()
        assert f"{step.minutes - 1} min left" in s.screen()[0]
        s.seconds.now += 10
        await s.page.going.open_at(at + 2)
        await s.settle()
        assert [step.used for step in s.page.scene.run.steps[at : at + 2]] == [65, 10]


async def test_what_one_comes_back_to_has_not_begun_anew() -> None:
    async with stage("swot", fill=millrace("factors")) as s:
        first = s.page.scene.run.steps[0]
        s.seconds.now += 60
        await s.page.going.open_at(1)
        await s.page.going.open_at(0)
        await s.settle()
        assert first.minutes == 3
        assert "02:00 left" in s.screen()[0]


async def test_it_counts_while_one_looks_elsewhere_and_the_running_order_shows_it() -> None:
    async with stage("swot", fill=millrace("factors")) as s:
        for key in ("ctrl+r", "ctrl+g"):
            await s.keys(key, "escape")
        before = used(s)[0]
        await s.keys("ctrl+l")
        assert s.top is not s.page
        s.seconds.now += 7 * 60
        s.top.show_clock()
        await s.settle()
        assert used(s)[0] == before + 7 * 60 + 1
        assert s.shows("used 7 min, left ")
        assert not s.shows("not timed")


async def test_a_pause_is_seen_and_costs_nothing() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        await s.keys("ctrl+t")
        assert "The clock stands" in s.message
        before = used(s)
        assert "paused" in s.screen()[0]
        s.seconds.now += 600
        assert used(s) == before
        assert s.page.timebox._tick is None
        await s.keys("ctrl+t")
        assert s.page.timebox._tick is not None


async def test_it_is_drawn_again_when_it_says_something_else_and_not_before() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        s.seconds.now += 0.5
        s.page.timebox._tick = None
        s.page.timebox.schedule()
        tick = s.page.timebox._tick
        assert tick is not None
        assert 55 < tick._interval <= 60, "once a minute"
        bar = s.screen()[0]
        s.seconds.now += tick._interval - 0.1
        s.page.draw_bar()
        await s.settle()
        assert s.screen()[0] == bar
        s.seconds.now += 0.2
        s.page.timebox._on_tick()
        await s.settle()
        assert s.screen()[0] != bar


async def test_time_up_is_said_once() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        course = s.page.scene.course
        s.seconds.now += course.reading.left + 0.2
        s.page.timebox._on_tick()
        await s.settle()
        assert "Time is up." in s.message
        assert "time is up" in s.screen()[0]
        await s.keys("/timer-more", rest=0)
        assert course.reading.left > 119
        assert "left" in s.screen()[0]


async def test_whoever_leaves_takes_no_time_and_finds_it_as_it_was() -> None:
    async with stage("swot", fill=millrace("factors")) as s:
        s.seconds.now += 600
        await s.keys("ctrl+q")
        run = next(iter(s.session.runs.values()))
        assert 600 <= run.steps[0].used <= 605
        assert run.clock is not None
        assert not run.clock.since
        assert running_order.used(run) == 10


async def test_home_by_way_of_the_plan_stops_it_too() -> None:
    async with stage("swot", fill=millrace("factors")) as s:
        s.seconds.now += 300
        await s.page.going.do_results()
        await s.settle()
        s.seconds.now += 60
        await s.keys("/home", rest=0)
        for _ in range(20):
            await asyncio.sleep(0)
            await s.settle()
        run = next(iter(s.session.runs.values()))
        assert run.clock is not None
        assert not run.clock.since
        assert 360 <= run.steps[0].used <= 365
