"""Finding a card: by its code, present or former, or by words of it."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.session.codes import code_order
from aligntui.session.model import Item

MOST = 200
"""Cards that are listed."""


def matches(view: View, words: str) -> list[Item]:
    """Cards with this code, present or former, then those that hold all words, parked ones too."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    exact = view.find(words)
    found: list[Item] = [exact] if exact is not None else []
    for name in view.book.collections:
        for item in view.items(name, away=True):
            if item in found:
                continue
            values = [str(v) for v in item.fields.values() if isinstance(v, str)]
            text = " ".join([view.code(item), *item.was, item.text, *values]).casefold()
            if all(word in text for word in wanted):
                found.append(item)
    begins = words.casefold().strip()

    def place(item: Item) -> tuple[object, ...]:
        code = view.code(item)
        rank = 0 if item is exact else (1 if code.casefold().startswith(begins) else 2)
        return rank, code_order(code)

    return sorted(found, key=place)[:MOST]
