"""A box of rows that lies over a page, and what one may choose in it."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.text.clean import width
from aligntui.tui.widgets.line import BLANK, Line, fit, hung, in_focus, line, paragraph, wrap

WIDE = 52
"""Cells of the box."""


def box(title: str, rows: Sequence[Line]) -> list[Line]:
    """A box of WIDE cells over a page, its rows under a title; a long one stands in rows of its own."""
    inner, head = WIDE - 2, wrap(title, WIDE - 8)
    if len(head) > 1:
        rows = [*paragraph(title, inner - 2, role="accent+bold", lead=" "), BLANK, *rows]
        head = []
    name = f" {head[0]} " if head else ""
    edge = "─" * (inner - width(name) - 2)
    top = line(("┌──", "rule"), (name, "accent+bold"), (f"{edge}┐", "rule"))
    inside = [(("│", "rule"), *fit(row, inner), ("│", "rule")) for row in rows]
    return [top, *inside, line(("└" + "─" * inner + "┘", "rule"))]


def entry(words: Sequence[str], right: str = "", *, focused: bool) -> list[Line]:
    """Rows of what one may choose in a box, and what stands at the right of the first."""
    room = WIDE - 6 - width(right)
    drawn = hung(line((" > " if focused else "   ", "accent")), words, room, (right, "muted"))
    return in_focus(drawn, WIDE - 2, focused)
