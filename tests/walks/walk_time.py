"""A clock for walks: an event loop whose time moves only when there is nothing left to do.

Timers of the app (looks at the file, drafts, findings) fire in their order and cost nothing, so five seconds
without a reaction are found at once, and the same keys give the same walk. Jobs beside the loop are done in
it, each after a delay of a disk or a lock; what happens meanwhile is as in life.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import selectors
import signal
import sys
import traceback
from collections.abc import Callable, Coroutine, Iterator
from typing import Any
from unittest.mock import patch

from textual import _time as textual_time

BUSY = 20.0
"""Seconds of the processor within which a batch of keys must be done."""
STUCK = 120.0
"""Seconds of the wall clock, for what waits without working."""
MOMENT = 0.000_01
"""Seconds that one turn of the loop takes."""
DELAYS = (0.0, 0.0, 0.0, 0.002, 0.02, 0.3)
"""Seconds that a job beside the loop takes: a disk, a network home, a lock that somebody holds."""


class Frozen(Exception):  # noqa: N818 - what it says is what is wrong
    """The app did not come back."""


class _Selector(selectors.DefaultSelector):  # type: ignore[valid-type, misc]
    """Never waits: time is moved to the next timer instead."""

    loop: WalkLoop

    def select(self, timeout: float | None = None) -> list[Any]:
        found: list[Any] = super().select(0)
        # Also what is done at once takes a moment, or two that wait for each other's moment never end.
        self.loop.now += MOMENT
        if not found and timeout is None:
            raise Frozen("Nothing is left that could wake the app.")
        if not found and timeout and timeout > 0:
            self.loop.now += timeout
        return found


class WalkLoop(asyncio.SelectorEventLoop):
    """An event loop with a time of its own."""

    def __init__(self, seed: int = 0) -> None:
        selector = _Selector()
        selector.loop = self
        self.now = 1000.0
        self.delays = random.Random(seed)
        self.problems: list[str] = []
        super().__init__(selector)
        self.set_exception_handler(self._note)

    def time(self) -> float:
        """Seconds since some beginning."""
        return self.now

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """Do a job after a delay, in the loop itself: which thread comes first is no chance here."""
        done: asyncio.Future[Any] = self.create_future()

        def run() -> None:
            if done.cancelled():
                return
            try:
                done.set_result(func(*args))
            except StopIteration as error:
                done.set_exception(RuntimeError(repr(error)))
            except BaseException as error:
                done.set_exception(error)

        self.call_later(self.delays.choice(DELAYS), run)
        return done

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """There is none."""

    def _note(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        said = "".join(traceback.format_exception(error)) if error is not None else ""
        self.problems.append(f"{context.get('message', '')}\n{said}".strip())


@contextlib.contextmanager
def watched(loop: WalkLoop) -> Iterator[None]:
    """Raise `Frozen` in the middle of what never ends; `again` begins the count anew."""

    def busy(number: int, frame: Any) -> None:
        stack = "".join(traceback.format_stack(frame, limit=40))
        raise Frozen(f"The app works on without an end:\n{stack}")

    before = [signal.signal(number, busy) for number in (signal.SIGPROF, signal.SIGALRM)]
    again()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, old in zip((signal.SIGPROF, signal.SIGALRM), before, strict=True):
            signal.signal(number, old)


def again() -> None:
    """What follows has its own time."""
    signal.setitimer(signal.ITIMER_PROF, BUSY)
    signal.setitimer(signal.ITIMER_REAL, STUCK)


def run_walk(job: Callable[[WalkLoop], Coroutine[Any, Any, Any]], seed: int = 0) -> Any:
    """Run a walk in a loop with its own time, to its end."""
    loop = WalkLoop(seed)
    asyncio.set_event_loop(loop)
    try:
        with (
            watched(loop),
            patch.object(textual_time, "get_time", loop.time),
        ):
            return loop.run_until_complete(job(loop))
    finally:
        with contextlib.suppress(Exception):
            _end(loop)
        for task in asyncio.all_tasks(loop):
            LEFT.append(task)
            task._log_destroy_pending = False  # type: ignore[attr-defined]
        asyncio.set_event_loop(None)
        loop.close()


LEFT: list[object] = []
"""What cannot be ended: held, for it would complain where nobody can answer when it is collected."""


def _end(loop: WalkLoop) -> None:
    """Let what is left of a walk come to its end."""
    left = asyncio.all_tasks(loop)
    for task in left:
        # Tasks that wait for each other in a ring cannot be cancelled; they go with the loop.
        with contextlib.suppress(RecursionError):
            task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left, timeout=1.0))


def stacks(loop: asyncio.AbstractEventLoop, most: int = 12) -> str:
    """What the tasks of a loop wait for, those of the app itself first."""
    out = []
    for task in sorted(asyncio.all_tasks(loop), key=lambda one: one.get_name()):
        name = task.get_name()
        if "Timer#" in name:
            continue
        rows = [f"{name}:"]
        coro: Any = task.get_coro()
        while coro is not None and len(rows) < 30:
            frame = getattr(coro, "cr_frame", None) or getattr(coro, "gi_frame", None)
            if frame is not None:
                rows.append(
                    f"    {frame.f_code.co_filename}:{frame.f_lineno} {frame.f_code.co_qualname}"
                    if sys.version_info >= (3, 11)
                    else ""
                )
            coro = getattr(coro, "cr_await", None) or getattr(coro, "gi_yieldfrom", None)
        # A pump that waits for its next message has nothing to tell.
        if not any("_get_message" in row or "Timer._run " in f"{row} " for row in rows[-3:]):
            out.append("\n".join(rows))
    return "\n".join(out[:most])
