"""Intentions turned into ops: what a person does on a screen, as the small edits that the session keeps.

Every function takes the view the person was looking at and returns ops; nothing is written here. Values
are cleaned and brought into their stored form by `entry.values` first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from aligntui.analysis.view import View
from aligntui.methods.book import link_field
from aligntui.session import order
from aligntui.session.model import Item
from aligntui.session.ops import Add, AnyOp, Merge, Move, Place, Set, Status, Tie, Waive

NewId = Callable[[], str]
WORDS = ("text", "long", "list", "chain")
"""Field types whose clash keeps both versions."""


def add(
    view: View,
    new_id: NewId,
    collection: str,
    text: str,
    fields: dict[str, Any] | None = None,
    *,
    parent: str = "",
    by: str | None = None,
    at: str = "",
) -> tuple[Item, list[AnyOp]]:
    """A new item at the end of its list, with its many-valued links.

    `fields` may hold link fields with several ids; they become links.
    """
    plain: dict[str, Any] = {}
    many: dict[str, list[str]] = {}
    for key, value in (fields or {}).items():
        definition = view.book.field(collection, key)
        if definition is not None and definition.type == "link" and definition.many:
            many[key] = list(value or [])
        elif value not in (None, "", []):
            plain[key] = value
    item = Item(
        id=new_id(), collection=collection, series=view.book.series(collection, plain, parent), text=text,
        fields=plain, of=parent, pos=_last(view, collection), by=by, at=at,
    )  # fmt: skip
    ops: list[AnyOp] = [Add(item=item)]
    for key, targets in many.items():
        ops.extend(Tie(relation=link_field(collection, key), a=item.id, b=b, to={}) for b in targets)
    return item, ops


def put(view: View, item: Item, field: str, value: Any) -> list[AnyOp]:
    """Set one field to a stored value; nothing when it holds that already."""
    definition = view.book.field(item.collection, field)
    if definition is not None and definition.type == "link" and definition.many:
        return cite(view, item, field, list(value or []))
    was = view.value(item, field)
    if was == value or (was in (None, "", []) and value in (None, "", [])):
        return []
    if field == view.book.cell_field(item.collection) and not item.id.startswith("record:"):
        # A card stands in some cell: its code comes from there.
        return [to_cell(view, item, str(value))] if value else []
    words = field == "text" or (definition is not None and definition.type in WORDS)
    revised = definition is not None and definition.revised and was not in (None, "", [])
    ops: list[AnyOp] = [Set(id=item.id, field=field, was=was, to=value, words=words, revised=revised)]
    if definition is not None and definition.only_one and value == "yes":
        ops.extend(
            Set(id=other.id, field=field, was="yes", to="no")
            for other in view.items(item.collection)
            if other.id != item.id and other.fields.get(field) == "yes"
        )
    return ops


def cite(view: View, item: Item, field: str, targets: list[str]) -> list[AnyOp]:
    """Make a many-valued link field point to exactly these items."""
    relation = link_field(item.collection, field)
    present = set(view.linked(item.id, relation))
    gone = present - set(targets)
    ops: list[AnyOp] = []
    for link in view.session.links.values():
        # What was merged keeps its own links; the view shows them at what it went into.
        ends = [end.id for end in (view.item(link.a), view.item(link.b)) if end is not None]
        if link.relation == relation and len(ends) == 2 and ends[0] == item.id and ends[1] in gone:
            ops.append(Tie(relation=relation, a=link.a, b=link.b, was=dict(link.fields)))
    ops.extend(Tie(relation=relation, a=item.id, b=b, to={}) for b in targets if b not in present)
    return ops


def cross(view: View, relation: str, a: str, b: str, fields: dict[str, Any] | None) -> list[AnyOp]:
    """Set the values of a pair under a relation; None clears it ("not looked at")."""
    link = view.link(relation, a, b)
    was = dict(link.fields) if link is not None else None
    return [] if was == fields else [Tie(relation=relation, a=a, b=b, was=was, to=fields)]


def set_status(item: Item, status: str, reason: str = "") -> list[AnyOp]:
    """Park, drop, agree, or bring back."""
    if item.status == status and item.reason == reason:
        return []
    return [Status(id=item.id, was=item.status, to=status, reason=reason, was_reason=item.reason)]


def shift(view: View, item: Item, step: int) -> list[AnyOp]:
    """Move an item up (-1) or down (+1) among its neighbours."""
    peers = [i for i in view.items(item.collection) if i.of == item.of]
    cell = view.book.cell_field(item.collection)
    if cell:
        peers = [i for i in peers if i.fields.get(cell) == item.fields.get(cell)]
    ids = [i.id for i in peers]
    at = ids.index(item.id) if item.id in ids else -1
    to = at + step
    if at < 0 or not 0 <= to < len(ids):
        return []
    low = peers[to].pos if step > 0 else (peers[to - 1].pos if to > 0 else "")
    high = (peers[to + 1].pos if to + 1 < len(peers) else "") if step > 0 else peers[to].pos
    try:
        return [Place(id=item.id, was=item.pos, to=order.between(low, high))]
    except ValueError:
        # Two hands gave both neighbours the same place: there is none between them.
        return []


def to_list(view: View, item: Item, collection: str) -> list[AnyOp]:
    """Move an item to the end of another collection (a strength that is a weakness)."""
    return [
        Move(
            id=item.id, was=(item.collection, item.series), was_code=item.code, was_pos=item.pos,
            to=(collection, view.book.series(collection, item.fields, item.of)), pos=_last(view, collection),
        )
    ]  # fmt: skip


def _last(view: View, collection: str) -> str:
    """Place behind all items of a list."""
    return order.after([i.pos for i in view.session.items.values() if i.collection == collection])


def to_cell(view: View, item: Item, value: str) -> AnyOp:
    """Move an item to another cell of its own collection (SO to WO): a new series, a new code."""
    field = view.book.cell_field(item.collection)
    series = view.book.series(item.collection, {**item.fields, field: value}, item.of)
    return Move(
        id=item.id, was=(item.collection, item.series), to=(item.collection, series), was_code=item.code,
        was_pos=item.pos, pos=item.pos, field=field, was_value=item.fields.get(field), value=value,
    )  # fmt: skip


def merge(stays: Item, goes: Iterable[Item]) -> list[AnyOp]:
    """Have several items counted once: the others are kept under "merged into"."""
    return [Merge(id=item.id, was=item.into, to=stays.id) for item in goes if item.id != stays.id]


def rewrite(view: View, item: Item, field: str, was: str, to: str, why: str) -> list[AnyOp]:
    """Write words anew, with those before kept as former ones and the reason.

    Args:
        view: The snapshot.
        item: The item.
        field: Its field with words.
        was: What stood there when one began: where others wrote there meanwhile, both are kept.
        to: The new words.
        why: The reason.
    """
    return [
        replace(op, was=was or None, revised=True, why=why)
        for op in put(view, item, field, to or None)
        if isinstance(op, Set)
    ]


def waive(view: View, what: str, reason: str) -> list[AnyOp]:
    """Set a need or finding aside with a reason; an empty reason takes that back."""
    known = view.session.waivers.get(what)
    was = known.reason if known else ""
    return [] if was == reason else [Waive(what=what, was=was, reason=reason)]
