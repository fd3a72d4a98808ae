"""A figure over the sittings of a method: as each of them saw it."""

from __future__ import annotations

from typing import Any

import pytest
from build import ballots, build, values

from aligntui.analysis import registry
from aligntui.analysis.figure import Course, Courses, Figure, Items, Sentence, Value
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.methods.types import Method, Step
from aligntui.session.model import Past, Run, RunStep

LISTS = {
    "objectives": {"code": "OB", "fields": {"target": {"type": "number"}, "goal": {"type": "number"}}},
    "checkins": {
        "code": {"under": "objectives", "mark": "c"}, "of": "objectives",
        "fields": {"actual": {"type": "number"}},
    },
}  # fmt: skip
DAYS = ("2027-03-31", "2027-06-30", "2027-09-30")
RUNS = [
    Run(
        id=f"run{n}",
        title="Review",
        agenda="review",
        as_of=day,
        at=f"{day}T09:00:00",
        steps=[RunStep(id="1", step="review/sure", entry=1)],
    )
    for n, day in enumerate(DAYS, 1)
]
OTHER = Run(
    id="other", title="Else", agenda="swot", at="2027-05-01T09:00:00", as_of="2027-05-01",
    steps=[RunStep(id="1", step="swot/factors", entry=1)],
)  # fmt: skip
FIGURES: dict[str, dict[str, Any]] = {
    "all": {"use": "total", "of": "checkins", "value": "actual"},
    "each": {"use": "total", "of": "objectives", "value": "target"},
    "sure": {"use": "pulse", "round": "sure"},
}
METHOD = Method(
    method="review", title="Review", level="advanced", figures=FIGURES,
    steps=[Step(kind="ask", id="sure", title="Sure")],
)  # fmt: skip
READ = {"C1": ("100", "2027-04-02"), "C2": ("22", "2027-07-01"), "C3": ("40", "2027-10-04")}


def view(runs: list[Run] | None = None, **kw: Any) -> View:
    items = {
        "objectives": {
            "OB1": {"text": "Members", "target": "250", "goal": "400", "at": "2027-01-01T09:00:00"},
            "OB2": {"text": "Waste", "target": "9", "goal": "5", "at": "2027-07-02T09:00:00"},
        },
        "checkins": {
            code: {"of": "OB1", "text": "", "actual": value, "at": f"{day}T09:30:00"}
            for code, (value, day) in READ.items()
        },
    }
    return build(LISTS, items, methods=[METHOD], runs=[OTHER, *(RUNS if runs is None else runs)], **kw)


def found(of: str, seen: View | None = None, **bound: Any) -> Figure:
    return registry.compute(seen or view(), {"use": "over_runs", "of": of, **bound}, "review")


def test_each_sitting_sees_what_was_written_until_the_next() -> None:
    figure = found("all.total", target=200)
    assert figure.parts["trend"] == Courses(
        [Course("in all", ["31 Mar 27", "30 Jun 27", "30 Sep 27"], [100.0, 122.0, 162.0], 200.0)]
    )
    assert (figure.parts["last"], figure.parts["change"]) == (Value(162.0, 0), Value(40.0, 0))
    assert figure.parts["line"] == Sentence("100 at first, 162 now.")


def test_each_item_has_a_course_with_its_own_target() -> None:
    figure = found("each.values", target="goal")
    rows = {row.label: (row.numbers, row.target) for row in figure.parts["trend"].rows}
    # What was written in July belongs to the sitting of June: the next one had not begun.
    assert rows == {"ob1": ([250.0, 250.0, 250.0], 400.0), "ob2": ([None, 9.0, 9.0], 5.0)}


def test_a_former_value_is_the_one_of_then() -> None:
    seen = view()
    seen.session.items["ob1"].past["target"] = [Past(value="300", at="2027-08-01T09:00:00")]
    figure = found("each.values", seen)
    rows = {row.label: row.numbers for row in figure.parts["trend"].rows}
    assert rows["ob1"] == [300.0, 250.0, 250.0]
    assert figure.parts["down"] == Items([])


@pytest.mark.parametrize(("people", "known"), [(2, 0), (3, 3)])
def test_floors_hold_in_each_sitting(people: int, known: int) -> None:
    rounds = [
        ballots(
            "review/sure",
            {f"m{n}": {"OB1": 2 + k} for n in range(people)},
            run=f"run{k}",
            date=DAYS[k - 1],
            privacy="secret",
            subjects=["OB1"],
        )
        for k in (1, 2, 3)
    ]
    figure = found("sure.median", view(rounds=rounds))
    numbers = [row.numbers for row in figure.parts["trend"].rows] if figure.parts else []
    assert numbers == ([[3.0, 4.0, 5.0]] if known else [])
    if known:
        assert values(figure.parts["changes"]) == {"ob1": 1.0}
        assert figure.parts["up"] == Items(["ob1"])


def test_statements_over_sittings_are_known_by_their_labels() -> None:
    tests = [{"type": "scale", "from": 1, "to": 5, "label": "open", "ask": "Open?"}]
    steps = [{"kind": "ask", "id": "pulse", "title": "Pulse", "tests": tests}]
    figures = {
        "now": {"use": "pulse", "round": "pulse"},
        "over": {"use": "over_runs", "of": "now.median"},
        "all": {"use": "count", "of": "objectives"},
    }
    method = {"method": "culture", "title": "C", "level": "advanced", "steps": steps, "figures": figures}
    seen = Figures(build(LISTS, methods=[method]))
    assert seen.names("culture", "over.trend") == {"test:1": "open"}
    assert seen.names("other", "culture:over.trend") == {"test:1": "open"}
    assert seen.names("culture", "all.n") == {}


def test_one_sitting_has_no_change_and_none_no_figure() -> None:
    figure = found("all.total", view(RUNS[:1]))
    assert figure.parts["change"] == Value(None, 0)
    assert figure.parts["line"] == Sentence("162 now; this is the first sitting with a number.")
    assert found("all.total", view([])).why_missing == "There is no sitting with a number yet."
