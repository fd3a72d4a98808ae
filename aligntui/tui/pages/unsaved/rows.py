"""What waits, and where it lies, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.session.model import Session
from aligntui.store.problems import NotSaved
from aligntui.tui.rows import Cursor, shown
from aligntui.tui.widgets.line import BLANK, Line, broken, cut, labelled, line, paragraph

ASKING = 6
"""Rows below them: the line for the folder, the message and the keys."""


def waiting_rows(
    bar: Line, problem: NotSaved, session: Session, told: Sequence[str], cells: int, height: int, kept: bool
) -> list[Line]:
    """The page that writes everything elsewhere, but its message and keys."""
    rows = [bar, line((" Not saved: write everything to another folder now", "text+bold"))]
    rows += [line((" In which folder? A stick, your home, a disk with room", "text+bold")), BLANK]
    rows += paragraph(f"{problem.cause}.", cells - 6, role="finding", lead="   ")
    if problem.mend:
        rows += paragraph(f"{problem.mend}; I try again every 5 seconds.", cells - 6, lead="   ")
    texts = [broken(words, cells - 16) for words in told or ["nothing"]]
    where = "in your own draft file too" if kept else "in memory only: stay until it is written"
    tail = [BLANK, line((f"   {'they lie':<11}", "muted"), (where, "text"))] if told else []
    count = sum(1 for item in session.items.values() if not item.retired and not item.into)
    tail.append(line((f"   {'the file':<11}", "muted"), (f"all {count} cards, with what waits", "text")))

    def draw(number: int, high: int) -> list[Line]:
        return labelled(f"   {'' if number else 'waits'}", 14, cut(texts[number], high, cells - 16))

    room = height - ASKING - len(rows) - 1 - len(tail)
    return [*rows, BLANK, *shown([len(text) for text in texts], room, Cursor(), draw, whole=True), *tail]
