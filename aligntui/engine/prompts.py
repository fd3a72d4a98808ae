"""Our own data as the question: "{text}: what will it have moved?" for each item that nobody took up yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from aligntui.analysis.view import View
from aligntui.analysis.where import Resolver, matches, matches_link, select
from aligntui.methods.types import Filter, Prompt, as_list
from aligntui.session.model import Item
from aligntui.text.clean import clip

ROWS = 2
"""Rows that what prompts a line may take."""
Asked = dict[str, Item]
"""What a prompt speaks of: {"item": ...} or {"row": ..., "col": ...}."""
_JOINTS = r"(?:[\s,;+&/x\u00d7]|and|with)+"
"""Between codes in brackets."""
_SLOT = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")


class Points(Struct, frozen=True):
    """Words of a line as they are kept, and what they are tied to."""

    words: str
    made: dict[str, list[str]]
    """Field -> ids that it points to."""
    unknown: tuple[str, ...] = ()
    """Codes in brackets that nothing has."""

    @property
    def refs(self) -> set[str]:
        """Ids of all that they are tied to."""
        return {ref for refs in self.made.values() for ref in refs}

    def fields(self, view: View, collection: str) -> dict[str, object]:
        """The same as fields of a new item."""
        fields = {key: view.book.field(collection, key) for key in self.made}
        return {key: list(self.made[key]) if field is not None and field.many else self.made[key][0]
                for key, field in fields.items() if self.made[key]}  # fmt: skip


def in_brackets(view: View, words: str, key: str, lists: Sequence[str]) -> Points | None:
    """What words are tied to by codes of these lists in brackets, as `(S2 O3)`; None where none stand there.

    The brackets leave the words, since codes change; those with a code that nothing has stay.
    """
    letters = [code for name in lists if isinstance(code := view.book.collections[name].code, str)]
    one = rf"(?:{'|'.join(map(re.escape, letters))})\d+"
    refs, unknown = dict[str, None](), list[str]()

    def taken(match: re.Match[str]) -> str:
        codes = {code.upper(): view.find(code) for code in re.findall(one, match[0], re.I)}
        refs.update((item.id, None) for item in codes.values() if item is not None)
        unknown.extend(missing := [code for code, item in codes.items() if item is None])
        return match[0] if missing else ""

    left = re.sub(rf"\s*\(\s*{one}(?:{_JOINTS}{one})*\s*\)", taken, words, flags=re.I) if letters else words
    if not refs and not unknown:
        return None
    return Points(left.strip() or words, {key: list(refs)}, tuple(unknown))


def raised(view: View, prompt: Prompt, collection: str, figures: Resolver | None = None) -> list[Asked]:
    """What is still to be taken up by an item of the collection, in the order shown."""
    if prompt.each in view.book.relations:
        found = [
            {"row": row, "col": col}
            for (a, b), link in view.links(prompt.each).items()
            if (row := _live(view, a)) is not None
            and (col := _live(view, b)) is not None
            and matches_link(view, link, prompt.where)
        ]
    else:
        found = [{"item": i} for i in view.items(prompt.each) if matches(view, i, prompt.where, figures)]
    spoken_of = {item.id: item for asked in found for item in asked.values()}
    placed = list(spoken_of.values())
    if prompt.each in view.book.relations:
        placed.sort(key=lambda item: view.place(item.id))
    rank = {item.id: n for n, item in enumerate(select(view, placed, Filter(order=prompt.order)))}
    found.sort(key=lambda asked: [rank[item.id] for item in asked.values()])
    return [p for p in found if not _taken_up(view, prompt, collection, p)]


def ids(asked: Asked) -> tuple[str, ...]:
    """What tells a prompt from the others: the ids of what it speaks of."""
    return tuple(item.id for item in asked.values())


def held(view: View, prompt: Prompt, refs: tuple[str, ...]) -> Asked | None:
    """The prompt that speaks of these items, also when one took it up; None where one of them is gone.

    One item alone of those that are crossed is its side of a pair: the other side is open.
    """
    stand = [_live(view, ref) for ref in refs]
    relation = view.book.relations.get(prompt.each)
    live = [item for item in stand if item is not None]
    if not refs or len(live) < len(refs):
        return None
    roles = ["row", "col"] if len(refs) > 1 else ["item"]
    if len(refs) == 1 and relation is not None:
        sides = {"row": as_list(relation.rows), "col": as_list(relation.cols)}
        roles = [role for role, lists in sides.items() if live[0].collection in lists][:1]
    return dict(zip(roles, live, strict=True)) if roles else None


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


def say(view: View, prompt: Prompt, asked: Asked, cells: int = ROWS * 78) -> str:
    """The prompt with our own words in it, cut to fit two rows of a small window."""
    text = prompt.say
    marks = {f"{role}.text" if role != "item" else "text": item for role, item in asked.items()}
    if any(match[1] not in marks for match in _SLOT.finditer(text)):
        text = _SLOT.sub(
            lambda match: match[0] if match[1] in marks else _word(view, prompt, asked, match), text
        )
    fixed = len(text) - sum(len(mark) + 2 for mark in marks if "{" + mark + "}" in text)
    room = max(12, (cells - fixed) // max(1, len(marks)) - 5)

    def words(match: re.Match[str]) -> str:
        item = marks.get(match[1])
        return f"{view.code(item)} {clip(item.text, room)}" if item is not None else match[0]

    return _SLOT.sub(words, text)


def _word(view: View, prompt: Prompt, asked: Asked, match: re.Match[str]) -> str:
    """What a slot beside the words of the items stands for: a field of one of them, or of their crossing."""
    from aligntui.analysis import told

    role, _, key = match[1].rpartition(".")
    if role not in asked and len(asked) == 1 and prompt.each in view.book.relations:
        return "..."
    if (item := asked.get(role or "item")) is not None:
        return told.filled(view, item, f"{{{key}}}")
    relation = view.book.relations.get(prompt.each)
    link = view.link(prompt.each, *(item.id for item in asked.values())) if relation is not None else None
    if relation is None or link is None or key not in relation.fields:
        return match[0]
    return told.value_in(relation.fields[key], link.fields.get(key))


def made(prompt: Prompt, asked: Asked) -> dict[str, list[str]]:
    """Fields that an answer to the prompt fills: key -> ids."""
    return {key: [asked[r].id for r in roles if r in asked] for key, roles in prompt.makes.items()}
