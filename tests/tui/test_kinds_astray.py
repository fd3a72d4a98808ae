"""Words typed where none are taken: nothing of a sentence sets, marks or unticks anything."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import Stage, stage

from aligntui.engine import grids

WORDS = "from 9 to 2 a week / or 3, yes? no + 4"
"""A sentence with every sign that is a value somewhere."""
PLACES = {
    "rows that take a value": ("swot/evidence", ("factors",), ""),
    "answers": ("swot/importance", ("factors",), ""),
    "a grid": ("tows/grid", ("factors",), ""),
    "a scale in an open card": ("swot/evidence", ("factors",), "grade"),
    "more questions": ("swot/evidence", ("factors",), "+"),
    "what a card cites": ("tows/cards", ("factors", "match", "strategies"), "cites"),
}


def _state(s: Stage) -> object:
    session = s.session
    return session.items, session.links, session.ballots, getattr(s.step.state, "marked", None)


async def _stand(s: Stage, field: str) -> None:
    """On the first row, or on a field of it while it is open."""
    await s.keys("escape") if s.typing else None
    if field:
        await s.keys("enter")
        s.step.opened.form.focus_key(field)


@pytest.mark.parametrize("place", PLACES)
async def test_a_sentence_changes_nothing(place: str) -> None:
    step, parts, field = PLACES[place]
    async with stage(step.partition("/")[0], at=step, fill=millrace(*parts)) as s:
        await _stand(s, field)
        before, here = _state(s), s.here
        await s.type("We win " + WORDS)
        assert _state(s) == before
        assert (s.here, s.top) == (here, s.page)
        await s.keys("enter")
        assert _state(s) == before
        assert (s.here, s.typing) == (here, False), "Enter ends the words"


async def test_enter_on_a_cell_of_a_grid_keeps_its_value_and_goes_on() -> None:
    async with stage("tows", at="tows/grid", fill=millrace("factors")) as s:
        pairs = grids.crossing(s.step.ctx).ids
        await s.keys("+", "up", "0")
        before, at = _state(s), s.step.state
        await s.keys("enter", "enter")
        after = (s.step.state.row, s.step.state.col)
        assert _state(s) == before
        assert pairs.index(after) == pairs.index((at.row, at.col)) + 2


async def test_what_does_nothing_is_said_and_backspace_ends_it() -> None:
    async with stage("swot", at="swot/evidence", fill=millrace("factors")) as s:
        first = s.view.items("strengths")[0].id
        grade = s.view.items("strengths")[0].fields["grade"]
        await s.keys("x")
        assert s.message.startswith("? Letters do nothing here. These do: 0-4 (grade, next), Enter (open)")
        await s.type("yz 1")
        assert s.message.startswith(
            "? Words do nothing here, Backspace ends them. These do: 0-4 (grade, next)"
        )
        assert s.session.items[first].fields["grade"] == grade
        await s.keys("backspace", "1")
        assert s.session.items[first].fields["grade"] == 1


async def test_one_wrong_letter_stands_in_nobodys_way() -> None:
    async with stage("swot", at="swot/evidence", fill=millrace("factors")) as s:
        await s.keys("x", "1")
        assert s.view.items("strengths")[0].fields["grade"] == 1


async def test_letters_find_what_a_card_cites_and_a_blank_is_one_of_them() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match", "strategies")) as s:
        await s.keys("escape")
        card = s.step.kind.focus(s.step.ctx, s.step.state)
        await s.step.focus_on(card, "cites")
        await s.settle()
        cited = s.view.linked(card, "strategies.cites")
        offered = [s.session.items[option.key] for option in s.focused.options]
        last = next(item for item in reversed(offered) if item.id not in cited and " " in item.text[:9])
        await s.type(last.text[:9].lower())
        assert s.shows(f"find: {last.text[:9].lower()}")
        assert s.view.linked(card, "strategies.cites") == cited
        await s.keys("enter")
        assert set(s.view.linked(card, "strategies.cites")) == {*cited, last.id}
        await s.type("we say no")
        await s.keys("enter")
        assert s.message == '? Nothing here begins with "we say no". Esc empties that.'
        await s.keys("escape")
        assert not s.shows("find: ")
        assert s.step.opened is not None
        assert set(s.view.linked(card, "strategies.cites")) == {*cited, last.id}
