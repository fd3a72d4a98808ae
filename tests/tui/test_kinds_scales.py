"""A scale that nobody answered looks so: no word stands there alone, and all its points can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import pytest
from case_session import millrace
from stage import shared_library, stage

from aligntui.engine.entry.fields import ends_of, options
from aligntui.methods.answers import bounds
from aligntui.methods.types import Field
from aligntui.tui.kinds.choices import ChoiceEditor

if TYPE_CHECKING:
    from aligntui.analysis.view import View

SIZES = ((80, 24), (100, 30), (120, 40), (160, 50))
PLAN = ("people", "goals", "strategies")


def _scales() -> Iterator[tuple[str, Field]]:
    """Every scale of the shipped methods whose points have words."""
    book = shared_library().everything()
    for name in book.collections:
        for key, field in book.fields(name).items():
            if field.type == "scale" and ends_of(field):
                yield f"{name}.{key}", field


SCALES = dict(_scales())


@pytest.fixture(params=SCALES)
def scale(request: pytest.FixtureRequest) -> Field:
    """One after the other."""
    return SCALES[request.param]


def _drawn(editor: ChoiceEditor, *, focused: bool) -> str:
    rows = editor.draw(focused)
    return " ".join("".join(text for text, _ in row).strip() for row in rows)


def _editor(field: Field, value: object, cells: int) -> ChoiceEditor:
    # The points of a scale do not depend on what was said.
    return ChoiceEditor(options(field, cast("View", None)), value, cells=cells)


@pytest.mark.parametrize("cells", [40, 56, 120])
def test_without_an_answer_no_word_stands_alone(scale: Field, cells: int) -> None:
    low, high = map(str, bounds(scale))
    drawn = _drawn(_editor(scale, None, cells), focused=False)
    assert (scale.choices[low] in drawn) == (scale.choices[high] in drawn)
    assert "[" not in drawn


@pytest.mark.parametrize("cells", [40, 56, 120])
def test_in_focus_all_of_it_can_be_read(scale: Field, cells: int) -> None:
    for value in (None, bounds(scale)[1]):
        drawn = _drawn(_editor(scale, value, cells), focused=True)
        assert all(f"{point} {words}" in drawn for point, words in scale.choices.items())


def test_an_answer_is_said_in_its_word(scale: Field) -> None:
    high = bounds(scale)[1]
    drawn = _drawn(_editor(scale, high, 56), focused=False)
    assert f"[{high}]" in drawn
    assert scale.choices[str(high)] in drawn


async def test_where_grades_are_given_all_of_them_are_named() -> None:
    async with stage("swot", at="swot/evidence", fill=millrace("factors")) as s:
        grades = s.view.book.fields("strengths")["grade"].choices
        for size in SIZES:
            await s.resize(*size)
            shown = " ".join(" ".join(row.partition("│")[0] for row in s.screen()[-7:]).split())
            assert all(f"{grade} {words}" in shown for grade, words in grades.items()), size
            evidence = s.item("S1").fields["evidence"]
            assert f"know: {evidence}" in shown, "what is graded is read whole"


async def test_what_is_asked_stands_with_all_its_points_where_they_fit_else_with_its_ends() -> None:
    async with stage("choose", at="choose/rate", fill=millrace(*PLAN), solo=True) as s:
        assert s.shows("impact: 1 hardly felt .. 5 changes our year")
        await s.keys("5")
        assert s.shows("effort: 1 an afternoon .. 5 all year")
        await s.resize(160, 50)
        efforts = s.view.book.fields("strategies")["effort"].choices
        assert s.shows("; ".join(f"{point} {words}" for point, words in efforts.items()))


async def test_a_card_opened_while_one_rates_shows_what_was_given_and_takes_it_anew() -> None:
    async with stage("choose", at="choose/rate", fill=millrace(*PLAN), solo=True) as s:
        await s.keys("4", "2", "up", "enter")
        code = s.screen()[1].split()[0]
        agreed = s.item(code).fields["impact"]
        assert s.shows("[4]")
        assert s.shows("[2]")
        s.step.opened.form.focus_key("impact")
        await s.keys("1", "escape")
        assert s.item(code).fields["impact"] == agreed, "a rating is agreed when the round ends"
        subject = f"{s.item(code).id}#impact"
        assert [ballot.answers[subject] for ballot in s.session.ballots.values()] == [1]
        await s.keys("enter")
        assert s.shows("[1]")


async def test_once_all_is_rated_enter_goes_on() -> None:
    async with stage("choose", at="choose/rate", fill=millrace(*PLAN), solo=True) as s:
        count = len(s.words("strategies"))
        await s.keys(*"42" * (count - 1), "4")
        await s.keys("enter")
        assert s.step.opened is not None, "one number is open: the card opens"
        await s.keys("escape", "2")
        assert s.screen()[-1].startswith(" Enter on  1-5")
        await s.keys("enter")
        assert s.here == "choose/rate again"


async def test_once_all_tests_are_answered_the_key_row_says_so_and_names_the_way() -> None:
    async with stage("vision", at="vision/tests", fill=millrace("records"), solo=True) as s:
        assert "answered" not in s.screen()[-1]
        await s.keys(*"4434342")
        assert "all 8 answered" not in s.screen()[-1]
        await s.keys("3")
        assert s.screen()[-1].startswith(" Enter all 8 answered: on")
        here = s.here
        await s.keys("enter")
        assert (s.here, "lowest" in s.gist) == (here, True)
        await s.keys("enter")
        assert s.here != here


async def test_the_way_to_the_next_list_stands_in_the_line_of_every_list() -> None:
    async with stage("swot", at="swot/factors", solo=True) as s:
        for _ in range(4):
            assert "empty Enter: " in s.screen()[-1]
            await s.keys("down")


async def test_an_empty_cell_in_focus_has_a_cursor_and_a_grid_names_its_margins_and_ways() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match")) as s:
        await s.keys("escape", "tab")
        assert "│> what must we fix" in "\n".join(s.screen())
        assert sum(row.count(">") for row in s.screen()[4:18]) == 1
    async with stage("tows", at="tows/grid", fill=millrace("factors")) as s:
        assert "weight  sum" in s.screen()[3]
        assert "+ yes, 0 no" in s.screen()[2]
        assert s.screen()[-1].startswith(" 0 + rate, next  ^N go on, ")
