"""Whether two changes mean the same: what waits must not be doubled by a second press of a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from aligntui.session.model import Change, Session
from aligntui.session.ops import (
    Add,
    Begin,
    Give,
    Hand,
    Name,
    Open,
    Place,
    Plan,
    Set,
    Status,
    Waive,
    Walk,
    decode_ops,
)

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


def replaces(new: Sequence[Any], old: Sequence[Any]) -> bool:
    """Whether one change writes every place that another one would have written: a change of mind."""
    before = {_place(op) for op in decode_ops(list(old))}
    return None not in before and before <= {_place(op) for op in decode_ops(list(new))}


def _place(op: Any) -> tuple[str, ...] | None:
    """The one place that an op writes; None where it does more than that."""
    match op:
        case Set():
            return ("set", op.id, op.field)
        case Status() | Place():
            return (type(op).__name__, op.id)
        case Walk():
            return ("walk", op.run, op.step, op.field)
        case Plan():
            return ("plan", op.run, op.field)
        case Waive():
            return ("waive", op.what)
        case Give():
            return ("give", op.round, str(op.by), op.subject)
        case Name():
            return ("name",)
    return None


def rejoined(session: Session, change: Change) -> Change | None:
    """A change that opened a round which somebody else has opened meanwhile, as an answer in that one.

    Eight people who answer first at the same moment all mean the same round.
    """
    ops = decode_ops(change.ops)
    rounds: dict[str, str] = {}
    for op in ops:
        if isinstance(op, Open):
            same = (op.round.run, op.round.step, op.round.n, op.round.privacy)
            for held in session.rounds.values():
                if held.state == "open" and (held.run, held.step, held.n, held.privacy) == same:
                    rounds[op.round.id] = held.id
    if not rounds:
        return None
    kept = [
        msgspec.structs.replace(op, round=rounds[op.round])
        if isinstance(op, Give | Hand) and op.round in rounds
        else op
        for op in ops
        if not (isinstance(op, Open) and op.round.id in rounds)
    ]
    return msgspec.structs.replace(change, ops=kept) if kept else None
