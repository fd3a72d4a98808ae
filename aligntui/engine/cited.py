"""Who cites an item: what points to it on purpose. Pairs that were only crossed in a grid do not count."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.clean import clip


def cited_by(view: View, item_id: str) -> list[Item]:
    """Items whose link fields point to an item, each once, in the order of their lists."""
    found: dict[str, Item] = {}
    for relation, item in view.citing(item_id):
        if relation != "of" and relation not in view.book.relations:
            found.setdefault(item.id, item)
    return list(found.values())


def words_of(view: View, items: list[Item], cells: int) -> str:
    """`SO1 Start a weekend bread club   ST1 Stand for slow bread`, as much as there is room for."""
    return clip("   ".join(f"{view.code(item)} {item.text}" for item in items[:3]), cells)
