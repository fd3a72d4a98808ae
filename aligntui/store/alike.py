"""What changes mean for one another: the same, a change of mind, an answer in somebody else's round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from aligntui.session import ops as kinds
from aligntui.session.model import Change, Session
from aligntui.session.ops import Add, Begin, Give, Hand, Open, Set, Tie, Turn, decode_ops
from aligntui.session.privacy import erasures, scrub
from aligntui.session.work import plain
from aligntui.text.clean import clean_line

_FRESH = ("at", "pos")
"""What differs each time the same thing is done."""


def alike(one: Sequence[Any], two: Sequence[Any]) -> bool:
    """Whether two lists of ops want the same, apart from ids made for it and the time."""
    return len(one) == len(two) and _plain(one) == _plain(two)


def _plain(raw: Sequence[Any]) -> Any:
    """Ops as plain data in which new ids are numbered."""
    ops = decode_ops(list(raw))
    made: list[str] = []
    for op in ops:
        if isinstance(op, Add):
            made.append(op.item.id)
        elif isinstance(op, Open):
            made.append(op.round.id)
        elif isinstance(op, Begin):
            made.append(op.run.id)
        elif isinstance(op, Give | Hand):
            made.append(op.ballot)
    new = {ref: f"#{number}" for number, ref in enumerate(dict.fromkeys(ref for ref in made if ref))}
    return _numbered(msgspec.to_builtins(ops), new)


def _numbered(value: Any, new: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return new.get(value) or ">".join(new.get(part, part) for part in value.split(">"))
    if isinstance(value, dict):
        return {key: _numbered(inner, new) for key, inner in value.items() if key not in _FRESH}
    return [_numbered(inner, new) for inner in value] if isinstance(value, list) else value


def instead(new: Change, old: Change) -> Change | None:
    """A change that takes the place of an older one, for it writes every place that one would have written.

    None when the older one does more than that: then both are done. What stood there before the older one is
    what stands there before the change that is done.
    """
    before = {_place(op): op for op in decode_ops(old.ops)}
    ops = decode_ops(new.ops)
    if None in before or not before or not before.keys() <= {_place(op) for op in ops}:
        return None
    kept: list[Any] = []
    for op in ops:
        older: Any = before.get(_place(op))
        known = older is not None and hasattr(op, "was")
        kept.append(msgspec.structs.replace(op, was=older.was) if known else op)
    return msgspec.structs.replace(new, ops=kept)


def _place(op: Any) -> tuple[str, ...] | None:
    """The one place that an op writes; None where it does more than that."""
    match op:
        case Set():
            return ("set", op.id, op.field)
        case kinds.Status() | kinds.Place():
            return (type(op).__name__, op.id)
        case kinds.Walk():
            return ("walk", op.run, op.step, op.field)
        case kinds.Plan():
            return ("plan", op.run, op.field)
        case kinds.Waive():
            return ("waive", op.what)
        case Give():
            return ("give", op.round, str(op.by), op.subject)
        case kinds.Name():
            return ("name",)
    return None


def opened_by_others(session: Session, change: Change) -> dict[str, str]:
    """Rounds that a change opens and that somebody else has opened meanwhile: own id -> the one that stands.

    Eight people who answer first at the same moment all mean the same round.
    """
    rounds: dict[str, str] = {}
    for op in decode_ops(change.ops):
        if isinstance(op, Open):
            same = (op.round.run, op.round.step, op.round.n, op.round.privacy)
            for held in session.rounds.values():
                if held.state == "open" and (held.run, held.step, held.n, held.privacy) == same:
                    rounds[op.round.id] = held.id
    return rounds


def rejoined(change: Change, rounds: Mapping[str, str]) -> Change:
    """A change with its answers in the rounds of others, and those that it would have opened left out."""
    ops = [
        msgspec.structs.replace(op, round=rounds[op.round])
        if isinstance(op, Give | Hand) and op.round in rounds
        else msgspec.structs.replace(op, id=rounds[op.id])
        if isinstance(op, Turn) and op.id in rounds
        else op
        for op in decode_ops(change.ops)
        if not (isinstance(op, Open) and op.round.id in rounds)
    ]
    return msgspec.structs.replace(change, ops=ops)


def said(change: Change) -> set[str]:
    """All words that a change writes, each on one line."""
    found: set[str] = set()
    for op in decode_ops(change.ops):
        values: tuple[Any, ...] = ()
        if isinstance(op, Add):
            values = (op.item.text, *op.item.fields.values())
        elif isinstance(op, Set) and op.words:
            values = (op.to,)
        elif isinstance(op, Tie):
            values = tuple(op.to.values()) if isinstance(op.to, dict) else ()
        for value in values:
            texts = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
            found.update(clean_line(part) for text in texts for part in text.split("\n"))
    return found - {""}


def was_erased(change: Change, now: Session) -> bool:
    """Whether nothing is left of a change but answers that somebody erased."""
    pairs = [pair for one in now.recent.values() for pair in erasures(one)]
    return any(scrub(change, *pair) is None for pair in pairs)


def stands(change: Change, before: Session) -> bool:
    """Whether the answers that a change gave still stood: they may have been erased since."""
    given = [op for op in decode_ops(change.ops) if isinstance(op, Give)]
    for op in given:
        own = [b for b in before.ballots.values() if (b.round, b.by) == (op.round, op.by)]
        if not any(ballot.answers.get(op.subject) == plain(op.to) for ballot in own):
            return False
    return bool(given)
