"""A sheet about one session: what it keeps goes through the session's handle."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.session.model import Run
from aligntui.session.ops import AnyOp
from aligntui.store.api import Drafts, Handle
from aligntui.tui.commands import OUT
from aligntui.tui.keeping import Keeping
from aligntui.tui.navigation import go_out
from aligntui.tui.routes import Route
from aligntui.tui.sheet import Sheet


class KeptSheet(Sheet):
    """A page of rows that works on one session, and on one of its runs where there is any."""

    keeping: Keeping
    watches = False
    """Whether the page shows what others change meanwhile."""
    writes_elsewhere = False
    """Whether the page is itself the way out that is named while something is not saved."""

    def __init__(self, handle: Handle, run: Run | None = None) -> None:
        super().__init__()
        self.handle = handle
        self._run = run
        self.keeping = Keeping(self, handle, run=self.run_now)

    def on_mount(self) -> None:
        """Try what waits from now on."""
        self.keeping.open()
        if self.watches:
            self.keeping.watch()

    def way_back(self) -> Route | None:
        """How one comes back to the page as it stands, once one was sent from it to a step; None: not."""
        return None

    def prepare(self) -> None:
        """Look at the session as it is."""
        self.take_snapshot()

    def run_now(self) -> Run | None:
        """The run as it stands; it gives the day."""
        return self.handle.session.runs.get(self._run.id, self._run) if self._run is not None else None

    @property
    def view(self) -> View:
        """The session as of the last snapshot."""
        return self.keeping.client.view

    @property
    def figures(self) -> Figures:
        """What is worked out of it."""
        return self.keeping.client.figures

    @property
    def drafts(self) -> Drafts:
        """The person's own notes on the session."""
        return self.keeping.client.drafts

    def take_snapshot(self) -> None:
        """Look at the session as it is now."""
        self.keeping.client.take_snapshot()

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """Store ops and show the new snapshot. False when they cannot be done; the reason is said."""
        return await self.keeping.commit(ops, note)

    async def command(self, key: str) -> bool:
        """As on every page; the way out that a page names while something is not saved works on it."""
        out = self.keymap.gives(key, OUT) and not self.writes_elsewhere
        if out and self.unsaved and self.asked is None:
            go_out(self, self.handle, self.run_now())
            return True
        return await super().command(key)
