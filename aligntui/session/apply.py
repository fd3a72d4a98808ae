"""Applying a change: the one way a session comes to be another.

`apply` is pure. It never alters the session it is given; tables and rows that do not change are shared.
The store calls it inside its lock, on the session as it stands on disk at that moment, so that codes are
given and guards are kept against the latest state and not against what a screen once showed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct, field

from aligntui.session import (
    apply_codes,
    apply_items,
    apply_links,
    apply_rounds,
    apply_runs,
    head,
    lengths,
    ops,
)
from aligntui.session.model import RECENT, Change, Clash, Participant, Session
from aligntui.session.privacy import is_private, is_withdrawal, names_nobody, opening
from aligntui.session.work import Refused, Work

__all__ = ["Applied", "Refused", "apply", "split_recent"]


class Applied(Struct, frozen=True):
    """What became of a change."""

    session: Session
    """The session after it; the very same object when nothing was to do."""
    touched: dict[str, set[str]] = field(default_factory=dict)
    """Table -> keys written or removed (a key that is no longer in its table was removed)."""
    clashes: list[Clash] = field(default_factory=list)
    """Words that met other words and were kept beside them."""
    change: Change = field(default_factory=lambda: Change(id="", at=""))
    """The change as really done: codes given, series completed, former values as they really were. What
    was answered in secret is not in it."""
    again: bool = False
    """It had been applied before; nothing happened."""


HANDLERS: dict[type[ops.Op], Callable[[Work, Any], None]] = {
    ops.Add: apply_items.add,
    ops.Retire: apply_items.retire,
    ops.Set: apply_items.set_,
    ops.Status: apply_items.status,
    ops.Place: apply_items.place,
    ops.Merge: apply_items.merge,
    ops.Rekey: lambda work, op: (apply_items if op.id else apply_links).rekey(work, op),
    ops.Move: apply_codes.move,
    ops.Settle: apply_codes.settle,
    ops.Unsettle: apply_codes.unsettle,
    ops.Tie: apply_links.tie,
    ops.Choose: apply_links.choose,
    ops.Beside: apply_links.beside,
    ops.Open: apply_rounds.open_,
    ops.Turn: apply_rounds.turn,
    ops.Give: apply_rounds.give,
    ops.Hand: apply_rounds.hand,
    ops.Match: apply_rounds.match,
    ops.Erase: apply_rounds.erase,
    ops.Waive: apply_runs.waive,
    ops.Begin: apply_runs.begin,
    ops.Drop: apply_runs.drop,
    ops.Walk: apply_runs.walk,
    ops.Time: apply_runs.time,
    ops.Steer: apply_runs.steer,
    ops.Plan: apply_runs.plan,
    ops.Name: apply_runs.name,
    ops.Define: apply_runs.define,
}


def apply(session: Session, change: Change) -> Applied:
    """Apply all ops of a change, or none.

    A change that is in `session.recent` already is not applied again. A change that has nothing left to
    do (somebody settled the same codes first) leaves the session as it is and is not recorded. With
    `undoes` or `redoes` set every op is guarded: it holds only where what it replaces still stands.

    Raises:
        Refused: When an op cannot be done. Nothing of the change is done then.
        msgspec.ValidationError: When the change holds something that is no op.
    """
    known = session.recent.get(change.id)
    if known is not None:
        return Applied(session, change=known, again=True)
    work = Work(session, change)
    if names_nobody(session, work.ops):
        # No name and no moment: who wrote just before would tell whose card it is.
        work = Work(session, msgspec.structs.replace(change, by=None, at=change.at[:10]))
        change = work.change
    lengths.check(session, change, work.ops)
    for op in work.ops:
        HANDLERS[type(op)](work, op)
    marked = bool(change.undoes or change.redoes)
    if not work.done and not marked:
        return Applied(session, change=msgspec.structs.replace(change, ops=[], rev=session.meta.rev))
    return _record(work, marked)


def _record(work: Work, marked: bool) -> Applied:
    session, change = work.session, work.change
    session.meta.rev += 1
    private = [op for op in work.done if is_private(session, op)]
    said = [op for op in work.done if not any(op is hidden for hidden in private)]
    if private and not said and not marked:
        # No name, no time, no order: a secret answer leaves a trace only on its ballot.
        held = (session.rounds.get(str(getattr(op, "round", ""))) for op in private)
        day = max((one.date for one in held if one is not None), default="")
        bare = Change(id=change.id, at=day, rev=session.meta.rev)
        return Applied(session, work.touched, work.clashes, bare)
    note = "" if private else change.note
    done = msgspec.structs.replace(change, ops=said, rev=session.meta.rev, note=note)
    nameless = next((op for op in said if is_withdrawal(session, op)), None)
    if nameless is not None:
        day = session.rounds[str(getattr(nameless, "round", ""))].date
        change = done = msgspec.structs.replace(done, by=None, at=day)
    elif private and (opened := opening(said)) is not None:
        change = done = msgspec.structs.replace(done, by=None, at=session.rounds[opened.id].date)
    if change.by is not None and change.by not in session.participants:
        work.put("participants", change.by, Participant(id=change.by, name=change.by))
    work.put("recent", done.id, done)
    head.update(work, done)
    return Applied(session, work.touched, work.clashes, done)


def split_recent(session: Session, keep: int = RECENT) -> tuple[Session, list[Change]]:
    """The session with its last `keep` changes, and the older ones, oldest first.

    The store writes the older ones to the history file before it writes this session.
    """
    spare = len(session.recent) - keep
    if spare <= 0:
        return session, []
    changes = list(session.recent.values())
    recent = {change.id: change for change in changes[spare:]}
    return msgspec.structs.replace(session, recent=recent), changes[:spare]
