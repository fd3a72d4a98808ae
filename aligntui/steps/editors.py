"""Which editor a field gets, with what stands in it, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from textual.widget import Widget

from aligntui.analysis.view import View
from aligntui.flow import values
from aligntui.flow.naming import by_name, joined
from aligntui.guide.types import Field
from aligntui.session.model import Item
from aligntui.steps.choices import ChoiceEditor, options
from aligntui.text.clean import clean, clean_line, clip
from aligntui.text.words import one_stop
from aligntui.widgets.canvas import Canvas
from aligntui.widgets.inputs import LineInput
from aligntui.widgets.long_input import LongInput

WORDS = Field(type="text", label="words")
"""The item's own words, asked like a field."""
ROWS_ALONE, ROWS_AMONG = 8, 4
"""Rows of a long text: in a form of up to three fields, and among more."""
MOST_LINES = 9
"""Lines of a list that a form offers."""


@dataclass
class Slot:
    """One field on the form."""

    key: str
    field: Field
    editors: list[Widget]
    label: Canvas
    rows: list[Widget]
    """What stands on the form: a label with an editor each."""
    wanted: bool = True
    """Whether it is asked just now."""


def label_of(key: str, field: Field) -> str:
    """Short name beside a field."""
    return field.label or key.replace("_", " ")


def names_of(value: object, view: View) -> str:
    """Words of linked items, with commas."""
    ids = value if isinstance(value, list) else [value] if isinstance(value, str) and value else []
    found = [view.item(str(i)) for i in ids]
    return joined(i.text for i in found if i is not None)


def shown_in(field: Field, value: object, view: View) -> str:
    """A stored value as it stands in an edit line; what a file brought is made harmless here as well."""
    return clean(names_of(value, view) if field.type == "link" else values.editable(field, value))


def editors_of(
    field: Field,
    value: object,
    view: View,
    item: Item,
    drafted: Callable[[int], str],
    cells: int,
    alone: bool,
) -> list[Widget]:
    """Editors of a field: one, or one for each line of a list.

    Args:
        field: Its definition.
        value: Its stored value.
        view: The snapshot.
        item: The item with the field.
        drafted: Words that were being typed in its n-th line, "" for none; they win over the stored ones.
        cells: Width of the editors.
        alone: Whether the form has few fields, so that a long text may be tall.
    """
    if field.type in ("choice", "yesno", "scale") or (field.type == "link" and not by_name(field)):
        return [ChoiceEditor(options(field, view, item), value, many=field.many, cells=cells)]
    # Muted ink alone would not tell an example from an answer without colours or to a screen reader.
    whole = f"e.g. {field.example}" if field.example else ""
    example = clip(whole, cells)
    if field.type in ("list", "chain"):
        lines = [clean_line(str(v)) for v in value] if isinstance(value, list) else []
        room = max(min(field.max or max(3, len(lines) + 1), MOST_LINES), len(lines))
        stored = [*lines, *[""] * (room - len(lines))]
        return [
            LineInput(drafted(n) or text, placeholder=example if n == 0 and not lines else "")
            for n, text in enumerate(stored)
        ]
    text = drafted(0) or shown_in(field, value, view)
    if field.type == "long":
        area = LongInput(
            text, placeholder=clip(whole, (ROWS_ALONE if alone else ROWS_AMONG) * cells - cells // 2)
        )
        area.styles.height = ROWS_ALONE if alone else ROWS_AMONG
        return [area]
    if field.type == "text" and field.words:
        area = LongInput(text, placeholder=clip(whole, 2 * cells - cells // 2), one_line=True)
        area.styles.height = 2
        return [area]
    return [LineInput(text, placeholder=example)]


def show_anew(slot: Slot, value: object, view: View, item: Item, drafted: Callable[[int], str]) -> None:
    """Show in a field what it holds now; words that were being typed in it stay."""
    first = slot.editors[0]
    if isinstance(first, ChoiceEditor):
        chosen = value if isinstance(value, list) else [] if value in (None, "") else [value]
        if [str(v) for v in chosen] != first.chosen:
            first.options = options(slot.field, view, item)
            first.take(value)
            first.redraw()
    elif slot.field.type in ("list", "chain"):
        lines = value if isinstance(value, list) else []
        for n, editor in enumerate(slot.editors):
            if isinstance(editor, LineInput) and not drafted(n):
                editor.value = clean_line(str(lines[n])) if n < len(lines) else ""
    elif not drafted(0):
        shown = shown_in(slot.field, value, view)
        if isinstance(first, LineInput) and first.value != shown:
            first.value = shown
        elif isinstance(first, LongInput) and first.text != shown:
            first.text = shown


def fill(text: str, view: View, item: Item, missing: str | None = None, *, codes: bool = False) -> str:
    """A question with our own words in it: `{x}` is the field's value, links by their words.

    An empty field reads as its label, or as `missing` when that is given; with `codes` links read as theirs.
    """
    fields = {"text": WORDS, **view.book.fields(item.collection)}

    def words(match: re.Match[str]) -> str:
        key = match[1]
        field = fields.get(key)
        if field is None:
            return match[0]
        value = view.value(item, key)
        linked = field.type == "link" and value
        if linked and codes:
            shown = ", ".join(view.code(str(i)) for i in (value if isinstance(value, list) else [value]))
        else:
            shown = names_of(value, view) if linked else values.show(field, value)
        return shown or (label_of(key, field) if missing is None else missing)

    return one_stop(re.sub(r"\{(\w+)\}", words, text))
