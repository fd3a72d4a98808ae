"""What one answered in the first pass of a step, while the second one is given."""

from __future__ import annotations

from typing import Any

from aligntui.analysis.counted import SUMS
from aligntui.engine.kind import StepContext
from aligntui.engine.rounds import ballots
from aligntui.session.model import Round


def answered_alone(ctx: StepContext) -> tuple[dict[str, Any], bool]:
    """What one person alone answered in the first pass, by subject, and whether it counts."""
    if ctx.phase != "again" or not ctx.run.solo:
        return {}, False
    passes = [r for r in ctx.view.rounds(f"{ctx.method.method}/{ctx.step.id}", ctx.run.id) if r.n % 10 == 1]
    filled = [(b, r) for r in passes for b in ctx.view.ballots(r.id) if b.answers]
    if not filled:
        return {}, False
    ballot, round_ = filled[-1]
    return ballot.answers, ballot in ctx.view.counting(round_.id)


def starting(ctx: StepContext, round_: Round | None, who: str | None) -> dict[str, Any]:
    """Own answers of the first round, by subject, while one has no ballot in the second one of a team.

    Points and dots are shared out afresh, and where a keyboard went from hand to hand nobody is known again:
    there are none.

    Args:
        ctx: The step.
        round_: The second round, None before anybody answered in it.
        who: Own name or mark in it.
    """
    if ctx.phase != "again" or ctx.run.solo or (round_ is not None and round_.state != "open"):
        return {}
    first = ballots.current(ctx.view, ctx.run, ctx.step, ctx.method.method, "rate")
    if first is None or first.answer.get("type") in SUMS or any(r.seats for r in (first, round_) if r):
        return {}
    if who == ballots.LOST or ballots.own(ctx.view, round_, who) is not None:
        return {}
    asked = round_.subjects if round_ is not None else ballots.subjects(ctx.view, ctx.step)
    mine = ballots.answers(ctx.view, first, ctx.seats.known(first.id, first.privacy))
    return {subject: answer for subject, answer in mine.items() if subject in asked}
