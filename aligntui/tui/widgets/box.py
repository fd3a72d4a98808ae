"""A box of rows that lies over a page, one of them in focus."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import Line, fit, line, on

WIDE = 52
"""Cells of the box."""


def box(
    title: str, rows: Sequence[tuple[str, str]], at: int, head: Sequence[Line] = (), foot: Sequence[Line] = ()
) -> list[Line]:
    """A box of WIDE cells over a page.

    Args:
        title: On its upper edge.
        rows: Words and what stands at the right of them.
        at: Number of the row in focus.
        head: Rows above them.
        foot: Rows below them.
    """
    inner, title = WIDE - 2, clip(title, WIDE - 8)
    edge = "─" * (inner - width(title) - 4)
    out: list[Line] = [
        line(("┌── ", "rule"), (title, "accent+bold"), (f" {edge}┐", "rule")),
        *map(_row, head),
    ]
    for number, (words, right) in enumerate(rows):
        name = clip(words, inner - 5 - width(right))
        gap = " " * (inner - 4 - width(name) - width(right))
        drawn = line((" > " if number == at else "   ", "accent"), (name + gap, "text"), (right, "muted"))
        out.append(_row(on(fit(drawn, inner), "focus") if number == at else drawn))
    return [*out, *map(_row, foot), line(("└" + "─" * inner + "┘", "rule"))]


def _row(inside: Line) -> Line:
    return (("│", "rule"), *fit(inside, WIDE - 2), ("│", "rule"))
