"""Which module draws a shape."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

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

CHARTS: dict[type[Shape], tuple[str, str]] = {
    BarChart: ("bars", "draw"),
    Profile: ("profile", "draw"),
    HeatGrid: ("grid", "draw"),
    Network: ("grid", "draw_network"),
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
    module, name = CHARTS[type(shape)]
    chart: Callable[[Shape, int, int | None], list[Line]] = getattr(
        import_module(f"aligntui.tui.widgets.charts.{module}"), name
    )
    return chart(shape, cells, rows)
