"""A field in words: its label, its question, what it offers, and its value as it stands in a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis import told
from aligntui.analysis.view import View
from aligntui.engine.entry import values
from aligntui.engine.kind import Intent, Offer, Outcome, StepContext, Takes
from aligntui.engine.people import by_name, joined
from aligntui.methods.answers import bounds
from aligntui.methods.types import Field, as_list
from aligntui.session.model import UNKNOWN, Item
from aligntui.session.ops import Set
from aligntui.text.clean import clean, width
from aligntui.text.words import one_stop

WORDS = Field(type="text", label="words")
"""The item's own words, asked like a field."""
WHY = "why:"
"""Before the name of a field: the key under which the reason is asked why it was revised."""
LISTED = ("list", "chain")
"""Types of fields that are entered line by line."""
_ANSWERS = ("yes", "partly", "no")
S = TypeVar("S")


class Option(Struct, frozen=True):
    """One thing that may be chosen."""

    key: str
    label: str
    """What stands on the line."""
    help: str = ""
    """Said of it while it is chosen."""


def label_of(key: str, field: Field) -> str:
    """Short name beside a field."""
    return field.label or key.rpartition(".")[2].replace("_", " ")


def is_chosen(field: Field) -> bool:
    """Whether a field is answered by choosing from what it offers; else by words."""
    return field.type in ("choice", "yesno", "scale") or (field.type == "link" and not by_name(field))


def takes(field: Field) -> Takes:
    """What the value of a field is to an intent."""
    if is_chosen(field):
        return "scale" if field.type == "scale" else "choices" if field.many else "choice"
    return "lines" if field.type in LISTED else "long" if field.type == "long" else "words"


def options(field: Field, view: View, item: Item | None = None) -> list[Option]:
    """What a field offers: points of a scale, answers, choices, or items to link to."""
    if field.type == "scale":
        low, high = bounds(field)
        points = [Option(str(n), str(n), field.choices.get(str(n), "")) for n in range(low, high + 1)]
        return [*points, Option(UNKNOWN, "not known yet")] if field.unknown else points
    if field.type == "yesno":
        answers = [key for key in _ANSWERS if field.partly or key != "partly"]
        return [Option(key, key) for key in answers]
    if field.type == "choice":
        choices = [Option(k, v) for k, v in field.choices.items()]
        return [*choices, Option(UNKNOWN, "not known yet")] if field.unknown else choices
    names = as_list(field.of)
    if names == ["any"]:
        names = list(view.book.collections)
    others = [i for i in view.items(names) if item is None or i.id != item.id]
    if field.ahead:
        others.sort(key=lambda i: _high(i, field.ahead), reverse=True)
    items = [Option(i.id, view.code(i), i.text) for i in others]
    return [*items, *(Option(k, v) for k, v in field.or_.items())]


def offer(verb: str, view: View, item: Item, key: str, field: Field) -> Offer:
    """A field of an item with what it takes."""
    choices = options(field, view, item) if is_chosen(field) else []
    low, high = bounds(field) if field.type == "scale" else (None, None)
    # Of a scale it is said beside its points that it may be unknown.
    choices = [option for option in choices if low is None or option.key != UNKNOWN]
    named = tuple((option.key, f"{option.label} {option.help}".strip()) for option in choices)
    unit = told.unit(view, item, field) if field.type == "number" else ""
    kept = (label_of(key, field), field.type, unit, field.unknown)
    return Offer(verb, item.id, key, takes(field), named, low, high, *kept)


def _high(item: Item, scales: Sequence[str]) -> tuple[int, int]:
    """How far an item stands up in all of its scales: by the lowest of them, then by their sum."""
    numbers = [n if isinstance(n := item.fields.get(scale), int) else 0 for scale in scales]
    return min(numbers), sum(numbers)


def ends_of(field: Field | None, cells: int = 0) -> str:
    """Points of a scale in words, all where so many cells hold them, else `0 nobody knows .. 4 own data`.

    Args:
        field: The scale; "" is said of any other field, and where its ends have no words.
        cells: Room for all points.
    """
    if field is None or field.type != "scale":
        return ""
    low, high = bounds(field)
    points = [(point, field.choices.get(str(point), "")) for point in range(low, high + 1)]
    ends = (points[0], points[-1])
    if not all(any(sign.isalpha() for sign in words) for _, words in ends):
        return ""
    every = "; ".join(f"{point} {words}".strip() for point, words in points)
    return every if width(every) <= cells else " .. ".join(f"{point} {words}" for point, words in ends)


