"""Kept words: what the app took at Enter is in a session, waits to be written, stands in a line, or was taken
away by somebody who said so.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from walk_moves import Move

if TYPE_CHECKING:
    from walk_scenes import Scene
    from walker import Walker

TOKEN = re.compile(r"q\d+(?:ba|ko|ri|mu|te|lo|sa|ni|fe|du){2}")


class Words:
    """Follows each word of its own that stood in a line which keeps."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        """Words that are in a session, or waited to be written into one, and by which key."""
        self._waited: dict[str, int] = {}
        """Those of them that only waited then, and how often something had been taken back by then."""

        self._left: set[str] = set()
        """Those that the app has named as lost if one goes now."""

    @property
    def count(self) -> int:
        """How many words were kept."""
        return len(self.kept)

    def before(self, walker: Walker, move: Move, *, unread: bool = False) -> dict[str, str]:
        """Words in the line that a key is about to take, with the place; nothing for any other move.

        Args:
            walker: Who moves.
            move: What comes now.
            unread: Whether keys before it wait to be read: signs replace what is chosen in the line.
        """
        eyes = walker.eyes
        if move.verb != "key" or not walker.app.is_running or not eyes.pages:
            return {}
        line = eyes.line
        if line is None or not eyes.keeps(move.what):
            return {}
        words = line.words.replace(line.selected_text, " ", 1) if unread else line.words
        return dict.fromkeys(TOKEN.findall(words), f"{move.what} on {eyes.place} ({eyes.step})")

    def after(self, walker: Walker, before: dict[str, str]) -> None:
        """Each of them must be somewhere now."""
        from walker import Fell

        memory, waiting = walker.eyes.in_memory(), walker.eyes.waiting()
        sessions, own = written(walker.scene.folder / "data"), written(walker.scene.folder / "state")
        for token, where in before.items():
            if token in sessions:
                self.kept[token] = where
                self._waited.pop(token, None)
            elif token in waiting:
                self.kept[token] = where
                self._waited[token] = walker.seen.commands["undo"]
            elif token not in own and token not in memory:
                screen = "\n".join(walker.eyes.rows())
                raise Fell(f"lost word by {where}", f"{token}, typed and taken, is nowhere.\n{screen}")

    def release(self, walker: Walker) -> None:
        """Whoever was told that words are nowhere on disk, and goes, leaves them behind knowingly."""
        waiting = walker.eyes.waiting()
        if waiting and walker.eyes.warned:
            self._left.update(TOKEN.findall(waiting))

    def at_the_end(self, scene: Scene, walkers: list[Walker]) -> None:
        """What was taken lies on disk still: in a session, its history or the trash, or waits there."""
        from walker import Fell

        disk = written(scene.folder)
        undone = sum(walker.seen.commands["undo"] for walker in walkers[:1])
        for token, where in self.kept.items():
            # What waits is taken back before it is written: that leaves nothing behind, as was asked.
            taken_back = token in self._waited and undone > self._waited[token]
            if token not in disk and not (taken_back or token in self._left or scene.erased):
                raise Fell("lost kept word", f"{token}, kept by {where}, is on no disk at the end.")


def written(folder: Path) -> str:
    """All that lies on disk: sessions, history, what waits, half sentences, the trash; no copies."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".json", ".jsonl") and ".backups" not in str(path) and path.is_file():
            found.append(path.read_bytes().decode(errors="replace"))
    return "\n".join(found)
