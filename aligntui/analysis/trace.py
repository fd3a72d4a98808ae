"""What an item rests on, down to the evidence, and what rests on it.

A link is followed from the one who cites to the one who is cited. People are no ground to stand on, so
links to them are left out; crossings such as the grid or the wind tunnel stand beside the item.
"""

from __future__ import annotations

import msgspec

from aligntui.analysis import told
from aligntui.analysis.layout import LEAST, wrap
from aligntui.analysis.measures import SPREAD, measures
from aligntui.analysis.view import View
from aligntui.session.model import Item

EVIDENCE = ("evidence", "grade", "source", "because")
"""Fields that say how we know, where a list has them."""


DEEPEST = 40
"""Links followed one below the other; a longer chain is a mistake, not an argument."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One item on the way."""

    id: str
    code: str
    text: str
    via: str = ""
    """Name of the link that led here."""
    know: tuple[str, ...] = ()
    """How we know it, `field: words`."""
    below: tuple[Node, ...] = ()
    """What it rests on (or, the other way, what rests on it)."""
    again: bool = False
    """It stands elsewhere in this trace with all that is below it."""


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """An item with its ground and what is built on it."""

    item: Node
    rests_on: tuple[Node, ...] = ()
    carries: tuple[Node, ...] = ()
    beside: tuple[str, ...] = ()
    """Crossings: `Wind tunnel, A Market Square: strong, because ...`."""


def trace(view: View, ref: str) -> Trace:
    """The trace of an item or record.

    Args:
        view: The snapshot.
        ref: Id of the item.

    Raises:
        LookupError: When there is no such item.
    """
    item = view.item(ref)
    if item is None:
        raise LookupError(ref)
    known = _node(view, item)
    return Trace(
        item=msgspec.structs.replace(known, know=(*known.know, *_weight(view, item))),
        rests_on=_ground(view, item, {item.id}),
        carries=_built(view, item, {item.id}),
        beside=tuple(_beside(view, item)),
    )


def _node(view: View, item: Item, via: str = "", below: tuple[Node, ...] = (), again: bool = False) -> Node:
    know = () if again else tuple(_know(view, item))
    text = item.text or told.sentence(view, item)
    return Node(id=item.id, code=view.code(item), text=text, via=via, know=know, below=below, again=again)


def _know(view: View, item: Item) -> list[str]:
    found = []
    for key in EVIDENCE:
        if view.book.field(item.collection, key) is None:
            continue
        field = view.book.fields(item.collection)[key]
        words = told.value_in(field, view.value(item, key)) if key == "grade" else told.of(view, item, key)
        if words:
            label = told.label(view, item.collection, key).rstrip("?: ")
            found.append(f"{label}: {words}")
    if not found and view.book.field(item.collection, "evidence") is not None:
        found.append("nobody has said yet how we know")
    # Whose the former words were is not kept: `by` is who put others in their place.
    found += [
        f"before {past.by or 'somebody'} changed it: {past.value}" for past in item.past.get("text", [])
    ]
    for key in item.past:
        if key != "text" and key not in EVIDENCE:
            label = told.label(view, item.collection, key).rstrip("?: ")
            found.append(f"{label}: {told.stands(view, item, key) or told.revised(view, item, key)}")
    for other in view.session.items.values():
        seen = not other.retired and other.id not in view.hidden
        if other.into == item.id and seen and other.text:
            found.append(f"merged into it: {other.text}")
    return found


def _weight(view: View, item: Item) -> list[str]:
    """What the item weighs, in one line: dots, weight, importance, and whatever else has a number."""
    weighs = [one for one in measures(view, [item]) if one.key not in (SPREAD, *EVIDENCE)]
    words = ", ".join(filter(None, (one.words(item.id) for one in weighs)))
    return [words] if words else []


def _targets(view: View, item: Item) -> list[tuple[str, Item]]:
    found: list[tuple[str, Item]] = []
    parent = view.item(item.of) if item.of else None
    if parent is not None and not _is_person(view, parent):
        found.append(("of", parent))
    for key, refs in told.links(view, item).items():
        for ref in refs:
            target = view.item(ref)
            if target is not None and not _is_person(view, target):
                found.append((told.label(view, item.collection, key), target))
    return found


def _ground(view: View, item: Item, seen: set[str], depth: int = 1) -> tuple[Node, ...]:
    nodes = []
    for via, target in _targets(view, item):
        again = target.id in seen
        seen.add(target.id)
        below = () if again or depth >= DEEPEST else _ground(view, target, seen, depth + 1)
        nodes.append(_node(view, target, via, below, again))
    return tuple(nodes)


def _built(view: View, item: Item, seen: set[str], depth: int = 1) -> tuple[Node, ...]:
    nodes = []
    for relation, source in view.citing(item.id):
        if relation in view.book.relations or _is_person(view, source):
            continue
        collection, _, key = relation.rpartition(".")
        via = "of" if relation == "of" else told.label(view, collection, key)
        again = source.id in seen
        seen.add(source.id)
        below = () if again or depth >= DEEPEST else _built(view, source, seen, depth + 1)
        nodes.append(_node(view, source, via, below, again))
    return tuple(nodes)


def _is_person(view: View, item: Item) -> bool:
    known = view.book.collections.get(item.collection)
    return known is not None and known.of_session


def _beside(view: View, item: Item) -> list[str]:
    found = []
    for name, relation in view.book.relations.items():
        title = relation.title or name.replace("_", " ")
        for (a, b), link in view.links(name).items():
            if item.id not in (a, b):
                continue
            other = view.item(b if item.id == a else a)
            words = [told.value_in(field, link.fields.get(key)) for key, field in relation.fields.items()]
            said = ", ".join(word for word in words if word and word != "0")
            if other is not None and not other.retired and said:
                named = f"{view.code(other)} {' '.join(other.text.split())}"
                found.append((view.place(other.id), f"{title}, {named}: {said}"))
    return [line for _, line in sorted(found)]


def as_text(found: Trace, wide: int = 80) -> str:
    """The trace as plain text, at most `wide` cells a line (40 at least)."""
    wide = max(wide, LEAST)
    out = wrap(f"{found.item.code}  {found.item.text}", wide, "", " " * (len(found.item.code) + 2))
    out += [line for know in found.item.know for line in wrap(know, wide, "    ", "      ")]
    out += ["", "RESTS ON"]
    out += _lines(found.rests_on, wide, 1) or ["  nothing that was linked"]
    out += ["", "CARRIES"]
    out += _lines(found.carries, wide, 1) or ["  nothing yet"]
    if found.beside:
        out += ["", "CROSSED WITH"]
        out += [line for beside in found.beside for line in wrap(beside, wide, "  ", "    ")]
    return "\n".join(out) + "\n"


def _lines(nodes: tuple[Node, ...], wide: int, depth: int) -> list[str]:
    # Deep chains keep room for words.
    lead = "  " * min(depth, 8)
    out = []
    for node in nodes:
        via = f"{node.via.rstrip('?: ')}: " if node.via and node.via != "of" else ""
        tail = " (above)" if node.again else ""
        out += wrap(f"{via}{node.code}  {node.text}{tail}", wide, lead, lead + "  ")
        for know in node.know:
            out += wrap(know, wide, lead + "    ", lead + "      ")
        out += _lines(node.below, wide, depth + 1)
    return out
