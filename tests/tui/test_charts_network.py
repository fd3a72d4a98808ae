"""A small network: lines in a wide room lead where its ties do, and say so in ASCII too."""

from __future__ import annotations

import os
import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from shape_samples import SAMPLES

from aligntui.analysis.shapes import Label, Network
from aligntui.text.clean import width
from aligntui.tui.widgets.charts.network import LEGEND, SMALL, placed
from aligntui.tui.widgets.charts.table import draw
from aligntui.tui.widgets.line import ascii_only, plain

INPUTS = 1000 if os.environ.get("ALIGNTUI_LONG") else 30


@st.composite
def circles(draw_: st.DrawFn) -> Network:
    """People few enough for lines, with words that leave room for them."""
    count = draw_(st.integers(2, 12))
    text = st.one_of(
        st.text("abcdefg", min_size=1, max_size=12), st.text("面包俱乐部", min_size=1, max_size=8)
    )
    code = draw_(st.sampled_from(["", "P"]))
    found = tuple(Label(draw_(text), f"{code}{n}" if code else "") for n in range(count))
    ends = st.integers(0, count - 1)
    ties = st.frozensets(st.tuples(ends, ends).filter(lambda tie: tie[0] != tie[1]), min_size=1, max_size=16)
    return Network(found, draw_(ties))


def ties_seen(network: Network, drawn: list[str], cells: int) -> set[tuple[int, int]]:
    """The ties that lead from node to node along the lines of a drawing."""
    order = placed(network)
    tops = [n for n, row in enumerate(drawn) if re.search(r"  goes to ", row)]
    ends = dict(zip(tops, order, strict=True))
    found: set[tuple[int, int]] = set()
    wide = [list(chain.from_iterable([sign, *[""] * (width(sign) - 1)] for sign in row)) for row in drawn]
    for x in range(cells):
        start, mark = -1, ""
        for y, row in enumerate(wide):
            sign = row[x] if x < len(row) else " "
            if sign in ("┐", "┬") and y in ends:
                start, mark = ends[y], ""
            elif sign in ("▼", "▲", "↕") and start >= 0:
                mark += sign
            elif sign in ("┘", "┴") and start >= 0:
                end = ends[y]
                found |= {
                    tie
                    for tie, signs in (((start, end), "▼↕"), ((end, start), "▲↕"))
                    if mark and mark in signs
                }
                start = -1
    return found


@limits(max_examples=INPUTS, deadline=None)
@given(circles(), st.integers(100, 140))
def test_a_small_network_in_a_wide_room_is_lines_that_lead_where_its_ties_do(
    network: Network, cells: int
) -> None:
    drawn = plain(draw(network, cells))
    if LEGEND not in drawn[-1]:
        # Lines that left the words no room: the grid holds it all.
        assert "goes to" in drawn[0]
        return
    assert ties_seen(network, drawn, cells) == network.ties


@pytest.mark.parametrize(
    ("cells", "lines"), [(118, True), (100, True), (99, False), (78, False), (58, False)]
)
def test_a_network_is_lines_at_a_hundred_and_twenty_columns_and_a_grid_at_eighty(
    cells: int, lines: bool
) -> None:
    assert (LEGEND in plain(draw(SAMPLES["network"], cells))[-1]) == lines


def test_a_network_too_large_to_follow_or_too_high_is_a_grid() -> None:
    many = tuple(Label(f"person {n}") for n in range(SMALL + 1))
    ring = frozenset((n, n + 1) for n in range(SMALL))
    assert LEGEND not in plain(draw(Network(many, ring), 118))[-1]
    few = Network(many[:5], frozenset((n, n + 1) for n in range(4)))
    assert LEGEND in plain(draw(few, 118, 12))[-1]
    assert LEGEND not in "".join(plain(draw(few, 118, 6)))


def test_a_line_that_crosses_another_does_not_meet_it_in_ascii_either() -> None:
    network = Network(tuple(Label(f"p{n}") for n in range(4)), frozenset({(0, 2), (1, 3), (0, 3), (1, 2)}))
    drawn = plain(draw(network, 118))
    for row, known in zip(plain([ascii_only(row) for row in draw(network, 118)]), drawn, strict=True):
        assert row.isascii()
        assert [sign for sign, other in zip(row, known, strict=True) if other in "┐┬┘┴" and sign != "+"] == []
        assert [sign for sign, other in zip(row, known, strict=True) if other == "│" and sign != "|"] == []
