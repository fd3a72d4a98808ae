"""Ops that give codes: settle and unsettle a series, move an item to another one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from aligntui.session import codes, ops
from aligntui.session.model import Item
from aligntui.session.work import Refused, Work
from aligntui.text.listing import listed


def settle(work: Work, op: ops.Settle) -> None:
    """Fix all waiting codes of the series, as they stand now: what the op guessed may be old."""
    items = work.session.items
    fix(work, {*(items[ref].series for ref in op.codes if ref in items), *op.counters})


def fix(work: Work, series: Iterable[str]) -> None:
    """Settle these series if anything in them waits."""
    found = codes.settle(work.session, (name for name in series if name))
    if found is None:
        return
    for ref, code in found.codes.items():
        work.write(msgspec.structs.replace(work.session.items[ref], code=code))
    for name, (_, after) in found.counters.items():
        work.count_to(name, after)
    work.did(found)


def fix_waiting(work: Work, refs: Iterable[str]) -> None:
    """Settle the series of those of these items that still wait for their code."""
    items = work.session.items
    waiting = [items[ref] for ref in refs if ref in items and not items[ref].code]
    if waiting:
        fix(work, {item.series for item in waiting})


def unsettle(work: Work, op: ops.Unsettle) -> None:
    """Codes become provisional again, all of them or none, only while nothing rests on them.

    Where settling came along with a citation, and others have cited since, the citation can still be
    taken back: the codes stay.
    """
    problem = _holds(work, op)
    if problem is not None:
        if len(work.ops) > 1 and work.strict:
            return
        raise problem
    for ref in op.codes:
        work.write(msgspec.structs.replace(work.session.items[ref], code=""))
    for series, (_, before) in op.counters.items():
        work.count_to(series, before)
    work.did(op)


def _holds(work: Work, op: ops.Unsettle) -> Refused | None:
    """Why these codes cannot become provisional again, or None."""
    session = work.session
    for ref, code in op.codes.items():
        item = session.items.get(ref)
        if item is None or item.code != code:
            return work.changed(ref, name=code)
    for series, (now, _) in op.counters.items():
        if session.meta.counters.get(series, 0) != now:
            stay = "stays" if len(op.codes) == 1 else "stay"
            given = listed(op.codes.values(), 4)
            return Refused(f"More of the list was numbered since; {given} {stay}.", "changed")
    cited = [code for ref, code in op.codes.items() if _rested_on(work, ref, op)]
    if cited:
        verb = "is" if len(cited) == 1 else "are"
        return Refused(f"{listed(cited, 4)} {verb} cited since; codes in use stay.", "cited")
    return None


def _rested_on(work: Work, ref: str, op: ops.Unsettle) -> bool:
    """Whether anything but the codes that go along rests on the item's code."""
    inside = set(op.codes)
    children = [
        item.id for item in work.session.items.values() if item.code and codes.parent_of(item.series) == ref
    ]
    if children and set(children) <= inside:
        return any(ref in (link.a, link.b) for link in work.session.links.values())
    return codes.pinned(work.session, ref)


def move(work: Work, op: ops.Move) -> None:
    """To another list or cell.

    A settled code stays behind in `was`. The new list gives a new one at once when it is settled itself
    or something rests on the item; else the code is provisional. Back in its old list an item has its
    old code again.
    """
    item = work.item(op.id)
    here, there = (item.collection, item.series), (op.to[0], op.to[1])
    value = item.fields.get(op.field) if op.field else None
    pos = op.pos or item.pos
    if here == there and value == op.value:
        if pos != item.pos and not work.strict:
            work.write(msgspec.structs.replace(item, pos=pos))
            work.did(ops.Place(id=op.id, was=item.pos, to=pos))
        return
    if work.strict and (here != op.was or value != op.was_value):
        raise work.changed(op.id)
    parent = codes.parent_of(there[1])
    if parent:
        work.item(parent)
    child = parent or codes.parent_of(here[1])
    code, was, took = _code_there(work, item, op)
    fields = {k: v for k, v in item.fields.items() if k != op.field or op.value is not None}
    if op.field and op.value is not None:
        fields[op.field] = op.value
    work.write(
        msgspec.structs.replace(
            item,
            collection=there[0],
            series=there[1],
            code=code,
            was=was,
            pos=pos,
            fields=fields,
            of=parent if child else item.of,
        )
    )
    work.did(
        ops.Move(
            id=op.id,
            was=here,
            to=there,
            was_code=item.code,
            code=code,
            was_pos=item.pos,
            pos=pos,
            field=op.field,
            was_value=value,
            value=op.value,
            took=took,
        )
    )


def _code_there(work: Work, item: Item, op: ops.Move) -> tuple[str, list[str], tuple[int, int] | None]:
    """Code in the new series, former codes, and the counter that moved."""
    series = op.to[1]
    if item.series == series:
        return item.code, item.was, None
    session = work.session
    counters = session.meta.counters
    up = codes.parent_of(series)
    parent = codes.all_codes(session).get(up, "") if up else ""
    others = {i.code for i in session.items.values() if i.code and i.id != item.id}
    own = next((c for c in item.was if codes.number_of(series, c, parent) and c not in others), "")
    former = {*item.was} - {own}
    took: tuple[int, int] | None = None
    if item.code:
        back = op.took is not None and op.took[0] > op.took[1] and item.code == op.was_code
        if back and op.took is not None and counters.get(item.series, 0) == op.took[0]:
            work.count_to(item.series, op.took[1])
            took = op.took
        else:
            former.add(item.code)
    code = own
    # An empty list counts as settled: nobody in it waits for a number.
    settled = codes.is_settled(session, series)
    if not code and item.code and (settled or codes.pinned(session, item.id)):
        code, number = codes.fresh(session, series)
        if number:
            took = (counters.get(series, 0), number)
            work.count_to(series, number)
    return code, sorted(former, key=codes.code_order), took
