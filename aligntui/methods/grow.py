"""Lists that a session keeps meet those of today: fields and lists come, none goes, nothing is retyped."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from aligntui.methods.book import Book
from aligntui.methods.types import Collection, Field, Shared


def grown(kept: Book, today: Book) -> Shared:
    """The shared lists of a session, with what the definitions of today ask beyond them.

    A list that a session has from one of its methods becomes a shared one when today asks more of it:
    whichever file says it first, all methods of the session see the same list.

    Args:
        kept: The definitions of the session.
        today: The definitions that join it; methods that the session keeps stay as it keeps them.
    """
    lists = dict(kept.shared.collections)
    for name, wanted in _asked(kept, today).items():
        known = kept.shared.collections.get(name) or _owned(kept, name)
        larger = wanted if known is None else _united(known, wanted)
        if known is None or larger != known:
            lists[name] = larger
    return kept.shared if lists == kept.shared.collections else replace(kept.shared, collections=lists)


def _asked(kept: Book, today: Book) -> dict[str, Collection]:
    """Lists that a session has to know: the shared ones, and those of today that it has from a method."""
    found = dict(today.shared.collections)
    for method in today.methods.values():
        for name, collection in method.collections.items():
            if name in kept.collections:
                found.setdefault(name, collection)
    return found


def _owned(book: Book, name: str) -> Collection | None:
    """The list as the first method that owns it says it, without what others add."""
    return next((m.collections[name] for m in book.methods.values() if name in m.collections), None)


def _united(known: Collection, wanted: Collection) -> Collection:
    fields = dict(known.fields)
    for key, field in wanted.fields.items():
        fields[key] = _widened(fields[key], field) if key in fields else field
    return known if fields == known.fields else replace(known, fields=fields)


def _widened(known: Field, wanted: Field) -> Field:
    """A field of the session; of a choice, with the choices that came since."""
    if known.type != "choice" or wanted.type != "choice":
        return known
    choices: Mapping[str, str] = {
        **known.choices,
        **{key: label for key, label in wanted.choices.items() if key not in known.choices},
    }
    return known if choices == known.choices else replace(known, choices=dict(choices))
