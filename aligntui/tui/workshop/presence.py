"""Who else is here: said while the screen stands, and taken back when it goes."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.store.values import BEAT
from aligntui.tui.workshop.message_bar import MessageBar
from aligntui.tui.workshop.scene import Scene


class Presence:
    """Says that this person is here, and sees who else is.

    Attributes:
        company: The others.
        met: Called when one has looked around.
    """

    def __init__(self, scene: Scene, bar: MessageBar) -> None:
        self._scene, self._page, self._bar = scene, scene.page, bar
        self._warned = ""
        self._telling = False
        """Whether others are about to be told: many letters in one packet are one sign of life."""
        self._met = False
        """Whether one was here already."""
        self.company = scene.company
        self.met: Callable[[], None] = _nothing

    async def meet(self) -> None:
        """Say that this person is here, and see who else is."""
        company = self.company
        if not company.joined:
            if self._met:
                # One has gone: nobody leaves a sign behind.
                return
            self._met = True
            company.join(self._page.align.store.presence(self._scene.handle))
            self._page.set_interval(BEAT, self.meet)
        before = (company.people, company.are_done, self._scene.role)
        warning = await company.meet()
        if (company.people, company.are_done, self._scene.role) != before:
            self._page.show_snapshot()
        self.met()
        if warning is not None:
            self._warned = self._scene.words(warning)
            self._page.say(self._warned, warning.tone)
        elif not company.same:
            self._bar.take_back(self._warned)

    def enter_field(self) -> None:
        """A field that is entered is seen as it stands then; others learn of it soon."""
        self._scene.client.conflicts.entered(self._page.focused)
        self.tell()

    def tell(self) -> None:
        """Others learn soon where one is, and in which words one types."""
        if self.company.others and self.company.moved and not self._telling:
            self._telling = True
            self._page.call_later(self._tell)

    async def _tell(self) -> None:
        self._telling = False
        if self.company.moved:
            await self.meet()


def _nothing() -> None:
    pass
