"""A list as a spreadsheet: UTF-8 with a byte order mark, comma, CRLF, every text quoted.

A text that a spreadsheet would run as a formula gets a leading `'` (so says OWASP); numbers are written
as numbers. Dates stay ISO, links read as codes, people by name. One table for each call:
`csv-LIST` for any list of the session or any group of lists.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from typing import Any

from aligntui.analysis import told
from aligntui.analysis.view import View
from aligntui.methods.types import Field
from aligntui.session.model import Item
from aligntui.text.clean import clean

DANGER = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First signs that make a cell a formula somewhere, full-width ones too."""


def export(view: View, table: str) -> str:
    """One table as CSV text.

    Args:
        view: What leaves.
        table: the name of a collection or of a group.

    Raises:
        LookupError: When the session knows no list of that name.
    """
    lists = view.book.lists(table) or [table]
    if not all(name in view.book.collections for name in lists) or not lists:
        raise LookupError(table)
    keys = list(dict.fromkeys(key for name in lists for key in view.book.fields(name)))
    heads = ["code", *(["list"] if len(lists) > 1 else []), "words", "status", "reason"]
    labels = [_heading(view, lists, key, heads) for key in keys]
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([*heads, *_unique(labels, keys, heads)])
    for name in lists:
        for item in sorted(view.items(name, away=True), key=lambda i: view.place(i.id)):
            row: list[Any] = [view.code(item)]
            row += [told.title(view.book, name)] if len(lists) > 1 else []
            row += [item.text, item.status, item.reason]
            row += [_value(view, item, key, view.book.field(name, key)) for key in keys]
            writer.writerow([cell if isinstance(cell, (int, Decimal)) else guard(cell) for cell in row])
    return out.getvalue()


def guard(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    plain = clean(text)
    return f"'{plain}" if plain.startswith(DANGER) else plain


def _heading(view: View, lists: list[str], key: str, taken: list[str]) -> str:
    for name in lists:
        if view.book.field(name, key) is not None:
            return told.label(view, name, key)
    return key


def _unique(labels: list[str], keys: list[str], taken: list[str]) -> list[str]:
    """Headings as people know them; the key where two would read alike."""
    every = [*taken, *labels]
    return [guard(label if every.count(label) == 1 else key) for label, key in zip(labels, keys, strict=True)]


def _value(view: View, item: Item, key: str, field: Field | None) -> str | int | Decimal:
    stored = view.value(item, key)
    if field is None or stored in (None, "", []):
        return ""
    if field.type in ("number", "scale"):
        return _number(stored)
    if field.type == "date":
        return str(stored)
    if field.type in ("list", "chain") and isinstance(stored, list):
        return "\n".join(str(line) for line in stored)
    return told.of(view, item, key)


def _number(stored: Any) -> str | int | Decimal:
    try:
        number = Decimal(str(stored))
    except InvalidOperation:
        return str(stored)
    if not number.is_finite() or "e" in str(stored).lower():
        return str(stored)
    return number
