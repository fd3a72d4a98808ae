"""What a list of sessions shows, read from the first bytes of each file."""

from __future__ import annotations

from pathlib import Path

import msgspec

from aligntui.session.model import FORMAT, Meta
from aligntui.store.local import fs
from aligntui.store.local.names import ref_of
from aligntui.store.local.reasons import cannot_read
from aligntui.store.problems import NEWER
from aligntui.store.values import Entry
from aligntui.text import moment
from aligntui.text.clean import clean_line
from aligntui.text.slug import short

FIRST = 2048
"""Bytes read of each file; more only when a head is longer."""


def may_be(entry: Entry, session_id: str) -> bool:
    """Whether this is the session of an id, as far as can be told: one that cannot be read has a name."""
    return entry.id == session_id or (not entry.id and entry.ref.word.endswith(f"-{short(session_id)}"))


_START = b'{"_meta":'
_TABLE = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_META = msgspec.json.Decoder(Meta).decode


class _NoHead(Exception):  # noqa: N818
    """The file does not begin with a readable head."""


def read_head(path: Path) -> Entry:
    """The entry of one session file. A damaged one is an entry with a problem.

    Raises:
        OSError: The file cannot be opened.
    """
    fd = fs.open_plain(path)
    try:
        info = fs.fstat(fd)
        try:
            meta = _head(fd, info.st_size)
        except _NoHead:
            return unreadable(path, moment.at(info.st_mtime))
    finally:
        fs.close(fd)
    return entry_of(meta, path)


def entry_at(path: Path) -> Entry:
    """The entry of one session file; where it cannot be read now, one with that problem."""
    try:
        return read_head(path)
    except OSError as error:
        return unreadable(path, "", cannot_read(error, path).sentence)


def revision(path: Path, *, whole: bool = True) -> int | None:
    """Revision of a session, from the head of its file; None when that cannot be read.

    Args:
        path: The file.
        whole: Do not trust the head of a file whose end is missing.
    """
    try:
        fd = fs.open_plain(path)
        try:
            return _head(fd, fs.fstat(fd).st_size, whole=whole).rev
        finally:
            fs.close(fd)
    except (OSError, _NoHead):
        return None


def unreadable(path: Path, changed: str, problem: str = "") -> Entry:
    """The entry of a session that cannot be read, named after its file."""
    return Entry(
        id="",
        title=clean_line(path.stem),
        ref=ref_of(path),
        changed=changed,
        problem=problem or f"{clean_line(path.name)} cannot be read.",
    )


def entry_of(meta: Meta, path: Path) -> Entry:
    """The entry of a session whose head is known."""
    return Entry(
        id=meta.id,
        title=clean_line(meta.title),
        ref=ref_of(path),
        doing=clean_line(meta.doing),
        progress=clean_line(meta.progress),
        changed=meta.changed,
        created=meta.created,
        last=clean_line(meta.last),
        people=meta.people,
        counts=meta.counts,
        problem=NEWER if meta.format > FORMAT else "",
    )


def _head(fd: int, size: int, *, whole: bool = True) -> Meta:
    # A file that was cut has a good head; its end tells. Ours end in "}}", others' may in a new line.
    end = fs.pread(fd, 16, max(0, size - 16)).rstrip()
    if whole and not end.endswith(b"}"):
        raise _NoHead
    length = FIRST
    while True:
        data = fs.pread(fd, length, 0)
        try:
            return _as_written(data) or _parse(data)
        except (ValueError, TypeError, LookupError, msgspec.ValidationError, RecursionError) as error:
            if len(data) < length:
                raise _NoHead from error
        length *= 16


def _as_written(data: bytes) -> Meta | None:
    """The head as we write it: first in the file, with no space; None where it may be another one's."""
    if not data.startswith(_START):
        return None
    # A cut inside of a text or of an inner object leaves no whole one, and `_parse` looks again.
    end = data.find(b'}},"', len(_START)) + 2
    try:
        return _META(_TABLE(data[len(_START) : end])["1"])
    except (msgspec.MsgspecError, ValueError, LookupError, RecursionError):
        return None


def _parse(data: bytes) -> Meta:
    # Only for what others wrote: `json` takes a while to import.
    import json

    text = data.decode("utf-8", errors="replace")
    start = text.index('"_meta"')
    if text[:start].strip() == "{":
        start = text.index(":", start + 7) + 1
        while text[start : start + 1].isspace():
            start += 1
        table, _ = json.JSONDecoder().raw_decode(text, start)
    else:
        # Somebody's tool wrote the tables in another order.
        table = json.loads(text)["_meta"]
    return msgspec.convert(table["1"], Meta)
