"""Charts: a shape in any room, with wide signs and long words, loses no label, cuts none without a count.

    ALIGNTUI_GOLDENS=write pytest tests/tui/test_charts_shapes.py

writes the pictures in tests/goldens/charts anew; look at the difference before you keep it.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import pytest
from chart_looks import LOOKS, Look, shown
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from msgspec.structs import replace
from shape_samples import SAMPLES

from aligntui.analysis.shapes import (
    BarChart,
    BarRow,
    Bet,
    BetMap,
    Cell,
    DotRow,
    DotStrip,
    HeatGrid,
    Label,
    Mark,
    Network,
    Profile,
    ProfileRow,
    QuadrantMap,
    Shape,
    Tree,
    Trend,
    Trends,
    Twig,
)
from aligntui.text.clean import width
from aligntui.tui.widgets.charts.quadrants import draw_map
from aligntui.tui.widgets.charts.table import CHARTS, draw
from aligntui.tui.widgets.charts.tree import draw_open
from aligntui.tui.widgets.line import ascii_only, length, plain

GOLDENS = Path(__file__).resolve().parent.parent / "goldens" / "charts"
WRITE = os.environ.get("ALIGNTUI_GOLDENS") == "write"
ROOMS = {"120x40": (118, 35), "80x24": (78, 19), "60x20": (58, 15)}
"""Window -> columns and rows that a report has in it."""
INPUTS = 1000 if os.environ.get("ALIGNTUI_LONG") else 30

WORD = st.one_of(
    st.text("abcdefghijklmnopqrstuvwxyzäß", min_size=1, max_size=12),
    st.text("面包俱乐部会员续订", min_size=1, max_size=20),
    st.text("Wm", min_size=30, max_size=70),
)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
NUMBER = st.one_of(st.none(), st.integers(-5, 120), st.floats(-9, 99, width=16))
TIMES = st.lists(st.sampled_from(["Jan", "2026-01-28", "一月", "the week before Easter"]), max_size=20)


@st.composite
def labels(draw_: st.DrawFn, least: int = 0, most: int = 9, ending: str = "q") -> tuple[Label, ...]:
    """Labels that end in a word of their own, by which one sees that they stand there to the end."""
    texts = draw_(st.lists(WORDS, min_size=least, max_size=most))
    prefix = draw_(st.sampled_from(["", "S", "WO", "部"]))
    return tuple(
        Label(f"{text} {ending}{n}", f"{prefix}{n}" if prefix else "", draw_(st.sampled_from(["", "green"])))
        for n, text in enumerate(texts, start=1)
    )


@st.composite
def bars(draw_: st.DrawFn) -> Shape:
    rows = tuple(
        BarRow(label, draw_(NUMBER), draw_(NUMBER), draw_(st.sampled_from(["", "late"])))
        for label in draw_(labels())
    )
    return BarChart(
        rows, draw_(st.sampled_from([-9, 0])), 99, names=draw_(st.sampled_from([("", ""), ("is", "要")]))
    )


@st.composite
def profiles(draw_: st.DrawFn) -> Shape:
    rows = tuple(
        ProfileRow(label, draw_(NUMBER), draw_(NUMBER), (draw_(WORDS), "")) for label in draw_(labels())
    )
    return Profile(rows, 0, 9)


@st.composite
def grids(draw_: st.DrawFn) -> Shape:
    rows, cols = draw_(labels(1)), draw_(labels(1, 14, "z"))
    half = draw_(st.booleans())
    cols = rows if half else cols
    text = st.one_of(st.integers(-2, 12).map(str), WORDS)
    cells = {
        (y, x): Cell(draw_(text), draw_(st.one_of(st.none(), st.floats(0, 1))))
        for y in range(len(rows))
        for x in range(y if half else len(cols))
        if draw_(st.booleans())
    }
    return HeatGrid(rows, cols, cells, half)


@st.composite
def networks(draw_: st.DrawFn) -> Shape:
    found = draw_(labels(1, 14))
    ends = st.integers(0, len(found) - 1)
    return Network(found, draw_(st.frozensets(st.tuples(ends, ends).filter(lambda tie: tie[0] != tie[1]))))


@st.composite
def strips(draw_: st.DrawFn) -> Shape:
    points = draw_(st.integers(1, 12))
    count = st.integers(0, 14)
    rows = tuple(
        DotRow(label, tuple(draw_(count) for _ in range(points)), draw_(st.one_of(st.just(""), WORDS)))
        for label in draw_(labels())
    )
    return DotStrip(rows, tuple(map(str, range(1, points + 1))), (draw_(WORDS), ""))


@st.composite
def maps(draw_: st.DrawFn) -> Shape:
    high = draw_(st.sampled_from([5, 10, 100, 60_000]))
    value = st.one_of(st.none(), st.integers(1, high), st.floats(1, high, width=32))
    marks = tuple(
        Mark(label, draw_(value), draw_(value), taken=draw_(st.booleans()))
        for label in draw_(labels(most=16))
    )
    cut = draw_(st.one_of(st.none(), st.tuples(st.integers(1, high), st.integers(1, high))))
    names = dict.fromkeys(("lo_hi", "hi_hi", "lo_lo", "hi_lo"), draw_(WORDS)) if cut else {}
    return QuadrantMap(marks, draw_(WORDS), draw_(WORDS), (1, high), (1, high), cut, names)


@st.composite
def trends(draw_: st.DrawFn) -> Shape:
    rows = []
    for label in draw_(labels(most=3)):
        times = tuple(draw_(TIMES))
        numbers = tuple(draw_(NUMBER) for _ in times)
        rows.append(Trend(label, times, numbers, draw_(NUMBER), draw_(NUMBER), draw_(WORDS), 0, "up"))
    return Trends(tuple(rows))


@st.composite
def bets(draw_: st.DrawFn) -> Shape:
    found = draw_(labels(1))
    ends = st.integers(0, len(found) - 1)
    return BetMap(found, tuple(draw_(st.lists(st.builds(Bet, ends, ends, WORDS), max_size=8))))


@st.composite
def trees(draw_: st.DrawFn) -> Shape:
    twigs: tuple[Twig, ...] = ()
    for label in draw_(labels()):
        # Deep or broad, by chance.
        twig = Twig(label, draw_(st.one_of(st.just(""), WORDS)), twigs)
        twigs = (twig,) if draw_(st.booleans()) else (*twigs, Twig(label))
    return Tree(twigs)


ANY = {
    "bars": bars(), "profile": profiles(), "grid": grids(), "network": networks(), "dots": strips(),
    "map": maps(), "trend": trends(), "bets": bets(), "tree": trees(),
}  # fmt: skip


def names_of(shape: Shape) -> list[Label]:
    """What must be found in the drawing."""

    def grown(twigs: tuple[Twig, ...]) -> list[Label]:
        return [label for twig in twigs for label in (twig.label, *grown(twig.twigs))]

    match shape:
        case HeatGrid():
            return [*shape.rows, *shape.cols]
        case QuadrantMap():
            return [mark.label for mark in shape.marks]
        case Network() | BetMap():
            return [*shape.labels]
        case Tree():
            return grown(shape.twigs)
        case _:
            return [row.label for row in shape.rows]


ROOM = st.one_of(
    st.sampled_from([*ROOMS.values()]), st.tuples(st.integers(24, 140), st.integers(1, 24))
)  # fmt: skip


@pytest.mark.parametrize("name", ANY)
def test_any_shape_is_drawn_whole_or_counted_in_every_room_and_look(name: str) -> None:
    @limits(max_examples=INPUTS, deadline=None)
    @given(ANY[name], ROOM, st.sampled_from(LOOKS))
    def any_shape(shape: Shape, room: tuple[int, int], look: Look) -> None:
        cells, rows = room
        whole, drawn = draw(shape, cells), draw(shape, cells, rows)
        assert [row for row in (*whole, *drawn) if length(row) > cells] == []
        text = "\n".join(plain(whole))
        assert lost(shape, text) == []
        assert ".." not in text
        low = plain(drawn)
        assert len(low) <= rows
        if len(whole) <= rows:
            assert drawn == whole
        elif drawn and not re.fullmatch(r" +\+ \d+ more", low[-1]):
            # Another way to draw it has room for all of it.
            assert lost(shape, "\n".join(low)) == []
        # Signs for signs of one width: neither colours nor ASCII take a row away or break one.
        assert shown(whole, look, cells) == [row.rstrip() for row in plain(whole)]
        signs = plain([ascii_only(row) for row in whole])
        assert [width(row) for row in signs] == [width(row) for row in plain(whole)]
        assert lost(shape, "\n".join(signs)) == []

    any_shape()


def lost(shape: Shape, text: str) -> list[Label]:
    """Labels that do not stand in a drawing."""
    return [label for label in names_of(shape) if not stands(label, text)]


def stands(label: Label, text: str) -> bool:
    """Whether a label is there to its last word, or in a grid of its own rows by its code."""
    return label.code in text and re.search(rf"{label.words.split()[-1]}(?!\d)", text) is not None


@limits(max_examples=INPUTS, deadline=None)
@given(maps(), st.integers(24, 120), st.integers(3, 20))
def test_a_map_beside_a_list_shows_or_counts_every_mark(shape: QuadrantMap, cells: int, rows: int) -> None:
    drawn = draw_map(shape, cells, rows)
    assert len(drawn) == rows
    assert all(length(row) <= cells for row in drawn)


@limits(max_examples=INPUTS, deadline=None)
@given(trees(), st.integers(40, 140), st.data())
def test_a_tree_that_is_walked_has_a_spot_for_every_line(
    shape: Tree, cells: int, data: st.DataObject
) -> None:
    cell = st.sampled_from(["", "14%", "300 members", "面包俱乐部会员续订 and more of it"])

    def dressed(twig: Twig) -> Twig:
        texts = (data.draw(cell), data.draw(cell))
        key = twig.label.whole
        return replace(twig, key=key, cells=texts, twigs=tuple(map(dressed, twig.twigs)))

    tree = Tree(tuple(map(dressed, shape.twigs)), ("from", "to"))
    every = [label.whole for label in names_of(tree)]
    focus = data.draw(st.integers(-1, len(every)))
    rows, spots = draw_open(tree, cells, focus, ())
    assert all(length(row) <= cells for row in rows)
    assert [spot.id for spot in spots] == every
    text = "\n".join(plain(rows))
    assert lost(tree, text) == []
    assert (text.count(">") == 1) == (0 <= focus < len(every))
    if every:
        _, fewer = draw_open(tree, cells, -1, [tree.twigs[0].key])
        assert len(spots) - len(fewer) == len(names_of(Tree(tree.twigs[0].twigs)))


def test_a_crowded_box_says_how_many_more() -> None:
    marks = tuple(Mark(Label("", f"WO{n}"), 2, 4) for n in range(1, 7))
    shape = QuadrantMap(marks, "effort", "impact", (1, 5), (1, 5), (3, 4))
    row = next(r for r in plain(draw_map(shape, 80, 10)) if r.strip().startswith("4"))
    more = re.search(r"\+(\d+)", row)
    assert more is not None
    assert int(more[1]) + row.count("WO") == 6


@pytest.mark.parametrize("name", SAMPLES)
def test_the_signs_of_a_chart_have_others_in_ascii(name: str) -> None:
    words = re.sub(r"[\x20-\x7e]", "", str(SAMPLES[name]))
    for row in draw(SAMPLES[name], 78):
        drawn = plain([ascii_only(row)])[0]
        assert [sign for sign in drawn if not sign.isascii() and sign not in words] == []
        assert width(drawn) == width(plain([row])[0])


def test_every_shape_has_a_chart_and_a_sample() -> None:
    assert {type(shape) for shape in SAMPLES.values()} == set(CHARTS)


@pytest.mark.parametrize("look", ["unicode", "ascii"])
@pytest.mark.parametrize("room", ROOMS)
def test_the_charts_are_those_we_know(room: str, look: str) -> None:
    cells, rows = ROOMS[room]
    now: list[str] = []
    for name, shape in SAMPLES.items():
        drawn = draw(shape, cells, rows)
        now += [f"== {name}", *plain(drawn if look == "unicode" else [ascii_only(row) for row in drawn])]
    path = GOLDENS / f"{room}-{look}.txt"
    if WRITE:
        path.write_text("\n".join(now) + "\n", encoding="utf-8")
    known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    assert now == known, "\n" + "\n".join(difflib.unified_diff(known, now, "known", "now", lineterm=""))
