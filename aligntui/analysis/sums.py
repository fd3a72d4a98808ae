"""Adding up: how many of each, sums, means and shares, and one amount against another.

Sums are exact, so that a tenth and two tenths are three. What holds no number is open and counts nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aligntui.analysis import bind, exact, say, told
from aligntui.analysis.figure import Bar, Bars, Figure, Groups, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure, resolver
from aligntui.analysis.view import View
from aligntui.analysis.where import matches, part_for
from aligntui.methods.book import HANGS
from aligntui.session.model import Item

PARENT = "of"
"""Word in the place of a field: what a child hangs on."""
AMOUNT = "The amount: a field, or a part of a figure with a number for each."
GROUPED = "Choice, link or other field by which it is grouped; `parent` or `of`: what a child hangs on."


@figure(
    "tally",
    {
        "of": Role("collections", help="What is counted."),
        "by": Role("grouping", help=GROUPED),
        "where": Role("word", needed=False, help="Condition on the items."),
    },
    {
        "counts": "How many of each, as bars.",
        "groups": "Which of each.",
        "shares": "Percent of each.",
        "n": "How many in all.",
        "open": "Items of which it is not said.",
        "empty": "How many kinds have none.",
        "least": "Fewest of any kind.",
        "most": "Most of any kind.",
        "line": "How many of each, in one sentence.",
    },
    grouped=("counts", "shares"),
)
def tally(view: View, binding: Mapping[str, Any]) -> Figure:
    """How many there are of each kind."""
    items = chosen(view, binding)
    groups, waiting = grouped(view, items, bind.key(binding, "by"), bind.lists(binding, "of"))
    n = len(items) - len(waiting)
    counts = {name: len(ids) for name, ids in groups.items()}
    parts: dict[str, Part] = {
        "counts": Bars([Bar(k, float(v)) for k, v in counts.items()], float(max([1, *counts.values()]))),
        "groups": Groups(groups),
        "shares": PerItem({k: 100 * v / n for k, v in counts.items()} if n else {}, 0, "%"),
        "n": Value(float(n), 0),
        "open": Items([i.id for i in waiting]),
        "empty": Value(float(sum(not v for v in counts.values())), 0),
        "least": Value(float(min(counts.values())) if counts else None, 0),
        "most": Value(float(max(counts.values())) if counts else None, 0),
        "line": Sentence(", ".join(f"{_name(view, k)} {v}" for k, v in counts.items() if v)),
    }
    return Figure(parts=parts, n=n, why_missing="" if n else "There is nothing to count yet.")


@figure(
    "total",
    {
        "of": Role("collections", help="What is added up."),
        "value": Role("amount", help=AMOUNT),
        "by": Role("grouping", needed=False, help=GROUPED),
        "weight": Role("amount", needed=False, help="The weight of each, on any scale: the same."),
        "times": Role("amount", needed=False, help="What each is multiplied by: likelihood by impact."),
        "where": Role("word", needed=False, help="Condition on the items."),
    },
    {
        "total": "Sum of all.",
        "mean": "Mean; with weights the weighted one.",
        "values": "Amount of each.",
        "shares": "Percent of the sum, of each.",
        "adds": "What each adds to the weighted mean.",
        "sums": "Sum of each group.",
        "means": "Mean of each group.",
        "group_shares": "Percent of the whole sum, of each group; what is in no group is the rest.",
        "bars": "Sums of the groups, else the amounts, the largest first.",
        "order": "Items, the largest first.",
        "n": "How many have an amount.",
        "open": "Items without an amount.",
        "line": "The sum, and what is the largest of it, in one sentence.",
    },
    main=("total", "mean", "values", "sums", "means", "bars"),
    grouped=("sums", "means", "group_shares"),
)  # fmt: skip
def total(view: View, binding: Mapping[str, Any]) -> Figure:
    """Sum, mean and shares of an amount, in all and by group."""
    items = chosen(view, binding)
    known = {i.id: n for i in items if (n := _multiplied(view, binding, i)) is not None}
    waiting = Items([i.id for i in items if i.id not in known])
    if not known:
        return Figure(parts={"open": waiting}, why_missing="No amount is said yet.", n=0)
    whole = sum(known.values(), Decimal())
    order = sorted(known, key=lambda i: -known[i])
    weights = _weights(view, binding, [i for i in items if i.id in known])
    adds = {i: weights[i] * Fraction(known[i]) for i in weights}
    mean = sum(adds.values(), Fraction()) if adds else Fraction(whole) / len(known)
    decimals = max([0, *(min(2, -int(n.as_tuple().exponent)) for n in known.values())])
    without = say.lacks(len(waiting.ids), len(items))
    parts: dict[str, Part] = {
        "total": Value(float(whole), decimals, note=without),
        "mean": Value(float(mean), 2 if adds else max(decimals, 1), note=without),
        "values": PerItem({i: float(n) for i, n in known.items()}, decimals),
        "shares": PerItem({i: _percent(n, whole) for i, n in known.items()}, 0, "%"),
        "order": Items(order),
        "n": Value(float(len(known)), 0),
        "open": waiting,
    }
    if adds:
        parts["adds"] = PerItem({i: float(n) for i, n in adds.items()})
    sums: dict[str, Decimal] = {}
    notes: dict[str, str] = {}
    if by := bind.key(binding, "by"):
        every, _ = grouped(view, items, by, bind.lists(binding, "of"))
        groups = {k: [i for i in ids if i in known] for k, ids in every.items()}
        notes = {k: say.lacks(len(every[k]) - len(ids), len(every[k])) for k, ids in groups.items()}
        # Where no child of an item says an amount, nobody knows that it is nothing.
        groups = {k: ids for k, ids in groups.items() if ids or view.item(k) is None}
        sums = {k: sum((known[i] for i in ids), Decimal()) for k, ids in groups.items()}
        means = {k: float(Fraction(sums[k]) / len(ids)) for k, ids in groups.items() if ids}
        parts["sums"] = PerItem({k: float(n) for k, n in sums.items()}, decimals)
        parts["means"] = PerItem(dict(means), max(decimals, 1))
        parts["group_shares"] = PerItem({k: _percent(n, whole) for k, n in sums.items()}, 0, "%")
    ranked = sorted((sums or known).items(), key=lambda pair: -pair[1])
    high, low = max(0.0, *(float(n) for _, n in ranked)), min(0.0, *(float(n) for _, n in ranked))
    parts["bars"] = Bars(
        [Bar(k, float(n), note=notes.get(k, "")) for k, n in ranked], high or 1.0, low, decimals
    )
    first, most = ranked[0]
    said = f"{exact.shown(whole)} in all"
    if len(ranked) > 1 and most > max(Decimal(), ranked[1][1]):
        said += f"; {_name(view, first)} has the most, {exact.shown(most)}"
    line = Sentence(". ".join(filter(None, (said, without))) + ".")
    return Figure(parts={**parts, "line": line}, n=len(known))


@figure(
    "ratio",
    {
        "above": Role("amount", help="A number, a part of a figure, or with `of` a field of the list."),
        "below": Role("amount", help="What it is divided by: the same."),
        "of": Role("collections", needed=False, help="List of which each item has both."),
        "times": Role("number", needed=False, help="What it is multiplied by; 100 for percent, 1."),
        "shares": Role("word", needed=False, help="yes: of each its share of all above against that below."),
        "where": Role("word", needed=False, help="Condition on the items."),
    },
    {
        "ratio": "One divided by the other.",
        "each": "The same of each item.",
        "order": "Items, the highest first.",
        "bars": "Of each item, the highest first, as bars.",
        "open": "Items of which one of both is missing, or nothing to divide by.",
        "above": "What is divided.",
        "below": "What it is divided by.",
    },
    main=("ratio", "each", "bars"),
)
def ratio(view: View, binding: Mapping[str, Any]) -> Figure:
    """One amount divided by another, in all and of each item."""
    times = Fraction(exact.decimal(binding.get("times")) or 1)
    if not bind.lists(binding, "of"):
        above, below = (_amount(view, binding, role) for role in ("above", "below"))
        if above is None or not below:
            return Figure(why_missing="One of both is not known yet.")
        return Figure(parts=_divided(above, below, times))
    items = chosen(view, binding)
    sides = {
        i.id: (a, b)
        for i in items
        if (a := _amount(view, binding, "above", i)) is not None
        and (b := _amount(view, binding, "below", i)) is not None
    }
    all_above = sum((a for a, _ in sides.values()), Fraction())
    all_below = sum((b for _, b in sides.values()), Fraction())
    of_shares = bind.word(binding, "shares") == "yes" and all_above
    scale = all_below / all_above if of_shares else Fraction(1)
    each = {i: float(a / b * scale * times) for i, (a, b) in sides.items() if b}
    waiting = Items([i.id for i in items if i.id not in each])
    if not each:
        return Figure(parts={"open": waiting}, why_missing="Nothing has both amounts yet.", n=0)
    order = sorted(each, key=lambda i: -each[i])
    high, low = max(0.0, *each.values()), min(0.0, *each.values())
    without = say.lacks(len(items) - len(sides), len(items), "both numbers")
    whole = _divided(all_above, all_below, times, without) if all_below and not of_shares else {}
    parts: dict[str, Part] = dict(whole)
    parts |= {
        "each": PerItem(dict(each), _decimals(times)),
        "order": Items(order),
        "bars": Bars([Bar(i, each[i]) for i in order], high or 1.0, low, _decimals(times)),
        "open": waiting,
    }
    return Figure(parts=parts, n=len(each))


def chosen(view: View, binding: Mapping[str, Any]) -> list[Item]:
    """Items of the lists of a binding that fit its condition."""
    where, parts = bind.word(binding, "where"), resolver(view, binding)
    return [i for i in view.items(bind.lists(binding, "of")) if matches(view, i, where, parts)]


def grouped(
    view: View, items: Iterable[Item], by: str, lists: list[str]
) -> tuple[dict[str, list[str]], list[Item]]:
    """Items by what a field says: labels of choices in their order, ids of what is linked, words as written.

    An item that points to several stands in each group, and what has no child is a group of none. Returned
    with those of which it is not said.
    """
    fields = [field for name in lists if (field := view.book.field(name, by)) is not None]
    words: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    if fields:
        first = fields[0]
        words = {**first.choices, **first.or_}
        if first.type == "yesno":
            words = {k: words.get(k, k) for k in ("yes", "partly", "no") if k != "partly" or first.partly}
        kinds = list(words) if first.type in ("choice", "yesno") else []
        if first.type == "scale" and first.from_ is not None and first.to is not None:
            kinds = [str(n) for n in range(first.from_, first.to + 1)]
        groups = {words.get(kind, kind): [] for kind in kinds}
    hangs = not fields and by in HANGS
    if hangs:
        above = [view.book.collections[name].of or "" for name in lists if name in view.book.collections]
        groups = {item.id: [] for item in view.items(dict.fromkeys(above))}
    waiting = []
    for item in items:
        names = [item.of] if hangs else _kinds(view, item, by)
        names = [name for name in names if name]
        if not names:
            waiting.append(item)
        for name in names:
            target = view.item(name)
            groups.setdefault(target.id if target is not None else words.get(name, name), []).append(item.id)
    return groups, waiting


def _kinds(view: View, item: Item, by: str) -> list[str]:
    found = view.value(item, by)
    return [str(one) for one in found] if isinstance(found, list) else [] if found is None else [str(found)]


def _name(view: View, key: str) -> str:
    return told.name(view, key) if view.item(key) is not None else key


def _percent(part: Decimal, whole: Decimal) -> float | None:
    return float(100 * Fraction(part) / Fraction(whole)) if whole > 0 else None


def _weights(view: View, binding: Mapping[str, Any], items: list[Item]) -> dict[str, Fraction]:
    """Weights that sum to 1; of what has none or a negative one there is none."""
    given = {i.id: _said(view, binding, "weight", i) for i in items} if "weight" in binding else {}
    known = {i: Fraction(n) for i, n in given.items() if n is not None and n > 0}
    whole = sum(known.values(), Fraction())
    return {i: n / whole for i, n in known.items()}


def _said(view: View, binding: Mapping[str, Any], role: str, item: Item | None = None) -> Decimal | None:
    """An amount: a number as it stands, a field of an item, or a part of a figure."""
    given = binding.get(role)
    plain = exact.decimal(given)
    if plain is not None:
        return plain
    ref = str(given)
    owner, _, key = ref.rpartition(".")
    of_list = (owner == "" and ":" not in ref) or view.book.field(owner, key) is not None
    if item is not None and (of_list or bind.bare(ref) == ref != key):
        found: Any = view.value(item, bind.bare(ref))
    else:
        found = part_for(resolver(view, binding)(ref), item or Item(id="", collection=""))
    if isinstance(found, float) and math.isfinite(found):
        # A figure has all its digits, far more than anybody enters.
        return Decimal(repr(found))
    return exact.decimal(found)


def _multiplied(view: View, binding: Mapping[str, Any], item: Item) -> Decimal | None:
    """The amount of an item, times what it is multiplied by; None while one of both is missing."""
    number = _said(view, binding, "value", item)
    if number is None or "times" not in binding:
        return number
    by = _said(view, binding, "times", item)
    return None if by is None else number * by


def _amount(view: View, binding: Mapping[str, Any], role: str, item: Item | None = None) -> Fraction | None:
    """A side of a ratio, exact."""
    number = _said(view, binding, role, item)
    return None if number is None else Fraction(number)


def _side(number: Fraction) -> str:
    """A side of a ratio to a reader; what is below one keeps its digits."""
    return exact.shown(number, 2 if abs(number) >= 1 else 6)


def _decimals(times: Fraction) -> int:
    """Decimals of a quotient: hundredths of what is divided, so that a percentage has none."""
    return 0 if times >= 100 else 1 if times >= 10 else 2


def _divided(above: Fraction, below: Fraction, times: Fraction, without: str = "") -> dict[str, Part]:
    said = ", ".join(filter(None, (f"{_side(above)} of {_side(below)}", without)))
    return {
        "ratio": Value(float(above / below * times), _decimals(times), note=said),
        "above": Value(float(above)),
        "below": Value(float(below)),
    }
