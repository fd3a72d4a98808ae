"""What a step still waits for: what is missing, and in which lines; never its bare criterion."""

from __future__ import annotations

from typing import Any

import pytest
from build import build

from aligntui.analysis.done import done_state
from aligntui.analysis.figure import Items, Value
from aligntui.analysis.view import View
from aligntui.methods.library import Library
from aligntui.methods.types import Done, Step

GRADED = {"W1": {"text": "a", "grade": "3"}, "W2": {"text": "b", "grade": "1"}, "W3": "c"}
LISTS = {
    "weaknesses": {"code": "W", "title": "Weaknesses", "fields": {"grade": {"type": "number"}}},
    "threats": {"code": "T", "title": "Threats"},
}
METHOD = Library().book(["swot"]).methods["swot"]


def state(done: Done, items: Any, hidden: str = "", **step: Any) -> tuple[str, bool]:
    view = build(collections=LISTS, items=items, records={"close": {"first": "", "by": "", "told": "Dot"}})
    if hidden:
        view = View(view.session, view.book, view.as_of, hidden=frozenset({hidden}))
    own = Step(id="x", title="X", kind="board", done=[done], **step)
    parts = {"smart.n": Value(2, 0), "open.n": Items(["w1"])}
    (found,) = done_state(view, METHOD, own, parts.get)
    return found


@pytest.mark.parametrize(
    ("done", "items", "step", "said"),
    [
        (
            Done(filled=["grade"], say="every line has a grade"), {"weaknesses": GRADED},
            {"of": "weaknesses"}, "1 line has no grade (W3)",
        ),
        (
            Done(filled=["grade"]), {"weaknesses": {f"W{n}": str(n) for n in range(1, 6)}},
            {"of": "weaknesses"}, "5 lines have no grade (W1, W2 and 3 more)",
        ),
        (
            Done(filled=["first", "by", "told"], say="dates are set"), {},
            {"record": "close"}, '"first" and "by" are empty',
        ),
        (Done(filled=["first", "told"]), {}, {"record": "close"}, '"first" is empty'),
        (
            Done(count=["weaknesses", "threats"], each=True, min=3, say="3 lines in each box"),
            {"weaknesses": GRADED, "threats": {"T1": "x"}},
            {"holds": ["weaknesses", "threats"]}, "3 lines in each box (now Threats 1)",
        ),
        (
            Done(count="threats", min=2, say="two reasons"), {"threats": {"T1": "x"}},
            {"of": "threats"}, "two reasons (now 1)",
        ),
        (Done(figure="smart.n", max=0, say="no !! is left"), {}, {}, "no !! is left (2 left)"),
        (Done(figure="open.n", max=0, say="each has a name"), {}, {}, "each has a name (1 left)"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_with_where(done: Done, items: Any, step: dict[str, Any], said: str) -> None:
    assert state(done, items, **step) == (said, False)


def test_what_is_met_is_said_by_its_criterion() -> None:
    done = Done(filled=["grade"], say="every line has a grade")
    graded = {ref: {"text": ref, "grade": "2"} for ref in GRADED}
    assert state(done, {"weaknesses": graded}, of="weaknesses") == ("every line has a grade", True)


def test_what_others_write_in_silence_counts_and_is_not_named() -> None:
    done = Done(filled=["grade"], say="every line has a grade")
    told, met = state(done, {"weaknesses": GRADED}, hidden="w3", of="weaknesses")
    assert (told, met) == ("every line has a grade", False)
