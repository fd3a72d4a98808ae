"""Inner parts of Textual that have no public name, each behind a function that says what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Region
from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

BREAKS = {ord("\n"): " ", ord("\t"): " "}
"""Signs that a line of one row draws as spaces."""


def open_screens(app: App[Any]) -> list[Screen[Any]]:
    """The screens that are open, the one in front last; none before the first one stands."""
    return list(app._screen_stack) if app._screen_stacks else []


def make_switchable(screen: Screen[Any]) -> None:
    """Let another screen take the place of the lowest one, which Textual does not expect."""
    screen._push_result_callback(screen, None)


def take(event: events.Event) -> None:
    """Say that an event is at its place: Textual passes it on no further."""
    event._set_forwarded()


async def type_key(edit: Widget, event: events.Key) -> bool:
    """Give a key to an edit line. True when the line had a use for it."""
    await edit._on_key(event)
    return event._no_default_action or event._stop_propagation


async def run_binding(app: App[Any], key: str) -> None:
    """Do what the focused widget, or those around it, have bound to a key."""
    await app._check_bindings(key)


class OneRow(Input):
    """An input whose text may hold line breaks: it is drawn as one row and kept as it is."""

    @property
    def _value(self) -> Text:
        return Text(self.value.translate(BREAKS), no_wrap=True, overflow="ignore", end="")

    def show_cursor(self) -> None:
        """Show the part of the row in which the cursor stands."""
        region = Region(self._cursor_offset, 0, 1, 1)
        self.scroll_to_region(region, force=True, animate=False)

    @property
    def drawn(self) -> Text:
        """What stands in it, as it is drawn."""
        return self._value

    def _position_to_cell(self, position: int) -> int:
        return cell_len(self.value[:position].translate(BREAKS))
