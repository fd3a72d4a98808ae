"""What is known from elsewhere looks unlike what is kept; Enter takes it over, Tab leaves it empty."""

from __future__ import annotations

import re
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


async def test_words_begun_among_the_cards_are_tied_as_those_of_the_line_are() -> None:
    """The line says what waits before a word is kept, wherever the word began."""
    fill = millrace("goals", "factors", "strategies")
    async with stage("objectives", at="objectives/draft", fill=fill) as s:
        waits = re.search(r"OB1 \((\w+)\) >", "\n".join(s.screen()))
        assert waits is not None, s.screen()
        await s.keys("escape", "n")
        assert s.shows(waits[0])
        await s.type("ew bakers\n")
        (objective,) = s.view.items("objectives")
        assert [s.view.code(ref) for ref in s.view.value(objective, "from")] == [waits[1]]
