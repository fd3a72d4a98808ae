"""An undo that meets what somebody else wrote since: keep theirs, put mine back, or do nothing."""

from __future__ import annotations

from case_session import millrace
from stage import Stage, stage

from aligntui.engine import edits
from aligntui.tui.pages.blocked.page import BlockedPage
from aligntui.tui.workshop.page import WorkshopPage

MINE, THEIRS = "Loyal core of members", "Loyal members, 58% of sales"


async def both_wrote(s: Stage) -> None:
    """I change S5, then Tomasz does."""
    await s.keys("escape", "home", "down", "down", "down", "down", "enter")
    s.step.opened.form.focus_key("text")
    await s.keys("end")
    await s.type(" of members\n")
    await s.keys("escape")
    s.someone_else().apply(edits.put(s.view, s.item("S5"), "text", THEIRS))
    await s.poll()
    await s.keys("ctrl+z")


async def test_nothing_happens_until_one_has_chosen() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await both_wrote(s)
        assert isinstance(s.top, BlockedPage)
        assert s.screen()[1:3] == [
            " Tomasz Wren changed S5 since: keep theirs, or put yours back. Nothing was",
            " taken back yet.",
        ]
        assert s.shows(f" > keep   {THEIRS}")
        assert s.shows("   mine   Loyal core")
        assert s.item("S5").text == THEIRS
        await s.keys("escape")
        assert isinstance(s.top, WorkshopPage)
        assert s.item("S5").text == THEIRS


async def test_theirs_is_kept_and_undo_goes_further_back() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await both_wrote(s)
        await s.keys("enter")
        assert s.message == "Left as it is. ^Z goes further back."
        assert s.item("S5").text == THEIRS
        await s.keys("ctrl+z")
        assert s.message.endswith("Nothing left to undo.")
        assert isinstance(s.top, WorkshopPage)


async def test_mine_is_put_back_and_theirs_stays_in_the_history() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await both_wrote(s)
        await s.keys("down", "enter")
        assert s.message == 'Undone: S5 reads "Loyal core" again.'
        assert s.item("S5").text == "Loyal core"
        assert any(THEIRS in str(change.ops) for change in s.session.recent.values())
        await s.keys("ctrl+y")
        assert s.item("S5").text == THEIRS


async def test_the_beginning_of_a_sitting_is_where_undo_ends() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.type("One\n")
        await s.keys("ctrl+z", "ctrl+z", "ctrl+z")
        assert s.message.endswith("Nothing left to undo.")
        assert s.words("strengths") == []
