"""How a table looks: rows under their headings, and below them the add line or the row in full."""

from __future__ import annotations

from aligntui.engine.kind import Intent
from aligntui.tui.kinds import table_lines
from aligntui.tui.kinds.cards_view import STEPS, CardsView


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

    async def stand(self, key: str) -> bool:
        """Left and Right among the fields of a row; other arrows as everywhere."""
        at = self.kind.focus(self.ctx, self.state)
        if key not in ("left", "right") or self.view.item(at) is None:
            return await super().stand(key)
        valued = self.kind.valued(self.ctx, self.state)
        now = self.state.field or (valued[0] if valued is not None else "")
        keys = ["", *table_lines.keys_of(self.ctx, self.state, self.size.width or 80)]
        place = keys.index(now) if now in keys else 0
        to = max(0, min(len(keys) - 1, place + STEPS[key]))
        await self.perform(Intent("focus", at, keys[to] or "text"))
        return True

    async def sign_closed(self, sign: str) -> bool:
        """A value of the field in focus; a field of words opens with the sign in it."""
        at, field = self.kind.focus(self.ctx, self.state), self.state.field
        if field in ("", "text") or self.kind.valued(self.ctx, self.state) is not None:
            return await super().sign_closed(sign)
        await self.perform(Intent("open", at, field))
        return await self.opened.take_sign(sign) if self.opened is not None else False


VIEW = TableView
