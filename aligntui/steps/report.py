"""Report: figures and findings as lines to read, each with its sentence, and what it rests on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.steps.base import Hint, StepView
from aligntui.steps.figures import figure_lines, read_back
from aligntui.steps.talk import TextCanvas
from aligntui.widgets.line import BLANK, Line, line, wrap


class ReportView(StepView):
    """Figures to read. Up and Down scroll."""

    KEYS_ONLY = True
    top = 0

    def compose(self) -> ComposeResult:
        """The page."""
        yield TextCanvas(id="report")

    def start(self) -> Widget | None:
        """The page has the keys."""
        return self.query_one("#report", TextCanvas)

    def lines(self) -> list[Line]:
        """All of the report."""
        cells = (self.size.width or 80) - 2
        out: list[Line] = []
        sentence = read_back(self.step.read_back, self.desk.figures, self.method.method, self.view)
        if sentence:
            out += [BLANK, *(line((f" {row}", "text+bold")) for row in wrap(sentence, cells - 1)), BLANK]
        for ref in self.step.show:
            block = figure_lines(ref, self.desk.figures, self.method.method, self.view, cells)
            if block:
                out += [*block, BLANK]
        for finding in self.findings()[:8]:
            code = self.view.code(finding.target) if finding.target else ""
            code = "" if finding.message.startswith(f"{code} ") else code
            words = f"{code} {finding.message} {finding.mend}".strip()
            for number, row in enumerate(wrap(words, cells - 5)):
                out.append(line((f" {finding.mark if number == 0 else '':>2}  ", "finding"), (row, "text")))
        return out or [BLANK, line(("   Nothing to show yet. b goes back to where it is written.", "muted"))]

    def redraw(self) -> None:
        """Draw from the top row on."""
        if not self.is_mounted:
            return
        rows = self.lines()
        height = self.size.height or 19
        self.top = max(0, min(self.top, len(rows) - height))
        self.query_one("#report", TextCanvas).show(rows[self.top : self.top + height], (0, 0))

    async def press(self, key: str) -> bool:
        """Scroll."""
        page = max(1, (self.size.height or 19) - 2)
        steps = {
            "down": 1,
            "j": 1,
            "up": -1,
            "k": -1,
            "pagedown": page,
            "pageup": -page,
            "home": -9999,
            "end": 9999,
        }
        if key not in steps:
            return False
        self.top += steps[key]
        self.redraw()
        return True

    def finding_now(self) -> Finding | None:
        """The worst of all that the method says."""
        return next(iter(self.findings()), None)

    def hints(self) -> list[Hint]:
        """Key line."""
        more = [("Up/Down", "more")] if len(self.lines()) > (self.size.height or 19) else []
        return [("Enter", "go on"), *more, ("f", "findings"), ("o", "export"), ("b", "back"), ("n", "go on")]