def letters_of(offered: Sequence[Option]) -> dict[str, str]:
    """Letters that answer: y, n and p where the answers are yes, no and partly."""
    keys = [option.key for option in offered]
    return {key[0]: key for key in keys} if {"yes", "no"} <= set(keys) <= set(_ANSWERS) else {}


def keys_in(value: object) -> list[str]:
    """A stored choice or link as keys or ids, one or many."""
    return [str(key) for key in (value if isinstance(value, list) else [value]) if key not in (None, "")]


def names_of(value: object, view: View) -> str:
    """Words of linked items, with commas."""
    linked = [view.item(ref) for ref in keys_in(value)]
    return joined(item.text for item in linked if item is not None)


def shown_in(field: Field, value: object, view: View) -> str:
    """A stored value as it stands in an edit line; what a file brought is made harmless here as well."""
    return clean(names_of(value, view) if field.type == "link" else values.editable(field, value))


def read_out(field: Field | None, value: object, view: View) -> str:
    """A stored value as people read it: labels for keys, words for links."""
    linked = field is not None and field.type == "link"
    return names_of(value, view) if linked else values.show(field, value)


def told_of(view: View, item: Item, key: str, field: Field | None) -> str:
    """What a field of an item says, as people read it: its value, or what its figure says of the item."""
    if field is not None and field.type == "figure":
        return told.of(view, item, key)
    return read_out(field, view.value(item, key), view)


def word_of(view: View, item: Item, key: str, *, codes: bool = False) -> tuple[Field | None, str]:
    """What `{key}` stands for in a text about an item: a field of its or `record.field`, its value in words.

    `{code}` has no field but a word; of what is no name at all there is neither. With `codes` links read as
    theirs.
    """
    if (kin := view.kin(item, key)) is not None:
        return word_of(view, *kin, codes=codes)
    head, dot, tail = key.partition(".")
    if key == "code":
        return None, view.code(item)
    field = view.book.field(f"record:{head}", tail) if dot else view.book.field(item.collection, key)
    field = field or (WORDS if key == "text" else None)
    held = view.session.records.get(head) if dot else item
    if field is None or held is None:
        return field, ""
    if field.type == "link" and codes:
        return field, ", ".join(view.code(ref) for ref in keys_in(view.value(held, tail or key)))
    return field, told_of(view, held, tail or key, field)


def fill_in(text: str, view: View, item: Item, missing: str | None = None, *, codes: bool = False) -> str:
    """A question with our own words in it: `{x}` is the field's value, links by their words.

    An empty field reads as its label, or as `missing` when that is given; with `codes` links read as theirs.
    """
    if "{" not in text:
        return one_stop(text)

    def words(match: re.Match[str]) -> str:
        field, shown = word_of(view, item, match[1], codes=codes)
        if field is None:
            return shown or match[0]
        return shown or (label_of(match[1].rpartition(".")[2], field) if missing is None else missing)

    return one_stop(re.sub(r"\{(\w+(?:\.\w+)?)\}", words, text))


def fill_ends(text: str, view: View, ends: Mapping[str, Item]) -> str:
    """A text about several items: `{row.text}` is the words of the one called row; others stay."""

    def words(match: re.Match[str]) -> str:
        item = ends.get(match[1])
        return match[0] if item is None else fill_in(f"{{{match[2]}}}", view, item)

    return re.sub(r"\{(\w+)\.(\w+)\}", words, text) if "{" in text else text


def is_earlier(ctx: StepContext, item: Item) -> bool:
    """Whether an item was written before this sitting began."""
    return "" < item.at < ctx.run.at


def asks_why(ctx: StepContext, item: Item, key: str) -> bool:
    """Whether this person has changed a value of an earlier sitting in this one, and has not said why."""
    past = item.past.get(key, [])
    last = past[-1] if past and is_earlier(ctx, item) else None
    return last is not None and not last.why and last.by == ctx.person and last.at >= ctx.run.at


def then_why(ctx: StepContext, outcome: Outcome[S]) -> Outcome[S]:
    """The outcome, and behind it the question why, where a value of an earlier sitting is another one now.

    What follows is to open the reason of the item: a kind without cards reads it in a way of its own.
    """
    for op in outcome.ops:
        item = ctx.view.item(op.id) if isinstance(op, Set) and op.revised else None
        if isinstance(op, Set) and item is not None and is_earlier(ctx, item):
            return replace(outcome, then=Intent("open", op.id, f"{WHY}{op.field}"))
    return outcome
