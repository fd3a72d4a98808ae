"""`n` on a step that is not done: what is missing is said once, and ^N again goes on."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import Fill, stage

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.runs import conditions, walk
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

ASKED = "^N again goes on."


def few(*collections: str) -> Fill:
    """Two items in each list, with nothing but their words."""

    def fill(_store: Store, handle: Handle) -> None:
        view = View(handle.session, book_of(handle.session))
        for name in collections:
            for number in range(2):
                ref = f"{name}{number}"
                handle.apply(edits.add(view, lambda ref=ref: ref, name, f"Card {number}", {"cell": "SO"})[1])

    return fill


MISSING: dict[str, tuple[str, Fill | None]] = {
    "vision/statement": ('"objective", "scope" and "advantage" are empty; 35 words at most', None),
    "vision/tests": ("all eight are rated (now 0)", None),
    "swot/factors": ("3 to 6 lines in each box (now 0 in all)", None),
    "swot/evidence": ("4 lines have no grade (S1, S2 and 2 more)", few("strengths", "weaknesses")),
    "swot/importance": ("4 lines have no importance (S1, S2 and 2 more)", few("strengths", "weaknesses")),
    "tows/grid": ("at least one +", few("strengths", "opportunities")),
    "tows/cards": (
        "at least one card in each cell (now 0); 4 strategies or more (now 0)",
        millrace("factors", "match"),
    ),
    "choose/rate": ("one to five are taken on (now 0)", few("strategies")),
    "objectives/goals": ("one to five goals (now 0)", None),
    "scenarios/axes": ("one pair is chosen (now 0)", millrace("drivers")),
    "scenarios/fixed": ("each is looked at in each world", millrace("drivers", "axes", "scenarios")),
}
"""One step of each way of drawing: what it waits for, and what must be there so that it opens."""


@pytest.mark.parametrize("step", MISSING)
async def test_what_is_missing_is_said_once(step: str) -> None:
    said, fill = MISSING[step]
    async with stage(step.partition("/")[0], at=step, fill=fill) as s:
        for _ in range(6):
            await s.keys("ctrl+n")
            if ASKED in s.message:
                break
        assert s.here.startswith(step)
        # Long sentences take a second row.
        shown = " ".join(" ".join(s.screen()[-3:-1]).split())
        assert f"Still open: {said}. {ASKED}" in shown
        await s.keys("ctrl+n")
        assert s.top is not s.page or not s.here.startswith(step)


async def test_coming_back_it_is_asked_anew_and_a_step_that_is_done_asks_nothing() -> None:
    async with stage("objectives", at="objectives/goals") as s:
        await s.keys("ctrl+n", "ctrl+n")
        assert s.here == "objectives/draft"
        await s.keys("ctrl+p", "ctrl+n")
        assert ASKED in s.message
        await s.keys("/add")
        await s.type("Best-loved in town\n")
        await s.keys("ctrl+p", "ctrl+n")
        assert s.here == "objectives/goals" or ASKED not in s.message


async def test_what_was_set_aside_is_not_asked_for() -> None:
    async with stage("objectives", at="objectives/goals") as s:
        await s.page.scene.commit(edits.waive(s.view, "done:objectives/goals", "next time"))
        await s.keys("ctrl+n")
        assert s.here == "objectives/draft"


async def test_what_a_step_left_as_done_still_waits_for_is_a_finding_until_it_is_set_aside() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.type("Sourdough sells out by noon (till log)\n")
        scene = s.page.scene
        await scene.commit(walk.finished(s.view, scene.run, scene.here, scene.step))
        await s.keys("escape", "ctrl+r")
        assert s.shows("Factors: still open: 3 to 6 lines in each box")
        open_ones = [one for one in s.top.state.found if one.finding.code == "done"]
        assert [one.finding.target for one in open_ones] == ["swot/factors"]
        await s.keys(*["down"] * s.top.state.found.index(open_ones[0]), "delete")
        await s.type("two of us today\n")
        assert s.session.waivers["done:swot/factors"].reason == "two of us today"
        await s.back()
        await s.poll()
        assert s.step.ctx.not_yet() == []


async def test_what_is_not_asked_now_is_not_open_in_the_running_order() -> None:
    async with stage("solo-90", size=(120, 40)) as s:
        run = s.page.scene.run
        cash = next(one for one in run.steps if one.step == "choose/cash")
        assert conditions.done_when(s.view, s.page.scene.client.figures, run, cash) == []
        await s.keys("escape", "ctrl+l")
        await s.type("Choose")
        assert s.shows("MOVE ON WHEN")
        assert not s.shows("money in hand")


async def test_a_form_begins_with_what_the_agenda_asks_and_goes_on_with_its_own_questions() -> None:
    async with stage("half-day", solo=False) as s:
        assert s.screen()[2].strip() == "Which decision would make this worth four hours?"
        await s.keys("tab")
        assert s.screen()[2].strip().startswith("Whose strengths and weaknesses:")
        await s.keys("shift+tab")
        assert s.screen()[2].strip() == "Which decision would make this worth four hours?"
