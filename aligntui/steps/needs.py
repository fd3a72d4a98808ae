"""What a step needs and does not have yet: why, and one key to where it is written."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.guide.types import Method, Need, Step
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.talk import TextCanvas
from aligntui.widgets.line import BLANK, Line, line, wrap


class NeedsView(StepView):
    """Stands in for a step whose data are missing."""

    KEYS_ONLY = True

    def __init__(self, desk: Desk, method: Method, step: Step, missing: list[Need]) -> None:
        super().__init__(desk, method, step)
        self.missing = missing

    def compose(self) -> ComposeResult:
        """The reasons."""
        yield TextCanvas(id="needs")

    def start(self) -> Widget | None:
        """Letters are commands."""
        return self.query_one("#needs", TextCanvas)

    @property
    def hard(self) -> bool:
        """Whether nobody may go on without it."""
        return any(not need.override for need in self.missing)

    def redraw(self) -> None:
        """One sentence for each need, and where it is mended."""
        cells = (self.size.width or 80) - 8
        rows: list[Line] = [BLANK]
        for need in self.missing:
            rows += [line(("   ", "text"), (row, "text+bold")) for row in wrap(need.why, cells)]
            found = self.desk.step_of(need.go)
            if found is not None:
                rows.append(line(("   it is written in  ", "muted"), (found[1].title, "accent")))
            rows.append(BLANK)
        if self._target():
            rows.append(line(("   Enter goes there now and comes back.", "text")))
        if not self.hard:
            rows.append(line(("   n leaves this step out for today.", "muted")))
        self.query_one("#needs", TextCanvas).show(rows, (0, 0))

    def _target(self) -> str:
        return next((need.go for need in self.missing if self.desk.step_of(need.go)), "")

    def not_yet(self) -> list[str]:
        """What cannot be begun is not asked for."""
        return []

    def question(self) -> str:
        """Say what is missing."""
        return "This works on something that is not there yet."

    def hints(self) -> list[Hint]:
        """Key line."""
        go = [("Enter", "write it")] if self._target() else []
        return [*go, ("b", "back"), ("s", "steps"), ("n", "leave it out")]

    async def enter(self) -> bool:
        """Go to the step that writes what is missing."""
        target = self._target()
        if not target:
            return False
        await self.desk.go_to(target)
        return True
