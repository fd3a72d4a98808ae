"""Ops on items and records: add, take back, words and fields, status, place, merge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from aligntui.session import apply_codes, codes, ops, remove
from aligntui.session import model as m
from aligntui.session.work import RECORD, Refused, Work, plain

TEXT = "text"
"""Field key of an item's own words."""


def value_of(item: m.Item, field: str) -> Any:
    """What a field holds now; None when it was not asked."""
    return item.text if field == TEXT else item.fields.get(field)


def with_value(item: m.Item, field: str, value: Any) -> m.Item:
    """The item with another value in a field; None empties it."""
    if field == TEXT:
        return msgspec.structs.replace(item, text=value or "")
    fields = {key: old for key, old in item.fields.items() if key != field}
    if value is not None:
        # A field that had a value keeps its place, so that undo gives the same file.
        fields = {**item.fields, field: value}
    return msgspec.structs.replace(item, fields=fields)


def tidy(field: str, value: Any) -> Any:
    """A value as stored: empty means absent, and the item's own words are never absent."""
    value = plain(value)
    if field == TEXT:
        return value or ""
    return None if value in ("", []) else value


def lines(value: Any) -> str:
    """Words as one text, a list of lines joined."""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def add(work: Work, op: ops.Add) -> None:
    """A new item; with a code when an import brings one that is still free."""
    item = op.item
    known = work.session.items.get(item.id)
    if known is not None:
        raise Refused(f"{work.name(item.id)} is in the session already.", "exists", item.text)
    if not item.id or item.id.startswith(RECORD):
        raise Refused("A record is written field by field, not added.", "unknown", item.text)
    fields = {key: tidy(key, value) for key, value in item.fields.items()}
    item = msgspec.structs.replace(
        item,
        fields={key: value for key, value in fields.items() if value is not None},
        at=item.at or work.change.at,
    )
    _rests_on_live(work, item, item.text)
    if item.code:
        if item.code in codes.taken_codes(work.session):
            raise Refused(f"The code {item.code} is taken; a code is never given twice.", "code", item.text)
        parent = work.session.items.get(codes.parent_of(item.series))
        number = codes.number_of(item.series, item.code, parent.code if parent else "")
        if number > work.session.meta.counters.get(item.series, 0):
            work.count_to(item.series, number)
    work.write(item)
    work.did(ops.Add(item=work.session.items[item.id]))


def _rests_on_live(work: Work, item: m.Item, words: str = "") -> None:
    """Refuse an item that would hang on one that was taken back, or merged before it had a code."""
    for ref in sorted({item.of, codes.parent_of(item.series)} - {""}):
        parent = work.session.items.get(ref)
        # A child that was there before its parent was merged has a code to be called by.
        there_before = item.id in work.session.items and parent is not None and not parent.retired
        if not (there_before and parent is not None and parent.code):
            work.item(ref, words)
    for value in item.fields.values():
        points_to_live(work, value)


def points_to_live(work: Work, value: Any) -> None:
    """Refuse a value that is the id of an item taken back meanwhile."""
    for ref in value if isinstance(value, list) else [value]:
        target = work.session.items.get(ref) if isinstance(ref, str) else None
        if target is not None and target.retired:
            work.item(target.id)


def retire(work: Work, op: ops.Retire) -> None:
    """Take an item back while nothing rests on it, or bring it back."""
    item = work.session.items.get(op.id)
    if item is not None and item.retired == op.on:
        return
    if not op.on and item is not None:
        _rests_on_live(work, item)
    else:
        item = work.item(op.id)
        if work.strict and op.was is not None and _said(op.was) != _said(item):
            raise work.changed(op.id)
        resting = remove.resting_on(work.session, op.id)
        if resting:
            raise Refused(remove.sentence(work.session, op.id, resting), "cited")
        if any(clash.target == op.id for clash in work.session.clashes.values()):
            raise Refused(f"Two versions of {work.name(op.id)} wait for a choice; choose first.", "clash")
    was = msgspec.structs.replace(item, retired=False)
    work.write(msgspec.structs.replace(item, retired=op.on))
    work.did(ops.Retire(id=op.id, on=op.on, was=was))


def _said(item: m.Item) -> tuple[Any, ...]:
    """What people put into an item, without its number, its place and its history."""
    return (item.collection, item.series, item.text, item.fields, item.status, item.reason, item.of)


def set_(work: Work, op: ops.Set) -> None:
    """One field. Words that met other words are kept beside them; other values: the last one wins."""
    item = work.item(op.id, lines(op.to) if op.words else "")
    was, to, now = tidy(op.field, op.was), tidy(op.field, op.to), value_of(item, op.field)
    if now == to:
        _reason(work, item, op, now)
        return
    if work.strict and (now != was or work.is_theirs(op.id, op.field, now)):
        raise work.changed(op.id, field=op.field)
    if now != was and op.words and now:
        if not to:
            raise work.changed(op.id, field=op.field)
        keep_beside(work, op.id, op.field, lines(was), lines(now), lines(to))
        return
    points_to_live(work, to)
    changed = with_value(item, op.field, to)
    if op.revised:
        changed = msgspec.structs.replace(changed, past=_past(work, item, op, now, to))
    work.write(changed)
    work.did(
        ops.Set(
            id=op.id,
            field=op.field,
            was=now,
            to=value_of(changed, op.field),
            words=op.words,
            revised=op.revised,
            why=op.why,
        )
    )


