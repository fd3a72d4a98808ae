"""The timer: it counts each second, and its clock is that of the line of the agenda."""

from __future__ import annotations

from case_session import millrace
from stage import stage

from aligntui.engine.timer import Timer


class Now:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_it_counts_each_second_also_above_ten_minutes() -> None:
    now = Now()
    timer = Timer(now, 35)
    timer.toggle()
    assert timer.text() == "35:00 left"
    now.at += timer.next_tick()
    assert timer.text() == "34:59 left"
    timer.extend()
    assert timer.text() == "36:59 left"


def test_seconds_are_taken_once() -> None:
    now = Now()
    timer = Timer(now, 1)
    timer.toggle()
    now.at = 10.6
    assert timer.take() == 10
    now.at = 11.2
    assert timer.take() == 1
    assert timer.take() == 0
    now.at = 70.0
    timer.extend()
    assert timer.text() == "02:00 left"
    assert timer.take() == 59
    now.at = 75.0
    assert timer.take() == 5


async def test_the_clock_runs_on_within_a_line_of_the_agenda() -> None:
    async with stage("agenda:full-guide", solo=False, fill=millrace("factors")) as s:
        run = s.page.scene.run
        at = next(
            n
            for n, step in enumerate(run.steps[:-1])
            if step.minutes and run.steps[n + 1].entry == step.entry and not run.steps[n + 1].minutes
        )
        await s.page.going.open_at(at)
        await s.settle()
        await s.keys("escape", "ctrl+t")
        s.seconds.now += 65
        s.page.draw_bar()
        planned = run.steps[at].minutes
        assert f"{planned - 2}:55 left" in s.screen()[0]
        await s.page.going.open_at(at + 1)
        await s.settle()
        assert s.page.timebox.timer.running
        assert f"{planned - 2}:55 left" in s.screen()[0]
        s.seconds.now += 10
        await s.page.going.open_at(at + 2)
        await s.settle()
        assert [step.used for step in s.page.scene.run.steps[at : at + 2]] == [65, 10]


async def test_two_more_minutes_are_seen_also_where_there_was_no_time() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        await s.keys("escape", "ctrl+t")
        before = s.page.timebox.timer.total
        await s.keys("/timer-more")
        assert s.page.timebox.timer.total == before + 120
        s.page.timebox.timer = Timer(s.seconds)
        await s.keys("/timer-more")
        assert s.message == "2 minutes. ^T starts the timer."
