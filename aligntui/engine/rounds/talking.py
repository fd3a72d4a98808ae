"""What is talked about first once a round is closed: where the answers lie far apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.engine.kind import StepContext, once
from aligntui.text.listing import listed

if TYPE_CHECKING:
    from aligntui.analysis.spread import Spread

NAMED = 6
"""Most lines that are named."""


@once
def far_apart(ctx: StepContext) -> list[Spread]:
    """Lines whose answers differ by half of the scale or more (our convention), the widest difference first.

    None but while a closed round is read and talked about.
    """
    if ctx.phase not in ("reveal", "talk"):
        return []
    held = ctx.view.rounds(f"{ctx.method.method}/{ctx.step.id}", ctx.run.id)
    round_ = next((r for r in reversed(held) if r.state == "revealed"), None)
    if round_ is None:
        return []
    from aligntui.analysis import rounds, spread

    about = ctx.view.book.relations.get(ctx.step.relation or "")
    if about is not None:
        field = next(iter(about.fields.values()))
        width = float((1 if field.to is None else field.to) - (field.from_ or 0))
    else:
        scale = rounds.read(ctx.view, round_)
        width = scale.high - scale.low
    least = max(width / 2, 1)
    return [line for line in spread.spreads(ctx.view, round_) if line.high - line.low >= least]


def first(ctx: StepContext) -> str:
    """`Far apart, talk first: S1 with O2 0-1 and S3 with T1 0-1`, the widest first; "" where nothing is."""
    lines = far_apart(ctx)
    if not lines:
        return ""
    from aligntui.analysis.spread import range_of

    names = [f"{_named(ctx, line.subject)} {range_of(line.low, line.high)}" for line in lines]
    return f"Far apart, talk first: {listed(names, NAMED)}"


def _named(ctx: StepContext, subject: str) -> str:
    """`S1 with O2` of a pair, `SO1 impact` of a card on a scale, else the code."""
    row, _, col = subject.partition(">")
    if col:
        return f"{ctx.view.code(row)} with {ctx.view.code(col)}"
    item, _, scale = subject.partition("#")
    return f"{ctx.view.code(item)} {scale}".strip()
