"""Asks for a name: of whose ballot comes next, or one's own."""

from __future__ import annotations

from aligntui.store.api import Handle
from aligntui.text.clean import clean_line
from aligntui.tui.asking import Asked
from aligntui.tui.kept import KeptSheet
from aligntui.tui.widgets.line import BLANK, Line, line


class NamePage(KeptSheet):
    """Dismisses with the name, or None."""

    def __init__(self, handle: Handle, question: str, note: str, enter: str) -> None:
        super().__init__(handle)
        self._question, self._note, self._enter = question, note, enter

    def on_mount(self) -> None:
        """The line is open at once."""
        self.ask(Asked("name >", self._named, row=3, left=self._close, enter=self._enter))

    def draw(self, cells: int, height: int) -> list[Line]:
        """The question."""
        return [
            self.bar_below(cells),
            line((f" {self._question}", "text+bold")),
            line((f" {self._note}", "muted")),
            BLANK,
        ]

    def _named(self, words: str) -> None:
        self.dismiss(" ".join(clean_line(words).split()) or None)

    def _close(self) -> None:
        self.dismiss(None)
