"""A terminal to measure in: starts a program on a pty, answers what it asks, and notes when bytes come."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

import pyte

SIZE = (80, 24)
"""Columns and rows of all measurements but that of memory."""

ANSWERS: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\](1[01]);\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\"),
)
"""Questions of programs to a terminal, and what a present-day one says."""
LONGEST = 16
"""Bytes of the longest question, which two reads may split."""

KEYS = {
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "enter": b"\r",
    "escape": b"\x1b",
    "down": b"\x1b[B",
    "up": b"\x1b[A",
}


class Silent(Exception):  # noqa: N818 - programs have problems, not errors
    """The program ended, or never showed what was waited for."""


@dataclass(frozen=True)
class Burst:
    """What one key cost."""

    ms: float
    """From the key to the last byte it caused."""
    bytes: int


@dataclass
class Terminal:
    """One program in one terminal. Use it in a `with`.

    Args:
        command: Program and arguments.
        env: Its environment.
        folder: Where it runs.
        size: Columns and rows.
    """

    command: list[str]
    env: dict[str, str]
    folder: Path
    size: tuple[int, int] = SIZE
    said: list[tuple[float, bytes]] = field(default_factory=list)
    """Seconds since the start, and what came."""

    def __enter__(self) -> Terminal:
        self.master, other = os.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", self.size[1], self.size[0], 0, 0))
        os.set_blocking(self.master, False)
        self._rest = b""
        self._screen = pyte.Screen(*self.size)
        self._stream = pyte.ByteStream(self._screen)
        self._begun = time.perf_counter()
        self._process = subprocess.Popen(
            self.command,
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=self.folder,
            env=self.env,
            start_new_session=True,
            # The pty must be the controlling terminal, or signals and job control are not as in life.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(other)
        return self

    def __exit__(self, *_: object) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is not None:
                break
            self._process.send_signal(number)
            until = time.perf_counter() + 3
            while self._process.poll() is None and time.perf_counter() < until:
                self._read(0.02)
        os.close(self.master)

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def _now(self) -> float:
        return time.perf_counter() - self._begun

    def _read(self, seconds: float) -> bool:
        """Take what comes within so many seconds, and answer it. False when nothing came."""
        ready, _, _ = select.select([self.master], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except BlockingIOError:
            return False
        except OSError:
            # Linux says so when the last program on the other side has gone.
            data = b""
        if not data:
            time.sleep(min(seconds, 0.01))
            return False
        self.said.append((self._now(), data))
        text = self._rest + data
        end = 0
        for question, answer in ANSWERS:
            for found in question.finditer(text):
                os.write(self.master, answer)
                end = max(end, found.end())
        self._rest = text[max(end, len(text) - LONGEST) :]
        return True

    def settle(self, words: str, quiet: float = 0.25, limit: float = 15.0) -> None:
        """Read until these words came, and then nothing for `quiet` seconds.

        Raises:
            Silent: They did not come in `limit` seconds, or the program ended.
        """
        until = time.perf_counter() + limit
        wanted = words.encode()
        there = False
        while time.perf_counter() < until:
            news = self._read(quiet)
            if self._process.poll() is not None:
                raise Silent(f"{' '.join(self.command)} ended:\n{self.text()}")
            if there and not news:
                return
            # A word is painted in one piece, so that the screen need not be put together yet.
            there = there or wanted in b"".join(data for _, data in self.said)
        raise Silent(f"{' '.join(self.command)} never showed {words!r}:\n{self.text()}")

    def press(self, key: str, quiet: float = 0.12) -> Burst:
        """Send a key and read until nothing came for `quiet` seconds."""
        first = len(self.said)
        at = self._now()
        os.write(self.master, KEYS.get(key, key.encode()))
        while self._read(quiet):
            pass
        caused = self.said[first:]
        if not caused:
            return Burst(0.0, 0)
        return Burst((caused[-1][0] - at) * 1000, sum(len(data) for _, data in caused))

    def go(self, keys: str, words: str, limit: float = 15.0) -> None:
        """Send a key, or text, and read until these words stand on the screen; what came is not remembered.

        Raises:
            Silent: They did not come in `limit` seconds.
        """
        os.write(self.master, KEYS.get(keys, keys.encode()))
        until = time.perf_counter() + limit
        while time.perf_counter() < until:
            self._read(0.05)
            for _, data in self.said:
                self._stream.feed(_plain(data))
            self.said.clear()
            if any(words in row for row in self._screen.display):
                return
        raise Silent(f"{keys!r} never led to {words!r}:\n" + "\n".join(self._screen.display))

    def idle(self, seconds: float) -> int:
        """Bytes that come while nobody does anything."""
        first = len(self.said)
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)
        return sum(len(data) for _, data in self.said[first:])

    def _screens(self) -> list[tuple[float, list[str]]]:
        screen = pyte.Screen(*self.size)
        stream = pyte.ByteStream(screen)
        found = []
        for moment, data in self.said:
            stream.feed(_plain(data))
            found.append((moment, list(screen.display)))
        return found

    def text(self) -> str:
        """What stands on the screen."""
        screens = self._screens()
        return "\n".join(row.rstrip() for row in screens[-1][1]) if screens else ""

    def shown(self, words: str) -> float:
        """Milliseconds until these words stood on the screen.

        Raises:
            Silent: They never did.
        """
        for moment, rows in self._screens():
            if any(words in row for row in rows):
                return moment * 1000
        raise Silent(f"{' '.join(self.command)} never showed {words!r}:\n{self.text()}")

    def complete(self) -> float:
        """Milliseconds until the screen read as it does now, and stayed so."""
        screens = self._screens()
        there, goal = screens[-1]
        for moment, rows in reversed(screens):
            if rows != goal:
                break
            there = moment
        return there * 1000

    def written(self) -> int:
        """Bytes so far."""
        return sum(len(data) for _, data in self.said)


_PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;:]*[a-zA-Z$]+")


def _plain(data: bytes) -> bytes:
    """Without private modes: pyte takes some of them for other things, and none moves a cell."""
    return _PRIVATE.sub(b"", data)
