"""Choosing: classes by impact and effort, few things live."""

from __future__ import annotations

from typing import Any

import pytest
from build import build, codes
from hypothesis import given, settings
from millrace_case import CARDS, COLLECTIONS, case
from odd import odd_fields

from aligntui.analysis.choice import live_limit, quadrant
from aligntui.analysis.figure import Figure

PLOT = {"of": "strategies", "x": "effort", "y": "impact", "cut": [3, 4]}
LIVE = {"of": "strategies", "mark": "live", "max": 5}


def plot(rows: dict[str, Any], **more: Any) -> Figure:
    return quadrant(build(collections=COLLECTIONS, items={"strategies": rows}), {**PLOT, **more})


def test_classes_of_the_bakery() -> None:
    figure = quadrant(case(), PLOT)
    assert figure.parts["classes"].values == {code.lower(): name for code, _, _, _, _, name in CARDS}
    assert figure.parts["groups"].groups == {
        "quick win": ["wo1", "so2", "st1", "wt1"],
        "big bet": ["so1", "wo2", "wt3", "so3"],
        "fill-in": ["wo3", "st2"],
        "later, or never": ["wt2", "st3"],
    }
    assert figure.parts["order"].ids[:4] == ["wo1", "so2", "st1", "wt1"]
    assert figure.parts["ratio"].values["wo1"] == 2.5
    assert figure.n == 12


def test_the_map_has_every_item_and_the_classes_it_stands_in() -> None:
    figure = plot(
        {"SO1": {"text": "a", "effort": 2, "impact": 5}, "SO2": {"text": "b", "effort": 4}}, cut=[3, 4]
    )
    places = figure.parts["map"]
    assert places.values == {"so1": (2, 5), "so2": (None, None)}
    assert (places.along, places.up, places.cut) == ("effort", "impact", (3, 4))
    assert places.along_range == places.up_range == (1, 5)
    assert places.names["lo_hi"] == figure.parts["classes"].values["so1"]


@pytest.mark.parametrize(
    ("effort", "impact", "name"),
    [
        (2, 4, "quick win"),
        (3, 4, "big bet"),
        (2, 3, "fill-in"),
        (3, 3, "later, or never"),
        (1, 5, "quick win"),
    ],
)
def test_the_cut_is_the_first_high_value(effort: int, impact: int, name: str) -> None:
    figure = plot({"SO1": {"text": "a", "effort": effort, "impact": impact}})
    assert figure.parts["classes"].values == {"so1": name}


def test_the_ratio_only_breaks_ties() -> None:
    figure = plot(
        {
            "SO1": {"text": "a", "effort": 2, "impact": 4},
            "SO2": {"text": "b", "effort": 1, "impact": 4},
            "SO3": {"text": "c", "effort": 2, "impact": 5},
        }
    )
    assert figure.parts["order"].ids == ["so3", "so2", "so1"]


def test_half_rated_items_wait() -> None:
    figure = plot({"SO1": {"text": "a", "effort": 2}, "SO2": {"text": "b", "effort": 0, "impact": "4.5"}})
    assert figure.parts["classes"].values == {"so2": "quick win"}
    assert figure.parts["open"].ids == ["so1"]
    assert plot({"SO1": "a"}).why_missing


def test_own_names_and_cuts() -> None:
    names = {"hi_hi": "manage closely", "lo_hi": "keep satisfied"}
    figure = plot({"SO1": {"text": "a", "effort": 4, "impact": 4}}, names=names, cut=[4, 4])
    assert figure.parts["classes"].values == {"so1": "manage closely"}
    assert list(figure.parts["groups"].groups) == [
        "keep satisfied",
        "manage closely",
        "fill-in",
        "later, or never",
    ]


def live(n: int) -> Figure:
    rows = {f"SO{i}": {"text": "a", "live": "yes" if i <= n else "no"} for i in range(1, 8)}
    return live_limit(build(collections=COLLECTIONS, items={"strategies": rows}), LIVE)


@pytest.mark.parametrize(("n", "wanted"), [(0, ["CH2"]), (1, []), (5, []), (6, ["CH1"])])
def test_five_live_at_most(n: int, wanted: list[str]) -> None:
    figure = live(n)
    assert codes(figure.findings) == wanted
    assert figure.parts["n"].number == n
    assert figure.parts["left"].number == 5 - n


def test_one_too_many_is_named() -> None:
    found = live(6).findings[0]
    assert found.message == "6 are taken on; 5 is what a small firm can carry."
    assert (found.severity, found.others) == ("warning", ("so6",))


def test_the_bakery_carries_five() -> None:
    figure = live_limit(case(), LIVE)
    assert figure.findings == []
    assert figure.parts["taken"].ids == ["so1", "wo1", "wo2", "st1", "wt1"]
    assert live_limit(build(collections=COLLECTIONS), LIVE).findings == []


@settings(max_examples=40, deadline=None)
@given(odd_fields(["text", "effort", "impact", "live", "status"]))
def test_odd_ratings_never_raise(entries: list[dict[str, Any]]) -> None:
    rows = {f"SO{n}": entry for n, entry in enumerate(entries, 1)}
    plot(rows, cut=["x"], names={"lo_hi": ""})
    live_limit(build(collections=COLLECTIONS, items={"strategies": rows}), LIVE)
