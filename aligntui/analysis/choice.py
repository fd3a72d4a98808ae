"""Choosing: four classes from two scales, and few things taken on at once.

Impact and effort with a cut at 4 and 2 and a limit of five live strategies are our convention.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aligntui.analysis import bind, exact, say
from aligntui.analysis.figure import Figure, Groups, Items, PerItem, Places, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.methods.quadrants import NAMES, cut_of, names_of
from aligntui.session.model import Item

LIVE = 5
"""Most strategies that are live at once in a small firm (our convention: 3 to 5)."""


@figure(
    "quadrant",
    {
        "of": Role("collections", help="The items on the plot."),
        "x": Role("field", help="Scale along the bottom: effort."),
        "y": Role("field", help="Scale up the side: impact."),
        "cut": Role("mapping", needed=False, help="First value that counts as high, [x, y]; [3, 4]."),
        "names": Role("mapping", needed=False, help="Names of `lo_hi`, `hi_hi`, `lo_lo`, `hi_lo` (x, y)."),
    },
    {
        "classes": "Class of each item.",
        "groups": "Items by class.",
        "map": "The items on both scales, with the classes.",
        "order": "Items by class, then the higher y, then the higher y for its x.",
        "ratio": "y divided by x: a tie-break, no more.",
        "open": "Items with a value missing.",
    },
)
def quadrant(view: View, binding: Mapping[str, Any]) -> Figure:
    """Items in four classes by two scales."""
    items = view.items(bind.lists(binding, "of"))
    x, y = bind.key(binding, "x"), bind.key(binding, "y")
    names = names_of(binding)
    cut_x, cut_y = cut_of(binding)
    places: dict[str, tuple[Decimal, Decimal]] = {}
    for item in items:
        across, up = exact.amount(view, item, x), exact.amount(view, item, y)
        if across is not None and up is not None:
            places[item.id] = (across, up)
    waiting = [item.id for item in items if item.id not in places]
    if not places:
        parts = {"open": Items(ids=waiting)}
        return Figure(parts=dict(parts), why_missing="Nothing is rated on both scales yet.", n=0)
    spot = {
        i: f"{'hi' if across >= cut_x else 'lo'}_{'hi' if up >= cut_y else 'lo'}"
        for i, (across, up) in places.items()
    }
    ratios = {i: Fraction(up) / Fraction(across) for i, (across, up) in places.items() if across}
    quadrants = list(NAMES)
    order = sorted(
        places, key=lambda i: (quadrants.index(spot[i]), -places[i][1], -ratios.get(i, Fraction()))
    )
    groups: dict[str, list[str]] = {}
    for where, name in names.items():
        groups.setdefault(name, []).extend(i for i in order if spot[i] == where)
    return Figure(
        parts={
            "classes": PerItem(values={i: names[spot[i]] for i in places}),
            "groups": Groups(groups=groups),
            "map": Places(
                {item.id: _ends(places.get(item.id)) for item in items},
                say.label(view, items[0].collection, x).lower(),
                say.label(view, items[0].collection, y).lower(),
                _range(view, items, x, [across for across, _ in places.values()], cut_x),
                _range(view, items, y, [up for _, up in places.values()], cut_y),
                (float(cut_x), float(cut_y)),
                names,
            ),
            "order": Items(ids=order),
            "ratio": PerItem(values={i: float(ratio) for i, ratio in ratios.items()}),
            "open": Items(ids=waiting),
        },
        n=len(places),
    )


def _ends(place: tuple[Decimal, Decimal] | None) -> tuple[float | None, float | None]:
    return (float(place[0]), float(place[1])) if place is not None else (None, None)


def _range(
    view: View, items: list[Item], key: str, values: list[Decimal], cut: Decimal
) -> tuple[float, float]:
    """The ends of a scale; those of the values where the list gives it none."""
    field = view.book.field(items[0].collection, key.rpartition(".")[2])
    if field is not None and field.type == "scale":
        return float(field.from_ or 1), float(field.to or 5)
    return float(min(*values, cut)), float(max(*values, cut))


@figure(
    "live_limit",
    {
        "of": Role("collections", help="The items that can be taken on."),
        "mark": Role("field", help="Yes-no field: taken on."),
        "max": Role("number", needed=False, help="Most at once; 5."),
        "few": Role(
            "number", needed=False, help="More than so many are asked about; all may be when left out."
        ),
    },
    {
        "n": "How many are taken on.",
        "taken": "Items taken on.",
        "left": "How many more fit.",
    },
)
def live_limit(view: View, binding: Mapping[str, Any]) -> Figure:
    """Few things taken on at once."""
    items = view.items(bind.lists(binding, "of"))
    mark, most = bind.key(binding, "mark"), bind.whole(binding, "max", LIVE)
    few = bind.whole(binding, "few", most)
    taken = [item.id for item in items if view.value(item, mark) == "yes"]
    findings, place = [], f"{bind.lists(binding, 'of')[0]}.{mark}"
    if len(taken) > most:
        message = f"{len(taken)} are taken on; {most} is what a small firm can carry."
        mend = f"Let go of {len(taken) - most}: which would you rather finish?"
        findings.append(say.warning("CH1", message, mend, others=taken[most:], place=place))
    elif len(taken) == len(items) > 1:
        message = f"{len(taken)} of {len(items)} are taken on: nothing was chosen."
        mend = "Which one would you leave, if one had to go?"
        findings.append(say.hint("CH3", message, mend, others=taken, place=place))
    elif len(taken) > few:
        message = f"{len(taken)} are taken on: {few} stay in mind, {most} is the most."
        findings.append(say.hint("CH4", message, f"Which {few} come first?", others=taken, place=place))
    elif items and not taken:
        message = "Nothing is taken on yet."
        findings.append(say.hint("CH2", message, "Take a card on: which would you start now?", place=place))
    return Figure(
        parts={
            "n": Value(number=len(taken), decimals=0, note=f"{len(taken)} of {most}", counted=True),
            "taken": Items(ids=taken),
            "left": Value(number=most - len(taken), decimals=0),
        },
        findings=findings,
        n=len(items),
        why_missing="" if items else "There is nothing to take on yet.",
    )
