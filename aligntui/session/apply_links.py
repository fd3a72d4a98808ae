"""Ops on links, and on words kept beside each other."""

from __future__ import annotations

from typing import Any

import msgspec

from aligntui.session import ops
from aligntui.session.apply_codes import fix_waiting
from aligntui.session.apply_items import keep_beside, lines, tidy, value_of, with_value
from aligntui.session.model import Clash, Link, link_key
from aligntui.session.work import RECORD, Refused, Work, plain, shorten


def tie(work: Work, op: ops.Tie) -> None:
    """Set or clear a link. The first one settles the codes of both ends.

    Two people who fill different fields of one link both have their way; words that met other words in
    the same field are kept beside them.
    """
    key = link_key(op.relation, op.a, op.b)
    now = work.session.links.get(key)
    was = plain(op.was)
    if op.to is None:
        _untie(work, now if now is not None or work.strict else _shown(work, op), was)
        return
    if now is None:
        a = _end(work, op.a)
        # A link field may allow words in place of an item: then its link ends on a word.
        word = op.b not in work.session.items and _is_field_of(work, op.relation, a)
        b = op.b if word else _end(work, op.b)
        if (a, b) != (op.a, op.b):
            op = ops.Tie(relation=op.relation, a=a, b=b, to=op.to)
            key = link_key(op.relation, a, b)
            now = work.session.links.get(key)
            was = dict(now.fields) if now is not None else None
    stands = dict(now.fields) if now is not None else None
    to = {name: kept for name, value in (op.to or {}).items() if (kept := tidy(name, value)) is not None}
    if stands == to:
        return
    if work.strict and (stands != was or work.is_theirs(key, "", stands)):
        raise work.changed(key)
    beside: list[tuple[str, str, str, str]] = []
    if stands is not None and stands != was:
        to, beside = _both(was or {}, stands, to)
    if stands != to:
        fix_waiting(work, [op.a, op.b])
        work.put("links", key, Link(relation=op.relation, a=op.a, b=op.b, fields=to))
        work.did(ops.Tie(relation=op.relation, a=op.a, b=op.b, was=stands, to=to))
    for name, base, theirs, yours in beside:
        keep_beside(work, key, name, base, theirs, yours)


def _shown(work: Work, op: ops.Tie) -> Link | None:
    """The link of merged items that a person saw as one of these two."""
    ends = (op.a, op.b)
    return next(
        (
            link
            for link in work.session.links.values()
            if link.relation == op.relation and (work.survivor(link.a), work.survivor(link.b)) == ends
        ),
        None,
    )


def _untie(work: Work, now: Link | None, was: dict[str, Any] | None) -> None:
    if now is None:
        return
    if work.strict and work.is_theirs(now.key, "", now.fields):
        raise work.changed(now.key)
    if now.fields != was:
        since = {name: value for name, value in now.fields.items() if (was or {}).get(name) != value}
        if work.strict or any(_is_words(value) for value in since.values()):
            raise work.changed(now.key)
    if any(clash.target == now.key for clash in work.session.clashes.values()):
        raise Refused(f"Two versions of {work.name(now.key)} wait for a choice; choose first.", "clash")
    work.drop("links", now.key)
    work.did(ops.Tie(relation=now.relation, a=now.a, b=now.b, was=dict(now.fields)))


def rekey(work: Work, op: ops.Rekey) -> None:
    """A relation got another name: its links move along, unless the new one is in use."""
    links = work.session.links
    moving = [link for link in links.values() if link.relation == op.was]
    if not moving or any(link.relation == op.to for link in links.values()):
        return
    for link in moving:
        moved = msgspec.structs.replace(link, relation=op.to)
        work.drop("links", link.key)
        work.put("links", moved.key, moved)
        for clash in list(work.session.clashes.values()):
            if clash.target == link.key:
                work.put("clashes", clash.id, msgspec.structs.replace(clash, target=moved.key))
    work.did(op)


def _end(work: Work, ref: str) -> str:
    """The item that a new link ends on: the survivor when it was merged meanwhile.

    A link that undo brings back ends where it did: links of a merged item stay on it.
    """
    if ref.startswith(RECORD):
        return ref
    held = work.session.items.get(ref)
    if work.strict and held is not None and not held.retired and (held.code or not held.into):
        return ref
    return work.item(work.survivor(ref)).id


def _is_field_of(work: Work, relation: str, ref: str) -> bool:
    """Whether a relation is a link field of the item's collection: `strategies.cites`."""
    item = work.session.items.get(ref)
    collection = item.collection if item is not None else ref
    return relation.startswith(f"{collection}.")


def _both(
    was: dict[str, Any], stands: dict[str, Any], to: dict[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, str, str, str]]]:
    """Fields after two edits of one link, and the words that could not stand."""
    out = dict(stands)
    beside: list[tuple[str, str, str, str]] = []
    for name in {**was, **to}:
        wanted, base, other = to.get(name), was.get(name), stands.get(name)
        if wanted in (base, other):
            continue
        if other != base and (_is_words(other) or _is_words(wanted)) and other:
            if wanted:
                beside.append((name, lines(base), lines(other), lines(wanted)))
        elif wanted is None:
            out.pop(name, None)
        else:
            out[name] = wanted
    return out, beside


def _is_words(value: Any) -> bool:
    """Whether a value is written text and not a key, number, date or id."""
    return isinstance(value, str) and " " in value.strip()


def beside(work: Work, op: ops.Beside) -> None:
    """Put words beside others again, or take one's own away."""
    clash = op.clash
    if op.on:
        if clash.id in work.session.clashes:
            return
        if clash.target not in work.session.links:
            work.item(clash.target, clash.yours)
        work.put("clashes", clash.id, clash)
        work.clashes.append(clash)
    else:
        if clash.id not in work.session.clashes:
            raise Refused(f"Words for {work.name(clash.target)} have been chosen since.", "changed")
        work.drop("clashes", clash.id)
    work.did(ops.Beside(clash=clash, on=op.on))


def choose(work: Work, op: ops.Choose) -> None:
    """Say which words stand. Nobody's newer words are overwritten unseen."""
    clash: Clash | None = work.session.clashes.get(op.clash)
    if op.again:
        clash = op.kept
    if clash is None:
        name = work.name(op.id)
        raise Refused(f"Somebody has chosen for {name} already.", "changed", op.to)
    now = _words(work, op)
    if lines(now) not in (op.was, op.to):
        raise work.changed(op.id, field=op.field, words=op.to)
    _write(work, op, op.to.split("\n") if isinstance(now, list) else op.to)
    if op.again:
        work.put("clashes", clash.id, clash)
    else:
        work.drop("clashes", clash.id)
    work.did(
        ops.Choose(
            clash=op.clash, id=op.id, field=op.field, was=lines(now), to=op.to, kept=clash, again=op.again
        )
    )


def _words(work: Work, op: ops.Choose) -> Any:
    link = work.session.links.get(op.id)
    if link is not None:
        return link.fields.get(op.field)
    if "|" in op.id:
        raise Refused(f"The link is gone; the words were {shorten(op.to)}", "gone", op.to)
    return value_of(work.item(op.id, op.to), op.field)


def _write(work: Work, op: ops.Choose, value: Any) -> None:
    value = tidy(op.field, value)
    link = work.session.links.get(op.id)
    if link is None:
        work.write(with_value(work.item(op.id), op.field, value))
        return
    fields = {k: v for k, v in {**link.fields, op.field: value}.items() if v is not None}
    work.put("links", op.id, msgspec.structs.replace(link, fields=fields))
