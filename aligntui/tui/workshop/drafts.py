"""Words being typed are on disk within half a second, in the person's own folder."""

from __future__ import annotations

import asyncio

from textual.timer import Timer

from aligntui.text.clean import clean_line, clip
from aligntui.tui.workshop.scene import Scene

DRAFT_AFTER = 0.4
"""Seconds after which words being typed are on disk."""


class DraftKeeper:
    """Writes what is being typed, and where one is.

    Attributes:
        writing: A write beside the keys, while it is under way and after it.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._timer: Timer | None = None
        self.writing: asyncio.Task[None] | None = None

    def keep(self, place: str, text: str) -> None:
        """Remember words being typed at a place."""
        self._scene.client.typed.put(place, text)
        self._scene.typed_in = self._scene.page.focused if text else None
        if self._timer is None:
            self._timer = self._scene.page.set_timer(DRAFT_AFTER, self.flush_soon)

    def flush_soon(self) -> None:
        """Write waiting drafts beside the keys: the next one is not kept waiting for a slow disk."""
        self._timer = None
        self.writing = asyncio.ensure_future(self._flush())

    async def _flush(self) -> None:
        await self._scene.page.align.do(self._scene.client.write_typed)
        self._scene.keeping.show_standing()

    def flush(self) -> None:
        """Write waiting drafts now."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._scene.client.write_typed()
        self._scene.keeping.show_standing()

    def say_elsewhere(self) -> None:
        """Name words of this step that this person types in another window just now."""
        elsewhere, here = self._scene.client.drafts.elsewhere(), self._scene.here.id
        words = [draft for place, draft in elsewhere.items() if place.startswith(f"{here}/")]
        if words and not self._scene.client.covered:
            shown = clip(clean_line(words[-1].text), 30)
            sentence = f'Your other window has "{shown}" here. It stays; what you type stays too.'
            self._scene.page.say(sentence, "hint")
