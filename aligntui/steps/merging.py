"""Cards that say the same, written once: finding them, and what merging keeps."""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.analysis.view import View
from aligntui.flow import edit
from aligntui.session import codes
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp
from aligntui.text.words import similar

ALIKE = 0.6
"""Share of words in common from which two cards are offered for merging (our convention)."""


def look_alikes(view: View, collections: Iterable[str], item: Item) -> list[Item]:
    """Cards of these lists that share most of their words with a card."""
    return [
        other
        for name in collections
        for other in view.items(name)
        if other.id != item.id and similar(other.text, item.text) >= ALIKE
    ]


def merged(view: View, stays: Item, goes: list[Item], second: str) -> list[AnyOp]:
    """Ops that write several cards once: words of the one that stays, evidence of another if it has none.

    Their codes are settled first, so that the code of a card that goes is never given to another.
    """
    evidence = {}
    if second and not view.text(stays, second):
        best = next((view.text(other, second) for other in goes if view.text(other, second)), "")
        evidence = {second: best} if best else {}
    settled = codes.settle(view.session, {item.series for item in (stays, *goes)})
    first: list[AnyOp] = [settled] if settled is not None else []
    return [*first, *edit.merge(view, stays, goes, stays.text, evidence)]
