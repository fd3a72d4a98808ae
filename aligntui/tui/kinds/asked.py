"""Drawing of an ask: subjects, own answers, what the numbers mean. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from msgspec import Struct

from aligntui.methods.types import Answer
from aligntui.text.clean import width
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    Span,
    broken,
    cut,
    hung,
    in_focus,
    length,
    line,
    padded,
    wrap,
)
from aligntui.tui.widgets.sharing import listed, sides

MOST_ABOVE = 4
"""Rows of what the answers are about, at most while they are short of rows."""

LEAST = 8
"""Rows that are left for the answers all the same."""


class Asked(Struct, frozen=True):
    """One subject as shown."""

    code: str
    words: str
    role: str
    value: Any
    first: str = ""
    """The answer of a first pass, which stands beside it."""
    group: str = ""
    """What the group said, in place of an own answer."""
    ends: tuple[int, int] = (1, 5)
    """Lowest and highest point of the scale."""
    scale: str = ""
    """Which of several scales it is; "" of one alone."""
    beside: bool = False
    """Whether it is another scale of the item above."""


def draw(
    rows: list[Asked],
    answer: Answer,
    at: int,
    top: int,
    cells: int,
    height: int,
    about: str = "",
    heading: str = "",
) -> tuple[list[Line], int, tuple[int, int] | None]:
    """The subjects as lines, the first one shown, and the cell of the focus; `about` stands above them.

    `heading` names what stands at their right edge.

    With room for it a blank row stands between them. What is left out is counted below.
    """
    drawn = [_Row(row, tail, cells) for row, tail in zip(rows, _tails(rows, answer), strict=True)]
    for upper, lower in pairwise(drawn):
        if lower.row.beside:
            # Words that go on stand beside the other scales.
            upper.words, lower.words = upper.words[:1], upper.words[1:] or [""]
    wants = [len(row.words) for row in drawn]
    out, most = [line((heading.rjust(cells - 1), "muted")) if heading else BLANK], height - 1 - len(rows)
    above = wrap(about, cells - 4, max(MOST_ABOVE, most - sum(wants))) if about else []
    if height - len(above) > LEAST:
        out += [line(("  ", "text"), (words, "text+bold")) for words in above]
        out += [BLANK] if above else []
    room = max(1, height - len(out))
    gap = sum(wants) + sum(not row.beside for row in rows) <= room
    top, heights = listed(wants, room, at, top)
    cursor = None
    for number, size in enumerate(heights, start=top):
        if number == at:
            cursor = (0, len(out))
        out += drawn[number].draw(size, here=number == at, first=number == top)
        if gap and not (number + 1 < len(rows) and rows[number + 1].beside):
            out.append(BLANK)
    if left_out := len(rows) - len(heights):
        out.append(line((f"       {sides(left_out, top)}", "muted")))
    return out[:height], top, cursor


class _Row:
    """A subject with its words broken into the width there is beside the answer."""

    def __init__(self, row: Asked, tail: list[Span], cells: int) -> None:
        self.row, self.tail, self.cells = row, tail, cells
        self.code = f"{row.code:<5} " if row.code else " "
        self.room = max(10, cells - length(tuple(self.tail)) - 3 - len(self.code))
        self.words = broken("" if row.beside else row.words, self.room)

    def draw(self, rows: int, *, here: bool, first: bool) -> list[Line]:
        """In so many rows, the answer in the first; words said above stand again in the first row shown."""
        is_more = self.row.beside and not first
        code = " " * width(self.code) if is_more else self.code
        head = line((">" if here else " ", "accent+bold"), (code, self.row.role))
        words = broken(self.row.words, self.room) if self.row.beside and first else self.words
        drawn = hung(head, cut(words, rows, self.room), self.room + 1, *self.tail)
        return in_focus(drawn, self.cells, here)


def _tails(rows: list[Asked], answer: Answer) -> list[list[Span]]:
    """What stands at the right edge; of several scales their names stand below each other before it."""
    tails = [[(f"{row.group} ", "text")] if row.group else _tail(row, answer) for row in rows]
    label = max((width(row.scale) for row in rows), default=0)
    if not label:
        return tails
    wide = max(length(tuple(tail)) for tail in tails)
    return [
        [(f"{padded(row.scale, label)}  ", "muted"), *tail, (" " * (wide - length(tuple(tail))), "text")]
        for row, tail in zip(rows, tails, strict=True)
    ]


def _tail(row: Asked, answer: Answer) -> list[Span]:
    own, before = _answered(row.value, answer, row.ends), f"first {row.first} " if row.first else ""
    return [*own, (f"  {before:>8}", "accent")] if before else own


def _answered(value: Any, answer: Answer, ends: tuple[int, int]) -> list[Span]:
    shown, strong = "-" if value is None else str(value), "accent+bold" if value else "muted"
    if answer.type == "points":
        return [(f"{shown:>5}", strong), (" points", "muted")]
    if answer.type == "dots":
        return [("*" * int(value or 0) or "-", strong), (" ", "text")]
    if answer.type == "rank":
        return [(f"{shown:>4} ", strong)]
    low, high = ends
    points: dict[Any, str] = {number: str(number) for number in range(low, high + 1)}
    gap = ""
    if answer.type == "choice":
        points, gap = {**answer.choices}, " "
    return [
        (f"[{label}]{gap}", "accent+bold") if key == value else (f" {label} {gap}", "muted")
        for key, label in points.items()
    ]
