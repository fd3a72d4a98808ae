"""Boards, grids, plots, lists and asks as lines: never wider than the screen, always as many rows."""

from __future__ import annotations

from typing import Any

import msgspec
from build import build
from hostile import HOSTILE_STRINGS
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aligntui.analysis import readout
from aligntui.analysis.figure import (
    Bar,
    Bars,
    Figure,
    Grid,
    Groups,
    Items,
    Part,
    PerItem,
    Sentence,
    Value,
    number_text,
)
from aligntui.analysis.shapes import Label, Mark
from aligntui.methods.types import Answer
from aligntui.text.clean import clean, clean_line
from aligntui.tui.kinds import asked, figures, grid, panes, placed
from aligntui.tui.widgets.line import Line, length, plain

ANY = st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE_STRINGS))
WORDS = ANY.map(clean_line)
CELLS = st.integers(80, 200)
ROWS = st.integers(3, 40)


def narrow(rows: list[Line], cells: int) -> None:
    """No row is wider than the screen, and nothing in it is obeyed by a terminal."""
    for row in rows:
        assert length(row) <= cells, plain([row])
        assert all(text == clean(text) for text, _ in row)


CARD = st.builds(
    panes.Card,
    id=st.text("abc", min_size=1, max_size=6),
    code=st.sampled_from(["S1", "WO12", "A.e3", ""]),
    text=WORDS,
    tail=st.sampled_from(["", "3", "!! 4", "S1 S2 O3 O4 O5", "* * *"]),
    marked=st.booleans(),
    under=WORDS,
)
PANE = st.builds(
    panes.Pane,
    key=st.sampled_from(["S", "WO", ""]),
    title=WORDS,
    note=st.sampled_from(["", "inside"]),
    count=st.sampled_from(["", "3, max 6", "9, max 6 !"]),
    tail=st.sampled_from(["", "ev", "dots"]),
    cards=st.lists(CARD, max_size=12),
    example=WORDS,
    ask=WORDS,
    shout=st.booleans(),
    more=st.sampled_from(["", "3 more, hidden until Reveal"]),
)


@limits(max_examples=60, deadline=None)
@given(st.lists(PANE, max_size=6), st.integers(1, 4), CELLS, ROWS, st.booleans(), st.booleans(), st.data())
def test_panes_fill_exactly_their_rows(
    found: list[panes.Pane], across: int, cells: int, rows: int, tall: bool, focused: bool, data: Any
) -> None:
    board = panes.Panes(found, across=across, tall=tall)
    if found:
        board.pane = data.draw(st.integers(0, len(found) - 1))
        board.row = data.draw(st.integers(0, max(0, len(found[board.pane].cards) - 1)))
    drawn, cursor = panes.draw(board, cells, rows, focused=focused)
    assert len(drawn) == rows
    narrow(drawn, cells)
    if focused and board.card is not None and rows >= 6 * -(-len(found) // across):
        assert cursor is not None
        x, y = cursor
        assert 0 <= x < cells
        assert 0 <= y < rows
        assert any(role.endswith("@focus") for _, role in drawn[y])


def board_of(*sizes: int, across: int = 2) -> panes.Panes:
    return panes.Panes(
        [
            panes.Pane(key="SWOT"[p], title="", cards=[panes.Card(f"{p}{n}", "S1", "a") for n in range(size)])
            for p, size in enumerate(sizes)
        ],
        across=across,
    )  # fmt: skip


def test_arrows_go_into_the_neighbour_at_the_edge() -> None:
    board = board_of(2, 1, 3, 0)
    assert board.move("down")
    assert (board.pane, board.row) == (0, 1)
    assert board.move("down")
    assert (board.pane, board.row) == (2, 0)
    assert board.move("up")
    assert (board.pane, board.row) == (0, 1)
    assert board.move("right")
    assert (board.pane, board.row) == (1, 0)
    assert not board.move("right")
    assert board.move("down")
    assert (board.pane, board.card) == (3, None)
    assert board.move("left")
    assert board.move("end")
    assert (board.pane, board.row) == (2, 2)
    assert board.move("home")
    assert not board.move("home")
    board.next_pane(-1)
    assert board.pane == 1
    board.next_pane(3)
    assert board.pane == 0


KEYS = ["up", "down", "left", "right", "h", "j", "k", "l", "home", "end", "tab"]


@limits(max_examples=50, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=6), st.integers(1, 4),
    st.lists(st.sampled_from(KEYS), max_size=20),
)  # fmt: skip
def test_the_focus_is_always_on_something_that_exists(sizes: list[int], across: int, keys: list[str]) -> None:
    board = board_of(*sizes[:4], across=across)
    for key in keys:
        board.next_pane() if key == "tab" else board.move(key)
        assert 0 <= board.pane < len(board.panes)
        size = len(board.panes[board.pane].cards)
        assert board.row == 0 if not size else 0 <= board.row < size


