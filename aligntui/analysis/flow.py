"""How work flows: minutes worked and waited, right first time; and after how long a machine has paid.

Flow efficiency is work divided by work and waiting; rolled yield the product of what is right first time
(process mapping practice). The slowest step has the longest work per unit of capacity. Payback months are the
cost divided by what a month saves; without a saving there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod
from typing import Any

from aligntui.analysis import bind, exact, say, told
from aligntui.analysis.figure import Bar, Bars, Figure, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.sums import PARENT, chosen, grouped
from aligntui.analysis.view import View
from aligntui.session.model import Item


@figure(
    "flow",
    {
        "of": Role("collection", help="The steps of the work."),
        "work": Role("field", help="Time worked in a step."),
        "wait": Role("field", help="Time it waits before the step."),
        "right": Role("field", needed=False, help="Percent that is right the first time."),
        "capacity": Role("field", needed=False, help="How many do it side by side; 1."),
        "by": Role(
            "grouping", needed=False, help="What the steps belong to; what they hang on when left out."
        ),
        "where": Role("word", needed=False, help="Condition on the steps."),
    },
    {
        "efficiency": "Percent of the time in which it is worked on.",
        "each": "The same of each process.",
        "yield": "Percent that goes through all steps right the first time.",
        "yields": "The same of each process.",
        "work": "Time worked.",
        "wait": "Time waited.",
        "times": "Time worked in each step, against the time it waits before.",
        "slowest": "The step that holds up each process: the longest work, by how many do it.",
        "longest_wait": "Before which step it waits longest.",
        "open": "Steps without both times.",
        "line": "Worked and waited, in one sentence.",
    },
    source="practice of process mapping",
    main=("efficiency", "each"),
    grouped=("each", "yields"),
)
def flow(view: View, binding: Mapping[str, Any]) -> Figure:
    """How much of the time is work, what is right first time, and which step is the slowest."""
    items = chosen(view, binding)
    keys = {role: bind.key(binding, role) for role in ("work", "wait", "right", "capacity")}
    known = {i.id: i for i in items if _least(view, i, keys["work"]) is not None
             and _least(view, i, keys["wait"]) is not None}  # fmt: skip
    waiting = Items([i.id for i in items if i.id not in known])
    work = {i: _least(view, item, keys["work"]) or Fraction() for i, item in known.items()}
    wait = {i: _least(view, item, keys["wait"]) or Fraction() for i, item in known.items()}
    if not sum(work.values()) + sum(wait.values()):
        return Figure(parts={"open": waiting}, why_missing="No time is said yet.", n=0)
    by = bind.key(binding, "by") or PARENT
    groups, _ = grouped(view, list(known.values()), by, bind.lists(binding, "of"))
    right = {i: n / 100 for i, item in known.items()
             if (n := _least(view, item, keys["right"])) is not None and n <= 100}  # fmt: skip
    pace = {i: work[i] / (_least(view, item, keys["capacity"]) or 1) for i, item in known.items()}
    slowest = [max(ids, key=pace.__getitem__) for ids in (groups or {"": list(known)}).values() if ids]
    waits = [i for i in known if wait[i] and wait[i] == max(wait.values())]
    all_work, all_wait = sum(work.values(), Fraction()), sum(wait.values(), Fraction())
    share = float(100 * all_work / (all_work + all_wait))
    high = float(max(*work.values(), *wait.values()))
    without = say.lacks(len(waiting.ids), len(items), "both times")
    parts: dict[str, Part] = {
        "efficiency": Value(share, 0, "%", note=without),
        "each": PerItem({k: _share(ids, work, wait) for k, ids in groups.items() if ids}, 0, "%"),
        "yield": Value(_rolled(known, right), 0, "%"),
        "yields": PerItem({k: _rolled(ids, right) for k, ids in groups.items() if ids}, 0, "%"),
        "work": Value(float(all_work), 0),
        "wait": Value(float(all_wait), 0),
        "times": Bars(
            [Bar(i, float(work[i]), float(wait[i])) for i in known], high, names=("worked", "waited")
        ),
        "slowest": Items(slowest),
        "longest_wait": Items(waits),
        "open": waiting,
        "line": Sentence(
            f"{exact.shown(all_work)} worked and {exact.shown(all_wait)} waited: {share:.0f}% of the time is "
            f"work.{f' {without}.' if without else ''}"
        ),
    }
    return Figure(parts=parts, n=len(known))


def _least(view: View, item: Item, key: str) -> Fraction | None:
    """An amount of nought or more."""
    found = exact.amount(view, item, key)
    return None if found is None or found < 0 else Fraction(found)


def _share(ids: list[str], work: Mapping[str, Fraction], wait: Mapping[str, Fraction]) -> float | None:
    whole = sum((work[i] + wait[i] for i in ids), Fraction())
    return float(100 * sum((work[i] for i in ids), Fraction()) / whole) if whole else None


def _rolled(ids: Any, right: Mapping[str, Fraction]) -> float | None:
    """Percent right through all of these; None where one does not say."""
    return (
        float(100 * prod((right[i] for i in ids), start=Fraction(1)))
        if all(i in right for i in ids)
        else None
    )


@figure(
    "payback",
    {
        "of": Role("collections", help="What costs once and saves every month."),
        "cost": Role("field", help="What it costs once."),
        "hours": Role("field", help="Hours a month that it saves."),
        "rate": Role("field", help="What an hour costs."),
        "running": Role("field", needed=False, help="What it costs a month."),
        "where": Role("word", needed=False, help="Condition on the items."),
    },
    {
        "months": "Months after which it has paid.",
        "saves": "What a month saves, running costs taken off.",
        "order": "Items, the soonest first.",
        "never": "Items that save nothing.",
        "open": "Items of which an amount is missing.",
        "line": "What pays soonest, in one sentence.",
    },
    main=("months",),
)
def payback(view: View, binding: Mapping[str, Any]) -> Figure:
    """Months after which what is saved has paid what it cost."""
    items = chosen(view, binding)
    keys = {role: bind.key(binding, role) for role in ("cost", "hours", "rate", "running")}
    given = {i.id: {role: _least(view, i, key) for role, key in keys.items()} for i in items}
    known = {i: row for i, row in given.items() if None not in (row["cost"], row["hours"], row["rate"])}
    waiting = Items([i for i in given if i not in known])
    if not known:
        return Figure(parts={"open": waiting}, why_missing="Nothing has a cost and a saving yet.", n=0)
    saves = {i: (row["hours"] or 0) * (row["rate"] or 0) - (row["running"] or 0) for i, row in known.items()}
    months = {i: float((row["cost"] or 0) / saves[i]) for i, row in known.items() if saves[i] > 0}
    order = sorted(months, key=lambda i: months[i])
    never = [i for i in known if i not in months]
    said = [f"{told.name(view, order[0])} has paid after {months[order[0]]:.1f} months"] if order else []
    said += [f"{bind.refs(never)} never {'does' if len(never) == 1 else 'do'}"] if never else []
    parts: dict[str, Part] = {
        "months": PerItem({i: months.get(i) for i in known}, 1),
        "saves": PerItem({i: float(n) for i, n in saves.items()}, 0),
        "order": Items(order),
        "never": Items(never),
        "open": waiting,
        "line": Sentence(f"{'; '.join(said)}."),
    }
    return Figure(parts=parts, n=len(known))
