"""Between two people at one keyboard: nothing of anybody's stands here until the next one begins."""

from __future__ import annotations

from aligntui.tui.asking import Hint
from aligntui.tui.kept import KeptSheet
from aligntui.tui.widgets.line import BLANK, Line, line


class HandingPage(KeptSheet):
    """The keyboard goes from one person to the next."""

    def draw(self, cells: int, height: int) -> list[Line]:
        """What to do, in the middle of an empty page."""
        return [
            self.bar_below(cells),
            *[BLANK] * max(1, height // 3),
            line(("   Hand the keyboard to the next person.", "text+bold")),
            line(("   The answers before are in, and nothing of them is seen here.", "muted")),
        ]

    def hints(self) -> list[Hint]:
        """One way on."""
        return [("Enter", "begin my own answers")]

    async def enter(self) -> None:
        """Whoever is next sits here."""
        self.dismiss(None)
