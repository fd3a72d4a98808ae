"""Between the bytes of a session file and a `Session`.

The file is `{"_meta": {"1": {...}}, "items": {id: {...}}, ...}`: a TinyDB file whose first table holds
one document, the head. Each row is kept as the bytes it came in: a row that did not change is neither
decoded nor encoded again, and what a row holds beyond the model stays in the file.

The head carries a sum of the whole file (CRC-32 of its bytes, with zeros where the sum stands), so that
a file that decayed or that something else has written is told from one that we wrote (`as_written`).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeVar

import msgspec

from aligntui.session.model import FORMAT, TABLES, Meta, Session, record_id
from aligntui.store.local import files
from aligntui.store.local.names import ref_of
from aligntui.store.problems import Damaged, Newer
from aligntui.text.clean import clean

Tables = dict[str, dict[str, msgspec.Raw]]
"""Table name -> id -> row in its bytes."""

Docs = dict[str, dict[str, Any]]
"""Table name -> id -> document, as TinyDB wants it."""

Row = TypeVar("Row")

META = "_meta"
HEAD = "1"
"""Id of the one document in `_meta`; a number, so that stock TinyDB reads it without more ado."""

SUM = "sum"
"""Key of the sum in the head."""

UNORDERED = frozenset({"ballots"})
"""Tables kept sorted by id: the order in which people answered must not show."""

_OWN = {"links": "key", "methods": "name"}
"""What holds the id that a row stands under, where that is not `id`."""

_encode = msgspec.json.Encoder().encode
_tables = msgspec.json.Decoder(Tables).decode
_doc = msgspec.json.Decoder().decode
_head = msgspec.json.Decoder(Meta)
_HEAD_KEYS = frozenset(Meta.__struct_fields__)
_rows: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind) for name, kind in TABLES.items()
}

_whole: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(GenericAlias(dict, (str, kind))) for name, kind in TABLES.items()
}

_NO_SUM = b"0" * 8
_SUM = re.compile(rb'"sum":"([0-9a-f]{8})"')
_START = b'{"_meta":{"1":'

_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)

# First bytes of all that `text.clean` takes out: escaped controls, C1, marks, bidi, tags, surrogates.
# Each way begins with one sign and no set: only then does `re` leap to the signs that may begin one.
_ESCAPED = re.compile(rb"\\[ubfr]")
_SUSPECT = re.compile(
    rb"\x7f|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]"
    rb"|\xef\xb7[\x90-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb\xbe\xbf]|\xf3\xa0[\x80\x81]"
    rb"|\xf0[\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]|\xf1[\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]"
    rb"|\xf2[\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]|\xf3[\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]"
    rb"|\xf4[\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]"
)


def encode(data: Mapping[str, Mapping[str, Any]], *, summed: bool = True) -> bytes:
    """Bytes of a session file, the head first.

    Args:
        data: The tables.
        summed: Bring the sum in the head, where there is one, up to date. Not for a file that was not what
            its sum said before: it would pass for a good one from then on.
    """
    if META in data and next(iter(data)) != META:
        data = {META: data[META], **data}
    text = _encode(data)
    place = _place(text, data.get(META, {}).get(HEAD)) if summed else None
    if place is None:
        return text
    start, end = place
    return b"".join((text[:start], _sum(text, start, end), memoryview(text)[end:]))


def as_written(data: bytes, found: Tables) -> bool | None:
    """Whether the bytes of a session file are those that AlignTUI wrote; None when they carry no sum.

    Args:
        data: The bytes.
        found: The tables in them.
    """
    row = found.get(META, {}).get(HEAD)
    place = _place(data, row)
    if place is not None:
        return data[slice(*place)] == _sum(data, *place)
    try:
        head = _doc(row or b"")
    except _BROKEN:
        return False
    # Files of older versions have neither a sum nor anything else that we do not know in their heads.
    known = isinstance(head, dict) and all(key in _HEAD_KEYS for key in head)
    return None if known else False


def _place(data: bytes, row: Any) -> tuple[int, int] | None:
    """Where in a file its sum stands, as we write it; None when it is not there."""
    if not isinstance(row, msgspec.Raw) or not data.startswith(_START):
        return None
    found = _SUM.search(data, len(_START), len(_START) + len(bytes(row)))
    return found.span(1) if found is not None else None


def _sum(data: bytes, start: int, end: int) -> bytes:
    """The sum of a file with zeros from `start` to `end`, where its sum stands."""
    view = memoryview(data)
    return b"%08x" % zlib.crc32(view[end:], zlib.crc32(_NO_SUM, zlib.crc32(view[:start])))


def tables(data: bytes, path: Path) -> Tables:
    """Tables of a session file.

    Raises:
        Damaged: The bytes are no JSON object of objects.
    """
    try:
        return _tables(data)
    except _BROKEN as error:
        raise Damaged(ref_of(path), str(error)) from error


def docs(data: Tables, path: Path) -> Docs:
    """The tables as documents of one's own, their words cleaned.

    Raises:
        Damaged: A row is no text in UTF-8.
    """
    try:
        return {name: {key: _read(raw) for key, raw in rows.items()} for name, rows in data.items()}
    except _BROKEN as error:
        raise Damaged(ref_of(path), str(error)) from error


def _read(raw: msgspec.Raw) -> Any:
    found = _doc(raw)
    return _cleaned(found) if is_suspect(bytes(raw)) else found


def rows(data: Mapping[str, Mapping[str, Any]]) -> Tables:
    """Documents as tables of rows."""
    return {name: {key: row_of(doc) for key, doc in table.items()} for name, table in data.items()}


def row_of(value: Any) -> msgspec.Raw:
    """A document, or one row of a session, as it stands in the file."""
    return msgspec.Raw(_encode(value))


def is_suspect(data: bytes) -> bool:
    """Whether the bytes may hold text that `text.clean` would alter. Our own files hold none."""
    if b"\\" in data and _ESCAPED.search(data) is not None:
        return True
    if data.isascii():
        return b"\x7f" in data
    if _SUSPECT.search(data) is not None:
        return True
    return not unicodedata.is_normalized("NFC", data.decode("utf-8", "replace"))


def cleaned(value: Row) -> Row:
    """A row with all its words cleaned."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(value)), type(value))


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case dict():
            return {clean(key): _cleaned(inner) for key, inner in value.items()}
        case list():
            return [_cleaned(inner) for inner in value]
    return value


