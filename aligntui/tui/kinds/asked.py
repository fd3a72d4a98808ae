"""Drawing of an ask: subjects, own answers, what the numbers mean. Pure."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from aligntui.methods.types import Answer
from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import BLANK, Line, Span, fit, line, on, wrap

MOST_ABOVE = 4
"""Rows of what the answers are about."""

LEAST = 8
"""Rows that are left for the answers all the same."""


class Asked(Struct, frozen=True):
    """One subject as shown."""

    code: str
    words: str
    role: str
    value: Any


def draw(
    rows: list[Asked], answer: Answer, at: int, top: int, cells: int, height: int, about: str = ""
) -> tuple[list[Line], int, tuple[int, int] | None]:
    """The subjects as lines, the first one shown, and the cell of the focus; `about` stands above them."""
    out: list[Line] = [BLANK]
    above = wrap(about, cells - 4, MOST_ABOVE) if about else []
    if height - len(above) > LEAST:
        out += [line(("  ", "text"), (words, "text+bold")) for words in above]
        out += [BLANK] if above else []
    room = max(1, height - len(out))
    gap = 2 if len(rows) * 2 <= room else 1
    fits = max(1, room // gap)
    top = max(0, at - fits + 1, min(top, at))
    cursor = None
    for number, row in enumerate(rows[top : top + fits], start=top):
        here = number == at
        if here:
            cursor = (0, len(out))
        tail = _tail(row.value, answer)
        size = sum(width(t) for t, _ in tail)
        code = f"{row.code:<5}" if row.code else ""
        words = clip(row.words, max(10, cells - size - 4 - len(code)))
        head: list[Span] = [
            (">" if here else " ", "accent+bold"),
            (f"{code} " if code else " ", row.role),
            (words, "text"),
        ]
        fill = cells - sum(width(t) for t, _ in head) - size - 1
        drawn = line(*head, (" " * max(1, fill), "text"), *tail)
        out.append(on(fit(drawn, cells), "focus") if here else drawn)
        if gap == 2:
            out.append(BLANK)
    return out[:height], top, cursor


def _tail(value: Any, answer: Answer) -> list[Span]:
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
