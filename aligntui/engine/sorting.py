"""Lists as they are shown: as written, or sorted by what was given to their cards. Nothing stored changes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from aligntui.analysis import measures
from aligntui.analysis.measures import Measure
from aligntui.engine.cards import Cards
from aligntui.engine.kind import Intent, Offer, Outcome, Prompt, StepContext
from aligntui.engine.lists import Group
from aligntui.engine.messages import said

WRITTEN = "written"
"""Key of the order in which the cards were put."""


def by(ctx: StepContext, parent: str, written: Sequence[Group], key: str) -> Measure | None:
    """What the lists may be sorted by; None for the order as written, or where nothing has it any more.

    Args:
        ctx: The snapshot.
        parent: Item that the lists are repeated for.
        written: The lists as they were written.
        key: Key of the measure.
    """
    return next((measure for measure in _measures(ctx, parent, written) if measure.key == key), None)


def ordered(ctx: StepContext, state: Cards, written: list[Group]) -> list[Group]:
    """The lists in the order in which they are shown."""
    measure = by(ctx, state.parent, written, state.sort) if state.sort else None
    if measure is None:
        return written
    known: dict[object, list[Group]] = ctx.memo.setdefault("sorted", {})
    which = (state.parent, state.sort)
    if which not in known:
        known[which] = [replace(group, items=measure.ordered(group.items)) for group in written]
    return known[which]


def offers(ctx: StepContext, state: Cards, written: Sequence[Group]) -> list[Offer]:
    """Sorting by what the lists have; nothing where no card has anything."""
    ways = [(one.key, f"by {one.label}") for one in _measures(ctx, state.parent, written)]
    return [Offer("sort", "", "", "choice", ((WRITTEN, "as written"), *ways))] if ways else []


def sort(ctx: StepContext, state: Cards, intent: Intent, written: Sequence[Group]) -> Outcome[Cards]:
    """Show the lists in another order; which one is asked where it is not said."""
    choices = [choice for offer in offers(ctx, state, written) for choice in offer.choices]
    if intent.value is None and choices:
        ways = tuple((key, said("as-told", words=words)) for key, words in choices)
        return Outcome(state, ask=Prompt(said("sort-how"), ways, Intent("sort")))
    measure = by(ctx, state.parent, written, intent.value or "")
    if measure is None:
        return Outcome(replace(state, sort=""), message=said("sorted-as-written"))
    return Outcome(replace(state, sort=measure.key), message=said("sorted-by", what=measure.label))


def _measures(ctx: StepContext, parent: str, written: Sequence[Group]) -> list[Measure]:
    known: dict[str, list[Measure]] = ctx.memo.setdefault("measures", {})
    if parent not in known:
        known[parent] = measures.measures(ctx.view, [item for group in written for item in group.items])
    return known[parent]
