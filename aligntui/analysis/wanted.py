"""Whether a step or a field is asked at all just now: whether its `when` holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.methods.types import Step, as_list
from aligntui.session.model import Item

if TYPE_CHECKING:
    from aligntui.analysis.where import Resolver


NOBODY = Item(id="", collection="")
"""Stands in where a condition speaks of records and figures only."""


def field_wanted(view: View, item: Item, key: str, figures: Resolver | None = None) -> bool:
    """Whether a field of an item is asked. The words of an item always are."""
    field = view.book.field(item.collection, key)
    if field is None or not field.when:
        return True
    from aligntui.analysis.where import matches

    return matches(view, item, field.when, figures)


def answered(view: View, item: Item, keys: Iterable[str], figures: Resolver | None = None) -> bool:
    """Whether each of these fields holds an answer, or is not asked of this item."""
    return all(view.asked(item, key) or not field_wanted(view, item, key, figures) for key in keys)


def step_wanted(view: View, step: Step, figures: Resolver | None = None) -> bool:
    """Whether a step is asked at all.

    A condition about items holds as soon as it holds for one item that the step works on; one that only
    names records and figures needs no item.
    """
    if not step.when:
        return True
    from aligntui.analysis.where import matches, matches_link
    from aligntui.methods.where import WhereProblem, child_named, parse

    try:
        names = parse(step.when).names
    except WhereProblem:
        # Files are checked; what got in all the same keeps nobody from a step.
        return True
    if step.relation is not None and step.holds is None:
        links = view.links(step.relation).values()
        if any(matches_link(view, link, step.when) for link in links):
            return True
    found = _items(view, step)
    if not any("." not in name or child_named(name) for name in names):
        found = [*found, NOBODY]
    return any(matches(view, item, step.when, figures) for item in found)


def _items(view: View, step: Step) -> list[Item]:
    """What a step works on: the items it is repeated for, else those of its lists, and its record."""
    if step.each is not None:
        return view.items(step.each)
    relation = view.book.relations.get(step.relation or "")
    crossed = [*as_list(relation.rows), *as_list(relation.cols)] if relation is not None else []
    lists = [*view.book.held(step), *as_list(step.about), *crossed]
    record = [view.record(step.record)] if step.record in view.book.records else []
    return [*view.items(lists), *record]
