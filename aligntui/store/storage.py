"""The TinyDB storage that two processes and a power cut cannot break.

A read takes the whole file, a write replaces it in one step. Inside `transaction()` the lock is held
from the read to the write, and all writes together make one replacement.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from aligntui.store import codec, files
from aligntui.store.codec import Tables
from aligntui.store.lock import TIMEOUT, FileLock
from aligntui.store.names import lock_of
from aligntui.store.problems import Conflict


class SafeJSONStorage(Storage):
    """Whole-file JSON storage with a lock, atomic durable writes and `_meta` first in the file.

    Args:
        path: The file. It is not made before the first write.
        timeout: Seconds to wait for the lock.
    """

    def __init__(self, path: str | Path, *, timeout: float = TIMEOUT) -> None:
        self.path = Path(path)
        self.lock = FileLock(lock_of(self.path), timeout=timeout)
        self.version: files.Version | None = None
        """Version of the file that was read or written last."""
        self._kept: Tables | None = None
        self._open: Tables | None = None
        self._depth = 0
        self._dirty = False
        self._swept = False

    def read(self) -> Tables | None:
        """All tables: those of the transaction, else those of the file; None when there is no file.

        Raises:
            Damaged: The file is no readable JSON object.
            OSError: It cannot be read.
        """
        if self._depth:
            return None if self._open is None else dict(self._open)
        found = self.load()
        # What is handed out may be altered; the next transaction reads for itself.
        self._kept = None
        return found

    def load(self) -> Tables | None:
        """Like `read`, of the file; the next transaction begins with these very tables.

        They must not be altered.
        """
        try:
            data, version = files.read(self.path)
        except FileNotFoundError:
            self.close()
            return None
        found = codec.tables(data, self.path)
        self.version, self._kept = version, found
        return found

    def write(self, data: dict[str, Any]) -> None:
        """Replace all tables, at once or when the transaction ends.

        Raises:
            Conflict: Outside a transaction, when the file is not the one that was read.
            Busy: The lock was not free in time.
            OSError: Nothing is written.
        """
        if self._depth:
            self._open = data
            self._dirty = True
            return
        seen = self.version.stamp if self.version else None
        with self.lock:
            if files.stamp(self.path) != seen:
                raise Conflict(f"{self.path.name} was changed by somebody else meanwhile. Read it again.")
            self._replace(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock from the first read to the one write at the end.

        An exception takes back what was written since this `with`, and is passed on.

        Raises:
            Busy: The lock was not free in time.
            Damaged: The file cannot be read.
            OSError: Nothing is written.
        """
        with self.lock:
            if self._depth == 0:
                self._begin()
            before = (self._open, self._dirty)
            self._depth += 1
            try:
                yield
            except BaseException:
                self._open, self._dirty = before
                raise
            finally:
                self._depth -= 1
            if self._depth == 0 and self._dirty:
                self._replace(self._open or {})

    def close(self) -> None:
        """Let go of the file."""
        if self.version is not None:
            self.version.close()
        self.version = None
        self._kept = None

    def _begin(self) -> None:
        self._dirty = False
        if not self._swept:
            files.sweep(self.path)
            self._swept = True
        if self._kept is None or self.version is None or not self.version.is_current(self.path):
            self.load()
        self._open = self._kept

    def _replace(self, data: Tables) -> None:
        self.version = files.write(self.path, codec.encode(data))
        self._kept = data
