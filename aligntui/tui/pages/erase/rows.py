"""Erasing answers as rows: whose, in which round, what goes with them and what stays."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.engine.rounds.erasing import NONE, STAYS, Choice
from aligntui.text.clean import width
from aligntui.tui.rows import Cursor, shown
from aligntui.tui.widgets.line import BLANK, Line, broken, cut, hung, in_focus, line, paragraph, rule

WHOSE = 13
"""Columns of `everybody's`."""


def erasing_rows(
    bar: Line, choices: Sequence[Choice], cursor: Cursor, sure: bool | None, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys.

    Args:
        bar: Row 1.
        choices: What can be erased.
        cursor: The one in focus.
        sure: None while one looks; else whether `erase` is chosen instead of `keep`.
        cells: Width of the window.
        height: Height of the window.
    """
    rows = [
        bar,
        line((" Erase answers for good", "text+bold")),
        line((" Whose answers shall go? Nothing brings them back.", "text+bold")),
        BLANK,
    ]
    wide = min(cells - 2, 110)
    if not choices:
        return rows + paragraph(NONE, wide, role="muted", lead=" ")
    tail = [BLANK, rule(cells, "goes"), *paragraph(choices[cursor.at].gone, wide, lead=" ")]
    tail += [BLANK, rule(cells, "stays"), *paragraph(STAYS, wide, role="muted", lead=" ")]
    if sure is not None:
        keep, erase = ("keep", "[erase]") if sure else ("[keep]", "erase")
        tail += [
            BLANK,
            line(
                (" Erase them?    ", "text+bold"),
                (f"{keep:^8}", "text" if sure else "accent+bold+reverse"),
                ("  ", "text"),
                (f"{erase:^9}", "finding+reverse" if sure else "text"),
            ),
        ]
    names = [broken(one.where, _room(one, cells)) for one in choices]

    def draw(number: int, high: int) -> list[Line]:
        one, focused, room = choices[number], number == cursor.at, _room(choices[number], cells)
        drawn = hung(
            line((" > " if focused else "   ", "accent")), cut(names[number], high, room), room + 1,
            (f"{one.whose:<{WHOSE}}", "text"), (one.when, "muted"), role="text+bold" if focused else "text",
        )  # fmt: skip
        return in_focus(drawn, cells, focused)

    room = max(2, height - 2 - len(rows) - len(tail))
    return [*rows, *shown([len(name) for name in names], room, cursor, draw, whole=True), *tail]


def _room(one: Choice, cells: int) -> int:
    return cells - WHOSE - width(one.when) - 6
