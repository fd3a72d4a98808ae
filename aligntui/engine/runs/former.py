"""Former sittings of a session: which there are, and how each one left it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from aligntui.session import head
from aligntui.session.apply import Refused, apply
from aligntui.session.inverse import inverses
from aligntui.session.model import Change, Run, Session
from aligntui.session.ops import Begin, decode_ops


class Sitting(Struct, frozen=True):
    """One run in the list of them."""

    run: Run
    progress: str
    """`3 of 11`, `done`."""
    standing: str = ""
    """Whether one is in it, or it is a former one, in words."""
    is_former: bool = False


def listed(session: Session, present: Run | None) -> list[Sitting]:
    """All runs, the one begun last first, and how each stands to the one that one is in."""
    every = []
    for run in sittings(session):
        is_former = following(session, run) is not None
        here = "you are here" if present is not None and run.id == present.id else ""
        every.append(Sitting(run, head.progress(run), here or ("read" if is_former else ""), is_former))
    return every


def sittings(session: Session) -> list[Run]:
    """All runs, the one begun last first."""
    return head.in_order(session.runs.values())[::-1]


def following(session: Session, run: Run) -> Run | None:
    """The next run of the same agenda, with whose beginning this one is a former one; None for none."""
    alike = [other for other in session.runs.values() if other.agenda == run.agenda]
    if len(alike) < 2 or run.id not in session.runs:
        return None
    ordered = head.in_order(alike)
    at = [other.id for other in ordered].index(run.id)
    return next(iter(ordered[at + 1 :]), None)


def to_compare(session: Session, run: Run) -> list[Run]:
    """Runs begun before a run with which it may be compared: the one before of its kind first."""
    begun = sittings(session)
    at = next((n for n, one in enumerate(begun) if one.id == run.id), len(begun))
    return sorted(begun[at + 1 :], key=lambda one: one.agenda != run.agenda)


def as_left(session: Session, run: Run, changes: Iterable[Change]) -> Session:
    """The session as a run left it: all that came since the next one of its kind began is taken back.

    Rounds of later runs are not there. Answers that were given in secret to a round of before are in no
    history and stay; so does what the history does not know.

    Args:
        session: The session as it stands.
        run: The run.
        changes: The changes of the session, the newest first; read as far as they are needed.
    """
    after = following(session, run)
    if after is None:
        return session
    for number, change in enumerate(changes):
        for op in inverses(change):
            back = Change(id=f"rewound-{number}", at=change.at, by=change.by, ops=[op], undoes=change.id)
            try:
                session = apply(session, back).session
            except Refused:
                # It rests on something that no history tells: it stays.
                continue
            session.recent.pop(back.id, None)
        if any(isinstance(op, Begin) and op.run.id == after.id for op in decode_ops(change.ops)):
            break
    begun = [one.id for one in sittings(session)]
    later = set(begun[: begun.index(after.id) + 1]) if after.id in begun else set()
    runs = {ref: one for ref, one in session.runs.items() if ref not in later}
    rounds = {ref: one for ref, one in session.rounds.items() if not one.run or one.run in runs}
    ballots = {ref: one for ref, one in session.ballots.items() if one.round in rounds}
    return replace(session, runs=runs, rounds=rounds, ballots=ballots)
