"""Words that are too long stay in their line, whatever brings them; nobody waits for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from stage import stage

from aligntui.store.pace import Pace
from aligntui.text.limits import HELD, LINE, PASTED
from aligntui.tui.workshop.page import WorkshopPage


async def test_a_card_that_is_too_long_stays_in_its_line_and_can_be_shortened() -> None:
    async with stage("swot/factors") as s:
        await s.paste("x" * (LINE + 2))
        await s.keys("enter")
        assert s.message.endswith("A line holds 2,000 signs; this has 2,002. Shorten it, or split it.")
        assert s.words("strengths") == []
        assert len(s.focused.value) == LINE + 2
        await s.keys("backspace", "backspace", "enter")
        assert [len(words) for words in s.words("strengths")] == [LINE]


async def test_a_line_takes_no_more_than_it_holds() -> None:
    async with stage("swot/factors") as s:
        await s.paste("y" * HELD)
        await s.paste("z")
        assert s.message.endswith("1 signs are too many here; a text holds 20,000. Nothing was pasted.")
        await s.keys("z")
        assert s.focused.value == "y" * HELD


@pytest.mark.parametrize("typing", [True, False])
async def test_a_paste_of_ten_megabytes_is_refused_as_a_whole(typing: bool) -> None:
    async with stage("swot/factors") as s:
        if not typing:
            await s.keys("escape")
        await s.paste("x\n" * (PASTED // 2 + 1))
        assert "More than 100,000 signs are too many for a paste. Nothing was pasted." in s.message
        assert s.words("strengths") == []
        assert isinstance(s.top, WorkshopPage)


async def test_one_pasted_line_that_is_too_long_keeps_all_of_them_where_they_are() -> None:
    async with stage("swot/factors") as s:
        await s.paste(f"first\n{'x' * (LINE + 1)}\nlast")
        await s.keys("enter")
        assert "A line holds 2,000 signs; this has 2,001." in s.message
        assert s.words("strengths") == []
        await s.keys("escape")
        assert "first" in s.focused.value
        assert s.focused.value.endswith("last")


async def test_words_wait_in_their_line_while_there_were_too_many_changes() -> None:
    async with stage("swot/factors") as s:
        made = sum(change.by == s.store.person for change in s.session.recent.values())
        s.handle.pace = Pace(made + 1, s.store.person, seconds=s.seconds)
        await s.type("Sells out before noon")
        await s.keys("enter")
        await s.type("Service people talk about")
        await s.keys("enter")
        assert (
            f"{made + 1} changes within a minute are the most on this line. What you typed stays;"
            in s.message
        )
        assert s.focused.value == "Service people talk about"
        assert s.words("strengths") == ["Sells out before noon"]
        s.seconds.now += 120
        s.store.clock.now += timedelta(minutes=2)  # type: ignore[attr-defined]
        await s.keys("enter")
        assert s.words("strengths") == ["Sells out before noon", "Service people talk about"]
