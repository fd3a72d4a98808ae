"""Which pairs of a crossing are asked: all, none with itself, each once, or only up a ladder. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.view import View
from aligntui.methods.types import Relation
from aligntui.session.model import Item


def asked_pairs(
    view: View, relation: Relation, rows: Sequence[Item], cols: Sequence[Item]
) -> list[tuple[str, str]]:
    """Ids of the pairs that are asked, row by row.

    Args:
        view: The session as one person sees it.
        relation: Its `pairs` say which of all pairs are asked; `along` says what ranks the items.
        rows: Items down the side, in order.
        cols: Items along the top, in order.
    """
    every = [(row, col) for row in rows for col in cols if relation.pairs == "all" or row.id != col.id]
    if relation.pairs == "upward":
        every = [(row, col) for row, col in every if _is_lower(view, relation.along, row, col)]
    ends = [(row.id, col.id) for row, col in every]
    if relation.pairs != "once":
        return ends
    taken: set[tuple[str, str]] = set()
    for row, col in ends:
        if (col, row) not in taken:
            taken.add((row, col))
    return [pair for pair in ends if pair in taken]


def _is_lower(view: View, along: str, row: Item, col: Item) -> bool:
    low, high = _rank(view, along, row), _rank(view, along, col)
    return low is not None and high is not None and low < high


def _rank(view: View, along: str, item: Item) -> float | None:
    """Place of an item on a ladder: of a choice the place among the choices, else its number."""
    field, value = view.book.field(item.collection, along), item.fields.get(along)
    if field is not None and field.type == "choice":
        keys = list(field.choices)
        return float(keys.index(value)) if value in keys else None
    try:
        return float(value) if value not in (None, "") else None
    except (TypeError, ValueError):
        return None
