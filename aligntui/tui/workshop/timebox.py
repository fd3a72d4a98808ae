"""The clock of the run on the screen: drawn when what it shows changes, and never in between."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress

from textual.timer import Timer

from aligntui.engine.following import time_is_up
from aligntui.engine.messages import Message
from aligntui.session.model import Run
from aligntui.session.work import Refused
from aligntui.store.problems import StoreProblem
from aligntui.tui.workshop.scene import Scene


class Timebox:
    """Shows the clock, and says when time is up; `draw` draws the bar."""

    def __init__(self, scene: Scene, draw: Callable[[], None]) -> None:
        self._scene, self._page, self._draw = scene, scene.page, draw
        self._tick: Timer | None = None
        self._run: Run | None = None

    async def begin(self) -> None:
        """Sit down at the clock."""
        await self._scene.course.take_clock()
        self._draw()
        self.schedule()

    async def end(self) -> None:
        """Stand up: whatever led away, the clock stands while nobody is there."""
        scene = self._scene
        with suppress(StoreProblem, Refused):
            if ops := scene.course.clock.leave(scene.run_now()):
                await self._page.align.do(scene.handle.apply, ops)

    async def do_timer(self) -> None:
        """Pause, or go on."""
        self._say(await self._scene.course.pause())

    async def do_timer_more(self) -> None:
        """Two more minutes."""
        self._say(await self._scene.course.extend())

    def _say(self, message: Message) -> None:
        self._page.say(self._scene.words(message))
        self._page.frame()
        self.schedule()

    def schedule(self) -> None:
        """Have the bar drawn again when its text changes."""
        run = self._scene.run_now()
        if run is self._run and self._tick is not None:
            return
        self._run = run
        if self._tick is not None:
            self._tick.stop()
            self._tick = None
        seconds = self._scene.course.reading.change
        if seconds < math.inf:
            self._tick = self._page.set_timer(seconds, self._on_tick)

    def _on_tick(self) -> None:
        self._tick = None
        self._draw()
        front = self._page.align.pages()[0]
        if front is not self._page:
            # The row is seen above a sheet too.
            front.resized()
        if -1.5 < self._scene.course.reading.left <= 0:
            self._page.say(self._scene.words(time_is_up(self._scene.course.room)), "hint")
        self.schedule()
