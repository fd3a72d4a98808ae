"""The write of a page: one waits for it a moment, and goes on while a longer one is under way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligntui.screens.keeping import KeepingPage
    from aligntui.store.waiting import Tried

MOMENT = 0.5
"""Seconds that a write may take before one goes on without it, and the bar says that it is under way."""


class Writer:
    """Writes what waits in the session of one page."""

    def __init__(self, page: KeepingPage) -> None:
        self._page = page
        self._going_on: asyncio.Task[None] | None = None

    async def write(self, within: float | None, *, later: bool = False) -> Tried | None:
        """Write what waits; None when that takes longer than so many seconds: it goes on by itself then.

        Args:
            within: Seconds; None for as long as it takes.
            later: Some seconds have passed since the last try: words being typed are tried again too.
        """
        waiting, do = self._page.handle.waiting, self._page.align.do
        if waiting.slow:
            # Whoever is at it writes this as well.
            await do(waiting.keep)
            return None
        write: asyncio.Future[Tried] = asyncio.ensure_future(
            do(waiting.retry_all if later else waiting.retry)
        )
        done, _ = await asyncio.wait({write}, timeout=within)
        if done:
            return write.result()
        waiting.slow = True
        await do(waiting.keep)
        self._going_on = asyncio.ensure_future(self._go_on(write))
        return None

    async def end(self) -> None:
        """Wait for a write that goes on by itself."""
        if self._going_on is not None:
            await self._going_on

    async def _go_on(self, write: asyncio.Future[Tried]) -> None:
        """Tell what became of a write that took long, and write what was done meanwhile."""
        page = self._page
        waiting = page.handle.waiting
        try:
            tried = await write
            while waiting and tried.problem is None:
                more: Tried = await page.align.do(waiting.retry)
                tried.written += more.written
                tried.refused += more.refused
                tried.problem = more.problem
            front = page.front()
            if front is not None:
                await front.show_tried(tried, late=False)
        except Exception as error:
            page.align.fail(error)
        finally:
            waiting.slow = False
            self._going_on = None
