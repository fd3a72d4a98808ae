"""Where a firm stands on several measures: two held against each other, and a profile of many.

A profile is a mirror for talk: every bar leads to what it is made of, and the one number is shown only where
enough of them are known (our convention).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aligntui.analysis import bind, stats
from aligntui.analysis.figure import Bar, Bars, Figure, Part, PerItem, Places, Sentence, Value
from aligntui.analysis.registry import Role, figure, resolver
from aligntui.analysis.view import View
from aligntui.text.listing import listed

LEAST = 5
"""Bars of a profile from which the number of all is shown, unless told."""


@figure(
    "balance",
    {
        "x": Role("figure", help="One measure."),
        "y": Role("figure", help="The other, on the same scale."),
        "low": Role("number", needed=False, help="Lowest point of the scale; 0."),
        "high": Role("number", needed=False, help="Highest point of the scale; 100."),
        "names": Role("mapping", needed=False, help="`x`, `y`: what they are called; `us`: the point."),
        "says": Role("mapping", needed=False, help="`above`, `below`, `even`: what it means that y is."),
        "even": Role("number", needed=False, help="Difference up to which both count as even; 0."),
        "cut": Role("number", needed=False, help="First value that counts as high."),
    },
    {
        "fit": "How near they are, 0 to 100.",
        "gap": "y less x.",
        "product": "Both multiplied, 0 to 100.",
        "place": "The point on both.",
        "line": "How they stand, in one sentence.",
    },
    source="fit as nearness: Donaldson 2001; product: Gibson & Birkinshaw 2004",
    main=("fit",),
)
def balance(view: View, binding: Mapping[str, Any]) -> Figure:
    """Two measures on one scale: how near, which is above, and both multiplied."""
    parts = resolver(view, binding)
    x, y = (_number(parts(bind.word(binding, side)), binding.get(side)) for side in ("x", "y"))
    if x is None or y is None:
        return Figure(why_missing="One of both is not known yet.")
    low, high = (bind.as_number(binding.get(k)) for k in ("low", "high"))
    low, high = 0.0 if low is None else low, 100.0 if high is None else high
    span = (high - low) or 1.0
    given, says = _texts(binding.get("names")), _texts(binding.get("says"))
    names = {side: given.get(side, side) for side in ("x", "y")}
    gap, even = y - x, bind.as_number(binding.get("even")) or 0.0
    side = "even" if abs(gap) <= even + 1e-9 else "above" if gap > 0 else "below"
    said = says.get(side, "")
    cut = bind.as_number(binding.get("cut"))
    line = f"{names['x']} {x:.1f}, {names['y']} {y:.1f}"
    found: dict[str, Part] = {
        "fit": Value(100 * (1 - abs(gap) / span), 1),
        "gap": Value(gap, 2),
        "product": Value(100 * (x - low) * (y - low) / span**2, 1),
        "place": Places(
            {given.get("us", "we"): (x, y)}, names["x"], names["y"], (low, high), (low, high),
            None if cut is None else (cut, cut),
        ),
        "line": Sentence(f"{line}: {said}." if said else f"{line}."),
    }  # fmt: skip
    return Figure(parts=found, n=2)


def _texts(given: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in given.items()} if isinstance(given, Mapping) else {}


def _proofs(rests_on: list[tuple[str, Part | None, float | None]]) -> str:
    """What a bar rests on: of one number alone what that says of itself, of several each with its name."""
    [(_, part, number), *more] = rests_on
    if not more and number is not None:
        return part.note if isinstance(part, Value) else ""
    return "; ".join(_proof(*each) for each in rests_on)


def _proof(ref: str, part: Part | None, number: float | None) -> str:
    """What a bar rests on: `coverage 80 (4 of 5)`."""
    name = ref.rpartition(".")[2].replace("_", " ")
    note = f" ({part.note})" if isinstance(part, Value) and part.note else ""
    return f"{name} {'not known yet' if number is None else f'{number:.0f}'}{note}"


def _number(part: Part | None, plain: Any = None) -> float | None:
    """A part as one number: its own, or the mean of what it says of each."""
    if isinstance(part, Value):
        return part.number
    if isinstance(part, PerItem):
        known = [n for n in map(bind.as_number, part.values.values()) if n is not None]
        return stats.mean(known) if known else None
    return bind.as_number(plain)


@figure(
    "profile",
    {
        "bars": Role("components", help="Label -> part of a figure, 0 to 100, or several with their mean."),
        "least": Role("number", needed=False, help="Bars that must be known for the number of all; 5."),
        "lifts": Role("mapping", needed=False, help="Label -> what lifts it, in a few words."),
    },
    {
        "overall": "Mean of all bars that are known; a mirror and no target.",
        "bars": "Each of them.",
        "values": "The same as numbers.",
        "weakest": "The lowest bar.",
        "lift": "What lifts it.",
        "open": "Bars that are not known yet.",
        "n": "How many are known.",
        "line": "How many, and the lowest, in one sentence.",
    },
    main=("overall", "values"),
)
def profile(view: View, binding: Mapping[str, Any]) -> Figure:
    """Several measures as bars, the lowest of them, and the mean where enough are known."""
    parts = resolver(view, binding)
    given = binding.get("bars")
    refs = (
        {str(k): v if isinstance(v, list) else [v] for k, v in given.items()}
        if isinstance(given, Mapping)
        else {}
    )
    read = {label: [_number(parts(str(ref)), ref) for ref in own] for label, own in refs.items()}
    values = {
        label: stats.mean([n for n in own if n is not None]) for label, own in read.items() if None not in own
    }
    waiting = [label for label in refs if label not in values]
    if not values:
        return Figure(why_missing="None of it is known yet.", n=0)
    order = sorted(values, key=lambda label: values[label])
    lowest = order[0]
    lift = _texts(binding.get("lifts")).get(lowest, "")
    whole = stats.mean(list(values.values())) if len(values) >= bind.whole(binding, "least", LEAST) else None
    count = f"{len(values)} of {len(refs)}"
    bars = [
        Bar(
            label,
            values.get(label),
            note=_proofs([(str(ref), parts(str(ref)), n) for ref, n in zip(own, read[label], strict=True)]),
        )
        for label, own in refs.items()
    ]
    said = f"{count} are known; the lowest is {lowest} with {values[lowest]:.0f}"
    found: dict[str, Part] = {
        "overall": Value(whole, 1, note=f"indicative, {count}"),
        "bars": Bars(bars, 100.0, shape="profile"),
        "values": PerItem(dict(values), 1),
        "weakest": Sentence(lowest),
        "lift": Sentence(lift),
        "open": Sentence(listed(waiting)),
        "n": Value(float(len(values)), 0, note=count, counted=True),
        "line": Sentence(_lifted(said, lift)),
    }
    return Figure(parts=found, n=len(values))


def _lifted(said: str, lift: str) -> str:
    """What is said of the bars, with what lifts the lowest: a sentence of its own, or a few words."""
    if lift.endswith("."):
        return f"{said}. {lift}"
    return f"{said}; what lifts it: {lift}." if lift else f"{said}."
