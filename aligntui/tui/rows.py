"""Lists drawn as rows: what is shown of a long one, where the cursor goes, where the side panel stands."""

from __future__ import annotations

from msgspec import Struct

from aligntui.tui.widgets.line import BLANK, Line, Span, beside, fit, line, on

SIDE = 39
"""Columns of the side panel, from 120 columns on; the page itself never gets less than 80."""


def behind_rule(row: Line, cells: int) -> Line:
    """A row of the side panel behind its rule."""
    return beside((line(("│ ", "rule")), 2), (row, cells - 2))


def filled(rows: list[Line], height: int) -> list[Line]:
    """Rows cut or filled to a height."""
    return [*rows[:height], *([BLANK] * (height - len(rows)))]


class Cursor(Struct, kw_only=True):
    """Where one stands in a list, and the first row of it that is shown."""

    at: int = 0
    top: int = 0


def listed(cells: int, *spans: Span, focused: bool) -> Line:
    """A row of a list; the one in focus has a mark before it and lies on a ground of its own."""
    row = line((" > " if focused else "   ", "accent"), *spans)
    return on(fit(row, cells), "focus") if focused else row


def choice(cells: int, name: str, words: list[str], column: int, *, focused: bool) -> list[Line]:
    """One of few choices: its name in a column of so many cells, and its words in rows beside it."""
    rows: list[Line] = []
    for index, text in enumerate(words or [""]):
        first = index == 0
        label = (f"{name if first else '':<{column}}", "text+bold" if focused else "text")
        row = line((" > " if focused and first else "   ", "accent"), label, (text, "text"))
        rows.append(on(fit(row, cells), "focus") if focused else row)
    return rows


def moved(key: str, at: int, count: int, page: int = 10) -> int | None:
    """Where a list cursor goes at a key; None when the key does not move it."""
    steps = {
        "up": -1, "down": 1, "pageup": -page, "pagedown": page,
        "home": -count, "end": count, "ctrl+home": -count, "ctrl+end": count,
    }  # fmt: skip
    if key not in steps or not count:
        return None
    return max(0, min(count - 1, at + steps[key]))


def window(count: int, at: int, rows: int, top: int = 0) -> tuple[int, int]:
    """First and last-plus-one entry that a list of so many rows shows, moving as little as needed."""
    if count <= rows:
        return 0, count
    top = max(0, min(top, count - rows))
    if at < top:
        top = at
    elif at >= top + rows:
        top = at - rows + 1
    return top, top + rows
