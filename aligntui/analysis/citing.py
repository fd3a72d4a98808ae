"""Who cites whom: a link field read once for a whole list, merges followed."""

from __future__ import annotations

from aligntui.analysis.view import AWAY, View
from aligntui.methods.book import HANGS, link_field
from aligntui.session.model import Item


def cited(view: View, ref: str) -> dict[str, list[Item]]:
    """Items that each live item of a list points to by a link field, in the order of the lists.

    Args:
        view: The snapshot.
        ref: `collection.field`, as `strategies.cites`.

    `tasks.parent` is what a child hangs on. Items taken back are left out, parked ones are not (see `live`).
    """
    collection, _, field = ref.rpartition(".")
    sources = view.items(collection)
    found: dict[str, dict[str, Item]] = {item.id: {} for item in sources}

    def add(source: str, ref: str) -> None:
        target = view.item(ref)
        if target is not None and not target.retired:
            found[source][target.id] = target

    for a, b in view.links(link_field(collection, field)):
        source = view.item(a)
        if source is not None and source.id in found:
            add(source.id, b)
    for item in sources:
        hangs = field in HANGS and view.book.field(collection, field) is None
        single = item.of if hangs else item.fields.get(field)
        if isinstance(single, str) and single:
            add(item.id, single)
    return {
        source: sorted(targets.values(), key=lambda item: view.place(item.id))
        for source, targets in found.items()
    }


def live(items: list[Item]) -> list[Item]:
    """Those that are in their lists: not parked, not dropped."""
    return [item for item in items if item.status not in AWAY]
