"""What is known already of a field that nobody filled: words said elsewhere, with their source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from aligntui.analysis import amounts, say, told, wording
from aligntui.analysis.figure import Items, PerItem, answer_text
from aligntui.analysis.smart_draft import DEFAULTS
from aligntui.analysis.view import View
from aligntui.engine.entry import values
from aligntui.engine.entry.fields import WORDS, is_chosen, keys_in, label_of, shown_in
from aligntui.engine.entry.reading import choose
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.people import by_name
from aligntui.methods.types import Field, Prompt, as_list
from aligntui.session.model import Item
from aligntui.text.clean import clean

TAKEN = ("text", "long", "number", "date")
"""Types of fields that take words over from elsewhere."""
QUOTED = 28
"""Letters of the words of a source."""
FIGURE = "the figures"
"""Source of what a figure suggests."""
OWN = "its own words"
"""Source of what the words of the item themselves say."""
_YEAR = r"(?:19|20)\d\d"


class Known(Struct, frozen=True):
    """Words said elsewhere that may stand in a field."""

    words: str
    """As one would type them."""
    source: str
    """Code of the item they come from, with its words where those are others, or the name of the form."""
    about: str = ""
    """Words of that item."""
    part: str = ""
    """Of one's own sentence: `from` or `to`, its first or its second number."""


def known(view: View, item: Item, key: str, field: Field) -> list[Known]:
    """What a field may take over, the first source it declares first; nothing twice.

    A number takes the first one in the words, a date the first day, the unit of a number what it counts. In a
    list whose numbers are counted in a unit of its own, words are offered only where they speak of the same
    thing as the item. What the field would refuse is no offer.
    """
    found: dict[str, Known] = {}
    if field.suggest and (words := _suggested(view, item, key, field)):
        found[words] = Known(words, FIGURE)
    for ref in as_list(field.known) if field.type in TAKEN else ():
        for one in _said(view, item, ref):
            words = _fitting(view, item, key, field, one)
            if words and _is_accepted(view, item, field, words):
                quoted = one.about and one.about != words
                source = f'{one.source} "{clean(say.short(one.about, QUOTED))}"' if quoted else one.source
                found.setdefault(words, Known(words, source))
    return list(found.values())


def _suggested(view: View, item: Item, key: str, field: Field) -> str:
    """What a figure proposes for a field, as one would type it; "" where it says nothing that fits.

    It speaks of the item, else of what that hangs on, or of all.

    A number that is put on a scale is the nearest of its points. Of items that a figure names a link takes
    those, any other field whether the item is among them.
    """
    from aligntui.analysis.figures import Figures
    from aligntui.analysis.where import part_for

    part = Figures(view).part("", view.book.figure_of(item.collection, key))
    value, parent = part_for(part, item), view.item(item.of) if item.of else None
    if value is None and isinstance(part, PerItem) and parent is not None:
        value = part_for(part, parent)
    if field.type == "link" and isinstance(part, Items):
        others = [other for ref in part.ids if (other := view.item(ref)) is not None and other.id != item.id]
        named = [other.text if by_name(field) else view.code(other) for other in others]
        value = named if field.many else named[:1]
    if isinstance(value, float | int):
        is_point, decimals = field.type == "scale", getattr(part, "decimals", 2)
        value = str(round(value)) if is_point else answer_text(value, decimals)
    words = ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)
    words = field.choices.get(words, words) if field.type == "choice" else words
    return words if words and _is_accepted(view, item, field, words) else ""


def of_prompt(view: View, prompt: Prompt, asked: Item | None) -> Known | None:
    """Words with which the line may answer a prompt; None where there are none."""
    return next(_said(view, asked, prompt.known), None) if prompt.known and asked is not None else None


def _said(view: View, item: Item, ref: str) -> Iterator[Known]:
    """What stands at a reference, each with its source."""
    head, _, tail = ref.partition(".")
    field = view.book.field(item.collection, head)
    if head in view.book.records:
        yield from _read(view, view.record(head), tail)
    elif head == "text" and item.text:
        yield Known(item.text, OWN, part=tail)
    elif field is not None and field.type == "link":
        linked = (view.item(ref) for ref in keys_in(view.value(item, head)))
        for other in linked:
            if other is not None:
                yield from _read(view, other, tail or "text")
    elif head in view.book.collections:
        # What the item took over already is meant; else what a stranger could count says most.
        own = {view.text(item, key) for key in view.book.fields(item.collection)}
        every = sorted(view.items(head), key=lambda other: not wording.has_number(other.text))
        for other in sorted(every, key=lambda other: other.text not in own):
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
        yield Known(words, source, item.text)


def _fitting(view: View, item: Item, key: str, field: Field, one: Known) -> str:
    """Of words what fits the field; "" when nothing does, or when nobody can tell that it is of the item."""
    if field.type == "date":
        day = wording.first_date(one.words)
        return f"31 Dec {day}" if re.fullmatch(_YEAR, day) else day
    fields = view.book.fields(item.collection)
    units = {other.unit for name, other in fields.items() if other.unit in fields and other.unit != name}
    if one.source == OWN:
        start, end = amounts.change(item.text)
        amount = start if one.part == "from" else end
    else:
        amount = amounts.first(one.words)
    if field.type == "number" and one.source == view.code(item):
        words = amounts.number_for(view, item, key, one.words)
    elif field.type == "number":
        words = amount.number if amount is not None else ""
    elif key in units and (amount is not None or one.source == OWN):
        words = amount.unit if amount is not None else ""
    else:
        words = one.words
    if one.source == OWN or not units:
        return words
    counted = amount.thing if amount is not None else amounts.thing(one.words)
    of_source = amounts.first(one.about)
    counted = counted or (of_source.thing if of_source is not None else "")
    return words if amounts.same(counted, _about(view, item)) else ""


def _about(view: View, item: Item) -> str:
    """What the numbers of an item count as far as it says; its words and its measure where it does not."""
    own = amounts.change(item.text)[1]
    if own is not None and own.thing:
        return own.thing
    return f"{item.text} | {view.text(item, DEFAULTS['measure'])}"


def _is_accepted(view: View, item: Item, field: Field, words: str) -> bool:
    """Whether the field takes these words as they would be typed."""
    try:
        if is_chosen(field):
            choose(view, item, field, None, words)
        else:
            values.store(field, words, today=view.as_of, unit=told.unit(view, item, field) or None)
    except Unclear:
        return False
    return True
