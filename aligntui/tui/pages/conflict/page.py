"""Two people changed the same words: one key chooses which show; the other version stays in the history.

It dismisses with the sentence that says what was chosen, None when nothing was.
"""

from __future__ import annotations

from aligntui.engine.versions import Version, choose, from_both, versions, where
from aligntui.session.model import Clash, Run
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
    def versions(self) -> list[Version]:
        """The choices."""
        return versions(self.view, self.clash, self.align.store.person)

    def draw(self, cells: int, height: int) -> list[Line]:
        """Before, yours, theirs, both."""
        bar, at = self.bar_below(cells), self.state.at
        name = where(self.view, self.clash.target, self.clash.field)
        return conflict_rows(bar, name, self.clash.base, self.versions, at, cells, height)

    def hints(self) -> list[Hint]:
        """Choose, or leave it."""
        does = (
            "write it" if self.state.at == 2 else "keep this one" if self.state.at == 0 else "show this one"
        )
        return [("Enter", does), ("Up/Down", "move"), ("Esc", "leave both")]

    def show_snapshot(self) -> None:
        """Close when somebody else has chosen."""
        if self.clash.id not in self.handle.session.clashes and not self.keeping.writing:
            self.dismiss("Somebody else has chosen meanwhile.")
            return
        self.redraw()

    async def enter(self) -> None:
        """Show this one, or write one from the two."""
        if self.state.at == 2:
            one = Asked("words >", self._choose, title="one from the two", enter="keep")
            self.ask(one, from_both(self.view, self.clash))
        else:
            await self._choose(self.versions[self.state.at].words)

    async def _choose(self, words: str) -> None:
        if self.asked is not None:
            self.stop_asking()
        ops, message = choose(self.view, self.clash, words)
        if await self.commit(ops):
            self.dismiss(self.keeping.words(message))
        else:
            # It moved while one was choosing: what stands now is shown, and asked again.
            self.redraw()
