"""Changes that no longer stand in the session file: one line each in `NAME.history.jsonl`.

A block is appended and brought to disk before the session file is written without it. Killed between
the two, a change stands in both; it is told by its id. A line that was cut is skipped: what it held
stands in the session file still.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from aligntui.session.model import Change
from aligntui.store import codec, files, fs
from aligntui.store.problems import cannot_read

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Change).decode


class Archive:
    """The history file of one session. Writers hold the lock of the session."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ids: set[str] = set()
        self._seen: files.Stamp | None = None

    def append(self, changes: Iterable[Change]) -> None:
        """Add changes that are not there yet, and wait until they are on disk.

        Raises:
            OSError: Nothing was added.
        """
        known = self.ids()
        new = [change for change in changes if change.id not in known]
        if not new:
            return
        block = b"".join(_encode(change) + b"\n" for change in new)
        made = not fs.exists(self.path)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        fd = fs.open(self.path, flags, 0o600)
        try:
            if made:
                fs.fchmod(fd, files.file_mode(self.path.parent))
            size = fs.fstat(fd).st_size
            if size and fs.pread(fd, 1, size - 1) != b"\n":
                block = b"\n" + block
            try:
                files.put(fd, block)
                fs.fsync(fd)
            except BaseException:
                with contextlib.suppress(OSError):
                    fs.ftruncate(fd, size)
                raise
        finally:
            fs.close(fd)
        if made:
            files.sync_folder(self.path.parent)
        self._ids.update(change.id for change in new)
        self._seen = files.stamp(self.path)

    def read(self) -> list[Change]:
        """All changes, oldest first, each once. Empty when the file is missing or cannot be read."""
        try:
            return self._load()[0]
        except OSError:
            return []

    def ids(self) -> set[str]:
        """Ids of all changes in the file.

        Raises:
            OSError: It cannot be read now, so nobody knows.
        """
        now = files.stamp(self.path)
        if now != self._seen:
            self._ids = {change.id for change in self._load()[0]}
            self._seen = now
        return self._ids

    def scrub(self, clean: Callable[[Change], Change | None], needle: bytes) -> bool:
        """Take something out of all changes, durably: for what must be erased.

        A line that nobody can read stays as it is.

        Args:
            clean: Gives a change without it, the very same one where there is nothing to take out, or None
                where nothing else is left.
            needle: What stands in a line that may hold it.

        Returns:
            Whether it is gone: no line that nobody can read has the needle in it.

        Raises:
            StoreProblem: The file cannot be read.
            OSError: It cannot be written; it is as it was.
        """
        try:
            changes, unread = self._load()
        except OSError as error:
            raise cannot_read(error, self.path) from error
        kept = [(change, clean(change)) for change in changes]
        if any(new is not old for old, new in kept):
            lines = [*unread, *(_encode(new) for _, new in kept if new is not None)]
            files.write(self.path, b"".join(line + b"\n" for line in lines)).close()
            self._seen = None
        return not any(needle in line for line in unread)

    def _load(self) -> tuple[list[Change], list[bytes]]:
        """The changes, and the lines that are none."""
        try:
            data, version = files.read(self.path)
        except FileNotFoundError:
            return [], []
        version.close()
        found: dict[str, Change] = {}
        unread: list[bytes] = []
        suspect = codec.is_suspect(data)
        for line in filter(None, data.split(b"\n")):
            try:
                change = _decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                unread.append(line)
            else:
                found.setdefault(change.id, codec.cleaned(change) if suspect else change)
        return list(found.values()), unread
