"""What waits, and where it lies, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.session.model import Session
from aligntui.store.problems import NotSaved
from aligntui.tui.widgets.line import BLANK, Line, fit, line


def waiting_rows(
    bar: Line, problem: NotSaved, session: Session, told: Sequence[str], cells: int, kept: bool
) -> list[Line]:
    """The page that writes everything elsewhere, but its message and keys."""
    rows = [bar, line((" Not saved: write everything to another folder now", "text+bold"))]
    rows += [line((" In which folder? A stick, your home, a disk with room", "text+bold")), BLANK]
    rows.append(line((f"   {problem.cause}.", "finding")))
    if problem.mend:
        rows.append(line((f"   {problem.mend}; I try again every 5 seconds.", "text")))
    rows += [BLANK, line((f"   {'waits':<11}", "muted"), (told[0] if told else "nothing", "text"))]
    rows += [line((f"   {'':<11}", "muted"), (text, "text")) for text in told[1:8]]
    if len(told) > 8:
        rows.append(line((f"   {'':<11}and {len(told) - 8} more", "muted")))
    where = "in your own draft file too" if kept else "in memory only: stay until it is written"
    rows += [BLANK, line((f"   {'they lie':<11}", "muted"), (where, "text"))] if told else []
    count = sum(1 for item in session.items.values() if not item.retired and not item.into)
    rows.append(line((f"   {'the file':<11}", "muted"), (f"all {count} cards, with what waits", "text")))
    return [fit(row, cells) for row in rows]
