"""Bars, and bars against bars."""

from __future__ import annotations

from aligntui.analysis.figure import number_text
from aligntui.analysis.shapes import BarChart, BarRow, Label
from aligntui.text.clean import width
from aligntui.tui.widgets.charts.rows import INDENT, LEAST, abreast, in_words, room_for, within
from aligntui.tui.widgets.line import Line, Span, length, line

BAR, WIDER, NARROW = 24, 40, 10
"""Cells of a full bar; in a window of a hundred columns and more; at least."""
WIDE = 100
FULL, HALF, BEFORE, OTHER, EMPTY, ZERO = "█", "▌", "▐", "▒", "·", "│"


def draw(chart: BarChart, cells: int, rows: int | None = None) -> list[Line]:
    """The bars, each with its number; what one is held against is a bar below it, or a mark on it."""
    head = _legend(chart, cells)
    for paired in (True, False):
        size = max([width(text) for row in chart.rows for text in _values(row, chart, paired)], default=0)
        bar = WIDER if cells >= WIDE else BAR
        bar = max(NARROW, min(bar, cells - INDENT - size - 2 - LEAST * 2))
        room = room_for((row.label for row in chart.rows), cells - INDENT - bar - size - 2)
        if INDENT + room + bar + size + 2 > cells:
            return in_words(chart, cells, rows)
        blocks = [abreast(row.label, room, _tails(row, chart, bar, paired)) for row in chart.rows]
        if rows is None or len(head) + sum(map(len, blocks)) <= rows:
            break
    return within(blocks, rows, head)


def _values(row: BarRow, chart: BarChart, paired: bool) -> list[str]:
    """What stands behind each bar of a row."""
    texts = [number_text(row.number, chart.decimals, chart.unit)]
    if row.against is not None:
        texts.append(number_text(row.against, chart.decimals, chart.unit))
    if not paired:
        texts = [" / ".join(texts)]
    return [f"{texts[0]}  {row.note}" if row.note else texts[0], *texts[1:]]


def _legend(chart: BarChart, cells: int) -> list[Line]:
    """What is held against what, where somebody says so."""
    if not any(chart.names) or all(row.against is None for row in chart.rows):
        return []
    names = zip((FULL, OTHER), (chart.names[0] or "is", chart.names[1] or "against"), strict=True)
    entries = [(sign * 2, f" {words}") for sign, words in names]
    spans = line(" " * INDENT, *((f"{sign}{words}   ", "muted") for sign, words in entries))
    if length(spans) <= cells:
        return [spans]
    room = max(2, cells - INDENT - 3)
    return [row for sign, words in entries for row in abreast(Label(words.strip(), sign, "muted"), room, [])]


def _tails(row: BarRow, chart: BarChart, bar: int, paired: bool) -> list[Line]:
    value, *more = _values(row, chart, paired)
    spans = _bar(row.number, chart, bar)
    if row.against is None:
        return [line(" ", *spans, (f" {value}", "muted"))]
    if not paired:
        spans = _marked(spans, min(bar - 1, place(row.against, chart.low, chart.high, bar)))
        return [line(" ", *spans, (f" {value}", "muted"))]
    below = _bar(row.against, chart, bar, OTHER, "muted")
    return [line(" ", *spans, (f" {value}", "muted")), line(" ", *below, (f" {more[0]}", "muted"))]


def place(number: float, low: float, high: float, cells: int) -> int:
    """Where a number stands on so many cells, cut to the ends."""
    span = (high - low) or 1
    return round(max(0.0, min(1.0, (number - low) / span)) * cells)


def _bar(
    number: float | None, chart: BarChart, bar: int, sign: str = FULL, role: str = "accent"
) -> list[Span]:
    """A bar from zero, or from the low end where zero is not on the scale, in half cells."""
    if number is None:
        return [(EMPTY * bar, "rule")]
    zero = place(0, chart.low, chart.high, bar) * 2
    end = place(number, chart.low, chart.high, bar * 2)
    if end == zero and number > chart.low and number != 0:
        # What is little is not nothing.
        end += 1 if number > 0 and zero < bar * 2 else -1 if zero else 0
    first, last = sorted((zero, end))
    signs = [EMPTY] * bar
    for cell in range(bar):
        left, right = first <= 2 * cell < last, first <= 2 * cell + 1 < last
        if left and right:
            signs[cell] = sign
        elif left:
            signs[cell] = HALF if sign == FULL else sign
        elif right:
            signs[cell] = BEFORE if sign == FULL else sign
    if 0 < zero // 2 < bar and signs[zero // 2] == EMPTY:
        signs[zero // 2] = ZERO
    spans: list[Span] = []
    for one in signs:
        kind = "rule" if one in (EMPTY, ZERO) else role
        if spans and spans[-1][1] == kind:
            spans[-1] = (spans[-1][0] + one, kind)
        else:
            spans.append((one, kind))
    return spans


def _marked(spans: list[Span], at: int) -> list[Span]:
    """The bar with a mark in one of its cells."""
    signs = [(sign, role) for text, role in spans for sign in text]
    signs[at] = (ZERO, "text+bold")
    return signs
