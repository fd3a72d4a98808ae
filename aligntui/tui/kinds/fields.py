"""Fields of one item or record, one under the other: keep on leaving, next on Enter, findings as you type.

The same form serves cards of a board, rows of a table, worlds and records. What is asked and what a value
does is decided by `engine.entry.filling`; here stand the editors, and the words that are being typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.widget import Widget

from aligntui.engine.entry import filling, standing
from aligntui.engine.entry.fields import LISTED, label_of
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Outcome
from aligntui.text.clean import clip, width
from aligntui.text.words import count
from aligntui.tui.kinds import editors
from aligntui.tui.kinds.base import Fills, Hint, ItemForm
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.editors import MoreRow, Slot, rows_of
from aligntui.tui.widgets.inputs import EditLine, LineInput

if TYPE_CHECKING:
    from textual.widgets import Input, TextArea

PUT_IN_ORDER = ("date", "number")
"""Types of fields whose words are put in order once they are kept."""
NARROW, WIDE = 14, 24
"""Columns of the labels, at least and at most."""


class FieldsForm(VerticalScroll, ItemForm, can_focus=False):
    """The fields of one item."""

    DEFAULT_CSS = """
    FieldsForm { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; }
    FieldsForm Horizontal { height: auto; width: 1fr; }
    FieldsForm .label { height: 1; }
    """

    def __init__(self, owner: Fills, special: Mapping[str, Callable[[], ChoiceEditor]] | None = None) -> None:
        """`special` makes the editor of a field that is not drawn the usual way."""
        super().__init__()
        assert owner.filling is not None
        self.fills = owner
        self.desk = owner.desk
        self.special = dict(special or {})
        self.item_id = owner.filling.item
        self._last = owner.filling
        self.slots: list[Slot] = []
        self.label_cells = NARROW
        self._refusal = ""
        self._left: list[object] = []
        self.figures: dict[str, editors.FigureRow] = {}
        """Parts of figures that stand among the fields."""

    @property
    def filling(self) -> Filling:
        """Where one stands in the fields, or stood before they were left."""
        present = self.fills.filling
        if present is not None and present.item == self.item_id:
            self._last = present
        return self._last

    def compose(self) -> ComposeResult:
        """A label and an editor per field."""
        self.call_after_refresh(self.mark_labels)
        ctx, state = self.fills.ctx, self.filling
        asked = set(filling.asked(ctx, state))
        behind = [filling.MORE] if filling.MORE in asked else []
        fields = {
            key: field for key in (*state.keys, *behind)
            if (field := filling.field_of(ctx, state, key)) is not None
        }  # fmt: skip
        computed = {key for key in state.keys if standing.figure_of(ctx, state, key)}
        labels = [label_of(key, field) for key, field in fields.items()]
        labels += [standing.figure_label(ctx, key, state) for key in computed]
        names = [width(label) + 4 for label in labels]
        self.label_cells = max(NARROW, min(WIDE, max(names, default=0)))
        cells = max(40, (self.app.size.width if self.app.size.width < 120 else 80) - self.label_cells - 4)
        for key in (*state.keys, *behind):
            if key in computed:
                name = standing.figure_label(ctx, key, state)
                self.figures[key] = editors.FigureRow(name, self.label_cells)
                yield self.figures[key]
            if (field := fields.get(key)) is None:
                continue
            drafted = partial(self._drafted, key)
            item, name = filling.holder(ctx, state, key)
            value = ctx.view.value(item, name)
            lines: list[Widget] = (
                [self.special[key]()] if key in self.special
                else [MoreRow()] if key == filling.MORE
                else editors.editors_of(
                    field, value, ctx.view, item, drafted, cells, len(state.keys) <= 3,
                    standing.hint(ctx, state, key),
                )
            )  # fmt: skip
            if isinstance(lines[0], ChoiceEditor):
                lines[0].offer = standing.offer(ctx, state, key)
            shown, has_former = (
                editors.shown_lines(field, value, ctx.view),
                bool(state.record) or field.revised,
            )
            slot = editors.slot_of(key, field, lines, shown, self.label_cells, has_former)
            self.slots.append(slot)
            self._show(slot, key in asked)
            yield from slot.rows

    def _show(self, slot: Slot, wanted: bool) -> None:
        slot.wanted = wanted
        for row in slot.rows:
            row.display = wanted
        # How wide a line is, and so how many rows it wants, is known once it stands.
        self.call_after_refresh(self.share_rows)

    def _place(self, key: str, number: int = 0) -> str:
        return filling.place_of(self.fills.ctx, self.filling, key, number)

    def _drafted(self, key: str, number: int) -> str:
        return self.desk.drafted(self._place(key, number))

    def _show_anew(self, slot: Slot) -> None:
        if self.is_attached and slot.key not in self.special:
            view, (item, name) = self.fills.ctx.view, filling.holder(self.fills.ctx, self.filling, slot.key)
            takes = bool(slot.field.known or slot.field.suggest)
            hint = standing.hint(self.fills.ctx, self.filling, slot.key) if takes else None
            if takes and isinstance(slot.editors[0], ChoiceEditor):
                slot.editors[0].offer = standing.offer(self.fills.ctx, self.filling, slot.key)
            editors.show_anew(slot, view.value(item, name), view, item, hint)

    # focus

    @property
    def slot(self) -> Slot | None:
        """The field in focus."""
        focused = self.screen.focused if self.is_mounted and self.is_attached else None
        return next((slot for slot in self.slots if slot.wanted and focused in slot.editors), None)

    @property
    def field(self) -> str:
        """Name of the field in focus, "" when none is."""
        return slot.key if (slot := self.slot) is not None else ""

    @property
    def touched(self) -> bool:
        """Whether something stands in the field in focus that is not kept yet."""
        return (slot := self.slot) is not None and slot.touched

    @property
    def marked(self) -> str:
        """The field that `>` stands beside: the one in focus, else the one that had it last."""
        return self.field or self.filling.at

    @property
    def marked_cell(self) -> Offset | None:
        """Cell of the screen where that field begins."""
        return next((slot.label.region.offset for slot in self.slots if slot.key == self.marked), None)

    def begin(self) -> None:
        """Put the focus on the field to begin with."""
        self._focus(self.filling.at, 0)
        self.mark_labels()

    def focus_key(self, key: str) -> bool:
        """Put the focus on a field by key, behind what stands in it. False when it is not asked."""
        return self._focus(key, 0) is not None

    def _focus(self, key: str, number: int) -> Slot | None:
        slot = next((slot for slot in self.slots if slot.key == key), None)
        # What was kept may have led elsewhere meanwhile: then nothing of this is on the screen.
        if not self.is_attached or slot is None:
            return None
        if key != filling.MORE and not filling.is_asked(self.fills.ctx, self.filling, key):
            return None
        self._show(slot, True)
        editor = slot.editors[number]
        self.screen.set_focus(editor)
        if isinstance(editor, LineInput) and slot.field.type in PUT_IN_ORDER:
            # A value that was put in order is typed anew, not in its middle.
            editor.select_all()
        self.mark_labels()
        return slot

    def mark_labels(self) -> None:
        """`>` beside the field in focus, or the one that had it last."""
        if not self.is_mounted or not self.is_attached:
            return
        self.share_rows()
        marked = self.marked
        for slot in self.slots:
            editors.mark(
                slot.label, clip(label_of(slot.key, slot.field), self.label_cells - 4), slot.key == marked
            )

    def on_resize(self) -> None:
        """Share out the rows there are."""
        self.share_rows()

    def share_rows(self) -> None:
        """Let long values and lists of options have the rows that nothing else needs."""
        if not self.is_attached or not self.size.height:
            return
        every = [editor for slot in self.slots if slot.wanted for editor in slot.editors]
        edit = self.screen.focused
        is_full = editors.share_rows(every, self.size.height, edit)
        if is_full and edit in every:
            self.call_after_refresh(edit.scroll_visible, animate=False)

    def question(self) -> str:
        """The question of the marked field, with our own words in it."""
        return standing.asks(self.fills.ctx, self.filling, self.marked)

    def ways(self) -> list[Hint]:
        """Keys of the field in focus."""
        ctx, state = self.fills.ctx, self.filling
        asked = filling.asked(ctx, state)
        more = [(self.desk.key_of("ask-more"), "more to say")] if filling.MORE in asked else []
        focused, slot = self.screen.focused if self.is_mounted else None, self.slot
        empty = not (focused.words if isinstance(focused, EditLine) else getattr(focused, "chosen", True))
        offered = empty and bool(filling.offered(ctx, state, self.field))
        listed = empty and slot is not None and focused in slot.editors[1:]
        is_last = slot is not None and asked[-1:] == [slot.key] and (empty or focused is slot.editors[-1])
        onward = ("close" if state.where == "card" else "on") if is_last else "next"
        return editors.ways_of(focused, more, onward, offered=offered, listed=listed)

    def words(self) -> dict[str, object]:
        """What stands in the field in focus."""
        return {slot.key: slot.typed} if (slot := self.slot) is not None else {}

    # keeping

    async def before(self, intent: Intent | None) -> None:
        """Words in the field in focus are kept before it is filled from elsewhere: undo brings them back."""
        if intent is not None and intent.verb == "take-known":
            await self.keep()

    def after(self, intent: Intent | None) -> None:
        """Show what the field in focus holds now; go to what stood behind the row."""
        slot, verb = self.slot, intent.verb if intent is not None else ""
        if verb == "take-known" and slot is not None:
            self._show_anew(slot)
        elif verb == "ask-more":
            self.begin()
            self.refresh_values()

    async def _perform(self, verb: str, slot: Slot) -> Outcome[Any] | None:
        """Have a field kept as it stands. None when it cannot be read or stored: its words wait in it."""
        typed = slot.typed if slot.touched else None
        outcome = await self.fills.perform(Intent(verb, self.item_id, slot.key, typed))
        refusal = outcome.message if outcome is not None else None
        if outcome is None or (refusal is not None and refusal.tone == "error"):
            self._refusal = self.desk.words(refusal)
            return None
        for number in range(len(slot.editors)):
            self.desk.keep_draft(self._place(slot.key, number), "")
        self._show_anew(slot)
        return outcome

    async def keep(self) -> bool:
        """Keep the field in focus as it stands. False when it cannot be read or stored."""
        slot = self.slot
        if slot is None:
            return True
        if slot.key != self.filling.at:
            await self.fills.perform(Intent("focus", self.item_id, slot.key))
        return await self._perform("keep", slot) is not None

    async def may_leave(self) -> bool:
        """Keep every field. What cannot be read is asked about once; then its words wait as a draft."""
        typed = [slot.typed for slot in self.slots]
        if await self.keep_all() or typed == self._left:
            return True
        self._left = typed
        self.desk.say(f"{self._refusal} The same key again leaves, and the words wait.", "error")
        return False

    async def keep_all(self) -> bool:
        """Keep every field that can be read; what cannot stays in its line as a draft."""
        good = True
        for slot in self.slots:
            good = (not slot.wanted or await self._perform("keep", slot) is not None) and good
        return good

    async def go(self, verb: str) -> bool:
        """Keep the field in focus and go to the one beside it; False once the last one is filled.

        Args:
            verb: `fill`, `next` or `previous`.
        """
        slot, focused = self.slot, self.screen.focused
        if slot is None or focused is None:
            return False
        if verb == "fill" and isinstance(focused, ChoiceEditor) and focused.many and focused.finding:
            if not focused.end_finding(take=True):
                self.desk.say(f'Nothing here begins with "{focused.small.typed}". Esc empties that.', "hint")
            return await self.keep() or True
        at = slot.editors.index(focused)
        beside = at + (-1 if verb == "previous" else 1)
        # An empty line of a list says that it is finished.
        ended = verb != "previous" and isinstance(focused, LineInput) and not focused.value
        if 0 <= beside < len(slot.editors) and not ended:
            self.screen.set_focus(slot.editors[beside])
            self.mark_labels()
            return True
        outcome = await self._perform(verb, slot)
        if outcome is None or outcome.leave == "on":
            return outcome is None
        if self.filling.at != slot.key:
            self._focus(self.filling.at, -1 if verb == "previous" else 0)
        return True

    async def press(self, key: str) -> bool:
        """Keys of the field in focus."""
        focused = self.screen.focused
        if isinstance(focused, ChoiceEditor) and focused.press(key):
            return await self.keep() or True
        if "ask-more" in self.desk.verbs_of(key):
            return bool(await self.fills.perform(Intent("ask-more", self.item_id))) or True
        verb = {"tab": "next", "shift+tab": "previous", "down": "next", "up": "previous"}.get(key, "")
        if not verb or not editors.leads_out(focused, key):
            return False
        return await self.go(verb) or True

    async def take_sign(self, sign: str) -> bool:
        """A sign of the choice in focus is kept at once. False: it is text, or has no meaning here."""
        focused = self.screen.focused
        if not isinstance(focused, ChoiceEditor) or not focused.take_sign(sign):
            return False
        return await self.keep() or True

    def pasted(self, lines: list[str]) -> bool:
        """Several lines for a list: one to each of its lines from here on. False when no list has focus."""
        slot = self.slot
        if slot is None or slot.field.type not in LISTED:
            return False
        for editor in editors.spread(slot, self.screen.focused, lines):
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
        if isinstance(widget, EditLine) and rows_of(widget)[1] > widget.size.height:
            self.share_rows()
        slot = self.slot
        if slot is not None and widget is self.screen.focused and isinstance(widget, EditLine):
            # What stands there because it is stored is no draft: nobody typed it.
            words = widget.words if slot.touched else ""
            self.desk.keep_draft(self._place(slot.key, slot.editors.index(widget)), words)

    def refresh_values(self) -> None:
        """Show what it holds now in every field in which nothing was typed, and whether it is asked."""
        ctx, state = self.fills.ctx, self.filling
        focused = self.screen.focused if self.is_mounted else None
        asked = set(filling.asked(ctx, state))
        for slot in self.slots:
            editor = slot.editors[0]
            if isinstance(editor, MoreRow):
                editor.tell(standing.behind(ctx, state))
            if focused not in slot.editors and (slot.key in asked) != slot.wanted:
                self._show(slot, slot.key in asked)
            if not slot.touched:
                self._show_anew(slot)
            if slot.beside is not None:
                slot.beside.tell(standing.before(ctx, state, slot.key))
        self.show_figures()

    def show_figures(self) -> None:
        """Work the figures among the fields out with what stands in these, kept or not."""
        if self.figures:
            typed = {slot.key: slot.typed for slot in self.slots if slot.touched}
            for ref, words in standing.computed(self.fills.ctx, self.filling, None, typed).items():
                self.figures[ref].tell(words)

    def counter(self) -> str:
        """`31 of 35 words` for the field in focus when it has a limit."""
        slot = self.slot
        if slot is None or not slot.field.words or not isinstance(slot.editors[0], EditLine):
            return ""
        return f"{count(slot.editors[0].words)} of {slot.field.words} words"
