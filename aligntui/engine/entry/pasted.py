"""Pasted lines that wait in the add line until one question is answered: as many cards, or one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.lists import Column
from aligntui.session import order
from aligntui.session.ops import AnyOp
from aligntui.text.clean import clean_line

JOINT = "; "
"""Between pasted lines that are to be one."""


def joined(first: str, others: Sequence[str]) -> str:
    """All lines as one, so that no word is lost."""
    return JOINT.join(line for line in (first.strip(), *others) if line)


def cards(
    view: View,
    new_id: Callable[[], str],
    column: Column,
    lines: Sequence[str],
    fields: Mapping[str, str],
    *,
    by: str | None = None,
    at: str = "",
) -> list[AnyOp]:
    """Ops that add one card for each line at the end of a list, in the order pasted.

    The first card also gets `fields`: what is said of it in the line below.
    """
    ops: list[AnyOp] = []
    place = ""
    for text in filter(None, (clean_line(line) for line in lines)):
        own = {**column.fixed(), **(fields if not ops else {})}
        item, more = edits.add(view, new_id, column.collection, text, own, parent=column.parent, by=by, at=at)
        item.pos = place = order.after([item.pos, place]) if place else item.pos
        ops += more
    return ops
