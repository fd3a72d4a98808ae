"""Plain questions to lists: how many, what is missing, what is newest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aligntui.analysis import bind, say
from aligntui.analysis.figure import Figure, Items, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure, resolver
from aligntui.analysis.view import View
from aligntui.analysis.wanted import answered
from aligntui.analysis.where import matches
from aligntui.methods.types import as_list
from aligntui.session.model import Item
from aligntui.text.listing import listed

NEWEST = 5
"""How many are newest unless told."""


@figure(
    "count",
    {
        "of": Role("collections", help="what is counted"),
        "where": Role("word", needed=False, help="condition on the items"),
    },
    {"n": "how many", "items": "which"},
)
def count(view: View, binding: Mapping[str, Any]) -> Figure:
    """How many items there are, or how many fit a condition."""
    found = _items(view, binding)
    return Figure(
        parts={"n": Value(float(len(found)), 0), "items": Items([i.id for i in found])}, n=len(found)
    )


@figure(
    "missing",
    {
        "of": Role("collections", help="what is looked through"),
        "fields": Role("fields", help="fields that should hold something"),
        "where": Role("word", needed=False, help="condition on the items"),
    },
    {
        "items": "items with an empty field",
        "n": "how many",
        "counts": "empty fields of each",
        "line": "how many, in a sentence",
    },
)
def missing(view: View, binding: Mapping[str, Any]) -> Figure:
    """Items with empty fields."""
    items = _items(view, binding)
    wanted = [f.rpartition(".")[2] for f in bind.lists(binding, "fields")]
    empty = {i.id: [k for k in wanted if not answered(view, i, [k])] for i in items}
    found = [i for i in items if empty[i.id]]
    out = []
    for item in found:
        keys = empty[item.id]
        names = listed(f'"{say.label(view, item.collection, k).lower()}"' for k in keys)
        message = f"{bind.called(view, item)}: {names} {'is' if len(keys) == 1 else 'are'} still empty."
        out.append(say.hint("LS1", message, say.ask(view, item.collection, keys[0]), item.id, keys[0]))
    said = f"{len(found)} of {len(items)} have an empty field." if found else "Nothing is left empty."
    return Figure(
        parts={
            "items": Items([i.id for i in found]),
            "n": Value(float(len(found)), 0),
            "counts": PerItem({i.id: float(len(empty[i.id])) for i in items}, 0),
            "line": Sentence(said if items else "There is nothing in the list yet."),
        },
        findings=out,
        n=len(items),
    )


@figure(
    "newest",
    {
        "of": Role("collections", help="what is looked through"),
        "by": Role("field", needed=False, help="date field; else the day an item was written"),
        "n": Role("number", needed=False, help="how many; 5"),
        "where": Role("word", needed=False, help="condition on the items"),
    },
    {"items": "newest first", "days": "days since each", "newest": "days since the newest"},
)
def newest(view: View, binding: Mapping[str, Any]) -> Figure:
    """The newest items, and how old they are."""
    key = bind.key(binding, "by", "on")
    days = {i.id: (bind.day(i.fields.get(key)) or bind.day(i.at)) for i in _items(view, binding)}
    known = {i: d for i, d in days.items() if d is not None}
    order = sorted(known, key=lambda i: known[i], reverse=True)[: max(0, bind.whole(binding, "n", NEWEST))]
    today = bind.day(view.as_of)
    since = {i: float((today - known[i]).days) if today is not None else None for i in order}
    first = since[order[0]] if order else None
    return Figure(
        parts={
            "items": Items(order),
            "days": PerItem(dict(since), 0),
            "newest": Value(first, 0, "days"),
        },
        n=len(days),
        why_missing="" if order else "There is nothing in the list yet.",
    )


def _items(view: View, binding: Mapping[str, Any]) -> list[Item]:
    where, parts = bind.word(binding, "where"), resolver(view, binding)
    return [i for i in view.items(as_list(binding.get("of"))) if matches(view, i, where, parts)]
