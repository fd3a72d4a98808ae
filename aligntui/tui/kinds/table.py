"""How a table looks: rows under their headings, below them the add line, the row in full, or its field."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from aligntui.engine.cards import Cards
from aligntui.engine.entry.fields import label_of
from aligntui.engine.kind import Intent
from aligntui.engine.runs.leading import moves_on
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds import table_lines
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.cards_view import STEPS, CardsView
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.editors import leads_out
from aligntui.tui.kinds.fields import FieldsForm
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import rule

AWAY = {"tab": "right", "shift+tab": "left", "up": "up", "down": "down"}
"""Where a key goes out of a field in which one types."""


class TableView(CardsView):
    """One list of rows."""

    DEFAULT_CSS: ClassVar[str] = """
    TableView #cell { height: 4; }
    TableView #cell .row { height: 1; }
    """

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.under = Vertical(id="cell")
        self.head = Canvas(classes="row")
        self.cell: FieldsForm | None = None
        """The field in which one types; the rows stand above it."""

    def compose(self) -> ComposeResult:
        """As of all cards, and the field of a row."""
        yield from super().compose()
        with self.under:
            yield self.head

    def fill(self) -> None:
        """Take up the rows with as many fields as there is room for."""
        on = self.words(moves_on(self.ctx.run, self.ctx.role))
        nothing = f"Nothing stands here any more. {on}"
        cells, marks = self.size.width or 80, self.found()
        self.board.panes = [table_lines.pane_of(self.ctx, self.state, cells, marks, nothing)]

    def alike(self) -> str:
        """Rows are told apart by more than their words."""
        return ""

    # the field in which one types

    def lay_out(self) -> None:
        """The field in focus in place of the row in full while one types in it."""
        super().lay_out()
        self.under.display = self.cell is not None
        self.detail.display = self.detail.display and self.cell is None

    @property
    def form(self) -> FieldsForm | None:
        """The field of a row, else those of an open one."""
        return self.cell or super().form

    async def follow(self, before: Cards) -> None:
        """The field opens and closes with the state."""
        await super().follow(before)
        await self.show_cell()

    async def show_opened(self) -> None:
        """As of all cards; the field of a row."""
        await super().show_opened()
        await self.show_cell()

    def redraw(self) -> None:
        """As of all cards; the field of a row that was taken back closes."""
        super().redraw()
        if self.cell is not None and not self.state.cell:
            self.call_later(self.show_cell)

    async def show_cell(self) -> None:
        """Have the field stand there, or not, as the state says."""
        if self.state.cell == (self.cell is not None):
            return
        form, self.cell = self.cell, FieldsForm(self) if self.state.cell else None
        self.cards.points = self.cell is not None
        if form is not None:
            await form.remove()
        if self.cell is not None:
            await self.under.mount(self.cell)
        self.lay_out()
        if self.cell is not None:
            self.head_cell()
            self.cell.begin()
        elif self.opened is None:
            self.screen.set_focus(self.start())
        self.redraw()
        self.desk.frame()

    def head_cell(self) -> None:
        """Name the row above the field."""
        if self.cell is not None and (item := self.view.item(self.cell.item_id)) is not None:
            words = item.text.replace("\n", " ")
            self.head.show([rule(self.size.width or 80, f"{self.view.code(item)}  {words}".strip())])

    def on_resize(self) -> None:
        """In another width too."""
        super().on_resize()
        self.head_cell()

    @property
    def on_field(self) -> bool:
        """Whether one stands on a field of a row, and not on its name."""
        return self.state.field not in ("", "text")

    async def leave_cell(self) -> bool:
        """Keep the field, and let it go. False when one is asked about it first."""
        if self.cell is None:
            return True
        if not await self.cell.may_leave():
            return False
        await self.perform(Intent("close"))
        return True

    async def leave(self) -> bool:
        """What is typed in a field is kept too."""
        return await self.leave_cell() and await super().leave()

    async def escape(self) -> bool:
        """Out of the field, kept."""
        if self.cell is None:
            return await super().escape()
        await self.leave_cell()
        return True

    async def enter_closed(self) -> bool:
        """Keep and go right; on the name of the row it is opened."""
        if (cell := self.cell) is not None:
            await cell.go("fill")
            return cell.is_attached or await self._right()
        typing = self.state.adding or self.state.moving or self.state.marked or self.state.asked
        if typing or not self.on_field or self.kind.item(self.ctx, self.state) is None:
            return await super().enter_closed()
        return await self._right()

    async def _right(self) -> bool:
        """To the next field, behind the last one to the next row, behind that to a new one. False: on."""
        was, rows = self.state, self.kind.rows(self.ctx, self.state)
        await self.stand("right")
        if self.state.field != was.field:
            return True
        if was.at != rows[-1]:
            return await super().stand("down")
        if "add" in self.verbs:
            await self.perform(Intent("add"))
        return self.state.adding

    async def press_closed(self, key: str) -> bool:
        """Keys of the field; arrows out of it keep it."""
        if self.cell is None:
            if key in ("delete", "backspace") and self.on_field:
                return await self.perform(Intent("clear")) is not None
            return await super().press_closed(key)
        focused = self.screen.focused
        if isinstance(focused, ChoiceEditor) and focused.press(key):
            return await self.cell.keep() or True
        if key not in AWAY or not leads_out(focused, key):
            return bool(self.desk.verbs_of(key)) and await super().press_closed(key)
        if await self.leave_cell():
            await self.stand(AWAY[key])
            self.desk.frame()
        return True

    def keys_now(self) -> list[Hint]:
        """On a field what is typed in it, where Enter goes, and that Delete empties what stands in it."""
        ways, item, key = super().keys_now(), self.kind.item(self.ctx, self.state), self.state.field
        if item is None or not self.on_field:
            return ways
        field, parks = self.view.book.field(item.collection, key), self.desk.key_of("park")
        empties = "empty it" if field is not None and self.view.asked(item, key) else ""
        named = {"Enter": "next field", parks: empties}
        named |= {"type:": label_of(key, field)} if field is not None else {}
        return [(way, does) for way, words in ways if (does := named.get(way, words))]

    def hints_closed(self) -> list[Hint]:
        """While one types in a field its own keys."""
        if self.cell is None:
            return super().hints_closed()
        return [*self.cell.ways(), ("Esc", "rows"), (self.desk.key_of("go-on"), "on")]

    # among the fields

    async def stand(self, key: str) -> bool:
        """Left and Right among the fields of a row; other arrows as everywhere."""
        at = self.kind.focus(self.ctx, self.state)
        if key not in ("left", "right") or self.view.item(at) is None:
            field, stands = self.state.field, await super().stand(key)
            if stands and field and key in ("up", "down", "home", "end"):
                await self.perform(Intent("focus", self.kind.focus(self.ctx, self.state), field))
            return stands
        valued = self.kind.valued(self.ctx, self.state)
        now = self.state.field or (valued[0] if valued is not None else "")
        keys = ["", *table_lines.keys_of(self.ctx, self.state, self.size.width or 80)]
        place = keys.index(now) if now in keys else 0
        to = max(0, min(len(keys) - 1, place + STEPS[key]))
        await self.perform(Intent("focus", at, keys[to] or "text"))
        return True

    async def sign_closed(self, sign: str) -> bool:
        """A value of the field in focus; one that takes words is typed in where it stands."""
        if self.cell is None and "type" in self.verbs:
            await self.perform(Intent("type"))
        return await (self.cell.take_sign(sign) if self.cell is not None else super().sign_closed(sign))


VIEW = TableView
