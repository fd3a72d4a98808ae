"""Which module draws a shape."""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib import import_module
from typing import Any, cast

from aligntui.analysis.shapes import (
    BarChart,
    BetMap,
    DotStrip,
    HeatGrid,
    Network,
    Profile,
    QuadrantMap,
    Shape,
    Tree,
    Trends,
)
from aligntui.tui.widgets.line import Line
from aligntui.tui.widgets.plan_lines import Spot

CHARTS: dict[type[Shape], tuple[str, str]] = {
    BarChart: ("bars", "draw"),
    Profile: ("profile", "draw"),
    HeatGrid: ("grid", "draw"),
    Network: ("network", "draw"),
    DotStrip: ("dots", "draw"),
    QuadrantMap: ("quadrants", "draw"),
    Trends: ("trend", "draw"),
    BetMap: ("bets", "draw"),
    Tree: ("tree", "draw"),
}
"""Shape -> module of this package, and its function from a shape, columns and rows to lines."""


def draw(shape: Shape, cells: int, rows: int | None = None) -> list[Line]:
    """A shape as lines.

    Args:
        shape: What is drawn.
        cells: Columns of room; no row is wider.
        rows: Rows of room; None for as many as it takes.
    """
    chart: Callable[[Shape, int, int | None], list[Line]] = _function(*CHARTS[type(shape)])
    return chart(shape, cells, rows)


def draw_bars(profile: Profile, cells: int) -> list[list[Line]]:
    """A profile whose bars are walked: the rows of each."""
    blocks: Callable[[Profile, int], list[list[Line]]] = _function("profile", "blocks")
    return blocks(profile, cells)


def draw_open(
    tree: Tree, cells: int, focus: int = -1, folded: Collection[str] = ()
) -> tuple[list[Line], list[Spot]]:
    """A tree that is walked: its rows, and what takes the focus."""
    walked: Callable[..., tuple[list[Line], list[Spot]]] = _function("tree", "draw_open")
    return walked(tree, cells, focus, folded)


def _function(module: str, name: str) -> Callable[..., Any]:
    return cast(Callable[..., Any], getattr(import_module(f"aligntui.tui.widgets.charts.{module}"), name))