def _reason(work: Work, item: m.Item, op: ops.Set, now: Any) -> None:
    """Why the value that stands was revised last, said afterwards."""
    entries = item.past.get(op.field, [])
    if not op.revised or op.was != op.to or not entries or entries[-1].why == op.why:
        return
    last = msgspec.structs.replace(entries[-1], why=op.why)
    past = {**item.past, op.field: [*entries[:-1], last]}
    work.write(msgspec.structs.replace(item, past=past))
    work.did(
        ops.Set(id=op.id, field=op.field, was=now, to=now, revised=True, why=op.why, was_why=entries[-1].why)
    )


def _past(work: Work, item: m.Item, op: ops.Set, now: Any, to: Any) -> dict[str, list[m.Past]]:
    """Former values after this one; an undo takes the entry it made off again."""
    entries = list(item.past.get(op.field, []))
    empty = now in (None, "")
    if work.change.undoes and entries and entries[-1].value == to:
        entries.pop()
    elif not empty and not (work.change.undoes and to in (None, "")):
        entries.append(m.Past(value=now, by=work.change.by, at=work.change.at, why=op.why))
    past = {**item.past, op.field: entries}
    return {key: kept for key, kept in past.items() if kept}


def keep_beside(work: Work, target: str, field: str, base: str, theirs: str, yours: str) -> None:
    """Keep the second version of words beside those that stand."""
    clash = m.Clash(
        id=f"{work.change.id}.{len(work.clashes) + 1}",
        target=target,
        field=field,
        base=base,
        theirs=theirs,
        yours=yours,
        by=work.change.by,
        at=work.change.at,
    )
    work.put("clashes", clash.id, clash)
    work.clashes.append(clash)
    work.did(ops.Beside(clash=clash))


def status(work: Work, op: ops.Status) -> None:
    """Draft, agreed, parked, dropped. Agreeing an item does not settle its list."""
    item = work.item(op.id, op.reason)
    if op.to not in get_args(m.Status):
        raise Refused(f'There is no status "{op.to}".', "unknown")
    now = (item.status, item.reason)
    if now == (op.to, op.reason):
        return
    if work.strict and now != (op.was, op.was_reason):
        raise work.changed(op.id)
    work.write(msgspec.structs.replace(item, status=op.to, reason=op.reason))
    work.did(ops.Status(id=op.id, was=now[0], to=op.to, reason=op.reason, was_reason=now[1]))


def place(work: Work, op: ops.Place) -> None:
    """Another place in the same list."""
    item = work.item(op.id)
    if item.pos == op.to:
        return
    if work.strict and item.pos != op.was:
        raise work.changed(op.id)
    work.write(msgspec.structs.replace(item, pos=op.to))
    work.did(ops.Place(id=op.id, was=item.pos, to=op.to))


def merge(work: Work, op: ops.Merge) -> None:
    """An item goes into another; its links stay on it and resolve through `into`."""
    item = work.session.items.get(op.id)
    if not op.to:
        if item is None or item.retired:
            item = work.item(op.id)
        if not item.into:
            return
        if work.strict and item.into != op.was:
            raise work.changed(op.id)
        work.write(msgspec.structs.replace(item, into=""))
        work.did(ops.Merge(id=op.id, was=item.into))
        return
    target = work.survivor(op.to)
    if item is not None and item.into and work.survivor(op.id) == target:
        return
    item = work.item(op.id)
    if target == op.id:
        if op.to == op.id:
            raise Refused(f"{work.name(op.id)} cannot go into itself.", "circle")
        raise Refused(f"{work.name(op.to)} is part of {work.name(op.id)} already.", "circle")
    work.item(target)
    if work.strict:
        # It goes back to where it was, though that went into another since: `into` is followed.
        target = op.to
        if work.who(op.id, since=work.change.undoes or work.change.redoes):
            # Hiding an item that somebody wrote in since would hide their words.
            raise work.changed(op.id)
    if not item.code and any(c.of == item.id and not c.retired for c in work.session.items.values()):
        apply_codes.fix(work, [item.series])
        item = work.session.items[op.id]
    work.write(msgspec.structs.replace(item, into=target))
    work.did(ops.Merge(id=op.id, to=target))


def rekey(work: Work, op: ops.Rekey) -> None:
    """Value and former values of a field move to another key, unless that key is in use."""
    item = work.session.records.get(op.id.removeprefix(RECORD)) if op.id.startswith(RECORD) else None
    item = item or work.session.items.get(op.id) or work.item(op.id)
    moves: Iterable[str] = [op.was, op.to]
    if TEXT in moves or (op.was not in item.fields and op.was not in item.past):
        return
    if op.to in item.fields or op.to in item.past:
        if work.strict:
            raise work.changed(op.id)
        return
    swap = {op.was: op.to}
    work.write(
        msgspec.structs.replace(
            item,
            fields={swap.get(key, key): value for key, value in item.fields.items()},
            past={swap.get(key, key): value for key, value in item.past.items()},
        )
    )
    work.did(op)
