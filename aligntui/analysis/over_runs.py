"""A number over the sittings of a method: the same figure, worked out as each of them saw it.

What later sittings added is left out: rounds, lines and children that were written after. A field that keeps
its former values has the one of then; any other field stands as it is now.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from aligntui.analysis import bind, exact, told
from aligntui.analysis.figure import Course, Courses, Figure, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure, resolver
from aligntui.analysis.view import View
from aligntui.session.model import Item, Run
from aligntui.text import moment

NONE = "There is no sitting with a number yet."
MOST = 12
"""Sittings that are looked at, the latest ones."""


@figure(
    "over_runs",
    {
        "of": Role("figure", help="Part of a figure: a number, or a number for each item."),
        "target": Role(
            "amount", needed=False, help="What it shall reach: a number, a part, a field of the items."
        ),
        "label": Role("word", needed=False, help="What the number is called."),
    },
    {
        "trend": "The number over the sittings.",
        "last": "The latest one.",
        "first": "The earliest one.",
        "change": "The latest less the one before.",
        "changes": "The same of each item.",
        "up": "Items that rose since the sitting before.",
        "down": "Items that fell since the sitting before.",
        "n": "Sittings that have a number.",
        "line": "From the first to the latest, in one sentence.",
    },
    main=("last", "trend"),
)
def over_runs(view: View, binding: Mapping[str, Any]) -> Figure:
    """A figure over all sittings, the latest against the one before."""
    ref, method = bind.word(binding, "of"), bind.word(binding, "method")
    owner = ref.partition(":")[0] if ":" in ref else method
    sittings = runs_of(view, owner)[-MOST:]
    found = [(run, resolver(as_of(view, run), binding)(ref)) for run in sittings]
    shown = [(run, part) for run, part in found if isinstance(part, Value | PerItem)]
    if not shown:
        return Figure(why_missing=NONE, n=0)
    last = shown[-1][1]
    if isinstance(last, PerItem):
        return _of_items(view, binding, shown)
    numbers = [part.number if isinstance(part, Value) else None for _, part in shown]
    known = [number for number in numbers if number is not None]
    if not known:
        return Figure(why_missing=NONE, n=0)
    target = bind.as_number(binding.get("target"))
    goal = resolver(view, binding)(str(binding.get("target"))) if target is None else None
    target = goal.number if isinstance(goal, Value) else target
    name = bind.word(binding, "label") or "in all"
    course = Course(name, _days(shown), numbers, target, unit=last.unit, decimals=last.decimals)
    change = known[-1] - known[-2] if len(known) > 1 else None
    parts: dict[str, Part] = {
        "trend": Courses([course]),
        "last": Value(known[-1], last.decimals),
        "first": Value(known[0], last.decimals),
        "change": Value(change, last.decimals),
        "n": Value(float(len(known)), 0),
        "line": Sentence(_line(known, last.decimals)),
    }
    return Figure(parts=parts, n=len(known))


def _of_items(view: View, binding: Mapping[str, Any], shown: list[tuple[Run, Any]]) -> Figure:
    last = shown[-1][1]
    rows, changes = [], {}
    key = bind.word(binding, "target")
    for ref in last.values:
        numbers = [
            bind.as_number(part.values.get(ref)) if isinstance(part, PerItem) else None for _, part in shown
        ]
        known = [number for number in numbers if number is not None]
        item = view.item(ref)
        plain = bind.as_number(key)
        target = exact.amount(view, item, key) if item is not None and plain is None else plain
        if known:
            goal = None if target is None else float(target)
            rows.append(Course(ref, _days(shown), numbers, goal, decimals=last.decimals))
        if len(known) > 1:
            changes[ref] = known[-1] - known[-2]
    up, down = ([i for i, by in changes.items() if by * sign > 0] for sign in (1, -1))
    said = f"Since the sitting before {len(up)} rose and {len(down)} fell."
    parts: dict[str, Part] = {
        "trend": Courses(rows),
        "changes": PerItem(dict(changes), last.decimals),
        "up": Items(up),
        "down": Items(down),
        "n": Value(float(len(shown)), 0),
        "line": Sentence(said if changes else ""),
    }
    return Figure(
        parts=parts, n=len(shown), why_missing="" if rows else "There is no sitting with a number yet."
    )


def runs_of(view: View, method: str) -> list[Run]:
    """Sittings in which a step of a method was walked through, the earliest first."""
    found = [r for r in view.session.runs.values() if any(s.step.startswith(f"{method}/") for s in r.steps)]
    return sorted(found, key=lambda run: moment.order(run.at))


def as_of(view: View, run: Run) -> View:
    """The session as it stood when a sitting ended: before the next one of its kind began."""
    session, began = view.session, moment.order(run.at)
    later = [r for r in session.runs.values() if moment.order(r.at) > began]
    ends = min((moment.order(r.at) for r in later if r.agenda == run.agenda), default=None)
    if ends is None:
        return view.at(run.id, session, run.as_of)
    gone = {r.id for r in later if moment.order(r.at) >= ends}
    then = replace(
        session,
        rounds={ref: held for ref, held in session.rounds.items() if held.run not in gone},
        items={ref: _then(i, ends) for ref, i in session.items.items() if moment.order(i.at) < ends},
    )
    return view.at(run.id, then, run.as_of)


def _then(item: Item, ends: float) -> Item:
    """An item with the values of then, where it keeps its former ones."""
    former = {
        key: next((old.value for old in past if moment.order(old.at) >= ends), None)
        for key, past in item.past.items()
    }
    known = {key: value for key, value in former.items() if value is not None}
    return replace(item, fields={**item.fields, **known}) if known else item


def _days(shown: list[tuple[Run, Any]]) -> list[str]:
    return [told.day(run.as_of or moment.day(run.at)) for run, _ in shown]


def _line(known: list[float], decimals: int) -> str:
    first, last = (f"{number:.{decimals}f}" for number in (known[0], known[-1]))
    return (
        f"{first} at first, {last} now."
        if len(known) > 1
        else f"{last} now; this is the first sitting with a number."
    )
