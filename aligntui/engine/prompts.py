"""Our own data as the question: "{text}: what will it have moved?" for each item that nobody took up yet."""

from __future__ import annotations

import re

from aligntui.analysis.view import View
from aligntui.analysis.where import matches, matches_link
from aligntui.methods.types import Prompt
from aligntui.session.model import Item
from aligntui.text.clean import clip

Asked = dict[str, Item]
"""What a prompt speaks of: {"item": ...} or {"row": ..., "col": ...}."""


def raised(view: View, prompt: Prompt, collection: str) -> list[Asked]:
    """What is still to be taken up by an item of the collection, in the order shown."""
    if prompt.each in view.book.relations:
        found = [
            {"row": row, "col": col}
            for (a, b), link in view.links(prompt.each).items()
            if (row := _live(view, a)) is not None
            and (col := _live(view, b)) is not None
            and matches_link(view, link, prompt.where)
        ]
        found.sort(key=lambda p: (view.place(p["row"].id), view.place(p["col"].id)))
    else:
        found = [{"item": i} for i in view.items(prompt.each) if matches(view, i, prompt.where)]
    return [p for p in found if not _taken_up(view, prompt, collection, p)]


def _live(view: View, item_id: str) -> Item | None:
    item = view.item(item_id)
    return item if item is not None and item.status not in ("parked", "dropped") else None


def _taken_up(view: View, prompt: Prompt, collection: str, asked: Asked) -> bool:
    """Whether some item points to all that this prompt would make it point to."""
    for key, roles in prompt.makes.items():
        wanted = {asked[role].id for role in roles if role in asked}
        values = (view.value(item, key) for item in view.items(collection))
        if wanted and any(wanted <= set(value if isinstance(value, list) else [value]) for value in values):
            return True
    return False


def say(view: View, prompt: Prompt, asked: Asked, cells: int = 78) -> str:
    """The prompt with our own words in it, cut to fit one line."""
    text = prompt.say
    marks = {f"{role}.text" if role != "item" else "text": item for role, item in asked.items()}
    fixed = len(text) - sum(len(mark) + 2 for mark in marks if "{" + mark + "}" in text)
    room = max(12, (cells - fixed) // max(1, len(marks)) - 5)

    def words(match: re.Match[str]) -> str:
        item = marks.get(match[1])
        return f"{view.code(item)} {clip(item.text, room)}" if item is not None else match[0]

    return re.sub(r"\{([a-z.]+)\}", words, text)


def made(prompt: Prompt, asked: Asked) -> dict[str, list[str]]:
    """Fields that an answer to the prompt fills: key -> ids."""
    return {key: [asked[r].id for r in roles if r in asked] for key, roles in prompt.makes.items()}
