"""Lists as they are shown: as written, or sorted by what was given to their cards. Nothing stored changes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from aligntui.analysis import measures
from aligntui.analysis.measures import Measure
from aligntui.engine.cards import Cards
from aligntui.engine.kind import Intent, Offer, Outcome, Prompt, StepContext
from aligntui.engine.lists import Group
from aligntui.engine.messages import said

WRITTEN = "written"
"""Key of the order in which the cards were put."""
Grouped = Callable[[StepContext, str], list[Group]]
"""Makes the lists of a kind, as they were written, for the item that they are repeated for."""


def by(ctx: StepContext, state: Cards, grouped: Grouped, key: str) -> Measure | None:
    """What the lists may be sorted by; None for the order as written, or where nothing has it any more.

    Args:
        ctx: The snapshot.
        state: Where one stands.
        grouped: Makes the lists as they were written.
        key: Key of the measure.
    """
    every = _measures(ctx, state, grouped) if key else ()
    return next((measure for measure in every if measure.key == key), None)


def ordered(ctx: StepContext, state: Cards, grouped: Grouped) -> list[Group]:
    """The lists in the order in which they are shown."""
    measure = by(ctx, state, grouped, state.sort)
    lists = written(ctx, state, grouped)
    if measure is None:
        return lists
    known: dict[object, list[Group]] = ctx.memo.setdefault("sorted", {})
    which = (state.parent, state.sort)
    if which not in known:
        known[which] = [replace(group, items=measure.ordered(group.items)) for group in lists]
    return known[which]


def offers(ctx: StepContext, state: Cards, grouped: Grouped) -> list[Offer]:
    """Sorting by what the lists have; nothing where no card has anything."""
    ways = [(one.key, f"by {one.label}") for one in _measures(ctx, state, grouped)]
    return [Offer("sort", "", "", "choice", ((WRITTEN, "as written"), *ways))] if ways else []


def sort(ctx: StepContext, state: Cards, intent: Intent, grouped: Grouped) -> Outcome[Cards]:
    """Show the lists in another order; which one is asked where it is not said."""
    choices = [choice for offer in offers(ctx, state, grouped) for choice in offer.choices]
    if intent.value is None and choices:
        ways = tuple((key, said("as-told", words=words)) for key, words in choices)
        return Outcome(state, ask=Prompt(said("sort-how"), ways, Intent("sort")))
    measure = by(ctx, state, grouped, intent.value or "")
    if measure is None:
        return Outcome(replace(state, sort=""), message=said("sorted-as-written"))
    several = sum(1 for group in written(ctx, state, grouped) if group.items) > 1
    where = " in each list" if several else ""
    message = said("sorted-by", what=measure.label, where=where)
    return Outcome(replace(state, sort=measure.key), message=message)


def written(ctx: StepContext, state: Cards, grouped: Grouped) -> list[Group]:
    """The lists in the order in which their cards were put."""
    known: dict[str, list[Group]] = ctx.memo.setdefault("groups", {})
    if state.parent not in known:
        known[state.parent] = grouped(ctx, state.parent)
    return known[state.parent]


def _measures(ctx: StepContext, state: Cards, grouped: Grouped) -> list[Measure]:
    known: dict[str, list[Measure]] = ctx.memo.setdefault("measures", {})
    if state.parent not in known:
        items = [item for group in written(ctx, state, grouped) for item in group.items]
        known[state.parent] = measures.measures(ctx.view, items)
    return known[state.parent]
