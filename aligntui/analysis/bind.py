"""What a binding names, read safely: field keys, numbers, days and the words a person knows an item by.

A session may hold values that no longer fit their field (an older file, an import). Nothing here raises:
what cannot be read counts as missing.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from aligntui.analysis.view import View
from aligntui.methods.types import as_list
from aligntui.session.model import Item
from aligntui.text.listing import listed

LARGEST = 1e15
"""Numbers beyond this are taken as typing errors: sums of squares would lose their meaning."""


def word(binding: Mapping[str, Any], role: str, default: str = "") -> str:
    """A free word or name of a binding."""
    found = binding.get(role)
    return found if isinstance(found, str) and found else default


def key(binding: Mapping[str, Any], role: str, default: str = "") -> str:
    """A field key; of `goals.points` the part after the point, unless it names a parent or a child."""
    return bare(word(binding, role, default))


def keys(binding: Mapping[str, Any], role: str) -> list[str]:
    """Several of them."""
    return [bare(name) for name in lists(binding, role)]


def bare(name: str) -> str:
    """A field key without the list that it is said of."""
    return name if name.startswith(("parent.", "last(")) else name.rpartition(".")[2]


def lists(binding: Mapping[str, Any], role: str) -> list[str]:
    """Collections of a binding: one or many. Which they are says the method, never the function."""
    found = binding.get(role)
    return [n for n in as_list(found) if isinstance(n, str) and n] if isinstance(found, str | list) else []


def whole(binding: Mapping[str, Any], role: str, default: int) -> int:
    """A whole number of a binding."""
    found = as_number(binding.get(role))
    return default if found is None else int(found)


NEVER = (bool, list, dict)
"""What is no number, whatever stands in it."""


def as_number(value: Any) -> float | None:
    """A stored value as a number; None for words, "unknown", booleans and what no sum can bear."""
    if value is None or isinstance(value, NEVER):
        return None
    if type(value) is int and abs(value) <= LARGEST:
        return float(value)
    try:
        number = float(Decimal(str(value)))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) <= LARGEST else None


def number(view: View, item: Item, field: str) -> float | None:
    """A number or scale field of an item."""
    return as_number(view.value(item, field)) if field else None


def day(value: Any) -> dt.date | None:
    """A date or the day of a time stamp; None for anything else."""
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def one(view: View, item: Item, field: str) -> Item | None:
    """The item a single link points to; None for a word in its place or nothing."""
    found = view.value(item, field)
    return view.item(found) if isinstance(found, str) and found else None


def points_to(view: View, item: Item, field: str) -> list[str]:
    """Ids that a link field of one or many points to, merges followed; words in place of links left out."""
    found = view.value(item, field)
    named = found if isinstance(found, list) else [found]
    targets = [view.item(f) for f in named if isinstance(f, str) and f]
    return list(dict.fromkeys(t.id for t in targets if t is not None))


def called(view: View, ref: str | Item, width: int = 32) -> str:
    """Code and words of an item, as in "A Market Square"; long words are cut with two points."""
    item = view.item(ref) if isinstance(ref, str) else ref
    if item is None:
        return pair_name(view, ref) if isinstance(ref, str) else ""
    words = " ".join(item.text.split())
    if len(words) > width:
        words = words[: width - 2].rstrip() + ".."
    return f"{view.code(item)} {words}".strip()


def pair_name(view: View, ref: str) -> str:
    """A subject of a round as people know it: a code, `WO1 in A` for a pair, `SO1 impact` on a plot."""
    ref, _, scale = ref.partition("#")
    a, _, b = ref.partition(">")
    name = f"{view.code(a)} in {view.code(b)}" if b else view.code(ref)
    if not scale:
        return name
    item = view.item(a)
    field = view.book.field(item.collection, scale) if item is not None else None
    return f"{name} {(field.label if field is not None else '') or scale}"


def target(view: View, ref: str) -> str:
    """Id for a finding: the item itself, the row of a pair, or "" for a test key."""
    item = view.item(ref.partition("#")[0].partition(">")[0])
    return item.id if item is not None else ""


def refs(ids: Iterable[str]) -> str:
    """Ids as a sentence holds them: `{a}, {b} and {c}`."""
    return listed(f"{{{i}}}" for i in ids)


def count(n: int, one_of: str, many: str = "") -> str:
    """A number with its noun: `1 answer`, `3 answers`."""
    return f"{n} {one_of if n == 1 else many or one_of + 's'}"
