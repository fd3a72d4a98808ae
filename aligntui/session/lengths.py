"""Whether the words that a change brings are short enough. What stands already may be longer: it is old."""

from __future__ import annotations

from typing import Any

import msgspec

from aligntui.session import ops
from aligntui.session.model import Change, Session
from aligntui.session.work import RECORD, Refused
from aligntui.text.limits import LINE, LONG, too_long

TEXT = "text"


def check(session: Session, change: Change, made: list[Any]) -> None:
    """Refuse words that are too long, before anything of the change is done.

    Undo and redo bring back what was there, however long it is. Words longer than that may be shortened in
    steps.

    Raises:
        Refused: One of them is; its words are named.
    """
    if change.undoes or change.redoes:
        return
    _line(change.by or "")
    for op in made:
        _op(session, op)


def _op(session: Session, op: Any) -> None:
    match op:
        case ops.Add(item=item):
            _line(item.text)
            _line(item.reason)
            for value in item.fields.values():
                _value(value)
        case ops.Set(id=ref, field=field, to=to):
            now = _now(session, ref, field)
            if field == TEXT and not ref.startswith(RECORD):
                _line(to if isinstance(to, str) else "", now)
            _value(to, now)
            _line(op.why)
        case ops.Status(reason=reason) | ops.Waive(reason=reason):
            _line(reason)
        case ops.Name(to=to):
            _line(to, len(session.meta.title))
        case ops.Tie(to=to) | ops.Give(to=to):
            for value in to.values() if isinstance(to, dict) else (to,):
                _value(value)
        case ops.Plan(to=to):
            _line(to if isinstance(to, str) else "")
        case ops.Move(value=value):
            _value(value)
        case ops.Match(to=to):
            _line(to)
        case ops.Begin(run=run):
            _line(run.title)
        case _:
            # The rest holds ids, codes and definitions, or words that stand in the session already.
            pass


def _now(session: Session, ref: str, field: str) -> int:
    """Signs of what stands there now."""
    rows = session.records if ref.startswith(RECORD) else session.items
    item = rows.get(ref.removeprefix(RECORD))
    if item is None:
        return 0
    return _signs(item.text if field == TEXT else item.fields.get(field))


def _signs(value: Any) -> int:
    """Signs of a value, of all its parts together."""
    match value:
        case str():
            return len(value)
        case dict():
            return sum(_signs(part) for part in value.values())
        case list() | tuple():
            return sum(_signs(part) for part in value)
        case msgspec.Struct():
            return sum(_signs(getattr(value, name)) for name in value.__struct_fields__)
        case _:
            return 0


def _line(words: str, now: int = 0) -> None:
    if len(words) > max(LINE, now):
        raise Refused(too_long(len(words), LINE), "long", words)


def _value(value: Any, now: int = 0) -> None:
    for part in value if isinstance(value, list | tuple) else ():
        if isinstance(part, str):
            _line(part, now)
    signs = _signs(value)
    if signs > max(LONG, now):
        raise Refused(too_long(signs, LONG), "long", value if isinstance(value, str) else "")


def longer(session: Session) -> dict[str, int]:
    """Cards and records with words longer than may be written today -> signs of the longest."""
    found: dict[str, int] = {}
    for ref, item in [*session.items.items(), *((RECORD + k, r) for k, r in session.records.items())]:
        for field, value in ((TEXT, item.text), ("", item.reason), *item.fields.items()):
            parts = value if isinstance(value, list) else [value] if field in (TEXT, "") else []
            line = max((_signs(part) for part in parts), default=0)
            signs = max(line if line > LINE else 0, _signs(value) if _signs(value) > LONG else 0)
            if signs:
                found[ref] = max(signs, found.get(ref, 0))
    return found
