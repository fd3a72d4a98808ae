"""Who else is here: said while the screen stands, and taken back when it goes."""

from __future__ import annotations

from aligntui.store.values import BEAT
from aligntui.tui.workshop.scene import Scene


class Presence:
    """Says that this person is here, and sees who else is.

    Attributes:
        company: The others.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene, self._page = scene, scene.page
        self.company = scene.company

    async def meet(self) -> None:
        """Say that this person is here, and see who else is."""
        company = self.company
        if not company.joined:
            company.join(self._page.align.store.presence(self._scene.handle))
            self._page.set_interval(BEAT, self.meet)
        before = company.people
        warning = await company.meet()
        if company.people != before:
            self._page.frame()
        if warning is not None:
            self._page.say(self._scene.words(warning), warning.tone)

    def enter_field(self) -> None:
        """A field that is entered is seen as it stands then; others learn of it soon."""
        self._scene.client.conflicts.entered(self._page.focused)
        if self.company.moved:
            self._page.call_later(self.meet)
