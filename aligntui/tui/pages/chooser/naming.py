"""The name that a new session is offered."""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.text.moment import MONTHS

TAKES = "Enter takes this name; typing replaces it; the arrows go into it."


def offered(title: str, taken: Iterable[str], now: str) -> str:
    """Name of the workshop and the day: `SWOT analysis, 21 Nov`; with a number when it is taken.

    Args:
        title: Title of the agenda or method.
        taken: Titles of sessions that are there.
        now: ISO time.
    """
    known = {name.casefold() for name in taken}
    name = f"{title.split(':')[0].strip()}, {int(now[8:10])} {MONTHS[int(now[5:7]) - 1]}"
    number, found = 2, name
    while found.casefold() in known:
        found = f"{name} ({number})"
        number += 1
    return found


def who(solo: bool) -> str:
    """Whether one person does it alone, as the rule above the line says it."""
    return "[alone]  with our team" if solo else "alone  [with our team]"
