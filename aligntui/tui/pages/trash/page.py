"""The trash: sessions that can come back."""

from __future__ import annotations

from aligntui.store.problems import StoreProblem
from aligntui.tui.asking import Hint
from aligntui.tui.rows import moved
from aligntui.tui.session_rows import HomeState, home_rows
from aligntui.tui.sheet import Sheet
from aligntui.tui.widgets.line import Line


class TrashPage(Sheet):
    """Sessions in the trash, the last thrown first. Deleting for good is only in the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.state = HomeState([], "", new=False)
        self._sure = ""

    def prepare(self) -> None:
        """List them."""
        store = self.align.store
        empty = "The trash is empty."
        try:
            self.state.entries = store.trashed()
        except StoreProblem as problem:
            self.state.entries = []
            self._message, empty = (str(problem), "error"), "What lies in the trash cannot be read now."
        self.state.total = len(self.state.entries)
        self.state.now = store.clock()
        self.state.at = max(0, min(self.state.at, len(self.state.entries) - 1))
        self.state.shown = self.state.entry
        self.state.sentence = "What shall come back?" if self.state.entries else empty

    def draw(self, cells: int, height: int) -> list[Line]:
        """The list and the focused session."""
        return home_rows(self.state, cells, height)

    def hints(self) -> list[Hint]:
        """Enter brings back."""
        return (
            [("Enter", "bring it back"), ("Up/Down", "move"), ("Esc", "home")]
            if self.state.entries
            else [("Esc", "home")]
        )

    async def press(self, key: str) -> bool:
        """Move, bring back, out."""
        to = moved(key, self.state.at, self.state.count)
        if to is not None:
            self._sure = ""
            self.state.at = to
            self.state.shown = self.state.entry
            self.say("")
            return True
        if key == "escape":
            self.dismiss(None)
            return True
        entry = self.state.entry
        if key == "enter" and entry is not None:
            try:
                await self.align.do(self.align.store.restore, entry)
            except StoreProblem as problem:
                self.say(str(problem), "error")
                return True
            if self.read_anew():
                self.say(f'"{entry.title}" is back.')
            return True
        return False

    async def do_purge_session(self) -> None:
        """Delete for good: asked twice, for nothing brings it back."""
        entry = self.state.entry
        if entry is None:
            return
        if self._sure != entry.ref.key:
            self._sure = entry.ref.key
            self.say(
                f'Delete "{entry.title}" for good? The same command again does it; any other key keeps it.',
                "warning",
            )
            return
        self._sure = ""
        try:
            await self.align.do(self.align.store.purge, entry)
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        if self.read_anew():
            self.say(f'"{entry.title}" is deleted.')
