"""The picture of a group: middle, range and all answers, behind the floors, the widest difference first."""

from __future__ import annotations

from typing import Any

import pytest
from build import build

from aligntui.analysis.spread import Spread, spreads, strip, strips
from aligntui.analysis.view import View
from aligntui.session.model import Ballot, Round


def asked(
    rows: list[dict[str, Any]], n: int = 1, state: str = "revealed", privacy: Any = "secret", **answer: Any
) -> View:
    """A round about three cards, with a ballot for each row."""
    view = build(
        collections={"strengths": "S"}, items={"strengths": {f"S{i}": f"card {i}" for i in (1, 2, 3)}}
    )
    for number in range(1, n + 1):
        held = Round(
            id=f"r{number}", step="swot/importance", run="run", n=number, subjects=["s1", "s2", "s3"],
            state=state, answer={"type": "scale", "from": 1, "to": 5, **answer}, privacy=privacy,  # type: ignore[arg-type]
        )  # fmt: skip
        view.session.rounds[held.id] = held
        for who, row in enumerate(rows):
            ref = f"b{number}{who}"
            view.session.ballots[ref] = Ballot(id=ref, round=held.id, by=f"m{who}", answers=row, state="in")
    return view


def of(view: View, n: int = 1) -> list[Spread]:
    return spreads(view, view.session.rounds[f"r{n}"])


ROWS = [{"s1": 3, "s2": 1, "s3": 4}, {"s1": 3, "s2": 5, "s3": 4}, {"s1": 4, "s2": 2, "s3": 4}]


def test_the_widest_difference_comes_first_with_median_range_and_all_answers() -> None:
    lines = of(asked(ROWS, privacy="named"))
    assert [line.subject for line in lines] == ["s2", "s1", "s3"]
    assert [(line.middle, line.low, line.high, line.values) for line in lines] == [
        ("2", 1, 5, (1, 2, 5)), ("3", 3, 4, (3, 3, 4)), ("4", 4, 4, (4, 4, 4)),
    ]  # fmt: skip


def test_three_without_names_show_middle_and_range_and_no_more() -> None:
    noted = [{**row, "s1": {"value": row["s1"], "note": "because"}} for row in ROWS]
    lines = of(asked(noted))
    assert [(line.middle, line.low, line.high, line.values, line.reasons) for line in lines] == [
        ("2", 1, 5, (), ()), ("3", 3, 4, (), ()), ("4", 4, 4, (), ()),
    ]  # fmt: skip


def test_under_three_answers_nothing_is_shown_but_how_many_there_were() -> None:
    assert {(line.n, line.middle, line.values) for line in of(asked(ROWS[:2]))} == {(2, "", ())}


def test_points_show_the_mean_of_those_that_add_up_and_a_second_round_the_first() -> None:
    rows = [{"s1": 100}, {"s1": 40, "s2": 60}, {"s1": 10, "s2": 90}, {"s1": 60}]
    first, second, third = of(asked(rows, n=2, type="points", total=100), 2)
    assert [(line.subject, line.middle, line.n) for line in (first, second, third)] == [
        ("s1", "50", 3), ("s2", "50", 3), ("s3", "0", 3),
    ]  # fmt: skip
    assert first.before == "50"


def test_reasons_stand_beside_their_line() -> None:
    noted = [{**row, "s1": {"value": row["s1"], "note": f"because {row['s1']}"}} for row in ROWS]
    line = next(line for line in of(asked(noted, privacy="named")) if line.subject == "s1")
    assert line.reasons == ("because 3", "because 3", "because 4")


@pytest.mark.parametrize(
    ("values", "own", "shown"),
    [((1, 2, 5), None, "oo..o"), ((3, 3, 4), None, "..2o."), ((1, 2, 5), 2, "o*..o"), ((), 2, ".....")],
)
def test_a_strip_has_a_place_for_each_point(values: tuple[float, ...], own: float | None, shown: str) -> None:
    assert strip(Spread("s1", values=values), 1, 5, 5, own) == shown


def test_strips_of_few_points_stand_below_each_other_between_the_ends_of_the_scale() -> None:
    lines = [Spread("s1", values=(2, 3, 3, 4, 4)), Spread("s2", values=(1,) * 6), Spread("s3")]
    assert strips(lines, 1, 5, 22, {"s1": 3.0}) == {"s1": "1 .  o o* oo . 5", "s2": "1 o6 . .  .  . 5"}
    many = strips([Spread("s1", values=(0, 50, 100))], 0, 100, 5, {})
    assert many == {"s1": "o.o.o"}
