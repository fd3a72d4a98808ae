"""Which editor a field gets, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual.containers import Horizontal
from textual.widget import Widget

from aligntui.analysis.view import View
from aligntui.engine.entry.fields import LISTED, is_chosen, keys_in, options, shown_in
from aligntui.methods.types import Field
from aligntui.session.model import Item
from aligntui.text.clean import clean_line, clip, width
from aligntui.tui.asking import Hint
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.registry import long_input
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import EditLine, LineInput
from aligntui.tui.widgets.line import line
from aligntui.tui.widgets.sharing import share

ROWS_ALONE, ROWS_AMONG = 8, 4
"""Rows of a long text: in a form of up to three fields, and among more."""
MOST_LINES = 9
"""Lines of a list that a form offers."""


class MoreRow(Canvas, can_focus=True):
    """The row that stands for the fields behind it."""

    DEFAULT_CSS = """
    MoreRow { height: 1; width: 1fr; }
    """

    def tell(self, words: str) -> None:
        """Say how much stands behind it."""
        self.show([line((words, "accent" if self.has_focus else "muted"))])


class Beside(Canvas):
    """What stands beside a field, or in place of one that nobody fills: what it held before, a figure."""

    DEFAULT_CSS = """
    Beside { height: 1; width: 1fr; }
    """

    def tell(self, words: str) -> None:
        """Say it beside a field, in no more than half of the row; nothing takes no room."""
        most = self.screen.size.width // 2
        self.display = bool(words)
        self.styles.width = min(width(words) + 2, most)
        self.show([line((f" {clip(words, most - 2)}", "muted"))])


class FigureRow(Horizontal):
    """A part of a figure among the fields; it stands there once there is something to say.

    Args:
        name: What it is called.
        cells: Columns of the labels.
    """

    def __init__(self, name: str, cells: int) -> None:
        label, self.words = label_of_width(cells), Beside()
        mark(label, clip(name, cells - 4), False)
        super().__init__(label, self.words)

    def tell(self, words: str) -> None:
        """Say it, or stand aside."""
        self.display = bool(words)
        self.words.show([line((f" {words}", "text"))])


class Slot(Struct):
    """One field on the form."""

    key: str
    field: Field
    editors: list[Widget]
    label: Canvas
    rows: list[Widget]
    """What stands on the form: a label with an editor each."""
    shown: list[str]
    """What is stored as it was last shown here, a string for each line; what one types differs from it."""
    wanted: bool = True
    """Whether it is asked just now."""
    beside: Beside | None = None
    """Where it says what it held before."""

    @property
    def touched(self) -> bool:
        """Whether something stands here that was typed or chosen, and is not kept yet."""
        first = self.editors[0]
        if isinstance(first, ChoiceEditor):
            return first.touched or first.finding
        lines = [editor.words for editor in self.editors if isinstance(editor, EditLine)]
        return any(words != (self.shown[n] if n < len(self.shown) else "") for n, words in enumerate(lines))

    @property
    def typed(self) -> object:
        """What stands in it, as an intent takes it; None where nobody chose anything."""
        first = self.editors[0]
        if isinstance(first, ChoiceEditor):
            return first.typed
        return "\n".join(editor.words for editor in self.editors if isinstance(editor, EditLine))


def label_of_width(cells: int) -> Canvas:
    """The place of a field's name."""
    label = Canvas(classes="label")
    label.styles.width = cells
    return label


def slot_of(
    key: str, field: Field, lines: list[Widget], shown: list[str], cells: int, has_former: bool
) -> Slot:
    """A field on the form, with a label of so many cells before each of its editors.

    Args:
        key: Its key.
        field: Its definition.
        lines: Its editors.
        shown: What is stored, a string for each of them.
        cells: Columns of the labels.
        has_former: Whether there may be something to say of what it held before.
    """
    labels, beside = [label_of_width(cells) for _ in lines], Beside() if has_former else None
    rows: list[Widget] = [Horizontal(*pair) for pair in zip(labels, lines, strict=True)]
    if beside is not None:
        rows[0] = Horizontal(labels[0], lines[0], beside)
    return Slot(key, field, lines, labels[0], rows, shown, beside=beside)


def mark(label: Canvas, name: str, here: bool) -> None:
    """Name a field; `>` stands before the one in focus."""
    label.show([line((" > " if here else "   ", "accent+bold"), (name, "accent" if here else "muted"))])


