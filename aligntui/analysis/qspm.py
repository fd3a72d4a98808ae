"""Alternatives weighed by factors: attractiveness times weight, summed (QSPM; David, *Strategic Management*).

Weights sum to 1 in each list of factors. A factor that makes no difference is left out for all alternatives;
one that is rated for some only counts for none, since a blank is no nought. What is compared must exclude
each other. The sum hides what drove it: so the widest differences and what one point would change are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from aligntui.analysis import bind, exact, say, told
from aligntui.analysis.figure import (
    Bar,
    Bars,
    Figure,
    Finding,
    Items,
    Part,
    PerItem,
    PerLink,
    Sentence,
    Value,
)
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.tows import ends
from aligntui.analysis.view import View
from aligntui.session.model import Item, pair

Scores = dict[str, dict[str, Fraction]]
"""Factor -> alternative -> attractiveness."""


@figure(
    "qspm",
    {
        "of": Role("relation", help="Factors crossed with the alternatives."),
        "value": Role("field", help="How attractive the alternative is by this factor, 1 to 4."),
        "weight": Role("field", help="Weight of a factor; each list is brought to a sum of 1."),
    },
    {
        "sums": "Total attractiveness of each alternative.",
        "bars": "The same, the highest first, as bars.",
        "order": "Alternatives, the highest first.",
        "each": "Weight times attractiveness, of each pair.",
        "drives": "How far each factor parts the alternatives, the widest first.",
        "dashed": "Factors that make no difference to any.",
        "partial": "Factors that are rated for some only; they do not count.",
        "weight": "Weight that counts, of the whole.",
        "lead": "Highest total less the next.",
        "turns": "Pairs of which one point less, or more, would change the winner.",
        "line": "Who leads, and by how much, in one sentence.",
    },
    source="David, Strategic Management (QSPM)",
    main=("sums",),
)
def qspm(view: View, binding: Mapping[str, Any]) -> Figure:
    """Alternatives by weighted attractiveness, what drives the result, and what would turn it."""
    name, value = bind.word(binding, "of"), bind.key(binding, "value")
    rows, cols = ends(view, name)
    weights = _weights(view, rows, bind.key(binding, "weight"))
    given = {row.id: _row(view, name, row, cols, value) for row in rows}
    whole = {i: row for i, row in given.items() if len(row) == len(cols) and i in weights}
    partial = [i for i, row in given.items() if 0 < len(row) < len(cols)]
    findings = list(_findings(view, name, partial, given, cols))
    if not whole or len(cols) < 2:
        why = (
            "No factor is rated for all alternatives yet."
            if len(cols) > 1
            else "There is nothing to compare yet."
        )
        return Figure(findings=findings, why_missing=why, n=0)
    sums = _sums(whole, weights, cols)
    order = sorted(sums, key=lambda i: -sums[i])
    drives = {i: weights[i] * (max(row.values()) - min(row.values())) for i, row in whole.items()}
    ranked = {i: drives[i] for i in sorted(drives, key=lambda i: -drives[i])}
    lead = sums[order[0]] - sums[order[1]]
    turns = _turning(view, name, value, whole, weights, order, sums)
    counted, every = sum((weights[i] for i in whole), Fraction()), sum(weights.values(), Fraction())
    first = told.name(view, order[0])
    said = (
        f"{first} leads with {float(sums[order[0]]):.2f}, {float(lead):.2f} above {told.name(view, order[1])}"
    )
    if turns:
        said += f"; one point would turn it in {bind.count(len(turns), 'cell')}"
    parts: dict[str, Part] = {
        "sums": PerItem({i: float(n) for i, n in sums.items()}),
        "bars": Bars([Bar(i, float(sums[i])) for i in order], float(max(sums.values())) or 1.0, decimals=2),
        "order": Items(order),
        "each": PerLink(
            {pair(i, j): float(weights[i] * n) for i, row in whole.items() for j, n in row.items()},
            shape="heat",
        ),
        "drives": PerItem({i: float(n) for i, n in ranked.items()}),
        "dashed": Items([i for i, row in given.items() if not row]),
        "partial": Items(partial),
        "weight": Value(float(counted), note=f"of {float(every):.2f}"),
        "lead": Value(float(lead)),
        "turns": PerLink(dict(turns)),
        "line": Sentence(f"{said}."),
    }
    return Figure(parts=parts, findings=findings, n=len(whole))


def _row(view: View, relation: str, row: Item, cols: list[Item], value: str) -> dict[str, Fraction]:
    found = {}
    for col in cols:
        link = view.link(relation, row.id, col.id)
        number = exact.decimal(link.fields.get(value)) if link is not None else None
        if number is not None:
            found[col.id] = Fraction(number)
    return found


def _weights(view: View, rows: list[Item], key: str) -> dict[str, Fraction]:
    """Weights that sum to 1 in each list."""
    points = {row.id: (row.collection, exact.amount(view, row, key)) for row in rows}
    known = {i: (name, Fraction(n)) for i, (name, n) in points.items() if n is not None and n > 0}
    sums: dict[str, Fraction] = {}
    for name, n in known.values():
        sums[name] = sums.get(name, Fraction()) + n
    return {i: n / sums[name] for i, (name, n) in known.items()}


def _sums(whole: Scores, weights: Mapping[str, Fraction], cols: list[Item]) -> dict[str, Fraction]:
    return {c.id: sum((weights[i] * row[c.id] for i, row in whole.items()), Fraction()) for c in cols}


def _turning(
    view: View, relation: str, value: str, whole: Scores, weights: Mapping[str, Fraction], order: list[str],
    sums: Mapping[str, Fraction],
) -> dict[str, float | str | None]:  # fmt: skip
    """Pairs whose attractiveness, one point lower for who leads or higher for another, changes who leads."""
    definition = view.book.relations[relation].fields.get(value)
    low = definition.from_ if definition is not None and definition.from_ is not None else 1
    high = definition.to if definition is not None and definition.to is not None else 4
    first, found = order[0], {}
    for i, row in whole.items():
        for j, n in row.items():
            by = -1 if j == first else 1
            gap = sums[first] - (sums[j] if j != first else sums[order[1]])
            if low <= n + by <= high and weights[i] > gap:
                found[pair(i, j)] = f"{exact.shown(n)} to {exact.shown(n + by)}"
    return dict(found)


def _findings(
    view: View, relation: str, partial: list[str], given: Scores, cols: list[Item]
) -> Iterator[Finding]:
    for i in partial:
        missing = [c.id for c in cols if c.id not in given[i]]
        message = (
            f"{say.name(view, i)} is not rated for {say.named(view, missing, 3)}, so it counts for none."
        )
        mend = "Rate it for all, or leave it out for all."
        yield say.warning("QS1", message, mend, i, others=missing, place=relation)
