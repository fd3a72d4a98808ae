"""Columns that are computed: parts of figures with a number or a word for each item, beside its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeGuard

import msgspec

from aligntui.analysis.figure import (
    Bars,
    Groups,
    Items,
    Part,
    PerItem,
    Sentence,
    Value,
    answer_text,
    number_text,
)
from aligntui.analysis.registry import resolver
from aligntui.analysis.view import View
from aligntui.analysis.where import part_for
from aligntui.methods import own_pages
from aligntui.methods.refs import apart, part_title
from aligntui.methods.types import Method, Step
from aligntui.session.model import Item


class Column(msgspec.Struct, frozen=True):
    """One computed column."""

    ref: str
    """`name.part`, as its step names it."""
    title: str
    part: PerItem | Items | Groups | Bars

    def value(self, item: Item) -> float | str:
        """What stands beside an item: a number, a word, the groups it is in; "" where nothing does."""
        found = part_for(self.part, item)
        if isinstance(found, list):
            return ", ".join(found)
        return "" if found is None or (found == "no" and isinstance(self.part, Items)) else found

    def word(self, item: Item) -> str:
        """The same as words, with its unit."""
        value, unit = self.value(item), getattr(self.part, "unit", "")
        return answer_text(value, self.decimals, unit) if value != "" else ""

    @property
    def decimals(self) -> int:
        """Decimals with which its numbers are shown."""
        return self.part.decimals if isinstance(self.part, PerItem | Bars) else 0


def shown(view: View, method: Method, step: Step) -> list[Column]:
    """The columns that a step shows beside its items, in its order."""
    parts = dict(_columns(view, method, step.shows))
    titles = {ref: part_title(view.book.methods, method.method, ref) for ref in parts}
    titles = apart(titles, own_pages.labels(view.book, view.book.held(step)))
    return [Column(ref, titles[ref], part) for ref, part in parts.items()]


def of_list(view: View, collection: str) -> list[Column]:
    """The columns that steps of the methods at hand show beside the items of a list, each once."""
    parts, refs = resolver(view, {}), own_pages.computed(view.book, [collection])
    found = [Column(ref, title, part) for ref, title in refs.items() if _is_of_items(part := parts(ref))]
    items = view.items(collection, away=True)
    return [column for column in found if any(column.value(item) != "" for item in items)]


def said(view: View, item: Item, key: str) -> str:
    """What a field of the type figure says of an item, or of all where the figure is one number or sentence.

    Items that a sentence names stand in it by their ids in braces; "" where it says nothing.
    """
    ref = view.book.figure_of(item.collection, key)
    part = resolver(view, {})(ref) if ref else None
    if isinstance(part, Sentence):
        return part.text
    if isinstance(part, Value):
        return part.note if part.counted else number_text(part.number, part.decimals, part.unit)
    return Column(ref, "", part).word(item) if _is_of_items(part) else ""


def _columns(
    view: View, method: Method, keys: Iterable[str]
) -> Iterator[tuple[str, PerItem | Items | Groups | Bars]]:
    parts = resolver(view, {"method": method.method})
    for key in keys:
        if "." in key and key.partition(".")[0] not in view.book.records and _is_of_items(part := parts(key)):
            yield key, part


def _is_of_items(part: Part | None) -> TypeGuard[PerItem | Items | Groups | Bars]:
    return isinstance(part, PerItem | Items | Groups | Bars)
