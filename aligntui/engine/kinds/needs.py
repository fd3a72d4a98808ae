"""What a step needs and does not have yet: why, and where it is written. Stands in for the step."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from aligntui.analysis.conditions import unmet_needs
from aligntui.analysis.figure import Finding
from aligntui.engine.kind import Errand, Intent, Offer, Outcome, Row, Sight, StepContext, once, passed
from aligntui.engine.runs.definitions import unknown_list
from aligntui.engine.runs.other_path import ALONE
from aligntui.methods.types import Need


class Needs(Struct, frozen=True):
    """Where one stands before a step that cannot be begun: nowhere in particular."""


class NeedsKind:
    """One goes where it is written and comes back, or leaves the step out."""

    def open(self, ctx: StepContext) -> Needs:
        """The reasons."""
        return Needs()

    def offers(self, ctx: StepContext, state: Needs) -> list[Offer]:
        """Writing what is missing, on and back."""
        first = [Offer("write-missing")] if target(ctx) else []
        return [*first, Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Needs, intent: Intent) -> Outcome[Needs]:
        """Nothing is changed here."""
        if intent.verb == "write-missing" and target(ctx):
            return Outcome(state, go=Errand("step", target(ctx)))
        return passed(state, intent)

    def sight(self, ctx: StepContext, state: Needs) -> Sight:
        """Each reason, with the step it is written in."""
        rows = []
        for number, need in enumerate(missing(ctx)):
            pair = ctx.step_of(need.go)
            rows.append(Row(str(number), need.why, value=f"it is written in {pair[1].title}" if pair else ""))
        return Sight("This works on something that is not there yet.", tuple(rows))

    def finding(self, ctx: StepContext, state: Needs, words: Mapping[str, object]) -> Finding | None:
        """What cannot be begun is not checked."""
        return None


KIND = NeedsKind()


@once
def missing(ctx: StepContext) -> list[Need]:
    """What keeps the step from being begun; nothing when it can be, or when that was set aside.

    What a whole method needs is asked at the first of its steps in the run.
    """
    method, step = ctx.method, ctx.step
    if unknown := unknown_list(ctx.view.book, step):
        why = f'"{unknown}", the list of this step, is described nowhere. Put its file back, and begin again.'
        return [Need(count=unknown, why=why)]
    begins = next((s for s in ctx.run.steps if s.step.partition("/")[0] == method.method), ctx.place)
    needs = [*(method.needs if begins.id == ctx.place.id else []), *step.needs]
    # A need with another path keeps nobody out: the run goes that path.
    unmet = unmet_needs(ctx.view, [need for need in needs if need.else_ != ALONE], ctx.resolve)
    return [] if ctx.view.waived(f"need:{method.method}/{step.id}") else unmet


def target(ctx: StepContext) -> str:
    """`method/step` that writes what is missing; "" when none at hand does."""
    return next((need.go for need in missing(ctx) if ctx.step_of(need.go)), "")


def hard(ctx: StepContext) -> bool:
    """Whether nobody may go on without it."""
    return any(not need.override for need in missing(ctx))
