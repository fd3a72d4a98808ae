"""Walking through a run: where one stands, what comes next, which phases a step has for these people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from aligntui.analysis.view import View
from aligntui.methods.book import Book
from aligntui.methods.kinds import KINDS
from aligntui.methods.types import Method, Step
from aligntui.session import codes
from aligntui.session.head import last_run
from aligntui.session.model import Run, RunStep, Session
from aligntui.session.ops import AnyOp, Plan, Walk

ALONE = ("reveal", "talk", "merge", "vote")
"""Phases left out alone: nothing to reveal, nobody to talk to, and dots of one rater say nothing
(METHODS.md 23). Merging stays possible with its key."""


def phases(step: Step, run: Run) -> list[str]:
    """Phases of a step in this run; one person alone has fewer."""
    found = [p for p in step.phases if not (run.solo and p in ALONE)]
    if "again" in found and step.rounds < 2:
        found.remove("again")
    return found


def phases_after(step: Step, run: Run, place: RunStep) -> list[str]:
    """Phases of the step behind the present one; none where that is not among them."""
    names = phases(step, run)
    return list(names[names.index(place.phase) + 1 :]) if place.phase in names else []


def phase_before(view: View, step: Step, run: Run, place: RunStep) -> str:
    """The phase before the present one, "" where there is none; no second pass without a first."""
    rounds = view.rounds(place.step, run.id)
    answered = any(r.erased or any(b.answers for b in view.ballots(r.id)) for r in rounds)
    names = phases(step, run)
    before = names[: names.index(place.phase)] if place.phase in names else []
    return next((name for name in reversed(before) if answered or name != "again"), "")


def trail(book: Book, run: Run, here: RunStep) -> tuple[list[str], int]:
    """Names beside the title and which is now: phases of the step, else its method's steps in this run."""
    found = book.step(here.step)
    if found is None:
        return [], 0
    _, step = found
    names = phases(step, run)
    if names:
        return names, names.index(here.phase) if here.phase in names else 0
    peers = [peer for peer in _block(run, here) if peer.state != "skipped" or peer.id == here.id]
    labels = []
    for peer in peers:
        pair = book.step(peer.step)
        labels.append((pair[1].short or pair[1].title) if pair else peer.title)
    return labels, next(n for n, p in enumerate(peers) if p.id == here.id)


def _block(run: Run, here: RunStep) -> list[RunStep]:
    """Steps of the same method that stand together around this one."""
    name = here.step.partition("/")[0]
    at = index(run, here.id)
    first = last = at
    while first > 0 and run.steps[first - 1].step.partition("/")[0] == name:
        first -= 1
    while last + 1 < len(run.steps) and run.steps[last + 1].step.partition("/")[0] == name:
        last += 1
    return run.steps[first : last + 1]


def entries(run: Run) -> int:
    """Lines of the agenda: the m of "step n of m"."""
    return max((s.entry for s in run.steps), default=0)


def line_named(book: Book, run: Run, here: RunStep) -> str:
    """What the line of the agenda is called in which one is: its step, else the method it begins with."""
    found, peers = book.step(here.step), [step for step in run.steps if step.entry == here.entry]
    if found is None:
        return here.title
    method, step = found
    is_line = run.agenda.startswith("agenda:") and len(peers) == 1
    begins = next((pair for pair in (book.step(peer.step) for peer in peers) if pair is not None), found)
    # A step of another method among those of a line does not rename the line.
    first = begins[0] if run.agenda.startswith("agenda:") else method
    return (step.short or here.title or step.title) if is_line else first.title.split(":")[0]


def index(run: Run, step_id: str) -> int:
    """Place of a run step; 0 when it is gone."""
    return next((n for n, s in enumerate(run.steps) if s.id == step_id), 0)


def set_on(run: Run, step: RunStep, field: str, value: Any) -> list[AnyOp]:
    """The op that changes one attribute of a run step."""
    was = getattr(step, field)
    return [] if was == value else [Walk(run=run.id, step=step.id, field=field, was=was, to=value)]


def finished(view: View, run: Run, here: RunStep, step: Step) -> list[AnyOp]:
    """A step is done, and the lists written in it get their codes for good."""
    ops = [] if here.state == "skipped" else set_on(run, here, "state", "done")
    if KINDS[step.kind].settles:
        held = set(view.book.held(step))
        series = {i.series for i in view.session.items.values() if i.collection in held and i.series}
        settled = codes.settle(view.session, series)
        if settled is not None:
            ops.append(settled)
    return ops


def latest_run(session: Session) -> Run | None:
    """The run that was begun last."""
    return last_run(session)


def ask_of(step: Step, column: str = "") -> str:
    """The question of row 3, for a column, cell or block when it has one of its own."""
    if isinstance(step.ask, dict):
        return step.ask.get(column) or step.ask.get("", "") or next(iter(step.ask.values()), "")
    return step.ask


def stand_in(here: RunStep) -> tuple[Method, Step]:
    """Definition of an agenda line without a method: a talk or a break."""
    ask = here.ask or here.title
    step = Step(kind="talk", id=here.step, title=here.title, ask=ask, minutes=here.minutes)
    method = Method(
        method=here.step,
        title="Break" if here.step == "break" else "Talk",
        level="fundamentals",
        steps=[step],
    )
    return method, msgspec.structs.replace(step)


def lent(run: Run, ref: str, book: Book, new_id: Callable[[], str]) -> list[AnyOp]:
    """The op that puts a step into a run for an errand: on an agenda line of its own behind all others.

    It counts as skipped, so that nothing of what one goes through changes, until somebody takes it up.
    """
    found = book.step(ref)
    if found is None:
        return []
    entry = max((step.entry for step in run.steps), default=0) + 1
    title, minutes = found[1].title, found[1].minutes or 0
    fresh = RunStep(id=new_id(), step=ref, entry=entry, title=title, minutes=minutes, state="skipped")
    return [Plan(run=run.id, field="steps", was=run.steps, to=[*run.steps, fresh])]


def join(run: Run, before: RunStep, ref: str, book: Book, new_id: Callable[[], str]) -> list[AnyOp]:
    """The op that puts a step into a run, just before another one and on its agenda line."""
    found = book.step(ref)
    if found is None:
        return []
    fresh = RunStep(
        id=new_id(), step=ref, entry=before.entry, title=found[1].title, minutes=found[1].minutes or 0
    )
    at = index(run, before.id)
    return [Plan(run=run.id, field="steps", was=run.steps, to=[*run.steps[:at], fresh, *run.steps[at:]])]
