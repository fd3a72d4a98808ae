"""Sessions thrown away: moved, with all that belongs to them, to a folder one can restore from."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from aligntui.store.local import files, fs, heads, names, remains
from aligntui.store.local.carry import carry, carry_folder, is_same
from aligntui.store.local.lock import FileLock
from aligntui.store.local.reasons import cannot_read, not_saved
from aligntui.store.problems import Busy, StoreProblem
from aligntui.store.values import Entry
from aligntui.text import moment

FOLDER = "trash"
"""Folder in the sessions folder."""

_NOTE = "thrown.note"
_PURGED = ".purged-"


class _Note(msgspec.Struct, omit_defaults=True, frozen=True):
    """What is known of a thrown session beside what its files say."""

    at: str = ""
    """ISO time when it was thrown."""
    name: str = ""
    """Name of its file; "" in notes of before."""
    moving: bool = False
    """Whether it is on its way here. It has not left as long as a file stands where it was."""
    to: str = ""
    """Name of the file that it is being restored to; it is restored once that stands."""


class Trash:
    """The trash of one sessions folder. Callers hold the lock of the session they move.

    Each thrown session has a folder of its own, with a note that says what is under way. The session file is
    the first to leave and the last to come back. Where its two names are both there after a crash or a
    power cut, the one among the sessions counts: `settle` takes the other one away.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / FOLDER
        self._settled = False

    def entries(self) -> list[Entry]:
        """What is in the trash, the last thrown first.

        Raises:
            StoreProblem: The folder cannot be read.
        """
        self.settle()
        try:
            found = [entry for home in self._homes() if (entry := self._entry(home)) is not None]
        except OSError as error:
            raise cannot_read(error, self.folder) from error
        return sorted(found, key=lambda entry: (moment.instant(entry.trashed), entry.ref.name), reverse=True)

    def throw(self, entry: Entry, at: str) -> Path:
        """Move a session here; gives where its file lies now.

        Raises:
            OSError: It stays where it is.
        """
        path = names.path_of(entry.ref)
        home = self.folder / _stem(path)
        number = 2
        self._take_back_all(path)
        while fs.exists(home):
            home = self.folder / f"{_stem(path)}.{number}"
            number += 1
        files.make_folder(home)
        try:
            _write(home, _Note(at, path.name, moving=True))
            carry([(path, home / path.name)])
        except OSError:
            self._settled = False
            with contextlib.suppress(OSError):
                _take_back(path, home)
            raise
        try:
            _fetch(path, home)
            _write(home, _Note(at, path.name))
        except OSError:
            # What it leaves behind now is fetched when all are listed next.
            self._settled = False
        fs.remove_tree(names.here_of(path), ignore_errors=True)
        return home / path.name

    def restore(self, entry: Entry, target: Path) -> None:
        """Move a thrown session back to `target`, where nothing may stand.

        Raises:
            OSError: The session is still here.
        """
        home = names.path_of(entry.ref).parent
        # On a full disk there is no room for the note, but there is for the session, which is here already.
        with contextlib.suppress(OSError):
            _write(home, _Note(entry.trashed, entry.ref.name, to=target.name))
        self._bring_back(home / entry.ref.name, target)

    def begun(self, entry: Entry) -> Path | None:
        """Where restoring a session has begun to bring it; None when it has not begun.

        Raises:
            NotSaved: It cannot be told now.
        """
        try:
            to = _read(names.path_of(entry.ref).parent).to
        except OSError as error:
            raise not_saved(error, names.path_of(entry.ref)) from error
        return self.data / to if to else None

    def purge(self, entry: Entry) -> None:
        """Remove a thrown session for good.

        Raises:
            StoreProblem: It is not in the trash.
            OSError: It cannot be removed.
        """
        home = names.path_of(entry.ref).parent
        if home.parent != self.folder:
            raise StoreProblem(f'"{entry.title}" is not in the trash. Throw it there first.')
        gone = home.with_name(_PURGED + home.name)
        if fs.exists(gone):
            fs.remove_tree(gone)
        fs.rename(home, gone)
        files.sync_folder(self.folder)
        # What cannot be removed now is removed when all are listed next.
        self._settled = False
        with contextlib.suppress(OSError):
            fs.remove_tree(gone)
            files.sync_folder(self.folder)

    def settle(self) -> None:
        """Finish, once, what a crash or a power cut left half done, or take it back.

        What somebody is about to do now stays.
        """
        if self._settled:
            return
        self._settled = True
        with contextlib.suppress(OSError):
            for gone in fs.below(self.folder, f"{_PURGED}*"):
                fs.remove_tree(gone)
        with contextlib.suppress(OSError):
            for home in self._homes():
                note = _read(home)
                if note.moving or note.to:
                    with contextlib.suppress(OSError, Busy):
                        self._settle(home, self._place(note))

    def _settle(self, home: Path, path: Path) -> None:
        with FileLock(names.lock_of(path), timeout=0):
            note = _read(home)
            if not (note.moving or note.to) or self._place(note) != path:
                return
            here = home / note.name
            if fs.exists(path):
                if _stands_for(path, here):
                    _take_back(path, home)
                else:
                    # Something else has taken the name: both are sessions of their own.
                    _write(home, _Note(note.at, note.name))
            elif note.to:
                self._bring_back(here, path)
            else:
                _fetch(path, home)
                _write(home, _Note(note.at, note.name))

    def _take_back_all(self, path: Path) -> None:
        """Tries to throw a session away that failed midway are as if they had never been."""
        for home in self._homes():
            note = _read(home)
            if note.moving and note.name == path.name and _stands_for(path, home / path.name):
                _take_back(path, home)

    def _homes(self) -> list[Path]:
        return [home for home in fs.below(self.folder) if not home.name.startswith(".")]

    def _place(self, note: _Note) -> Path:
        """Where the session of a note stands among the sessions, or will stand."""
        return self.data / (note.to or note.name)

    def _bring_back(self, here: Path, target: Path) -> None:
        beside = _beside(here)
        moves = [(path, target.with_name(_stem(target) + path.name[len(_stem(here)) :])) for path in beside]
        carry(moves)
        carry_folder(names.backups_of(here), names.backups_of(target))
        try:
            carry([(here, target)])
        except OSError:
            self._settled = False
            if not fs.exists(target):
                raise
            # It has come back. Its name here goes when all are listed next.
            return
        fs.remove_tree(here.parent, ignore_errors=True)
        files.sync_folder(self.folder)

    def entry(self, path: Path) -> Entry:
        """The entry of a thrown session."""
        return self._entry(path.parent) or heads.unreadable(path, "")

    def _entry(self, home: Path) -> Entry | None:
        note = _Note()
        try:
            note = _read(home)
            path = next(iter(fs.below(home, "*.json")), None)
            if path is not None:
                if (note.moving or note.to) and _stands_for(self._place(note), path):
                    return None
                entry = heads.read_head(path)
            else:
                left = next((owner for one in fs.below(home) if (owner := remains.owner(one.name))), "")
                if not left:
                    return None
                entry = replace(remains.entry_of(home / left), gone=False, lost=False)
        except OSError as error:
            path = home / (note.name or f"{home.name}.json")
            entry = heads.unreadable(path, "", cannot_read(error, path).sentence)
        return replace(entry, trashed=note.at or entry.changed)


