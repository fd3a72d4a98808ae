"""A sheet about one session: what it keeps goes through the session's handle."""

from __future__ import annotations

from aligntui.screens.keeping import KeepingPage
from aligntui.screens.sheet import Sheet


class KeptSheet(Sheet, KeepingPage):
    """A page of rows that works on one session."""

    async def closing(self) -> None:
        """Say how to come back."""
        self.align.goodbye = self.farewell()
