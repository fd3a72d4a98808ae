"""Whether somebody's terminal is still there: it is asked now and then, and its answers are no keys.

A laptop that is closed, or a line that is cut, says nothing: the system goes on taking what is written to it.
So a terminal from which nothing has come for a while is asked how it is (DSR), which every terminal answers
by itself. One that did not answer when the app took it may be none of those, and is never asked again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

QUESTION = "\x1b[5n"
"""How are you? The shortest question that every terminal answers, and that changes nothing on it."""

QUIET = 12.0
"""Seconds without a sign from the terminal after which it is asked."""

PATIENCE = 25.0
"""Seconds that the answer may take. A line on which it takes twenty is slow and not dead."""

LATE = 2 * PATIENCE
"""Seconds after a question in which its answer is still looked for, also in pieces."""

ESCAPE = 0.2
"""Seconds that an Esc is held while an answer may come: it may be the key, and the answer's first byte."""

PIECE = 3.0
"""Seconds that longer pieces of an answer are held: nobody types those."""

STEP = 1.0
"""Most seconds that count between two looks: the process may have stood still, and the terminal not."""

_ANSWER = re.compile(r"\x1b\[[03]n")
_BEGUN = re.compile(r"\x1b(?:\[[03]?)?\Z")


class Finding(Enum):
    """What a look at the clock says."""

    NOTHING = "nothing is to be done"
    ASK = "the question is to be sent"
    GONE = "nobody is there any more"


class Pulse:
    """The signs of life of one terminal.

    Args:
        quiet: Seconds without a sign before it is asked.
        patience: Seconds that an answer may take.

    Attributes:
        answers: Whether it has ever answered.
    """

    def __init__(self, quiet: float = QUIET, patience: float = PATIENCE) -> None:
        self.answers = False
        self._quiet = quiet
        self._patience = patience
        self._last: float | None = None
        self._silence = 0.0
        self._asked: float | None = None
        self._due: float | None = None
        self._held = ""
        self._held_for = 0.0
        self._written = 0
        self._stuck = 0.0

    @property
    def due(self) -> float | None:
        """Seconds since a question whose answer may still come; None when none is awaited."""
        return self._due

    def feed(self, text: str) -> str:
        """Text as it came from the terminal -> what was typed: answers are taken out, also in pieces."""
        if not text:
            return ""
        self._silence, self._asked = 0.0, None
        typed, answers = _ANSWER.subn("", self._held + text)
        self._held, self._held_for = "", 0.0
        if answers:
            self.answers, self._due = True, None
        if self._due is not None and (begun := _BEGUN.search(typed)):
            typed, self._held = typed[: begun.start()], begun.group()
        return typed

    def release(self) -> str:
        """What was held as the beginning of an answer, and is none; "" for nothing. Call it after `look`."""
        if not self._held or self._held_for < (ESCAPE if self._held == "\x1b" else PIECE):
            return ""
        typed, self._held = self._held, ""
        return typed

    def look(self, now: float, company: Callable[[], bool], busy: bool, written: int) -> Finding:
        """Look at the clock, some times a second.

        Args:
            now: Seconds that only grow.
            company: Tells whether others see this person as being here. Alone, nobody is asked or judged.
            busy: Whether something is being written to the terminal, and has not been taken yet.
            written: How many writes it has taken.
        """
        first = self._last is None
        passed = 0.0 if self._last is None else min(max(0.0, now - self._last), STEP)
        self._last = now
        self._count(passed)
        self._stuck = self._stuck + passed if busy and written == self._written else 0.0
        self._written = written
        if first:
            return self._ask()
        if self._silence < self._quiet or not company():
            self._asked = None
            return Finding.NOTHING
        if min(self._stuck, self._silence) >= self._quiet + self._patience:
            return Finding.GONE
        if self._asked is None:
            return self._ask() if self.answers else Finding.NOTHING
        return Finding.GONE if self.answers and self._asked >= self._patience else Finding.NOTHING

    def _count(self, passed: float) -> None:
        self._silence += passed
        self._held_for += passed
        if self._asked is not None:
            self._asked += passed
        if self._due is not None:
            self._due += passed
            if self._due > LATE:
                self._due = None

    def _ask(self) -> Finding:
        self._asked = self._due = 0.0
        return Finding.ASK
