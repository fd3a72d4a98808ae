"""The trash: sessions that can come back."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.store.problems import StoreProblem
from aligntui.store.values import Entry
from aligntui.tui.asking import Hint
from aligntui.tui.session_rows import HomeState, home_rows
from aligntui.tui.sheet import Sheet
from aligntui.tui.widgets.line import Line


class TrashPage(Sheet):
    """Sessions in the trash, the last thrown first. Deleting for good is only in the palette."""

    state: HomeState

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
        back = [("Enter", "bring it back"), ("Up/Down", "move")] if self.state.entries else []
        return [*back, ("Esc", "home")]

    def labels(self) -> list[str]:
        """Their titles."""
        return [entry.title for entry in self.state.entries]

    @property
    def count(self) -> int:
        """What lies there."""
        return self.state.count

    def move_to(self, place: int) -> None:
        """Another one."""
        self._sure = ""
        self.state.at = place
        self.state.shown = self.state.entry
        self.say("")

    async def enter(self) -> None:
        """Bring it back."""
        entry = self.state.entry
        if entry is not None:
            await self._done(self.align.store.restore, entry, "is back")

    async def _done(self, job: Callable[[Entry], object], entry: Entry, said: str) -> None:
        try:
            await self.align.do(job, entry)
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        if self.read_anew():
            self.say(f'"{entry.title}" {said}.')

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
        await self._done(self.align.store.purge, entry, "is deleted")
