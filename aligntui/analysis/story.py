"""What the story of a world holds: a year, a number, events, a normal day, winners and losers.

Words are looked at, not meaning, so what is said is a question. The lists are English.
"""

from __future__ import annotations

import re

from aligntui.analysis import wording
from aligntui.text.words import count, found

_YEAR = re.compile(r"\b2[01]\d\d\b")


def _set(words: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in words.split(","))


_DAY = _set(
    """monday, tuesday, wednesday, thursday, friday, saturday, sunday, normal day, ordinary day, usual day,
    normal morning, ordinary morning"""
)
_WINS = _set("win, wins, winner, winners, winning, gain, gains, thrive, thrives, do well, does well")
_LOSES = _set(
    """lose, loses, loser, losers, losing, loss, losses, lost, trouble, troubles, suffer, suffers, do badly,
    does badly"""
)
SIGNS = ("year", "number", "events", "Tuesday", "wins", "loses")
"""What a story is looked through for, in the order shown."""

EVENTS = 3
"""Events on the way, each with its year (our convention)."""


def signs(story: str) -> dict[str, bool]:
    """Which of the signs a story shows."""
    years = _YEAR.findall(story)
    return {
        "year": bool(years),
        "number": wording.has_number(_YEAR.sub(" ", story)),
        "events": len(years) >= EVENTS,
        "Tuesday": bool(found(story, _DAY)),
        "wins": bool(found(story, _WINS)),
        "loses": bool(found(story, _LOSES)),
    }


def limits(text: str, default: tuple[int, int] = (80, 150)) -> tuple[int, int]:
    """Fewest and most words of a limit as written: `80-150`, or `60` for at most sixty."""
    numbers = [int(n) for n in re.findall(r"\d{1,6}", text)]
    if not numbers:
        return default
    return (0, numbers[0]) if len(numbers) == 1 else (min(numbers[:2]), max(numbers[:2]))


def words(story: str) -> int:
    """Length of a story."""
    return count(story)
