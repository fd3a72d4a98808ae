"""A text area: all of a long text is seen, whatever was asked of the screen before it was laid out."""

from __future__ import annotations

from textual.app import App
from textual.containers import Vertical
from textual.widgets import TextArea

from aligntui.tui.terminal.area import CalmArea

LONG = "bread " * 20


async def rows_of(area: TextArea) -> int:
    """Rows that the text takes in 40 cells, when somebody asks for a place before the first layout."""
    app = App[None]()
    async with app.run_test(size=(40, 10)) as pilot:
        place = Vertical()
        await app.mount(place)
        await pilot.pause()
        area.display = False
        await place.mount(area)
        await pilot.pause()
        area.display = True
        # As a new widget does: the next question for a place makes a map of its own, with the area on it.
        app.screen._compositor._full_map_invalidated = True
        assert app.screen.find_widget(area).region.width > 0
        await pilot.pause()
        await pilot.pause()
        return area.wrapped_document.height


async def test_a_long_text_is_wrapped_also_where_the_size_was_asked_for_before_the_layout() -> None:
    assert await rows_of(CalmArea(LONG)) == 4
