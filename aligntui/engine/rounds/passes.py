"""What one answered in the first pass of a step, while the second one is given."""

from __future__ import annotations

from typing import Any

from aligntui.analysis.counted import SUMS
from aligntui.engine.kind import StepContext
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots
from aligntui.engine.runs.walk import phases
from aligntui.session.model import Round
from aligntui.session.ops import AnyOp

A_FURTHER = 10
"""A round of a phase has this number more than the one in whose place it is opened."""


def answered_alone(ctx: StepContext) -> tuple[dict[str, Any], bool]:
    """What one person alone answered in the first pass, by subject, and whether it counts."""
    if ctx.phase != "again" or not ctx.run.solo:
        return {}, False
    passes = [r for r in ctx.view.rounds(f"{ctx.method.method}/{ctx.step.id}", ctx.run.id) if r.n % 10 == 1]
    filled = [(b, r) for r in passes for b in ctx.view.ballots(r.id) if b.answers]
    if not filled:
        return {}, False
    # What is closed counts until another is: one that is given anew and not closed comes after it.
    ballot, round_ = max(filled, key=lambda pair: (pair[1].state == "revealed", pair[1].n))
    return ballot.answers, any(one.id == ballot.id for one in ctx.view.counting(round_.id))


def starting(ctx: StepContext, round_: Round | None, who: str | None) -> dict[str, Any]:
    """Own answers of the round before, by subject, while one has no ballot in the next one of a team.

    That is the second round, or a further one in place of one that was closed. In the second one points and
    dots are shared out afresh, and where a keyboard went from hand to hand nobody is known again: there are
    none.

    Args:
        ctx: The step.
        round_: The next round, None before anybody answered in it.
        who: Own name or mark in it.
    """
    if ctx.run.solo or (round_ is not None and round_.state != "open"):
        return {}
    is_further = round_ is not None and round_.n > A_FURTHER
    if not is_further and ctx.phase != "again":
        return {}
    every = ctx.view.rounds(f"{ctx.method.method}/{ctx.step.id}", ctx.run.id)
    if any(r.seats or (not is_further and r.answer.get("type") in SUMS) for r in every):
        return {}
    if who == ballots.LOST or ballots.own(ctx.view, round_, who) is not None:
        return {}
    asked = round_.subjects if round_ is not None else ballots.subjects(ctx.view, ctx.step)
    # In place of a closed one of the same phase; else after all there are.
    same = [r for r in every if round_ is not None and is_further and (r.n - round_.n) % A_FURTHER == 0]
    closed = [r for r in reversed(same or every) if r.state == "revealed"]
    given = (ballots.answers(ctx.view, r, ctx.seats.known(r.id, r.privacy)) for r in closed)
    mine: dict[str, Any] = next(filter(None, given), {})
    return {subject: answer for subject, answer in mine.items() if subject in asked}


def asks(ctx: StepContext) -> tuple[Message, tuple[tuple[str, Message], ...]] | None:
    """What is asked before a second round, or a further one once that is closed; None where none follows."""
    if not _is_next(ctx):
        return None
    stays, past = ("", said("stays-here")), ("past", said("go-past"))
    if not _is_closed(ctx):
        return said("second-round"), (stays, ("on", said("rate-again")), past)
    return said("further-round"), (stays, ("on", said("rate-again")), ("seen", said("second-seen")), past)


def further(ctx: StepContext) -> tuple[AnyOp, ...]:
    """What opens a further round where the second one is closed; nothing else is to be done for one."""
    if ctx.run.solo or not _is_next(ctx) or not _is_closed(ctx):
        return ()
    return tuple(ballots.opened(ctx.view, ctx.run, ctx.step, ctx.method.method, "again", ctx.new_id)[1])


def _is_next(ctx: StepContext) -> bool:
    names = phases(ctx.step, ctx.run)
    return ctx.phase in names and names[names.index(ctx.phase) + 1 :][:1] == ["again"]


def _is_closed(ctx: StepContext) -> bool:
    second = ballots.current(ctx.view, ctx.run, ctx.step, ctx.method.method, "again")
    return second is not None and second.state == "revealed"
