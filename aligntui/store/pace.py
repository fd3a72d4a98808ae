"""How many changes one person makes within a minute, on lines where that is limited.

Counted are those of this process, and those that the session says the same person made elsewhere: several
lines of one person share one allowance.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from aligntui.session.model import RECENT, Session
from aligntui.session.ops import Add, Time, Walk
from aligntui.store.problems import StoreProblem
from aligntui.text import moment

MINUTE = 60.0
"""Seconds that are looked at."""


class TooOften(StoreProblem):
    """More changes within a minute than this line has. Nothing is done; the words stay where they are."""


def weight(ops: Sequence[Any]) -> int:
    """As how many changes a change counts: each new card is one."""
    return max(1, sum(isinstance(op, Add) for op in ops))


class Pace:
    """The changes of one person on one line.

    Args:
        most: Changes within a minute; 0 for as many as she likes.
        person: Who makes them.
        seconds: A clock of seconds that only grows.
    """

    def __init__(self, most: int, person: str, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._person = person
        self._seconds = seconds
        self._made: deque[tuple[float, int]] = deque()
        self._own: deque[str] = deque(maxlen=RECENT)

    def take(self, ops: Sequence[Any], session: Session, at: str, change_id: str = "") -> None:
        """Count a change that is about to be made.

        Walking through the run is counted like any other change: it is written all the same.

        Args:
            ops: What it does.
            session: The session as it stands.
            at: When, by the clock that changes are dated with.
            change_id: Its id, by which it is known among those of the session.

        Raises:
            TooOften: There are too many.
        """
        if not self._most:
            return
        now, count = self._seconds(), weight(ops)
        while self._made and now - self._made[0][0] >= MINUTE:
            self._made.popleft()
        made = sum(one for _, one in self._made) + self._elsewhere(session, at)
        if made + count > self._most and not _last(ops, made, self._most):
            raise TooOften(self._sentence(count, now))
        self._made.append((now, count))
        self._own.append(change_id)

    def _elsewhere(self, session: Session, at: str) -> int:
        own = set(self._own)
        since = moment.instant(at) - MINUTE
        count = 0
        for change in reversed(session.recent.values()):
            if change.by != self._person or change.id in own:
                continue
            if moment.instant(change.at) < since:
                break
            count += weight(change.ops)
        return count

    def _sentence(self, count: int, now: float) -> str:
        if count > self._most:
            return f"{count:,} cards are too many at once here; {self._most} are the most. They are not kept."
        wait = max(1, int(MINUTE - (now - self._made[0][0])) + 1) if self._made else int(MINUTE)
        return (
            f"{self._most} changes within a minute are the most on this line. "
            f"What you typed stays; try again in {wait} seconds."
        )


def _last(ops: Sequence[Any], made: int, most: int) -> bool:
    """Whether this only says where one stands, which is let through a little longer."""
    return bool(ops) and all(isinstance(op, Walk | Time) for op in ops) and made < 2 * most
