"""The timer of a line of the agenda: running, paused, nearly over, over. Nothing closes by itself."""

from __future__ import annotations

from collections.abc import Callable

LAST = 0.2
"""Share of the time at which the timer is marked (METHODS.md 22, our convention)."""


class Timer:
    """Counts down from a number of minutes. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float], minutes: int = 0) -> None:
        self._clock = clock
        self.total = minutes * 60
        self._spent = 0.0
        self._since: float | None = None
        self._taken = 0.0

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._since is not None

    @property
    def begun(self) -> bool:
        """Whether it was ever started."""
        return self.running or self._spent > 0

    @property
    def spent(self) -> float:
        """Seconds used."""
        return self._spent + (self._clock() - self._since if self._since is not None else 0.0)

    @property
    def left(self) -> float:
        """Seconds left; negative when over."""
        return self.total - self.spent

    def toggle(self) -> None:
        """Start, or pause."""
        if self._since is None:
            self._since = self._clock()
        else:
            self._spent = self.spent
            self._since = None

    def extend(self, minutes: int = 2) -> None:
        """Some minutes more; from now when the time is over."""
        if self.left < 0:
            self._taken -= self.spent - self.total
            self._spent = float(self.total)
            if self._since is not None:
                self._since = self._clock()
        self.total += minutes * 60

    @property
    def alarm(self) -> bool:
        """Whether a fifth or less is left."""
        return self.begun and self.left <= self.total * LAST

    def text(self) -> str:
        """Twelve columns at most: `08:12 left`, `paused 08:12`, `! 01:36 left`, `+02:10 over`."""
        if not self.begun:
            return ""
        left = self.left
        minutes, seconds = divmod(int(abs(left)), 60)
        clock = f"{minutes:02d}:{seconds:02d}"
        if left < 0:
            return f"+{clock} over"
        if not self.running:
            return f"paused {clock}"
        return f"! {clock} left" if self.alarm else f"{clock} left"

    def next_tick(self) -> float:
        """Seconds until the text changes: a clock that stands still for a minute looks broken."""
        return 1.0

    def take(self) -> int:
        """Whole seconds used since this was asked last: they belong to the screen one stood on."""
        used = max(0, int(self.spent - self._taken))
        self._taken += used
        return used
