"""A sheet about one session: what it keeps goes through the session's handle."""

from __future__ import annotations

from aligntui.screens.keeping import KeepingPage
from aligntui.screens.sheet import Sheet


class KeptSheet(Sheet, KeepingPage):
    """A page of rows that works on one session."""

    async def closing(self) -> None:
        """Say how to come back."""
        title = self.handle.session.meta.title
        self.align.goodbye = f'All is kept. aligntui open "{title}" goes on here.'
