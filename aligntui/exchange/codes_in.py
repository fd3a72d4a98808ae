"""Which series a code from a file belongs to, and how far its series have been counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from aligntui.methods.book import Book
from aligntui.methods.types import CodeRule
from aligntui.session.codes import number_of
from aligntui.session.model import Item
from aligntui.text.clean import clean_line

_PLAIN = re.compile(r"(.*?[^0-9])[0-9]+\Z", re.DOTALL)
_LETTERS = re.compile(r"[A-Z]+\Z")


def series_of(book: Book, item: Item, raw: dict[str, Any], fields: dict[str, Any], parent: str) -> str:
    """Series of an item that came with a code, or the one its list gives to an item without.

    Args:
        book: Definitions.
        item: The item, with `of` resolved.
        raw: What the file says of it; its `code` may be missing.
        fields: Its fields as the file says them: the cell of a strategy stands there.
        parent: Code of the item it hangs on.
    """
    known = book.collections.get(item.collection)
    rule = known.code if known is not None else ""
    cell = book.cell_field(item.collection)
    asked = book.field(item.collection, cell) if cell else None
    value = clean_line(str(fields.get(cell, ""))) if cell else ""
    # A value that is none of the choices is named when the fields are read; it makes no codes.
    known_cell: dict[str, object] = {cell: value} if asked is not None and value in asked.choices else {}
    derived = book.series(item.collection, known_cell, item.of)
    code = clean_line(str(raw.get("code", "")))
    if not code or (derived and number_of(derived, code, parent)):
        return derived
    if parent and item.of and code.casefold().startswith(f"{parent.casefold()}."):
        mark = _PLAIN.match(code[len(parent) + 1 :])
        if mark:
            return f"^{item.of}.{mark[1]}"
    if isinstance(rule, CodeRule) and rule.letters and _LETTERS.match(code):
        return f"#{rule.letters}"
    found = _PLAIN.match(code)
    return found[1] if found else derived


def counted(given: Mapping[str, int], known: Iterable[tuple[str, int, bool]]) -> dict[str, int]:
    """Counters of all series, so that no number that stands in the file is given again.

    Args:
        given: Counters as kept.
        known: (series, number, provisional) of every code. Provisional ones are counted anew from the
            counter, so it must not pass the first of them.
    """
    numbers = list(known)
    first: dict[str, int] = {}
    for series, number, provisional in numbers:
        if provisional:
            first[series] = min(number, first.get(series, number))
    counters = {series: min(number, first.get(series, number + 1) - 1) for series, number in given.items()}
    counters = {series: number for series, number in counters.items() if number > 0}
    for series, number, provisional in numbers:
        if not provisional and series and counters.get(series, 0) < number < first.get(series, number + 1):
            counters[series] = number
    return counters
