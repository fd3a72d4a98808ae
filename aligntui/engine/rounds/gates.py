"""Who is asked in a step: only those who agreed to it where a step before asked for that."""

from __future__ import annotations

from aligntui.analysis.counted import plain
from aligntui.engine.kind import StepContext
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots

YES = ("yes", ["yes"])
"""Answers that agree."""


def refusal(ctx: StepContext) -> Message | None:
    """Why this person is not asked here: a step before was not answered with yes; None where all is well."""
    asks = next((step for step in ctx.method.steps if step.gate == ctx.step.id), None)
    if asks is None or ctx.run.solo:
        return None
    rounds = ctx.view.rounds(f"{ctx.method.method}/{asks.id}", ctx.run.id)
    if rounds and not rounds[-1].erased:
        asked = rounds[-1]
        now = ballots.current(ctx.view, ctx.run, ctx.step, ctx.method.method, ctx.phase)
        # Under names it is whoever answers here now, also at the keyboard of somebody else.
        place = now if now is not None and asked.privacy == now.privacy == "named" else asked
        given = ballots.answers(ctx.view, asked, ctx.seats.known(place.id, asked.privacy))
        if any(plain(answer) in YES for answer in given.values()):
            return None
    return said("gate-closed", "hint", step=asks.title)
