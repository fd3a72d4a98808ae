"""The folder of the session files: free names, new files, the lock of one file, damaged files."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from aligntui.session.model import Session
from aligntui.store.local import backups, codec, files, fs, names
from aligntui.store.local.lock import FileLock
from aligntui.store.local.presence import Presence
from aligntui.store.local.reasons import no_folder, not_saved
from aligntui.store.problems import Busy, Damaged, NotSaved, StoreProblem
from aligntui.text.slug import short, slug


class Folder:
    """One folder of session files.

    Args:
        data: The folder; made when something is written.
        timeout: Seconds to wait for another writer.
    """

    def __init__(self, data: Path, *, timeout: float) -> None:
        self.data = data
        self._timeout = timeout

    def holds(self, path: Path) -> bool:
        """Whether a file lies in this folder itself."""
        return fs.realpath(path.parent) == fs.realpath(self.data)

    def free(self, stem: str) -> Path:
        """A session file name of which nothing lies here, not even a history.

        Raises:
            NotSaved: It cannot be told now.
        """
        target = self.data / f"{stem}.json"
        number = 2
        try:
            while _is_taken(target):
                target = self.data / f"{stem}-{number}.json"
                number += 1
        except OSError as error:
            raise not_saved(error, target) from error
        return target

    def add(self, session: Session) -> Path:
        """Write a new session file, named after title and id.

        Raises:
            NotSaved: It cannot be written.
        """
        stem = f"{slug(session.meta.title)}-{short(session.meta.id)}"
        data = codec.encode(codec.tables_of(session))
        while True:
            target = self.free(stem)
            with self.writing(target):
                # Somebody may have taken the name while we waited.
                if not fs.exists(target):
                    files.write(target, data).close()
                    return target

    def separate(self, path: Path, session_id: str, title: str) -> None:
        """Make a session of its own of a file that holds the same one as another file.

        Raises:
            StoreProblem: It cannot be read, or somebody has it open: under their hands it would be another.
            NotSaved: It cannot be written.
        """
        others = Presence(path, "").others()
        if others:
            raise StoreProblem(f"{others[0].name} has this copy open. Rename it when it is closed.")
        with self.writing(path):
            session = codec.session_in(path)
            meta = msgspec.structs.replace(session.meta, id=session_id, title=title)
            changed = msgspec.structs.replace(session, meta=meta)
            files.write(path, codec.encode(codec.tables_of(changed))).close()

    @contextlib.contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """Hold the lock of a session file.

        Raises:
            NotSaved: The lock cannot be had, or something inside could not be written.
        """
        try:
            files.make_folder(path.parent)
        except OSError as error:
            raise no_folder(error, path.parent) from error
        try:
            with FileLock(names.lock_of(path), timeout=self._timeout):
                yield
        except OSError as error:
            raise not_saved(error, path) from error
        except Busy as problem:
            raise NotSaved(problem.sentence) from problem

    def set_aside(self, path: Path) -> Path | None:
        """Rename a damaged session file of ours; None when it stays where it is.

        Files elsewhere stay, and so does a file that was never written by AlignTUI here (it has no lock): it
        may be no session at all. Where nothing can be renamed it stays too.
        """
        with contextlib.suppress(OSError, NotSaved):
            if not self.holds(path) or not fs.exists(names.lock_of(path)):
                return None
            with self.writing(path):
                if not is_damaged(path):
                    return None
                return backups.set_aside(path)
        return None


def _is_taken(path: Path) -> bool:
    beside = (path, names.history_of(path), names.backups_of(path))
    return any(fs.exists(one) for one in beside) or bool(names.damaged_of(path))


def is_damaged(path: Path) -> bool:
    """Whether a file is there, can be read, and makes no session."""
    try:
        codec.session_in(path)
    except Damaged:
        return True
    except (OSError, StoreProblem):
        return False
    return False
