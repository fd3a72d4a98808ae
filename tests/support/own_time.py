"""Time for tests of screens: it moves only when there is nothing left to do.

A timer of the app is due when the test has waited for it, never because the machine was busy; and a wait
costs nothing. While a job runs in a thread (a disk, a lock) time is that of the wall clock, so that jobs
and what waits for them meet as in life.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import selectors
import time
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

from textual import _time as textual_time
from textual import app as textual_app
from textual import pilot as textual_pilot
from textual.app import App
from textual.message_pump import MessagePump

from aligntui.store.local import repository
from aligntui.store.local.presence import Presence

BEGUN = 1000.0
"""Where the time of a loop begins, in seconds."""
MOMENT = 0.000_01
"""Seconds that one turn of the loop takes: what is done at once takes a moment, so that waits end."""
DRAWN = 0.05
"""Seconds after which a screen that nobody touches is drawn: three frames."""
PATIENCE = 60.0
"""Seconds of the loop that parts of a screen may take."""
ROUNDS = 50
"""So often the parts of a screen may give each other something to do."""


class _Selector(selectors.DefaultSelector):  # type: ignore[valid-type, misc]
    """Never waits where time can be moved to the next timer instead."""

    loop: OwnTimeLoop

    def select(self, timeout: float | None = None) -> list[Any]:
        found: list[Any] = super().select(0)
        self.loop.now += MOMENT
        if found or (timeout is not None and timeout <= 0):
            return found
        return self.loop.rest(super().select, timeout)


class OwnTimeLoop(asyncio.SelectorEventLoop):
    """An event loop with a time of its own.

    Attributes:
        now: Seconds since some beginning.
        made: Seconds since 1970 at that beginning.
        jobs: Jobs that run in threads.
    """

    def __init__(self) -> None:
        selector = _Selector()
        selector.loop = self
        self.now, self.made = BEGUN, time.time()
        self.jobs = 0
        super().__init__(selector)

    def time(self) -> float:
        """Seconds since some beginning."""
        return self.now

    def rest(self, select: Callable[[float | None], list[Any]], timeout: float | None) -> list[Any]:
        """Nothing is left to do until `timeout` seconds have gone by; None where no timer runs."""
        if timeout is not None and not self.jobs:
            self.now += timeout
            return []
        began = time.monotonic()
        found = select(timeout)
        self.now += time.monotonic() - began
        return found

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """Do a job in a thread; the wall clock holds until it is done."""
        done = super().run_in_executor(executor, func, *args)
        self.jobs += 1
        done.add_done_callback(self._job_done)
        return done

    def _job_done(self, _done: object) -> None:
        self.jobs -= 1

    async def shutdown_default_executor(self, *span: Any) -> None:
        """Threads end in the time of the wall clock too."""
        self.jobs += 1
        await super().shutdown_default_executor(*span)
        self.jobs -= 1


def now() -> float:
    """Seconds by the clock of the loop that runs, and of the machine where none does."""
    loop = asyncio._get_running_loop()
    return loop.time() if loop is not None else time.monotonic()


def wall() -> float:
    """Seconds since 1970 by the clock of the loop that runs: signs of life age while a test waits."""
    loop = asyncio._get_running_loop()
    return loop.made + loop.now - BEGUN if isinstance(loop, OwnTimeLoop) else time.time()


async def settle(app: App[Any]) -> None:
    """Until every part of every page has done what waits in its queue, and the page on top is drawn."""
    for _ in range(ROUNDS):
        parts = [app, *(w for screen in app.screen_stack for w in screen.walk_children(with_self=True))]
        await _answered(app, parts)
        if not app.is_running:
            return
        screen = app.screen
        with app._context():
            screen._on_timer_update()
        waiting = any(one.message_queue_size or one._next_callbacks or one._pending_message for one in parts)
        if not (waiting or screen._callbacks or screen._layout_required or screen._dirty_widgets):
            return
    raise AssertionError(f"The page is never done: {screen!r}")


async def _answered(app: App[Any], parts: list[MessagePump]) -> None:
    """Until each part has done all that stood in its queue, or the app has failed."""
    left = 0
    done = asyncio.Event()

    def answer() -> None:
        nonlocal left
        left -= 1
        if not left:
            done.set()

    left = sum(one.call_later(answer) for one in parts)
    if left:
        waits = [asyncio.ensure_future(event.wait()) for event in (done, app._exception_event)]
        _, open_waits = await asyncio.wait(waits, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        for one in open_waits:
            one.cancel()
        assert len(open_waits) < len(waits), f"{left} of {len(parts)} parts of the screen did not answer"


async def _drawn(*_span: float) -> None:
    """Until a screen that nobody touches is drawn; how busy the machine is makes no difference."""
    await asyncio.sleep(DRAWN)


@contextlib.contextmanager
def held() -> Iterator[None]:
    """The app, its pilots and signs of life go by the time of the loop."""
    with (
        patch.object(textual_time, "get_time", now),
        patch.object(textual_app, "wait_for_idle", _drawn),
        patch.object(textual_pilot, "wait_for_idle", _drawn),
        patch.object(repository, "Presence", functools.partial(Presence, now=wall)),
    ):
        yield
