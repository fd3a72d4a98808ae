"""Keeping what is said: changes, undo, drafts, and the changes of others, for a screen with a session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.flow.books import book_of
from aligntui.flow.figures import Figures
from aligntui.screens.page import Page
from aligntui.session.apply import Refused
from aligntui.session.model import Run
from aligntui.session.ops import AnyOp
from aligntui.store.problems import NotSaved, StoreProblem

if TYPE_CHECKING:
    from aligntui.store.drafts import Drafts
    from aligntui.store.handle import Handle

POLL = 0.25
"""Seconds between looks at the file: one stat each, right on every file system."""


class KeepingPage(Page):
    """A page that works on one session."""

    def __init__(self, handle: Handle) -> None:
        super().__init__()
        self.handle = handle
        self.view = View(handle.session, book_of(handle.session))
        self.figures = Figures(self.view)
        self.unsaved = ""
        """Why the last change is not on disk; "" when it is."""
        self._drafts: Drafts | None = None

    @property
    def drafts(self) -> Drafts:
        """Words being typed, own position, marks: in the user's own state folder."""
        if self._drafts is None:
            self._drafts = self.align.store.drafts(self.handle.session.meta.id)
        return self._drafts

    def run_now(self) -> Run | None:
        """The run that gives the day; a page without one uses the last change."""
        return None

    def take_snapshot(self) -> None:
        """Look at the session as it is now."""
        run = self.run_now()
        session = self.handle.session
        self.view = View(session, book_of(session), run.as_of if run is not None else "")
        self.figures = Figures(self.view)

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """Store ops and show the new snapshot. False when nothing was written; the reason is said."""
        if not ops:
            return True
        run = self.run_now()
        try:
            applied = await self.align.do(
                self.handle.apply, list(ops), note, run.id if run is not None else ""
            )
        except Refused as refused:
            self.say(str(refused), "warning")
            return False
        except NotSaved as problem:
            self.unsaved = str(problem)
            self.say(str(problem), "error")
            self.show_snapshot()
            return False
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return False
        self.unsaved = ""
        self.take_snapshot()
        self.show_snapshot()
        if applied.clashes:
            self.say("Someone changed these words too. Both are kept; f shows them.", "warning")
        elif note:
            self.say(note)
        return True

    async def undo(self, *, redo: bool = False) -> None:
        """Take back the own last change, or bring it back."""
        try:
            outcome = await self.align.do(self.handle.redo if redo else self.handle.undo)
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        self.take_snapshot()
        self.show_snapshot()
        self.say(outcome.sentence, "" if outcome.done else "warning")

    def watch_others(self) -> None:
        """Look for changes of other processes from now on."""
        self.set_interval(POLL, self._poll)

    def _poll(self) -> None:
        try:
            moved = self.handle.refresh()
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        if moved:
            self.take_snapshot()
            self.show_snapshot()

    # the page says how

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row."""

    def show_snapshot(self) -> None:
        """Draw what the new snapshot changed."""

    def saved_at(self) -> str:
        """`saved 14:07`, the time of the last write, or `NOT SAVED`."""
        if self.unsaved:
            return "NOT SAVED"
        if self.handle.read_only:
            return "READ ONLY"
        changed = self.handle.session.meta.changed
        return f"saved {changed[11:16]}" if len(changed) >= 16 else ""
