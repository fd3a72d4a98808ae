"""In which order a closed round is talked about: where the answers lie far apart, or as the step says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.analysis import bind
from aligntui.analysis.figure import Bars, Groups, Items, Part, PerItem, PerLink
from aligntui.engine.kind import StepContext, once
from aligntui.engine.rounds import closing
from aligntui.session.model import Round
from aligntui.text.listing import listed

if TYPE_CHECKING:
    from aligntui.analysis.spread import Spread

NAMED = 6
"""Most lines that are named."""
TALKED = ("reveal", "talk")
"""Phases in which a closed round is read and talked about."""


@once
def far_apart(ctx: StepContext) -> list[Spread]:
    """Lines whose answers differ by half of the scale or more (our convention), the widest difference first.

    None but while a closed round is read and talked about.
    """
    round_ = _closed(ctx)
    if ctx.phase not in TALKED or round_ is None:
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
    lines = [line for line in spread.spreads(ctx.view, round_) if line.high - line.low >= least]
    return in_turn(ctx, lines)


def _closed(ctx: StepContext) -> Round | None:
    held = ctx.view.rounds(f"{ctx.method.method}/{ctx.step.id}", ctx.run.id)
    return next((r for r in reversed(held) if r.state == "revealed"), None)


def in_turn(ctx: StepContext, lines: Sequence[Spread]) -> list[Spread]:
    """Lines in the order of the figure that the step names; what that does not know keeps its order, last.

    Args:
        ctx: The step.
        lines: What the group said, the widest difference first.
    """
    places = _places(ctx)
    if not places:
        return list(lines)

    def place(line: Spread) -> int:
        item = line.subject.partition("#")[0]
        known = (places.get(one) for one in (line.subject, item, item.partition(">")[0]))
        return next((number for number in known if number is not None), len(places))

    return sorted(lines, key=place)


@once
def _places(ctx: StepContext) -> dict[str, int]:
    """What the figure that the step names orders -> its place; empty where it names none or knows nothing."""
    falling, ref = ctx.step.talk.startswith("-"), ctx.step.talk.removeprefix("-")
    part = ctx.resolve(ref) if ref else None
    return {key: number for number, key in enumerate(_ordered(part, falling=falling))}


def _ordered(part: Part | None, *, falling: bool) -> list[str]:
    """Keys of a part in its order: a list's own, of numbers the lowest first."""
    if isinstance(part, Items):
        return part.ids[::-1] if falling else part.ids
    if isinstance(part, Groups):
        groups = [*part.groups.values()]
        return [one for ids in (groups[::-1] if falling else groups) for one in ids]
    values: list[tuple[str, object]] = []
    if isinstance(part, PerItem | PerLink):
        values = [*part.values.items()]
    elif isinstance(part, Bars):
        values = [(bar.label, bar.number) for bar in part.bars]
    known = [(key, number) for key, value in values if (number := bind.as_number(value)) is not None]
    return [key for key, _ in sorted(known, key=lambda pair: pair[1], reverse=falling)]


def side_by_side(ctx: StepContext, lines: Sequence[Spread]) -> list[Spread]:
    """The scales of one item beside each other, where the first one of them stands, in the order asked."""
    keys = ctx.step.fields or []
    if ctx.step.kind != "ask" or len(keys) < 2:
        return list(lines)
    items = list(dict.fromkeys(line.subject.partition("#")[0] for line in lines))

    def place(line: Spread) -> tuple[int, int]:
        item, _, key = line.subject.partition("#")
        return items.index(item), keys.index(key) if key in keys else len(keys)

    return sorted(lines, key=place)


def order_named(ctx: StepContext) -> str:
    """What the order is called in which one talks, where a figure gives one; "" else."""
    if not _places(ctx):
        return ""
    from aligntui.analysis.figure_words import parts_of

    ref = ctx.step.talk.removeprefix("-")
    named = next((over for over, *_ in parts_of(ref, ctx.figures, ctx.method.method, ctx.view)), "")
    return f"{named[:1].lower()}{named[1:]}"


def order_in_words(ctx: StepContext) -> str:
    """What stands first among what is talked about, in a few words."""
    return "in the order of talking" if _places(ctx) else "the widest difference first"


def first(ctx: StepContext) -> str:
    """`Far apart, talk first: S1 with O2 0-1 and S3 with T1 0-1`, the widest first; "" where nothing is.

    Of a closed round of which nothing may be shown, that.
    """
    lines = far_apart(ctx)
    if not lines:
        # Who looks at an empty grid would think that nobody answered.
        return closing.told_bare(ctx.view, _closed(ctx)) if ctx.phase in TALKED else ""
    from aligntui.analysis.spread import range_of

    names = [f"{_named(ctx, line.subject)} {range_of(line.low, line.high)}" for line in lines]
    return f"Far apart, talk first: {listed(names, NAMED)}"


def _named(ctx: StepContext, subject: str) -> str:
    """`S1 with O2` of a pair, `SO1 impact` of a card on a scale, else the code."""
    row, _, col = subject.partition(">")
    if col:
        return f"{ctx.view.code(row)} with {ctx.view.code(col)}"
    return bind.pair_name(ctx.view, subject)
