"""Points people hand out: a hundred over a list, alone and in silence; and one person's two passes.

A ballot that does not add up counts as missing until it does. On one that adds up, a subject without
points got none: that is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from aligntui.analysis import bind, rounds, say, stats
from aligntui.analysis.change import look_again
from aligntui.analysis.counted import POINTS, amount
from aligntui.analysis.figure import Bar, Bars, Figure, Finding, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.rounds import Answers
from aligntui.analysis.view import View
from aligntui.session.model import Round
from aligntui.text.listing import listed

MANY = 15
"""Subjects over which people can still share points with care."""

MOST = 4
"""Swings that are named: the widest ones, or one less and how many more (our convention)."""

SWING, PART = 2.0, 0.2
"""A pass swings when it moves by two points of a scale, or by two points and a fifth of the larger value."""


@figure(
    "share_points",
    {"round": Role("round", help="step in which people share points")},
    {
        "mean": "mean points",
        "sd": "standard deviation (n - 1)",
        "low": "fewest points anybody gave",
        "high": "most points anybody gave",
        "range": "both, as in 15-35",
        "order": "subjects, most points first",
        "bars": "mean points as bars",
        "total": "points each person hands out",
    },
)
def share_points(view: View, binding: Mapping[str, Any]) -> Figure:
    """How people share points over a list."""
    step = bind.word(binding, "round")
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    now = rounds.read(view, held)
    total = float(rounds.definition(view, held).total or POINTS)
    shares = shared(now)
    out = list(_share_findings(view, now, shares, total))
    parts: dict[str, Part] = {"total": Value(total, 0)}
    if not shares:
        return Figure(parts=parts, findings=out, why_missing="Nobody has shared all points yet.")
    if not now.shown(len(shares)).middle:
        why = f"{bind.count(len(shares), 'answer')}: points are shown from {now.least[0]} on."
        return Figure(parts=parts, findings=out, n=len(shares), why_missing=why)
    given = {s: [row[s] for row in shares.values()] for s in now.subjects}
    parts["low"] = PerItem({s: min(xs) for s, xs in given.items()}, 0)
    parts["high"] = PerItem({s: max(xs) for s, xs in given.items()}, 0)
    parts["range"] = PerItem({s: f"{min(xs):g}-{max(xs):g}" for s, xs in given.items()})
    if now.shown(len(shares)).whole:
        means = {s: stats.mean(xs) for s, xs in given.items()}
        order = sorted(means, key=lambda s: -round(means[s], 9))
        parts["mean"] = PerItem(dict(means), 1)
        parts["sd"] = PerItem({s: stats.sd(xs) if len(xs) > 1 else None for s, xs in given.items()})
        parts["order"] = Items(order)
        parts["bars"] = Bars([Bar(s, means[s]) for s in order], max(means.values(), default=0.0) or total)
    return Figure(parts=parts, findings=out, n=len(shares))


def shared(now: Answers) -> dict[str, dict[str, float]]:
    """Points of each person over all subjects."""
    rows = {
        who: {s: bind.as_number(row.get(s)) or 0.0 for s in now.subjects} for who, row in now.rows.items()
    }
    return {who: row for who, row in rows.items() if any(row.values())}


def means(view: View, step: str) -> dict[str, float]:
    """Mean points of each subject in the last revealed round; empty while they may not be shown."""
    held = rounds.latest(view, step)
    if held is None:
        return {}
    now = rounds.read(view, held)
    shares = shared(now)
    if not shares or not now.shown(len(shares)).whole:
        return {}
    return {s: stats.mean([row[s] for row in shares.values()]) for s in now.subjects}


def _share_findings(
    view: View, now: Answers, shares: dict[str, dict[str, float]], total: float
) -> Iterator[Finding]:
    if now.incomplete:
        verb = "does" if now.incomplete == 1 else "do"
        message = (
            f"{bind.count(now.incomplete, 'answer')} {verb} not add up to {total:g} and {verb} not count."
        )
        yield say.error("PT1", message, "Share the points again.", place=rounds.place_of(view, now.round))
    cap = rounds.definition(view, now.round).cap
    for subject in now.subjects:
        over = sum(cap is not None and row[subject] > cap for row in shares.values())
        if over:
            name = rounds.subject_name(view, now.round, subject)
            message = f"{name} got more than {cap} points on {bind.count(over, 'answer')}."
            mend = "Share some of them out: nothing is the only thing."
            yield say.warning(
                "PT2", message, mend, bind.target(view, subject), place=rounds.place_of(view, now.round)
            )
    if len(now.subjects) > MANY:
        message = f"{len(now.subjects)} things for {total:g} points; {MANY} is what people can weigh."
        yield say.hint("PT3", message, "Merge or park some first.")


@figure(
    "two_pass",
    {"round": Role("round", help="step that is answered twice")},
    {
        "mean": "average of both passes",
        "first": "first pass",
        "second": "second pass",
        "swing": "second pass less first",
        "swings": "what moved far",
        "line": "how many moved far, in a sentence",
    },
    source="Herzog & Hertwig 2009",
)
def two_pass(view: View, binding: Mapping[str, Any]) -> Figure:
    """The average of two passes, and what moved far between them."""
    step = bind.word(binding, "round")
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    now = rounds.read(view, held)
    if not now.n:
        return Figure(why_missing="Nobody has answered yet.")
    if not now.shown(now.n).whole:
        return Figure(n=now.n, why_missing=f"{bind.count(now.n, 'answer')}: shown from {now.least[1]} on.")
    earlier = rounds.before(view, held)
    second = _means(now)
    former = rounds.read(view, earlier) if earlier is not None else None
    first = _means(former) if former is not None else {}
    if not first:
        out = [_alone(view, held)]
        return Figure(parts={"mean": PerItem(dict(second), 1)}, findings=out, n=now.n)
    points = now.type in ("points", "dots")
    swing = {s: second[s] - first[s] for s in second if s in first}
    far = [s for s, d in swing.items() if abs(d) + 1e-9 >= _limit(now, first[s], second[s], points)]
    average = {
        s: stats.mean([given[s] for given in (first, second) if s in given]) for s in {**first, **second}
    }
    far = sorted(far, key=lambda s: -abs(swing[s]))
    out = [_swung(view, now, former, {s: (first[s], second[s]) for s in far})] if far else []
    return Figure(
        parts={
            "mean": PerItem(dict(average), 1),
            "first": PerItem(dict(first), 1),
            "second": PerItem(dict(second), 1),
            "swing": PerItem(dict(swing), 1),
            "swings": Items(far),
            "line": Sentence(
                f"{bind.refs(far)} moved far between the passes." if far else "Both passes say much the same."
            ),
        },
        findings=out,
        n=now.n,
    )


def _alone(view: View, held: Round) -> Finding:
    """That one pass counts so far: the other is still to be given, or its sum is not right."""
    found = view.book.step(held.step)
    name = f'"{found[1].title}"' if found is not None else "the step"
    total = rounds.definition(view, held).total or POINTS
    earlier = [r for r in view.rounds(held.step, held.run) if rounds.pass_of(r) < rounds.pass_of(held)]
    counting = {b.id for r in earlier for b in view.counting(r.id)}
    ballots = [b for r in earlier for b in view.ballots(r.id) if b.id not in counting]
    if ballots:
        points = int(sum(amount(answer) for answer in ballots[-1].answers.values()))
        message = f"The first pass of {name} has {bind.count(points, 'point')}, not {total:g}."
        return say.hint(
            "TP2",
            f"{message} It does not count yet.",
            "Put its sum right.",
            place=rounds.place_of(view, held, 1),
        )
    message = f"There is one pass of {name} so far; the second makes it better."
    return say.hint(
        "TP2", message, "Assume the first was wrong, then answer again.", place=rounds.place_of(view, held, 2)
    )


def _means(now: Answers) -> dict[str, float]:
    if now.type in ("points", "dots"):
        rows = [row for row in now.rows.values() if row]
        rows = rows if now.shown(len(rows)).whole else []
        return (
            {s: stats.mean([bind.as_number(r.get(s)) or 0.0 for r in rows]) for s in now.subjects}
            if rows
            else {}
        )
    return now.means()


def _limit(now: Answers, first: float, second: float, points: bool) -> float:
    if points:
        return max(SWING, PART * max(first, second))
    return stats.wide_gap(now.low, now.high)


def _swung(
    view: View, now: Answers, former: Answers | None, far: Mapping[str, tuple[float, float]]
) -> Finding:
    """What moved far between the passes, up or down, the widest first; what is asked is of the widest."""
    widest = next(iter(far))
    moves = [f"{_named(view, now, s)} from {was:g} to {became:g}" for s, (was, became) in far.items()]
    message = f"Between the two passes these moved far: {listed(moves, MOST)}."
    mend = look_again(now, former, widest, "The average stands until you say.")
    finding = say.hint(
        "TP1", message, mend, bind.target(view, widest), place=rounds.place_of(view, now.round)
    )
    # Two passes are there to differ: what is asked of the content counts more.
    return replace(finding, is_late=True)


def _named(view: View, now: Answers, subject: str) -> str:
    item = view.item(subject)
    return say.name(view, item, 28) if item is not None else rounds.subject_name(view, now.round, subject)
