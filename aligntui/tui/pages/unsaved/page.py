"""Not saved: everything goes to a folder of one's choice now, while the app goes on trying here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.engine.client.unsaved import DAMAGED, told
from aligntui.session.model import Run
from aligntui.store.opening import copy_to
from aligntui.store.permit import Forbidden
from aligntui.store.problems import NotSaved
from aligntui.text.typed_path import NoHome, home_short, path_of
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.kept import KeptSheet
from aligntui.tui.pages.unsaved.rows import waiting_rows
from aligntui.tui.pathline import complete, shown
from aligntui.tui.widgets.line import Line

if TYPE_CHECKING:
    from aligntui.store.api import Handle


class UnsavedPage(KeptSheet):
    """What waits, and one line for the folder."""

    def __init__(self, handle: Handle, run: Run | None) -> None:
        super().__init__(handle, run)
        self._written = ""

    @property
    def writes_elsewhere(self) -> bool:
        """It is the way out."""
        return True

    def on_mount(self) -> None:
        """Ask for the folder at once; others may write on meanwhile."""
        self.keeping.watch()
        self._ask()

    def draw(self, cells: int, height: int) -> list[Line]:
        """Why, what waits, where it lies."""
        waiting = self.handle.waiting
        lines = told(self.handle.stored, waiting.changes, self.align.store.person)
        problem = waiting.problem or DAMAGED
        return waiting_rows(self.bar_below(cells), problem, self.handle.session, lines, cells, waiting.kept)

    def hints(self) -> list[Hint]:
        """Another folder, back."""
        return [("Enter", "another folder"), ("Esc", "back")]

    def _ask(self) -> None:
        def completed(typed: str) -> str | None:
            longer, names = complete(typed, self.align.process.folder, permit=self.handle.permit)
            folders = [name for name in names if name.endswith("/")]
            self.say(shown(folders, self.size.width - 2) if folders else "No folder here begins like that.")
            return longer

        self.ask(
            Asked(
                "folder >", self._write, title="where to; it is made when it is missing",
                completed=completed, left=self._close, enter="write", changed=lambda _: self.say(""),
            ),
            "~/",
        )  # fmt: skip

    def _close(self) -> None:
        self.dismiss(None)

    async def _write(self, typed: str) -> None:
        try:
            folder = path_of(typed, self.align.process.folder)
        except NoHome as problem:
            self.say(str(problem), "error")
            return

        def job() -> Path:
            return copy_to(self.handle, folder, changes=list(self.handle.waiting.changes))

        try:
            path = await self.align.do(job)
        except (NotSaved, Forbidden) as problem:
            self.say(str(problem), "error")
            return
        self.stop_asking()
        self._written = home_short(path)
        self.say(f"Everything is in {self._written}. Here I go on trying.", "ok")

    async def press(self, key: str) -> bool:
        """Back, or another folder."""
        if key == "escape":
            self.dismiss(None)
            return True
        if key == "enter":
            self._ask()
            return True
        return False

    def show_unsaved(self) -> None:
        """The page says it already; where the copy lies must stay readable."""
        self.redraw()

    def show_snapshot(self) -> None:
        """Written after all: the page says so."""
        if not self.unsaved and self.asked is not None:
            self.stop_asking()
        self.redraw()
