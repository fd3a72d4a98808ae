"""Who mends a finding comes back to the line he left, with the next finding: on both faces the same."""

from __future__ import annotations

import pytest
from twins import Twins, twins

from aligntui.engine.kind import Intent
from aligntui.tui.pages.findings.page import FindingsPage


def stands_alike(pair: Twins) -> None:
    """Both stand in the same line of the same step."""
    pair.same()
    assert pair.over(repr(pair.face.live.state)) == repr(pair.screen.step.state)


async def mend(pair: Twins) -> str:
    """Open the findings on both, and go to where one about words is mended; its key on the screen."""
    await pair.screen.keys("ctrl+r")
    page = pair.screen.top
    assert isinstance(page, FindingsPage)
    if page.state.found[-1].rest:
        await pair.screen.keys("end", "enter")
    number = next(
        n
        for n, one in enumerate(page.state.found)
        if one.finding.target and one.finding.field in ("", "text") and not one.finding.place
    )
    page.move_to(number)
    key = page.state.found[number].finding.key
    await pair.screen.keys("enter")
    assert await pair.face.answer(f"/mend {number + 1}")
    stands_alike(pair)
    return key


def next_is_the_same(pair: Twins) -> None:
    """The finding in focus on the screen is the one that was said."""
    page = pair.screen.top
    assert isinstance(page, FindingsPage), pair.screen.screen()
    assert page.focused_one is not None
    said = next(row for row in reversed(pair.heard) if row.startswith("Finding "))
    assert said.startswith(f"Finding {page.state.at + 1} {page.focused_one.finding.severity}: ")
    assert said.endswith(f" /mend {page.state.at + 1} goes there.")


@pytest.mark.parametrize("at", ["objectives/draft", "objectives/goals", "choose/rate"])
async def test_a_mend_leads_back_to_the_line_with_the_next_finding(at: str) -> None:
    async with twins(at) as pair:
        before, others = pair.face.live.state, pair.screen.step.state
        await mend(pair)
        words = "Followers of the oven who buy bread twice a week"
        await pair.screen.keys("ctrl+u")
        await pair.screen.type(words)
        await pair.screen.keys("enter")
        assert await pair.face.answer(words)
        next_is_the_same(pair)
        assert isinstance(pair.screen.top, FindingsPage)
        await pair.screen.keys("escape")
        assert (pair.face.live.state, pair.screen.step.state) == (before, others)
        pair.same()


@pytest.mark.parametrize(("key", "line"), [("ctrl+n", "/on"), ("ctrl+p", "/back")])
async def test_on_and_back_lead_back_without_a_mend(key: str, line: str) -> None:
    async with twins("objectives/draft") as pair:
        before, others = pair.face.live.state, pair.screen.step.state
        stays = await mend(pair)
        await pair.screen.keys(key)
        assert await pair.face.answer(line)
        next_is_the_same(pair)
        page = pair.screen.top
        assert isinstance(page, FindingsPage)
        assert page.focused_one is not None
        assert page.focused_one.finding.key == stays
        await pair.screen.keys("escape")
        pair.same()
        assert (pair.face.live.state, pair.screen.step.state) == (before, others)


async def test_what_was_found_is_left_for_the_line_one_stood_in() -> None:
    async with twins("objectives/draft") as pair:
        before = pair.face.live.state
        assert await pair.face.answer("/go G1")
        assert pair.face.workshop.place.step != "objectives/draft"
        assert await pair.face.answer("/back")
        assert (pair.face.workshop.place.step, pair.face.live.state) == ("objectives/draft", before)


async def test_a_card_for_what_nobody_uses_is_written_with_it_and_one_comes_back_to_the_list() -> None:
    async with twins("tows/unused", without=("strategies",)) as pair:
        code = pair.face.live.kind.sight(pair.face.ctx, pair.face.live.state).rows[0].code
        before = pair.face.live.state
        assert await pair.face.answer("/write-card")
        await pair.screen.step.perform(Intent("write-card"))
        stands_alike(pair)
        assert pair.face.workshop.place.step == "tows/cards"
        assert code in pair.screen.message, pair.screen.message
        assert "Esc back to" in pair.screen.screen()[-1]
        await pair.screen.type("Bake what the street cannot get")
        await pair.screen.keys("enter")
        assert await pair.face.answer("Bake what the street cannot get")
        (card,) = pair.face.client.view.items("strategies")
        cited = [
            pair.face.client.view.code(i) for i in pair.face.client.view.linked(card.id, "strategies.cites")
        ]
        assert code in cited
        await pair.screen.keys("escape", "escape")
        assert await pair.face.answer("/back")
        assert (pair.face.workshop.place.step, pair.screen.here) == ("tows/unused", "tows/unused")
        assert pair.face.live.state.at == before.at
        pair.same()