def test_the_focus_is_found_again_by_id() -> None:
    board = board_of(2, 2)
    assert board.focus("11")
    assert (board.pane, board.row) == (1, 1)
    assert not board.focus("gone")
    assert panes.Panes([]).card is None
    assert not panes.Panes([]).move("down")
    assert panes.draw(panes.Panes([]), 80, 4, focused=True) == ([()] * 4, None)


HEAD = st.builds(
    grid.Head,
    id=st.uuids().map(str),
    code=st.sampled_from(["S1", "O12", "SG10", "AX1"]),
    text=WORDS,
    group=st.sampled_from(["a", "b"]),
)


@limits(max_examples=60, deadline=None)
@given(st.lists(HEAD, max_size=14), st.lists(HEAD, max_size=14), CELLS, ROWS, st.booleans(), st.data())
def test_grids_fit_and_scroll_to_the_focus(
    rows: list[grid.Head], cols: list[grid.Head], cells: int, height: int, margins: bool, data: Any
) -> None:
    cross = grid.Cross(rows, cols)
    if rows and cols:
        cross.row = data.draw(st.integers(0, len(rows) - 1))
        cross.col = data.draw(st.integers(0, len(cols) - 1))
        word = st.sampled_from(["+", "0", "+2", "-1", "x"])
        cross.cells = {(r.id, c.id): data.draw(word) for r in rows[:4] for c in cols[:4]}
    if margins:
        cross.right = [("sum", {r.id: "12" for r in rows}), ("class", {r.id: "robust, exit" for r in rows})]
        cross.below = [("sum", {c.id: "3" for c in cols})]
        cross.totals = {0: ("37", 0)}
    drawn, cursor = grid.draw(cross, cells, height)
    assert len(drawn) == height
    narrow(drawn, cells)
    if rows and cols and height > 3:
        assert cursor is not None
        x, y = cursor
        assert 0 <= y < height
        assert 0 <= x < cells


def test_arrows_stay_within_a_grid() -> None:
    heads = [grid.Head(c, c, c) for c in ("a", "b")]
    cross = grid.Cross(heads, heads)
    assert cross.go_to("b", "a")
    assert not cross.go_to("b", "gone")
    assert (cross.row, cross.col) == (1, 0)
    for key in ("up", "left", "left", "home"):
        cross.move(key)
    assert (cross.row, cross.col) == (0, 0)
    cross.move("end")
    cross.move("down")
    assert (cross.row, cross.col) == (1, 1)
    assert grid.Cross().at is None


ENTRY = st.builds(
    placed.Entry,
    st.builds(
        Mark,
        st.builds(Label, WORDS, st.sampled_from(["SO1", "D13"])),
        along=st.one_of(st.none(), st.integers(1, 5)),
        up=st.one_of(st.none(), st.integers(1, 5)),
        taken=st.booleans(),
    ),
)


