"""Asks for a name, of whose ballot comes next or one's own, or for a reason in a few words."""

from __future__ import annotations

from aligntui.store.api import Handle
from aligntui.text.clean import clean_line, clip
from aligntui.tui.asking import Asked
from aligntui.tui.kept import KeptSheet
from aligntui.tui.widgets.line import BLANK, Line, line


class NamePage(KeptSheet):
    """Dismisses with the words, or None."""

    def __init__(self, handle: Handle, question: str, note: str, enter: str, label: str = "name >") -> None:
        super().__init__(handle)
        self._question, self._note, self._enter, self._label = question, note, enter, label

    def on_mount(self) -> None:
        """The line is open at once."""
        self.ask(Asked(self._label, self._named, row=3, left=self._close, enter=self._enter))

    def draw(self, cells: int, height: int) -> list[Line]:
        """The question."""
        return [
            self.bar_below(cells),
            line((f" {self._question}", "text+bold")),
            line((f" {clip(self._note, cells - 2)}", "muted")),
            BLANK,
        ]

    def _named(self, words: str) -> None:
        self.dismiss(" ".join(clean_line(words).split()) or None)

    def _close(self) -> None:
        self.dismiss(None)
