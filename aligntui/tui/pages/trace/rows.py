"""Why: an item with what it rests on, step by step back to the evidence, and what it carries."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from aligntui.analysis.trace import Node, Trace
from aligntui.analysis.view import View
from aligntui.tui.rows import Cursor, more, window
from aligntui.tui.widgets.line import BLANK, Line, fit, line, on, paragraph, wrap

DEEP = 6
"""Levels that are indented; deeper ones keep room for words."""


HEAD = 3
"""Rows of the item itself above all others; a longer one stands whole among them."""


class Row(Struct, frozen=True):
    """One drawn row; the first row of an item has its id and takes the focus."""

    line: Line
    id: str = ""


def trace_body(found: Trace, view: View, cells: int) -> list[Row]:
    """All rows under the item itself."""
    wide = min(cells - 2, 110)
    rows: list[Row] = []
    if len(text := wrap(found.item.text, wide)) > HEAD:
        rows += [Row(line((f" {row}", "text"))) for row in text]
    for know in found.item.know:
        rows += [Row(line(("   ", "text"), (text, "muted"))) for text in wrap(know, wide - 4)]
    rows += [Row(BLANK), Row(line((" RESTS ON", "accent+bold")))]
    ground = list(_nodes(found.rests_on, view, wide, 1))
    rows += ground or [Row(line(("   nothing that was linked", "muted")))]
    rows += [Row(BLANK), Row(line((" CARRIES", "accent+bold")))]
    rows += list(_nodes(found.carries, view, wide, 1)) or [Row(line(("   nothing yet", "muted")))]
    if found.beside:
        rows += [Row(BLANK), Row(line((" CROSSED WITH", "accent+bold")))]
        rows += [
            Row(line(("   ", "text"), (text, "text")))
            for words in found.beside
            for text in wrap(words, wide - 4)
        ]
    return rows


def _nodes(nodes: Iterable[Node], view: View, cells: int, depth: int) -> Iterable[Row]:
    lead = "  " * min(depth, DEEP)
    for node in nodes:
        via = f"{node.via}: " if node.via and node.via != "of" else ""
        head = f"{node.code}  "
        tail = "  (see above)" if node.again else ""
        room = cells - len(lead) - len(via) - len(head) - 2
        for index, text in enumerate(wrap(f"{node.text}{tail}", max(20, room))):
            if index == 0:
                role = f"{view.role(node.id)}+bold"
                drawn = line((f" {lead}", "text"), (via, "muted"), (head, role), (text, "text"))
                yield Row(drawn, node.id)
            else:
                yield Row(line((f" {lead}{' ' * (len(via) + len(head))}{text}", "text")))
        for know in node.know:
            for text in wrap(know, max(20, cells - len(lead) - 6)):
                yield Row(line((f" {lead}    {text}", "muted")))
        yield from _nodes(node.below, view, cells, depth + 1)


def trace_rows(
    bar: Line, found: Trace, view: View, body: list[Row], cursor: Cursor, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys.

    Args:
        bar: Row 1.
        found: The trace.
        view: The session.
        body: Its rows.
        cursor: The focused row of the body.
        cells: Width of the window.
        height: Height of the window.
    """
    role = f"{view.role(found.item.id)}+bold"
    rows = [
        bar,
        line((f" {found.item.code}", role), ("  why it is there", "text+bold")),
    ]
    rows += paragraph(found.item.text, min(cells - 2, 110), HEAD, role="text+bold", lead=" ")
    room = height - 2 - len(rows)
    at = min(cursor.at, len(body) - 1)
    first, last = window(len(body), at, room if len(body) <= room else room - 1, cursor.top)
    cursor.top = first
    for number in range(first, last):
        drawn = body[number].line
        if number == at and body[number].id:
            drawn = on(fit((("> ", "accent"), *_less(drawn, 2)), cells), "focus")
        rows.append(drawn)
    above, below = (sum(bool(row.id) for row in side) for side in (body[:first], body[last:]))
    return [*rows, *more(above + below, above)]


def _less(row: Line, cells: int) -> Line:
    """The row without its first blanks."""
    if not row:
        return row
    text, role = row[0]
    return ((text[cells:], role), *row[1:]) if len(text) >= cells else row
