"""What a step waits for or lacks, set aside with a reason where its method allows that."""

from __future__ import annotations

from msgspec import Struct

from aligntui.engine import edits
from aligntui.engine.kind import StepContext
from aligntui.engine.kinds import needs
from aligntui.engine.messages import Message, said
from aligntui.session.ops import AnyOp


class Aside(Struct, frozen=True):
    """What may be set aside, or was."""

    key: str
    """Under which it is kept: `need:method/step` or `done:method/step`."""
    what: str
    """What is open, in words; "" once it was set aside."""
    reason: str = ""
    """Why it was set aside."""


def found(ctx: StepContext) -> Aside | None:
    """What may be set aside here, or be taken up again; None where nothing may."""
    step, ref = ctx.step, f"{ctx.method.method}/{ctx.step.id}"
    if not step.waive or not ctx.may("move"):
        return None
    if lacks := needs.missing(ctx):
        words = " ".join(need.why for need in lacks)
        return None if needs.hard(ctx) else Aside(f"need:{ref}", words)
    if waits := ctx.not_yet():
        return Aside(f"done:{ref}", "; ".join(waits))
    kept = (ctx.view.session.waivers.get(f"{head}:{ref}") for head in ("done", "need"))
    return next((Aside(one.id, "", one.reason) for one in kept if one is not None), None)


def change(ctx: StepContext, aside: Aside, reason: str) -> tuple[list[AnyOp], Message]:
    """Ops that set it aside for this reason, and what is said; without a reason it is taken up again."""
    ops = edits.waive(ctx.view, aside.key, reason)
    return ops, said("step-set-aside", reason=reason) if reason else said("step-taken-up")
