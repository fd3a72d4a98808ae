"""Whether a step or a field is asked: what a `when` may speak of."""

from __future__ import annotations

import pytest
from build import build

from aligntui.analysis.done import check_done
from aligntui.analysis.figure import Items, PerItem, Value
from aligntui.analysis.lists import missing
from aligntui.analysis.wanted import answered, field_wanted, step_wanted
from aligntui.methods.types import Done, Method, Step

LISTS = {
    "goals": {
        "code": "G",
        "fields": {
            "per": {"type": "choice", "choices": {"once": "once", "year": "each year"}},
            "years": {"type": "number", "when": "per = year"},
            "why": {"type": "text", "when": "test.n > 2"},
        },
    },
    "cards": "C",
}
ITEMS = {"goals": {"G1": {"text": "Reach", "per": "year"}, "G2": {"text": "Cushion", "per": "once"}}}


@pytest.fixture
def view():
    fit = {"rows": "goals", "cols": "goals", "fields": {"n": {"type": "number"}}}
    return build(
        LISTS,
        ITEMS,
        records={"scope": {"unit": "GBP"}},
        links={"fit": {"G1>G2": {"n": 2}}},
        relations={"fit": fit},
    )


def figures(**parts):
    return lambda ref: parts.get(ref.replace(".", "_"))


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ("", True),
        ("per = year", True),
        ("per = year and text = Cushion", False),
        ("per = never", False),
        ("scope.unit = GBP", True),
        ("scope.unit = EUR", False),
        ("scope.unit = GBP and per = once", True),
        ("fig.n > 2", True),
        ("fig.n > 3", False),
        ("fig.few = yes", True),
        ("fig.none = yes", False),
        ("fig.word = leans", True),
        ("no such thing at all", True),
    ],
)
def test_a_step_is_asked_while_its_condition_holds_for_something_it_works_on(view, when, asked) -> None:
    found = figures(
        fig_n=Value(3.0), fig_few=Items(["g1"]), fig_none=Items([]), fig_word=PerItem({"g2": "leans"})
    )
    step = Step(kind="form", id="x", title="X", each="goals", when=when)
    assert step_wanted(view, step, found) is asked


def test_a_condition_about_items_needs_one_and_one_about_a_record_does_not(view) -> None:
    board = Step(kind="board", id="x", title="X", holds="cards", when="status = draft")
    assert not step_wanted(view, board)
    assert step_wanted(view, Step(kind="board", id="x", title="X", holds="cards", when="scope.unit = GBP"))
    assert step_wanted(view, Step(kind="form", id="x", title="X", record="scope", when="unit = GBP"))
    assert step_wanted(view, Step(kind="matrix", id="x", title="X", relation="fit", when="n > 1"))
    assert not step_wanted(view, Step(kind="matrix", id="x", title="X", relation="fit", when="n > 2"))


def test_a_field_that_is_not_asked_is_not_missing(view) -> None:
    one, other = view.items("goals")
    assert field_wanted(view, one, "years")
    assert not field_wanted(view, other, "years")
    assert field_wanted(view, other, "text")
    assert not field_wanted(view, one, "why", figures(test_n=Value(1.0)))
    assert field_wanted(view, one, "why", figures(test_n=Value(3.0)))
    assert answered(view, other, ["per", "years"])
    assert not answered(view, one, ["per", "years"])
    found = missing(view, {"of": "goals", "fields": ["years"]})
    assert found.parts["items"].ids == ["g1"]


def test_done_does_not_wait_for_what_is_not_asked(view) -> None:
    method = Method(method="m", title="M", level="fundamentals", steps=[])
    step = Step(kind="table", id="x", title="X", of="goals")
    filled = Done(filled=["per", "years"])
    assert check_done(view, method, step, filled)[1] is False
    view.session.items["g1"].fields["years"] = "2"
    assert check_done(view, method, step, filled)[1] is True
