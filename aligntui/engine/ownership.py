"""Whose an item is: what a step that asks each for his own shows to a person."""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.analysis.view import View
from aligntui.engine.people import same_name
from aligntui.methods.types import as_list
from aligntui.session.model import Item

PEOPLE = "people"
OWNER = "owner"
"""The field that says whose an item is; without it the first link to people does."""


def mine(view: View, items: Iterable[Item], person: str) -> list[Item]:
    """The items of a person: he owns them, they hang on him, or on something that is his."""
    own = entries_of(view, person)
    return [item for item in items if _is_mine(view, item, own)]


def entries_of(view: View, person: str) -> set[str]:
    """Ids of the entries of the people that a login stands for."""
    login = view.session.participants.get(person)
    named = {p.id for p in view.items(PEOPLE, away=True) if same_name(p.text, person)}
    return {*named, *([login.person] if login is not None and login.person else [])}


def _is_mine(view: View, item: Item, own: set[str]) -> bool:
    seen: set[str] = set()
    while item.id not in seen:
        seen.add(item.id)
        if item.id in own or own & set(_owners(view, item)):
            return True
        parent = view.item(item.of) if item.of else None
        item = parent if parent is not None else item
    return False


def _owners(view: View, item: Item) -> list[str]:
    """Ids of the people that an item names as its owners."""
    fields = view.book.fields(item.collection)
    links = [key for key, field in fields.items() if field.type == "link" and PEOPLE in as_list(field.of)]
    key = OWNER if OWNER in links else next(iter(links), "")
    value = view.value(item, key) if key else None
    return [str(ref) for ref in (value if isinstance(value, list) else [value]) if ref]
