"""What an owner need not guess: what waits, what goes on, what is tied, what is asked of what one wrote."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import Stage, stage
from twins import twins

WRITING = ["swot/factors", "vision/three-years", "choose/stop", "tows/cards", "objectives/draft"]
VALUING = {
    "swot/evidence": "3", "swot/importance": "4", "vision/tests": "4", "tows/grid": "0",
    "scenarios/tunnel": "1",
}  # fmt: skip


@pytest.mark.parametrize("at", WRITING)
async def test_a_half_line_that_is_left_is_said_to_wait(at: str) -> None:
    async with twins(at) as pair:
        s = pair.screen
        if not s.typing:
            await s.keys("/add")
        await s.type("half a")
        await s.keys("escape")
        assert "Your words wait in the line of " in s.message
        await s.keys("b")
        assert s.page.edit is not None
        assert s.page.edit.words == "half ab"
        await s.keys("ctrl+u", "escape")
        assert "wait in the line" not in await s.look()


def place(s: Stage) -> object:
    """Where the focus stands."""
    return {name: getattr(s.step.state, name, "") for name in ("at", "row", "col", "axis")}


@pytest.mark.parametrize("at", VALUING)
async def test_where_a_digit_goes_on_the_row_of_keys_says_so(at: str) -> None:
    async with stage(at.partition("/")[0], at=at, fill=millrace()) as s:
        await s.keys("home")
        keys, before = s.step.hints(), place(s)
        await s.keys(VALUING[at])
        assert (place(s) != before) == any(what.endswith(", next") for _, what in keys[:2])
        assert place(s) != before


async def test_behind_its_last_field_a_card_closes_as_said_and_esc_stays_once() -> None:
    async with stage("swot", at="swot/factors", fill=millrace()) as s:
        await s.keys("escape", "enter")
        for _ in range(20):
            hints = dict(s.step.hints())
            if "close" in hints.get("Enter", ""):
                break
            assert s.step.opened is not None
            await s.keys("enter")
        await s.keys("enter")
        assert s.step.opened is None
        await s.keys("escape")
        assert s.top is s.page
        assert "closed already" in s.message
        await s.keys("escape")
        assert s.top is not s.page


async def test_a_fact_that_is_offered_as_a_goal_is_taken_as_it_is_by_a_key_that_is_named() -> None:
    async with stage("objectives", at="objectives/goals", fill=millrace("facts")) as s:
        assert "Say it in words." in " ".join(s.screen()[2:4])
        key = next(key for key, _ in s.step.hints() if "take-known" in key)
        fact = s.view.items("facts")[0]
        await s.keys(f"/{key.rpartition(' ')[2].lstrip('/')}")
        assert s.view.items("goals")[-1].text == fact.text


async def test_what_is_asked_of_a_step_that_one_leaves_is_counted_with_the_way_to_it() -> None:
    async with twins("vision/purpose") as pair:
        await pair.screen.go_on()
        await pair.face.answer("/on")
        if "again" in pair.heard[-1] or "goes on" in pair.heard[-1]:
            await pair.face.answer("/on")
        assert "1 question about what stands in Purpose: see ^R." in pair.screen.message
        assert any("about what stands in Purpose: see /findings." in row for row in pair.heard), pair.heard
