"""Lists drawn as rows: what is shown of a long one, where the cursor goes, where the side panel stands."""

from __future__ import annotations

from aligntui.tui.widgets.line import Line, beside, line

SIDE = 39
"""Columns of the side panel, from 120 columns on; the page itself never gets less than 80."""


def behind_rule(row: Line, cells: int) -> Line:
    """A row of the side panel behind its rule."""
    return beside((line(("│ ", "rule")), 2), (row, cells - 2))


def moved(key: str, at: int, count: int, page: int = 10) -> int | None:
    """Where a list cursor goes at a key; None when the key does not move it."""
    steps = {
        "up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page,
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
