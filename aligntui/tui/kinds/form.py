"""How a form looks: what is known above, the fields, the sentence they make below."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.engine.entry import filling, standing
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Outcome
from aligntui.engine.kinds import form
from aligntui.methods.types import Method, Step
from aligntui.text.clean import clip, width
from aligntui.text.words import count
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.fields import FieldsForm
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import Line, labelled, line, paragraph, rule, wrap

BESIDE = 16
"""Cells of the labels of what was said before, at least."""
LOW = 14
"""Rows below which the sentence is left out."""


class FormView(KindView):
    """One record, or each item of a collection in turn."""

    DEFAULT_CSS = """
    FormView #shown { height: auto; max-height: 6; }
    FormView #sentence { height: 6; }
    """

    NEEDS_ROOM = False
    state: form.Form

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.holder = Vertical()
        self.form: FieldsForm | None = None
        self.shown = Canvas(id="shown")
        self.sentence = Canvas(id="sentence")
        self._sentence_drawn: tuple[str, str, int, bool] | None = None

    @property
    def filling(self) -> Filling | None:
        """Where one stands in the fields."""
        return self.state.filling

    def compose(self) -> ComposeResult:
        """Earlier fields, the form, the sentence."""
        yield self.shown
        yield self.holder
        yield self.sentence

    async def on_mount(self) -> None:
        """The fields of the first item that lacks an answer; an empty list gets its first item."""
        if self.filling is None:
            await self.perform(Intent("begin"))
        await self._follow()

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """As of every kind; the fields follow the item."""
        if self.form is not None:
            await self.form.before(intent)
        outcome = await super().perform(intent)
        await self._follow()
        if self.form is not None:
            self.form.after(intent)
        return outcome

    @property
    def _is_elsewhere(self) -> bool:
        """Whether the fields on the screen are those of another item."""
        item = self.filling.item if self.filling is not None else ""
        return item != (self.form.item_id if self.form is not None else "")

    async def _follow(self) -> None:
        if self.is_attached and self._is_elsewhere:
            await self._show_item()

    async def _show_item(self) -> None:
        self.form = FieldsForm(self) if self.filling is not None else None
        await self.holder.remove_children()
        if self.form is not None:
            await self.holder.mount(self.form)
            if not self.is_attached:
                return
            self.form.begin()
        self.redraw()
        self.desk.frame()

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Turn to the item, and put the focus on its field."""
        await self.perform(Intent("focus", item, field))
        if self.form is not None and field:
            self.form.focus_key(field)

    def start(self) -> Widget | None:
        """The first empty field, once it is there."""
        return None

    async def go_on_typing(self) -> None:
        """The field in which words were being typed."""
        item, key = filling.being_typed(self.ctx, "form")
        if self.form is not None and item == self.form.item_id:
            self.form.focus_key(key)

    # drawing

    def draw(self) -> None:
        """Earlier fields above, the sentence below."""
        if self.form is None and self.filling is not None:
            # Somebody else has written the first one of the list.
            self.call_later(self._follow)
        if self.form is not None and self.form.is_mounted and not self._is_elsewhere:
            self.form.refresh_values()
            self.form.mark_labels()
        ctx, state, cells = self.ctx, self.state, self.size.width or 80
        above: list[Line] = []
        item = filling.item_of(ctx, state.filling) if state.filling is not None else None
        if item is None:
            key = self.desk.key_of
            ways = f"{key('go-back')} goes back to where the list is written; {key('add')} adds one."
            above.append(line((f" {self.nothing or f'Nothing here yet. {ways}'}", "muted")))
        elif self.step.each is not None:
            at = f"{form.place(ctx, state) + 1} of {len(form.items(ctx))}"
            code, words = self.view.code(item), clip(form.called(ctx, item), cells - 24)
            above.append(line((f" {code}  ", "accent+bold"), (words, "text+bold"), (f"   {at}", "muted")))
        rows = form.shown(ctx, state, self._typed())
        column = min(max([BESIDE, *(width(row.words) + 5 for row in rows)]), cells * 2 // 3)
        for row in rows:
            label = clip(row.words, column - 5)
            above += labelled(f"   {label}", column, wrap(row.value, cells - column - 2, 3))
        # Where there are few rows, the field and its choices have them.
        self.shown.styles.height = min(len(above), max(1, self.size.height - LOW // 2))
        self.shown.show(above)
        self._draw_sentence()

    def _typed(self) -> dict[str, object]:
        """What stands in the fields, kept or not."""
        return {slot.key: slot.typed for slot in self.form.slots} if self.form is not None else {}

    def _draw_sentence(self) -> None:
        """Each letter comes by here: drawn is only what is different."""
        if self.form is not None:
            self.form.show_figures()
        ctx, text, right = self.ctx, "", ""
        record = form.telling(ctx)
        if self.form is not None and self.filling is not None and record is not None:
            words = self._typed()
            text = form.says(ctx, standing.as_typed(ctx, self.filling, words))
        if record is not None and (text or record.words):
            # One count for the whole sentence, also before its first word.
            limit, number = record.words, count(text.replace("...", ""))
            over = limit.isdigit() and number > int(limit)
            right = f"{number} of {limit} words" + (" !" if over else "") if limit else ""
        elif self.form is not None:
            right = self.form.counter()
        cells = self.size.width or 80
        is_low = self.size.height < LOW
        if (text, right, cells, is_low) == self._sentence_drawn:
            return
        self._sentence_drawn = (text, right, cells, is_low)
        self.sentence.display = bool(text or right)
        self.sentence.styles.height = 1 if is_low else 6
        self.sentence.show([rule(cells, "", right), *paragraph(text, cells - 2, 5, lead=" ")])

    def question(self) -> str:
        """The question of the field in focus."""
        key = self.form.marked if self.form is not None and self.form.is_mounted else ""
        return form.question(self.ctx, self.state, key)

    def hints(self) -> list[Hint]:
        """Key line."""
        key = self.desk.key_of
        on, guide, form = (key("go-on"), "on"), (key("guide"), "guide"), self.form
        if form is not None and form.slot is not None:
            ways = form.ways()
            fields = self.state.filling
            last = fields is None or filling.asked(self.ctx, fields)[-1:] == [fields.at]
            tab = [] if last or any(key == "Tab" for key, _ in ways) else [("Tab", "next field")]
            return [*ways, *tab, ("Esc", "out"), on, guide]
        more = [(key("add"), "add"), (key("park"), "park")] if self.step.makes is not None else []
        write = [("type:", "into the field")] if form is not None else []
        return [*write, *more, ("Esc", "out"), (key("go-back"), "back"), on, guide]

    def finding_now(self) -> Finding | None:
        """About the field in focus as its words stand now."""
        words = self.form.words() if self.form is not None else {}
        return form.KIND.finding(self.ctx, self.state, words)

    # keys

    async def enter(self) -> bool:
        """Keep, next field; after the last one the next item, or on."""
        if self.form is None:
            return False
        if self.form.slot is None:
            self.form.begin()
            return self.form.slot is not None
        went = await self.form.go("fill")
        self._draw_sentence()
        return went

    async def escape(self) -> bool:
        """Keep the field and let it go."""
        if self.form is None or self.form.slot is None:
            return False
        if not await self.form.may_leave():
            return True
        self.screen.set_focus(None)
        self.redraw()
        return True

    @property
    def resting_cell(self) -> Offset | None:
        """Beside the field that is marked."""
        return self.form.marked_cell if self.form is not None else None

    async def press(self, key: str) -> bool:
        """Keys of the form, then those of commands."""
        if self.form is not None and self.form.slot is not None:
            used = await self.form.press(key)
            self._draw_sentence()
            return used
        if self.form is not None and key in ("down", "up", "tab"):
            return await self.enter()
        return await super().press(key)

    async def take_sign(self, sign: str) -> bool:
        """A sign goes into the field that is marked."""
        if self.form is None:
            return False
        if self.form.slot is None and not self.form.focus_key(self.form.marked):
            self.form.begin()
        used = await self.form.take_sign(sign)
        self._draw_sentence()
        return used

    async def pasted(self, lines: list[str]) -> bool:
        """Several lines are for a list."""
        return self.form is not None and self.form.pasted(lines)

    async def leave(self) -> bool:
        """Keep all fields. False when one is asked about first."""
        return self.form is None or await self.form.may_leave()

    def on_input_changed(self) -> None:
        """The sentence grows with the words."""
        self._draw_sentence()

    def on_text_area_changed(self) -> None:
        """The sentence grows with the words."""
        self._draw_sentence()


VIEW = FormView
