"""Where one objective stands on a day: progress, elapsed time, colour, trend, freshness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import msgspec

from aligntui.analysis import bind
from aligntui.analysis.view import View
from aligntui.session.model import Item

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"
GREEN_FROM, AMBER_FROM = 0.9, 0.7
"""Lowest pace that is green, and amber (our convention)."""

EARLY = 0.1
"""Share of the time under which nothing is said yet (our convention)."""

STALE = 1.5
"""Rhythms without a new value after which it is stale (our convention)."""

RHYTHM = {
    "day": 1.0, "daily": 1.0, "week": 7.0, "weekly": 7.0, "fortnight": 14.0, "month": 30.4, "monthly": 30.4,
    "quarter": 91.3, "quarterly": 91.3, "year": 365.0, "yearly": 365.0,
}  # fmt: skip
"""Days between two looks."""

STEPS = {"commit": 0.5, "target": 1.0, "stretch": 1.0}
"""Progress of a step in words: what we committed to is half of the way (our convention)."""

DONE = {"yes": 1.0, "partly": 0.5, "no": 0.0}
"""Progress of a milestone."""

RUN = 3
"""Points in a trend."""


class Reading(msgspec.Struct):
    """One value with its day."""

    day: dt.date | None
    number: float | None
    step: str = ""


class State(msgspec.Struct):
    """One objective on a day."""

    item: Item
    progress: float | None = None
    elapsed: float | None = None
    actual: float | str | None = None
    rag: str = GREY
    trend: str | None = None
    overdue: bool = False
    stale: bool = False
    fresh: bool = False
    """There is a value and it is not stale."""
    lacks: tuple[str, ...] = ()
    """Fields without which nothing can be said."""
    level: bool = False
    """Target and baseline are the same."""
    jump: bool = False
    """The last change is more than twice the usual one."""
    readings: tuple[Reading, ...] = ()
    """Values up to the day, oldest first."""

    @property
    def pace(self) -> float | None:
        """Progress divided by elapsed time; None before a tenth of the time has gone."""
        if self.progress is None or self.elapsed is None or self.elapsed < EARLY:
            return None
        return self.progress / self.elapsed


def states(view: View, binding: Mapping[str, Any]) -> list[State]:
    """Where each item stands on the view's day."""
    return [state(view, binding, item) for item in view.items(bind.lists(binding, "of"))]


def state(view: View, binding: Mapping[str, Any], item: Item) -> State:
    """Where one item stands on the view's day."""

    def named(role: str) -> str:
        return bind.key(binding, role, role)

    today = bind.day(view.as_of)
    baseline, target = bind.number(view, item, named("baseline")), bind.number(view, item, named("target"))
    start, due = bind.day(item.fields.get(named("start"))), bind.day(item.fields.get(named("due")))
    seen = readings(view, binding, item, today)
    last = seen[-1] if seen else None
    found = State(item)
    found.elapsed = elapsed(start, due, today)
    found.level = baseline is not None and baseline == target
    found.readings = tuple(seen)
    found.trend = trend([r.number for r in seen if r.number is not None])
    found.jump = jump([r.number for r in seen if r.number is not None])
    band = item.fields.get(named("better")) == "band"
    if last is not None:
        found.actual = last.number if last.number is not None else last.step
        found.progress = _progress(last, baseline, target)
    if last is not None and last.number is not None and band:
        low, high = bind.number(view, item, named("low")), bind.number(view, item, named("high"))
        found.rag, found.progress = _in_band(last.number, low, high, baseline, target)
    else:
        found.rag = colour(found.progress, found.pace)
    ordinal = last is not None and last.number is None
    needed = () if ordinal or band else (named("baseline"), named("target"))
    values = {named("baseline"): baseline, named("target"): target}
    dates = {named("start"): start, named("due"): due}
    found.lacks = tuple(k for k in needed if values[k] is None) + tuple(
        k for k, d in dates.items() if d is None
    )
    found.overdue = bool(due and today and today > due and (found.progress or 0.0) < 1)
    days = _days(item.fields.get(named("often")))
    age = (today - last.day).days if last is not None and last.day is not None and today is not None else None
    # What is reached needs no further look.
    open_end = (found.progress or 0.0) < 1
    found.stale = open_end and days is not None and age is not None and age > STALE * days
    found.fresh = last is not None and not found.stale
    return found


def progress(actual: float, baseline: float, target: float) -> float | None:
    """Share of the way from baseline to target; None when they are the same."""
    return None if target == baseline else (actual - baseline) / (target - baseline)


def elapsed(start: dt.date | None, due: dt.date | None, today: dt.date | None) -> float | None:
    """Share of the planned time that has gone, 0 to 1; None without both days."""
    if start is None or due is None or today is None or due <= start:
        return None
    return min(1.0, max(0.0, (today - start).days / (due - start).days))


def colour(progress: float | None, pace: float | None) -> str:
    """Green, amber, red or grey; what is reached is green on any day."""
    if progress is not None and progress >= 1:
        return GREEN
    if pace is None:
        return GREY
    return GREEN if pace >= GREEN_FROM else AMBER if pace >= AMBER_FROM else RED


def trend(values: list[float]) -> str | None:
    """The last three values: up or down when both steps go that way, else flat; None for fewer."""
    if len(values) < RUN:
        return None
    a, b, c = values[-RUN:]
    return "up" if a < b < c else "down" if a > b > c else "flat"


def jump(values: list[float]) -> bool:
    """Whether the last change is more than twice the usual one (mean of at least three before it)."""
    changes = [abs(b - a) for a, b in pairwise(values)]
    before = changes[:-1]
    return len(before) >= RUN and sum(before) > 0 and changes[-1] > 2 * sum(before) / len(before)


def readings(view: View, binding: Mapping[str, Any], item: Item, today: dt.date | None) -> list[Reading]:
    """Values of an item up to a day, oldest first; check-ins without a value are left out."""
    actual, reached = bind.key(binding, "actual", "actual"), bind.key(binding, "reached", "reached")
    on, name = bind.key(binding, "on", "on"), bind.word(binding, "from")
    holders = view.children(item.id, name) if name else [item]
    found: list[Reading] = []
    for holder in holders:
        step = holder.fields.get(reached)
        written = holder.at if name else ""
        day = bind.day(holder.fields.get(on)) or bind.day(written)
        number = bind.number(view, holder, actual)
        said = holder.fields.get(actual) if number is None else None
        word = next((w for w in (step, said) if isinstance(w, str) and w in {**STEPS, **DONE}), "")
        if (number is not None or word) and not (day is not None and today is not None and day > today):
            found.append(Reading(day, number, word))
    found.sort(key=lambda r: r.day or dt.date.min)
    return found


def _progress(last: Reading, baseline: float | None, target: float | None) -> float | None:
    if last.number is not None:
        if baseline is None or target is None:
            return None
        return progress(last.number, baseline, target)
    return {**STEPS, **DONE}.get(last.step)


def _in_band(
    value: float, low: float | None, high: float | None, baseline: float | None, target: float | None
) -> tuple[str, float | None]:
    """Inside green, outside red. Without ends of their own, baseline and target are the ends."""
    if low is None and high is None:
        ends = [n for n in (baseline, target) if n is not None]
        if len(ends) < 2:
            return GREY, None
        low, high = min(ends), max(ends)
    inside = (low is None or value >= low) and (high is None or value <= high)
    return (GREEN, 1.0) if inside else (RED, 0.0)


def _days(often: Any) -> float | None:
    number = bind.as_number(often)
    if number is not None:
        return number if number > 0 else None
    return RHYTHM.get(often.casefold()) if isinstance(often, str) else None
