"""A factor in the wrong list: it moves, with a new code; the old one still finds it, undo takes it back."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import stage

from aligntui.session import codes


async def test_enter_moves_a_card_and_undo_brings_it_back() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        settled = codes.settle(s.session, {"S", "W", "O", "T"})
        assert settled is not None
        s.someone_else().apply([settled])
        await s.poll()
        await s.keys("escape", "home", "down", "down", "/move-card", "x")
        assert s.question == "Move S3 to: [W weaknesses]  O opportunities   T threats"
        await s.keys("enter")
        assert s.message == "S3 is W7 now, in Weaknesses. ^Z takes it back."
        moved = s.item("W7")
        assert (moved.collection, moved.was) == ("weaknesses", ["S3"])
        assert s.item("S3").id == moved.id, "the old code still resolves"
        assert len(s.words("strengths")) == 4
        assert s.step.board.card.id == moved.id
        await s.keys("ctrl+z")
        assert s.item("S3").collection == "strengths"
        assert [s.view.code(i) for i in s.view.items("strengths")] == ["S1", "S2", "S3", "S4", "S5"]


async def test_arrows_choose_and_esc_leaves_it_where_it_is() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await s.keys("escape", "home", "/move-card", "right", "right")
        assert s.question == "Move S1 to:  W weaknesses   O opportunities  [T threats]"
        await s.keys("escape")
        assert "Move" not in s.question
        assert len(s.words("strengths")) == 5
        await s.keys("/move-card", "right", "enter")
        assert "36-hour sourdough sells out before noon" in s.words("opportunities")


async def test_a_card_changes_its_cell_and_its_heading() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match", "strategies")) as s:
        await s.keys("escape", "home", "/move-card")
        assert s.question.startswith("Move SO1 to: [")
        before = s.step.board.card.id
        await s.keys("enter")
        item = s.session.items[before]
        assert item.fields["cell"] == "WO"
        assert s.view.code(item).startswith("WO")
        await s.keys("ctrl+z")
        assert s.session.items[before].fields["cell"] == "SO"
    async with stage("scenarios", at="scenarios/drivers", fill=millrace("drivers")) as s:
        await s.keys("escape", "home", "/move-card", *["right"] * 4, "enter")
        assert s.item("D7").fields["heading"] == "N"
        assert s.message == "D7, where from: Dot Okafor had politics; now nature. ^Z takes it back."


@pytest.mark.parametrize(
    ("at", "parts", "keys", "said"),
    [
        (
            "swot/factors",
            (),
            ("escape", "/move-card"),
            "Put the focus on a card; then ^K move-card moves it to another list.",
        ),
        ("objectives/draft", ("objectives",), ("/move-card",), "There is no other list here to move it to."),
        (
            "vision/statement",
            ("records",),
            ("escape", "/move-card"),
            "Cards of a board move to another list. There is none here.",
        ),
    ],
)
async def test_where_nothing_can_be_moved_it_says_so(
    at: str, parts: tuple[str, ...], keys: tuple[str, ...], said: str
) -> None:
    fill = millrace("people", "goals", *parts) if parts else None
    async with stage(at.partition("/")[0], at=at, fill=fill) as s:
        await s.keys(*keys)
        assert s.message == f"? {said}"
