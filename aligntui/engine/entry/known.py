"""What is known already of a field that nobody filled: words said elsewhere, with their source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from aligntui.analysis import wording
from aligntui.analysis.view import View
from aligntui.engine.entry.fields import WORDS, keys_in, label_of, shown_in
from aligntui.methods.types import Field, Prompt, as_list
from aligntui.session.model import Item

TAKEN = ("text", "long", "number", "date")
"""Types of fields that take words over."""
_BEHIND = re.compile(r"\s*(%|[^\W\d]+)")


class Known(Struct, frozen=True):
    """Words said elsewhere that may stand in a field."""

    words: str
    """As one would type them."""
    source: str
    """Code of the item they come from, or the name of the form."""


def known(view: View, item: Item, key: str, field: Field) -> list[Known]:
    """What a field may take over, the first source it declares first; nothing twice.

    A number or a date takes the first one in the words; the unit of a number what stands behind that.
    """
    found: dict[str, Known] = {}
    for ref in as_list(field.known) if field.type in TAKEN else ():
        for one in _said(view, item, ref):
            if words := _fitting(view, item, key, field, one.words):
                found.setdefault(words, Known(words, one.source))
    return list(found.values())


def of_prompt(view: View, prompt: Prompt, asked: Item | None) -> Known | None:
    """Words with which the line may answer a prompt; None where there are none."""
    return next(_said(view, asked, prompt.known), None) if prompt.known and asked is not None else None


def _said(view: View, item: Item, ref: str) -> Iterator[Known]:
    """What stands at a reference, each with its source."""
    head, _, tail = ref.partition(".")
    field = view.book.field(item.collection, head)
    if head in view.book.records:
        yield from _read(view, view.record(head), tail)
    elif field is not None and field.type == "link":
        linked = (view.item(ref) for ref in keys_in(view.value(item, head)))
        for other in linked:
            if other is not None:
                yield from _read(view, other, tail or "text")
    elif head in view.book.collections:
        for other in view.items(head):
            yield from _read(view, other, tail or "text")
    elif not tail:
        yield from _read(view, item, head)


def _read(view: View, item: Item, key: str) -> Iterator[Known]:
    field = WORDS if key == "text" else view.book.field(item.collection, key)
    if field is None:
        return
    words = shown_in(field, view.value(item, key), view).strip()
    if words:
        record = view.book.records.get(item.collection.removeprefix("record:"))
        source = view.code(item) if record is None else f"{record.title}, {label_of(key, field)}"
        yield Known(words, source)


def _fitting(view: View, item: Item, key: str, field: Field, words: str) -> str:
    """Of words what fits the field; "" when nothing does."""
    if field.type == "number":
        return wording.first_number(words)
    if field.type == "date":
        return wording.first_date(words)
    counted = any(other.unit == key for other in view.book.fields(item.collection).values())
    if not counted:
        return words
    number = wording.first_number(words)
    behind = _BEHIND.match(words.partition(number)[2]) if number else None
    return behind[1] if behind is not None else ""
