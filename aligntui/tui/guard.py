"""Letters must not surprise someone who thinks he is typing (SCREENS.md 3).

In KEYS state a letter that follows another, different letter within 120 ms is not run; at the third a
sentence says what to press. Letters are ignored for 400 ms after a screen changed under the fingers.
"""

from __future__ import annotations

from collections.abc import Callable

BURST = 0.120
"""Seconds between two different letters that look like typing."""
REST = 0.400
"""Seconds after n, b, q in which letters are ignored."""
FREE = frozenset("hjklJK")
WARNING = "You seem to be typing. Enter starts a line."


class Guard:
    """Decides whether a letter is a command. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = ""
        self._at = -10.0
        self._rest_until = -10.0
        self._count = 0

    def moved(self) -> None:
        """The screen changed: letters rest for a moment."""
        self._rest_until = self._clock() + REST

    def allows(self, letter: str) -> bool:
        """Whether this letter runs a command."""
        now = self._clock()
        if now < self._rest_until:
            return False
        burst = letter != self._last and self._last != "" and now - self._at < BURST
        self._last, self._at = letter, now
        if burst and letter not in FREE:
            self._count += 1
            return False
        self._count = 0
        return True

    @property
    def resting(self) -> bool:
        """Whether the screen has just changed under the fingers."""
        return self._clock() < self._rest_until

    @property
    def warns(self) -> bool:
        """Whether it is time to say so: at the third letter in a row."""
        return self._count >= 2
