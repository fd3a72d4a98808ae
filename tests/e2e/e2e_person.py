"""One person with a home of her own: her environment, her commands, and what lies on her disk."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from e2e_pty import Tty

from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store

SOLO = "swot/factors"
BOARD = "36-hour sourdough sells out before noon"


@dataclass
class Person:
    """Somebody at a terminal.

    Attributes:
        home: Her `ALIGNTUI_HOME`.
        bin: Folder with the command `aligntui`.
        name: Under which she writes.
        env: Her whole environment.
    """

    home: Path
    bin: Path
    name: str
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """An environment in which nothing depends on who runs the tests."""
        self.env = {
            "PATH": f"{self.bin}:{os.environ.get('PATH', os.defpath)}",
            "HOME": str(self.home.parent),
            "ALIGNTUI_HOME": str(self.home),
            "ALIGNTUI_USER": self.name,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }

    # what she does

    def argv(self, *words: str) -> list[str]:
        """The command line of `aligntui WORDS`."""
        return [str(self.bin / "aligntui"), *words]

    def at_terminal(self, *words: str, env: dict[str, str] | None = None, **terminal: Any) -> Tty:
        """`aligntui WORDS` on a terminal, with these variables changed ("" takes one away)."""
        return Tty(self.argv(*words), self.env_with(env or {}), **terminal)

    def env_with(self, changes: dict[str, str]) -> dict[str, str]:
        """The environment with some variables changed, or taken away by ""."""
        return {key: value for key, value in {**self.env, **changes}.items() if value}

    def command(
        self, *words: str, stdin: int | None = subprocess.DEVNULL
    ) -> subprocess.CompletedProcess[str]:
        """`aligntui WORDS` without a terminal."""
        return subprocess.run(
            self.argv(*words), env=self.env, stdin=stdin, capture_output=True, text=True,
            encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    # what she has

    def begin(self, title: str = "Millrace", name: str = SOLO) -> None:
        """A new session, as `aligntui run` makes it."""
        handle, _ = start(self.store(), Library(), name, title=title, solo=True)
        handle.close()

    def store(self) -> Store:
        from aligntui.cli.place import new_id
        from aligntui.text import moment

        return Store(self.home, self.home / "state", clock=moment.now, new_id=new_id, person=self.name)

    def file(self, title: str = "Millrace") -> Path:
        """The file of a session."""
        return path_of(self.store().find(title).ref)

    def id(self, title: str = "Millrace") -> str:
        """The id of a session."""
        return self.store().find(title).id

    def words(self, title: str = "Millrace") -> list[str]:
        """The words of all items in a session file, in the order in which they were written."""
        return [item.get("text", "") for item in self.table("items", title)]

    def table(self, table: str, title: str = "Millrace") -> Sequence[dict[str, Any]]:
        """Rows of a table in a session file."""
        return list(json.loads(self.file(title).read_text(encoding="utf-8"))[table].values())

    def drafts(self) -> list[str]:
        """Words that she was typing, in any session."""
        found = []
        for path in self.home.glob("state/*/drafts/*.json"):
            places = json.loads(path.read_text(encoding="utf-8")).get("places", {})
            found += [draft["text"] for draft in places.values()]
        return found
