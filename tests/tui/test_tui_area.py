"""A text area that is painted before it has its styles."""

from __future__ import annotations

from textual.geometry import Region

from aligntui.tui.terminal.area import CalmArea


async def test_what_was_just_put_there_is_blank_until_it_has_its_styles() -> None:
    area = CalmArea("Sells out before noon")
    area._component_styles.clear()
    assert [strip.text for strip in area.render_lines(Region(0, 0, 5, 2))] == [" " * 5] * 2
