"""The book of a session: its own kept definitions, thawed once per version."""

from __future__ import annotations

from aligntui.guide.book import Book
from aligntui.guide.freeze import thaw_agenda, thaw_method, thaw_shared
from aligntui.session.model import Definition, Session

AGENDA = "agenda:"
SHARED = "collections"

_kept: dict[tuple[tuple[str, str], ...], Book] = {}


def book_of(session: Session) -> Book:
    """Definitions the session keeps, resolved. The same versions give the same book."""
    key = tuple(sorted((name, d.hash) for name, d in session.methods.items()))
    if key not in _kept:
        if len(_kept) > 16:
            _kept.clear()
        _kept[key] = _build(session.methods)
    return _kept[key]


def _build(definitions: dict[str, Definition]) -> Book:
    methods = {}
    agendas = {}
    shared = None
    for name, definition in definitions.items():
        if name == SHARED:
            shared = thaw_shared(definition.body)
        elif name.startswith(AGENDA):
            agendas[name.removeprefix(AGENDA)] = thaw_agenda(definition.body)
        else:
            methods[name] = thaw_method(definition.body)
    return Book(methods, shared, agendas)


__all__ = ["AGENDA", "SHARED", "book_of"]
