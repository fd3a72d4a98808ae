"""A program on a pseudo-terminal: what a person would see there, the bytes behind it, and how it ends.

Nothing here sleeps to be in step with the program: `until` reads until the screen shows what is waited for.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyte

PATIENCE = 60.0
"""Seconds after which what must come is given up, on a machine that is busy with other things."""
STILL = 0.4
"""Seconds without work after which a program has drawn its screen to the end."""

KEYS = {
    "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "space": " ", "escape": "\x1b",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip

Wanted = str | Callable[["Tty"], Any]


class Gone(AssertionError):  # noqa: N818 - it is what happened
    """The program ended, or never showed what was waited for."""


class Tty:
    """A program in a session of its own, with a pseudo-terminal as its controlling terminal.

    Args:
        argv: The program.
        env: Its whole environment.
        columns: Width of the terminal.
        rows: Its height.
        ignores: Signals that it finds ignored when it starts, as under nohup.
        answers: Whether the terminal says how it is when it is asked, as every real one does.
    """

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        ignores: Sequence[int] = (),
        answers: bool = True,
    ) -> None:
        self.raw = bytearray()
        self.master, slave = pty.openpty()
        self._size(columns, rows)
        self.before = termios.tcgetattr(self.master)
        self.screen = pyte.Screen(columns, rows)
        self.screen.write_process_input = self._answer if answers else lambda _: None
        self._stream = pyte.ByteStream(self.screen)

        # The first process of a session of its own, with this terminal as the one that hangs up on it.
        command = ["setsid", "--ctty", *argv]
        if ignores:
            names = " ".join(str(int(number)) for number in ignores)
            command = ["setsid", "--ctty", "sh", "-c", f'trap \'\' {names}; exec "$0" "$@"', *argv]
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=dict(env))
        os.close(slave)

    def __enter__(self) -> Tty:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pid in self.members():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait(PATIENCE)
        self.close()

    # what a person does

    def type(self, text: str) -> None:
        """Send text as it stands."""
        self.send(text.encode())

    def press(self, *keys: str) -> None:
        """Press keys by name, or letters."""
        for key in keys:
            self.type(KEYS.get(key, key))

    def command(self, name: str) -> None:
        """Give a command by its name, out of a line or in it."""
        self.press("ctrl+k")
        self.until("what would you like to do?")
        self.type(name)
        self.press("enter")

    def send(self, data: bytes) -> None:
        """Send bytes."""
        os.write(self.master, data)

    @property
    def questions(self) -> int:
        """How often the terminal was asked how it is."""
        return bytes(self.raw).count(b"\x1b[5n")

    def _answer(self, text: str) -> None:
        """What the terminal says by itself. A program that has ended is told nothing."""
        with contextlib.suppress(OSError):
            self.type(text)

    def resize(self, columns: int, rows: int) -> None:
        """Another size of the window."""
        self.screen.resize(rows, columns)
        self._size(columns, rows)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def close(self) -> None:
        """Close the window: the line is gone."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    # what a person sees

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def row(self, number: int) -> str:
        """One row, counted from 1; -1 is the last one."""
        return str(self.screen.display[number - 1 if number > 0 else number]).rstrip()

    def read(self, seconds: float = 0.05) -> bytes:
        """What comes within so many seconds; empty when nothing does."""
        if self.master < 0 or not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return b""
        self.raw += data
        self._stream.feed(data)
        return data

    def until(self, wanted: Wanted, patience: float = PATIENCE) -> str:
        """Read until the screen shows these words, or until the question about it is answered yes."""
        deadline = time.monotonic() + patience
        while True:
            self.read()
            if wanted in self.text if isinstance(wanted, str) else wanted(self):
                return self.text
            if time.monotonic() > deadline:
                raise Gone(f"{wanted!r} did not come. The screen:\n{self.text}\n[{self.state()}]")

    @property
    def afterwards(self) -> str:
        """What was written since the alternate screen was left, without sequences; nothing while it is on."""
        rest = bytes(self.raw).rpartition(b"\x1b[?1049l")[2].decode("utf-8", "replace")
        if "\x1b[?1049h" in rest:
            return ""
        return re.sub(r"\x1b\[[0-9;?<>]*[a-zA-Z]", "", rest)

    def unreadable(self) -> list[str]:
        """Signs that are drawn in the colour they stand on."""
        return [
            f"{cell.data!r} at {column},{row}"
            for row, cells in self.screen.buffer.items()
            for column, cell in cells.items()
            if cell.data.strip() and cell.fg == cell.bg != "default"
        ]

    # the program

    def state(self) -> str:
        """How the program stands, in a word for a message."""
        return "running" if self.process.poll() is None else f"exit {self.process.returncode}"

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait for the end, reading what still comes; the exit code, 128 and its number after a signal."""
        deadline = time.monotonic() + patience
        while self.process.poll() is None:
            if self.read() == b"" and self.master < 0:
                time.sleep(0.01)
            if time.monotonic() > deadline:
                raise Gone(f"It did not end. The screen:\n{self.text}")
        while self.read(0.0):
            pass
        code = self.process.returncode
        return 128 - code if code < 0 else code

    def members(self) -> list[int]:
        """Ids of the processes that are in the session of the program now."""
        return session_members(self.process.pid)

    @property
    def modes_are_back(self) -> bool:
        """Whether the terminal echoes and edits lines as before."""
        return bool(termios.tcgetattr(self.master)[3] == self.before[3])

    def sent(self, sequence: str) -> int:
        """Place of the last such sequence in what was written; -1 when there is none."""
        return bytes(self.raw).rfind(sequence.encode())


def session_members(session: int) -> list[int]:
    """Ids of the processes of a session that still run (zombies do not)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[3]) == session and words[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def children(pid: int) -> list[int]:
    """Ids of the processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def state_of(pid: int) -> str:
    """The letter by which the system says how a process stands: R, S, T (stopped), Z; "" when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def name_of(pid: int) -> str:
    """The name of a process; "" when it is gone."""
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def cpu_ticks(pid: int) -> int:
    """Processor time that a process has used, in clock ticks."""
    words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(words[11]) + int(words[12])


def rest(pid: int) -> None:
    """Wait until a program had nothing to do for a moment; one that waits for its turn has.

    A busy machine makes this longer and no answer wrong, as a wait of so many seconds would.
    """
    since, before = time.monotonic(), -1
    while time.monotonic() - since < STILL:
        time.sleep(0.02)
        threads = [stat.read_text(encoding="utf-8") for stat in Path(f"/proc/{pid}/task").glob("*/stat")]
        runs = any(words.rpartition(")")[2].split()[0] in "RD" for words in threads)
        if runs or cpu_ticks(pid) != before:
            since, before = time.monotonic(), cpu_ticks(pid)


def eventually(true: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Ask until the answer is yes; gives the answer."""
    deadline = time.monotonic() + patience
    while not (answer := true()):
        if time.monotonic() > deadline:
            raise Gone(f"Never came true: {what}.")
        time.sleep(0.02)
    return answer
