"""Talk: a timebox with text. Welcome, break, read-out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.engine.kinds import talk
from aligntui.methods.types import Method, Step
from aligntui.text.clean import width
from aligntui.tui.frame import ASKED
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.rows import more
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import BLANK, Line, broken, hung, labelled, line, paragraph, wrap


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
    """What to do together, in words, with the timer. Up and Down scroll what is longer than the screen."""

    STANDS = ("top",)

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.top = 0

    @property
    def _high(self) -> int:
        return self.size.height or self.app.size.height - 5

    def body(self) -> list[Line]:
        """The guide of the talk, large and calm."""
        wide, asked = self.size.width or 80, self.question()
        cells = min(74, wide - 6)
        rows: list[Line] = [BLANK]
        guide = self.step.guide
        if len(broken(asked, wide - 1)) > ASKED:
            # The rows above are too few for it.
            rows += [*paragraph(asked, cells, lead="   "), BLANK]
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
            head = line(("   Move on when  ", "muted"))
            rows += [BLANK, *hung(head, broken(guide.done, cells - 14), 0)]
        return [*rows, *self._items(cells)]

    def _items(self, cells: int) -> list[Line]:
        """What is talked about, each list under its title."""
        rows, above = list[Line](), ""
        every = talk.items(self.ctx)
        wide = max((width(self.view.code(item)) for _, item in every), default=0)
        for title, item in every:
            if title != above:
                rows += [BLANK, line((f"   {title.upper()}", "muted"))]
                above = title
            code, role = self.view.code(item).ljust(wide), self.view.book.role(item.collection)
            head = f"   {code}  "
            rows += labelled(head, width(head), wrap(item.text, cells - width(head)), role=role)
        return rows

    def draw(self) -> None:
        """Draw from the top row on, and how many rows are left out."""
        rows, high = self.body(), self._high
        left_out = len(rows) - high + 1 if len(rows) > high else 0
        self.top = max(0, min(self.top, left_out))
        self.canvas.show([*rows[self.top : len(rows) - left_out + self.top], *more(left_out, self.top)])

    async def press(self, key: str) -> bool:
        """Scroll."""
        steps = {**UP_DOWN, "pagedown": self._high - 2, "pageup": 2 - self._high}
        if key not in steps or len(self.body()) <= self._high:
            return False
        self.top += steps[key]
        self.redraw()
        return True

    def hints(self) -> list[Hint]:
        """Key line."""
        words = {"go-on": "go on", "timer": "timer", "timer-more": "two more minutes", "steps": "steps"}
        scroll = [("Up/Down", "more")] if len(self.body()) > self._high else []
        keys = {**words, "go-back": "back"}.items()
        return [*scroll, *((self.desk.key_of(name), what) for name, what in keys)]


VIEW = TalkView
