"""Profile: criteria below each other, each a bar between the words at its two ends."""

from __future__ import annotations

from aligntui.analysis import shape_words
from aligntui.analysis.shape_words import compared, ends_of
from aligntui.analysis.shapes import Profile, ProfileRow
from aligntui.text.clean import widest, width
from aligntui.tui.widgets.charts.bars import place
from aligntui.tui.widgets.charts.rows import INDENT, LEAST, abreast, room_for, spelled, within
from aligntui.tui.widgets.line import Line, Span, line, paragraph, wrap

BAR, WIDER = 20, 36
"""Cells of a full bar; in a window of a hundred columns and more."""
FULL, EMPTY, AIM = "█", "·", "│"


def draw(profile: Profile, cells: int, rows: int | None = None) -> list[Line]:
    """The bars, each with what it rests on below it where there are rows for that."""
    drawn = blocks(profile, cells)
    if rows is not None and sum(map(len, drawn)) > rows:
        drawn = blocks(profile, cells, proven=False)
    return within(drawn, rows)


def blocks(profile: Profile, cells: int, *, proven: bool = True) -> list[list[Line]]:
    """The rows of each bar, where wanted with what it rests on below it; words in a narrow room."""
    values = [compared(row.number, row.against, "", profile) for row in profile.rows]
    size = widest(values)
    bar = WIDER if cells >= 100 else BAR
    taken = INDENT + bar + size + 3
    if cells - taken < LEAST:
        return spelled(shape_words.in_words(profile), cells)
    room = room_for((row.label for row in profile.rows), cells - taken)
    out = []
    for row, value in zip(profile.rows, values, strict=True):
        tail = line(" ", *_bar(row, profile, bar), (f" {value}", "muted"))
        block = abreast(row.label, room, [tail, *_ends(row, profile, bar, cells - INDENT - room)])
        if proven:
            block += paragraph(row.proof, cells - INDENT - 3, role="muted", lead=" " * (INDENT + 2))
        out.append(block)
    return out


def _bar(row: ProfileRow, profile: Profile, bar: int) -> list[Span]:
    signs = [(EMPTY, "rule")] * bar
    if row.number is not None:
        end = place(row.number, profile.low, profile.high, bar)
        signs[:end] = [(FULL, "accent")] * end
    if row.against is not None:
        signs[min(bar - 1, place(row.against, profile.low, profile.high, bar))] = (AIM, "text+bold")
    return signs


def _ends(row: ProfileRow, profile: Profile, bar: int, cells: int) -> list[Line]:
    """The words at the ends with their numbers, below the bar: beside each other where they fit."""
    if not any(row.ends):
        return []
    low, high = ends_of(row, profile)
    space = bar + 1
    if width(low) + width(high) + 2 <= space:
        return [line(" ", (low + " " * (space - 1 - width(low) - width(high)) + high, "muted"))]
    words = " / ".join(filter(None, (low, high)))
    return [line(" ", (text, "muted")) for text in wrap(words, max(LEAST, cells - 2))]
