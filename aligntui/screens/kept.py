"""A sheet about one session: what it keeps goes through the session's handle."""

from __future__ import annotations

from aligntui.screens.commands import Out, normal
from aligntui.screens.keeping import KeepingPage
from aligntui.screens.sheet import Sheet


class KeptSheet(Sheet, KeepingPage):
    """A page of rows that works on one session."""

    async def command(self, key: str) -> bool:
        """As on every page; the way out that a page names while something is not saved works on it."""
        out = {normal(own) for own in self.keymap.keys[Out.name]}
        if self.unsaved and self.asked is None and key in out and not self.writes_elsewhere:
            from aligntui.screens.unsaved import go_out

            go_out(self)
            return True
        return await super().command(key)

    @property
    def writes_elsewhere(self) -> bool:
        """Whether the page is that way out itself."""
        return False
