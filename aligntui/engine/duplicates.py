"""Cards that say the same, written once: which look alike, whose words stand, and what merging keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.clean import clip
from aligntui.text.words import similar

ALIKE = 0.6
"""Share of words in common from which two cards are offered for merging (our convention)."""
MOST = 120
"""Cards among which pairs are looked for: beyond it every look would be felt."""

Pair = tuple[Item, Item]


def look_alikes(view: View, collections: Iterable[str], item: Item) -> list[Item]:
    """Cards of these lists that share most of their words with a card."""
    return [
        other
        for name in collections
        for other in view.items(name)
        if other.id != item.id and similar(other.text, item.text) >= ALIKE
    ]


def pairs(view: View, collections: Iterable[str], apart: Iterable[frozenset[str]] = ()) -> list[Pair]:
    """Pairs of cards that share most of their words, in the order shown.

    Args:
        view: The snapshot.
        collections: Lists in which they stand; a pair may stand in two of them.
        apart: Pairs of ids that somebody looked at and kept both.
    """
    kept = set(apart)
    items = [item for name in collections for item in view.items(name)][:MOST]
    return [
        (a, b)
        for a, b in combinations(items, 2)
        if frozenset((a.id, b.id)) not in kept and similar(a.text, b.text) >= ALIKE
    ]


def named(view: View, found: Sequence[Pair], most: int = 3, cells: int = 0) -> str:
    """Pairs as a person reads them: `S1 / S7   O2 / O6 and 2 more`; with room the first one's words."""
    said = [f"{view.code(a)} / {view.code(b)}" for a, b in found[:most]]
    room = cells - sum(len(one) + 3 for one in said)
    if said and room >= 16:
        said[0] += f' "{clip(found[0][0].text, room - 4)}"'
    return "   ".join(said) + (f" and {len(found) - most} more" if len(found) > most else "")


def grade_field(view: View, item: Item, shows: Iterable[str]) -> str:
    """The scale that says how good the evidence of a card is: the first one that its step shows."""
    for key in shows:
        field = view.book.field(item.collection, key)
        if field is not None and field.type == "scale":
            return key
    return ""


def better(view: View, items: Sequence[Item], second: str, grade: str) -> Item:
    """The card with the better evidence: the higher grade, then any evidence at all, then the first one.

    Args:
        view: The snapshot.
        items: At least one card; the one that stays comes first.
        second: Field with the evidence, "" for none.
        grade: Scale that says how good it is, "" for none.
    """

    def good(item: Item) -> tuple[int, bool]:
        graded = item.fields.get(grade)
        return graded if isinstance(graded, int) else -1, bool(second and view.text(item, second))

    return max(items, key=good)
