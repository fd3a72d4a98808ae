"""Leaving when the line drops or the system says so: drafts on disk, terminal restored, within three seconds.

Nothing is saved here that was kept before: what has been kept is on disk since its Enter.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligntui.screens.app import AlignApp

SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT")
"""Signals that end the app. A hang-up does so also where it is ignored (nohup), for nobody reads on."""

WITHIN = 2.5
"""Seconds after a signal in which the app may end by itself; three are allowed."""

DRAFTS_WITHIN = 0.4
"""Seconds that drafts get when the app could not write them by itself."""

RESTORE = (
    b"\x18\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What the app says to a terminal when it leaves, for when it cannot say so itself; CAN ends a cut sequence."""


class Leaving:
    """Turns signals into an orderly end, and into the end when that does not come.

    Attributes:
        code: Exit code, 128 and the number of the signal; 0 while nobody told the app to go.
    """

    def __init__(self, app: AlignApp) -> None:
        self.app = app
        self.code = 0
        self._kept = False
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
                loop.call_soon_threadsafe(self.go)

    def go(self) -> None:
        """Keep drafts and end. On the event loop."""
        self._keep()
        self.app.exit(self.code)

    def _keep(self) -> None:
        if not self._kept:
            for page in self.app.pages():
                page.hung_up()
            self._kept = True

    def _watch(self) -> None:
        """End the process when the app does not: it may wait for a terminal that no longer reads."""
        os.read(self._reader, 1)
        time.sleep(WITHIN - DRAFTS_WITHIN)
        keeper = threading.Thread(target=self._keep, daemon=True)
        keeper.start()
        keeper.join(DRAFTS_WITHIN)
        restore(self.app.terminal_before())
        os._exit(self.code)


def restore(before: list[object] | None) -> None:
    """Give a terminal back its modes without waiting for it.

    Args:
        before: Its attributes before the app began; None when they are not known.
    """
    with contextlib.suppress(OSError, ValueError, AttributeError, termios.error):
        if before is not None:
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, before)  # type: ignore[union-attr,arg-type]
    with contextlib.suppress(OSError, ValueError, AttributeError, termios.error):
        out = sys.__stderr__.fileno()  # type: ignore[union-attr]
        # What waits there is what it did not read; only without it is there room.
        termios.tcflush(out, termios.TCOFLUSH)
        blocking = os.get_blocking(out)
        os.set_blocking(out, False)
        try:
            os.write(out, RESTORE)
        finally:
            # The shell has the same open file and expects it to wait.
            os.set_blocking(out, blocking)
