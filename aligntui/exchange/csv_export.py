"""A list as a spreadsheet: UTF-8 with a byte order mark, comma, CRLF, every text quoted.

A text that a spreadsheet would run as a formula gets a leading `'` (so says OWASP); numbers are written
as numbers. Dates stay ISO, links read as codes, people by name. One table for each call:
`csv-NAME` for any list of the session, any group of lists, any crossing and any form. A list has one row an
item, a crossing one row for each item down its side, a form one row; no two columns have the same heading.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from typing import Any

from aligntui.analysis import cross_table, told
from aligntui.analysis.columns import Column, of_list
from aligntui.analysis.view import View
from aligntui.methods.types import Field, as_list
from aligntui.session.model import Item
from aligntui.text.clean import clean

DANGER = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First signs that make a cell a formula somewhere, full-width ones too."""

Cell = str | int | Decimal
Head = tuple[str, str, str]
"""Label and key of a column, and what it is a field of; "" of a column that every list has."""


def export(view: View, table: str) -> str:
    """One table as CSV text.

    Args:
        view: What leaves.
        table: the name of a collection, a group, a relation or a record.

    Raises:
        LookupError: When the session knows nothing of that name.
    """
    if view.book.lists(table):
        heads, rows = _list(view, view.book.lists(table))
    elif table in view.book.relations:
        heads, rows = _crossing(view, table)
    elif table in view.book.records:
        heads, rows = _record(view, table)
    else:
        raise LookupError(table)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    top: list[Cell] = [*_unique(heads)]
    for row in (top, *rows):
        writer.writerow([cell if isinstance(cell, (int, Decimal)) else guard(cell) for cell in row])
    return out.getvalue()


def _list(view: View, lists: list[str]) -> tuple[list[Head], list[list[Cell]]]:
    """A row for each item of one or several lists."""
    keys = {key: name for name in reversed(lists) for key in view.book.fields(name)}
    keys = {key: keys[key] for name in lists for key in view.book.fields(name)}
    own = ["code", *(["list"] if len(lists) > 1 else []), "words", "status", "reason"]
    heads = [(word, word, "") for word in own]
    heads += [(told.label(view, name, key), key, told.title(view.book, name)) for key, name in keys.items()]
    computed = {name: of_list(view, name) for name in lists}
    refs = {column.ref: (column, name) for name in lists for column in computed[name]}
    heads += [
        (column.title, ref.partition(":")[2], told.title(view.book, name))
        for ref, (column, name) in refs.items()
    ]
    rows = []
    for name in lists:
        for item in sorted(view.items(name, away=True), key=lambda i: view.place(i.id)):
            row: list[Cell] = [view.code(item)]
            row += [told.title(view.book, name)] if len(lists) > 1 else []
            row += [item.text, item.status, item.reason]
            row += [_value(view, item, key, view.book.field(name, key)) for key in keys]
            rows.append([*row, *(_computed(computed[name], ref, item) for ref in refs)])
    return heads, rows


def _record(view: View, name: str) -> tuple[list[Head], list[list[Cell]]]:
    """A form as one row."""
    item, fields = view.record(name), view.book.records[name].fields
    heads = [(told.label(view, item.collection, key), key, name) for key in fields]
    return heads, [[_value(view, item, key, field) for key, field in fields.items()]]


def _crossing(view: View, name: str) -> tuple[list[Head], list[list[Cell]]]:
    """A row for each item down the side, with columns for each item across: one for each value it holds."""
    relation = view.book.relations[name]
    top = view.items(as_list(relation.cols))
    several = len(relation.fields) > 1
    labels = {key: field.label or key.replace("_", " ") for key, field in relation.fields.items()}
    heads = [("code", "code", ""), ("words", "words", "")]
    for other, head in zip(top, cross_table.heads(view, top), strict=True):
        code = view.code(other)
        heads += [
            (f"{head}: {label}" if several else head, f"{code} {key}", code) for key, label in labels.items()
        ]
    rows: list[list[Cell]] = []
    for item in view.items(as_list(relation.rows)):
        links = [view.link(name, item.id, other.id) for other in top]
        cells = [
            _crossed(view, field, link.fields.get(key) if link is not None else None)
            for link in links
            for key, field in relation.fields.items()
        ]
        rows.append([view.code(item), item.text, *cells])
    return heads, rows


def guard(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    plain = clean(text)
    return f"'{plain}" if plain.startswith(DANGER) else plain


def _unique(heads: list[Head]) -> list[str]:
    """Headings as people know them, each once.

    Where several read alike, a field is called by its key, and by its list where that is taken too.
    """
    labels = [label for label, _, _ in heads]
    found: list[str] = []
    for label, key, of in heads:
        words = [label] if labels.count(label) == 1 or not of else [key, f"{of} {label}"]
        words += [f"{label} {number}" for number in range(2, len(heads) + 2)]
        found.append(next(word for word in words if word not in found))
    return found


def _value(view: View, item: Item, key: str, field: Field | None) -> Cell:
    if field is not None and field.type == "figure":
        return told.of(view, item, key)
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


def _crossed(view: View, field: Field, stored: Any) -> Cell:
    """A value of a crossing: a number as a number, unless a short label stands for it."""
    word = cross_table.cell(view, field, stored)
    return _number(stored) if word.removeprefix("+") == str(stored) else word


def _computed(columns: list[Column], ref: str, item: Item) -> Cell:
    """What a computed column says of an item: its number with the decimals it is shown with, or its word."""
    column = next((one for one in columns if one.ref == ref), None)
    value = column.value(item) if column is not None else ""
    if column is None or isinstance(value, str):
        return str(value)
    return _number(f"{value:.{column.decimals}f}")


def _number(stored: Any) -> Cell:
    try:
        number = Decimal(str(stored))
    except InvalidOperation:
        return str(stored)
    if not number.is_finite() or "e" in str(stored).lower():
        return str(stored)
    return number
