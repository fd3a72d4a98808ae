"""Values that are all the same choose nothing: all fives, twenty points each, a plus everywhere.

How many of them make it worth a question is our convention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aligntui.analysis import bind, exact, say
from aligntui.analysis.figure import Figure, Finding
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View

FEW = 3
"""Values below which being the same says nothing."""

HALF = 50
"""Points of a hundred from which on one item leaves little to all others."""


@figure(
    "all_alike",
    {
        "of": Role("collections", needed=False, help="Lists whose items have values."),
        "field": Role("field", help="The values."),
        "relation": Role("relation", needed=False, help="A crossing: each of its rows, in place of lists."),
        "least": Role("number", needed=False, help="How many values are compared; 3."),
        "shared": Role("word", needed=False, help="yes where 100 points are shared out: not half on one."),
    },
)
def all_alike(view: View, binding: Mapping[str, Any]) -> Figure:
    """Values that are all the same, or all on one."""
    key, least = bind.key(binding, "field"), bind.whole(binding, "least", FEW)
    relation = bind.word(binding, "relation")
    if relation:
        return Figure(findings=list(_rows(view, relation, key, least)))
    items = [item for name in bind.lists(binding, "of") for item in view.items(name)]
    values = {item.id: number for item in items if (number := exact.amount(view, item, key)) is not None}
    out = []
    if len(values) >= least and len(values) == len(items) and len(set(values.values())) == 1:
        first, value = items[0], exact.shown(next(iter(values.values())))
        label = say.label(view, first.collection, key).lower()
        message = f"All {len(values)} have {value} for {label}: that tells none from another."
        mend = "Compare two at a time: is one of them higher?"
        out.append(say.hint("AA1", message, mend, first.id, key))
    heaviest = max(values, key=lambda ref: values[ref], default="")
    if bind.word(binding, "shared") == "yes" and heaviest and values[heaviest] > HALF and len(values) > 1:
        message = f"{say.name(view, heaviest)} has more than half of all points."
        mend = "Is it the headline of the week, or so every year?"
        out.append(say.hint("AA2", message, mend, heaviest, key))
    return Figure(findings=out, n=len(values))


def _rows(view: View, relation: str, key: str, least: int) -> Iterator[Finding]:
    """Rows that match everything: the best value in each cell."""
    field = view.book.relations[relation].fields.get(key)
    rows: dict[str, list[object]] = {}
    for (row, _), link in view.links(relation).items():
        if link.fields.get(key) not in (None, ""):
            rows.setdefault(row, []).append(link.fields[key])
    for row, values in rows.items():
        if len(values) >= least and field is not None and set(values) == {field.to}:
            message = f"{say.name(view, row)} has the best value everywhere."
            yield say.hint("AA3", message, "Where does it do the least? There it tells something.", row)
