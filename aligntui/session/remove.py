"""Taking an item away without robbing others of what they rest on."""

from __future__ import annotations

from msgspec import Struct

from aligntui.session import codes
from aligntui.session.model import Link, Session, ends
from aligntui.session.work import name_of
from aligntui.text.listing import listed


class Citing(Struct, frozen=True):
    """One thing that points at an item."""

    kind: str
    """`link`, `field`, `child`, `merged`, `round`; `own` for what the item itself cites."""
    ref: str
    """Id of the item, record or round that points."""
    name: str
    """Relation, field key, or step."""


def citing(session: Session, item_id: str) -> list[Citing]:
    """Everything that points at an item: links, fields that hold its id, children, merges, votes.

    A link that carries values (a cell of a grid, a score) belongs to both ends and counts for both; a
    plain citation counts only for the item that is cited.
    """
    found: list[Citing] = []
    for link in session.links.values():
        if link.b == item_id and link.a != item_id:
            found.append(Citing("link", link.a, link.relation))
        elif link.a == item_id and link.b != item_id and link.fields:
            found.append(Citing("link", link.b, link.relation))
    for item in (*session.items.values(), *session.records.values()):
        if item.retired or item.id == item_id:
            continue
        for key, value in item.fields.items():
            if value == item_id or (isinstance(value, list) and item_id in value):
                found.append(Citing("field", item.id, key))
        if item.of == item_id:
            found.append(Citing("child", item.id, "of"))
        if item.into == item_id:
            found.append(Citing("merged", item.id, "into"))
    for held in session.rounds.values():
        if any(item_id in ends(subject) for subject in held.subjects):
            found.append(Citing("round", held.id, held.step))
    return found


def resting_on(session: Session, item_id: str) -> list[Citing]:
    """What would be left hanging if the item went: all that cites it, and what it still cites itself."""
    own = [Citing("own", link.b, link.relation) for link in _own(session, item_id)]
    return [*citing(session, item_id), *own]


def _own(session: Session, item_id: str) -> list[Link]:
    """The item's plain citations, which leave with it."""
    return [
        link
        for link in session.links.values()
        if link.a == item_id and (not link.fields or link.b == item_id)
    ]


def sentence(session: Session, item_id: str, found: list[Citing]) -> str:
    """Who cites an item: `S1 is cited by SO1 and ST1. Park it instead: they keep the mention`."""
    citers = _names(session, {c.ref for c in found if c.kind not in ("own", "round")})
    cited = _names(session, {c.ref for c in found if c.kind == "own"})
    says = []
    if citers:
        says.append(f"is cited by {listed(citers, 4)}")
    if any(c.kind == "round" for c in found):
        says.append("was voted on")
    if cited:
        says.append(f"cites {listed(cited, 4)}")
    says_all = f"{name_of(session, item_id)} {' and '.join(says)}"
    keeps = "it keeps its links"
    if citers:
        keeps = "that keeps the mention" if len(citers) == 1 else "they keep the mention"
    elif not cited:
        keeps = "the vote keeps it"
    return f"{says_all}. Park it instead: {keeps}."


def _names(session: Session, refs: set[str]) -> list[str]:
    """Names in reading order: collections, codes, then records."""
    items = sorted(
        (session.items[ref] for ref in refs if ref in session.items),
        key=lambda item: (item.collection, codes.code_order(name_of(session, item.id)), item.id),
    )
    records = sorted(name_of(session, ref) for ref in refs if ref not in session.items)
    return [*(name_of(session, item.id) for item in items), *records]
