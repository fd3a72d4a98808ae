"""Pace: how far each objective is, against how far the calendar is.

Progress `p = (actual - baseline) / (target - baseline)` works for falling measures too. Elapsed
`e = days gone / days planned`, capped at 1. Pace is `p / e`. The colours are our convention: green from
0.9, amber from 0.7, red below; grey while less than a tenth of the time has gone, or without data. Nothing
is clamped in the data: below 0 and above 1 are said as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean
from typing import Any

from aligntui.analysis import bind, rounds
from aligntui.analysis.figure import (
    Bar,
    Bars,
    Course,
    Courses,
    Figure,
    Groups,
    Items,
    Part,
    PerItem,
    Sentence,
    Value,
)
from aligntui.analysis.pace_findings import findings
from aligntui.analysis.progress import AMBER, GREEN, GREY, RED, State, states
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.text.listing import listed

COLOURS = (RED, AMBER, GREEN, GREY)


@figure(
    "pace",
    {
        "of": Role("collections", help="objectives, or whatever has a baseline and a target"),
        "from": Role(
            "collection", needed=False, help="check-ins of each; without it the item holds the value"
        ),
        "start": Role("field", needed=False, help="day work begins"),
        "due": Role("field", needed=False, help="day it shall be reached"),
        "baseline": Role("field", needed=False, help="value at the start"),
        "target": Role("field", needed=False, help="value to reach"),
        "better": Role("field", needed=False, help="up, down or band"),
        "often": Role(
            "field", needed=False, help="how often it is looked at: day, week, month, quarter, year"
        ),
        "actual": Role("field", needed=False, help="value of a check-in"),
        "on": Role("field", needed=False, help="day of a check-in; else the day it was written"),
        "reached": Role("field", needed=False, help="step reached in words: commit, target, stretch"),
        "low": Role("field", needed=False, help="lower end of a band"),
        "high": Role("field", needed=False, help="upper end of a band"),
        "unit": Role("field", needed=False, help="what the values are counted in"),
        "sure": Role("round", needed=False, help="step in which owners say how sure they are"),
    },
    {
        "rag": "green, amber, red or grey",
        "stands": "where it stands, in one line",
        "value": "pace: progress divided by elapsed time",
        "progress": "share of the way gone; may be below 0 or above 1",
        "elapsed": "share of the time gone",
        "actual": "last value known",
        "trend": "last three values: up, flat or down",
        "sure": "how sure the owners are, mean",
        "worst": "lowest pace first",
        "reds": "what is red, lowest pace first",
        "overdue": "past the day and not reached",
        "stale": "not looked at for one and a half times its rhythm",
        "bars": "progress against elapsed time, percent",
        "courses": "values over time, with the target",
        "mean": "mean progress of all with data",
        "fresh": "percent of all whose last value is fresh",
        "groups": "by colour",
        "line": "how many of each colour",
    },
    source="colours and limits: our convention",
)
def pace(view: View, binding: Mapping[str, Any]) -> Figure:
    """How far each objective is, against how far the calendar is."""
    found = states(view, binding)
    if not found:
        return Figure(why_missing="There are no objectives to look at yet.")
    sure = _sure(view, binding)
    known = [s for s in found if s.progress is not None]
    worst = sorted((s for s in found if s.pace is not None), key=lambda s: s.pace or 0.0)
    groups = {colour: [s.item.id for s in found if s.rag == colour] for colour in COLOURS}
    high = max([100.0, *(100 * (s.progress or 0.0) for s in known)])
    parts: dict[str, Part] = {
        "rag": PerItem({s.item.id: s.rag for s in found}),
        "stands": PerItem({s.item.id: _stands(s) for s in found}),
        "value": PerItem({s.item.id: s.pace for s in found}),
        "progress": PerItem({s.item.id: s.progress for s in found}),
        "elapsed": PerItem({s.item.id: s.elapsed for s in found}),
        "actual": PerItem({s.item.id: s.actual for s in found}),
        "trend": PerItem({s.item.id: s.trend for s in found}),
        "sure": PerItem(dict(sure), 1),
        "worst": Items([s.item.id for s in worst]),
        "reds": Items([s.item.id for s in worst if s.rag == RED] + _without_pace(found)),
        "overdue": Items([s.item.id for s in found if s.overdue]),
        "stale": Items([s.item.id for s in found if s.stale]),
        "bars": Bars([_bar(s) for s in found], high, unit="%", names=("done", "of the time gone")),
        "courses": Courses([_course(view, binding, s) for s in found if s.readings]),
        "mean": Value(fmean([s.progress or 0.0 for s in known]) if known else None, 3),
        "fresh": Value(100 * sum(s.fresh for s in found) / len(found), 0, "%"),
        "groups": Groups({colour: ids for colour, ids in groups.items() if ids}),
        "line": Sentence(_line(groups, found)),
    }
    return Figure(parts=parts, findings=findings(view, binding, found, sure), n=len(known))


def _without_pace(found: list[State]) -> list[str]:
    """Red by a band, where there is no pace to sort by."""
    return [s.item.id for s in found if s.rag == RED and s.pace is None]


def _bar(state: State) -> Bar:
    progress = None if state.progress is None else 100 * state.progress
    return Bar(state.item.id, progress, None if state.elapsed is None else 100 * state.elapsed)


def _stands(state: State) -> str | None:
    """`red 0.59, 66% of the time, 39% of the way, up`; None without a value."""
    if state.progress is None:
        return None
    pace = "" if state.pace is None else f" {state.pace:.2f}"
    time = "" if state.elapsed is None else f"{state.elapsed:.0%} of the time"
    way = f"{state.progress:.0%} of the way"
    return ", ".join(filter(None, (f"{state.rag}{pace}", time, way, state.trend or "")))


def _course(view: View, binding: Mapping[str, Any], state: State) -> Course:
    item, keys = state.item, {role: bind.key(binding, role, role) for role in ("target", "baseline", "unit")}
    return Course(
        item.id,
        [reading.day.isoformat() if reading.day is not None else "" for reading in state.readings],
        [reading.number for reading in state.readings],
        bind.number(view, item, keys["target"]),
        bind.number(view, item, keys["baseline"]),
        view.text(item, keys["unit"]),
        # As exact as the values were written, two decimals at most.
        max(
            (len(f"{r.number:.2f}".rstrip("0").partition(".")[2]) for r in state.readings if r.number),
            default=0,
        ),
        state.trend or "",
    )


def _line(groups: dict[str, list[str]], found: list[State]) -> str:
    said = [f"{len(ids)} {colour}" for colour, ids in groups.items() if ids]
    late = sum(s.overdue for s in found)
    return f"{listed(said)}{f'; {late} past the day' if late else ''}."


def _sure(view: View, binding: Mapping[str, Any]) -> dict[str, float]:
    step = bind.word(binding, "sure")
    held = rounds.latest(view, step) if step else None
    if held is None:
        return {}
    return rounds.read(view, held).means()
