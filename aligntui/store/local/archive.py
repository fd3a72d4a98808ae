"""Changes that no longer stand in the session file: one line each in `NAME.history.jsonl`.

A block is appended and brought to disk before the session file is written without it. Killed between
the two, a change stands in both; it is told by its id. A line that was cut is skipped: what it held
stands in the session file still.

Each line carries a sum of itself (CRC-32 of what stands before the sum). One that does not fit it has
decayed, or something else has written it: it is no change any more, and nobody claims to know what it holds.
Lines of older versions have no sum.
"""

from __future__ import annotations

import contextlib
import os
import re
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct, field

from aligntui.session.model import Change
from aligntui.store.local import codec, files, fs
from aligntui.store.local.reasons import cannot_read

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Change).decode
_SUM = re.compile(rb',"sum":"([0-9a-f]{8})"\}')
_SUM_LENGTH = len(b',"sum":"00000000"}')
_ID = re.compile(rb'\{"id":"([^"\\]+)"')
_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class _Old(Change, forbid_unknown_fields=True):
    """A line without a sum: nothing may stand in it that was one."""


_decode_old = msgspec.json.Decoder(_Old).decode


class _Lines(Struct):
    """The lines of a history file."""

    changes: dict[str, Change] = field(default_factory=dict)
    """Id -> change, oldest first."""
    altered: list[bytes] = field(default_factory=list)
    """Lines that are not what was written."""
    cut: list[bytes] = field(default_factory=list)
    """Beginnings of lines: a writer was killed. The whole follows, or stands in the session still."""


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
        block = b"".join(_line(change) + b"\n" for change in new)
        made = not fs.exists(self.path)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | fs.SAFE
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
            return list(self._load().changes.values())
        except OSError:
            return []

    def altered(self) -> int:
        """How many lines are not what was written. 0 when the file is missing or cannot be read."""
        try:
            return len(self._load().altered)
        except OSError:
            return 0

    def ids(self) -> set[str]:
        """Ids of all changes in the file.

        Raises:
            OSError: It cannot be read now, so nobody knows.
        """
        now = files.stamp(self.path)
        if now != self._seen:
            lines = self._load()
            # An altered line most likely is the change that it says it is: it must not be made twice.
            altered = (_ID.match(line) for line in lines.altered)
            self._ids = {*lines.changes, *(found[1].decode("utf-8", "replace") for found in altered if found)}
            self._seen = now
        return self._ids

    def scrub(self, clean: Callable[[Change], Change | None], needle: bytes) -> bool:
        """Take something out of all changes, durably: for what must be erased.

        An altered line stays as it is, unless something can be taken out of it.

        Args:
            clean: Gives a change without it, the very same one where there is nothing to take out, or None
                where nothing else is left.
            needle: What stands in a line that may hold it.

        Returns:
            Whether it is gone for sure: no line is altered, and none that was cut has the needle in it.

        Raises:
            StoreProblem: The file cannot be read.
            OSError: It cannot be written; it is as it was.
        """
        try:
            lines = self._load()
        except OSError as error:
            raise cannot_read(error, self.path) from error
        kept = [(change, clean(change)) for change in lines.changes.values()]
        altered: list[bytes] = []
        for line in lines.altered:
            with contextlib.suppress(*_BROKEN):
                change = _decode(line)
                new = clean(change)
                if new is not change:
                    kept.append((change, new))
                    continue
            altered.append(line)
        if any(new is not old for old, new in kept):
            rest = [*lines.cut, *altered, *(_line(new) for _, new in kept if new is not None)]
            files.write(self.path, b"".join(line + b"\n" for line in rest)).close()
            self._seen = None
        return not altered and not any(needle in line for line in lines.cut)

    def _load(self) -> _Lines:
        found = _Lines()
        try:
            data = files.content(self.path)
        except FileNotFoundError:
            return found
        suspect = codec.is_suspect(data)
        *whole, tail = data.split(b"\n")
        for line in filter(None, [*whole, tail]):
            try:
                change = _change(line)
            except _BROKEN:
                again = line is tail or any(one != line and one.startswith(line) for one in whole)
                (found.cut if again and _is_short(line) else found.altered).append(line)
            else:
                found.changes.setdefault(change.id, codec.cleaned(change) if suspect else change)
        return found


def _line(change: Change) -> bytes:
    """A change as it stands in the file, without the end of the line."""
    text = _encode(change)[:-1]
    return b'%s,"sum":"%08x"}' % (text, zlib.crc32(text))


def _is_short(line: bytes) -> bool:
    """Whether a line that is no change lacks its end, and nothing else."""
    try:
        _decode(line)
    except _BROKEN as error:
        return "truncated" in str(error) or "invalid number" in str(error)
    return False


def _change(line: bytes) -> Change:
    """The change that a line holds.

    Raises:
        msgspec.MsgspecError: None, or it is not what was written.
    """
    place = _SUM.fullmatch(line, len(line) - _SUM_LENGTH) if len(line) > _SUM_LENGTH else None
    if place is None:
        _decode_old(line)
    elif int(place[1], 16) != zlib.crc32(line[: place.start()]):
        raise msgspec.ValidationError("the line is not what was written")
    return _decode(line)
