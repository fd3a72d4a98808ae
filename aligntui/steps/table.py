"""How a table looks: rows under their headings, and below them the add line or the row in full."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.engine import cards
from aligntui.engine.entry import adding, filling
from aligntui.engine.entry.filling import Filling
from aligntui.engine.entry.pasted import joined
from aligntui.engine.kind import Intent, Outcome
from aligntui.engine.kinds import table
from aligntui.engine.kinds.table import FOLDED, Table
from aligntui.engine.merging import Merging
from aligntui.guide.types import Method, Step
from aligntui.steps import board_lines, table_lines
from aligntui.steps.base import Desk, Hint
from aligntui.steps.cards import AddLine, CardCanvas, Detail
from aligntui.steps.host import KindView
from aligntui.steps.merging import MergeForm
from aligntui.steps.opened import OpenedCard
from aligntui.steps.panes import Panes


class TableView(KindView):
    """One list of rows."""

    state: Table

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board = Panes([], across=1)
        self.cards = CardCanvas(self.board, id="cards")
        self.adding = AddLine()
        self.detail = Detail(id="detail")
        self.opened: OpenedCard | MergeForm | None = None
        self._marks: dict[str, str] | None = None
        self._to = 0
        """Number of the list that a row would go to, among the others."""

    @property
    def filling(self) -> Filling | None:
        """Where one stands in the fields of the open row."""
        return self.state.filling

    @property
    def merging(self) -> Merging | None:
        """Where one stands with rows that may become one."""
        return self.state.merging

    def compose(self) -> ComposeResult:
        """Rows, the add line and the detail that takes its place."""
        yield self.cards
        yield self.adding
        yield self.detail

    def on_mount(self) -> None:
        """Words that wait stand in the line."""
        self._give_back()
        self._show_line()

    def start(self) -> Widget | None:
        """The add line while it is open, the rows else."""
        return self.adding.words if self.state.adding else self.cards

    # words being typed

    def _give_back(self) -> None:
        if adding.columns(self.ctx, self.state.parent):
            column = table.column_of(self.ctx, self.state)
            self.adding.give_back(self.desk.drafted(adding.place_of(self.ctx, column)), "")

    def keep_words(self) -> None:
        """Keep what stands in the line as a draft of the list it stands at, and of no other."""
        state = self.state
        for column in adding.columns(self.ctx, state.parent):
            line = (self.adding.words.value, "", state.waiting) if column.key == state.list else ()
            for place, typed in adding.drafts(self.ctx, column, *line).items():
                if typed != self.desk.own_draft(place):
                    self.desk.keep_draft(place, typed)

    def on_input_changed(self) -> None:
        """Words in the add line are a draft."""
        if self.opened is None and self.typing:
            self.keep_words()

    async def go_on_typing(self) -> None:
        """The row in which words were being typed, unless the add line has them."""
        item, key = filling.being_typed(self.ctx)
        if item and not (self.state.adding and self.adding.words.value):
            await self.perform(Intent("open", item, key))

    # drawing

    def draw(self) -> None:
        """Draw the rows, and the line or the detail under them."""
        if self.opened is not None:
            self.opened.redraw()
            return
        ctx, state = self.ctx, self.state
        nothing = f"Nothing stands here any more. {self.desk.key_of('go-on')} goes on."
        marks = self._found_marks()
        self.board.panes = [table_lines.pane_of(ctx, state, self.size.width or 80, marks, nothing)]
        if not self.board.focus(table.focus(ctx, state)):
            self.board.clamp()
        self.cards.draw()
        if state.adding:
            column = table.column_of(ctx, state)
            example = column.example if column.field and not column.items(self.view) else ""
            self.adding.label(column.next_code(self.view), column.one, example)
        else:
            self.detail.card(*table_lines.detail(ctx, state))

    def _found_marks(self) -> dict[str, str]:
        """Marks of the findings as last looked at: a row is kept without waiting for the checks."""
        if self._marks is None:
            self._marks = {}
            for finding in self.findings():
                if finding.target:
                    self._marks.setdefault(finding.target, finding.mark)
        return self._marks

    def looked(self) -> None:
        """Nobody has typed for a moment: show what the checks say now."""
        before, self._marks = self._marks, None
        if self._found_marks() != before:
            self.redraw()

    # what it says

    def question(self) -> str:
        """The question of the open row; where to, while that is asked; that of the line or the step."""
        if self.opened is not None:
            return self.opened.question()
        if self.state.moving:
            return board_lines.where_to(self.ctx, self.state, self._to)
        return table.question(self.ctx, self.state)

    def heading(self) -> str:
        """While a row is open: its code; on a repeated table the item it is about."""
        if self.opened is not None:
            return self.opened.heading()
        parent = self.view.item(self.state.parent) if self.state.parent else None
        return f"{self.view.code(parent)}  {parent.text}" if parent is not None else super().heading()

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.opened is not None:
            return self.opened.hints()
        if self.state.moving:
            return board_lines.hints(self.ctx, self.state, self.desk.key_of, typing=False)
        return table_lines.hints(self.ctx, self.state, self.desk.key_of, typing=self.typing)

    def finding_now(self) -> Finding | None:
        """About the words in the line as if they were kept, or about the row in focus."""
        if self.opened is not None:
            return self.opened.finding_now()
        words = {"text": self.adding.words.value} if self.typing else {}
        return self.kind.finding(self.ctx, self.state, words)

    # keys

    async def perform(self, intent: Intent | None) -> Outcome[Table] | None:
        """As of every kind; the line and what is open follow the state."""
        before = self.state
        outcome = await super().perform(intent)
        if self.state is not before:
            await self._follow(before)
        if outcome is not None and before.asked and not self.state.asked and outcome.message is None:
            self.desk.say("")
        return outcome

    async def _follow(self, before: Table) -> None:
        if not self.is_attached:
            return
        state = self.state
        if state.parent != before.parent:
            self.adding.take()
            self._give_back()
        if cards.opened(state) != cards.opened(before):
            await self._show_opened()
        elif (state.adding, state.parent) != (before.adding, before.parent) and self.opened is None:
            self._show_line()
            self.screen.set_focus(self.start())
            self.redraw()
        if state.adding and (state.list, state.waiting) != (before.list, before.waiting):
            self.keep_words()
        if state.moving != before.moving:
            self._to = 0
            self.desk.frame()

    def _show_line(self) -> None:
        self.adding.display = self.state.adding and self.opened is None
        self.detail.display = not self.state.adding and self.opened is None

    async def _show_opened(self) -> None:
        """All fields of one row, or rows that become one, in place of the table."""
        state, opened = self.state, self.opened
        if opened is not None:
            self.opened = None
            await opened.remove()
        if state.filling is not None:
            self.opened = OpenedCard(self)
        elif state.merging is not None:
            self.opened = MergeForm(self, self.method, "")
        self.cards.display = self.opened is None
        self._show_line()
        if self.opened is None:
            self.screen.set_focus(self.start())
            self.redraw()
        else:
            await self.mount(self.opened)
            self.opened.begin(state.filling.at if state.filling is not None else "")
        self.desk.frame()

    async def enter(self) -> bool:
        """Keep the line; open the row."""
        state = self.state
        if self.opened is not None:
            return await self.opened.enter()
        if state.moving:
            others = board_lines.others_of(self.ctx, state)
            await self.perform(Intent("move", state.moving, value=others[self._to].key if others else None))
            return True
        if state.adding and self.typing:
            return await self._keep_line()
        if state.asked:
            return False
        at = table.focus(self.ctx, state)
        await self.perform(Intent("unfold" if at == FOLDED else "open" if at else "add", at))
        return True

    async def _keep_line(self) -> bool:
        words = self.adding.words.value
        kept = bool(words.strip() or self.state.waiting)
        # The words leave the line, and the draft of them the disk, once they are kept and not before.
        outcome = await self.perform(Intent("keep", value=words))
        if outcome is not None and kept:
            self.adding.take()
            self.keep_words()
        return kept or outcome is None or outcome.leave != "on"

    async def escape(self) -> bool:
        """Line to rows; row to table. Words in the add line wait there."""
        state = self.state
        if self.opened is not None:
            if await self.opened.escape():
                await self.perform(Intent("close"))
        elif state.moving:
            await self.perform(Intent("stay"))
        elif self.typing and state.waiting:
            words = joined(self.adding.words.value, state.waiting)
            await self.perform(Intent("join"))
            self.adding.give_back(words, "")
        elif self.typing:
            await self.perform(Intent("close"))
        elif state.marked:
            await self.perform(Intent("clear-marks"))
        else:
            if state.asked:
                await self.perform(Intent("stay"))
            return False
        return True

    async def press(self, key: str) -> bool:
        """Arrows on rows; in the line Up and Down go to other lists, PgDn to another prompt."""
        if self.opened is not None:
            return await self.opened.press(key)
        if self.typing:
            return await self._line_key(key)
        if self.state.moving:
            return await self._moving_key(key)
        if key in ("up", "down", "left", "right", "h", "j", "k", "l", "home", "end", "tab", "shift+tab"):
            self.board.move(key)
            card = self.board.card
            await self.perform(Intent("focus", card.id if card is not None else ""))
            self.desk.frame()
            self.desk.look_soon()
            return True
        if await super().press(key):
            return True
        if self.state.asked:
            await self.perform(Intent("stay"))
        return bool(self.desk.verbs_of(key))

    async def _line_key(self, key: str) -> bool:
        if key in ("pagedown", "pageup"):
            await self.perform(Intent("another", value=1 if key == "pagedown" else -1))
            self.desk.frame()
        elif key in ("up", "down"):
            keys = [column.key for column in adding.columns(self.ctx, self.state.parent)]
            at = keys.index(table.column_of(self.ctx, self.state).key) + (1 if key == "down" else -1)
            await self.perform(Intent("list", value=keys[at % len(keys)]))
        return key in ("pagedown", "pageup", "up", "down", "tab", "shift+tab")

    async def _moving_key(self, key: str) -> bool:
        """Arrows choose a list; its letter or its number moves at once."""
        others = board_lines.others_of(self.ctx, self.state)
        if key in ("left", "right", "up", "down", "tab", "shift+tab") and others:
            self._to = (self._to + (1 if key in ("right", "down", "tab") else -1)) % len(others)
            return True
        named = board_lines.named_by(others, key)
        if named is not None:
            await self.perform(Intent("move", self.state.moving, value=named.key))
        return True

    async def move_card(self) -> None:
        """Ask where the row in focus goes; with one other list it goes there at once."""
        await self.perform(Intent("move"))

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Open the row, or only stand on it."""
        if stand or item in table.rows_of(self.ctx, self.state):
            await self.perform(Intent("focus", item) if stand else Intent("open", item, field))

    async def leave(self) -> bool:
        """Keep an open row; words in the add line stay as a draft."""
        return await self.opened.keep() if self.opened is not None else await super().leave()

    async def pasted(self, lines: list[str]) -> bool:
        """The first line goes into the add line; the others wait there for one question."""
        if self.opened is not None:
            return self.opened.pasted(lines)
        if not adding.columns(self.ctx, self.state.parent):
            return False
        if not self.typing:
            await self.perform(Intent("add"))
        self.adding.words.insert_text_at_cursor(lines[0])
        await self.perform(Intent("paste", value=lines[1:]))
        self.keep_words()
        return True


VIEW = TableView
