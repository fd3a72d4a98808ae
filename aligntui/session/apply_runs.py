"""Ops on runs, waivers, the title and kept definitions."""

from __future__ import annotations

from typing import Any

import msgspec

from aligntui.session import ops
from aligntui.session.model import Definition, Room, Run, RunStep, Waiver
from aligntui.session.work import Refused, Work, plain

WALKED = ("state", "phase", "used", "minutes", "title", "ask")
"""Attributes of a run step that a person changes."""

PLANNED = ("title", "as_of", "next", "solo", "steps")
"""Attributes of a run that a person changes."""

STEERED = ("by", "leads", "here", "calls", "turn", "renamed")
"""Attributes of a room that change."""

PROGRESS = ("state", "phase", "used")
"""What walking writes; a new running order does not undo it."""


def _run(work: Work, ref: str) -> Run:
    found = work.session.runs.get(ref)
    if found is None:
        raise Refused("This sitting is no longer in the session.", "gone")
    return found


def begin(work: Work, op: ops.Begin) -> None:
    """A new run."""
    if op.run.id in work.session.runs:
        raise Refused("This sitting was begun already.", "exists")
    run = msgspec.structs.replace(op.run, at=op.run.at or work.change.at)
    work.put("runs", run.id, run)
    work.did(ops.Begin(run=run))


def drop(work: Work, op: ops.Drop) -> None:
    """Take a run back while nothing was asked in it."""
    run = _run(work, op.run.id)
    if any(held.run == run.id for held in work.session.rounds.values()):
        raise Refused(f'A round was held in "{run.title}"; it stays.', "cited")
    bare, begun = (
        msgspec.structs.replace(one, steps=_untimed(one.steps), clock=None, room=None)
        for one in (run, op.run)
    )
    if work.strict and bare != begun:
        raise work.changed(run.id, name=f'"{run.title}"')
    work.drop("runs", run.id)
    work.did(ops.Drop(run=run))


def _untimed(steps: list[RunStep]) -> list[RunStep]:
    """Steps without the time spent, which undo leaves alone."""
    return [msgspec.structs.replace(step, used=0) for step in steps]


def walk(work: Work, op: ops.Walk) -> None:
    """One attribute of one step of a run."""
    run = _run(work, op.run)
    found = next((step for step in run.steps if step.id == op.step), None)
    if found is None:
        raise Refused("This step was taken off the running order meanwhile.", "gone")
    if op.field not in WALKED:
        raise Refused(f'A step has no "{op.field}" to set.', "unknown")
    now = getattr(found, op.field)
    if now == op.to:
        return
    if work.strict and now != op.was:
        raise work.changed(run.id, name=found.title or "the step")
    changed = msgspec.convert({**msgspec.to_builtins(found), op.field: op.to}, RunStep)
    steps = [changed if step.id == op.step else step for step in run.steps]
    work.put("runs", run.id, msgspec.structs.replace(run, steps=steps))
    work.did(ops.Walk(run=op.run, step=op.step, field=op.field, was=now, to=op.to))


def time(work: Work, op: ops.Time) -> None:
    """The clock goes on elsewhere, and what it has counted goes to the step that it stood on."""
    run = _run(work, op.run)
    if run.clock != op.was or op.was == op.to:
        return
    counted = op.was.step if op.was is not None else ""
    replace = msgspec.structs.replace
    steps = [replace(step, used=step.used + op.seconds) if step.id == counted else step for step in run.steps]
    work.put("runs", run.id, replace(run, steps=steps, clock=op.to))
    work.did(op)


def steer(work: Work, op: ops.Steer) -> None:
    """One attribute of the room of a run; where several set it, the last one does."""
    run = _run(work, op.run)
    if op.field not in STEERED:
        raise Refused(f'A room has no "{op.field}" to set.', "unknown")
    room = run.room or Room()
    now = getattr(room, op.field)
    if now == op.to:
        return
    changed = msgspec.convert({**msgspec.to_builtins(room), op.field: plain(op.to)}, Room)
    work.put("runs", run.id, msgspec.structs.replace(run, room=changed))
    work.did(ops.Steer(run=op.run, field=op.field, was=plain(now), to=plain(op.to)))


def plan(work: Work, op: ops.Plan) -> None:
    """One attribute of a run, or its steps as a whole."""
    run = _run(work, op.run)
    if op.field not in PLANNED:
        raise Refused(f'A sitting has no "{op.field}" to set.', "unknown")
    now, was, to = getattr(run, op.field), op.was, op.to
    if op.field == "steps":
        was = msgspec.convert(plain(was or []), list[RunStep])
        to = _walked(msgspec.convert(plain(to), list[RunStep]), was, now)
    if now == to:
        return
    same = _untimed(now) == _untimed(was) if op.field == "steps" else now == was
    if work.strict and not same:
        raise work.changed(run.id, name=f'"{run.title}"')
    changed = msgspec.convert({**msgspec.to_builtins(run), op.field: plain(to)}, Run)
    work.put("runs", run.id, changed)
    work.did(ops.Plan(run=op.run, field=op.field, was=plain(now), to=plain(to)))


def _walked(to: list[RunStep], was: list[RunStep], now: list[RunStep]) -> list[RunStep]:
    """A new running order that keeps what was walked since the old one was seen."""
    before = {step.id: step for step in was}
    here = {step.id: step for step in now}
    out = []
    for step in to:
        seen, stands = before.get(step.id), here.get(step.id)
        if seen is not None and stands is not None:
            kept = {
                name: getattr(stands, name) for name in PROGRESS if getattr(step, name) == getattr(seen, name)
            }
            step = msgspec.structs.replace(step, **kept)
        out.append(step)
    return out


def waive(work: Work, op: ops.Waive) -> None:
    """Set a need, finding or done-when aside with a reason, or take that back."""
    known = work.session.waivers.get(op.what)
    now = known.reason if known is not None else ""
    if now == op.reason:
        return
    if now != op.was:
        if work.strict or not op.reason:
            raise work.changed(op.what, name="the reason")
        if now:
            raise Refused(f'It was set aside meanwhile: "{now}"', "changed", op.reason)
    if op.reason:
        waiver = Waiver(id=op.what, what=op.what, reason=op.reason, by=work.change.by, at=work.change.at)
        work.put("waivers", op.what, waiver)
    else:
        work.drop("waivers", op.what)
    work.did(ops.Waive(what=op.what, was=now, reason=op.reason))


def name(work: Work, op: ops.Name) -> None:
    """The session's title."""
    now = work.session.meta.title
    if now == op.to:
        return
    if not op.to.strip():
        raise Refused("A session needs a title.", "unknown")
    if work.strict and now != op.was:
        raise work.changed("title", name="the title")
    work.session.meta.title = op.to
    work.did(ops.Name(was=now, to=op.to))


def define(work: Work, op: ops.Define) -> None:
    """Keep a definition in the session."""
    known = work.session.methods.get(op.name)
    body: dict[str, Any] = plain(op.body)
    found = Definition(name=op.name, version=op.version, hash=op.hash, body=body)
    if known == found:
        return
    if work.strict and op.was is not None and known is not None and known.hash != op.was.hash:
        raise work.changed(op.name, name=f'what is kept of "{op.name}"')
    work.put("methods", op.name, found)
    was = known if op.was is not None else None
    work.did(ops.Define(name=op.name, version=op.version, hash=op.hash, body=body, was=was))
