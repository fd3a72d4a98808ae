"""What a tree of objectives must not do: run in circles, end after its goal, promise less than it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from aligntui.analysis import bind, exact, say
from aligntui.analysis.figure import Finding
from aligntui.analysis.smart_numbers import is_percent
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.words import tokens

LEVELS = frozenset({"point", "points", "score", "average", "mean", "rate", "index", "day", "days", "of"})
"""Words in a unit that say a level: levels of parts do not add up to the level of the whole."""


def findings(
    view: View, binding: Mapping[str, Any], parents: Mapping[str, str], items: Mapping[str, Item]
) -> list[Finding]:
    """TR1 circle, TR3 does not add up, TR4 waits for what is later, TR5 bare goal.

    Args:
        view: The snapshot.
        binding: Roles of the `tree` figure.
        parents: Objective -> what it hangs on.
        items: Goals and objectives by id.
    """
    return [
        *_circles(view, binding, parents),
        *_short(view, binding, parents, items),
        *_waiting(view, binding, parents, items),
        *_bare(binding, parents, items),
    ]


def _bare(
    binding: Mapping[str, Any], parents: Mapping[str, str], items: Mapping[str, Item]
) -> Iterator[Finding]:
    """TR5: goals that no objective serves, once there are objectives."""
    names = bind.lists(binding, "goals")
    goals = [item for item in items.values() if item.collection in names]
    for goal in goals if len(goals) < len(items) else []:
        if goal.id not in parents.values():
            mend = "Write one, hang one on it, or park the goal."
            place = f"{bind.lists(binding, 'objectives')[0]}.text"
            yield say.warning("TR5", "No objective moves it yet.", mend, goal.id, place=place)


def circles(parents: Mapping[str, str]) -> list[list[str]]:
    """Groups of items that hang on each other, each once, in the order of the tree."""
    state: dict[str, int] = {}
    found = []
    for start in parents:
        path: list[str] = []
        node: str | None = start
        while node is not None and node not in state:
            state[node] = 1
            path.append(node)
            node = parents.get(node)
        if node is not None and state[node] == 1:
            found.append(path[path.index(node) :])
        for seen in path:
            state[seen] = 2
    return found


def _circles(view: View, binding: Mapping[str, Any], parents: Mapping[str, str]) -> Iterator[Finding]:
    key = bind.key(binding, "parent", "parent")
    for ring in circles(parents):
        if len(ring) == 1:
            message = f"{say.name(view, ring[0])} serves itself."
        else:
            message = f"{say.named(view, ring)} serve each other: none reaches a goal."
        yield say.error("TR1", message, "Hang one of them on a goal.", ring[0], key, ring[1:])


def _short(
    view: View, binding: Mapping[str, Any], parents: Mapping[str, str], items: Mapping[str, Item]
) -> Iterator[Finding]:
    """TR3: parts that count the same as the whole and together promise less.

    An earlier step of a longer goal may promise less, so that only parts due with the goal or after it,
    and parts of an objective, are added up. Shares and levels are never added.
    """
    names = {role: bind.key(binding, role, role) for role in ("measure", "unit", "better", "target")}
    due, base = bind.key(binding, "due", "due"), bind.key(binding, "baseline", "baseline")

    def counted(item: Item) -> tuple[str, str]:
        measure = " ".join(tokens(view.text(item, names["measure"])))
        return measure, " ".join(tokens(view.text(item, names["unit"])))

    def summed(item: Item) -> bool:
        unit = view.text(item, names["unit"])
        level = is_percent(unit) or LEVELS & set(tokens(unit))
        return not level and view.text(item, names["better"]) not in ("down", "band")

    goals = bind.lists(binding, "goals")
    children: dict[str, list[Item]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(items[child])
    for parent, under in children.items():
        whole = items[parent]
        same = counted(whole)
        parts = [part for part in under if counted(part) == same]
        wanted = exact.amount(view, whole, names["target"])
        targets = [exact.amount(view, part, names["target"]) for part in parts]
        given = [t for t in targets if t is not None]
        if not same[0] or not parts or wanted is None or len(given) < len(targets) or not summed(whole):
            continue
        if whole.collection in goals and not _ends_with(parts, whole, due):
            continue
        befores = [exact.amount(view, part, base) or Decimal(0) for part in parts]
        gain = sum(given, Decimal(0)) - sum(befores, Decimal(0))
        need = wanted - (exact.amount(view, whole, base) or Decimal(0))
        if gain < need:
            add = "adds" if len(parts) == 1 else "add"
            message = f"{say.named(view, parts)} {add} {exact.shown(gain)}"
            message += f"; {say.name(view, whole)} needs {exact.shown(need)}."
            mend = "What brings the rest? Raise a target, add an objective, or lower the goal."
            yield say.error("TR3", message, mend, parent, names["target"], [p.id for p in parts])


def _ends_with(parts: list[Item], whole: Item, key: str) -> bool:
    end = bind.day(whole.fields.get(key))
    ends = [bind.day(part.fields.get(key)) for part in parts]
    return end is not None and any(e is not None and e >= end for e in ends)


def _waiting(
    view: View, binding: Mapping[str, Any], parents: Mapping[str, str], items: Mapping[str, Item]
) -> Iterator[Finding]:
    after, due = bind.key(binding, "after"), bind.key(binding, "due", "due")
    if not after:
        return
    for item in items.values():
        ends = bind.day(item.fields.get(due))
        for other in bind.points_to(view, item, after):
            first = items.get(other)
            comes = bind.day(first.fields.get(due)) if first is not None else None
            if ends is not None and comes is not None and comes > ends:
                message = f"Due {exact.short_day(ends)}, but {say.name(view, other)}, which it waits for, "
                message += f"only {exact.short_day(comes)}."
                mend = "Move one of the two dates, or start without it."
                yield say.warning("TR4", message, mend, item.id, due, [other])
