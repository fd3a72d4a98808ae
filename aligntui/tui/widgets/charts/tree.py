"""A tree: lines with what hangs on them, joined by guides."""

from __future__ import annotations

from aligntui.analysis.shapes import Tree, Twig
from aligntui.tui.widgets.charts.rows import INDENT, LEAST, abreast, within
from aligntui.tui.widgets.line import Line, line, wrap

DEEPEST = 6
"""Levels that are indented, at most; what hangs lower stands at that level, with the number of its own."""
GUIDE, NUMBER = 3, 4
"""Cells of a level of guides, and of the number of a level."""


def draw(tree: Tree, cells: int, rows: int | None = None) -> list[Line]:
    """Every line in full, its note below it."""
    blocks: list[list[Line]] = []
    for twig in tree.twigs:
        _grow(twig, "", "", 0, cells, blocks)
    return within(blocks, rows)


def _grow(twig: Twig, lead: str, under: str, depth: int, cells: int, blocks: list[list[Line]]) -> None:
    """A line and what hangs on it.

    Args:
        twig: The line.
        lead: Guides before it.
        under: Guides before what stands below it.
        depth: Its level, from 0.
        cells: Width.
        blocks: What is drawn is put here, a block for each line.
    """
    deepest = max(0, min(DEEPEST, (cells - INDENT - LEAST - NUMBER - 1) // GUIDE))
    room = max(LEAST, cells - INDENT - len(lead) - 1 - (NUMBER if depth > deepest else 0))
    drawn = abreast(twig.label, room, [], 0)
    drawn += [line((f"  {row}", "muted")) for row in wrap(twig.note, max(2, room - 2))]
    level = f"{depth + 1}: " if depth > deepest else ""
    blocks.append(
        [
            line((" " * INDENT + (lead + level if y == 0 else under + " " * len(level)), "rule"), *row)
            for y, row in enumerate(drawn)
        ]
    )
    for n, child in enumerate(twig.twigs):
        last = n == len(twig.twigs) - 1
        if depth >= deepest:
            _grow(child, lead, under, depth + 1, cells, blocks)
        else:
            branch, below = ("└─ ", "   ") if last else ("├─ ", "│  ")
            _grow(child, under + branch, under + below, depth + 1, cells, blocks)
