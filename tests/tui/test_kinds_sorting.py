"""Sorting on the screen: found among the commands, asked as a list, said in the heading, nothing stored."""

from __future__ import annotations

from case_session import millrace
from stage import Stage, stage

from aligntui.session.ops import Give, Hand
from aligntui.tui.pages.palette.page import PalettePage
from aligntui.tui.pages.question.page import QuestionPage


async def sort(s: Stage, *keys: str) -> None:
    """Find the command by its name, and answer what it asks."""
    await s.keys("ctrl+k")
    assert isinstance(s.top, PalettePage)
    await s.type("sort")
    await s.keys("enter")
    assert isinstance(s.top, QuestionPage)
    assert s.shows("Sort what is shown?")
    x, y = s.cursor
    assert s.screen()[y][x:].startswith(("> ", " > ")), "screen readers follow the way in focus"
    await s.keys(*keys, "enter")


async def test_a_board_is_sorted_by_what_its_heading_says_and_back() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors"), phase="merge") as s:
        before, codes = s.session, [card.code for card in s.step.board.panes[0].cards]
        await sort(s, "down", "down")
        assert s.message.startswith("Sorted by importance, most first in each list; what has none")
        pane = s.step.board.panes[0]
        assert pane.tail == "grade  by importance"
        numbers = [int(card.tail.split()[-1]) for card in pane.cards]
        assert numbers == sorted(numbers, reverse=True)
        assert sorted(card.code for card in pane.cards) == codes
        assert s.shows("by importance")
        await sort(s, "down")
        assert s.step.board.panes[0].tail == "by grade"
        await s.keys("ctrl+down")
        assert "no card moves up or down" in s.message
        await sort(s)
        assert [card.code for card in s.step.board.panes[0].cards] == codes
        assert s.session is before


async def test_escape_leaves_the_order_as_it_is() -> None:
    async with stage("swot", at="swot/evidence", fill=millrace("factors")) as s:
        await sort(s, "down")
        rows = [card.id for card in s.step.board.panes[0].cards]
        await s.keys("ctrl+k")
        await s.type("sort")
        await s.keys("enter", "escape")
        assert [card.id for card in s.step.board.panes[0].cards] == rows
        assert s.step.state.sort == "grade"
        assert s.shows("by grade")


async def test_dots_stand_in_a_column_where_grades_are_asked() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors"), phase="vote", solo=False) as s:
        await s.keys("down", "space", "space")
        (held,) = s.session.rounds
        for who in ("m1", "m2"):
            give = Give(round=held, ballot=f"of-{who}", by=who, subject=s.item("O1").id, to=1)
            s.handle.apply([give, Hand(round=held, ballot=f"of-{who}", by=who)])
        await s.poll()
        for _ in range(2):
            await s.go_on()
            await s.keys("down", "enter")
        assert s.step.kind.sorted_by(s.step.ctx, s.step.state) is None
        await sort(s, "down")
        assert s.step.board.panes[0].tail == "by dots"
        assert s.step.board.panes[0].cards[0].code == "S2"
        await s.go_on()
        assert s.here == "swot/evidence"
        assert s.step.board.panes[0].tail.split()[-1] == "dots"
        dots = {card.code: card.cells[-1][0].strip() for card in s.step.board.panes[0].cards}
        assert (dots["S2"], dots["S1"]) == ("2", "0")
