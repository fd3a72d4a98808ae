"""Changes that no longer stand in the session file: one line each in `NAME.history.jsonl`.

A block is appended and brought to disk before the session file is written without it. Killed between
the two, a change stands in both; it is told by its id. A line that was cut is skipped: what it held
stands in the session file still.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from aligntui.session.model import Change
from aligntui.store import codec, files, fs

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
            data, version = files.read(self.path)
        except OSError:
            return []
        version.close()
        found: dict[str, Change] = {}
        suspect = codec.is_suspect(data)
        for line in data.split(b"\n"):
            with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                change = _decode(line)
                found.setdefault(change.id, codec.cleaned(change) if suspect else change)
        return list(found.values())

    def ids(self) -> set[str]:
        """Ids of all changes in the file."""
        now = files.stamp(self.path)
        if now != self._seen:
            self._ids = {change.id for change in self.read()}
            self._seen = now
        return self._ids

    def rewrite(self, changes: Iterable[Change]) -> None:
        """Replace the whole file, durably: for what must be erased.

        Raises:
            OSError: The file is as it was.
        """
        files.write(self.path, b"".join(_encode(change) + b"\n" for change in changes)).close()
        self._seen = None
