"""Talk: a timebox with text. Welcome, break, read-out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import BLANK, Line, labelled, line, paragraph, wrap


class TextCanvas(Canvas, can_focus=True):
    """Text that may have the focus."""


UP_DOWN = {"up": -1, "down": 1, "home": -9999, "end": 9999}
"""Key -> how many rows it moves by."""


class TextView(KindView):
    """A step on one canvas, which has the keys."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.canvas = TextCanvas(id="text")

    def compose(self) -> ComposeResult:
        """The text."""
        yield self.canvas

    def start(self) -> Widget | None:
        """The text has the keys."""
        return self.canvas


class TalkView(TextView):
    """What to do together, in words, with the timer."""

    def draw(self) -> None:
        """Draw the guide of the talk, large and calm."""
        cells = min(74, (self.size.width or 80) - 6)
        rows: list[Line] = [BLANK]
        guide = self.step.guide
        if self.ctx.place.step == "break":
            rows.append(line((f"   {self.ctx.place.minutes} minutes.", "text+bold")))
            if not self.desk.unsaved:
                rows.append(line(("   Everything is on disk.", "muted")))
        if guide.why:
            rows += [*paragraph(guide.why, cells, lead="   "), BLANK]
        for number, entry in enumerate(guide.how, start=1):
            mark = f"   {number}  "
            rows += labelled(mark, 6, wrap(entry, cells - 3), role="accent")
        if guide.done:
            rows += [BLANK, line(("   Move on when  ", "muted"), (guide.done, "text"))]
        self.canvas.show(rows)

    def hints(self) -> list[Hint]:
        """Key line."""
        words = {"go-on": "go on", "timer": "timer", "timer-more": "two more minutes", "steps": "steps"}
        return [(self.desk.key_of(name), what) for name, what in {**words, "go-back": "back"}.items()]


VIEW = TalkView
