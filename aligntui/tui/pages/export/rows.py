"""The way out as rows: formats, and what goes along."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.exchange.registry import ALONG, Format
from aligntui.text.clean import width
from aligntui.tui.rows import Cursor, shown
from aligntui.tui.widgets.line import BLANK, Line, broken, cut, hung, in_focus, line, paragraph

COLUMN = 18
"""Cells of the names, unless one of them is longer."""
TAIL = 24
"""Cells of what stands at the right edge of a wide window."""
BELOW = 9
"""Rows that stay free below the list: what goes along, the line that asks for the path, message, keys."""


def out_rows(
    bar: Line, formats: Sequence[Format], cursor: Cursor, along: int, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys."""
    rows = [
        bar,
        line((" OUT", "text+bold")),
        line((" In which form shall it leave?", "text+bold")),
        BLANK,
    ]
    column = max(COLUMN, *(width(one.name) + 1 for one in formats))
    size = cells - 4 - column - (TAIL if cells >= 100 else 0)
    texts = [broken(one.help, size) for one in formats]

    def draw(number: int, high: int) -> list[Line]:
        one, focused = formats[number], number == cursor.at
        role = "text+bold" if focused else "text"
        head = line((" > " if focused else "   ", "accent"), (f"{one.name:<{column}}", role))
        back = "comes back with import" if one.comes_back and cells >= 100 else ""
        drawn = hung(head, cut(texts[number], high, size), size + 1, (back, "muted"))
        return in_focus(drawn, cells, focused)

    wants = [len(text) for text in texts]
    rows += [*shown(wants, height - BELOW - len(rows), cursor, draw, whole=True), BLANK]
    if formats[cursor.at].comes_back:
        ways = [
            (f"[{name}]", "accent") if number == along else (f" {name} ", "text")
            for number, (name, _) in enumerate(ALONG)
        ]
        rows.append(((" takes along   ", "muted"), *ways))
        role = "finding" if along == 2 else "muted"
        rows += paragraph(ALONG[along][1], min(cells - 2, 100), role=role, lead=" ")
    else:
        rows += [BLANK, line((" To read and to work on elsewhere; it does not come back.", "muted"))]
    return rows
