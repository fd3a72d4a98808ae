"""Fields of one item or record, one under the other: keep on leaving, next on Enter, findings as you type.

The same form serves cards of a board, rows of a table, worlds and records. It reads and writes through
its step's desk; text that cannot be read (a date that is none) stays in its line as a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, TextArea

from aligntui.analysis.figure import Finding, Part
from aligntui.analysis.wanted import field_wanted
from aligntui.flow import edit, values
from aligntui.flow.naming import by_name, called, put_people
from aligntui.guide.types import Field
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp
from aligntui.steps.base import Desk, ItemForm
from aligntui.steps.choices import ChoiceEditor
from aligntui.steps.editors import WORDS, Slot, editors_of, fill, label_of, show_anew, shown_in
from aligntui.steps.typed import Typed, read, stands
from aligntui.text import moment
from aligntui.text.clean import clip, width
from aligntui.text.words import count
from aligntui.widgets.canvas import Canvas
from aligntui.widgets.inputs import EditLine, LineInput
from aligntui.widgets.line import Line, line
from aligntui.widgets.long_input import LongInput

NARROW, WIDE = 14, 24
"""Columns of the labels, at least and at most."""


class FieldsForm(VerticalScroll, ItemForm, can_focus=False):
    """The fields of one item. `ask_for` names which, `text` for its words."""

    DEFAULT_CSS = """
    FieldsForm { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; }
    FieldsForm Horizontal { height: auto; width: 1fr; }
    FieldsForm .label { height: 1; }
    """

    def __init__(
        self,
        desk: Desk,
        item: Item,
        ask_for: Sequence[str],
        place: str,
        words: Field | None = None,
        special: Mapping[str, Callable[[], ChoiceEditor]] | None = None,
    ) -> None:
        """`special` makes the editor of a field that is not drawn the usual way."""
        super().__init__()
        self.special = dict(special or {})
        self.desk = desk
        self.item_id = item.id
        self.collection = item.collection
        self.ask_for = list(ask_for)
        self.words = words or WORDS
        self.draft_place = place
        self.slots: list[Slot] = []
        self.label_cells = NARROW
        self._left: Slot | None = None
        self._typed = Typed()

    @property
    def _stops(self) -> list[tuple[Slot, Widget]]:
        """Every editor that may have the focus, in order."""
        return [(slot, editor) for slot in self.slots if slot.wanted for editor in slot.editors]

    @property
    def item(self) -> Item:
        """The item as it stands now; an unwritten record is empty."""
        if self.item_id.startswith("record:"):
            return self.desk.view.record(self.item_id.removeprefix("record:"))
        return self.desk.view.session.items.get(self.item_id) or Item(
            id=self.item_id, collection=self.collection
        )

    def definition(self, key: str) -> Field | None:
        """Definition of a field; None when it is no longer asked."""
        return self.words if key == "text" else self.desk.view.book.field(self.collection, key)

    def compose(self):  # type: ignore[no-untyped-def]
        """A label and an editor per field."""
        item = self.item
        known = [(k, f) for k in self.ask_for if (f := self.definition(k)) is not None]
        self.label_cells = max(
            NARROW, min(WIDE, max((width(label_of(k, f)) for k, f in known), default=0) + 4)
        )
        cells = max(40, (self.app.size.width if self.app.size.width < 120 else 80) - self.label_cells - 4)
        for key in self.ask_for:
            field = self.definition(key)
            if field is None or field.type == "figure":
                continue
            label = self._label()
            editors = self._editors(key, field, item, cells)
            rows: list[Widget] = [
                Horizontal(label if number == 0 else self._label(), editor)
                for number, editor in enumerate(editors)
            ]
            slot = Slot(key, field, editors, label, rows)
            self.slots.append(slot)
            self._show(slot, self._wanted(key))
            yield from rows

    def _label(self) -> Canvas:
        label = Canvas(classes="label")
        label.styles.width = self.label_cells
        return label

    def _wanted(self, key: str) -> bool:
        def figure(ref: str) -> Part | None:
            return self.desk.figures.part("", ref)

        return field_wanted(self.desk.view, self.item, key, figure)

    def _show(self, slot: Slot, wanted: bool) -> None:
        slot.wanted = wanted
        for row in slot.rows:
            row.display = wanted

    def _ask_again(self) -> None:
        """An answer may make other fields needed, or needless; the one in focus stays."""
        focused = self.screen.focused if self.is_mounted and self.is_attached else None
        for slot in self.slots:
            if slot.field.when and focused not in slot.editors:
                wanted = self._wanted(slot.key)
                if wanted != slot.wanted:
                    self._show(slot, wanted)

    def _editors(self, key: str, field: Field, item: Item, cells: int) -> list[Widget]:
        if key in self.special:
            return [self.special[key]()]
        view = self.desk.view
        return editors_of(
            field, view.value(item, key), view, item, partial(self._drafted, key), cells,
            len(self.ask_for) <= 3,
        )  # fmt: skip

    def _place(self, key: str, n: int = 0) -> str:
        return f"{self.draft_place}/{self.item_id}/{key}" + (f"/{n}" if n else "")

    def on_mount(self) -> None:
        """Write the labels."""
        self.call_after_refresh(self.mark_labels)

    # focus

    def first_empty(self) -> Widget | None:
        """The first field without an answer, else the first one."""
        item = self.item
        for slot, editor in self._stops:
            if not self.desk.view.asked(item, slot.key):
                return editor
        return self._stops[0][1] if self._stops else None

    def first_to_rate(self) -> str:
        """Key of the first scale without an answer, else of the first empty field, else of a scale; or ""."""
        item, view = self.item, self.desk.view
        wanted = [slot for slot in self.slots if slot.wanted]
        scales = [slot.key for slot in wanted if slot.field.type == "scale"]
        empty = [slot.key for slot in wanted if not view.asked(item, slot.key)]
        return next(iter([*(key for key in scales if key in empty), *empty, *scales]), "")

    @property
    def slot(self) -> Slot | None:
        """The field in focus."""
        focused = self.screen.focused if self.is_mounted and self.is_attached else None
        for slot, editor in self._stops:
            if editor is focused:
                return slot
        return None

    @property
    def field(self) -> str:
        """Name of the field in focus, "" when none is."""
        slot = self.slot
        return slot.key if slot is not None else ""

    @property
    def marked(self) -> Slot | None:
        """The field that `>` stands beside: the one in focus, else the one that had it last."""
        left = self._left if self._left is not None and self._left.wanted else None
        return self.slot or left

    def again(self) -> Widget | None:
        """Where Enter leads while nothing has the focus: into the marked field, else the first empty one."""
        marked = self.marked
        return marked.editors[0] if marked is not None else self.first_empty()

    def stop(self) -> int:
        """Place of the focus among the editors; -1 when it is elsewhere."""
        focused = self.screen.focused
        return next((n for n, (_, e) in enumerate(self._stops) if e is focused), -1)

    def focus_key(self, key: str) -> bool:
        """Put the focus on a field by key."""
        for slot, editor in self._stops:
            if slot.key == key:
                self.screen.set_focus(editor)
                if isinstance(editor, LongInput):
                    editor.move_cursor(editor.document.end)
                self.mark_labels()
                return True
        return False

    def mark_labels(self) -> None:
        """`>` beside the field in focus, or the one that had it last."""
        if not self.is_mounted or not self.is_attached:
            return
        here = self._left = self.marked
        for slot in self.slots:
            on = slot is here
            text = clip(label_of(slot.key, slot.field), self.label_cells - 4)
            row: Line = line(
                (" > " if on else "   ", "accent+bold"), (text, "accent" if on else "muted"),
            )  # fmt: skip
            slot.label.show([row])

    def question(self) -> str:
        """The question of the marked field, with our own words in it."""
        slot = self.marked
        if slot is None:
            return ""
        return fill(slot.field.ask, self.desk.view, self.item) or slot.field.help

    # keeping

    def typed(self, slot: Slot) -> object:
        """What stands in a field now, in its stored form.

        Raises:
            values.Unclear: When it cannot be read.
        """
        return read(slot, self.desk.view, self.item, moment.day(self.desk.now()))

    async def keep(self, slot: Slot | None = None, *, sure: bool = False) -> bool:
        """Keep one field (the one in focus) as it stands. False when it cannot be read or stored.

        Args:
            slot: The field.
            sure: Whether Enter was pressed: a second time it takes the likely one of two readings.
        """
        slot = slot or self.slot
        if slot is None:
            return True
        first, view = slot.editors[0], self.desk.view
        try:
            today = moment.day(self.desk.now())
            value = self._typed.meant(slot, view, self.item, today, sure=sure)
            ops = self._ops(slot, value)
        except values.Unclear as unclear:
            self.desk.say(str(unclear), "error")
            return False
        took = ""
        if isinstance(first, EditLine):
            shown = called(view, slot.field, str(value)) if by_name(slot.field) else value
            took = values.taken(slot.field, first.words, shown)
        if ops and not await self.desk.commit(ops, self.kept_note(slot, took)):
            return False
        self._forget(slot)
        if took and isinstance(first, LineInput):
            if not ops:
                self.desk.say(f"{clip(label_of(slot.key, slot.field), 20)} kept as {took}.", "ok")
            # Nobody typed this: it is no draft.
            with first.prevent(Input.Changed):
                stored = self.desk.view.value(self.item, slot.key)
                first.value = shown_in(slot.field, stored, self.desk.view)
        return True

    def kept_note(self, slot: Slot, took: str = "") -> str:
        """What happened, for the message row; what was taken where that is not what was typed."""
        code = self.desk.view.code(self.item)
        name = label_of(slot.key, slot.field)
        if took:
            return f"{clip(name, 20)} kept as {took}. u takes it back."
        return (
            f"{code} {name} kept. u takes it back."
            if not self.item_id.startswith("record:")
            else "Kept. It is on disk."
        )

    def _ops(self, slot: Slot, value: object) -> list[AnyOp]:
        if by_name(slot.field):
            if stands(slot, self.desk.view, self.item):
                return []
            return put_people(
                self.desk.view, self.item, slot.key, str(value or ""), self.desk.new_id,
                by=self.desk.person, at=self.desk.now(),
            )  # fmt: skip
        return edit.put(self.desk.view, self.item, slot.key, value)

    def _forget(self, slot: Slot) -> None:
        for n in range(len(slot.editors)):
            self.desk.keep_draft(self._place(slot.key, n), "")

    async def keep_all(self) -> bool:
        """Keep every field that can be read; what cannot stays in its line as a draft."""
        good = True
        for slot in self.slots:
            good = (not slot.wanted or await self.keep(slot)) and good
        return good

    async def next(self, step: int = 1, *, sure: bool = False) -> bool:
        """Keep, and go to the next field (or the one before). False at the end. `sure` as in `keep`."""
        at = self.stop()
        if at < 0:
            return False
        slot, editor = self._stops[at]
        target = at + step
        if (
            step > 0
            and slot.field.type in ("list", "chain")
            and isinstance(editor, LineInput)
            and not editor.value
        ):
            # An empty line of a list says that it is finished.
            target = next(
                (n for n in range(at, len(self._stops)) if self._stops[n][0] is not slot), len(self._stops)
            )
        inside = 0 <= target < len(self._stops) and self._stops[target][0] is slot
        if not inside:
            over = target - at
            if not await self.keep(slot, sure=sure):
                return True
            # What was answered may have made a field appear before this one, or go.
            target = next((n for n, stop in enumerate(self._stops) if stop[1] is editor), at) + over
        if not 0 <= target < len(self._stops):
            return False
        self.screen.set_focus(self._stops[target][1])
        self.mark_labels()
        return True

    async def press(self, key: str) -> bool:
        """Keys of the field in focus."""
        if key == "tab":
            return await self.next(1) or True
        if key == "shift+tab":
            return await self.next(-1) or True
        focused = self.screen.focused
        if isinstance(focused, ChoiceEditor) and focused.press(key):
            return True
        down = key == "down" or (key == "j" and isinstance(focused, ChoiceEditor))
        up = key == "up" or (key == "k" and isinstance(focused, ChoiceEditor))
        if (up or down) and (not isinstance(focused, LongInput) or focused.at_edge(below=down)):
            return await self.next(1 if down else -1) or True
        return False

    def pasted(self, lines: list[str]) -> bool:
        """Several lines for a list: one to each of its lines from here on. False when no list has focus."""
        slot, at = self.slot, self.stop()
        if slot is None or slot.field.type not in ("list", "chain"):
            return False
        stops = [e for s, e in self._stops[at:] if s is slot and isinstance(e, LineInput)]
        if len(lines) > len(stops):
            lines = [*lines[: len(stops) - 1], " ".join(lines[len(stops) - 1 :])]
        for editor, text in zip(stops, lines, strict=False):
            editor.insert_text_at_cursor(text)
            self.screen.set_focus(editor)
            self._draft(editor)
        self.mark_labels()
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Words being typed are a draft."""
        self._draft(event.input)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Words being typed are a draft."""
        self._draft(event.text_area)

    def _draft(self, widget: Widget) -> None:
        for slot, editor in self._stops:
            if editor is widget and isinstance(editor, EditLine):
                number = slot.editors.index(editor)
                text = editor.words
                if editor is self.screen.focused:
                    self.desk.keep_draft(self._place(slot.key, number), text)

    def refresh_values(self) -> None:
        """Somebody else changed the item: show it in every field that is not being edited."""
        self._ask_again()
        item = self.item
        view = self.desk.view
        focused = self.screen.focused if self.is_mounted else None
        for slot in self.slots:
            if focused in slot.editors:
                continue
            if slot.key not in self.special:
                kept = partial(self._own_draft, slot.key)
                show_anew(slot, view.value(item, slot.key), view, item, kept)

    def _drafted(self, key: str, n: int) -> str:
        return self.desk.drafted(self._place(key, n))

    def _own_draft(self, key: str, n: int) -> str:
        return self.desk.own_draft(self._place(key, n))

    def counter(self) -> str:
        """`31 of 35 words` for the field in focus when it has a limit."""
        slot = self.slot
        if slot is None or not slot.field.words or not isinstance(slot.editors[0], EditLine):
            return ""
        return f"{count(slot.editors[0].words)} of {slot.field.words} words"


def unread(sentence: str, field: str) -> Finding:
    """Words that do not fit their field, as a finding: it stands as long as they do."""
    return Finding(code="FIELD", severity="hint", message=sentence, field=field)
