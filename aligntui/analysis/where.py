"""Answering conditions: does `status = agreed and pace.rag = red` hold for this item, and which items fit.

A list fits `=` when one of its entries does. A link fits the code or the id of what it points to. What is
missing or "not known yet" fits `!=` and `is-empty`, never `=` or an order. Words are compared without
regard to case, numbers as numbers, dates as dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from aligntui.analysis import bind
from aligntui.analysis.children import in_run
from aligntui.analysis.figure import Bars, Groups, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.view import View
from aligntui.methods.book import PARENT
from aligntui.methods.types import Filter
from aligntui.methods.where import IN_RUN, Clause, Where, WhereProblem, child_named, parse
from aligntui.session.model import UNKNOWN, Item, Link

Resolver = Callable[[str], Part | None]
"""Gives a part of a figure by `figure.part` or `method:figure.part`; None when there is none."""

OWN = ("text", "code", "status", "reason", "of")
"""What every item has beside its fields; a field of the same name goes first."""


def matches(view: View, item: Item, where: str, figures: Resolver | None = None) -> bool:
    """Whether a condition holds for an item. Blank text always holds, unreadable text never."""
    found = _read(where)
    if found is None:
        return False
    for clause in found.clauses:
        if clause.field is not None:
            clause = _against(clause, lambda field: _left(view, item, field, figures))
        if not _holds(view, clause, _left(view, item, clause.left, figures)):
            return False
    return True


def answers(
    view: View, item: Item, where: str, figures: Resolver | None = None
) -> Iterator[tuple[Clause, Any]]:
    """Each clause of a condition with what its left side holds for an item; none of unreadable text."""
    found = _read(where)
    for clause in found.clauses if found is not None else ():
        yield clause, _left(view, item, clause.left, figures)


def matches_link(view: View, link: Link, where: str) -> bool:
    """Whether a condition on the fields of a link holds, as in `strength > 0`."""
    found = _read(where)
    return found is not None and all(
        _holds(view, _against(c, link.fields.get), link.fields.get(c.left)) for c in found.clauses
    )


def _against(clause: Clause, held: Callable[[str], Any]) -> Clause:
    """The clause, with what a field holds in place of the field that stands on its right side."""
    if clause.field is None:
        return clause
    other = held(clause.field)
    return replace(clause, right=("" if other is None else str(other),))


def select(
    view: View, items: Iterable[Item], chosen: Filter | None, figures: Resolver | None = None
) -> list[Item]:
    """The items that fit a filter, in its order, not more than its limit.

    What holds nothing in the field of the order comes last, rising or falling; ties keep their place.
    """
    if chosen is None:
        return list(items)
    found = [i for i in items if matches(view, i, chosen.where, figures)]
    if chosen.order:
        field = chosen.order.removeprefix("-")
        falling = chosen.order.startswith("-")
        keyed = [(_rank(view, i, field, figures), i) for i in found]
        known = [(k, i) for k, i in keyed if k is not None]
        known.sort(key=lambda pair: pair[0], reverse=falling)
        found = [i for _, i in known] + [i for k, i in keyed if k is None]
    return found if chosen.limit is None else found[: max(0, chosen.limit)]


def part_for(part: Part | None, item: Item) -> Any:
    """What a part says of one item: its number or word, yes/no for a list, the groups it stands in."""
    if isinstance(part, PerItem):
        return part.values.get(item.id) if item.id else part.whole or None
    if isinstance(part, Items):
        return "yes" if item.id in part.ids else "no"
    if isinstance(part, Groups):
        return [name for name, ids in part.groups.items() if item.id in ids]
    if isinstance(part, Value):
        return part.number
    if isinstance(part, Sentence):
        return part.text
    if isinstance(part, Bars):
        return next((bar.number for bar in part.bars if bar.label == item.id), None)
    return None


def _read(where: str) -> Where | None:
    try:
        return parse(where)
    except WhereProblem:
        return None


def _left(view: View, item: Item, left: str, figures: Resolver | None) -> Any:
    definition = view.book.field(item.collection, left)
    if definition is not None or left in item.fields or left == "text":
        return view.value(item, left)
    if left == "code":
        return view.code(item)
    if left in OWN:
        return getattr(item, left)
    if left == IN_RUN:
        return "yes" if in_run(view, item, view.session.runs.get(view.run)) else "no"
    if "." not in left:
        return None
    if left.startswith(PARENT) or child_named(left) is not None:
        kin = view.kin(item, left)
        return _left(view, *kin, figures) if kin is not None else None
    record, _, field = left.partition(".")
    if record in view.book.records:
        return view.value(view.record(record), field)
    return part_for(figures(left), item) if figures is not None else None


def _holds(view: View, clause: Clause, value: Any) -> bool:
    entries = [e for e in (value if isinstance(value, list) else [value]) if e is not None and e != ""]
    if clause.op == "is-empty":
        return not entries
    if clause.op == "!=":
        return bool(entries) if clause.value == "" else not any(_same(view, e, clause.value) for e in entries)
    if clause.op in ("=", "in"):
        wanted = clause.right
        return any(_same(view, e, w) for e in entries for w in wanted) or (not entries and "" in wanted)
    return any(_ordered(clause, e) for e in entries)


def _same(view: View, entry: Any, wanted: str) -> bool:
    if str(entry).casefold() == wanted.casefold():
        return True
    a, b = bind.as_number(entry), bind.as_number(wanted)
    if a is not None and b is not None:
        return Decimal(str(entry)) == Decimal(wanted)
    target = view.session.items.get(entry) if isinstance(entry, str) else None
    return target is not None and view.code(target).casefold() == wanted.casefold()


def _ordered(clause: Clause, entry: Any) -> bool:
    if entry == UNKNOWN:
        return False
    number, limit = bind.as_number(entry), bind.as_number(clause.value)
    day, last = bind.day(entry), bind.day(clause.value)
    sign: float
    if number is not None and limit is not None:
        sign = number - limit
    elif day is not None and last is not None:
        sign = (day - last).days
    else:
        return False
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}.get(clause.op, False)


def _rank(view: View, item: Item, field: str, figures: Resolver | None) -> tuple[Any, ...] | None:
    """Sort key of an item; None when there is nothing to sort by."""
    if "." in field and figures is not None and isinstance(part := figures(field), Items):
        return (0, part.ids.index(item.id)) if item.id in part.ids else None
    value = _left(view, item, field, figures)
    if value in (None, "", [], UNKNOWN):
        return None
    definition = view.book.field(item.collection, field)
    if definition is not None and definition.type in ("choice", "yesno") and isinstance(value, str):
        keys = list(definition.choices) or ["no", "partly", "yes"]
        return (0, keys.index(value)) if value in keys else None
    number = bind.as_number(value)
    if number is not None:
        return (0, number)
    target = view.session.items.get(value) if isinstance(value, str) else None
    return (1, *view.place(target.id)) if target is not None else (2, str(value).casefold())
