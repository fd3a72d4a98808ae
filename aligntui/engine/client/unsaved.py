"""What is not on disk, in words: what waits, where it lies, and what is said of it on leaving. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.session.codes import all_codes
from aligntui.session.model import Change, Session
from aligntui.session.ops import Add, decode_ops
from aligntui.session.work import name_of, touches
from aligntui.store.problems import NotSaved
from aligntui.text.clean import clean_line

if TYPE_CHECKING:
    from aligntui.store.typed import Typed
    from aligntui.store.waiting import Waiting

NOT_SAVED = "NOT SAVED"
"""What stands in row 1 in place of the time of the last write."""

TYPED = NotSaved("", cause="Your own folder cannot be written")
"""Why words being typed are not where they belong, when this process has not tried yet."""

DAMAGED = NotSaved("", cause="The file was damaged from outside", mend="What you see is kept here")
"""Why nothing is saved while the file cannot be read, though nothing new waits."""


def named(session: Session, changes: Sequence[Change]) -> str:
    """What is not written: `O3`, `this` or `3 changes`."""
    from aligntui.session.apply import Refused, apply

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


def what_waits(
    session: Session, changes: Sequence[Change], typed: Typed | None, *, all_typed: bool = False
) -> str:
    """What is not on disk, with its verb: `S2 is`, `3 changes and what you type are`."""
    words = typed is not None and bool(typed.all() if all_typed else typed.lost)
    parts = [named(session, changes)] if changes else []
    parts += ["what you type"] if words or not parts else []
    are = "are" if len(parts) > 1 or parts[0].endswith("changes") else "is"
    said = " and ".join(parts)
    return f"{said[:1].upper()}{said[1:]} {are}"


class Writer(Protocol):
    """Who writes."""

    @property
    def person(self) -> str:
        """The name."""

    @property
    def named(self) -> bool:
        """Whether somebody gave it."""


def way_back(session: Session, writer: Writer) -> str:
    """The line that goes on here as the same person: with her name where several take part."""
    alone = all(run.solo for run in session.runs.values())
    who = "" if alone or not writer.named else f" --as {_quoted(writer.person)}"
    return f"aligntui open {_quoted(session.meta.title)}{who}"


def _quoted(words: str) -> str:
    """Words as one word of a shell."""
    return '"' + re.sub(r'(["\\$`])', r"\\\1", words) + '"'


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
    from aligntui.engine.recap import happened
    from aligntui.session.apply import Refused, apply

    found: list[str] = []
    for change in changes:
        try:
            session = apply(session, change).session
        except Refused as refused:
            found.append(f"cannot be done any more: {refused.sentence}")
            continue
        found.append(happened(View(session, book_of(session)), change, reader) or change.note or "a change")
    return found
