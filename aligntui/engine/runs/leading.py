"""Leading a run: where the room is, calling everybody there, taking the lead and handing it over."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.engine.messages import Message, said
from aligntui.session import head, roles
from aligntui.session.model import Room, Run, RunStep, Session
from aligntui.session.ops import AnyOp, Plan, Steer
from aligntui.session.roles import Matter, Names, Role, is_led


def leaders(run: Run) -> str:
    """Who leads, as words: `Ines Calder and Tomasz Wren`."""
    return named(run.room.leads) if run.room is not None else ""


def named(names: Sequence[str]) -> str:
    """Those who lead, as words."""
    return " and ".join(names)


def stands_at(run: Run) -> RunStep | None:
    """The step where the room is; None where nobody leads, and before it is anywhere."""
    if not is_led(run):
        return None
    return next((step for step in run.steps if run.room is not None and step.id == run.room.here), None)


def run_of_room(run: Run, session: Session) -> Run:
    """The run in which the room is: this one, or another one to which those who lead it went since.

    What somebody else begins beside the room draws nobody along.
    """
    if len(session.runs) < 2 or not is_led(run):
        return run
    begun, own = head.in_order(session.runs.values()), _hands(run.room)
    theirs = [one for one in begun if is_led(one) and own & _hands(one.room)]
    return max(reversed(theirs), key=lambda one: one.room.turn if one.room is not None else 0, default=run)


def _hands(room: Room | None) -> set[str]:
    """Names of those in whose hands a room is: who began it, who leads, and as they were called before."""
    if room is None:
        return set()
    names = {room.by, *room.leads} - {""}
    return names | {was for was, now in room.renamed.items() if now in names}


def begun(run: Run) -> Message:
    """`Ines Calder has begun TOWS`, as part of a sentence."""
    count = len(run.room.leads if run.room is not None else ())
    return said("room-begun", who=leaders(run), count=count, title=run.title)


def come(run: Run, session: Session) -> list[AnyOp]:
    """The room comes into this run, whichever one it was in."""
    if run_of_room(run, session).id == run.id:
        return []
    return _steer(run, "turn", last_turn(session) + 1)


def last_turn(session: Session) -> int:
    """The highest turn that a run of a session has; what is begun now comes behind it."""
    return max((one.room.turn for one in session.runs.values() if one.room is not None), default=0)


def moves_on(run: Run, role: Role) -> Message:
    """Who ends what is done now: the reader, or whoever leads."""
    return said("you-go-on") if "move" in roles.MAY[role] else said("lead-goes-on", who=leaders(run))


def awaited(run: Run, place: RunStep) -> Message | None:
    """Why nobody answers at a step yet: whoever leads has not come to it; None once it was begun."""
    is_begun = place.state in ("begun", "done")
    return None if is_begun else said("round-not-begun", "hint", who=leaders(run))


def is_through(run: Run) -> bool:
    """Whether the room stands at a step that is done, and behind which nothing is left."""
    there = stands_at(run)
    behind = run.steps[run.steps.index(there) :] if there is not None else []
    return there is not None and not any(step.state in ("todo", "begun") for step in behind)


def through(run: Run, *, at_plan: bool) -> Message:
    """Said to whoever does not lead once the room is through: that this is the plan, or what shows it."""
    which = "room-through-here" if at_plan else "room-through"
    return said(which, "ok", who=leaders(run), count=len(run.room.leads) if run.room else 0)


def arrive(run: Run, step: str) -> list[AnyOp]:
    """Whoever leads stands on a step: the room is there."""
    return _steer(run, "here", step) if is_led(run) else []


def call(run: Run) -> list[AnyOp]:
    """Call everybody to where the room is."""
    return _steer(run, "calls", (run.room or Room()).calls + 1)


def take(run: Run, person: str, others: Names, *, restricted: bool = False) -> tuple[list[AnyOp], Message]:
    """Take the lead, or take it back; without ops where that cannot be.

    Args:
        run: The run.
        person: Who takes it.
        others: Names of those who are there.
        restricted: Whether this person's line opens one session only.
    """
    leads = run.room.leads if run.room is not None else []
    if run.solo:
        return [], said("one-person-leads", "hint")
    if leads == [person]:
        return [], said("you-lead", "hint")
    if not roles.may_take(run, person, others, restricted=restricted):
        return [], refused(run, "lead", person, others, restricted=restricted)
    return _steer(run, "leads", [person]), said("leads-now", "ok", who=person, count=1)


def give(run: Run, to: str, *, share: bool) -> tuple[list[AnyOp], Message]:
    """Hand the lead over to somebody, or share it."""
    leads = run.room.leads if run.room is not None else []
    both = [*leads, to] if share else [to]
    return _steer(run, "leads", list(dict.fromkeys(both))), said(
        "leads-now", "ok", who=named(both), count=len(both)
    )


def taken_by_team(run: Run, person: str) -> list[AnyOp]:
    """A run begun alone is one of a team from now on, and whoever says so leads it."""
    return [Plan(run=run.id, field="solo", was=True, to=False), *_steer(run, "by", person),
            *_steer(run, "leads", [person])]  # fmt: skip


def taken_alone(run: Run) -> list[AnyOp]:
    """A run of a team is one person's from now on."""
    return [Plan(run=run.id, field="solo", was=False, to=True)]


def rename(run: Run, was: str, to: str) -> list[AnyOp]:
    """Somebody goes by another name from now on: she leads under that, and is one person with who she was."""
    room = run.room or Room()
    names = {was: to, **{old: to if new == was else new for old, new in room.renamed.items() if old != to}}
    ops = _steer(run, "leads", [to if name == was else name for name in room.leads])
    return [*(_steer(run, "by", to) if room.by == was else []), *ops, *_steer(run, "renamed", names)]


def refused(run: Run, matter: Matter, person: str, others: Names, *, restricted: bool = False) -> Message:
    """What is said to somebody whose role may not."""
    if roles.absent(run, person, others) and not restricted:
        return said("lead-away", "warning", who=leaders(run))
    why = roles.refusal(run, matter, person, others, restricted=restricted)
    return said("as-told", "warning", words=why)


def noticed(run: Run, person: str, role: Role, others: Names) -> Message | None:
    """What is said once nobody who leads is there any more; None while the room is led."""
    if role == "lead" or not roles.absent(run, person, others):
        return None
    return said("lead-away", "warning", who=leaders(run))


def _steer(run: Run, field: str, to: object) -> list[AnyOp]:
    was = getattr(run.room or Room(), field)
    return [] if was == to else [Steer(run=run.id, field=field, was=was, to=to)]
