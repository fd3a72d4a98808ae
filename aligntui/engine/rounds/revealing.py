"""What a group said in a round, once it may be seen: what each kind that asks people shows of it.

It is another screen than the one one answers on: a line for each thing that was asked, the widest difference
first or as the step says, with all answers as dots, and one sentence. Whose answers those are is never said.
"""

from __future__ import annotations

from typing import Any

from aligntui.analysis import bind, counted, spread
from aligntui.analysis.rounds import subject_name
from aligntui.analysis.spread import Spread
from aligntui.engine.kind import StepContext, once
from aligntui.engine.rounds import closing, talking
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Answer
from aligntui.text.listing import listed

NAMED = 3
"""Most lines that are named as far apart."""
LEAD_ONLY = "What came out is for whoever leads."


def answer_of(ctx: StepContext) -> Answer:
    """How the subjects are answered: a scale of 1 to 5 where the step does not say."""
    return ctx.step.answer or Answer(type="scale", from_=1, to=5)


def shows_group(ctx: StepContext) -> bool:
    """Whether the answers are talked about here: nobody gives one, and nobody sees only the own ones."""
    mine = answering(ctx)
    return not ctx.run.solo and (not mine.on_ballot or mine.waits is not None)


@once
def group(ctx: StepContext) -> dict[str, Spread]:
    """Subject -> what the group said of it, what is talked about first before all, once it may be seen."""
    mine = answering(ctx)
    if not shows_group(ctx) or not mine.sealed or mine.round is None or is_for_lead(ctx):
        return {}
    lines = talking.side_by_side(ctx, talking.in_turn(ctx, spread.spreads(ctx.view, mine.round)))
    return {line.subject: line for line in lines}


def is_for_lead(ctx: StepContext) -> bool:
    """Whether what came out is kept from this person: only whoever leads may see it."""
    privacy = ctx.step.privacy
    return privacy is not None and privacy.sees == "facilitator" and not ctx.may("close")


def own_mark(ctx: StepContext, subject: str) -> float | None:
    """The own answer where it may be seen among those of the group; None in a secret round."""
    mine = answering(ctx)
    value = mine.value(subject) if mine.round is not None and mine.round.privacy == "named" else None
    return float(value) if isinstance(value, int | float) else None


def picture(ctx: StepContext, line: Spread) -> str:
    """What the group said of a line, in words: `median 3, 2-5: 2 3 5`."""
    form = answer_of(ctx)
    if line.counts:
        return ", ".join(f"{in_words(form, key)} {number}" for key, number in line.counts)
    if not line.middle:
        return f"{bind.count(line.n, 'answer')}, too few to be shown" if line.n else "no answers"
    middle = "mean" if form.type in counted.SUMS else "median"
    own, first = own_mark(ctx, line.subject), f"; first round {line.before}" if line.before else ""
    mine = f"; yours {own:g}" if own is not None else ""
    every = ": " + " ".join(f"{value:g}" for value in line.values) if line.values else ""
    return f"{middle} {line.middle}, {spread.range_of(line.low, line.high)}{every}{first}{mine}"


def about_group(ctx: StepContext) -> str:
    """What is to be known of the answers of the group; "" where each person answers."""
    mine = answering(ctx)
    if not shows_group(ctx):
        return ""
    if is_for_lead(ctx):
        return LEAD_ONLY
    if mine.round is None:
        return "" if mine.waits is not None else "Nobody has answered."
    if not mine.sealed:
        return "This round is still open: its answers are seen once it is closed."
    return closing.told_bare(ctx.view, mine.round) or apart(ctx)


def apart(ctx: StepContext) -> str:
    """What is talked about first, in one sentence; "" where nothing has a lowest and a highest answer."""
    known = [line for line in group(ctx).values() if line.middle]
    if not known:
        return ""
    widest = max(known, key=lambda line: line.high - line.low)
    if widest.low == widest.high:
        if max(line.n for line in known) < 2:
            return ""
        return "All said the same: what do we not see?"
    round_ = answering(ctx).round
    if round_ is None:
        return ""
    alike = [line for line in known if line.high - line.low == widest.high - widest.low]
    names = {line.subject: subject_name(ctx.view, round_, line.subject) for line in alike}
    ranges = {line.subject: spread.range_of(line.low, line.high) for line in alike}
    first = "it" if len(names) == 1 else "them"
    if len(set(ranges.values())) == 1:
        each = f"{listed([*names.values()], NAMED)}, {ranges[widest.subject]}"
    else:
        each = listed([f"{names[subject]} {ranges[subject]}" for subject in names], NAMED)
    order = talking.order_named(ctx)
    told = f"Talk in this order: {order}." if order else f"Talk about {first} first."
    return f"Most apart: {each}. {told}"


def in_words(form: Answer, value: Any) -> str:
    """An answer as it is read out."""
    if value is None:
        return ""
    return form.choices.get(str(value), str(value)) if form.type == "choice" else str(value)
