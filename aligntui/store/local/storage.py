"""The TinyDB storage that two processes and a power cut cannot break.

A read takes the whole file, a write replaces it in one step. Inside `transaction()` the lock is held
from the read to the write, and all writes together make one replacement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from aligntui.store.local import codec, files
from aligntui.store.local.codec import Docs, Tables
from aligntui.store.local.lock import TIMEOUT, FileLock
from aligntui.store.local.names import lock_of
from aligntui.store.problems import Conflict

if TYPE_CHECKING:
    from tinydb.storages import Storage
else:
    # TinyDB asks a storage what it does and not what it is. Who only reads a session does without TinyDB,
    # which takes a while to import.
    Storage = object


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
        self.tables: Tables | None = None
        """Its tables; None when there was no file. They must not be altered."""
        self.altered = False
        """Whether the version that was read last is not what AlignTUI wrote: it decayed or was edited."""
        self._open: Tables | None = None
        self._depth = 0
        self._swept = False

    def read(self) -> Docs | None:
        """All documents: those of the transaction, else those of the file; None when there is no file.

        They belong to the caller, who may alter them.

        Raises:
            Damaged: The file is no readable JSON object of tables.
            OSError: It cannot be read.
        """
        if not self._depth:
            self.load()
        now = self._open if self._depth else self.tables
        return None if now is None else codec.docs(now, self.path)

    def load(self) -> Tables | None:
        """Read the file into `tables`.

        Raises:
            Damaged: It is no readable JSON object of tables.
            OSError: It cannot be read.
        """
        try:
            data, version = files.read(self.path)
        except FileNotFoundError:
            self.close()
            return None
        found = codec.tables(data, self.path)
        self.version, self.tables = version, found
        self.altered = codec.as_written(data, found) is False
        return found

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all tables, at once or when the transaction ends.

        Raises:
            Conflict: Outside a transaction, when the file is not the one that was read.
            Busy: The lock was not free in time.
            OSError: Nothing is written.
        """
        tables = codec.rows(data)
        if self._depth:
            self._open = tables
            return
        seen = self.version.stamp if self.version else None
        with self.lock:
            if files.stamp(self.path) != seen:
                raise Conflict(f"{self.path.name} was changed by somebody else meanwhile. Read it again.")
            self._replace(tables)

    def put(self, name: str, rows: Mapping[str, msgspec.Raw | None], *, in_order: bool = False) -> None:
        """Write some rows of a table and take out those that are None. Inside a transaction.

        Args:
            name: The table.
            rows: Id -> row in its bytes.
            in_order: Keep the table sorted by id, so that its order tells nothing about time.
        """
        tables = self._open or {}
        table = dict(tables.get(name, {}))
        for key, row in rows.items():
            if row is None:
                table.pop(key, None)
            else:
                table[key] = row
        self._open = {**tables, name: dict(sorted(table.items())) if in_order else table}

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
            before = self._open
            self._depth += 1
            try:
                yield
            except BaseException:
                self._open = before
                raise
            finally:
                self._depth -= 1
            if self._depth == 0 and self._open is not None and self._open is not self.tables:
                self._replace(self._open)

    def close(self) -> None:
        """Let go of the file."""
        if self.version is not None:
            self.version.close()
        self.version = None
        self.tables = None

    def _begin(self) -> None:
        if not self._swept:
            files.sweep(self.path)
            self._swept = True
        if self.version is None or not self.version.is_current(self.path):
            self.load()
        self._open = self.tables

    def _replace(self, tables: Tables) -> None:
        self.version = files.write(self.path, codec.encode(tables))
        self.tables, self.altered = tables, False
