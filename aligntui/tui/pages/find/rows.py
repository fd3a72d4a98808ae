"""Cards that fit some words as rows."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.clean import clean_line, clip
from aligntui.tui.rows import Cursor, window
from aligntui.tui.widgets.line import BLANK, Line, fit, line, on


def find_rows(
    bar: Line, view: View, found: Sequence[Item], words: str, cursor: Cursor, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys."""
    rows = [bar, line((" Which card? Its code, or words of it", "text+bold")), BLANK, BLANK]
    if words.strip() and not found:
        rows.append(line(("   No card has these words.", "muted")))
        return rows
    room = height - 2 - len(rows) - 1
    first, last = window(len(found), cursor.at, room, cursor.top)
    cursor.top = first
    for number in range(first, last):
        item = found[number]
        code = view.code(item)
        known = view.book.collections.get(item.collection)
        title = clip((known.title if known is not None else "") or item.collection.replace("_", " "), 16)
        state = f" ({item.status})" if item.status in ("parked", "dropped") else ""
        focused = number == cursor.at
        row = line(
            (" > " if focused else "   ", "accent"),
            (f"{clip(code, 8):<9}", f"{view.book.role(item.collection)}+bold"),
            (clip(clean_line(item.text) + state, cells - 31), "text"),
        )
        row = (*fit(row, cells - 18), (f"{title:<18}", "muted"))
        rows.append(on(row, "focus") if focused else row)
    more = len(found) - (last - first)
    rows.append(line((f"   {more} more", "muted")) if more > 0 else BLANK)
    return rows