def editors_of(
    field: Field,
    value: object,
    view: View,
    item: Item,
    drafted: Callable[[int], str],
    cells: int,
    alone: bool,
    hint: str,
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
        hint: What stands there in muted ink while it is empty.
    """
    if is_chosen(field):
        offered, is_listed = options(field, view, item), field.type == "link"
        return [ChoiceEditor(offered, value, many=field.many, cells=cells, listed=is_listed)]
    if field.type in LISTED:
        lines = shown_lines(field, value, view)
        room = max(min(field.max or max(3, len(lines) + 1), MOST_LINES), len(lines))
        stored = [*lines, *[""] * (room - len(lines))]
        return [
            LineInput(drafted(n) or text, placeholder=hint if n == 0 and not lines else "")
            for n, text in enumerate(stored)
        ]
    text = drafted(0) or shown_in(field, value, view)
    if field.type != "long":
        return [LineInput(text, placeholder=hint)]
    rows = ROWS_ALONE if alone else ROWS_AMONG
    return [long_input(text, clip(hint, rows * cells - cells // 2), rows)]


def ways_of(
    editor: Widget | None, more: list[Hint], onward: str, *, offered: bool, listed: bool = False
) -> list[Hint]:
    """Keys of an editor in focus, with those that lead to `more` fields.

    Args:
        editor: The one in focus.
        more: The way to fields that wait; none without any.
        onward: Where Enter goes from the field: `next`, behind the last one `close` or `on`.
        offered: Whether it is empty and something is offered for it.
        listed: Whether it is an empty line behind others of a list.
    """
    if isinstance(editor, MoreRow):
        return [("Enter", "ask them"), ("Tab", "next")]
    if isinstance(editor, ChoiceEditor):
        enter = [("Enter", "take it over"), ("Tab", "leave it empty")] if offered else [("Enter", onward)]
        return [editor.how, *enter, *more]
    if offered:
        return [("type:", "words"), ("Enter", "take it over"), ("Tab", "leave it empty"), *more]
    if listed:
        return [("type:", "one more"), ("empty Enter:", "enough"), *more]
    rows = [("^J", "new line")] if isinstance(editor, EditLine) and editor.is_long else []
    return [("type:", "words"), ("Enter", f"keep, {onward}"), *rows, *more]


def spread(slot: Slot, focused: Widget | None, lines: list[str]) -> list[LineInput]:
    """Put several lines into those of a list from the one in focus on, the rest into the last; those used."""
    at = slot.editors.index(focused) if focused in slot.editors else 0
    stops = [editor for editor in slot.editors[at:] if isinstance(editor, LineInput)]
    if len(lines) > len(stops):
        lines = [*lines[: len(stops) - 1], " ".join(lines[len(stops) - 1 :])]
    for editor, text in zip(stops, lines, strict=False):
        editor.insert_text_at_cursor(text)
    return stops[: len(lines)]


def leads_out(editor: Widget | None, key: str) -> bool:
    """Whether a key leads out of a field: Tab does, Up and Down from the edge of what stands in it."""
    return key.endswith("tab") or not isinstance(editor, EditLine) or editor.at_edge(below=key == "down")


def rows_of(editor: Widget) -> tuple[int, int]:
    """Rows that an editor takes at least, and those that all of what stands in it would take."""
    return editor.rows_wanted if isinstance(editor, ChoiceEditor | EditLine) else (1, 1)


def give_rows(editor: Widget, rows: int) -> None:
    """Let an editor have so many rows."""
    if isinstance(editor, ChoiceEditor):
        editor.take_rows(rows)
    elif editor.styles.height is None or editor.styles.height.value != rows:
        editor.styles.height = rows


def share_rows(every: Sequence[Widget], height: int, edit: Widget | None) -> bool:
    """Let long values and lists of options have the rows that nothing else needs.

    Args:
        every: Editors below each other.
        height: Rows there are.
        edit: The one in focus: what one writes stays whole, and other fields go out of sight for it.

    Returns:
        Whether they need more rows than there are.
    """
    rows, half = [rows_of(editor) for editor in every], height // 2
    least = [
        max(low, min(want, half)) if editor is edit and isinstance(editor, EditLine) else low
        for editor, (low, want) in zip(every, rows, strict=True)
    ]
    spare = share([max(0, want - low) for low, (_, want) in zip(least, rows, strict=True)],
                  max(0, height - sum(least)))  # fmt: skip
    for editor, low, more in zip(every, least, spare, strict=True):
        # One that is higher than the form would have its end, and the caret, out of sight.
        give_rows(editor, min(low + more, height))
    return sum(least) > height


def shown_lines(field: Field, value: object, view: View) -> list[str]:
    """What stands in the lines of a field that holds a value; none where it is chosen."""
    if is_chosen(field):
        return []
    if field.type in LISTED:
        return [clean_line(str(v)) for v in value] if isinstance(value, list) else []
    return [shown_in(field, value, view)]


def show_anew(slot: Slot, value: object, view: View, item: Item, hint: str | None = None) -> None:
    """Show in a field what it holds now in place of what stands there, and what is offered now."""
    first = slot.editors[0]
    if hint is not None and isinstance(first, LineInput):
        first.placeholder = hint
    if isinstance(first, ChoiceEditor):
        if keys_in(value) != first.chosen or first.touched:
            first.options = options(slot.field, view, item)
            first.take(value)
            first.redraw()
        return
    lines = shown_lines(slot.field, value, view)
    if lines == slot.shown and not slot.touched:
        return
    slot.shown = lines
    for n, editor in enumerate(slot.editors):
        if isinstance(editor, EditLine):
            editor.put(lines[n] if n < len(lines) else "")
