"""A pulse: turned statements, middles, the run before, groups; and what few answers must not show."""

# ruff: noqa: E501 - a case is easier to read on one line.

from __future__ import annotations

from typing import Any

import pytest
from build import ballots, build, values
from hypothesis import given, settings
from hypothesis import strategies as st
from odd import ODD

from aligntui.analysis import registry
from aligntui.analysis.figure import Figure, Grid, Items, Sentence
from aligntui.analysis.view import View
from aligntui.session.model import Run

LABELS = ["open", "together", "silos"]
TESTS = [{"type": "scale", "from": 1, "to": 5, "label": label, "ask": f"{label}?"} for label in LABELS]
METHOD = {
    "method": "culture", "title": "Culture", "level": "advanced",
    "steps": [{"kind": "ask", "id": step, "title": step, "tests": TESTS, "answer": {"type": "scale", "from": 1, "to": 5}} for step in ("pulse", "own")],
}  # fmt: skip
PULSE = {
    "use": "pulse",
    "round": "pulse",
    "reversed": ["silos"],
    "sets": {"speech": ["open"], "walls": ["together", "silos"]},
}
KEYS = ["test:1", "test:2", "test:3"]
RUNS = [Run(id=f"run{n}", title="Pulse", at=f"2026-{m:02}-01T09:00:00") for n, m in enumerate((3, 6, 9), 1)]
PEOPLE = {"people": {"code": "P", "fields": {"team": {"type": "text"}}}}


def round_of(rows: list[list[int]], step: str = "culture/pulse", **kw: Any) -> dict[str, Any]:
    given = {f"m{n}": dict(zip(KEYS, row, strict=False)) for n, row in enumerate(rows)}
    return ballots(step, given, subjects=KEYS, **{"privacy": "secret", **kw})


def found(*held: dict[str, Any], view: View | None = None, **bound: Any) -> Figure:
    seen = view or build(rounds=held, methods=[METHOD], runs=RUNS)
    return registry.compute(seen, {**PULSE, **bound}, "culture")


ROWS = [[5, 4, 1], [4, 4, 2], [2, 3, 4], [5, 4, 1], [3, 2, 5]]


def test_what_is_worded_the_other_way_round_is_turned() -> None:
    figure = found(round_of(ROWS))
    assert values(figure.parts["median"]) == {"test:1": 4, "test:2": 4, "test:3": 4}
    assert values(found(round_of(ROWS), reversed=[]).parts["median"])["test:3"] == 2
    assert values(figure.parts["spread"]) == {"test:1": 2, "test:2": 1, "test:3": 3}
    # Means 3.8, 3.4 and, turned, 3.4: together 3.533 of 1 to 5.
    assert figure.parts["index"].number == pytest.approx(100 * (10.6 / 3 - 1) / 4)
    assert figure.parts["weakest"].ids[0] in ("test:2", "test:3")


def test_statements_that_belong_together_have_one_middle() -> None:
    figure = found(round_of([[5, 1, 5], [5, 1, 5], [5, 2, 5], [5, 2, 4]]))
    assert values(figure.parts["sets"]) == {"speech": 5, "walls": 1.25}
    assert figure.parts["weakest_set"] == Items(["walls", "speech"])
    assert figure.parts["line"] == Sentence("The lowest is silos, 1.")


def test_dots_count_the_turned_answers() -> None:
    dots = found(round_of(ROWS)).parts["dots"]
    assert isinstance(dots, Grid)
    assert (dots.shape, dots.cols) == ("dots", ["1", "2", "3", "4", "5"])
    assert {cell: n for cell, n in dots.cells.items() if cell.startswith("test:3")} == {
        "test:3>1": "1",
        "test:3>2": "1",
        "test:3>4": "1",
        "test:3>5": "2",
    }