@limits(max_examples=50, deadline=None)
@given(st.lists(ENTRY, max_size=30), CELLS, st.integers(1, 20), st.data())
def test_the_list_below_a_plot_pages_to_the_focus(
    entries: list[placed.Entry], cells: int, rows: int, data: Any
) -> None:
    at = data.draw(st.integers(0, max(0, len(entries) - 1)))
    per = placed.list_rows(rows, len(entries))
    drawn, cursor = placed.draw_list(entries, at, cells, rows, per)
    narrow(drawn, cells)
    if entries:
        assert len(drawn) == rows
        assert cursor is not None
        x, y = cursor
        assert any(role.endswith("@focus") for _, role in drawn[y])
        assert x in (0, cells // 2)


VALUE = st.one_of(st.none(), st.integers(0, 100))


@limits(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(WORDS, VALUE), min_size=1, max_size=30),
    st.sampled_from(["scale", "points", "dots", "rank", "choice"]),
    CELLS,
    st.integers(3, 20),
    st.data(),
)
def test_asks_scroll_to_the_focus(
    found: list[tuple[str, int | None]], kind: str, cells: int, height: int, data: Any
) -> None:
    rows = [
        asked.Asked("S1", words, "S", min(value, 20) if value is not None and kind == "dots" else value)
        for words, value in found
    ]
    answer = msgspec.convert({"type": kind, "from": 1, "to": 5, "choices": {"a": "yes", "b": "no"}}, Answer)
    at = data.draw(st.integers(0, len(rows) - 1))
    drawn, top, cursor = asked.draw(rows, answer, at, 0, cells, height, data.draw(WORDS))
    narrow(drawn, cells)
    assert len(drawn) <= height
    assert top <= at
    assert cursor is not None
    assert any(role.endswith("@focus") for _, role in drawn[cursor[1]])


SHARE = st.one_of(st.none(), st.floats(0, 9))
IDS = st.sampled_from(["s1", "s2", "test:1"])
PER_ITEM = st.dictionaries(IDS, st.one_of(st.none(), st.floats(-9, 9), WORDS), max_size=3)
BAR = st.builds(Bar, label=WORDS, number=SHARE, against=SHARE)
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(
        Value, number=st.one_of(st.none(), st.floats(-1e6, 1e6)), unit=st.sampled_from(["", "%", "days"])
    ),
    st.builds(Sentence, text=WORDS),
    st.builds(Items, ids=st.lists(st.sampled_from(["s1", "s2", "gone"]), max_size=4)),
    st.builds(PerItem, values=PER_ITEM),
    st.builds(Bars, bars=st.lists(BAR, max_size=4)),
    st.builds(Groups, groups=st.dictionaries(WORDS, st.lists(IDS, max_size=2), max_size=3)),
    st.builds(
        Grid, rows=st.just(["s1"]), cols=st.just(["s1"]), cells=st.dictionaries(st.just("s1>s1"), WORDS)
    ),
)


@limits(max_examples=70, deadline=None)
@given(PARTS, WORDS, CELLS)
def test_parts_of_figures_fit(part: Part, words: str, cells: int) -> None:
    view = build(collections={"strengths": "S"}, items={"strengths": {"S1": words, "S2": "Service"}})
    narrow(figures.part_lines(part, view, cells, {}), cells)


def test_numbers_and_codes_read_as_people_write() -> None:
    view = build(collections={"strengths": "S"}, items={"strengths": {"S1": "Sourdough"}})
    assert number_text(None, 2) == "-"
    assert number_text(85.7143, 1, "%") == "85.7%"
    assert number_text(23, 0, "days") == "23 days"
    assert readout.with_names("{s1} leads {odd}", view) == 'S1 "Sourdough" leads {odd}'
    assert readout.name_of("s1", view) == "S1 Sourdough"
    assert readout.name_of("s1>s1", view) == "S1 x S1"
    assert readout.name_of("together", view) == "together"


def test_nothing_is_asked_of_a_figure_that_cannot_be_said() -> None:
    class Figures:
        view = build()

        def definition(self, method: str, ref: str) -> None:
            return None

        def figure(self, method: str, ref: str) -> Figure | None:
            return None if ref == "gone" else Figure(parts={}, why_missing="Nobody has answered yet.")

        def part(self, method: str, ref: str) -> Part | None:
            return {
                "n": Value(number=3, decimals=0),
                "none": Value(number=None),
                "s": Sentence(text="so it is"),
            }.get(ref)

    view = build()
    said: Any = Figures()
    assert figures.figure_lines("gone", said, "m", view, 80) == []
    assert any(
        "Nobody has answered yet" in row for row in plain(figures.figure_lines("x", said, "m", view, 80))
    )
    assert readout.read_back("{n} of them, {s}.", said, "m", view) == "3 of them, so it is."
    assert readout.read_back("{n} and {none}", said, "m", view) == ""
    assert readout.read_back("", said, "m", view) == ""
