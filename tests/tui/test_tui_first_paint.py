"""A workshop comes up whole: what is painted first is what stands there at the end."""

from __future__ import annotations

import pytest
from stage import stage
from textual.screen import Screen
from textual.widget import Widget

from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import plain
from aligntui.tui.workshop.page import WorkshopPage

AROUND = ("bar", "head", "keys")


@pytest.mark.parametrize("name", ["vision/picture", "swot/factors", "objectives/draft"])
async def test_the_frame_stands_at_the_first_paint(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[dict[str, str]] = []
    paint = Screen._compositor_refresh

    def frame(page: Screen[object]) -> dict[str, str]:
        return {part: plain(page.query_one(f"#{part}", Canvas).rows) for part in AROUND}

    def painting(page: Screen[object]) -> None:
        if isinstance(page, WorkshopPage):
            painted.append(frame(page))
        paint(page)

    monkeypatch.setattr(Screen, "_compositor_refresh", painting)
    async with stage(name) as s:
        assert painted[0] == frame(s.app.screen)
        assert all(painted[0].values())


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
