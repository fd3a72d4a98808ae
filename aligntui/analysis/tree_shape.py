"""The tree of goals and objectives as a shape: each with where from, where to, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aligntui.analysis import bind, told
from aligntui.analysis.shapes import Label, Tree, Twig
from aligntui.analysis.shaping import label_of
from aligntui.analysis.tree import read
from aligntui.analysis.view import View
from aligntui.session.model import Item

LOOSE = "loose"
"""Key of the branch that gathers what serves no goal."""
DEEPEST = 40
"""Levels that are followed; what is nested deeper goes in a circle."""


def tree_shape(view: View, binding: Mapping[str, Any]) -> Tree:
    """What a `tree` figure is about, goal by goal; objectives without a goal come last.

    Args:
        view: The snapshot.
        binding: Roles of the figure.
    """
    grown = read(view, binding)
    children = grown.children()

    def named(item: Item, role: str) -> str:
        return told.of(view, item, bind.key(binding, role, role))

    def columns(item: Item) -> tuple[str, str, str]:
        unit = named(item, "unit")
        start, goal = (
            told.number(view, item, bind.key(binding, role, role), unit) for role in ("baseline", "target")
        )
        return start, told.amount(goal, unit), named(item, "due")

    def links(item: Item, role: str) -> str:
        refs = bind.points_to(view, item, bind.key(binding, role, role))
        names = ", ".join(label_of(ref, view).whole for ref in refs)
        return f"{role} {names}" if names else ""

    def objective(ref: str, depth: int, above: frozenset[str]) -> list[Twig]:
        if ref in above:
            return []
        item = grown.objectives[ref]
        owner = named(item, "owner")
        said = [links(item, "from"), f"owner {owner}" if owner else "no owner yet", links(item, "after")]
        under = [] if depth > DEEPEST else children.get(ref, [])
        twigs = tuple(twig for child in under for twig in objective(child, depth + 1, above | {ref}))
        detail = "; ".join(filter(None, said))
        return [Twig(label_of(ref, view), "", twigs, ref, columns(item), detail)]

    twigs: list[Twig] = []
    for goal in grown.goals.values():
        measure = named(goal, "measure")
        under = tuple(twig for ref in children.get(goal.id, []) for twig in objective(ref, 1, frozenset()))
        detail = measure or "nothing is counted yet"
        twigs.append(Twig(label_of(goal.id, view), measure, under, goal.id, columns(goal), detail))
    loose: list[Twig] = []
    for ref in grown.objectives:
        if ref not in grown.parents:
            loose += objective(ref, 1, frozenset())
    for ref in grown.objectives:
        # What hangs on itself in a circle hangs on no goal: it stands at its first place in it.
        if ref not in _keys([*twigs, *loose]):
            loose += objective(ref, 1, frozenset())
    if loose:
        twigs.append(Twig(Label("without a goal"), "", tuple(loose), LOOSE, ("", "", "")))
    return Tree(tuple(twigs), ("from", "to", "due"))


def _keys(twigs: Iterable[Twig]) -> set[str]:
    return {key for twig in twigs for key in (twig.key, *_keys(twig.twigs))}
