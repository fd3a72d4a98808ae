"""Lists drawn as rows: what is shown of a long one, where the cursor goes, where the side panel stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from aligntui.tui.widgets import sharing
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


class Paged(Cursor, kw_only=True):
    """A list beside which something is read page by page."""

    page: int = 0
    """Number of the page, from 0 on; it goes round."""


def listed(cells: int, *spans: Span, focused: bool) -> Line:
    """A row of a list; the one in focus has a mark before it and lies on a ground of its own."""
    row = line((" > " if focused else "   ", "accent"), *spans)
    return on(fit(row, cells), "focus") if focused else row


def shown(
    wants: Sequence[int],
    room: int,
    cursor: Cursor,
    draw: Callable[[int, int], list[Line]],
    *,
    whole: bool = False,
) -> list[Line]:
    """A list in so many rows: the entry in focus and those around it, and how many others there are.

    Args:
        wants: Rows that each entry would take.
        room: Rows there are.
        cursor: Where one stands; its first entry moves as little as needed.
        draw: Rows of an entry, by its number and how many it has.
        whole: Whether the entry in focus is not cut: nothing else says it in full.
    """
    cursor.top, heights = sharing.listed(wants, room, cursor.at, cursor.top, whole=whole)
    rows = [row for n, high in enumerate(heights, start=cursor.top) for row in draw(n, high)]
    return [*rows, *more(len(wants) - len(heights), cursor.top)]


def begins(groups: Sequence[str]) -> list[bool]:
    """Whether each entry of a list begins a group, above which its heading stands."""
    return [n == 0 or group != groups[n - 1] for n, group in enumerate(groups)]


def more(left_out: int, above: int = 0) -> list[Line]:
    """The row that says how many are left out of a list, and on which side; none where all are shown.

    Args:
        left_out: How many are not shown.
        above: How many of them stand above what is shown.
    """
    return [line((f"   {sharing.sides(left_out, above)}", "muted"))] if left_out > 0 else []


def paged(
    rows: Sequence[Line], room: int, page: int, key: str, last: str = "shows the first again"
) -> tuple[list[Line], int]:
    """The rows of a page, `room` at most, and the number of pages; with several the last row says so.

    Args:
        rows: All rows.
        room: Rows there are, 2 at least.
        page: Number of the page, from 0 on, round and round.
        key: The key that turns to the next page.
        last: What it does on the last one.
    """
    if len(rows) <= room:
        return [*rows], 1
    body = room - 1
    pages = -(-len(rows) // body)
    at = page % pages
    turn = last if at + 1 == pages else "shows the next"
    foot = line((f"page {at + 1} of {pages}   {key} {turn}", "muted"))
    return [*filled([*rows[at * body : (at + 1) * body]], body), foot], pages


def turned(state: Paged, key: str) -> bool:
    """Whether a key turns the page of what is read: Tab and PgDn on, PgUp back."""
    step = {"tab": 1, "pagedown": 1, "pageup": -1}.get(key)
    if step is not None:
        state.page = max(0, state.page + step)
    return step is not None


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
