"""What a closed round has agreed on: changing it, and a further round in its place."""

from __future__ import annotations

from typing import TypeVar

from aligntui.engine.kind import Intent, Outcome, Prompt, StepContext
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots
from aligntui.engine.rounds.answering import answering
from aligntui.session.ops import AnyOp

S = TypeVar("S")


def may_open(ctx: StepContext) -> bool:
    """Whether this person may begin a further round where that of this phase is closed."""
    mine = answering(ctx)
    return mine.by_ballot and mine.sealed and mine.may_close and not ctx.run.solo


def open_again(ctx: StepContext, state: S) -> Outcome[S]:
    """A closed round takes no answers any more: a further one does, in which what each answered stands."""
    if not may_open(ctx):
        return Outcome(state, message=said("round-not-opened", "hint"))
    _, ops = ballots.opened(ctx.view, ctx.run, ctx.step, ctx.method.method, ctx.phase, ctx.new_id)
    return Outcome(state, tuple(ops), said("round-opened"))


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
