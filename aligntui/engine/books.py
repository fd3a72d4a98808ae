"""The book of a session: its own kept definitions, thawed once per version."""

from __future__ import annotations

from functools import lru_cache

from aligntui.methods.book import Book
from aligntui.methods.freeze import thaw_agenda, thaw_method, thaw_shared
from aligntui.session.model import Definition, Session

AGENDA = "agenda:"
SHARED = "collections"


def book_of(session: Session) -> Book:
    """Definitions the session keeps, resolved. The same versions give the same book."""
    return _book(Versions(session.methods))


class Versions:
    """Definitions that are alike when they are the same versions."""

    def __init__(self, definitions: dict[str, Definition]) -> None:
        self.definitions = definitions
        self._key = tuple(sorted((name, held.hash) for name, held in definitions.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Versions) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=16)
def _book(versions: Versions) -> Book:
    methods = {}
    agendas = {}
    shared = None
    for name, definition in versions.definitions.items():
        if name == SHARED:
            shared = thaw_shared(definition.body)
        elif name.startswith(AGENDA):
            agendas[name.removeprefix(AGENDA)] = thaw_agenda(definition.body)
        else:
            methods[name] = thaw_method(definition.body)
    book = Book(methods, shared, agendas)
    if versions.definitions and not (book.plan and book.report):
        # It reads YAML, and only a session begun before methods declared their plan asks for that.
        from aligntui.methods.built_in import completed

        return completed(book)
    return book


__all__ = ["AGENDA", "SHARED", "book_of"]
