"""Talk: a timebox with text. Welcome, break, read-out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import BLANK, Line, line, wrap


class TextCanvas(Canvas, can_focus=True):
    """Text that may have focus, so that letters are commands."""


class TalkView(KindView):
    """What to do together, in words, with the timer."""

    KEYS_ONLY = True

    def compose(self) -> ComposeResult:
        """The text."""
        yield TextCanvas(id="talk")

    def start(self) -> Widget | None:
        """The text."""
        return self.query_one("#talk", TextCanvas)

    def draw(self) -> None:
        """Draw the guide of the talk, large and calm."""
        cells = min(74, (self.size.width or 80) - 6)
        rows: list[Line] = [BLANK]
        guide = self.step.guide
        if self.desk.here.step == "break":
            rows.append(line((f"   {self.desk.here.minutes} minutes.", "text+bold")))
            if not self.desk.unsaved:
                rows.append(line(("   Everything is on disk.", "muted")))
        if guide.why:
            rows += [line((f"   {t}", "text")) for t in wrap(guide.why, cells)] + [BLANK]
        for number, entry in enumerate(guide.how, start=1):
            for index, text in enumerate(wrap(entry, cells - 3)):
                rows.append(line((f"   {number if index == 0 else ' '}  ", "accent"), (text, "text")))
        if guide.done:
            rows += [BLANK, line(("   Move on when  ", "muted"), (guide.done, "text"))]
        self.query_one("#talk", TextCanvas).show(rows)

    def hints(self) -> list[Hint]:
        """Key line."""
        words = {"go-on": "go on", "timer": "timer", "timer-more": "two more minutes", "steps": "steps"}
        return [(self.desk.key_of(name), what) for name, what in {**words, "go-back": "back"}.items()]


VIEW = TalkView
