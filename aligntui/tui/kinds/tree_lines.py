"""The tree of goals that is walked in a report, and below it what hangs in the air. Pure."""

from __future__ import annotations

from collections.abc import Collection

from aligntui.analysis.figure import Figure, Items, Sentence
from aligntui.analysis.readout import name_of
from aligntui.analysis.shapes import Tree
from aligntui.analysis.view import View
from aligntui.tui.widgets.charts.table import draw_open
from aligntui.tui.widgets.line import BLANK, Line, labelled, paragraph, wrap
from aligntui.tui.widgets.plan_lines import Spot

CLOSING = 32
"""Cells of the labels below the tree."""


def tree_body(
    view: View, tree: Tree, figure: Figure, cells: int, focus: int = -1, folded: Collection[str] = ()
) -> tuple[list[Line], list[Spot]]:
    """All rows of the tree and what takes the focus.

    Args:
        view: The snapshot.
        tree: The tree.
        figure: The figure that it is of.
        cells: Width of the step.
        focus: Number of the spot that has the focus; its detail stands below it.
        folded: Keys of lines whose branch is hidden.
    """
    rows, spots = draw_open(tree, cells, focus, folded)
    return [*rows, BLANK, *_closing(view, figure, cells)], spots


def _closing(view: View, figure: Figure, cells: int) -> list[Line]:
    """What hangs in the air: goals without an objective, objectives without a goal, who holds most."""
    entries = [
        ("no goal", "orphans"),
        ("no objective under", "bare"),
        ("taken on, without an objective", "unserved"),
    ]
    rows: list[Line] = []
    for label, part in entries:
        found = figure.parts.get(part)
        if isinstance(found, Items):
            names = ", ".join(name_of(ref, view) for ref in found.ids) or "none"
            rows += labelled(f" {label}", CLOSING, wrap(names, cells - CLOSING - 1))
    load = figure.parts.get("load_line")
    if isinstance(load, Sentence):
        rows += paragraph(load.text.rstrip("."), cells - 2, lead=" ")
    return rows
