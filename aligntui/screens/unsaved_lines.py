"""What is said while something is not on disk, and the page that writes everything elsewhere. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.flow.said import happened
from aligntui.session.apply import Refused, apply
from aligntui.session.codes import all_codes
from aligntui.session.model import Change, Session
from aligntui.session.ops import Add, decode_ops
from aligntui.session.work import name_of, touches
from aligntui.store.problems import NotSaved
from aligntui.widgets.line import BLANK, Line, fit, line, wrap

NOT_SAVED = "NOT SAVED"
"""What stands in row 1 in place of the time of the last write."""

RETRY = 5.0
"""Seconds between two tries to write what waits."""

DAMAGED = NotSaved("", cause="The file was damaged from outside", mend="What you see is kept here")
"""Why nothing is saved while the file cannot be read, though nothing new waits."""


def named(session: Session, changes: Sequence[Change]) -> str:
    """What is not written: `O3`, `this` or `3 changes`."""
    if len(changes) > 1:
        return f"{len(changes)} changes"
    for change in changes:
        ops = decode_ops(change.ops)
        try:
            after = apply(session, change).session
        except Refused:
            return "this"
        for op in ops:
            if isinstance(op, Add):
                return all_codes(after).get(op.item.id, "") or "this"
            for ref in touches(op):
                if ref in after.items or ref in after.records or ref.startswith("record:"):
                    return name_of(after, ref)
    return "this"


def unsaved_sentence(
    problem: NotSaved, what: str, cells: int, *, in_line: bool = False, typing: bool = False
) -> str:
    """Why it is not saved, where the words are, and what helps: at most two rows.

    Args:
        problem: Why.
        what: What is not written; "" when it is the file that was damaged and nothing waits.
        cells: Width of the window.
        in_line: Whether the words stand in a line still.
        typing: Whether letters are text, so that Esc must come first.
    """
    are = "are" if what.endswith("changes") else "is"
    stays = "It stays in the line." if in_line else "It waits here." if are == "is" else "They wait here."
    out = "Or: Esc, o writes" if typing else "Or: o writes"
    out += " everything to another folder now."
    again = "I try again every 5 seconds."
    mend = f"{problem.mend}; {again}" if problem.mend else again
    head = f"{problem.cause}: {what} {are} not written." if what else f"{problem.cause}."
    short = f"{what} {are} not written." if what else f"{problem.cause}."
    tried = [
        f"{head} {stays} {mend} {out}" if what else f"{head} {mend} {out}",
        f"{head} {mend} {out}",
        f"{head} {again} {out}",
        f"{head} {out}",
        f"{short[:1].upper()}{short[1:]} {again} {out}",
    ]
    return next((text for text in tried if len(wrap(text, cells - 4)) <= 2), tried[-1])


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


def told(session: Session, changes: Sequence[Change], reader: str) -> list[str]:
    """What waits, one line each: `wrote O3 "Open a web shop"`."""
    from aligntui.analysis.view import View
    from aligntui.flow.books import book_of

    found: list[str] = []
    for change in changes:
        try:
            session = apply(session, change).session
        except Refused as refused:
            found.append(f"cannot be done any more: {refused.sentence}")
            continue
        found.append(happened(View(session, book_of(session)), change, reader) or change.note or "a change")
    return found
