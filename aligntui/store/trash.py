"""Sessions thrown away: moved, with all that belongs to them, to a folder one can restore from."""

from __future__ import annotations

import contextlib
import dataclasses
from pathlib import Path

import msgspec

from aligntui.store import files, fs, heads, names
from aligntui.store.heads import Entry
from aligntui.store.problems import StoreProblem
from aligntui.text import moment

FOLDER = "trash"
"""Folder in the sessions folder."""

_NOTE = "thrown.note"


class Trash:
    """The trash of one sessions folder. Callers hold the lock of the session they move.

    Each thrown session has a folder of its own. The session file is the first to leave and the last to
    come back, so that a session is in one place or the other at any moment.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / FOLDER

    def entries(self) -> list[Entry]:
        """What is in the trash, the last thrown first."""
        found: list[Entry] = []
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            for folder in fs.below(self.folder):
                entry = self._entry(folder)
                if entry is not None:
                    found.append(entry)
        return sorted(found, key=lambda entry: (moment.instant(entry.trashed), entry.path.name), reverse=True)

    def throw(self, entry: Entry, at: str) -> Path:
        """Move a session here; gives where its file lies now.

        Raises:
            OSError: It stays where it is.
        """
        stem = entry.path.name.removesuffix(".json")
        home = self.folder / stem
        number = 2
        while fs.exists(home):
            home = self.folder / f"{stem}.{number}"
            number += 1
        files.make_folder(home)
        files.write(home / _NOTE, msgspec.json.encode({"at": at})).close()
        try:
            _move(entry.path, home)
        except OSError:
            fs.remove_tree(home, ignore_errors=True)
            raise
        for path in _beside(entry.path):
            _move(path, home)
        fs.remove_tree(names.here_of(entry.path), ignore_errors=True)
        files.sync_folder(home)
        files.sync_folder(self.data)
        return home / entry.path.name

    def restore(self, entry: Entry, target: Path) -> None:
        """Move a thrown session back to `target`, where nothing may stand.

        Raises:
            OSError: The session is still here.
        """
        home = entry.path.parent
        for path in _beside(entry.path):
            twin = target.parent / (target.name.removesuffix(".json") + path.name[len(_stem(entry.path)) :])
            if not fs.exists(twin):
                fs.rename(path, twin)
        if fs.exists(entry.path):
            fs.rename(entry.path, target)
        files.sync_folder(target.parent)
        fs.remove_tree(home, ignore_errors=True)

    def purge(self, entry: Entry) -> None:
        """Remove a thrown session for good.

        Raises:
            StoreProblem: It is not in the trash.
            OSError: It cannot be removed.
        """
        if entry.path.parent.parent != self.folder:
            raise StoreProblem(f'"{entry.title}" is not in the trash. Throw it there first.')
        fs.remove_tree(entry.path.parent)
        files.sync_folder(self.folder)

    def _entry(self, folder: Path) -> Entry | None:
        path = next(iter(fs.below(folder, "*.json")), None)
        try:
            note = msgspec.json.decode(fs.read_plain(folder / _NOTE, 4096), type=dict[str, str])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            note = {}
        if path is not None:
            try:
                entry = heads.read_head(path)
            except OSError:
                return None
        else:
            damaged = next(iter(fs.below(folder, "*.json.damaged-*")), None)
            if damaged is None:
                return None
            path = damaged.with_name(damaged.name.rsplit(".damaged-", 1)[0])
            entry = heads.unreadable(path, "")
        return dataclasses.replace(entry, trashed=note.get("at", "") or entry.changed)


def _stem(path: Path) -> str:
    return path.name.removesuffix(".json")


def _beside(path: Path) -> list[Path]:
    """History, copies and damaged versions of a session, where there are any."""
    found = [names.history_of(path), names.backups_of(path), *names.damaged_of(path)]
    return [path for path in found if fs.exists(path)]


def _move(path: Path, folder: Path) -> None:
    if fs.exists(path):
        fs.rename(path, folder / path.name)
