"""What stands in the editors of a field, in its stored form."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.flow import values
from aligntui.guide.types import Field
from aligntui.session.model import Item
from aligntui.steps.choices import ChoiceEditor
from aligntui.steps.editors import Slot, shown_in
from aligntui.widgets.inputs import EditLine, LineInput


class Typed:
    """Reads the editors of one form. Words with two readings are asked, and asked again they are taken."""

    def __init__(self) -> None:
        self._asked: tuple[str, str] = ("", "")
        """Field and words whose two readings were put to the person."""

    def meant(self, slot: Slot, view: View, item: Item, today: str, *, sure: bool) -> object:
        """As `read`; words with two readings are what they likely are, once Enter was pressed twice on them.

        Args:
            slot: The field.
            view: The snapshot.
            item: The item with the field.
            today: ISO day from which a date without a year is counted.
            sure: Whether Enter was pressed.

        Raises:
            values.Unclear: When it cannot be read, or its two readings are to be put to the person.
        """
        try:
            return read(slot, view, item, today)
        except values.Twofold as twofold:
            asked, self._asked = self._asked, (slot.key, twofold.typed) if sure else ("", "")
            if not sure or asked != self._asked:
                raise
            return twofold.likely.value


def read(slot: Slot, view: View, item: Item, today: str) -> object:
    """What stands in a field now; of people the names as typed.

    Raises:
        values.Unclear: When it cannot be read.
    """
    first = slot.editors[0]
    if isinstance(first, ChoiceEditor):
        value = first.value
        if first.touched and slot.field.type == "scale" and isinstance(value, str):
            return int(value)
        return value
    if slot.field.type in ("list", "chain"):
        lines = [e.words for e in slot.editors if isinstance(e, LineInput)]
        return values.store(slot.field, "\n".join(lines))
    assert isinstance(first, EditLine)
    if slot.field.type == "link":
        return first.words
    if stands(slot, view, item):
        # Nobody typed: what a file brought, or one chose, is not read a second time.
        return view.value(item, slot.key)
    return values.store(slot.field, first.words, today=today, unit=unit_of(slot.field, view, item))


def stands(slot: Slot, view: View, item: Item) -> bool:
    """Whether the one line of a field reads as what is stored."""
    first = slot.editors[0]
    shown = shown_in(slot.field, view.value(item, slot.key), view)
    return isinstance(first, EditLine) and first.words == shown


def unit_of(field: Field, view: View, item: Item) -> str | None:
    """What a number counts: the words of the field that its unit names, or its unit itself."""
    if field.unit and view.book.field(item.collection, field.unit) is not None:
        return view.text(item, field.unit) or None
    return field.unit or None
