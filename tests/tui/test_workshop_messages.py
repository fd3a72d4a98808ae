"""What stands on the message row belongs to the step that raised it, and goes with it; so does the bar."""

from __future__ import annotations

import pytest
from stage import Stage, stage

from aligntui.engine.messages import said
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import plain

MARK = "A sentence about this step."
AGENDAS = ("solo-90", "swot", "scenarios", "commit")


async def on_to_the_next(s: Stage, before: str) -> None:
    """On, as often as the step asks."""
    for _ in range(4):
        await s.keys("ctrl+n")
        if s.top is not s.page or s.here != before:
            return
    raise AssertionError(f"{before} does not let one go")


@pytest.mark.parametrize("name", AGENDAS)
async def test_going_on_leaves_nothing_of_the_former_step_behind(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(name) as s:
        drawn: list[tuple[str, str]] = []
        show = Canvas.show

        def watch(canvas: Canvas, rows: list[object], *more: object) -> None:
            if canvas.id == "bar" and canvas.screen is s.page and s.page.step_view is not None:
                drawn.append((plain(rows)[0], s.page.step_view.step.id))  # type: ignore[arg-type]
            show(canvas, rows, *more)  # type: ignore[arg-type]

        monkeypatch.setattr(Canvas, "show", watch)
        run, left = s.page.scene.run, 0
        entries = {step.step.rpartition("/")[2]: step.entry for step in run.steps}
        while s.top is s.page and not s.page.scene.step.shows_plan and left < 60:
            before = s.here
            s.page.say(MARK, "ok")
            await on_to_the_next(s, before)
            left += 1
            assert MARK not in " ".join(" ".join(s.screen()).split()), f"from {before} to {s.here}"
        assert left > 3
        for bar, step in drawn:
            assert f" {entries.get(step, 0)} of " in bar or step not in entries, (bar, step)


async def test_a_sentence_stands_until_the_next_key_and_no_longer() -> None:
    async with stage("swot/factors") as s:
        await s.type("Bread sells out by nine, 40 a day")
        await s.keys("enter")
        said_first = s.message
        assert "kept" in said_first
        assert await s.look() == said_first, "nobody has pressed anything since"
        s.page.say("Well done.", "ok")
        await s.keys("escape")
        s.seconds.now += 10
        assert "Well done." not in await s.look()


async def test_that_the_clock_stands_is_said_while_it_does() -> None:
    async with stage("solo-90") as s:
        await s.page.timebox.do_timer()
        await s.settle()
        assert s.message == s.page.scene.words(said("clock-paused"))
        await s.page.scene.course.pause()
        s.page.draw_bar()
        await s.settle()
        assert "stands until" not in s.message
