"""Cards that fit some words as rows."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.clean import clean_line, clip
from aligntui.tui.rows import Cursor, shown
from aligntui.tui.widgets.line import BLANK, Line, broken, cut, hung, in_focus, length, line


def find_rows(
    bar: Line, view: View, found: Sequence[Item], words: str, cursor: Cursor, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys."""
    rows = [bar, line((" Which card? Its code, or words of it", "text+bold")), BLANK, BLANK]
    if words.strip() and not found:
        cards = sum(len(view.items(name, away=True)) for name in view.book.collections)
        said = f"No card has these words: looked through codes, words and fields of all {cards} cards."
        rows.append(line((f"   {said}", "muted")))
        return rows
    size = cells - 31
    texts = [broken(_words(item), size) for item in found]

    def draw(number: int, high: int) -> list[Line]:
        item, focused = found[number], number == cursor.at
        known = view.book.collections.get(item.collection)
        title = clip((known.title if known is not None else "") or item.collection.replace("_", " "), 16)
        head = line(
            (" > " if focused else "   ", "accent"),
            (f"{clip(view.code(item), 8):<9}", f"{view.book.role(item.collection)}+bold"),
        )
        drawn = hung(
            head, cut(texts[number], high, size), cells - 18 - length(head), (f"{title:<18}", "muted")
        )
        return in_focus(drawn, cells, focused)

    wants = [len(text) for text in texts]
    # Nothing else says the focused one in full.
    return [*rows, *shown(wants, height - 2 - len(rows), cursor, draw, whole=True)]


def _words(item: Item) -> str:
    state = f" ({item.status})" if item.status in ("parked", "dropped") else ""
    return clean_line(item.text) + state
