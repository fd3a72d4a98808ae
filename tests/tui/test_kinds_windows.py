"""Two windows of one person at the same line: neither takes the words of the other."""

from __future__ import annotations

import os

from stage import Stage, stage

from aligntui.store.local import windows
from aligntui.store.local.drafts import Drafts
from aligntui.store.local.presence import machine

LIVING = f"{machine()}/{os.getppid()}/{windows._born(os.getppid())}"
DEAD = f"{machine()}/0/1"


def other(s: Stage, window: str) -> Drafts:
    """The notes of the same person as another window has them."""
    drafts = s.drafts
    return Drafts(drafts.path.parent.parent, drafts.path.stem, clock=s.store.clock, window=window)


def place(s: Stage, letter: str = "S") -> str:
    return f"{s.page.scene.here.id}/factors/{letter}@/add"


async def opened_again(s: Stage) -> None:
    await s.page.going.open_at(s.page.scene.run.steps.index(s.page.scene.here))
    await s.settle()


async def test_words_of_a_living_window_are_named_and_stay_there() -> None:
    async with stage("swot", at="swot/factors") as s:
        there = other(s, LIVING)
        there.put(place(s), "Open a web shop")
        await opened_again(s)
        assert 'Your other window has "Open a web shop" here.' in s.message
        assert s.step.adding.words.value == ""
        await s.type("Loyal core")
        s.flush()
        assert there.all()[place(s)].text == "Open a web shop"
        assert s.drafts.all()[place(s)].text == "Loyal core"
        await s.keys("enter")
        s.flush()
        assert s.words("strengths") == ["Loyal core"]
        assert there.all()[place(s)].text == "Open a web shop"


async def test_words_that_a_window_left_behind_stand_in_the_line_that_opens_next() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.type("Loyal core")
        s.flush()
        there = other(s, DEAD)
        there.put(place(s), "Open a web shop")
        there.put(place(s, "W"), "Old habits")
        await s.keys("enter")
        s.flush()
        await opened_again(s)
        found = {draft.text for draft in s.drafts.all().values()}
        assert {"Open a web shop", "Old habits"} <= found
        assert s.step.adding.words.value in ("Open a web shop", "Old habits")


async def test_typing_on_in_one_list_leaves_what_waits_at_another() -> None:
    async with stage("swot", at="swot/factors") as s:
        there = other(s, DEAD)
        there.put(place(s), "Open a web shop")
        there.put(place(s, "W"), "Old habits")
        await opened_again(s)
        await s.type(" soon")
        s.flush()
        texts = sorted(draft.text for draft in s.drafts.all().values())
        assert texts == ["Old habits", "Open a web shop soon"]
