"""Erasing answers as rows: whose, in which round, what goes with them and what stays."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.engine.rounds.erasing import NONE, STAYS, Choice
from aligntui.text.clean import clip, width
from aligntui.tui.rows import listed, window
from aligntui.tui.widgets.line import BLANK, Line, line, paragraph, rule

WHOSE = 13
"""Columns of `everybody's`."""


def erasing_rows(
    bar: Line, choices: Sequence[Choice], at: int, sure: bool | None, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys.

    Args:
        bar: Row 1.
        choices: What can be erased.
        at: The one in focus.
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
    room = max(2, height - 17)
    first, last = window(len(choices), at, room, max(0, at - room + 1))
    for number in range(first, last):
        rows.append(_choice(choices[number], number == at, cells))
    rows += [BLANK, rule(cells, "goes"), *paragraph(choices[at].gone, wide, 3, lead=" ")]
    rows += [BLANK, rule(cells, "stays"), *paragraph(STAYS, wide, role="muted", lead=" ")]
    if sure is not None:
        keep, erase = ("keep", "[erase]") if sure else ("[keep]", "erase")
        rows += [
            BLANK,
            line(
                (" Erase them?    ", "text+bold"),
                (f"{keep:^8}", "text" if sure else "accent+bold+reverse"),
                ("  ", "text"),
                (f"{erase:^9}", "finding+reverse" if sure else "text"),
            ),
        ]
    return rows


def _choice(one: Choice, focused: bool, cells: int) -> Line:
    room = cells - WHOSE - width(one.when) - 6
    where = (f"{clip(one.where, room):<{room}} ", "text+bold" if focused else "text")
    return listed(cells, where, (f"{one.whose:<{WHOSE}}", "text"), (one.when, "muted"), focused=focused)
