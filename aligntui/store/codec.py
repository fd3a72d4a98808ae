"""Between the bytes of a session file and a `Session`.

The file is `{"_meta": {"1": {...}}, "items": {id: {...}}, ...}`: a TinyDB file whose first table holds
one document, the head. Unknown tables and keys stay in the file; they are not in the `Session`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from aligntui.session.model import FORMAT, TABLES, Meta, Session
from aligntui.store.problems import Damaged, Newer
from aligntui.text.clean import clean

Tables = dict[str, dict[str, Any]]
"""Table name -> id -> document, as TinyDB wants it."""

Row = TypeVar("Row")

META = "_meta"
HEAD = "1"
"""Id of the one document in `_meta`; a number, so that stock TinyDB reads it without more ado."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode

# First bytes of all that `text.clean` takes out: escaped controls, C1, marks, bidi, tags, surrogates.
_SUSPECT = re.compile(
    rb"\\u|\x7f|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]"
    rb"|\xef\xb7[\x90-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb\xbe\xbf]|\xf3\xa0[\x80\x81]"
)


def encode(data: Tables) -> bytes:
    """Bytes of a session file, the head first."""
    if META in data and next(iter(data)) != META:
        data = {META: data[META], **data}
    return _encode(data)


def tables(data: bytes, path: Path) -> Tables:
    """Tables of a session file, its words cleaned.

    Raises:
        Damaged: The bytes are no JSON object of objects.
    """
    try:
        found: Any = _decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Damaged(path, str(error)) from error
    if not isinstance(found, dict) or not all(isinstance(rows, dict) for rows in found.values()):
        raise Damaged(path, "no object of tables")
    sound: Tables = _cleaned(found) if is_suspect(data) else found
    return sound


def cleaned(value: Row) -> Row:
    """A row with all its words cleaned."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(value)), type(value))


def is_suspect(data: bytes) -> bool:
    """Whether the bytes may hold signs that must not reach a terminal. Our own files hold none."""
    if data.isascii():
        return b"\\u" in data or b"\x7f" in data
    return _SUSPECT.search(data) is not None


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
    head = data.get(META, {}).get(HEAD)
    if not isinstance(head, dict):
        raise Damaged(path, f"no head in {META}")
    number = head.get("format", 1)
    if type(number) is not int or number < 0:
        raise Damaged(path, f"format is {number!r}")
    return number


def session_of(data: Tables, path: Path) -> Session:
    """The session that the tables hold.

    Raises:
        Damaged: The tables do not fit the model.
        Newer: They do not, and a newer AlignTUI wrote them.
    """
    number = format_of(data, path)
    try:
        return msgspec.convert({**data, "meta": data[META][HEAD]}, Session)
    except (msgspec.ValidationError, RecursionError) as error:
        if number > FORMAT:
            raise Newer(path) from error
        raise Damaged(path, str(error)) from error


def head_row(meta: Meta) -> dict[str, Any]:
    """The head as a document: what a list of sessions shows first, long counters last."""
    row: dict[str, Any] = msgspec.to_builtins(meta)
    counters = row.pop("counters", None)
    # The format is said even where it is the default: the default of a later version is another one.
    row = {"id": meta.id, "title": meta.title, "format": meta.format, **row}
    if counters:
        row["counters"] = counters
    return row


def row_of(value: Any) -> dict[str, Any]:
    """One row of a session as a document."""
    row: dict[str, Any] = msgspec.to_builtins(value)
    return row


def tables_of(session: Session) -> Tables:
    """All tables of a session, for a new file."""
    data: Tables = {META: {HEAD: head_row(session.meta)}}
    for name in TABLES:
        rows = {key: row_of(row) for key, row in getattr(session, name).items()}
        data[name] = dict(sorted(rows.items())) if name in UNORDERED else rows
    return data


UNORDERED = frozenset({"ballots"})
"""Tables kept sorted by id: the order in which people answered must not show."""
