"""What a session begun before methods declared how they are shown takes from the built-in ones.

A session reads with the definitions it keeps for ever. Colours, the plan and the report change no question
and no answer: where none of its lists says them, the built-in definitions of the same names do.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from aligntui.methods.book import Book
from aligntui.methods.errors import UnknownName
from aligntui.methods.library import Library
from aligntui.methods.types import Collection, Method


def completed(book: Book) -> Book:
    """The same definitions, with what the built-in ones of the same names say of how they are shown."""
    library = Library()
    methods = {name: _method(method, library) for name, method in book.methods.items()}
    today = library.shared()
    shared = replace(
        book.shared,
        plan=book.shared.plan or today.plan,
        report=book.shared.report or today.report,
        spreadsheets=book.shared.spreadsheets or today.spreadsheets,
        asides=book.shared.asides or today.asides,
    )
    return Book(methods, shared, book.agendas)


def _method(kept: Method, library: Library) -> Method:
    try:
        shipped = library.method(kept.method)
    except UnknownName:
        return kept
    return replace(
        kept,
        collections=_lists(kept.collections, shipped.collections),
        groups=kept.groups or shipped.groups,
        checks=[{**_asks(shipped, check), **check} for check in kept.checks],
        plan=kept.plan or shipped.plan,
        report=kept.report or shipped.report,
        spreadsheets=kept.spreadsheets or shipped.spreadsheets,
    )


def _asks(shipped: Method, kept: dict[str, Any]) -> dict[str, Any]:
    """Questions that the built-in check of the same function asks."""
    same = [check for check in shipped.checks if check.get("use") == kept.get("use") and "asks" in check]
    return {"asks": same[0]["asks"]} if same else {}


def _lists(kept: dict[str, Collection], shipped: dict[str, Collection]) -> dict[str, Collection]:
    found = dict(kept)
    for name in kept.keys() & shipped.keys():
        today = shipped[name]
        words = {"colour": kept[name].colour or today.colour, "counted": kept[name].counted or today.counted}
        found[name] = replace(kept[name], **words)
    return found
