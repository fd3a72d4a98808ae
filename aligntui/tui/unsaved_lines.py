"""What a screen says while something is not on disk, with the keys that help. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.engine.client.unsaved import DAMAGED, TYPED, named, what_waits
from aligntui.session.model import Session
from aligntui.store.permit import Deed
from aligntui.store.problems import NotSaved
from aligntui.tui.widgets.line import wrap

if TYPE_CHECKING:
    from pathlib import Path

    from aligntui.store.api import Handle
    from aligntui.store.waiting import Waiting

RETRY = 5.0
"""Seconds between two tries to write what waits."""

ONLY_THERE = "only in the runtime folder, which is emptied when you log out."
"""Where what waits lies when the own folder cannot be written."""

TELL = "Tell who runs the workshop."
"""What helps where the line may write no files elsewhere."""


def unsaved_now(handle: Handle, cells: int, out_key: str) -> str:
    """Why something of a session is not on disk, where it is, and what helps: at most two rows.

    Args:
        handle: The open session.
        cells: Width of the window.
        out_key: What leads out to other files, as people write it.
    """
    waiting = handle.waiting
    what = named(handle.stored, waiting.changes) if waiting else ""
    if waiting.standing == "writing":
        are = "are" if what.endswith("changes") else "is"
        return f"Writing takes long: {what} {are} not on disk yet. Somebody else may be at the file. Go on."
    if not what and not handle.lost:
        why = waiting.typed.why if waiting.typed is not None else None
        return typed_sentence(why or TYPED, cells, waiting.away)
    out_key = out_key if handle.permit.may(Deed.FILES) else ""
    return unsaved_sentence(waiting.problem or DAMAGED, what, cells, out_key)


def unsaved_sentence(problem: NotSaved, what: str, cells: int, out_key: str) -> str:
    """Why it is not saved, where it is, and what helps: at most two rows.

    Args:
        problem: Why.
        what: What is not written; "" when it is the file that was damaged and nothing waits.
        cells: Width of the window.
        out_key: What leads out to other files; "" where the line may write none elsewhere.
    """
    are = "are" if what.endswith("changes") else "is"
    waits = "They wait here." if are == "are" else "It waits here."
    way = f" Or: {out_key} writes everything to another folder now." if out_key else f" {TELL}"
    again = "I try again every 5 seconds."
    # Who may do nothing else on the machine cannot mend anything there either.
    mend = f"{problem.mend}; {again}" if problem.mend and out_key else again
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


def leaving_sentence(session: Session, waiting: Waiting, out_key: str) -> str:
    """What would be lost by leaving, before it is left; `out_key` is "" where it may write none elsewhere."""
    if waiting.away is not None:
        what = what_waits(session, waiting.changes, waiting.typed, all_typed=True)
        return f"{what} {ONLY_THERE} The same key again leaves."
    changes = [change for change in waiting.nowhere if change.by is not None]
    way = (
        f"{out_key} writes it elsewhere; the"
        if changes
        else f"Enter, then {out_key}, writes it elsewhere; the"
    )
    way = way if out_key else "The"
    return f"{what_waits(session, changes, waiting.typed)} nowhere on disk. {way} same key again leaves."
