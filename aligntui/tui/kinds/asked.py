"""Drawing of an ask: subjects, own answers, what the numbers mean. Pure."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from aligntui.methods.types import Answer
from aligntui.tui.widgets.line import BLANK, Line, Span, broken, cut, hung, in_focus, length, line, wrap
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
    drawn = [_Row(row, answer, cells) for row in rows]
    wants = [len(row.words) for row in drawn]
    out, most = [line((heading.rjust(cells - 1), "muted")) if heading else BLANK], height - 1 - len(rows)
    above = wrap(about, cells - 4, max(MOST_ABOVE, most - sum(wants))) if about else []
    if height - len(above) > LEAST:
        out += [line(("  ", "text"), (words, "text+bold")) for words in above]
        out += [BLANK] if above else []
    room = max(1, height - len(out))
    gap = sum(wants) + len(rows) <= room
    top, heights = listed(wants, room, at, top)
    cursor = None
    for number, size in enumerate(heights, start=top):
        if number == at:
            cursor = (0, len(out))
        out += drawn[number].draw(size, here=number == at)
        if gap:
            out.append(BLANK)
    if left_out := len(rows) - len(heights):
        out.append(line((f"       {sides(left_out, top)}", "muted")))
    return out[:height], top, cursor


class _Row:
    """A subject with its words broken into the width there is beside the answer."""

    def __init__(self, row: Asked, answer: Answer, cells: int) -> None:
        self.row, self.cells = row, cells
        self.tail = [(f"{row.group} ", "text")] if row.group else _tail(row.value, answer, row.first)
        self.code = f"{row.code:<5} " if row.code else " "
        self.room = max(10, cells - length(tuple(self.tail)) - 3 - len(self.code))
        self.words = broken(row.words, self.room)

    def draw(self, rows: int, *, here: bool) -> list[Line]:
        """In so many rows; the answer stands in the first one."""
        head = line((">" if here else " ", "accent+bold"), (self.code, self.row.role))
        drawn = hung(head, cut(self.words, rows, self.room), self.room + 1, *self.tail)
        return in_focus(drawn, self.cells, here)


def _tail(value: Any, answer: Answer, first: str = "") -> list[Span]:
    before = f"first {first} " if first else ""
    return [*_answered(value, answer), (f"  {before:>8}", "accent")] if before else _answered(value, answer)


def _answered(value: Any, answer: Answer) -> list[Span]:
    shown, strong = "-" if value is None else str(value), "accent+bold" if value else "muted"
    if answer.type == "points":
        return [(f"{shown:>5}", strong), (" points", "muted")]
    if answer.type == "dots":
        return [("*" * int(value or 0) or "-", strong), (" ", "text")]
    if answer.type == "rank":
        return [(f"{shown:>4} ", strong)]
    low = answer.from_ if answer.from_ is not None else 1
    high = answer.to if answer.to is not None else 5
    points: dict[Any, str] = {number: str(number) for number in range(low, high + 1)}
    gap = ""
    if answer.type == "choice":
        points, gap = {**answer.choices}, " "
    return [
        (f"[{label}]{gap}", "accent+bold") if key == value else (f" {label} {gap}", "muted")
        for key, label in points.items()
    ]
