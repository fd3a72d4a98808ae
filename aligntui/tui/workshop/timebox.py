"""The clock of a line of the agenda, as the screen shows it second by second."""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer as TextualTimer

from aligntui.engine.timer import Timer
from aligntui.tui.page import Page


class Timebox:
    """Counts down, and says when time is up; `draw` draws the bar.

    Attributes:
        timer: What is left.
    """

    def __init__(self, page: Page, draw: Callable[[], None]) -> None:
        self._page, self._draw = page, draw
        self.timer = Timer(lambda: 0.0)
        self._tick: TextualTimer | None = None

    def begin(self, minutes: int) -> None:
        """Another line of the agenda begins."""
        self.timer = Timer(self._page.align.clock, minutes)

    async def do_timer(self) -> None:
        """Start or pause."""
        if not self.timer.total:
            self._page.say(
                f"This step has no timebox. {self._page.key_of('timer-more')} gives it two minutes."
            )
            return
        self.timer.toggle()
        self.schedule()
        self._page.frame()

    async def do_timer_more(self) -> None:
        """Two more minutes."""
        self.timer.extend()
        if not self.timer.begun:
            starts = f"{self._page.key_of('timer')} starts the timer."
            self._page.say(f"{self.timer.total // 60} minutes. {starts}")
        self.schedule()
        self._page.frame()

    def schedule(self) -> None:
        """Draw again when the text changes, while it runs."""
        if self._tick is not None:
            self._tick.stop()
            self._tick = None
        if self.timer.running:
            self._tick = self._page.set_timer(self.timer.next_tick(), self._on_tick)

    def _on_tick(self) -> None:
        self._draw()
        if self.timer.running and -1.5 < self.timer.left <= 0:
            more, on = self._page.key_of("timer-more"), self._page.key_of("go-on")
            self._page.say(
                f"Time is up. {more} two more minutes   {on} go on   or finish the sentence.", "hint"
            )
        self.schedule()
