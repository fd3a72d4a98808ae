"""What an op did, in one clause, for the sentence after an undo or redo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aligntui.session import ops
from aligntui.session.model import Session, ends, record_id
from aligntui.session.work import name_of, shorten
from aligntui.text.listing import listed

QUOTED = 2
"""Cards whose words are told along; of more the codes are enough."""

SIDE = (ops.Settle, ops.Unsettle, ops.Walk, ops.Time, ops.Steer, ops.Define)
"""Ops that come along with others and are told only when alone."""


Named = Callable[[Session, str, str, Any], tuple[str, str]]
"""Session, item or record, field, value -> label of the field, and the value where it is shown otherwise.
What fields are called stands in definitions, which a session does not know."""


def told(before: Session, after: Session, done: list[ops.AnyOp], named: Named | None = None) -> str:
    """What these ops, done as an undo or redo, come to: `S5 reads "Loyal core" again`.

    Args:
        before: The session as it was.
        after: The session as it is now.
        done: What was done.
        named: Gives fields and values the words of the screens; their keys stand for them without it.
    """
    main = [op for op in done if not isinstance(op, SIDE)] or done
    if not main:
        return "nothing was left to change"
    merges = [op for op in main if isinstance(op, ops.Merge)]
    if merges and not any(op.to for op in merges):
        return _split(before, after, merges[::-1])
    # The last inverse takes back what the person did first: that is what they remember.
    first = clause(before, after, main[-1], named)
    return f"{first}, and {len(main) - 1} more" if len(main) > 1 else first


def _split(before: Session, after: Session, merges: list[ops.Merge]) -> str:
    """Cards that are their own again: what was written for the merge goes with it and is not told."""
    into = dict.fromkeys(name_of(before, op.was) for op in merges)
    cards = [name_of(after, op.id) for op in merges]
    if len(cards) <= QUOTED:
        cards = [_quoted(after, op.id) for op in merges]
    return f"the merge into {listed(into)}; {listed(cards)} {'is' if len(cards) == 1 else 'are'} back"


def _quoted(session: Session, ref: str) -> str:
    """Name of an item with its first words behind the code."""
    item = session.items.get(ref)
    name = name_of(session, ref)
    words = item.text if item is not None and not name.startswith('"') else ""
    return f"{name} {shorten(words)}" if words else name


def clause(before: Session, after: Session, op: ops.AnyOp, named: Named | None = None) -> str:
    """One op of an undo or redo, told."""
    match op:
        case ops.Retire(id=ref, on=on):
            name = _quoted(before if on else after, ref)
            return f"{name} is taken back" if on else f"{name} is here again"
        case ops.Set(id=ref, field="text", to=to):
            name = name_of(after, ref)
            return f"{name} reads {shorten(str(to))} again" if to else f"{name} has no words again"
        case ops.Set(id=ref, field=field, to=to) if named is not None:
            label, shown = named(after, ref, field, to)
            # A record is called by what is asked in it.
            what = label if ref.startswith(record_id("")) else f"{name_of(after, ref)}: {label}"
            return f"{what} {f'is {shown}' if shown else _is(after, to)} again"
        case ops.Set(id=ref, field=field, to=to):
            return f"{name_of(after, ref)}: {_key(field)} {_is(after, to)} again"
        case ops.Status(id=ref, to=to):
            return f"{name_of(after, ref)} is {_STATUS.get(to, to)} again"
        case ops.Place(id=ref):
            return f"{name_of(after, ref)} is where it was"
        case ops.Move(id=ref):
            item = after.items.get(ref)
            return f"{name_of(after, ref)} is back in {_key(item.collection if item else '')}"
        case ops.Tie(a=a, b=b, to=to):
            ends = f"{name_of(after, a)} and {name_of(after, b)}"
            if to is None:
                return f"{ends} are no longer linked"
            return f"{ends} are linked as before" if op.was else f"{ends} are linked again"
        case ops.Merge(id=ref, to=to):
            if to:
                return f"{name_of(after, ref)} is part of {name_of(after, to)} again"
            return f"{name_of(after, ref)} stands on its own again"
        case ops.Settle():
            return "the codes are fixed again"
        case ops.Unsettle():
            return "the codes are open again"
        case ops.Rekey():
            return f"{_key(op.to)} has its old name again"
        case ops.Beside(clash=clash, on=on):
            name = name_of(after, clash.target)
            return (
                f"your words for {name} are kept beside again"
                if on
                else f"your words for {name} are taken away"
            )
        case ops.Choose(id=ref, field=field, to=to, again=again):
            is_record = ref.startswith(record_id("")) and named is not None
            name = named(after, ref, field, to)[0] if is_record and named is not None else name_of(after, ref)
            return f"both versions of {name} wait for a choice again" if again else f"{name} is chosen again"
    return _sitting(after, op)


_STATUS = {"draft": "open", "agreed": "agreed", "parked": "parked", "dropped": "dropped"}


def _sitting(after: Session, op: ops.AnyOp) -> str:
    match op:
        case ops.Give(subject=subject, to=to):
            about = " and ".join(name_of(after, part) for part in ends(subject) if part in after.items)
            on = f"the answer on {about}" if about else "the answer"
            return f"{on} {_is(after, to)} again" if to is not None else f"{on} is taken back"
        case ops.Hand(to=to):
            return "your answers are in again" if to == "in" else f"your ballot is {to} again"
        case ops.Match(to=to):
            return f"the line is sorted to {_named(after, to)} again" if to else "the line is unsorted again"
        case ops.Waive(reason=reason):
            return "it is set aside again" if reason else "it is no longer set aside"
        case ops.Begin(run=run):
            return f'"{run.title}" is here again'
        case ops.Drop(run=run):
            return f'"{run.title}" is taken back'
        case ops.Walk(run=run_id, step=step_id, field=field, to=to):
            steps = after.runs[run_id].steps if run_id in after.runs else []
            title = next((s.title for s in steps if s.id == step_id), "") or "the step"
            return f"{title}: {_key(field)} {_is(after, to)} again"
        case ops.Plan(field="steps"):
            return "the running order is as before"
        case ops.Plan(field=field, to=to):
            return f"{_key(field)} {_is(after, to)} again"
        case ops.Name(to=to):
            return f'the title is "{to}" again'
        case ops.Define(body=body, name=name):
            return f'"{body.get("title") or name.replace("_", " ")}" asks as it did before'
    return "it is as before"


def _key(field: str) -> str:
    return field.replace("_", " ") if not field.startswith(record_id("")) else field.partition(":")[2]


def _named(after: Session, ref: str) -> str:
    return name_of(after, ref) if ref in after.items else shorten(ref)


def _is(after: Session, value: Any) -> str:
    """`is 4`, `reads "..."`, `is empty`."""
    if isinstance(value, dict):
        value = value.get("value")
    if value in (None, "", []):
        return "is empty"
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    text = str(value)
    if text in after.items:
        return f"is {name_of(after, text)}"
    return f"reads {shorten(text)}" if " " in text else f"is {text}"
