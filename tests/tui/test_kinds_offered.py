"""What is known from elsewhere looks unlike what is kept; Enter takes it over, Tab leaves it empty."""

from __future__ import annotations

from case_session import millrace
from stage import stage


async def test_enter_takes_what_is_offered_and_tab_leaves_it_empty() -> None:
    async with stage("vision", at="vision/statement", fill=millrace("facts")) as s:
        fact = s.view.items("facts")[0].text
        assert s.shows(f"offered from PF1: {fact[:20]}")
        assert "Enter take it over" in s.screen()[-1]
        assert "Tab leave it empty" in s.screen()[-1]
        await s.keys("tab")
        assert not s.item_of("statement").get("objective")
        await s.keys("shift+tab", "enter")
        assert s.item_of("statement")["objective"] == fact
        assert s.message == "Taken over from PF1. ^Z takes it back."
        assert s.step.form.slot.key != "objective"
        assert not s.shows("offered from PF1")
        await s.keys("ctrl+z")
        assert not s.item_of("statement").get("objective")


async def test_words_of_ones_own_are_kept_instead() -> None:
    async with stage("vision", at="vision/statement", fill=millrace("facts")) as s:
        await s.type("Ours\n")
        assert s.item_of("statement")["objective"] == "Ours"
