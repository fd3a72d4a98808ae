"""What is different since a former sitting."""

from __future__ import annotations

from aligntui.analysis import told
from aligntui.analysis.compare import as_text
from aligntui.engine import reading
from aligntui.session.model import Run
from aligntui.store.api import Handle
from aligntui.tui.asking import Hint
from aligntui.tui.commands import COMPARE_RUNS
from aligntui.tui.kept import KeptSheet
from aligntui.tui.rows import Paged, paged, turned
from aligntui.tui.widgets.line import BLANK, Line, line


class ComparedPage(KeptSheet):
    """The difference, page by page."""

    state: Paged
    opened_by = COMPARE_RUNS

    def __init__(self, handle: Handle, run: Run, before: Run) -> None:
        super().__init__(handle, run)
        self.state = Paged()
        self._before = before
        self._wide, self._text = 0, ""

    def draw(self, cells: int, height: int) -> list[Line]:
        """Each item that came, went or holds something else."""
        run = self.run_now()
        assert run is not None
        if self._wide != cells:
            found = reading.changes(self.handle, self._before, run)
            self._wide, self._text = cells, as_text(found, cells - 2)
        days = f"{told.day(self._before.as_of)} -> {told.day(run.as_of)}"
        roles = {"+": "accent", "-": "muted", "~": "text+bold"}
        rows = [line((f" {row}", roles.get(row[:1], "text"))) for row in self._text.rstrip().split("\n")]
        head = [self.bar_below(cells), line((f" {run.title}, {days}: what changed", "text+bold")), BLANK]
        return [*head, *paged(rows, height - len(head) - 2, self.state.page, "Tab")[0]]

    def hints(self) -> list[Hint]:
        """Turn the page, back."""
        return [("Tab", "next page"), ("Esc", "back")]

    async def press(self, key: str) -> bool:
        """Tab and PgDn turn the page, PgUp turns back."""
        if not turned(self.state, key):
            return await super().press(key)
        self.redraw()
        return True
