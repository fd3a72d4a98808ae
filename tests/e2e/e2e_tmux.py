"""A person at a tmux of her own: keys go in by name, the rows of the screen come out."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from e2e_pty import PATIENCE, Gone

NAMES = {
    "enter": "Enter", "escape": "Escape", "tab": "Tab", "space": "Space", "up": "Up", "down": "Down",
    "left": "Left", "right": "Right", "backspace": "BSpace",
}  # fmt: skip


class Tmux:
    """One window of 80 columns and 24 rows on a tmux server of its own.

    Args:
        socket: Where its server listens; a path of at most some hundred signs.
        env: The whole environment of what runs in it.
    """

    def __init__(self, socket: Path, env: Mapping[str, str]) -> None:
        self._socket = str(socket)
        self._env = dict(env)
        self._runs = False

    def run(self, argv: Sequence[str]) -> None:
        """Start a program in the window, in place of what ran there."""
        env = [f"{key}={value}" for key, value in self._env.items() if key != "TERM"]
        # What tmux is told is run by sh; `env -i` keeps what surrounds the tests out of it.
        line = shlex.join(["env", "-i", *env, "TERM=screen-256color", *argv])
        if self._runs:
            self._tmux("respawn-pane", "-k", f"exec {line}")
            return
        size = ("-x", "80", "-y", "24")
        stays = (";", "set-option", "-g", "remain-on-exit", "on")
        self._tmux("-f", os.devnull, "new-session", "-d", *size, "sleep 0.2", *stays)
        self._runs = True
        self.run(argv)

    def stop(self) -> None:
        """End the server and what runs in it."""
        self._runs = False
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False)

    @property
    def pid(self) -> int:
        """Id of the program."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))

    @property
    def dead(self) -> bool:
        """Whether the program has ended."""
        return self._tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return self._tmux("capture-pane", "-p")

    def row(self, number: int) -> str:
        """One row, counted from 1."""
        rows = self.text.split("\n")
        return rows[number - 1].rstrip() if number <= len(rows) else ""

    def press(self, *keys: str) -> None:
        """Press keys: by name, `ctrl+q`, or letters."""
        names = [NAMES.get(key, key.replace("ctrl+", "C-")) for key in keys]
        self._tmux("send-keys", "--", *names)

    def type(self, text: str) -> None:
        """Type text."""
        self._tmux("send-keys", "-l", "--", text)

    def until(self, wanted: str | Callable[[str], Any], patience: float = PATIENCE) -> str:
        """Look until the screen shows these words, or until the question about it is answered yes."""
        deadline = time.monotonic() + patience
        while True:
            text = self.text
            if wanted in text if isinstance(wanted, str) else wanted(text):
                return text
            if time.monotonic() > deadline:
                raise Gone(f"{wanted!r} did not come. The screen:\n{text}")
            time.sleep(0.03)

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *words], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Gone(f"tmux {words[0]}: {done.stderr.strip()}")
        return done.stdout
