"""Whether the numbers of an objective hold together: direction, percent, pace, growth over years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, Overflow, localcontext

from aligntui.analysis import exact, say
from aligntui.analysis.figure import Finding
from aligntui.analysis.smart_draft import Context, Draft
from aligntui.text.language import SHARES
from aligntui.text.words import found, tokens

STRETCH = Decimal("1.5")
"""So many times the best month ever seen is the most one may plan for (our convention)."""

TIMES = {"month": 12, "quarter": 4, "year": 1}
"""How often a year a repeated target comes round."""

HUNDRED = 100
FALLS = frozenset({"cut", "reduce", "lower", "fewer", "less", "halve", "shrink", "drop", "bring", "down"})
"""Words of an objective whose number is to fall."""
RISES = frozenset({"more", "raise", "increase", "grow", "higher", "up", "better", "lift", "win"})
"""Words of an objective whose number is to rise."""

POINTS = ("point", "pp")
"""Words in a unit that say percentage points."""


def numbers(draft: Draft, context: Context) -> Iterator[Finding]:
    """SM15 direction, SM16 percent of what, SM19 pace, SM22 growth over years."""
    has, target = draft.fields, draft.target
    if target is not None and draft.better != "band":
        yield from _direction(draft, target)
    percent = is_percent(draft.unit)
    if (
        percent
        and not draft.percent
        and "percent" in has
        and not _points(draft.unit)
        and _two_readings(draft)
    ):
        message = "% of today's value, or percentage points?"
        mend = "From 5.8% to 7.0% is 1.2 points, and 21% of today's value."
        yield say.warning("SM16", message, mend, draft.id, has["percent"])
    needed, best = _needed(draft, context), abs(draft.best or Decimal(0))
    if needed is not None and best and needed > STRETCH * best:
        pace, known = exact.shown(needed, 2), exact.shown(best)
        message = f"It takes {pace} a month; the best month so far was {known}."
        mend = "What will be different this time? Say so, or take a nearer target."
        yield say.warning("SM19", message, mend, draft.id, has.get("target", ""))
    times, years = TIMES.get(draft.per, 0), draft.years
    if target is not None and times and years is not None and years > 1 and percent:
        yield _compound(draft, target, times, years)


def _direction(draft: Draft, target: Decimal) -> Iterator[Finding]:
    key = draft.fields.get("target", "")
    change = draft.percent == "relative"
    start = Decimal(0) if change else draft.baseline
    if start is None:
        return
    here, there = exact.shown(start), exact.shown(target)
    if target == start:
        message = "0% is no change." if change else f"{here} to {there}: nothing moves."
        yield say.warning("SM15", message, "How far shall it go?", draft.id, key)
        return
    rises = target > start
    # A fall of 15 percent is entered as 15 or as -15, so that only a wrong fall shows in the sign.
    if (draft.better == "up" and not rises) or (draft.better == "down" and rises and not change):
        way = "higher" if draft.better == "up" else "lower"
        message = f"{here} to {there}, but {way} is better."
        yield say.warning("SM15", message, "Turn the target round, or the direction.", draft.id, key)


def _needed(draft: Draft, context: Context) -> Decimal | None:
    """Change a month that the target takes; None when it cannot be said."""
    start = draft.start or draft.created or context.as_of
    if draft.baseline is None or draft.target is None or draft.due is None or draft.due <= start:
        return None
    way = draft.target - draft.baseline
    if draft.percent == "relative":
        way = draft.baseline * draft.target / 100
    months = Decimal((draft.due - start).days * 12) / Decimal("365.25")
    return abs(way) / months


def _compound(draft: Draft, growth: Decimal, times: int, years: Decimal) -> Finding:
    """SM22: growth repeated for years, with where it ends: baseline (1 + g)^N."""
    rate = f"{exact.shown(growth)}% each {draft.per} for {exact.shown(years)} years"
    end = end_value(draft.baseline, growth, years * times, draft.percent)
    if end is None:
        said = f"{rate}: where does it end?"
    elif draft.baseline is not None:
        said = f"{rate} ends at {exact.shown(end, 2)}, from {exact.shown(draft.baseline)}."
    elif draft.percent == "points":
        said = f"{rate} adds up to {exact.shown(end)} points: where does it end?"
    else:
        said = f"{rate} makes {exact.shown(end)} times the start: where does it end?"
    mend = "Write the end value as the target, reached once."
    return say.warning("SM22", said, mend, draft.id, draft.fields.get("target", ""))


def end_value(
    baseline: Decimal | None, growth: Decimal, periods: Decimal, percent: str = ""
) -> Decimal | None:
    """Where growth in percent leads after so many periods.

    Args:
        baseline: Start, or None for the factor alone (1.15 ** 3 = 1.520875).
        growth: Percent a period.
        periods: How many; parts of one are cut.
        percent: `points` adds up, everything else compounds.

    Returns:
        The end value, or None when it is beyond all measure.
    """
    if percent == "points":
        return (baseline or Decimal(0)) + growth * int(periods)
    try:
        with localcontext() as exactly:
            exactly.prec = 28
            end = (Decimal(1) if baseline is None else baseline) * (1 + growth / 100) ** int(periods)
    except Overflow:
        return None
    return end if abs(end) <= exact.LARGEST else None


def is_percent(unit: str) -> bool:
    """Whether a unit is a share of a hundred."""
    small = unit.casefold()
    return "%" in small or "percent" in small or "per cent" in small


def _points(unit: str) -> bool:
    return any(word.startswith(POINTS) for word in unit.casefold().replace("%", " ").split())


def _two_readings(draft: Draft) -> bool:
    """Whether a target in per cent may be a share or a change.

    Levels from and to that go the way that is better have one reading; so have a share of something named
    and words that say "to 60 %". "Up by 15 %" and a change of what is no share have two.
    """
    if re.search(r"(?:%|per ?cent)\s+(?:of|in)\b", draft.unit.casefold()):
        return False
    share = bool(found(draft.measure, SHARES))
    words, target = draft.text.casefold(), draft.target
    if draft.baseline is not None and target is not None:
        if not 0 <= draft.baseline <= HUNDRED or target > HUNDRED:
            return not share
        falls, rises = (listed & set(tokens(words)) for listed in (FALLS, RISES))
        if not share and not falls | rises:
            falls, rises = (FALLS, frozenset()) if draft.better == "down" else (frozenset(), RISES)
        return bool(rises and target < draft.baseline) or bool(falls and target > draft.baseline)
    if target is not None and re.search(
        rf"\b(?:by|up|down) {re.escape(exact.shown(target))}\s*(?:%|per)", words
    ):
        return True
    return (
        not share
        and re.search(r"\b(?:to|of|at|above|below|under|over|least) \d[\d.,]*\s*(?:%|per)", words) is None
    )
