"""Undo and redo of one person's own changes.

There is no cursor: what can be taken back is read off the recent changes, in which an undo names what it
undoes and a redo what it redoes. So it works after a restart, and on another machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from aligntui.session import ops
from aligntui.session.apply import Refused, apply
from aligntui.session.apply_items import value_of
from aligntui.session.inverse import inverse, inverses
from aligntui.session.model import Change, Session, link_key
from aligntui.session.tell import Named, told
from aligntui.session.work import RECORD, changed_since

NewId = Callable[[], str]


class Blocked(Struct, frozen=True):
    """Nothing was undone, and why."""

    sentence: str
    """One sentence to the person."""
    reason: str = ""
    """`nothing`, `final`, or the reason of `Refused`."""
    change: Change | None = None
    """The change that would have been taken back."""
    keep: Change | None = None
    """Leaves it as it is now, so that the next undo reaches further back."""
    mine: Change | None = None
    """Puts mine back all the same; None where that cannot be. What it replaces stays in the history."""


def stacks(session: Session, by: str | None) -> tuple[list[Change], list[Change]]:
    """What a person can undo and redo, each with the next one last."""
    done: list[Change] = []
    undone: list[Change] = []
    for change in session.recent.values():
        if change.by != by:
            continue
        if change.undoes:
            done = [c for c in done if c.id != change.undoes]
            if change.ops:
                undone.append(change)
        elif change.redoes:
            undone = [c for c in undone if c.id != change.redoes]
            if change.ops:
                done.append(change)
        elif _can_go_back(session, change):
            done.append(change)
            undone.clear()
    return done, undone


def _can_go_back(session: Session, change: Change) -> bool:
    """Whether a change is one to take back, or one that undo stops at."""
    if only_goes_along(session, change):
        return False
    return any(isinstance(op, ops.FINAL) or inverse(op) is not None for op in ops.decode_ops(change.ops))


def only_goes_along(session: Session, change: Change) -> bool:
    """Whether a change only began a new round with the answers of the one before: nobody did anything yet."""
    done = ops.decode_ops(change.ops)
    given = [op for op in done if isinstance(op, ops.Give)]
    opens = any(isinstance(op, ops.Open) for op in done)
    return opens and bool(given) and all(_went_along(session, op) for op in given)


def _went_along(session: Session, op: ops.Give) -> bool:
    """Whether an answer is the one that the round before holds, which is sealed and stays as it is."""
    held = session.rounds.get(op.round)
    before = [
        r.id
        for r in session.rounds.values()
        if held is not None and (r.step, r.run, r.n + 10) == (held.step, held.run, held.n)
    ]
    return any(b.round in before and b.answers.get(op.subject) == op.to for b in session.ballots.values())


def undo(
    session: Session, by: str | None, *, at: str, new_id: NewId, named: Named | None = None
) -> Change | Blocked:
    """The change that takes back this person's last one, or why that is not possible.

    Args:
        session: The session as it stands now.
        by: Whose change; None for a person without a name.
        at: Time of the undo.
        new_id: Gives ids of changes.
        named: Gives fields and values the words of the screens.
    """
    done, _ = stacks(session, by)
    if not done:
        return Blocked("Nothing left to undo.", "nothing")
    target = done[-1]
    blank = Change(id="", at=at, by=by, run=target.run, base=session.meta.rev, undoes=target.id)
    final = _final(target)
    if final:
        return Blocked(final, "final", target, keep=_named(blank, new_id))
    return _guarded(session, blank, target, "Undone", new_id, named)


def redo(
    session: Session, by: str | None, *, at: str, new_id: NewId, named: Named | None = None
) -> Change | Blocked:
    """The change that brings back what this person undid last, or why that is not possible."""
    _, undone = stacks(session, by)
    if not undone:
        return Blocked("Nothing left to redo.", "nothing")
    target = undone[-1]
    blank = Change(id="", at=at, by=by, run=target.run, base=session.meta.rev, redoes=target.id)
    return _guarded(session, blank, target, "Done again", new_id, named)


def _guarded(
    session: Session, blank: Change, target: Change, word: str, new_id: NewId, named: Named | None
) -> Change | Blocked:
    change = msgspec.structs.replace(blank, id=new_id(), ops=inverses(target))
    try:
        applied = apply(session, change)
    except Refused as refused:
        if any(isinstance(op, ops.Begin) for op in ops.decode_ops(target.ops)):
            # What was written in the sitting stands on its beginning: that is where undo ends.
            return Blocked("Nothing left to undo.", "nothing")
        mine = _put_back(session, change, new_id, word, named)
        sentence, (ref, field) = refused.sentence, refused.target
        if named is not None and field and ref.startswith(RECORD):
            # A record is called by what is asked in it.
            sentence = changed_since(refused.by, named(session, ref, field, None)[0])
        if mine is not None:
            sentence = f"{sentence.rstrip('.')}: keep theirs, or put yours back."
        return Blocked(sentence, refused.reason, target, _named(blank, new_id), mine)
    note = f"{word}: {told(session, applied.session, ops.decode_ops(applied.change.ops), named)}."
    return msgspec.structs.replace(change, note=note)


def _named(blank: Change, new_id: NewId) -> Change:
    return msgspec.structs.replace(blank, id=new_id(), note="Left as it is.")


def _put_back(
    session: Session, change: Change, new_id: NewId, word: str, named: Named | None
) -> Change | None:
    """The same change, knowing what stands now; None when that is no way out either."""
    again = [_seen(session, op) for op in change.ops]
    if again == change.ops:
        return None
    forced = msgspec.structs.replace(change, id=new_id(), ops=again)
    try:
        applied = apply(session, forced)
    except Refused:
        return None
    note = f"{word}: {told(session, applied.session, ops.decode_ops(applied.change.ops), named)}."
    return msgspec.structs.replace(forced, note=note)


def _seen(session: Session, op: Any) -> Any:
    """An op on one value, with what stands now as what it replaces."""
    item = session.items.get(getattr(op, "id", ""))
    if item is None and getattr(op, "id", "").startswith(RECORD):
        item = session.records.get(op.id.removeprefix(RECORD))
    match op:
        case ops.Set() if item is not None:
            return msgspec.structs.replace(op, was=value_of(item, op.field))
        case ops.Status() if item is not None:
            return msgspec.structs.replace(op, was=item.status, was_reason=item.reason)
        case ops.Place() if item is not None:
            return msgspec.structs.replace(op, was=item.pos)
        case ops.Tie():
            link = session.links.get(link_key(op.relation, op.a, op.b))
            return msgspec.structs.replace(op, was=dict(link.fields) if link is not None else None)
        case ops.Name():
            return msgspec.structs.replace(op, was=session.meta.title)
    return op


def closes(change: Change) -> bool:
    """Whether a change closed a round for all."""
    turns = (op for op in ops.decode_ops(change.ops) if isinstance(op, ops.Turn))
    return any(op.to in ("closed", "revealed") for op in turns)


def _final(change: Change) -> str:
    """Why a change has no undo, or ""."""
    done = ops.decode_ops(change.ops)
    if closes(change):
        return "The round is closed for all: undo does not open it, a further round does."
    for op in done:
        match op:
            case ops.Erase():
                return "The answers were erased; that cannot be undone."
            case ops.Turn():
                return "The round was opened again; that cannot be undone. Close it instead."
            case ops.Open() if not any(isinstance(other, ops.Give) for other in done):
                return "The round was opened; that cannot be undone. Close it instead."
    return ""
