"""A sheet about one session: what it keeps goes through the session's handle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.screens.commands import Out, normal
from aligntui.screens.keeping import KeepingPage
from aligntui.screens.navigation import go_out
from aligntui.screens.sheet import Sheet

if TYPE_CHECKING:
    from aligntui.session.model import Run
    from aligntui.store.api import Handle


class KeptSheet(Sheet, KeepingPage):
    """A page of rows that works on one session, and on one of its runs where there is any."""

    def __init__(self, handle: Handle, run: Run | None = None) -> None:
        super().__init__(handle)
        self._run = run

    def run_now(self) -> Run | None:
        """The run as it stands; it gives the day."""
        return self.handle.session.runs.get(self._run.id, self._run) if self._run is not None else None

    async def command(self, key: str) -> bool:
        """As on every page; the way out that a page names while something is not saved works on it."""
        out = {normal(own) for own in self.keymap.keys[Out.name]}
        if self.unsaved and self.asked is None and key in out and not self.writes_elsewhere:
            go_out(self)
            return True
        return await super().command(key)

    @property
    def writes_elsewhere(self) -> bool:
        """Whether the page is that way out itself."""
        return False
