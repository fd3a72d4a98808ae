"""Leaving when the line drops or the system says so: drafts on disk, terminal restored, within three seconds.

Nothing is saved here that was kept before: what has been kept is on disk since its Enter.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Protocol

from aligntui.cli import unix

SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT")
"""Signals that end the app. A hang-up does so also where it is ignored (nohup), for nobody reads on."""

WITHIN = 2.5
"""Seconds after a signal in which the app may end by itself; three are allowed."""

DRAFTS_WITHIN = 0.4
"""Seconds that drafts get when the app could not write them by itself."""


class Ending(Protocol):
    """An app that can be told to end."""

    loop: asyncio.AbstractEventLoop | None

    def hang_up(self) -> None:
        """Put drafts on disk now, without waiting for anything. Any thread may call it."""

    async def settle(self) -> None:
        """Let the last keys arrive where words are kept."""

    def exit(self, result: int | None = None) -> None:
        """End with a code."""

    def let_go(self, wake: Callable[[int], None]) -> None:
        """Give the terminal back without waiting for it; `wake` ends what a thread waits for."""


class Leaving:
    """Turns signals into an orderly end, and into the end when that does not come.

    Attributes:
        code: Exit code, 128 and the number of the signal; 0 while nobody told the app to go.
    """

    def __init__(self, app: Ending) -> None:
        self.app = app
        self.code = 0
        self._kept = False
        self._going: asyncio.Future[None] | None = None
        self._reader, self._writer = os.pipe()

    def install(self) -> None:
        """Answer signals from now on."""
        # Started now: a signal may come where no thread can be started.
        threading.Thread(target=self._watch, daemon=True, name="aligntui-leaving").start()
        for name in SIGNALS:
            signal.signal(getattr(signal, name), self._told)

    def _told(self, number: int, _frame: object) -> None:
        if self.code:
            return
        self.code = 128 + number
        os.write(self._writer, b"!")
        loop = self.app.loop
        if loop is not None:
            # Closed means that the app is at its end already.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        self._going = asyncio.ensure_future(self.go())

    async def go(self) -> None:
        """Keep drafts and end."""
        self._keep()
        await self.app.settle()
        self._keep()
        self._kept = True
        self.app.exit(self.code)

    def _keep(self) -> None:
        if not self._kept:
            self.app.hang_up()

    def _watch(self) -> None:
        """End the process when the app does not: it may wait for a terminal that no longer reads."""
        os.read(self._reader, 1)
        time.sleep(WITHIN - DRAFTS_WITHIN)
        keeper = threading.Thread(target=self._keep, daemon=True)
        keeper.start()
        keeper.join(DRAFTS_WITHIN)
        self.app.let_go(unix.wake)
        os._exit(self.code)
