"""A session meets newer definitions: what moves, what no longer fits, what is no longer asked.

Nothing is lost: renamed fields move along, values that do not fit are kept as text, and fields nobody
asks for any more stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from msgspec import Struct, field

from aligntui.session.model import Item, Session
from aligntui.session.ops import AnyOp, Rekey, Set
from aligntui.session.work import name_of, shorten

Fits = Callable[[str, str, Any], str]
"""(collection, field, value) -> "" when the value fits, else what the field wants: `a date`."""


class Misfit(Struct, frozen=True):
    """A value that is not of its field's type any more."""

    item: str
    field: str
    text: str
    """The value as text, as it is kept."""
    wants: str
    """What the field wants now."""
    sentence: str


class Drift(Struct, frozen=True):
    """What newer definitions do to a session."""

    ops: list[AnyOp] = field(default_factory=list)
    """Bring the session up to them; empty when nothing moves."""
    misfits: list[Misfit] = field(default_factory=list)
    asleep: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Item id -> fields that are no longer asked, with what they hold."""


def drift(
    session: Session,
    renames: Mapping[str, Mapping[str, str]],
    known: Mapping[str, Collection[str]],
    fits: Fits,
) -> Drift:
    """Compare a session with the definitions in force.

    Args:
        session: The session as it was stored.
        renames: Collection (or `record:NAME`) -> former field key -> present key.
        known: Collection -> keys of the fields asked now. Collections that are not named are left alone.
        fits: Tells whether a value fits a field.
    """
    found = Drift()
    for collection, names in renames.items():
        for old, new in names.items():
            was, to = f"{collection}.{old}", f"{collection}.{new}"
            relations = {link.relation for link in session.links.values()}
            if was in relations and to not in relations:
                found.ops.append(Rekey(id="", was=was, to=to))
    for item in (*session.items.values(), *session.records.values()):
        moved = _renamed(item, renames.get(item.collection, {}), found)
        if item.collection not in known:
            continue
        asked = known[item.collection]
        for key, value in moved.items():
            if key not in asked:
                found.asleep.setdefault(item.id, {})[key] = value
            elif wants := fits(item.collection, key, value):
                _misfit(session, item, key, value, wants, found)
    return found


def _renamed(item: Item, names: Mapping[str, str], found: Drift) -> dict[str, Any]:
    """The item's fields under their present keys."""
    fields = dict(item.fields)
    for old, new in names.items():
        held = old in item.fields or old in item.past
        if not held or new in item.fields or new in item.past:
            continue
        found.ops.append(Rekey(id=item.id, was=old, to=new))
        if old in fields:
            fields[new] = fields.pop(old)
    return fields


def _misfit(session: Session, item: Item, key: str, value: Any, wants: str, found: Drift) -> None:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    if not isinstance(value, str) and not item.retired and not item.into:
        found.ops.append(Set(id=item.id, field=key, was=value, to=text))
    name = name_of(session, item.id)
    label = key.replace("_", " ")
    says = f"{name}: {label} holds {shorten(text)}, but {wants} is wanted now. It is kept as text."
    found.misfits.append(Misfit(item.id, key, text, wants, says))