def test_the_run_before_is_the_last_earlier_one_that_kept_its_answers() -> None:
    low, high = [[2, 4, 3]] * 4, [[4, 4, 3]] * 4
    figure = found(
        round_of([[1, 1, 1]] * 4, run="run1"), round_of(low, run="run2"), round_of(high, run="run3")
    )
    assert values(figure.parts["before"]) == {"test:1": 2, "test:2": 4, "test:3": 3}
    assert values(figure.parts["change"]) == {"test:1": 2, "test:2": 0, "test:3": 0}
    assert figure.parts["line"].text == "The lowest is silos, 3; since the run before open +2."
    assert "change" not in found(round_of(low, run="run2")).parts


def test_a_run_before_with_too_few_answers_is_not_held_against_this_one() -> None:
    assert (
        "change"
        not in found(round_of([[2, 4, 3]] * 2, run="run2"), round_of([[4, 4, 3]] * 4, run="run3")).parts
    )


def test_one_group_against_all() -> None:
    figure = found(
        round_of([[3, 3, 3]] * 4), round_of([[5, 3, 1]] * 3, step="culture/own"), round="own", against="pulse"
    )
    assert values(figure.parts["gap"]) == {"test:1": 2, "test:2": 0, "test:3": 2}


def named(teams: list[str]) -> View:
    people = {"people": {f"P{n}": {"text": f"person {n}", "team": team} for n, team in enumerate(teams, 1)}}
    rows = {f"p{n}": {"test:1": 5 if team == "shop" else 2} for n, team in enumerate(teams, 1)}
    held = ballots("culture/pulse", rows, subjects=["test:1"], privacy="named")
    return build(PEOPLE, people, rounds=[held], methods=[METHOD])


def test_groups_are_shown_where_no_person_can_be_told() -> None:
    by_group = found(view=named(["shop"] * 3 + ["bake"] * 3), group="team").parts["by_group"]
    assert by_group == Grid(["test:1"], ["shop", "bake"], {"test:1>shop": "5", "test:1>bake": "2"})


@pytest.mark.parametrize("teams", [["shop"] * 2 + ["bake"] * 4, ["shop"] * 4 + ["bake"], ["shop", "bake"]])
def test_a_group_that_would_tell_a_person_is_left_out(teams: list[str]) -> None:
    """Neither the small group itself, nor the large one from which the small one can be worked out."""
    assert "by_group" not in found(view=named(teams), group="team").parts


@pytest.mark.parametrize(
    ("people", "parts"),
    [
        (0, set()),
        (1, set()),
        (2, set()),
        (3, {"median", "weakest", "n", "sets", "weakest_set", "line"}),
        (4, {"median", "weakest", "n", "sets", "weakest_set", "line", "index", "means", "spread", "dots"}),
    ],
)
@pytest.mark.parametrize("privacy", ["secret", "none"])
def test_few_answers_show_little(people: int, parts: set[str], privacy: str) -> None:
    view = build(
        rounds=[round_of([[5, 4, 1]] * people, privacy=privacy, run="run1")], methods=[METHOD], runs=RUNS
    )
    figure = found(view=view)
    assert set(figure.parts) == parts
    assert bool(figure.why_missing) is not bool(parts)


def test_the_order_of_few_answers_tells_no_mean() -> None:
    """Two statements with one middle stand as they are asked, whatever their means."""
    rows = [[5, 3, 3], [3, 3, 3], [3, 1, 3]]
    assert found(round_of(rows)).parts["weakest"] == Items(KEYS)
    assert found(round_of([*rows, [3, 1, 3]])).parts["weakest"].ids[0] == "test:2"


def test_an_open_round_is_not_read() -> None:
    figure = found(round_of(ROWS, state="open"))
    assert (figure.parts, figure.why_missing) == ({}, "The answers are not revealed yet.")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(ODD, min_size=3, max_size=3), max_size=5))
def test_odd_answers_raise_nothing(rows: list[list[Any]]) -> None:
    found(round_of(rows, run="run2"), round_of(rows, run="run3"), group="team", against="own")