def format_of(data: Tables, path: Path) -> int:
    """Format that a session file was written in.

    Raises:
        Damaged: The head is missing or makes no sense.
    """
    try:
        head = _doc(data.get(META, {}).get(HEAD, msgspec.Raw(b"null")))
    except _BROKEN as error:
        raise Damaged(ref_of(path), str(error)) from error
    if not isinstance(head, dict):
        raise Damaged(ref_of(path), f"no head in {META}")
    number = head.get("format", 1)
    if type(number) is not int or number < 0:
        raise Damaged(ref_of(path), f"format is {number!r}")
    return number


def session_of(data: Tables, path: Path, before: tuple[Tables, Session] | None = None) -> Session:
    """The session that the tables hold, its words cleaned.

    Args:
        data: The tables.
        path: File they came from.
        before: Former tables and the session they held. What did not change is taken from there: the very
            same rows, and the very same tables.

    Raises:
        Damaged: The tables do not fit the model.
        Newer: They do not, and a newer AlignTUI wrote them.
    """
    number = format_of(data, path)
    name = META
    try:
        meta: Meta = _row(_head, data[META][HEAD])
        found: dict[str, dict[str, Any]] = {}
        for name in TABLES:
            found[name] = _table(name, data.get(name, {}), before)
    except _BROKEN as error:
        if number > FORMAT:
            raise Newer(ref_of(path)) from error
        raise Damaged(ref_of(path), f"{name}: {error}") from error
    return Session(meta=meta, **found)


def session_in(path: Path) -> Session:
    """The session in a file as it lies there.

    Raises:
        Damaged: The bytes make no session.
        Newer: They do not, and a newer AlignTUI wrote them.
        OSError: It cannot be read.
    """
    return session_of(tables(files.content(path), path), path)


def _table(name: str, new: dict[str, msgspec.Raw], before: tuple[Tables, Session] | None) -> dict[str, Any]:
    decoder = _rows[name]
    if before is None:
        at_once = _at_once(name, new)
        if at_once is not None:
            return at_once
        return {_key(key): _own(name, key, _row(decoder, raw)) for key, raw in new.items()}
    old, held = before[0].get(name, {}), getattr(before[1], name)
    found: dict[str, Any] = {}
    same = len(new) == len(old)
    for (key, raw), place in zip(new.items(), _padded(old, len(new)), strict=False):
        if key in held and old.get(key) == raw:
            found[key] = held[key]
            same = same and key == place
        else:
            found[_key(key)] = _own(name, key, _row(decoder, raw))
            same = False
    return held if same else found


def _at_once(name: str, rows: dict[str, msgspec.Raw]) -> dict[str, Any] | None:
    """All rows of a table that needs no cleaning; None where a row must be looked at by itself.

    A large session opens with thousands of rows: one by one they would take most of its time.
    """
    text = _encode(rows)
    if is_suspect(text):
        return None
    try:
        found: dict[str, Any] = _whole[name].decode(text)
    except _BROKEN:
        # Which row it is, and what is wrong with it, is found out row by row.
        return None
    ids = map(record_id, found) if name == "records" else found
    own = attrgetter(_OWN.get(name, "id"))
    return found if list(map(own, found.values())) == list(ids) else None


def _own(table: str, key: str, row: Any) -> Any:
    """A row that stands under its own id; another one would be there twice or never be found."""
    if getattr(row, _OWN.get(table, "id")) != (record_id(key) if table == "records" else key):
        raise msgspec.ValidationError("a row stands under the id of another one")
    return row


def _padded(keys: Mapping[str, Any], length: int) -> list[str]:
    return [*keys, *[""] * (length - len(keys))]


def _key(key: str) -> str:
    if clean(key) != key:
        raise msgspec.ValidationError("a key holds signs that no text may hold")
    return key


def _row(decoder: msgspec.json.Decoder[Any], raw: msgspec.Raw) -> Any:
    row = decoder.decode(raw)
    return cleaned(row) if is_suspect(bytes(raw)) else row


def head_row(meta: Meta) -> msgspec.Raw:
    """The head as a row: what a list of sessions shows first, long counters last."""
    row: dict[str, Any] = msgspec.to_builtins(meta)
    counters = row.pop("counters", None)
    # The format is said even where it is the default: the default of a later version is another one.
    row = {"id": meta.id, "title": meta.title, "format": meta.format, SUM: _NO_SUM.decode(), **row}
    if counters:
        row["counters"] = counters
    return row_of(row)


def tables_of(session: Session) -> Tables:
    """All tables of a session, for a new file."""
    data: Tables = {META: {HEAD: head_row(session.meta)}}
    for name in TABLES:
        table = {key: row_of(row) for key, row in getattr(session, name).items()}
        data[name] = dict(sorted(table.items())) if name in UNORDERED else table
    return data
