"""Plain questions to lists: how many, what is missing, what is newest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aligntui.analysis import bind, say
from aligntui.analysis.figure import Bar, Bars, Figure, Finding, Items, PerItem, Sentence, Value
from aligntui.analysis.registry import METHOD, Role, figure, resolver
from aligntui.analysis.view import View
from aligntui.analysis.wanted import answered, field_wanted
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
    wanted = bind.keys(binding, "fields")
    empty = {i.id: [k for k in wanted if not answered(view, i, [k])] for i in items}
    found = [i for i in items if empty[i.id]]
    out = []
    for item in found:
        keys = empty[item.id]
        names = listed(f'"{say.label(view, item.collection, k).lower()}"' for k in keys)
        message = f"{bind.called(view, item)}: {names} {'is' if len(keys) == 1 else 'are'} still empty."
        out.append(say.hint("LS1", message, say.ask(view, item, keys[0]), item.id, keys[0]))
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
    "filled",
    {
        "of": Role("collections", needed=False, help="what is looked through; what its `steps` ask"),
        "fields": Role(
            "fields", needed=False, help="fields that should hold something; what its `steps` ask, else all"
        ),
        "where": Role("word", needed=False, help="condition on the items"),
    },
    {
        "share": "how much is filled in",
        "whole": "items with nothing left empty",
        "open": "items with an empty field",
        "rows": "how much of each is filled in",
        "fields": "how much of each field is filled in, as bars",
        "gaps": "how many fields are empty",
        "n": "how many items have nothing left empty",
        "whole_share": "how many of the items that is",
        "line": "how many are whole, and what is empty most, in a sentence",
    },
    main=("share", "rows", "fields"),
)
def filled(view: View, binding: Mapping[str, Any]) -> Figure:
    """How far a list is filled in: of its fields, or of those that some steps ask."""
    parts = resolver(view, binding)
    asked = _asked(view, binding)
    where = bind.word(binding, "where")
    items = {name: [i for i in view.items(name) if matches(view, i, where, parts)] for name in asked}
    wanted = [(i, key) for name, keys in asked.items() for i in items[name] for key in keys]
    wanted = [(i, key) for i, key in wanted if field_wanted(view, i, key, parts)]
    if not wanted:
        return Figure(why_missing="There is nothing in the list yet.", n=0)
    empty: dict[str, list[Item]] = {}
    rows: dict[str, list[bool]] = {}
    fields: dict[str, list[bool]] = {}
    for item, key in wanted:
        is_there = view.asked(item, key)
        place = f"{item.collection}.{key}"
        rows.setdefault(item.id, []).append(is_there)
        fields.setdefault(place, []).append(is_there)
        if not is_there:
            empty.setdefault(place, []).append(item)
    labels = {place: say.label(view, *place.split(".")) for place in fields}
    percent = {i: 100 * _mean(held) for i, held in rows.items()}
    whole = [i for i, held in rows.items() if all(held)]
    gaps = sorted(empty, key=lambda place: -len(empty[place]))
    said = f"{len(whole)} of {len(rows)} have nothing left empty"
    if gaps:
        said += f"; most often empty is {labels[gaps[0]].lower()}, {len(empty[gaps[0]])} times"
    return Figure(
        parts={
            "share": Value(100 * _mean(held for row in rows.values() for held in row), 0, "%"),
            "whole": Items(whole),
            "open": Items([i for i, held in rows.items() if not all(held)]),
            "rows": PerItem(dict(percent), 0, "%"),
            "fields": Bars(
                [Bar(labels[p], 100 * _mean(held)) for p, held in fields.items()], 100.0, unit="%"
            ),
            "gaps": Value(float(sum(map(len, empty.values()))), 0),
            "n": Value(float(len(whole)), 0, note=f"{len(whole)} of {len(rows)}", counted=True),
            "whole_share": Value(100 * len(whole) / len(rows), 0, "%"),
            "line": Sentence(f"{said}."),
        },
        findings=[_left_out(view, place, empty[place], len(fields[place])) for place in gaps],
        n=len(rows),
    )


def _asked(view: View, binding: Mapping[str, Any]) -> dict[str, list[str]]:
    """List -> fields that should hold something: as bound, else as its steps ask them, else all."""
    lists, keys = bind.lists(binding, "of"), bind.keys(binding, "fields")
    steps = bind.lists(binding, "steps") if not keys else []
    asked = {name: [] if steps else _answered(view, name) for name in lists}
    for ref in steps:
        found = view.book.step(f"{binding.get(METHOD)}/{ref}")
        for name in view.book.held(found[1]) if found is not None else []:
            if not lists or name in asked:
                own = found[1].fields if found is not None else None
                asked.setdefault(name, []).extend(view.book.fields(name) if own is None else own)
    return {
        name: [key for key in dict.fromkeys(keys or own) if key == "text" or view.book.field(name, key)]
        for name, own in asked.items()
    }


def _answered(view: View, name: str) -> list[str]:
    """The fields of a list that somebody answers."""
    return [key for key, field in view.book.fields(name).items() if field.type != "figure"]


def _mean(held: Iterable[bool]) -> float:
    every = list(held)
    return sum(every) / len(every)


def _left_out(view: View, place: str, items: list[Item], of: int) -> Finding:
    """What several lack is said once, and what all lack as well."""
    collection, key = place.split(".")
    name, title = say.label(view, collection, key).lower(), say.title(view, collection)
    mend = say.ask(view, items[0] if len(items) == 1 else collection, key)
    if len(items) == 1:
        return say.hint(
            "LS2", f'{bind.called(view, items[0])}: "{name}" is still empty.', mend, items[0].id, key
        )
    many = f"all {of}" if len(items) == of else f"{len(items)} of {of}"
    message = f'"{name}" is still empty in {many} {title}.'
    return say.hint("LS2", message, mend, others=[i.id for i in items], place=place)


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
