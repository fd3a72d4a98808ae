"""Not saved: everything goes to a folder of one's choice now, while the app goes on trying here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from aligntui.engine.client.unsaved import DAMAGED, told
from aligntui.store.opening import copy_to
from aligntui.store.permit import Forbidden
from aligntui.store.problems import NotSaved
from aligntui.text.typed_path import NoHome, home_short, path_of
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.kept import KeptSheet
from aligntui.tui.pages.unsaved.rows import waiting_rows
from aligntui.tui.pathline import complete_in
from aligntui.tui.widgets.line import Line


class UnsavedPage(KeptSheet):
    """What waits, and one line for the folder."""

    watches = True
    writes_elsewhere = True

    def on_mount(self) -> None:
        """Ask for the folder at once."""
        self._ask()

    def draw(self, cells: int, height: int) -> list[Line]:
        """Why, what waits, where it lies."""
        waiting = self.handle.waiting
        lines = told(self.handle.stored, waiting.changes, self.align.store.person)
        problem = waiting.problem or DAMAGED
        return waiting_rows(
            self.bar_below(cells), problem, self.handle.session, lines, cells, height, waiting.kept
        )

    def hints(self) -> list[Hint]:
        """Another folder, back."""
        return [("Enter", "another folder"), ("Esc", "back")]

    async def enter(self) -> None:
        """Another folder."""
        self._ask()

    def _ask(self) -> None:
        self.ask(
            Asked(
                "folder >", self._write, title="where to; it is made when it is missing",
                completed=partial(complete_in, self, folders=True), left=lambda: self.dismiss(None),
                enter="write", changed=lambda _: self.say(""),
            ),
            "~/",
        )  # fmt: skip

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
        self.say(f"Everything is in {home_short(path)}. Here I go on trying.", "ok")

    def show_unsaved(self) -> None:
        """The page says it already; where the copy lies must stay readable."""
        self.redraw()

    def show_snapshot(self) -> None:
        """Written after all: the page says so."""
        if not self.unsaved and self.asked is not None:
            self.stop_asking()
        self.redraw()
