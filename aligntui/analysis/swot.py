"""SWOT in numbers: weighted factors (IFE, EFE), the top ones, and dots given in silence.

Weights and ratings after David, *Strategic Management*: weights sum to 1, ratings run from 1 to 4, 2.5 is
the middle whatever the number of factors. Sums are exact, so that 2.55 is 2.55.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aligntui.analysis import bind, exact, rounds, say
from aligntui.analysis.figure import Bar, Bars, Figure, Finding, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.session.model import Item

TOP = 3
"""How many factors are top priority (our convention)."""


@figure(
    "weighted_score",
    {
        "of": Role("collections", help="The factors that are weighed against each other."),
        "weight": Role("field", help="Points or weight; any scale, they are brought to a sum of 1."),
        "value": Role("field", help="Rating, up to `best`."),
        "ranges": Role("mapping", needed=False, help="List -> ratings that fit it: `strengths: 3-4`."),
        "best": Role("number", needed=False, help="Highest rating; 4."),
        "middle": Role("number", needed=False, help="Rating that counts as average; 2.5."),
        "waits": Role("word", needed=False, help="What is said of the first one behind: `waits for us`."),
    },
    {
        "total": "Weighted total.",
        "weights": "Weight of each factor; they sum to 1.",
        "scores": "Weight times rating of each factor.",
        "how": "Weight (1 in all) times rating, heaviest first in each list.",
        "points_total": "Sum of the points as entered.",
        "rated": "How many factors count.",
        "behind": "Factors below the best rating, those first that lack most: weight times what is missing.",
        "line": "The total against the middle, in one sentence.",
    },
    source="David, Strategic Management (IFE and EFE matrices)",
)
def weighted_score(view: View, binding: Mapping[str, Any]) -> Figure:
    """Factors by weight and rating (IFE, EFE)."""
    weight, value = bind.key(binding, "weight"), bind.key(binding, "value")
    items = view.items(bind.lists(binding, "of"))
    points = {i.id: exact.amount(view, i, weight) for i in items}
    ratings = {i.id: exact.amount(view, i, value) for i in items}
    findings = list(_score_findings(view, items, points, ratings, binding))
    whole = {i: p for i, p in points.items() if p is not None and p > 0 and ratings[i] is not None}
    total_points = sum((Fraction(p) for p in whole.values()), Fraction())
    entered = float(sum((p for p in points.values() if p is not None and p > 0), Decimal()))
    if not total_points:
        return Figure(findings=findings, why_missing="No factor has both a weight and a rating yet.")
    weights = {i: Fraction(p) / total_points for i, p in whole.items()}
    rated = {i: Fraction(ratings[i] or 0) for i in whole}
    total = sum((weights[i] * rated[i] for i in whole), Fraction())
    best = Fraction(exact.decimal(binding.get("best")) or 4)
    middle = Fraction(exact.decimal(binding.get("middle")) or Decimal("2.5"))
    gaps = {i: weights[i] * (best - rated[i]) for i in whole}
    behind = sorted((i for i in gaps if gaps[i] > 0), key=lambda i: -gaps[i])
    # Held against the middle as it is shown: 2.497 reads 2.50, and that is not below 2.5.
    read = Fraction(f"{float(total):.2f}")
    side = "above" if read > middle else "below" if read < middle else "at"
    line = f"{float(total):.2f} of {exact.shown(best)}, {side} the middle of {exact.shown(middle)}"
    names = bind.lists(binding, "of")
    parked = [i for i in view.items(names, away=True) if i.status == "parked" and not i.into]
    gone = sum(exact.amount(view, i, weight) is not None for i in parked)
    if gone:
        total_told = f"{entered:.1f}".removesuffix(".0")
        line += f"; {gone} parked since, and the other weights add to {total_told}"
    if behind and (waits := bind.word(binding, "waits")):
        line += f"; {{{behind[0]}}} {waits}"
    note = f"of {exact.shown(best)}"
    note += "" if len(whole) == len(items) else f", {len(whole)} of {len(items)} factors"
    lists = list(dict.fromkeys(item.collection for item in items))
    place = {item.id: lists.index(item.collection) for item in items}
    # Whole points of 100 need two digits, means of several people one more: so the product fits.
    digits = 2 if all((w * 100).denominator == 1 for w in weights.values()) else 3
    heaviest = sorted(whole, key=lambda i: (place[i], -weights[i]))
    return Figure(
        parts={
            "total": Value(number=float(total), note=note),
            "weights": PerItem(values={i: float(w) for i, w in weights.items()}),
            "scores": PerItem(values={i: float(weights[i] * rated[i]) for i in whole}),
            "how": PerItem(
                values={
                    i: f"{float(w):.{digits}f} x {exact.shown(rated[i])} = {float(w * rated[i]):.2f}"
                    for i, w in ((i, weights[i]) for i in heaviest)
                }
            ),
            "points_total": Value(number=entered, decimals=0 if entered == int(entered) else 2),
            "rated": Value(number=len(whole), decimals=0, note=f"{len(whole)} of {len(items)}", counted=True),
            "behind": Items(ids=behind),
            "line": Sentence(text=f"{line}."),
        },
        findings=findings,
        n=len(whole),
    )


def _score_findings(
    view: View,
    items: list[Item],
    points: dict[str, Decimal | None],
    ratings: dict[str, Decimal | None],
    binding: Mapping[str, Any],
) -> Iterator[Finding]:
    weight, value = bind.key(binding, "weight"), bind.key(binding, "value")
    begun = any(v is not None for v in (*points.values(), *ratings.values()))
    # A short agenda weighs and does not rate; nobody is asked for what no step asks.
    rated = any(v is not None for v in ratings.values())
    for item in items:
        span = _span(binding.get("ranges"), item.collection)
        rating, given = ratings[item.id], points[item.id]
        code, words = view.code(item), say.short(item.text, 32)
        if rating is not None and span is not None and not span[0] <= rating <= span[1]:
            low, high = exact.shown(span[0]), exact.shown(span[1])
            message = f"{code} {words}: rated {exact.shown(rating)} among {say.title(view, item.collection)}."
            mend = f"Rate it {low} to {high}, or move it to another list."
            yield say.error("SW8", message, mend, item.id, value)
        # Nought is an answer: it decides nothing, and how strong one is there is not asked.
        if begun and (given is None or given < 0):
            message = f"{code} {words} has no weight, so it does not count."
            yield say.hint("SW9", message, "How much does it matter in our trade?", item.id, weight)
        elif rated and rating is None and given != 0:
            message = f"{code} {words} is not rated, so it does not count."
            yield say.hint("SW9", message, "How strong are we there?", item.id, value)


def _span(ranges: Any, collection: str) -> tuple[Decimal, Decimal] | None:
    """Ratings that fit a list: `3-4`, `[3, 4]`."""
    found = ranges.get(collection) if isinstance(ranges, Mapping) else None
    ends = found.split("-") if isinstance(found, str) else found if isinstance(found, list) else []
    numbers = [n for n in map(exact.decimal, ends) if n is not None]
    return (numbers[0], numbers[-1]) if numbers else None


@figure(
    "top_factors",
    {
        "of": Role("collections", help="The lists; together they count as one."),
        "by": Role("field", needed=False, help="Importance."),
        "tie": Role("field", needed=False, help="Evidence grade, which breaks ties."),
        "n": Role("number", needed=False, help="How many; 3."),
    },
    {
        "top": "The most important factors, highest first.",
        "rated": "Importance of every factor that was rated, highest first.",
    },
)
def top_factors(view: View, binding: Mapping[str, Any]) -> Figure:
    """The few factors that matter most."""
    items = view.items(bind.lists(binding, "of"))
    by, tie = bind.key(binding, "by", "importance"), bind.key(binding, "tie", "grade")
    ranked = top(view, items, by, tie, len(items))
    if not ranked:
        return Figure(why_missing="No factor has an importance yet.")
    found = ranked[: max(bind.whole(binding, "n", TOP), 0)]
    rated: dict[str, float | str | None] = {i.id: float(exact.amount(view, i, by) or 0) for i in ranked}
    parts: dict[str, Part] = {"top": Items(ids=[i.id for i in found]), "rated": PerItem(rated, 0)}
    return Figure(parts=parts, n=len(found))


def top(view: View, items: list[Item], by: str, tie: str, n: int = TOP) -> list[Item]:
    """The n most important items; evidence breaks ties, then the order shown. Our convention.

    All lists together make one: "top priority" is a claim on the whole firm, and three of each list
    would call most of a short SWOT a priority. An item without importance does not take part.
    """
    ranks = []
    for item in items:
        first, second = exact.amount(view, item, by), exact.amount(view, item, tie)
        if first is not None:
            ranks.append((first, Decimal(-1) if second is None else second, item))
    ranks.sort(key=lambda rank: rank[:2], reverse=True)
    return [item for _, _, item in ranks[: max(n, 0)]]


@figure(
    "dots",
    {"round": Role("round", help="Step in which dots are given.")},
    {
        "dots": "Dots of each item.",
        "order": "Items, most dots first.",
        "bars": "Dots of each item, most first, as bars.",
        "none": "Items nobody chose.",
        "leader": "Who leads and what nobody chose, in one sentence.",
        "n": "How many people gave dots.",
    },
)
def dots(view: View, binding: Mapping[str, Any]) -> Figure:
    """Dots of all people together."""
    step = bind.word(binding, "round")
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    answers = rounds.read(view, held)
    if answers.n and not answers.shown(answers.n).middle:
        people = bind.count(answers.n, "person", "people")
        why = f"{people} gave dots: they are shown from {answers.least[0]} on."
        return Figure(why_missing=why, n=answers.n)
    sums: dict[str, float] = {}
    for subject in answers.subjects:
        item = view.item(subject)
        if item is None or item.retired:
            continue
        given = answers.numbers(subject).values()
        sums[item.id] = sums.get(item.id, 0) + sum(n for n in given if n > 0)
    if not any(sums.values()):
        return Figure(why_missing="Nobody has given a dot yet.", n=answers.n)
    order = sorted(sums, key=lambda i: (-sums[i], view.place(i)))
    most = sums[order[0]]
    none = [i for i in order if not sums[i]]
    return Figure(
        parts={
            "dots": PerItem(values=dict(sums), decimals=0),
            "order": Items(ids=order),
            "bars": Bars(bars=[Bar(label=i, number=sums[i]) for i in order], high=most),
            "none": Items(ids=none),
            "leader": Sentence(text=_leader([i for i in order if sums[i] == most], most, none)),
            "n": Value(number=answers.n, decimals=0),
        },
        n=answers.n,
    )


def _leader(first: list[str], most: float, none: list[str]) -> str:
    verb = "leads" if len(first) == 1 else "lead"
    each = "" if len(first) == 1 else " each"
    line = f"{bind.refs(first)} {verb} with {exact.shown(most)} {'dot' if most == 1 else 'dots'}{each}"
    if not none:
        return f"{line}."
    lost = bind.refs(none) if len(none) <= 3 else f"{len(none)} others"
    return f"{line}; nobody chose {lost}."
