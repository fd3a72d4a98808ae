"""A real terminal for the real app: a pty that answers what a modern terminal answers, and counts bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "space": " ",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefgjklnopqrstuvwxyz"},
}  # fmt: skip
QUERIES = [
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
]
"""What a program asks of a terminal, and what this one answers."""
UNKNOWN = re.compile(r"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
"""Sequences that pyte would print."""
CALM = 0.2
"""Seconds without output after which the screen counts as settled."""
PATIENCE = 60.0
"""Seconds after which a test gives up waiting, on a machine that is busy with other things."""


class Terminal:
    """The app in a pty of its own."""

    def __init__(
        self,
        args: Sequence[str],
        home: Path,
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.columns, self.rows = size
        self.screen = pyte.Screen(self.columns, self.rows)
        self.stream = pyte.Stream(self.screen)
        self.total = 0
        """Bytes since the start."""
        self.heard = bytearray()
        """All of them."""
        inherited = {
            k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV")
        }
        own = {
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TZ": "UTC", "ALIGNTUI_HOME": str(home),
            "ALIGNTUI_USER": "Ines Calder", **(env or {}),
        }  # fmt: skip
        self.pid, self.master = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child becomes the app
            os.execve(sys.executable, [sys.executable, "-m", "aligntui", *args], {**inherited, **own})
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        self.code: int | None = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)

    def listen(self, seconds: float) -> int:
        """Bytes that come within some seconds of quiet: each byte starts the wait again."""
        count = 0
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            ready, _, _ = select.select([self.master], [], [], seconds)
            if not ready:
                return count
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return count
            if not data:
                return count
            count += len(data)
            self.total += len(data)
            self.heard += data
            for query, answer in QUERIES:
                for _ in query.finditer(data):
                    os.write(self.master, answer)
            self.stream.feed(UNKNOWN.sub("", data.decode("utf-8", "replace")))
        raise AssertionError(f"never quiet:\n{self.text()}")

    def until(self, words: str) -> None:
        """Read until words stand on the screen, then until it is calm."""
        give_up = time.monotonic() + PATIENCE
        while words not in self.text():
            assert time.monotonic() < give_up, f"{words!r} never came:\n{self.text()}"
            self.listen(0.02)
        self.listen(CALM)

    def press(self, key: str, *, calm: float = CALM) -> int:
        """One key or packet; bytes until the screen was calm for so many seconds."""
        os.write(self.master, KEYS.get(key, key).encode())
        return self.listen(calm)

    def text(self) -> str:
        """The screen as plain text."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def row(self, number: int) -> str:
        """One row, from 1."""
        return str(self.screen.display[number - 1]).rstrip()

    def end(self) -> int:
        """Wait until the app has ended by itself; its exit code."""
        self.listen(CALM)
        _, status = os.waitpid(self.pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.code
