"""Which shape a part of a figure has, and the same shape in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from build import build

from aligntui.analysis import shaping
from aligntui.analysis.figure import (
    Bar,
    Bars,
    Course,
    Courses,
    Grid,
    Groups,
    Items,
    Part,
    PerItem,
    PerLink,
    Places,
    Sentence,
    Value,
)
from aligntui.analysis.shape_words import in_words
from aligntui.analysis.shapes import HeatGrid, Shape
from aligntui.methods.check_figures import SHAPES

VIEW = build(
    collections={"strengths": "S"},
    items={"strengths": {"S1": "Sourdough", "S2": "Service", "S3": "A bakehouse of our own"}},
)
RANGE = (1.0, 5.0)

SPREAD = Grid(["s1"], ["1", "2", "3"], {"s1>1": "2", "s1>3": "1"})
PAIRS = PerLink({"s1>s2": 2.0, "s3>s2": None})
PLACES = Places(
    {"s1": (4.0, 5.0), "s2": (1, 2), "s3": (None, 4)}, "effort", "impact", RANGE, RANGE, (3, 4),
    {"lo_hi": "quick win", "hi_hi": "big bet", "lo_lo": "fill-in", "hi_lo": "later"},
)  # fmt: skip
COURSE = Courses([Course("s1", ["Jan", "Feb", "Mar"], [22, None, 61], 300, 20, "members", 0, "up")])


@pytest.mark.parametrize(
    ("part", "wanted", "shape"),
    [
        (Bars([Bar("s1", 1)], 5), "", "BarChart"),
        (Bars([Bar("s1", 1)], 5), "profile", "Profile"),
        (Bars([Bar("s1", 1)], 5), "words", None),
        # Bars are on no map: what does not fit is passed over.
        (Bars([Bar("s1", 1)], 5), "map", "BarChart"),
        (SPREAD, "", "HeatGrid"),
        (SPREAD, "dots", "DotStrip"),
        (Grid(["s1"], ["1"], {}, "dots"), "", "DotStrip"),
        # The method has the last word.
        (Grid(["s1"], ["1"], {}, "dots"), "heat", "HeatGrid"),
        (Grid(["s1", "s2"], ["s1", "s2"], {"s1>s2": "x"}), "network", "Network"),
        (PAIRS, "", None),
        (PAIRS, "bets", "BetMap"),
        (PerLink({"s1>s2": 2}, shape="half"), "", "HeatGrid"),
        (PerItem({"s1": 2.5}), "", None),
        (PerItem({"s1": 2.5}), "bars", "BarChart"),
        (PerItem({"s1": "yes"}), "bars", None),
        (PLACES, "", "QuadrantMap"),
        (COURSE, "", "Trends"),
        (Groups({"s1": ["s2"]}), "", None),
        (Groups({"s1": ["s2"]}), "tree", "Tree"),
        (Items(["s1"]), "bars", None),
        (Value(1), "bars", None),
        (Sentence("so"), "", None),
    ],
)
def test_a_part_has_the_shape_that_the_method_gives_it_where_it_fits(
    part: Part, wanted: str, shape: str | None
) -> None:
    drawn = shaping.shape_of(part, VIEW, wanted)
    assert (type(drawn).__name__ if drawn is not None else None) == shape


def test_every_shape_that_a_method_may_give_fits_some_part() -> None:
    possible = {name for kind in get_args(Part) for name in shaping.fitting(kind)}
    assert possible == set(SHAPES)


def test_cells_are_shaded_only_where_all_are_numbers() -> None:
    def levels(cells: dict[str, str]) -> list[float | None]:
        grid = shaping.shape_of(Grid(["s1"], ["a", "b", "c"], cells), VIEW)
        assert isinstance(grid, HeatGrid)
        return [cell.level for cell in grid.cells.values()]

    assert levels({"s1>a": "0", "s1>b": "1", "s1>c": "4"}) == [0, 0.25, 1]
    assert levels({"s1>a": "-2", "s1>b": "2"}) == [0, 1]
    assert levels({"s1>a": "0", "s1>b": ""}) == [0, None]
    assert levels({"s1>a": "4", "s1>b": "high"}) == [None, None]


def test_a_half_grid_has_each_pair_once_whichever_way_it_was_answered() -> None:
    grid = shaping.shape_of(PerLink({"s1>s3": 2.0, "s2>s1": 1.0}, 0), VIEW, "half")
    assert isinstance(grid, HeatGrid)
    assert grid.half
    assert [label.code for label in grid.rows] == ["S1", "S2", "S3"]
    assert {place: cell.text for place, cell in grid.cells.items()} == {(1, 0): "1", (2, 0): "2"}


def worded(part: Part, wanted: str = "") -> list[tuple[str, str]]:
    shape = shaping.shape_of(part, VIEW, wanted)
    assert shape is not None
    return in_words(shape)


def test_shapes_in_words_leave_nothing_out() -> None:
    assert worded(Bars([Bar("s1", 39, 66), Bar("alone", None)], 100)) == [
        ("S1 Sourdough", "39 / 66"),
        ("alone", "-"),
    ]
    assert worded(Bars([Bar("s1", 39, 66)], 100, unit="%", names=("done", "time gone"))) == [
        ("S1 Sourdough", "39% done, 66% time gone")
    ]
    assert worded(SPREAD, "dots") == [("S1 Sourdough", "2 x 1, 1 x 3; median 1")]
    assert worded(PLACES) == [
        ("S1 Sourdough", "big bet, impact 5, effort 4"),
        ("S2 Service", "fill-in, impact 2, effort 1"),
        ("S3 A bakehouse of our own", "impact 4, effort -"),
    ]
    assert worded(COURSE) == [("S1 Sourdough", "Jan 22, Mar 61; start 20 members; target 300 members; up")]
    assert worded(PerLink({"s1>s2": "2 months", "s3>s2": None}), "bets") == [
        ("S1 Sourdough", "leads to S2 Service (2 months)"),
        ("S3 A bakehouse of our own", "leads to S2 Service"),
        ("S2 Service", "leads no further"),
    ]
    assert worded(PerLink({"s1>s2": 1.0}), "network") == [
        ("S1 Sourdough", "goes to S2; 0 come"),
        ("S2 Service", "goes to nobody; 1 comes"),
    ]
    assert worded(Groups({"s1": ["s2"]}), "tree") == [("S1 Sourdough", ""), ("S2 Service", "under S1")]
    assert worded(PerLink({"s1>s2": 2.0}, 0), "half") == [("S2 Service", "S1 Sourdough 2")]


MANY: list[Callable[[list[str]], Part]] = [
    lambda ids: Bars([Bar(i, 1, 2) for i in ids], 3),
    lambda ids: Grid(ids, ids, {f"{a}>{b}": "1" for a in ids for b in ids}),
    lambda ids: Places(dict.fromkeys(ids, (1.0, 2.0)), "a", "u", RANGE, RANGE),
    lambda ids: Courses([Course(i, ["now"], [1.0]) for i in ids]),
]


@pytest.mark.parametrize("make", MANY)
def test_the_words_of_a_shape_name_every_item(make: Callable[[list[str]], Part]) -> None:
    ids = ["s1", "s2", "s3"]
    shape: Shape | None = shaping.shape_of(make(ids), VIEW)
    assert shape is not None
    assert [name.partition(" ")[0] for name, _ in in_words(shape)] == ["S1", "S2", "S3"]
