"""The op that takes an op back. Pure: an op carries what it replaced."""

from __future__ import annotations

from aligntui.session import ops
from aligntui.session.model import Change, Definition


def inverse(op: ops.AnyOp) -> ops.AnyOp | None:
    """The op that undoes this one, as it was recorded; None when nothing takes it back.

    `inverse(inverse(op))` is the op again. Time spent on a step stays spent, and a definition that came or
    grew stays: both have no inverse and hinder none.
    """
    match op:
        case ops.Add():
            return ops.Retire(id=op.item.id, was=op.item)
        case ops.Retire():
            return ops.Retire(id=op.id, on=not op.on, was=op.was)
        case ops.Set():
            same = op.was == op.to
            return ops.Set(
                id=op.id, field=op.field, was=op.to, to=op.was, words=op.words, revised=op.revised,
                why=op.was_why if same else op.why, was_why=op.why if same else op.was_why,
            )  # fmt: skip
        case ops.Status():
            return ops.Status(id=op.id, was=op.to, to=op.was, reason=op.was_reason, was_reason=op.reason)
        case ops.Place():
            return ops.Place(id=op.id, was=op.to, to=op.was)
        case ops.Move():
            return ops.Move(
                id=op.id,
                was=op.to,
                to=op.was,
                was_code=op.code,
                code=op.was_code,
                was_pos=op.pos,
                pos=op.was_pos,
                field=op.field,
                was_value=op.value,
                value=op.was_value,
                took=(op.took[1], op.took[0]) if op.took is not None else None,
            )
        case ops.Tie():
            return ops.Tie(relation=op.relation, a=op.a, b=op.b, was=op.to, to=op.was)
        case ops.Merge():
            return ops.Merge(id=op.id, was=op.to, to=op.was)
        case ops.Settle():
            return ops.Unsettle(codes=op.codes, counters=_swapped(op.counters))
        case ops.Unsettle():
            return ops.Settle(codes=op.codes, counters=_swapped(op.counters))
        case ops.Rekey():
            return ops.Rekey(id=op.id, was=op.to, to=op.was)
        case ops.Beside():
            return ops.Beside(clash=op.clash, on=not op.on)
        case ops.Choose():
            return ops.Choose(
                clash=op.clash,
                id=op.id,
                field=op.field,
                was=op.to,
                to=op.was,
                kept=op.kept,
                again=not op.again,
            )
    return _of_the_sitting(op)


def _of_the_sitting(op: ops.AnyOp) -> ops.AnyOp | None:
    match op:
        case ops.Give():
            return ops.Give(
                round=op.round, ballot=op.ballot, by=op.by, subject=op.subject, was=op.to, to=op.was
            )
        case ops.Hand():
            return ops.Hand(round=op.round, ballot=op.ballot, by=op.by, was=op.to, to=op.was)
        case ops.Match():
            return ops.Match(round=op.round, line=op.line, was=op.to, to=op.was)
        case ops.Waive():
            return ops.Waive(what=op.what, was=op.reason, reason=op.was)
        case ops.Begin():
            return ops.Drop(run=op.run)
        case ops.Drop():
            return ops.Begin(run=op.run)
        case ops.Walk():
            if op.field == "used":
                return None
            return ops.Walk(run=op.run, step=op.step, field=op.field, was=op.to, to=op.was)
        case ops.Plan():
            return ops.Plan(run=op.run, field=op.field, was=op.to, to=op.was)
        case ops.Name():
            return ops.Name(was=op.to, to=op.was)
        case ops.Define() if op.was is not None:
            now = Definition(name=op.name, version=op.version, hash=op.hash, body=op.body)
            return ops.Define(
                name=op.name, version=op.was.version, hash=op.was.hash, body=op.was.body, was=now
            )
    return None


def inverses(change: Change) -> list[ops.AnyOp]:
    """What takes a whole change back, last op first."""
    found = (inverse(op) for op in reversed(ops.decode_ops(change.ops)))
    return [op for op in found if op is not None]


def _swapped(counters: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    return {series: (after, before) for series, (before, after) in counters.items()}
