"""Form: a few named fields, one question at a time; the sentence they make grows below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.analysis.wanted import answered
from aligntui.analysis.where import select
from aligntui.engine.entry import filling
from aligntui.engine.entry.fields import fill_in, label_of
from aligntui.flow import edit, values
from aligntui.guide.types import Method, Step
from aligntui.session.model import Item
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.choices import ChoiceEditor
from aligntui.steps.fields import FieldsForm, OneCard
from aligntui.text.clean import clip
from aligntui.text.words import count
from aligntui.widgets.canvas import Canvas
from aligntui.widgets.line import Line, line, rule, wrap
from aligntui.widgets.long_input import LongInput


class FormView(StepView):
    """One record, or each item of a collection in turn."""

    DEFAULT_CSS = """
    FormView #shown { height: auto; max-height: 6; }
    FormView #sentence { height: 6; }
    """

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.at = 0
        self.holder = Vertical()
        self.form: FieldsForm | None = None
        self.shown = Canvas(id="shown")
        self.sentence = Canvas(id="sentence")

    # which item

    def targets(self) -> list[Item]:
        """The record, or the items that the step repeats for."""
        if self.step.each is None:
            return [self.view.record(self.step.record)] if self.step.record else []
        items = self.view.items(self.step.each)
        return self.own(select(self.view, items, self.step.filter, self.resolve))

    @property
    def target(self) -> Item | None:
        """The item that is filled now."""
        found = self.targets()
        return found[min(self.at, len(found) - 1)] if found else None

    def fields(self) -> list[str]:
        """Fields asked here."""
        target = self.target
        if target is None:
            return []
        known = list(self.view.book.fields(target.collection))
        if self.step.fields is not None:
            return [f for f in self.step.fields if f == "text" or f in known]
        return known if target.id.startswith("record:") else ["text", *known]

    def compose(self) -> ComposeResult:
        """Earlier fields, the form, the sentence."""
        yield self.shown
        yield self.holder
        yield self.sentence

    async def on_mount(self) -> None:
        """Open the first target that lacks an answer."""
        if self.step.each is not None and not self.targets():
            collection = self.view.book.collections.get(self.step.each)
            if collection is not None and self.step.makes == self.step.each:
                _, ops = edit.add(
                    self.view, self.desk.new_id, self.step.each, "", by=self.desk.person, at=self.desk.now()
                )
                await self.desk.commit(ops)
        for number, item in enumerate(self.targets()):
            if not answered(self.view, item, self.fields(), self.resolve):
                self.at = number
                break
        await self._show_target()

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Turn to the item, and put the focus on its field."""
        places = [target.id for target in self.targets()]
        if item in places and self.at != places.index(item):
            self.at = places.index(item)
            await self._show_target()
        if self.form is not None and field:
            self.form.focus_key(field)

    async def _show_target(self, last: bool = False) -> None:
        target = self.target
        await self.holder.remove_children()
        self.form = None
        if target is not None:
            self.form = FieldsForm(OneCard(self.desk, self.method, self.step, target, self.fields(), "form"))
            await self.holder.mount(self.form)
            if not self.is_attached:
                return
            self.form.begin()
        self.redraw()
        self.desk.frame()

    def start(self) -> Widget | None:
        """The first empty field, once it is there."""
        return None

    async def go_on_typing(self) -> None:
        """The item and the field in which words were being typed."""
        item_id, key = self.being_typed("form")
        ids = [item.id for item in self.targets()]
        if item_id not in ids:
            return
        if ids.index(item_id) != self.at:
            self.at = ids.index(item_id)
            await self._show_target()
        if self.form is not None:
            self.form.focus_key(key)

    # drawing

    def redraw(self) -> None:
        """Earlier fields above, the sentence below."""
        if not self.is_mounted:
            return
        if self.form is not None and self.form.is_mounted:
            self.form.refresh_values()
            self.form.mark_labels()
        target = self.target
        cells = self.size.width or 80
        above: list[Line] = []
        if target is None:
            empty = "Nothing here yet. b goes back to where the list is written; a adds one."
            above.append(line((f" {self.nothing or empty}", "muted")))
        elif self.step.each is not None:
            total = len(self.targets())
            code = self.view.code(target)
            above.append(
                line(
                    (f" {code}  ", "accent+bold"),
                    (clip(self._called(target), cells - 24), "text+bold"),
                    (f"   {self.at + 1} of {total}", "muted"),
                )
            )
        for key in self.step.shows:
            field = self.view.book.field(target.collection, key) if target is not None else None
            if target is None or (field is None and key != "text"):
                continue
            words = target.text if key == "text" else values.show(field, self.view.value(target, key))
            for number, row in enumerate(wrap(words, cells - 18, 3)):
                name = label_of(key, field) if field is not None else "words"
                above.append(line((f"   {name if number == 0 else '':<13}", "muted"), (row, "text")))
        self.shown.styles.height = len(above)
        self.shown.show(above)
        self._draw_sentence(cells)

    def _called(self, target: Item) -> str:
        """Its words, else the sentence its list makes of it."""
        collection = self.view.book.collections.get(target.collection)
        says = (
            fill_in(collection.says, self.view, target) if collection is not None and collection.says else ""
        )
        return target.text or says or "no name yet"

    def _draw_sentence(self, cells: int) -> None:
        text, limit = self._sentence()
        counter = "" if text or self.form is None else self.form.counter()
        self.sentence.display = bool(text or counter)
        if not text:
            self.sentence.show([rule(cells, "", counter)])
            return
        number = count(text.replace("...", ""))
        over = limit.isdigit() and number > int(limit)
        right = f"{number} of {limit} words" + (" !" if over else "  ok") if limit else ""
        rows = [rule(cells, "", right)]
        rows += [line((f" {row}", "text")) for row in wrap(text, cells - 2, 5)]
        self.sentence.show(rows)

    def _sentence(self) -> tuple[str, str]:
        target = self._as_typed()
        if target is None:
            return "", ""
        if target.id.startswith("record:"):
            record = self.view.book.records.get(target.id.removeprefix("record:"))
            if record is None or not record.says:
                return "", ""
            filled = [k for k in record.fields if target.fields.get(k)]
            return (fill_in(record.says, self.view, target, "...") if filled else ""), record.words
        return "", ""

    def _as_typed(self) -> Item | None:
        """The target as its fields stand now, kept or not."""
        target = self.target
        if target is None or self.form is None:
            return target
        words = {slot.key: slot.typed for slot in self.form.slots}
        return filling.as_typed(self.form.fills.ctx, self.form.fills.filling, words)

    def question(self) -> str:
        """The question of the field in focus."""
        asked = self.form.question() if self.form is not None and self.form.is_mounted else ""
        return asked or super().question()

    def hints(self) -> list[Hint]:
        """Key line."""
        focused = self.screen.focused if self.is_mounted else None
        if isinstance(focused, LongInput) and not focused.one_line:
            return [
                ("Enter", "new line"),
                ("Tab", "next field"),
                ("Esc", "out, n on"),
                ("ctrl+g", "guide"),
            ]
        if isinstance(focused, ChoiceEditor):
            on = [("Esc", "out, n on")] if focused.letters else [("Esc", "out"), ("n", "go on")]
            return [focused.how, ("Enter", "keep, next"), *on]
        if self.typing:
            return [("Enter", "keep, next"), ("Tab", "next"), ("Esc", "out, n on"), ("ctrl+g", "guide")]
        more = [("a", "add"), ("x", "park")] if self.step.makes is not None else []
        return [("Enter", "write"), *more, ("b", "back"), ("s", "steps"), ("g", "guide"), ("n", "go on")]

    def finding_now(self) -> Finding | None:
        """About the field in focus as its words stand now."""
        form = self.form
        return filling.finding(form.fills.ctx, form.fills.filling, form.words()) if form is not None else None

    # keys

    async def enter(self) -> bool:
        """Keep, next field; after the last one the next item, or on."""
        if self.form is None:
            return False
        if self.form.slot is None:
            self.form.begin()
            return self.form.slot is not None
        if await self.form.go("fill"):
            self._draw_sentence(self.size.width or 80)
            return True
        return await self.onward()

    async def escape(self) -> bool:
        """Keep the field and let the letters be commands."""
        if self.form is None or self.form.slot is None:
            return False
        await self.form.keep()
        self.screen.set_focus(None)
        self.form.mark_labels()
        self.redraw()
        return True

    async def press(self, key: str) -> bool:
        """Keys of the form; with several items a adds, x parks."""
        if self.form is not None and self.form.slot is not None:
            used = await self.form.press(key)
            self._draw_sentence(self.size.width or 80)
            return used
        if self.form is not None and key in ("down", "up", "tab", "j", "k"):
            return await self.enter()
        if self.step.makes is not None and self.step.makes == self.step.each and key == "a":
            _, ops = edit.add(
                self.view, self.desk.new_id, self.step.each, "", by=self.desk.person, at=self.desk.now()
            )
            if await self.desk.commit(ops, "Added. u takes it back."):
                self.at = len(self.targets()) - 1
                await self._show_target()
            return True
        if self.step.makes is not None and key == "x" and self.target is not None:
            code = self.view.code(self.target)
            await self.desk.commit(
                edit.set_status(self.target, "parked"), f"{code} parked. u brings it back."
            )
            await self._show_target()
            return True
        return False

    async def pasted(self, lines: list[str]) -> bool:
        """Several lines are for a list."""
        return self.form is not None and self.form.pasted(lines)

    async def leave(self) -> bool:
        """Keep all fields."""
        if self.form is not None:
            await self.form.keep_all()
        return True

    async def onward(self) -> bool:
        """The next item."""
        if self.step.each is not None and self.at + 1 < len(self.targets()):
            await self.leave()
            self.at += 1
            await self._show_target()
            return True
        return False

    async def backward(self) -> bool:
        """The item before."""
        if self.step.each is not None and self.at > 0:
            self.at -= 1
            await self._show_target()
            return True
        return False

    def on_input_changed(self) -> None:
        """The sentence grows with the words."""
        self._draw_sentence(self.size.width or 80)

    def on_text_area_changed(self) -> None:
        """The sentence grows with the words."""
        self._draw_sentence(self.size.width or 80)
