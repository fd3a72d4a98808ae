"""What is said while something is not on disk, and the page that writes everything elsewhere. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.recap import happened
from aligntui.session.apply import Refused, apply
from aligntui.session.codes import all_codes
from aligntui.session.model import Change, Session
from aligntui.session.ops import Add, decode_ops
from aligntui.session.work import name_of, touches
from aligntui.store.permit import Deed
from aligntui.store.problems import NotSaved
from aligntui.text.clean import clean_line
from aligntui.tui.widgets.line import wrap

if TYPE_CHECKING:
    from pathlib import Path

    from aligntui.store.api import Handle
    from aligntui.store.typed import Typed
    from aligntui.store.waiting import Waiting

NOT_SAVED = "NOT SAVED"
"""What stands in row 1 in place of the time of the last write."""

RETRY = 5.0
"""Seconds between two tries to write what waits."""

TELL = "Tell who runs the workshop."
"""What helps where the line may write no files elsewhere."""

TYPED = NotSaved("", cause="Your own folder cannot be written")
"""Why words being typed are not where they belong, when this process has not tried yet."""

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


def unsaved_now(handle: Handle, cells: int, *, typing: bool) -> str:
    """Why something of a session is not on disk, where it is, and what helps: at most two rows.

    Args:
        handle: The open session.
        cells: Width of the window.
        typing: Whether letters are text, so that Esc must come first.
    """
    waiting = handle.waiting
    what = named(handle.stored, waiting.changes) if waiting else ""
    if waiting.standing == "writing":
        are = "are" if what.endswith("changes") else "is"
        return f"Writing takes long: {what} {are} not on disk yet. Somebody else may be at the file. Go on."
    if not what and not handle.lost:
        why = waiting.typed.why if waiting.typed is not None else None
        return typed_sentence(why or TYPED, cells, waiting.away)
    out = handle.permit.may(Deed.FILES)
    return unsaved_sentence(waiting.problem or DAMAGED, what, cells, typing=typing, out=out)


def unsaved_sentence(
    problem: NotSaved, what: str, cells: int, *, typing: bool = False, out: bool = True
) -> str:
    """Why it is not saved, where it is, and what helps: at most two rows.

    Args:
        problem: Why.
        what: What is not written; "" when it is the file that was damaged and nothing waits.
        cells: Width of the window.
        typing: Whether letters are text, so that Esc must come first.
        out: Whether the line may write files elsewhere.
    """
    are = "are" if what.endswith("changes") else "is"
    waits = "They wait here." if are == "are" else "It waits here."
    way = " Or: Esc, o writes" if typing else " Or: o writes"
    way = f"{way} everything to another folder now." if out else f" {TELL}"
    again = "I try again every 5 seconds."
    # Who may do nothing else on the machine cannot mend anything there either.
    mend = f"{problem.mend}; {again}" if problem.mend and out else again
    head = f"{problem.cause}: {what} {are} not written." if what else f"{problem.cause}."
    short = f"{what} {are} not written." if what else f"{problem.cause}."
    tried = [
        f"{head} {waits} {mend}{way}" if what else f"{head} {mend}{way}",
        f"{head} {mend}{way}",
        f"{head} {again}{way}",
        f"{head}{way}",
        f"{short[:1].upper()}{short[1:]} {again}{way}",
    ]
    return next((text for text in tried if len(wrap(text, cells - 4)) <= 2), tried[-1])


def typed_sentence(problem: NotSaved, cells: int, away: Path | None) -> str:
    """Why the words being typed are not where they belong, and where they are: at most two rows."""
    where = f"lies in {away.parent} until there is room" if away is not None else "is in this window only"
    mend = f"{problem.mend}; " if problem.mend else ""
    tried = [
        f"{problem.cause}: what you type {where}. {mend}I try again every 5 seconds.",
        f"{problem.cause}: what you type is in the runtime folder only. {mend}I try again every 5 seconds.",
        f"{problem.cause}: what you type is in the runtime folder only. I try again every 5 seconds.",
    ]
    return next((text for text in tried if len(wrap(text, cells - 4)) <= 2), tried[-1])


def leaving_sentence(session: Session, waiting: Waiting, *, out: bool = True) -> str:
    """What would be lost by leaving, before it is left; `out` when the line may write elsewhere."""
    if waiting.away is not None:
        return (
            f"{_waits(session, waiting.changes, waiting.typed, all_typed=True)} only in the runtime folder, "
            "which is emptied when you log out. The same key again leaves."
        )
    changes = [change for change in waiting.nowhere if change.by is not None]
    way = "o writes it elsewhere; the" if changes else "Enter, then o, writes it elsewhere; the"
    way = way if out else "The"
    return f"{_waits(session, changes, waiting.typed)} nowhere on disk. {way} same key again leaves."


def _waits(
    session: Session, changes: Sequence[Change], typed: Typed | None, *, all_typed: bool = False
) -> str:
    """`S2 is`, `3 changes and what you type are`."""
    words = typed is not None and bool(typed.all() if all_typed else typed.lost)
    parts = [named(session, changes)] if changes else []
    parts += ["what you type"] if words or not parts else []
    are = "are" if len(parts) > 1 or parts[0].endswith("changes") else "is"
    said = " and ".join(parts)
    return f"{said[:1].upper()}{said[1:]} {are}"


def farewell(session: Session, waiting: Waiting, reader: str, way: str, gone: str = "") -> str:
    """What is said once the terminal is itself again: where all is, and word for word what is nowhere.

    Args:
        session: The session as it is on disk.
        waiting: What is not.
        reader: Who reads it.
        way: What goes on here: `aligntui open "Millrace"`.
        gone: What to say instead where the file is gone.
    """
    if waiting.standing == "saved":
        return gone or f"All is kept. {way} goes on here."
    changes = [change for change in waiting.changes if change.by is not None]
    nowhere = [change for change in waiting.nowhere if change.by is not None]
    lost = sorted(waiting.typed.lost.values()) if waiting.typed is not None else []
    rows: list[str] = [gone] if gone else []
    if len(changes) > len(nowhere) or (waiting.away is not None and not lost):
        count = len(changes) - len(nowhere)
        what = f"{count} of your changes" if count else "What you typed"
        lies = "waits" if count < 2 else "wait"
        where = "in your own draft file"
        if waiting.away is not None:
            where = f"in {waiting.away.parent} until you log out or the machine starts anew"
        rows.append(f"NOT SAVED: {what} {lies} {where}. {way} writes {'them' if count > 1 else 'it'}.")
    if nowhere:
        rows.append(f"NOT SAVED: {len(nowhere)} of your changes could be written nowhere:")
        rows += [f"  {text}" for text in told(session, nowhere, reader)]
    if lost:
        rows.append("NOT SAVED: these words that you typed could be written nowhere:")
        rows += [f"  {clean_line(text)}" for text in lost]
    return "\n".join(rows) or f"All is kept. {way} goes on here."


def told(session: Session, changes: Sequence[Change], reader: str) -> list[str]:
    """What waits, one line each: `wrote O3 "Open a web shop"`."""
    found: list[str] = []
    for change in changes:
        try:
            session = apply(session, change).session
        except Refused as refused:
            found.append(f"cannot be done any more: {refused.sentence}")
            continue
        found.append(happened(View(session, book_of(session)), change, reader) or change.note or "a change")
    return found
