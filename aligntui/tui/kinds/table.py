"""How a table looks: rows under their headings, and below them the add line or the row in full."""

from __future__ import annotations

from aligntui.analysis.figure import Finding
from aligntui.engine import cards
from aligntui.engine.entry import adding
from aligntui.engine.kind import Intent
from aligntui.engine.kinds import table
from aligntui.engine.kinds.table import Table
from aligntui.engine.lists import Column
from aligntui.tui.kinds import board_lines, table_lines
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.cards_view import CardsView


class TableView(CardsView):
    """One list of rows."""

    state: Table

    @property
    def column(self) -> Column:
        """The list that the line writes to."""
        return table.column_of(self.ctx, self.state)

    @property
    def focused_row(self) -> str:
        """Id of the row in focus; "" when there is none."""
        return table.focus(self.ctx, self.state)

    def keep_words(self) -> None:
        """Keep what stands in the line as a draft of the list it stands at, and of no other."""
        for column in self.columns:
            own = column.key == self.state.list
            line = (self.adding.words.value, "", self.state.waiting) if own else ()
            for place, typed in adding.drafts(self.ctx, column, *line).items():
                if typed != self.desk.own_draft(place):
                    self.desk.keep_draft(place, typed)

    # drawing

    def draw(self) -> None:
        """Draw the rows, and the line or the detail under them."""
        if self.opened is not None:
            self.opened.redraw()
            return
        ctx, state = self.ctx, self.state
        nothing = f"Nothing stands here any more. {self.desk.key_of('go-on')} goes on."
        marks = self.found_marks()
        self.board.panes = [table_lines.pane_of(ctx, state, self.size.width or 80, marks, nothing)]
        if not self.board.focus(self.focused_row):
            self.board.clamp()
        self.cards.draw()
        if state.adding:
            column = self.column
            example = column.example if column.field and not column.items(self.view) else ""
            self.adding.label(column.next_code(self.view), column.one, example)
        else:
            self.detail.card(*table_lines.detail(ctx, state))

    # what it says

    def question(self) -> str:
        """The question of the open row; where to, while that is asked; that of the line or the step."""
        if self.opened is not None:
            return self.opened.question()
        if self.state.moving:
            return board_lines.where_to(self.ctx, self.state, self._to)
        return table.question(self.ctx, self.state)

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
        return self.kind.finding(self.ctx, self.state, self.typed() if self.typing else {})

    # keys

    async def follow(self, before: Table) -> None:
        """The line and what is open follow the state."""
        state = self.state
        if state.parent != before.parent:
            self.adding.take()
            self.give_back()
        if cards.opened(state) != cards.opened(before):
            await self.show_opened()
        elif (state.adding, state.parent) != (before.adding, before.parent) and self.opened is None:
            self.show_line()
            self.screen.set_focus(self.start())
            self.redraw()
        if state.adding and (state.list, state.waiting) != (before.list, before.waiting):
            self.keep_words()

    async def stand(self, key: str) -> bool:
        """Arrows on rows."""
        if key not in ("up", "down", "left", "right", "h", "j", "k", "l", "home", "end", "tab", "shift+tab"):
            return False
        self.board.move(key)
        card = self.board.card
        await self.perform(Intent("focus", card.id if card is not None else ""))
        return True

    async def line_key(self, key: str) -> bool:
        """As of cards; PgDn shows another prompt."""
        return await self.another(key) or await super().line_key(key)

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Open the row, or only stand on it."""
        if stand or item in table.rows_of(self.ctx, self.state):
            await self.perform(Intent("focus", item) if stand else Intent("open", item, field))


VIEW = TableView
