"""What a list can be sorted by: dots that were given, grades, weights, how far answers lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from aligntui.analysis import bind, exact
from aligntui.analysis.counted import subjects
from aligntui.analysis.rounds import read
from aligntui.analysis.spread import spreads
from aligntui.analysis.view import View
from aligntui.methods.types import Field
from aligntui.session.model import Item, Round

DOTS, SPREAD = "dots", "spread"
"""Keys of what rounds give; every other one is a field."""


class Measure(Struct, frozen=True):
    """A number of each item that has one."""

    key: str
    label: str
    values: dict[str, float]

    def shown(self, item: str) -> str:
        """The number of an item, `-` where it has none."""
        return exact.shown(self.values[item]) if item in self.values else "-"

    def words(self, item: str) -> str:
        """The number with what it is of: `2 dots`, `weight 12`; "" where the item has none."""
        if item not in self.values:
            return ""
        if self.key == DOTS:
            return bind.count(int(self.values[item]), "dot")
        return f"{self.label} {self.shown(item)}"

    def ordered(self, items: Sequence[Item]) -> list[Item]:
        """Those with most first, equal ones as they stood; those without a number last."""
        return sorted(items, key=lambda item: -self.values.get(item.id, float("-inf")))


def measures(view: View, items: Sequence[Item]) -> list[Measure]:
    """What these items can be sorted by: nothing of which none of them has any."""
    ids = {item.id for item in items}
    of_rounds = [Measure(DOTS, "dots", dots(view)), Measure(SPREAD, "spread", _spread(view))]
    found = [
        Measure(one.key, one.label, {ref: n for ref, n in one.values.items() if ref in ids})
        for one in of_rounds
    ]
    fields: dict[str, Measure] = {}
    comparing: dict[str, dict[str, Field]] = {}
    for item in items:
        if item.collection not in comparing:
            of_list = view.book.fields(item.collection)
            comparing[item.collection] = {k: f for k, f in of_list.items() if _compares(k, of_list)}
        for key, field in comparing[item.collection].items():
            number = view.number(item, key)
            if number is not None:
                label = field.label or key.replace("_", " ")
                fields.setdefault(key, Measure(key, label, {})).values[item.id] = float(number)
    rated = [one for one in found if any(one.values.values())]
    return [*rated, *(one for key, one in fields.items() if key not in (DOTS, SPREAD))]


def dots(view: View) -> dict[str, float]:
    """Dots of the latest count of each step, by item."""
    given: dict[str, float] = {}
    for held in _latest(view, "dots"):
        for subject in subjects(view, held):
            given[subject] = given.get(subject, 0.0) + sum(read(view, held).told(subject))
    return given


def _spread(view: View) -> dict[str, float]:
    """Between the lowest and the highest answer about an item, where enough were given to show them."""
    return {
        line.subject: line.high - line.low
        for held in _latest(view, "scale")
        for line in spreads(view, held)
        if line.n > 1 and line.middle
    }


def _latest(view: View, kind: str) -> list[Round]:
    """The latest round of each step that was revealed and holds answers of this type, the oldest first."""
    every = sorted(view.session.rounds.values(), key=lambda held: (held.date, held.n, held.id))
    ready = [r for r in every if r.state == "revealed" and not r.erased and r.answer.get("type") == kind]
    latest = {held.step: held for held in ready}
    return [held for held in ready if latest[held.step] is held]


def _compares(key: str, of_list: Mapping[str, Field]) -> bool:
    """Whether the numbers of a field mean the same in every row: a scale, or a number with one unit."""
    field = of_list[key]
    # The unit may stand in another field, for each row its own.
    of_row = field.unit in of_list and field.unit != key
    return field.type == "scale" or (field.type == "number" and bool(field.unit) and not of_row)
