"""Row 24 of a page: what the keys do now, and where all commands are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from aligntui.tui import frame
from aligntui.tui.asking import Hint
from aligntui.tui.commands import GO_ON, PALETTE, commands
from aligntui.tui.everywhere import Place
from aligntui.tui.widgets.line import Line


class KeyRow:
    """Draws the row without commands that may not be run."""

    def __init__(self, page: Place) -> None:
        self._page = page

    def draw(self, cells: int, hints: Sequence[Hint], *, typing: bool) -> Line:
        """The row; in a line a slash is text, so that a chord leads to the commands."""
        last = (self._page.keymap.shown(PALETTE.name) if typing else "/", "commands")
        return frame.keys(cells, [*self.live(hints), last], self._page.keymap.shown(GO_ON.name))

    def live(self, hints: Sequence[Hint]) -> list[Hint]:
        """Those of the hints whose commands may be run."""
        return [hint for hint in hints if hint[0] not in self._shut]

    @cached_property
    def _shut(self) -> frozenset[str]:
        page = self._page
        closed = (c for c in commands() if c.deed is not None and page.runs(c) and not page.allows(c))
        shown = page.keymap.shown
        return frozenset(
            shown(command.name, in_line=within) for command in closed for within in (False, True)
        )
