"""The one clock of a run: it goes through the agenda with whoever leads, and what it shows needs no key.

Where it stands and since when is kept in the session (`Run.clock`), so every place at which the session is
open reads the same. Nothing is written while it counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

from msgspec import Struct
from msgspec.structs import replace

from aligntui.engine.messages import Message, said
from aligntui.session.model import Clock, Run
from aligntui.session.ops import AnyOp, Time
from aligntui.session.roles import is_led
from aligntui.text import moment

LAST = 0.2
"""Share of the time at which the clock is marked (METHODS.md 22, our convention)."""

CLOSE = 120
"""Seconds left from which on seconds are shown; before, a clock in minutes is as true and costs a slow line
nothing (our convention)."""

MORE = 2
"""Minutes that a line of the agenda gets at once (METHODS.md 22, our convention)."""


class Reading(Struct, frozen=True):
    """What the clock says of its line of the agenda."""

    total: int
    """Seconds planned; 0 for a line without a time."""
    used: float
    """Seconds used."""
    running: bool
    paused: bool

    @property
    def left(self) -> float:
        """Seconds left; negative when over."""
        return self.total - self.used

    @property
    def alarm(self) -> bool:
        """Whether a fifth or less is left."""
        is_on = bool(self.total) and (self.running or self.paused)
        return is_on and self.total - self.used <= self.total * LAST

    def text(self) -> str:
        """`35 min left`, `! 01:36 left`, `time is up`, `+2 min over`, `paused 08:12`; "" for nothing."""
        if self.paused:
            sign = "+" if self.left < 0 else ""
            return f"paused {sign}{_clock(abs(self.left))}" if self.total else "paused"
        if not (self.running and self.total):
            return ""
        left = self.left
        if left <= 0:
            over = int(-left) // 60
            return f"+{over} min over" if over else "time is up"
        words = f"{_clock(left)} left" if left <= CLOSE else f"{math.ceil(left / 60)} min left"
        return f"! {words}" if self.alarm else words

    @property
    def change(self) -> float:
        """Seconds until the text changes by itself; endless when it does not."""
        left = self.left
        if not (self.running and self.total):
            return math.inf
        if left <= 0:
            return 60 - (-left) % 60
        step = 1.0 if left <= CLOSE else 60.0
        following = left - step * (math.ceil(left / step) - 1)
        to_alarm = left - self.total * LAST
        return min(following, to_alarm) if to_alarm > 0 else following


def _clock(seconds: float) -> str:
    minutes, rest = divmod(math.ceil(seconds), 60)
    return f"{minutes:02d}:{rest:02d}"


def _is_paused(run: Run) -> bool:
    return run.clock is not None and run.clock.paused


class RunClock:
    """How one person at one place reads and moves the clock of a run.

    The first to come starts it, and it follows him; when he goes, it follows the next. It stands while nobody
    is there, while it is paused, and once every step is done.

    Args:
        seconds: Seconds that only grow, by which it counts here: a machine that sleeps uses no time.
        now: This moment, from which the time counted elsewhere is known.
        person: Whom it follows here; None for a line that serves one session only, which leads nobody.
        elsewhere: Gives the names of those who have the session open at another place.
        stands: Whether nothing can be written here now: it stays where it is, and goes on counting, for
            what waits to be written is what people wrote.
        leads: Whether this person leads a run that somebody leads: then nobody else moves its clock.
    """

    def __init__(
        self,
        seconds: Callable[[], float],
        now: Callable[[], str],
        person: str | None,
        elsewhere: Callable[[], Collection[str]],
        *,
        stands: Callable[[], bool] = lambda: False,
        leads: Callable[[Run], bool] = lambda _: True,
    ) -> None:
        self._seconds, self._now = seconds, now
        self._person, self._elsewhere = person, elsewhere
        self._stands, self._is_lead = stands, leads
        self._sits = False
        """Whether this person is in the run."""
        self._at: Clock | None = None
        self._from = 0.0
        """Moment of `seconds` from which `_at` counts."""
        self._stopped = False
        """Whether it was paused when one looked last."""
        self._moved: tuple[Clock, float] | None = None

    # what it says

    def counted(self, run: Run) -> float:
        """Seconds counted that are not in `RunStep.used` yet."""
        clock = run.clock
        if clock != self._at:
            if self._moved is not None and clock == self._moved[0]:
                self._from = self._moved[1]
            elif clock is not None and clock.since:
                passed = moment.instant(self._now()) - moment.instant(clock.since)
                self._from = self._seconds() - max(0.0, passed)
            self._at = clock
        return self._seconds() - self._from if clock is not None and clock.since and self._sits else 0.0

    def live(self, run: Run) -> Run:
        """The run with all that is used up to now."""
        seconds, clock = self.counted(run), run.clock
        if clock is None or not seconds:
            return run
        steps = [
            replace(step, used=step.used + int(seconds)) if step.id == clock.step else step
            for step in run.steps
        ]
        return replace(run, steps=steps)

    def read(self, run: Run, entry: int) -> Reading:
        """What it says of the line that it stands on, else of the line of the agenda with this number."""
        clock, used = run.clock, self.counted(run)
        if clock is not None:
            # Plain loops: this is asked at every key.
            for step in run.steps:
                if step.id == clock.step:
                    entry = step.entry
        total = 0
        for step in run.steps:
            if step.entry == entry:
                total += step.minutes * 60
                used += step.used
        running = clock is not None and bool(clock.since)
        if not self._sits:
            # It stands on the screen from the first moment on as it will count in the next.
            running = not self._stands() and bool(self._on(run, "").since)
        return Reading(total, used, running, _is_paused(run))

    def news(self, run: Run, me: str) -> Message | None:
        """Who stopped it since one looked last, or let it go on; None where nobody but `me` did."""
        clock = run.clock
        before, self._stopped = self._stopped, _is_paused(run)
        if clock is None or before == self._stopped or clock.hand in ("", me):
            return None
        return said("clock-paused-by" if self._stopped else "clock-on-by", who=clock.hand)

    # what moves it

    def take(self, run: Run, step: str, seen: str) -> list[AnyOp]:
        """One sits down at a step.

        Args:
            run: The run.
            step: Id of the step.
            seen: The moment of the last change: a clock that a line which was cut has left running counts
                until then, for nobody knows how much longer it was true.
        """
        self._stopped = _is_paused(run)
        if self._stands():
            return []
        self._sits = True
        clock = run.clock
        if clock is None or not clock.since or self._elsewhere() or not self._leads(run):
            return self.follow(run, step)
        until = moment.instant(seen) - moment.instant(clock.since)
        return self._move(
            run, self._on(run, step), int(until) if 0 < until < math.inf else 0, self._seconds()
        )

    def follow(self, run: Run, step: str) -> list[AnyOp]:
        """One stands on a step now: the clock comes along with whom it follows."""
        clock, to = run.clock, self._on(run, step)
        if not self._may_move(run) or (clock is None and not to.since):
            return []
        if clock is not None and to == replace(clock, since=to.since) and bool(to.since) == bool(clock.since):
            return []
        return self._count(run, to)

    def toggle(self, run: Run, step: str, hand: str = "") -> list[AnyOp]:
        """Pause it, or let it go on; `hand` is whose doing that is."""
        clock = run.clock
        is_on = clock is not None and bool(clock.since)
        to = Clock(step=step, since="" if is_on else self._now(), paused=is_on, by=self._person, hand=hand)
        if clock is not None and not self._leads(run):
            to = replace(to, step=clock.step, by=clock.by)
        return self._count(run, to)

    def leave(self, run: Run) -> list[AnyOp]:
        """One goes: it stands while nobody is there, and follows the next where somebody is."""
        clock, company = run.clock, bool(self._elsewhere())
        if not (clock is not None and clock.since and self._may_move(run)):
            return []
        ops = self._count(run, replace(clock, since=self._now() if company else "", by=None))
        self._sits = company
        return ops

    def rest(self, run: Run) -> list[AnyOp]:
        """The run is through."""
        clock = run.clock
        if clock is None or not clock.since or not self._may_move(run):
            return []
        return self._count(run, replace(clock, since=""))

    def _may_move(self, run: Run) -> bool:
        return self._sits and not self._stands() and self._leads(run)

    def _leads(self, run: Run) -> bool:
        clock = run.clock
        if is_led(run):
            return self._is_lead(run)
        if clock is None or not (clock.since or clock.paused):
            return True
        return clock.by is None or clock.by == self._person or clock.by not in self._elsewhere()

    def _on(self, run: Run, step: str) -> Clock:
        """The clock on a step: as it was, or started where there is something left to do."""
        from aligntui.engine.runs.running_order import OVER

        clock = run.clock
        paused = _is_paused(run)
        runs = (clock is not None and clock.since) or any(one.state not in OVER for one in run.steps)
        since = self._now() if runs and not paused else ""
        hand = clock.hand if clock is not None else ""
        return Clock(step=step, since=since, paused=paused, by=self._person, hand=hand)

    def _count(self, run: Run, to: Clock) -> list[AnyOp]:
        """Move it, with all that it has counted; the part of a second that is left goes on counting."""
        counted = self.counted(run)
        running = run.clock is not None and bool(run.clock.since)
        start = self._seconds() - (counted % 1 if running else 0)
        return self._move(run, to, int(counted), start)

    def _move(self, run: Run, to: Clock, seconds: int, start: float) -> list[AnyOp]:
        self._moved = (to, start)
        return [Time(run=run.id, seconds=seconds, was=run.clock, to=to)]
