"""Asks whose ballot comes next where a keyboard is handed round."""

from __future__ import annotations

from aligntui.text.clean import clean_line
from aligntui.tui.asking import Asked
from aligntui.tui.kept import KeptSheet
from aligntui.tui.widgets.line import BLANK, Line, line


class NextPersonPage(KeptSheet):
    """Asks whose answers come next. Dismisses with the name, or None."""

    def on_mount(self) -> None:
        """The line is open at once."""
        self.ask(Asked("name >", self._named, row=3, left=self._close, enter="begin"))

    def draw(self, cells: int, height: int) -> list[Line]:
        """The question."""
        return [
            self.bar_below(cells),
            line((" Whose answers come next?", "text+bold")),
            line((" These answers carry a name. Those before are handed in.", "muted")),
            BLANK,
        ]

    def _named(self, words: str) -> None:
        self.dismiss(clean_line(words) or None)

    def _close(self) -> None:
        self.dismiss(None)
