"""A strip of dots: how answers are spread over the points of a scale."""

from __future__ import annotations

from aligntui.analysis.shapes import DotRow, DotStrip
from aligntui.text.clean import widest, width
from aligntui.tui.widgets.charts.rows import INDENT, LEAST, abreast, in_words, room_for, within
from aligntui.tui.widgets.line import Line, line, padded, wrap

DOT, NONE = "●", "·"
MOST = 5
"""Dots beside each other, at most; more are a dot and their number."""


def draw(strip: DotStrip, cells: int, rows: int | None = None) -> list[Line]:
    """A row of dots for each subject: `1 . o oo oo 5`."""
    signs = {row: [_dots(n) for n in row.counts] for row in strip.rows}
    texts = [text for row in signs.values() for text in row]
    column = max(2, widest((*strip.points, *texts))) + 1
    note = max((width(row.note) for row in strip.rows), default=0)
    # Notes that would take the words their room stand below them.
    beside = note <= cells // 5
    taken = INDENT + column * len(strip.points) + 2 + (note + 1 if beside and note else 0)
    if cells - taken < LEAST or not strip.points:
        return in_words(strip, cells, rows)
    room = room_for((row.label for row in strip.rows), cells - taken)
    lead = INDENT + room + 1
    head = [line(" " * lead, *((padded(point, column), "muted") for point in strip.points))]
    blocks = [_row(row, signs[row], room, column, beside, cells) for row in strip.rows]
    return within(blocks, rows, [*_ends(strip, lead, column, cells), *head])


def _dots(count: int) -> str:
    return DOT * count if 0 < count <= MOST else f"{DOT}{count}" if count else NONE


def _row(row: DotRow, signs: list[str], room: int, column: int, beside: bool, cells: int) -> list[Line]:
    spans = [(padded(text, column), "rule" if text == NONE else "accent+bold") for text in signs]
    tail = line(" ", *spans, (row.note if beside else "", "muted"))
    below = [] if beside else wrap(row.note, cells - INDENT - 3)
    return [
        *abreast(row.label, room, [tail]),
        *(line((" " * (INDENT + 2) + text, "muted")) for text in below),
    ]


def _ends(strip: DotStrip, lead: int, column: int, cells: int) -> list[Line]:
    """What the ends of the scale mean, above it where it fits, else in a row of their own."""
    low, high = strip.ends
    if not low and not high:
        return []
    space = column * len(strip.points)
    if width(low) + width(high) + 2 <= space:
        return [line(" " * lead, (padded(low, space - width(high) - 1) + high, "muted"))]
    first, last = strip.points[0], strip.points[-1]
    words = ", ".join(f"{point} {text}" for point, text in ((first, low), (last, high)) if text)
    return [line((" " * INDENT + row, "muted")) for row in wrap(words, cells - INDENT - 1)]
