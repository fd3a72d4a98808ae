"""Cards that fit some words, and how they are listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.session.codes import code_order
from aligntui.session.model import Item
from aligntui.text.clean import clean_line, clip
from aligntui.tui.rows import window
from aligntui.tui.widgets.line import BLANK, Line, fit, line, on

if TYPE_CHECKING:
    pass

MOST = 200
"""Cards that are listed."""


def matches(view: View, words: str) -> list[Item]:
    """Cards with this code, present or former, then those that hold all words, parked ones too."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    exact = view.find(words)
    found: list[Item] = [exact] if exact is not None else []
    for name in view.book.collections:
        for item in view.items(name, away=True):
            if item in found:
                continue
            values = [str(v) for v in item.fields.values() if isinstance(v, str)]
            text = " ".join([view.code(item), *item.was, item.text, *values]).casefold()
            if all(word in text for word in wanted):
                found.append(item)
    begins = words.casefold().strip()

    def place(item: Item) -> tuple[object, ...]:
        code = view.code(item)
        rank = 0 if item is exact else (1 if code.casefold().startswith(begins) else 2)
        return rank, code_order(code)

    return sorted(found, key=place)[:MOST]


def find_rows(
    bar: Line, view: View, found: Sequence[Item], words: str, at: int, top: int, cells: int, height: int
) -> tuple[list[Line], int]:
    """The page but its message and keys, and the first card shown."""
    rows = [bar, line((" Which card? Its code, or words of it", "text+bold")), BLANK, BLANK]
    if words.strip() and not found:
        rows.append(line(("   No card has these words.", "muted")))
        return rows, 0
    room = height - 2 - len(rows) - 1
    first, last = window(len(found), at, room, top)
    for number in range(first, last):
        item = found[number]
        code = view.code(item)
        known = view.book.collections.get(item.collection)
        title = clip((known.title if known is not None else "") or item.collection.replace("_", " "), 16)
        state = f" ({item.status})" if item.status in ("parked", "dropped") else ""
        focused = number == at
        row = line(
            (" > " if focused else "   ", "accent"),
            (f"{clip(code, 8):<9}", f"{view.book.role(item.collection)}+bold"),
            (clip(clean_line(item.text) + state, cells - 31), "text"),
        )
        row = (*fit(row, cells - 18), (f"{title:<18}", "muted"))
        rows.append(on(row, "focus") if focused else row)
    more = len(found) - (last - first)
    rows.append(line((f"   {more} more", "muted")) if more > 0 else BLANK)
    return rows, first
