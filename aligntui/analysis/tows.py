"""TOWS: how inside and outside hang together, and which factors the strategies use.

The crossing is Weihrich's (1982): a plus where a pair is a real match, 0 where it is not. Row sums tell the
reach of a strength or weakness, column sums how connected an outside factor is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from aligntui.analysis import bind, exact, say
from aligntui.analysis.citing import cited, live
from aligntui.analysis.crossings import asked_pairs
from aligntui.analysis.figure import Bar, Bars, Figure, Finding, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.analysis.where import matches
from aligntui.methods.types import as_list
from aligntui.session.model import Item
from aligntui.text.listing import listed

Crossing = dict[tuple[str, str], Decimal]
"""Value of each pair that was looked at, by row and column."""


@figure(
    "pair_sums",
    {
        "of": Role("relation", help="The crossing."),
        "value": Role("field", help="Its value: 0 or 1, or a strength up to 3."),
        "none": Role("word", needed=False, help="Said of a column with no match: `Nothing touches {col}.`"),
        "one": Role("word", needed=False, help="The same with one match: `Only {row} touches {col}.`"),
    },
    {
        "rows": "Sum of each row.",
        "cols": "Sum of each column.",
        "total": "Sum of all.",
        "possible": "What the sum would be if every pair matched.",
        "matches": "Pairs above 0.",
        "most": "Columns with the highest sum.",
        "least": "Columns with the lowest sum, once more than half of them is looked at.",
        "most_rows": "Rows with the highest sum.",
        "least_rows": "Rows with the lowest sum.",
        "open": "Pairs not looked at yet.",
        "line": "The most connected, in one sentence, once more than half of a column is looked at.",
        "share": "Sum and what is possible, as in 37 of 110.",
    },
    source="Weihrich 1982; sums: our convention",
)
def pair_sums(view: View, binding: Mapping[str, Any]) -> Figure:
    """Sums of a crossing, by row and column."""
    name, value = bind.word(binding, "of"), bind.key(binding, "value")
    rows, cols = ends(view, name)
    if not rows or not cols:
        return Figure(why_missing="There is nothing to cross yet: both sides need a line.")
    cells = crossing(view, name, value)
    definition = view.book.relations[name]
    pairs = [pair for pair in asked_pairs(view, definition, rows, cols) if pair[0] != pair[1]]
    if definition.pairs == "once":
        cells |= {pair[::-1]: content for pair, content in cells.items() if pair not in pairs}
    cells = {pair: cells[pair] for pair in pairs if pair in cells}
    if not cells:
        parts: dict[str, Part] = {"open": Value(number=len(pairs), decimals=0)}
        return Figure(parts=parts, n=0, why_missing="No pair is looked at yet.")
    zero = Decimal()
    row_sum, col_sum = {r.id: zero for r in rows}, {c.id: zero for c in cols}
    for (row, col), amount in cells.items():
        row_sum[row] += amount
        col_sum[col] += amount
    total = sum(cells.values(), zero)
    highest = max(cells.values())
    top = _top_of_scale(view, name, value, highest) if highest > 1 else Decimal(1)
    possible = top * len(pairs)
    seen_cols = _mostly_seen([c.id for c in cols], cells, pairs, 1)
    seen_rows = _mostly_seen([r.id for r in rows], cells, pairs, 0)
    missing = {pair[1] for pair in pairs if pair not in cells}
    whole_cols = [c for c in cols if c.id not in missing]
    most, least = _extremes({c: col_sum[c] for c in seen_cols})
    most_rows, least_rows = _extremes({r: row_sum[r] for r in seen_rows})
    return Figure(
        parts={
            "rows": PerItem(values={i: float(v) for i, v in row_sum.items()}, decimals=0),
            "cols": PerItem(values={i: float(v) for i, v in col_sum.items()}, decimals=0),
            "total": Value(number=float(total), decimals=0),
            "possible": Value(number=float(possible), decimals=0),
            "matches": Value(number=sum(1 for v in cells.values() if v > 0), decimals=0),
            "most": Items(ids=most),
            "least": Items(ids=least),
            "most_rows": Items(ids=most_rows),
            "least_rows": Items(ids=least_rows),
            "open": Value(number=len(pairs) - len(cells), decimals=0),
            "line": Sentence(text=_line(most)),
            "share": Sentence(text=f"{exact.shown(total)} of {exact.shown(possible)}"),
        },
        findings=list(_thin(view, whole_cols, cells, len(rows), binding)),
        n=len(cells),
    )


def ends(view: View, relation: str) -> tuple[list[Item], list[Item]]:
    """Live row items of a relation, and the column items its condition lets in."""
    definition = view.book.relations.get(relation)
    if definition is None:
        return [], []
    cols = view.items(as_list(definition.cols))
    return view.items(as_list(definition.rows)), [c for c in cols if matches(view, c, definition.where)]


def crossing(view: View, relation: str, value: str) -> Crossing:
    """Values of the pairs that were looked at; what is no number counts as not looked at."""
    found = {pair: exact.decimal(link.fields.get(value)) for pair, link in view.links(relation).items()}
    return {pair: number for pair, number in found.items() if number is not None}


def _top_of_scale(view: View, relation: str, value: str, highest: Decimal) -> Decimal:
    definition = view.book.relations.get(relation)
    field = definition.fields.get(value) if definition is not None else None
    return max(Decimal(field.to), highest) if field is not None and field.to is not None else highest


def _mostly_seen(ids: list[str], cells: Crossing, pairs: list[tuple[str, str]], side: int) -> list[str]:
    have = dict.fromkeys(ids, 0)
    of = dict.fromkeys(ids, 0)
    for pair in pairs:
        of[pair[side]] += 1
        have[pair[side]] += pair in cells
    return [i for i in ids if have[i] * 2 > of[i]]


def _extremes(sums: Mapping[str, Decimal]) -> tuple[list[str], list[str]]:
    """Ids with the highest and with the lowest sum; nothing is both."""
    if not sums:
        return [], []
    high, low = max(sums.values()), min(sums.values())
    return [i for i, v in sums.items() if v == high], [i for i, v in sums.items() if v == low != high]


def _line(most: list[str]) -> str:
    if not most:
        # Too few pairs are looked at: what is connected cannot be said yet.
        return ""
    return f"{bind.refs(most)} {'is' if len(most) == 1 else 'are'} the most connected."


def _thin(
    view: View, cols: list[Item], cells: Crossing, rows: int, binding: Mapping[str, Any]
) -> Iterator[Finding]:
    """Columns that hang on one link or none once each pair is looked at, in the words of the method."""
    none, one = bind.word(binding, "none"), bind.word(binding, "one")
    links: dict[str, list[str]] = {}
    for (row, col), value in cells.items() if rows > 1 else ():
        links.setdefault(col, []).extend([row] if value > 0 else [])
    for item in cols if rows > 1 else ():
        held = links.get(item.id, [])
        said = one if len(held) == 1 else "" if held else none
        if said:
            message = said.replace("{col}", f'{view.code(item)} "{say.short(item.text, 32)}"')
            message = message.replace("{row}", say.name(view, held[0], 32)) if held else message
            mend = "What else does?" if held else "Is it a blind spot, or no concern of ours?"
            yield say.warning("GR1", message, mend, item.id, others=held)


@figure(
    "coverage",
    {
        "of": Role("collections", help="What should be used: the factors."),
        "by": Role(
            "grouping",
            help="Link field that uses it: `strategies.cites`; `tasks.parent` for what hangs on it.",
        ),
        "split": Role("field", needed=False, help="Choice field whose values are cells: `strategies.cell`."),
    },
    {
        "share": "How many are cited.",
        "written": "What is written, to be read out.",
        "used": "Items cited by something.",
        "unused": "Items cited by nothing.",
        "counts": "How many cite each.",
        "used_n": "How many are used.",
        "unused_n": "How many are not.",
        "cells": "Cards in each cell, as bars.",
        "cards": "Cards in each cell.",
        "least": "Fewest cards in any cell.",
        "empty": "Cells without a card, in one sentence.",
    },
)
def coverage(view: View, binding: Mapping[str, Any]) -> Figure:
    """Which items are used by what cites them, and which nobody uses."""
    items = view.items(bind.lists(binding, "of"))
    by, split = bind.word(binding, "by"), bind.key(binding, "split")
    collection = by.rpartition(".")[0]
    counts = {item.id: 0 for item in items}
    for targets in cited(view, by).values():
        for target in live(targets):
            if target.id in counts:
                counts[target.id] += 1
    used = [i for i, n in counts.items() if n]
    unused = [i for i, n in counts.items() if not n]
    parts: dict[str, Part] = {
        "share": Sentence(text=f"{len(used)} of {len(items)}"),
        "written": Items(ids=[card.id for card in view.items(collection)]),
        "used": Items(ids=used),
        "unused": Items(ids=unused),
        "counts": PerItem(values={i: float(n) for i, n in counts.items()}, decimals=0),
        "used_n": Value(number=len(used), decimals=0),
        "unused_n": Value(number=len(unused), decimals=0),
    }
    if split:
        cells = cell_counts(view, collection, split)
        empty = [cell for cell, n in cells.items() if not n]
        most = max(cells.values(), default=0)
        bars = [Bar(label=cell, number=float(n)) for cell, n in cells.items()]
        parts["cells"] = Bars(bars=bars, high=max(most, 1))
        parts["cards"] = PerItem(values={cell: float(n) for cell, n in cells.items()}, decimals=0)
        parts["least"] = Value(number=min(cells.values(), default=0), decimals=0)
        said = f"Nothing in {listed(empty)} yet." if empty else "Every cell has a card."
        parts["empty"] = Sentence(text=said)
    why = "" if items else "There is nothing to use yet."
    return Figure(parts=parts, n=len(items), why_missing=why)


def cell_counts(view: View, collection: str, split: str) -> dict[str, int]:
    """Cards in each value of a choice field, in the order of its choices."""
    definition = view.book.field(collection, split)
    cells = dict.fromkeys(definition.choices, 0) if definition is not None else {}
    for card in view.items(collection):
        cell = cell_of(card, split)
        if cell:
            cells[cell] = cells.get(cell, 0) + 1
    return cells


def cell_of(card: Item, split: str) -> str:
    """Cell a card stands in: its choice, else the series of its code."""
    found = card.fields.get(split)
    return found if isinstance(found, str) and found else card.series
