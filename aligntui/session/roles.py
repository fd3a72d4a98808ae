"""Who may do what in a run that several people go through: one table of roles and matters.

A matter is what a change of the session is about. The store asks `refuse` of every change, whatever face or
script it comes from; the engine asks `MAY` before, so that a face offers what will be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal

from aligntui.session import ops
from aligntui.session.head import last_run
from aligntui.session.model import NAMELESS, Run, Session
from aligntui.session.work import Refused

Role = Literal["lead", "participant", "observer", "screen"]
"""Who leads; who writes and answers; who reads what is revealed; a projector."""

Matter = Literal["write", "answer", "cards", "seats", "move", "close", "agenda", "clock", "lead"]

MAY: Mapping[Role, frozenset[Matter]] = {
    "lead": frozenset({"write", "answer", "cards", "seats", "move", "close", "agenda", "clock", "lead"}),
    "participant": frozenset({"write", "answer"}),
    "observer": frozenset(),
    "screen": frozenset(),
}
"""Role -> what it may."""

ALONE: Mapping[Matter, str] = {
    "write": "writes",
    "answer": "answers",
    "cards": "parks, moves, merges or agrees what others wrote",
    "seats": "answers for somebody else",
    "move": "moves everybody on",
    "close": "closes, reveals, sorts or erases a round",
    "agenda": "changes the running order",
    "clock": "sets the clock",
    "lead": "hands the lead on",
}
"""Matter -> what nobody else does."""

Names = Collection[str]


def is_led(run: Run) -> bool:
    """Whether somebody leads a run that several go through."""
    return not run.solo and run.room is not None and bool(run.room.leads)


def role_in(run: Run, person: str, others: Names, *, restricted: bool = False) -> Role:
    """The role of a person in a run.

    One person alone is everything, and so is everybody in a run that nobody leads. A restricted line is never
    more than a participant where somebody leads, not even alone.

    Args:
        run: The run.
        person: Who it is.
        others: Names of those who are there; the own one does not count.
        restricted: Whether this person's line opens one session only.
    """
    if run.room is None or not is_led(run):
        return "lead"
    if restricted:
        return "participant"
    is_alone = not (set(others) - {person})
    return "lead" if is_alone or person in run.room.leads else "participant"


def absent(run: Run, person: str, others: Names) -> bool:
    """Whether nobody who leads is there."""
    return run.room is not None and not set(run.room.leads) & {person, *others}


def may_take(run: Run, person: str, others: Names, *, restricted: bool = False) -> bool:
    """Whether a person may take the lead: she began the run, or nobody who leads is there."""
    if restricted:
        return False
    return run.room is None or person == run.room.by or absent(run, person, others)


def refusal(run: Run, matter: Matter, person: str, others: Names, *, restricted: bool = False) -> str:
    """Why a person may not do something, in one sentence or two."""
    leads = run.room.leads if run.room is not None else []
    leading = f"{' and '.join(leads)} {'leads' if len(leads) == 1 else 'lead'}"
    if absent(run, person, others):
        mend = "Ask whoever runs the workshop." if restricted else "The command lead takes the lead."
        return f"{leading} and is not here. {mend}"
    return f"{leading}: nobody else {ALONE[matter]}. Say that you are done, or ask."


def refuse(
    session: Session,
    done: Sequence[ops.Op],
    run_id: str,
    person: str,
    others: Callable[[], Names],
    *,
    restricted: bool = False,
) -> None:
    """Let a change be made.

    Args:
        session: The session as it stands.
        done: What is to be done.
        run_id: The run in which it is done; "" for the one begun last.
        person: Who does it.
        others: Gives the names of those who are there; asked once, and only where it matters.
        restricted: Whether this person's line opens one session only.

    Raises:
        Refused: The role of this person may not.
    """
    there: Names | None = None
    for op in done:
        matter, run = matter_of(session, op, person), _run_of(session, op, run_id)
        if matter in MAY["participant"] or run is None or not is_led(run):
            continue
        there = others() if there is None else there
        if matter in MAY[role_in(run, person, there, restricted=restricted)]:
            continue
        takes = isinstance(op, ops.Steer) and op.field == "leads" and list(op.to or ()) == [person]
        if not (takes and may_take(run, person, there, restricted=restricted)):
            raise Refused(refusal(run, matter, person, there, restricted=restricted), "role")


def matter_of(session: Session, op: ops.Op, person: str) -> Matter:
    """What an op is about when this person does it."""
    match op:
        case ops.Walk(field="phase" | "state" | "used") | ops.Steer(field="here" | "calls" | "turn"):
            return "move"
        case ops.Steer(field="renamed"):
            return "write"
        case ops.Steer():
            return "lead"
        case ops.Walk() | ops.Plan() | ops.Drop():
            return "agenda"
        case ops.Time():
            return "clock"
        case ops.Turn() | ops.Match() | ops.Erase(ballot=""):
            return "close"
        case ops.Open(round=opened):
            run = session.runs.get(opened.run)
            steps = run.steps if run is not None else []
            is_begun = any(step.step == opened.step and step.state in ("begun", "done") for step in steps)
            return "answer" if is_begun or not steps else "move"
        case ops.Give(by=by) | ops.Hand(by=by):
            held = session.rounds.get(op.round)
            return "seats" if held is not None and held.privacy == "named" and by != person else "answer"
        case ops.Status(id=ref) | ops.Merge(id=ref) | ops.Move(id=ref) | ops.Retire(id=ref):
            item = session.items.get(ref)
            return "write" if item is None or item.by in (None, NAMELESS, person) else "cards"
    return "write"


def _run_of(session: Session, op: ops.Op, run_id: str) -> Run | None:
    match op:
        case ops.Walk(run=ref) | ops.Time(run=ref) | ops.Steer(run=ref) | ops.Plan(run=ref):
            run_id = ref
        case ops.Drop(run=run):
            run_id = run.id
        case ops.Open(round=opened):
            run_id = opened.run
        case ops.Turn(id=ref) | ops.Give(round=ref) | ops.Hand(round=ref) | ops.Erase(round=ref):
            held = session.rounds.get(ref)
            run_id = held.run if held is not None else run_id
    return session.runs.get(run_id) if run_id else last_run(session)
