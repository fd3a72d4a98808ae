"""The way of changes to the disk: one waits for it a moment, and goes on while a long write is under way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligntui.store.waiting import Tried, Waiting

MOMENT = 0.5
"""Seconds that a write may take before one goes on without it, and it is said that it is under way."""

Do = Callable[..., Awaitable[Any]]
"""Runs a job that may block (disk, lock) beside whoever asks: `await do(job, *arguments)`."""


class Outbox:
    """Writes what waits in one session.

    Args:
        waiting: What waits.
        do: Runs what may block.

    Attributes:
        landed: Told what became of a write that took longer than a moment.
        failed: Told of an error that nobody waits for any more.
    """

    def __init__(self, waiting: Waiting, do: Do) -> None:
        self.landed: Callable[[Tried], Awaitable[None]] | None = None
        self.failed: Callable[[Exception], None] | None = None
        self._waiting = waiting
        self._do = do
        self._going_on: asyncio.Task[None] | None = None

    async def write(self, within: float | None, *, later: bool = False) -> Tried | None:
        """Write what waits; None when that takes longer than so many seconds: it goes on by itself then.

        Args:
            within: Seconds; None for as long as it takes.
            later: Some seconds have passed since the last try: words being typed are tried again too.
        """
        waiting = self._waiting
        if waiting.slow:
            # Whoever is at it writes this as well.
            await self._do(waiting.keep)
            return None
        write: asyncio.Future[Tried] = asyncio.ensure_future(
            self._do(waiting.retry_all if later else waiting.retry)
        )
        done, _ = await asyncio.wait({write}, timeout=within)
        if done:
            return write.result()
        waiting.slow = True
        await self._do(waiting.keep)
        self._going_on = asyncio.ensure_future(self._go_on(write))
        return None

    async def end(self) -> None:
        """Wait for a write that goes on by itself."""
        if self._going_on is not None:
            await self._going_on

    async def _go_on(self, write: asyncio.Future[Tried]) -> None:
        """Tell what became of a write that took long, and write what was done meanwhile."""
        waiting = self._waiting
        try:
            tried = await write
            while waiting and tried.problem is None:
                more: Tried = await self._do(waiting.retry)
                tried.written += more.written
                tried.refused += more.refused
                tried.problem = more.problem
            if self.landed is not None:
                await self.landed(tried)
        except Exception as error:
            if self.failed is None:
                raise
            self.failed(error)
        finally:
            waiting.slow = False
            self._going_on = None
