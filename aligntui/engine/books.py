"""The book of a session: its own kept definitions, thawed once per version."""

from __future__ import annotations

from functools import lru_cache

from aligntui.methods.book import Book
from aligntui.methods.freeze import resolved
from aligntui.session.model import Definition, Session


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
    return resolved({name: held.body for name, held in versions.definitions.items()})
