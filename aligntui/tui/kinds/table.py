"""How a table looks: rows under their headings, and below them the add line or the row in full."""

from __future__ import annotations

from aligntui.engine.kinds.table import is_computed
from aligntui.tui.kinds import table_lines
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.cards_view import CardsView


class TableView(CardsView):
    """One list of rows."""

    def fill(self) -> None:
        """Take up the rows with as many fields as there is room for."""
        nothing = f"Nothing stands here any more. {self.desk.key_of('go-on')} goes on."
        cells, marks = self.size.width or 80, self.found_marks()
        self.board.panes = [table_lines.pane_of(self.ctx, self.state, cells, marks, nothing)]

    def alike(self) -> str:
        """Rows are told apart by more than their words."""
        return ""

    def keys_now(self) -> list[Hint]:
        """Key line while no row is open."""
        ctx, key = self.ctx, self.desk.key_of
        on, findings, back = (key("go-on"), "go on"), (key("findings"), "findings"), (key("go-back"), "back")
        if self.typing:
            more = [("PgDn", "another")] if len(self.kind.raised(ctx, self.state)) > 1 else []
            return [("Enter", "keep"), *more, ("Esc", f"rows, {on[0]} on"), (key("guide-anyway"), "guide")]
        if is_computed(ctx) and not self.kind.focus(ctx, self.state):
            return [back, on]
        if is_computed(ctx):
            return [("Enter", "open"), (key("park"), "park"), findings, back, on]
        park, mark = (key("park"), "park"), (key("mark"), "mark")
        return [(key("add"), "add"), ("Enter", "open"), mark, park, findings, on]


VIEW = TableView
