"""Undo cannot go on: somebody changed it since. Nothing has happened yet; one key chooses what does."""

from __future__ import annotations

from aligntui.session.apply import Refused
from aligntui.session.model import Run
from aligntui.session.undo import Blocked
from aligntui.store.api import Handle
from aligntui.store.problems import StoreProblem
from aligntui.tui.asking import Hint
from aligntui.tui.commands import REDO, UNDO
from aligntui.tui.kept import KeptSheet
from aligntui.tui.pages.blocked.rows import KEEP, Way, blocked_rows, ways
from aligntui.tui.widgets.line import Line


class BlockedPage(KeptSheet):
    """Keep theirs, or put mine back. Dismisses with the sentence that says what was done, or ""."""

    left_with = ""

    def __init__(self, handle: Handle, run: Run | None, found: Blocked, redo: bool = False) -> None:
        super().__init__(handle, run)
        self._blocked = found
        self._redo = redo
        self._ways: list[Way] = []

    def prepare(self) -> None:
        """Look at what stands."""
        self.take_snapshot()
        self._ways = ways(self.view, self._blocked, self.key(REDO if self._redo else UNDO))

    def draw(self, cells: int, height: int) -> list[Line]:
        """What happened, and the ways out."""
        said = f"{self._blocked.sentence} Nothing was {'brought' if self._redo else 'taken'} back yet."
        return blocked_rows(self.bar_below(cells), said, self._ways, self.state.at, cells, height)

    def hints(self) -> list[Hint]:
        """Choose, or leave it."""
        return [("Enter", "do this"), ("Up/Down", "move"), ("Esc", "do nothing")]

    @property
    def count(self) -> int:
        """The ways out."""
        return len(self._ways)

    async def enter(self) -> None:
        """Do what is chosen."""
        if not self._ways:
            return
        way = self._ways[self.state.at]
        try:
            applied = await self.align.do(self.handle.put, way.change)
        except (Refused, StoreProblem) as problem:
            # It moved again while one was choosing.
            self.dismiss(f"{problem}")
            return
        kept = "Left as it is." if self._redo else f"Left as it is. {self.key(UNDO)} goes further back."
        self.dismiss(kept if way.name == KEEP else applied.change.note)
