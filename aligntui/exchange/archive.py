"""Everything of a session as stored: names, raw answers, history. One JSON text for each row.

Rows are JSON inside the YAML because JSON is what is stored: nothing is read otherwise on the way, and a
large session stays quick to read.
"""

from __future__ import annotations

from typing import Any

import msgspec

from aligntui.exchange.problems import Problems, brief
from aligntui.session.model import FORMAT, TABLES, Meta, Session
from aligntui.session.ops import decode_change
from aligntui.text.clean import clean


def pack(session: Session) -> dict[str, Any]:
    """The `archive` part of an export."""
    held = {name: getattr(session, name) for name in TABLES if getattr(session, name)}
    tables = {name: {key: _json(row) for key, row in rows.items()} for name, rows in held.items()}
    return {"format": FORMAT, "meta": _json(session.meta), "tables": tables}


def unpack(archive: dict[str, Any], problems: Problems) -> Session | None:
    """The session behind an `archive` part; problems are noted.

    Words are cleaned as on every way in, so a file made by hand cannot bring terminal codes.
    """
    stored = archive.get("format", 0)
    if stored > FORMAT:
        what = "this archive was written by a newer AlignTUI"
        problems.add(("archive", "format"), what, "Update AlignTUI to read it.")
        return None
    try:
        session = Session(meta=_row(archive.get("meta", ""), Meta))
    except msgspec.MsgspecError:
        problems.add(("archive", "meta"), "the head of the archive cannot be read", "Export it again.")
        return None
    for name, rows in archive.get("tables", {}).items():
        kind = TABLES.get(name)
        if kind is None:
            problems.add(("archive", "tables", name), f'there is no table "{brief(name)}"', "Take it out.")
            continue
        table = getattr(session, name)
        for key, text in rows.items():
            try:
                row = _row(text, kind)
                table[key] = decode_change(row) if name == "recent" else row
            except msgspec.MsgspecError:
                what = f'the row "{brief(key)}" cannot be read'
                problems.add(("archive", "tables", name, key), what, "Export it again, or take it out.")
    return session


def _json(row: Any) -> str:
    return msgspec.json.encode(_cleaned(msgspec.to_builtins(row))).decode()


def _row(text: str, kind: Any) -> Any:
    return msgspec.convert(_cleaned(msgspec.json.decode(text)), kind)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(entry) for key, entry in value.items()}
    return [_cleaned(entry) for entry in value] if isinstance(value, list) else value
