"""Texts with slots, as methods write them for the plan and the report, filled from an item.

`{field}` is what a field holds, in words. Beside fields there are `{text}`, `{code}`, `{status}`, `{reason}`,
`{sentence}` (the whole sentence of the list, while nothing in it is missing), `{words}` (the sentence, else
what there is of it), `{function.part}` of the first figure of that function and `{method:figure.part}`. A
word behind the name says how: `{target unit}` with its unit, `{threshold at}` as the point at which one acts,
`{review next}` the latest such day of the session, `{text open}` without its full stop, `{cites codes}` as
codes alone, `{live taken}` as `yes` where the item is taken on: in the field that a step marks in its list,
else in this.
"""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.analysis import checks, registry, told
from aligntui.analysis.figure import Courses, Grid, Part, PerLink, Places, Sentence, Value, number_text
from aligntui.analysis.unrepeated import SLOT, filled
from aligntui.analysis.view import View
from aligntui.methods.types import as_list
from aligntui.session.model import Item
from aligntui.text.language import THRESHOLDS

OWN = ("text", "code", "status", "reason", "sentence", "words")
"""Slots that every item has beside its fields; a field of the same name goes first."""


def first(view: View, item: Item, texts: Iterable[str]) -> str:
    """The first text whose every slot holds something, filled; "" when there is none.

    Args:
        view: The snapshot.
        item: Item or record.
        texts: Texts with slots.
    """
    for text in texts:
        held = {match[0]: _slot(view, item, match[1], match[2] or "") for match in SLOT.finditer(text)}
        if all(held.values()):
            return filled(view, item, text, held)
    return ""


def cell(view: View, item: Item, text: str) -> str:
    """A text with slots as a cell; one field alone that was revised has what was agreed first beside it."""
    words, match = first(view, item, [text]), SLOT.fullmatch(text)
    former = told.agreed_before(view, item, match[1]) if match is not None and words else ""
    return f"{words}, {former}" if former else words


def fields(texts: Iterable[str]) -> list[str]:
    """Names of the slots in these texts that are fields."""
    every = [match[1] for text in texts for match in SLOT.finditer(text)]
    return [name for name in dict.fromkeys(every) if name not in OWN and "." not in name]


def kind(view: View, collection: str, text: str) -> str:
    """What a cell of this text holds: `amount` (with its unit), `name`, or the type of its field."""
    match = SLOT.fullmatch(text)
    field = view.book.field(collection, match[1]) if match is not None else None
    if match is None or field is None:
        return "text"
    if field.type == "link":
        lists = [view.book.collections.get(name) for name in as_list(field.of)]
        return "name" if any(one is not None and one.of_session for one in lists) else "text"
    return "amount" if match[2] == "unit" else field.type


def _slot(view: View, item: Item, name: str, how: str) -> str:
    if how == "codes":
        return " ".join(view.code(ref) for ref in told.links(view, item).get(name, []))
    if how == "taken":
        return "yes" if item.fields.get(told.marked_field(view, item.collection) or name) == "yes" else ""
    said = _held(view, item, name)
    if how == "unit":
        return told.amount(said, _unit(view, item, name))
    if how == "at" and said:
        led = "," if said.split()[0].casefold() in THRESHOLDS else ", at"
        return f" {said}" if said[0] in "<>=" else f"{led} {said}"
    if how == "next":
        days = [str(item.fields.get(name) or ""), *(run.next for run in view.session.runs.values())]
        return told.day(max(days))
    return said.rstrip(".") if how == "open" else said


def _unit(view: View, item: Item, name: str) -> str:
    field = view.book.field(item.collection, name)
    return told.unit(view, item, field) if field is not None and field.type == "number" else ""


def _held(view: View, item: Item, name: str) -> str:
    if "." in name:
        return figure_word(view, item, name)
    if name in OWN and view.book.field(item.collection, name) is None:
        own = {"text": item.text, "code": view.code(item), "status": item.status, "reason": item.reason}
        if name == "sentence":
            return told.sentence(view, item) if told.is_whole(view, item) else ""
        return told.sentence(view, item) if name == "words" else own.get(name, "")
    return told.number(view, item, name, _unit(view, item, name))


def figure_word(view: View, item: Item, name: str) -> str:
    """What `function.part` or `method:figure.part` says of an item: its word, its groups, or that of all."""
    part = figure_part(view, name, item.collection)
    if isinstance(part, Sentence):
        return part.text
    if isinstance(part, Value):
        return "" if part.number is None else number_text(part.number, part.decimals, part.unit)
    if part is None or isinstance(part, Grid | PerLink | Places | Courses):
        return ""
    from aligntui.analysis.columns import Column

    return Column(name, "", part).word(item)


def figure_part(view: View, name: str, collection: str = "") -> Part | None:
    """The part behind `function.part`, `figure.part` or `method:figure.part`; None where nothing is said.

    Of several figures of a function that over this list goes first.
    """
    if ":" in name:
        return registry.resolver(view, {})(name)
    use, _, part_name = name.partition(".")
    figure = checks.first(view, use, collection) or checks.first(view, use)
    return checks.part(figure, part_name)
