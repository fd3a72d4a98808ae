"""The plan on one page between its title and the keys."""

from __future__ import annotations

from aligntui.analysis import told
from aligntui.analysis.plan_page import TITLE, Plan
from aligntui.tui import frame
from aligntui.tui.rows import Cursor
from aligntui.tui.widgets.line import Line
from aligntui.tui.widgets.plan_lines import plan_body, shown_page


def page_room(height: int) -> int:
    """Rows of the plan in a window of this height."""
    return height - 4


def results_rows(bar: Line, plan: Plan, cursor: Cursor, cells: int, height: int) -> list[Line]:
    """The page but its message (two rows) and keys."""
    body, spots = plan_body(plan, cells, page_room(height), cursor.at)
    rows, note = shown_page(body, spots, cursor.at, page_room(height))
    beside = ", ".join(filter(None, (told.day(plan.as_of), note)))
    title = frame.title(cells, TITLE, ["read", "findings", "export"], 0, beside)
    return [bar, title, *rows]
