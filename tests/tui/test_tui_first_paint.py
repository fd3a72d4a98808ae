"""A workshop comes up whole: what is painted first is what stands there at the end."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from stage import stage
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from aligntui.tui.terminal import thrift
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import plain
from aligntui.tui.workshop.page import WorkshopPage


@pytest.mark.parametrize(
    ("name", "at_once"),
    [("vision/picture", True), ("swot/factors", False), ("tows/grid", False), ("objectives/draft", False)],
)
async def test_all_of_a_step_stands_there_when_its_key_line_comes(
    name: str, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[dict[str, list[str]]] = []
    paint = Screen._compositor_refresh

    def rows(page: Screen[object]) -> dict[str, list[str]]:
        return {str(canvas.id or n): plain(canvas.rows) for n, canvas in enumerate(page.query(Canvas))}

    def painting(page: Screen[object]) -> None:
        if isinstance(page, WorkshopPage):
            painted.append(rows(page))
        paint(page)

    monkeypatch.setattr(Screen, "_compositor_refresh", painting)
    async with stage(name) as s:
        first = next(number for number, seen in enumerate(painted) if any(seen.get("keys", [])))
        assert (first == 0) == at_once
        assert painted[first] == rows(s.app.screen)


@pytest.mark.parametrize(
    "name", ["vision/picture", "swot/factors", "objectives/draft", "tows/grid", "solo-90"]
)
async def test_what_is_mounted_has_its_styles(name: str) -> None:
    async with stage(name) as s:
        screen = s.app.screen

        def styles() -> dict[Widget, object]:
            widgets = screen.walk_children(Widget, with_self=True)
            return {w: (w.styles.base.get_rules(), dict(w._component_styles)) for w in widgets}

        mounted = styles()
        screen.update_node_styles(animate=False)
        assert styles() == mounted


@pytest.mark.parametrize(
    "name", ["vision/picture", "swot/factors", "objectives/draft", "tows/grid", "solo-90"]
)
async def test_what_only_holds_others_is_not_drawn_and_no_cell_differs(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    render_lines = Widget.render_lines

    def rendered(widget: Widget, crop: Region) -> list[Strip]:
        drawn.append(type(widget).__name__)
        return render_lines(widget, crop)

    async with stage(name) as s:
        screen = s.app.screen

        def cells() -> list[list[Segment]]:
            return [list(row.simplify()) for row in screen._compositor.render_strips(screen.size)]

        monkeypatch.setattr(Widget, "render_lines", rendered)
        sparing, few = cells(), set(drawn)
        monkeypatch.setattr(thrift, "is_blank", lambda widget: False)
        assert cells() == sparing
        assert {"Vertical", "Horizontal"} <= set(drawn) - few
