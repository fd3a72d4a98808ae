"""What a person stands on in a step: the same card, pair or question when others add or take away some.

Steps count their cursor by place. When the session changes under them, the place is looked up anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aligntui.tui.kinds.base import KindView

LISTS = ("subjects", "targets", "worlds", "items")
"""Methods of steps that give the list in which `at` counts, the narrowest first."""


@dataclass(frozen=True)
class Stand:
    """Ids of what the cursor is on: of a row and a column, or of one entry with the one before it."""

    row: str = ""
    column: str = ""
    entry: str = ""


def of(view: KindView | None) -> Stand:
    """Where the cursor of a step is now."""
    pair = getattr(getattr(view, "cross", None), "at", None)
    if pair is not None:
        return Stand(row=pair[0].id, column=pair[1].id)
    entries, at = _entries(view), getattr(view, "at", None)
    if isinstance(at, int) and 0 <= at < len(entries):
        return Stand(entry=entries[at])
    return Stand()


def keep(view: KindView, stand: Stand) -> None:
    """Draw a step on the new snapshot with the cursor on the same thing, if that is still there."""
    entries = _entries(view)
    if stand.entry in entries:
        view.at = entries.index(stand.entry)  # type: ignore[attr-defined]
    view.redraw()
    cross = getattr(view, "cross", None)
    if cross is None or not stand.row:
        return
    rows, columns = ([head.id for head in heads] for heads in (cross.rows, cross.cols))
    row = rows.index(stand.row) if stand.row in rows else cross.row
    column = columns.index(stand.column) if stand.column in columns else cross.col
    if (row, column) != (cross.row, cross.col):
        cross.row, cross.col = row, column
        view.redraw()


def _entries(view: Any) -> list[str]:
    """Ids in the list that the cursor of a step counts in."""
    if not isinstance(getattr(view, "at", None), int):
        return []
    for name in LISTS:
        method = getattr(view, name, None)
        if callable(method):
            return [entry if isinstance(entry, str) else entry.id for entry in method()]
    return []
