"""What is known from elsewhere looks unlike what is kept; Enter takes it over, Tab leaves it empty."""

from __future__ import annotations

from typing import Any

from case_session import millrace
from stage import stage

from aligntui.session.ops import Set


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


async def test_what_is_offered_follows_the_goal_that_was_chosen() -> None:
    def counted(store: Any, handle: Any) -> None:
        millrace("goals")(store, handle)
        (first, *_) = (item for item in handle.session.items.values() if item.collection == "goals")
        was = first.fields["measure"]
        handle.apply([Set(id=first.id, field="measure", was=was, to="households that buy")])

    async with stage("objectives", at="objectives/draft", fill=counted) as s:
        await s.type("Win more households\n")
        await s.keys("ctrl+d")
        assert not s.shows("more question")
        assert "Enter take it over" not in s.screen()[-1]
        s.step.form.focus_key("parent")
        await s.keys("1")
        s.step.form.focus_key("measure")
        await s.settle()
        assert "Enter take it over" in s.screen()[-1]
        assert s.shows("offered from G1 ")
        assert s.shows(": households that buy")