def _stem(path: Path) -> str:
    return path.name.removesuffix(".json")


def _beside(path: Path) -> list[Path]:
    """History and damaged versions of a session, whether they are there or not."""
    return [names.history_of(path), *names.damaged_of(path)]


def _fetch(path: Path, home: Path) -> None:
    """Bring what a session left beside its place to the folder that it lies in now."""
    carry((left, home / left.name) for left in _beside(path))
    carry_folder(names.backups_of(path), home / names.backups_of(path).name)


def _take_back(path: Path, home: Path) -> None:
    """Remove the folder of a session that never left, or that has come back to `path`."""
    if not fs.exists(path):
        return
    for here in fs.below(home, "*.json"):
        fs.unlink(here)
    files.sync_folder(home)
    fs.remove_tree(home)
    files.sync_folder(home.parent)


def _stands_for(path: Path, here: Path) -> bool:
    """Whether what stands among the sessions is this one of the trash, or what has become of it."""
    if not fs.exists(path):
        return False
    if not fs.exists(here) or is_same(path, here):
        return True
    later, earlier = heads.revision(path), heads.revision(here)
    same = heads.read_head(path).id == heads.read_head(here).id != ""
    return same and later is not None and earlier is not None and later >= earlier


def _read(home: Path) -> _Note:
    try:
        return msgspec.json.decode(fs.read_plain(home / _NOTE, 4096), type=_Note)
    except (FileNotFoundError, NotADirectoryError, msgspec.MsgspecError, UnicodeDecodeError):
        return _Note()


def _write(home: Path, note: _Note) -> None:
    files.write(home / _NOTE, msgspec.json.encode(note)).close()
