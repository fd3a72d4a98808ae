"""Texts with slots in which nothing stands twice: what the words of an item name is not said again."""

from __future__ import annotations

import re

from aligntui.analysis import exact
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text import words
from aligntui.text.moment import MONTH_NAMES, MONTHS

SLOT = re.compile(r"\{([a-z_][a-z0-9_.:-]*)(?: ([a-z]+))?\}")
"""A slot: the name of what stands in it, and a word that says how."""
_LED = re.compile(rf"(\b[a-z]+ )?({SLOT.pattern})")
_GAP = re.compile(r" +(?= |$|[,.;:])")
_MONTHS = [{short.casefold(), name} for short, name in zip(MONTHS, MONTH_NAMES, strict=True)]
_SAME = 0.5
"""Share of its words from which a title names a measure (our convention)."""


def filled(view: View, item: Item, pattern: str, held: dict[str, str]) -> str:
    """A pattern filled, without what stands in it already.

    This is for patterns that begin with the words of the item; others are filled as they stand. A unit is
    left out where the words before it name it. Where the words of the item name the last number of the
    pattern, only those of its values follow, in brackets, that they do not name.

    Args:
        view: The snapshot.
        item: Item or record.
        pattern: Text such as `{text}: {measure} from {baseline} to {target} {unit} by {due}`.
        held: What stands in each slot, by the slot with its braces.
    """
    types = {
        match[0]: field.type
        for match in SLOT.finditer(pattern)
        if (field := view.book.field(item.collection, match[1])) is not None
    }
    numbers = [slot for slot, kind in types.items() if kind == "number"]
    if not numbers or not pattern.startswith("{text}"):
        return SLOT.sub(lambda match: held[match[0]], pattern)
    keys = {slot: slot.strip("{}").split()[0] for slot in types}
    unit_key = next((f.unit for n in numbers if (f := view.book.field(item.collection, keys[n]))), "")
    unit = str(view.value(item, unit_key) or "")
    measures = [slot for slot, kind in types.items() if kind == "text" and keys[slot] != unit_key]
    if _says(item.text, unit) or any(_says(held[slot], unit) for slot in measures):
        bare = {slot: str(view.value(item, keys[slot])) for slot in numbers if slot.endswith(" unit}")}
        held = {**held, **bare, f"{{{unit_key}}}": ""}
    named = {slot for slot, kind in types.items() if _names(view, item, keys[slot], kind, held[slot])}
    if numbers[-1] not in named:
        return _GAP.sub("", SLOT.sub(lambda match: held[match[0]], pattern))
    rest = [
        f"{match[1] or ''}{held[match[2]]}"
        for match in _LED.finditer(pattern)
        if match[2] in types and match[2] not in named and keys[match[2]] != unit_key
    ]
    return f"{item.text} ({', '.join(rest)})" if rest else item.text


def without_named(view: View, item: Item, cells: dict[str, str]) -> tuple[str, ...]:
    """Cells beside the words of an item, those empty that say what the words say.

    Numbers go together: half of "from 0 to 400" says nothing.

    Args:
        view: The snapshot.
        item: Item or record.
        cells: What stands in each cell, by its pattern.
    """
    kinds = {}
    for pattern in cells:
        slot = SLOT.fullmatch(pattern)
        field = view.book.field(item.collection, slot[1]) if slot is not None else None
        if slot is not None and field is not None and field.type in ("number", "date") and cells[pattern]:
            kinds[pattern] = (slot[1], field.type)
    named = {pattern for pattern, (key, kind) in kinds.items() if _names(view, item, key, kind, "")}
    numbers = {pattern for pattern, (_, kind) in kinds.items() if kind == "number"}
    gone = named if numbers <= named else named - numbers
    return tuple("" if pattern in gone else cell for pattern, cell in cells.items())


def _says(text: str, unit: str) -> bool:
    """Whether every word of a unit stands in a text; a sign such as `%` stands with its number always."""
    stems = {words.stem(word) for word in words.tokens(unit)}
    return unit[:1].isalpha() and stems <= {words.stem(word) for word in words.tokens(text)}


def _names(view: View, item: Item, key: str, kind: str, held: str) -> bool:
    """Whether the words of an item name what a field of it holds."""
    if kind == "number":
        number = exact.amount(view, item, key)
        written = (exact.decimal(n.replace(",", "").rstrip("% ")) for n in words.numbers(item.text))
        return number is not None and number in written
    if kind == "date":
        return _names_day(item.text, str(view.value(item, key) or ""))
    return words.similar(item.text, held) >= _SAME


def _names_day(text: str, day: str) -> bool:
    """Whether a text names a day (`2027-12-31`): its month with year or day, or of a last month the year."""
    year, month, date = [*day[:10].split("-"), "", "", ""][:3]
    tokens = words.tokens(text)
    months = [n for n, names in enumerate(_MONTHS, 1) if names & set(tokens)]
    if not months:
        return month == "12" and year in tokens
    return int(month or 0) in months and bool({year, date.lstrip("0")} & set(tokens))
