"""Two people changed the same words: one key chooses which show; the other version stays in the history."""

from __future__ import annotations

from aligntui.engine import edits
from aligntui.engine.versions import CHOSEN, Version, from_both, versions
from aligntui.session.model import Clash, Item, Run
from aligntui.store.api import Handle
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.kept import KeptSheet
from aligntui.tui.pages.conflict.rows import conflict_rows
from aligntui.tui.widgets.line import Line


class ConflictPage(KeptSheet):
    """Yours, theirs, or one written from the two."""

    watches = True
    count = 3

    def __init__(self, handle: Handle, run: Run | None, clash: Clash) -> None:
        super().__init__(handle, run)
        self.clash = clash

    @property
    def item(self) -> Item | None:
        """The item or record whose words they are."""
        return self.view.item(self.clash.target)

    @property
    def versions(self) -> list[Version]:
        """The choices."""
        return versions(self.view, self.clash, self.align.store.person)

    def draw(self, cells: int, height: int) -> list[Line]:
        """Before, yours, theirs, both."""
        item = self.item
        code = self.view.code(item).replace("_", " ") if item is not None else ""
        bar, at = self.bar_below(cells), self.state.at
        return conflict_rows(bar, code, self.clash.base, self.versions, at, cells, height)

    def hints(self) -> list[Hint]:
        """Choose, or leave it."""
        leave = ("Esc", "leave it as it is; both stay kept")
        return [("Enter", "show this one"), ("Up/Down", "move"), leave]

    def show_snapshot(self) -> None:
        """Close when somebody has chosen."""
        if self.clash.id not in self.handle.session.clashes:
            self.dismiss(None)
            return
        self.redraw()

    async def enter(self) -> None:
        """Show this one, or write one from the two."""
        if self.state.at == 2:
            one = Asked("words >", self._choose, title="one from the two", enter="keep")
            self.ask(one, from_both(self.clash))
        else:
            await self._choose(self.clash.theirs if self.state.at else self.clash.yours)

    async def _choose(self, words: str) -> None:
        if self.asked is not None:
            self.stop_asking()
        item = self.item
        if item is None:
            self.dismiss(None)
            return
        await self.commit(
            edits.choose(self.clash.id, item, self.clash.field, self.clash.theirs, words),
            CHOSEN,
        )
