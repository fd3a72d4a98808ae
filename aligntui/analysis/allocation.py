"""Money, or hours, against priorities: does what we spend follow what we said?

Mismatch is half the sum of the distances between each goal's share of linked spend and its share of the
priority points (the index of dissimilarity, Duncan & Duncan 1955); fit is 100 less it. What keeps the
lights on is taken out first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from aligntui.analysis import bind, points, say
from aligntui.analysis.figure import Bar, Bars, Figure, Finding, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.session.model import Item

WIDE = 5
"""Percent between share and priority from which on we ask (our convention)."""


class Spend(msgspec.Struct):
    """Lines sorted by what they serve."""

    linked: dict[str, float]
    """Goal -> money."""
    run: float
    loose: list[Item]
    """Lines that serve no goal."""
    loose_sum: float
    bare: list[Item]
    """Lines without an amount."""

    @property
    def linked_sum(self) -> float:
        """Money that serves a goal."""
        return sum(self.linked.values())

    @property
    def total(self) -> float:
        """All money."""
        return self.linked_sum + self.run + self.loose_sum


@figure(
    "allocation",
    {
        "lines": Role("collection", help="what money or hours go to"),
        "goals": Role("collection", help="what they can serve"),
        "points": Role("round", needed=False, help="step in which priority points are shared"),
        "priority": Role("field", needed=False, help="field of the goals with their points, without a step"),
        "amount": Role("field", needed=False, help="money or hours of a line"),
        "serves": Role("field", needed=False, help="goal a line serves, or a word"),
        "run": Role("word", needed=False, help="word for keeping the lights on"),
        "none": Role("word", needed=False, help="word for serving nothing"),
    },
    {
        "total": "all lines",
        "linked_sum": "lines that serve a goal",
        "run_sum": "lines that keep us running",
        "linked": "percent that serves a goal, running costs taken out",
        "linked_all": "percent of everything that serves a goal",
        "shares": "percent of linked spend for each goal",
        "priorities": "percent of the points for each goal",
        "gaps": "share less priority",
        "mismatch": "half the sum of the gaps, 0 to 100",
        "fit": "100 less the mismatch",
        "resources": "linked share times fit, 0 to 100",
        "bars": "share against priority",
        "unlinked": "lines that serve no goal, largest first",
        "widest": "goals with the widest gap",
        "move": "how much from where to where closes half of the widest gap",
        "line": "fit in a sentence",
    },
    source="Duncan & Duncan 1955 (index of dissimilarity)",
)
def allocation(view: View, binding: Mapping[str, Any]) -> Figure:
    """How far spending follows the priorities."""
    lines = view.items(bind.lists(binding, "lines"))
    goals = view.items(bind.lists(binding, "goals"))
    if not lines or not goals:
        missing = "lines of spending" if not lines else "goals"
        return Figure(why_missing=f"There are no {missing} to compare yet.")
    spend = _read(view, binding, lines, goals)
    if spend.total <= 0:
        findings = list(_line_findings(view, binding, spend))
        return Figure(why_missing="No line has an amount yet.", findings=findings)
    apart = spend.total - spend.run
    linked = spend.linked_sum / apart if apart > 0 else None
    amount = bind.key(binding, "amount", "amount")
    loose = sorted(spend.loose, key=lambda i: -(bind.number(view, i, amount) or 0.0))
    parts: dict[str, Part] = {
        "total": Value(spend.total, 0),
        "linked_sum": Value(spend.linked_sum, 0),
        "run_sum": Value(spend.run, 0),
        "linked": Value(None if linked is None else 100 * linked, 1, "%"),
        "linked_all": Value(100 * spend.linked_sum / spend.total, 1, "%"),
        "unlinked": Items([i.id for i in loose]),
    }
    out = list(_line_findings(view, binding, spend))
    wanted = _priorities(view, binding, goals)
    if spend.linked_sum > 0:
        shares = {g.id: 100 * spend.linked.get(g.id, 0.0) / spend.linked_sum for g in goals}
        parts["shares"] = PerItem(dict(shares), 1)
        if wanted:
            parts |= _compared(shares, wanted, spend.linked_sum, linked)
            out += _gap_findings(view, shares, wanted)
    if wanted:
        parts["priorities"] = PerItem(dict(wanted), 1)
    return Figure(parts=parts, findings=out, n=len(lines))


def mismatch(shares: Mapping[str, float], wanted: Mapping[str, float]) -> float:
    """Half the sum of the distances of two splits of 100, 0 to 100 (Duncan & Duncan 1955)."""
    names = {*shares, *wanted}
    return sum(abs(wanted.get(n, 0.0) - shares.get(n, 0.0)) for n in names) / 2


def _read(view: View, binding: Mapping[str, Any], lines: list[Item], goals: list[Item]) -> Spend:
    amount, serves = bind.key(binding, "amount", "amount"), bind.key(binding, "serves", "serves")
    run = bind.word(binding, "run", "run")
    known = {g.id for g in goals}
    spend = Spend({}, 0.0, [], 0.0, [])
    for line in lines:
        money = bind.number(view, line, amount)
        if money is None or money < 0:
            spend.bare.append(line)
            continue
        target = bind.one(view, line, serves)
        if target is not None and target.id in known:
            spend.linked[target.id] = spend.linked.get(target.id, 0.0) + money
        elif line.fields.get(serves) == run:
            spend.run += money
        else:
            spend.loose.append(line)
            spend.loose_sum += money
    return spend


def _priorities(view: View, binding: Mapping[str, Any], goals: list[Item]) -> dict[str, float]:
    """Goal -> percent of the points: of the round when there is one, else of the field."""
    step = bind.word(binding, "points")
    given = points.means(view, step) if step else {}
    if not given:
        key = bind.key(binding, "priority", "points")
        given = {g.id: bind.number(view, g, key) or 0.0 for g in goals}
    kept = {g.id: max(0.0, given.get(g.id, 0.0)) for g in goals}
    total = sum(kept.values())
    return {g: 100 * p / total for g, p in kept.items()} if total > 0 else {}


def _compared(
    shares: dict[str, float], wanted: dict[str, float], linked_sum: float, linked: float | None
) -> dict[str, Part]:
    gaps = {g: shares[g] - wanted[g] for g in shares}
    apart = mismatch(shares, wanted)
    widest = max(abs(v) for v in gaps.values())
    high = max([*shares.values(), *wanted.values()])
    return {
        "gaps": PerItem(dict(gaps), 1),
        "mismatch": Value(apart, 1),
        "fit": Value(100 - apart, 1),
        "resources": Value(None if linked is None else linked * (100 - apart), 1),
        "bars": Bars(
            [Bar(g, shares[g], wanted[g]) for g in shares],
            high,
            unit="%",
            names=("of the money", "of the points"),
        ),
        "widest": Items([g for g, v in gaps.items() if widest > 1e-9 and abs(v) >= widest - 1e-9]),
        "move": Sentence(_move(gaps, linked_sum)),
        "line": Sentence(f"Spending follows our priorities to {100 - apart:.0f}%."),
    }


def _move(gaps: dict[str, float], linked_sum: float) -> str:
    """Half of what one goal has too much and another too little, in money."""
    rich, poor = max(gaps, key=lambda g: gaps[g]), min(gaps, key=lambda g: gaps[g])
    percent = min(gaps[rich], -gaps[poor]) / 2
    if percent <= 0.05:
        return "Spending follows the points; nothing has to move."
    money = linked_sum * percent / 100
    return f"{money:,.0f} from {{{rich}}} to {{{poor}}} would close half of the gap."


def _line_findings(view: View, binding: Mapping[str, Any], spend: Spend) -> Iterator[Finding]:
    amount, serves = bind.key(binding, "amount", "amount"), bind.key(binding, "serves", "serves")
    none = bind.word(binding, "none", "none")
    for line in spend.loose:
        money = bind.number(view, line, amount) or 0.0
        settled = line.fields.get(serves) == none
        message = f"{bind.called(view, line)}: {money:,.0f} that serve no goal."
        mend = (
            "Stop it, or say what it is for."
            if settled
            else "Which goal does it serve, or does it keep us running?"
        )
        yield say.warning("AL1", message, mend, line.id, serves)
    for line in spend.bare:
        message = f"{bind.called(view, line)} has no amount."
        yield say.hint("AL3", message, "A round figure will do.", line.id, amount)


def _gap_findings(view: View, shares: dict[str, float], wanted: dict[str, float]) -> Iterator[Finding]:
    for goal, wish in wanted.items():
        if wish > 0 and not shares[goal]:
            message = f"{bind.called(view, goal)} has {wish:.0f}% of the points and no money."
            yield say.warning("AL2", message, "What would move there, and from where?", goal)
    goal = max(shares, key=lambda g: abs(shares[g] - wanted[g]))
    if shares[goal] and abs(shares[goal] - wanted[goal]) >= WIDE:
        spent = f"{shares[goal]:.0f}% of the money"
        message = f"{bind.called(view, goal)} gets {spent} for {wanted[goal]:.0f}% of the points."
        yield say.hint("AL4", message, "Is that meant? If not, what moves?", goal)
