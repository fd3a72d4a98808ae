"""The plan on one page between its title and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.plan_page import TITLE, Plan
from aligntui.tui import frame
from aligntui.tui.rows import Cursor, window
from aligntui.tui.widgets.line import Line, plain
from aligntui.tui.widgets.plan_lines import Spot, plan_body


def words_of(body: Sequence[Line], spot: Spot) -> str:
    """The words of a spot, when its rows do not hold all of them."""
    shown = " ".join(" ".join(row.split()) for row in plain(body[spot.row : spot.last + 1]))
    return "" if " ".join(spot.full.split()) in shown else spot.full


def results_rows(bar: Line, plan: Plan, cursor: Cursor, cells: int, height: int) -> list[Line]:
    """The page but its message (two rows) and keys."""
    focus, top = cursor.at, cursor.top
    body, spots = plan_body(plan, cells, focus)
    room = height - 5
    spot = spots[focus] if 0 <= focus < len(spots) else None
    at = spot.row if spot is not None else top
    if focus == 0 or (spots and at < room and top == 0):
        top = 0
    first, last = window(len(body), at, room, top)
    if spot is not None and spot.last >= last:
        first, last = window(len(body), spot.last, room, first)
    if focus == len(spots) - 1:
        # Behind the last thing that takes the focus stands what is missing, and what is open.
        first, last = window(len(body), min(len(body) - 1, at + room - 1), room, first)
    title = frame.title(cells, TITLE, ["read", "findings", "export"], 0)
    cursor.top = first
    return [bar, title, *body[first:last]]
