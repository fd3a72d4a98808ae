"""The book of a session: its own kept definitions, thawed once, with the examples of its trade."""

from __future__ import annotations

from functools import lru_cache

from aligntui.methods.book import Book
from aligntui.methods.freeze import resolved
from aligntui.methods.voices import in_trade, trade_field
from aligntui.session.model import Definition, Session


def book_of(session: Session) -> Book:
    """Definitions the session keeps, resolved. The same versions and the same trade give the same book."""
    versions = Versions(session.methods)
    asked = _trade_field(versions)
    record = session.records.get(asked[0]) if asked is not None else None
    trade = record.fields.get(asked[1]) if asked is not None and record is not None else None
    return _book(versions, trade if isinstance(trade, str) else "")


def kept_book_of(session: Session) -> Book:
    """Definitions the session keeps, resolved, in no trade: as they are written on."""
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
def _book(versions: Versions, trade: str = "") -> Book:
    if trade:
        return in_trade(_book(versions), trade)
    return resolved({name: held.body for name, held in versions.definitions.items()})


@lru_cache(maxsize=16)
def _trade_field(versions: Versions) -> tuple[str, str] | None:
    return trade_field(_book(versions))
