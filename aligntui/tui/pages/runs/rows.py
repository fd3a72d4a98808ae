"""The sittings of a session as rows."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis import told
from aligntui.engine.runs.former import Sitting
from aligntui.text.clean import width
from aligntui.tui.rows import Cursor, listed, shown
from aligntui.tui.widgets.line import BLANK, Line, line

ASK = "Which sitting? A former one is read as it was left."
NONE = "Nothing was begun in this session yet."


def runs_rows(bar: Line, sittings: Sequence[Sitting], state: Cursor, cells: int, height: int) -> list[Line]:
    """The page but its message and keys."""
    words = ASK if sittings else NONE
    days = max((width(told.day(one.run.as_of)) for one in sittings), default=0)
    titles = max((width(one.run.title) for one in sittings), default=0)

    def draw(number: int, _: int) -> list[Line]:
        one, focused = sittings[number], number == state.at
        day, title = told.day(one.run.as_of), one.run.title
        beside = f"   {one.progress}" + (f"   {one.standing}" if one.standing else "")
        return [
            listed(
                cells,
                (f"{day:<{days}}   ", "accent" if focused else "muted"),
                (title + " " * (titles - width(title)), "text+bold" if focused else "text"),
                (beside, "muted"),
                focused=focused,
            )
        ]

    rows = [bar, line((f" {words}", "text+bold")), BLANK]
    return [*rows, *shown([1] * len(sittings), height - len(rows) - 3, state, draw)]
