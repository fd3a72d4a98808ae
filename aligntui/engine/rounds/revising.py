"""What a closed round has agreed on: changing it, and a further round in its place."""

from __future__ import annotations

from typing import TypeVar

from aligntui.engine.kind import Intent, Outcome, Prompt, StepContext
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots
from aligntui.engine.rounds.answering import answering
from aligntui.engine.runs import walk
from aligntui.methods.kinds import RATING
from aligntui.session.ops import AnyOp

S = TypeVar("S")


def may_open(ctx: StepContext) -> bool:
    """Whether this person may open the closed round of this phase again, or the one that is talked about."""
    mine = answering(ctx)
    return mine.sealed and mine.may_close and not ctx.run.solo and bool(_answered_in(ctx))


def _answered_in(ctx: StepContext) -> str:
    """The phase in which a further round is answered; "" where none can be opened from here."""
    mine = answering(ctx)
    if mine.by_ballot:
        return ctx.phase
    again = ballots.current(ctx.view, ctx.run, ctx.step, ctx.method.method, "again")
    if ctx.phase not in ("reveal", "talk") or mine.shown is None or again is not None:
        return ""
    return next((phase for phase in walk.phases(ctx.step, ctx.run) if phase in RATING), "")


def open_again(ctx: StepContext, state: S) -> Outcome[S]:
    """A closed round takes no answers any more: a further one does, in which what each answered stands."""
    if not may_open(ctx):
        return Outcome(state, message=said("round-not-opened", "hint"))
    phase = _answered_in(ctx)
    _, ops = ballots.opened(ctx.view, ctx.run, ctx.step, ctx.method.method, phase, ctx.new_id)
    # Whoever talks about it comes along to where it is answered.
    moves = walk.set_on(ctx.run, ctx.place, "phase", phase) if phase != ctx.phase else []
    return Outcome(state, (*ops, *moves), said("round-opened"))


def is_agreed(ctx: StepContext) -> bool:
    """Whether a value given here would change what the round of a team has agreed on."""
    mine = answering(ctx)
    return not mine.on_ballot and not ctx.run.solo and (mine.round or mine.shown) is not None


def change(
    ctx: StepContext, state: S, intent: Intent, ops: tuple[AnyOp, ...], asks: Message | None
) -> Outcome[S]:
    """Change what stands; where that was agreed whoever leads is asked, and nobody else may.

    Args:
        ctx: The step.
        state: State of the kind once it is changed.
        intent: What asks for it again, with `change` as its value once that is chosen.
        ops: The change; none where it stands so already.
        asks: What is asked: what was agreed, and what would be; None where nothing was.
    """
    if not ops or not is_agreed(ctx):
        return Outcome(state, ops)
    if not answering(ctx).may_close:
        return Outcome(state, message=said("agreed-by-lead", "hint"))
    if asks is None or intent.value == "change":
        return Outcome(state, ops, said("agreed-changed") if asks is not None else None)
    ways = (("", said("agreed-stays")), ("change", said("agreed-change")))
    return Outcome(state, ask=Prompt(asks, ways, intent))
