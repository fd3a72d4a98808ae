"""The name that a new session is offered."""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.text.moment import MONTHS

ALONE = "alone"
"""Key of the answer that one person does it alone."""
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


def ways(solo: bool) -> list[tuple[str, str]]:
    """Who may take part, as a question asks it; what is usual comes first."""
    alone, team = (ALONE, "one person alone"), ("team", "with our team, here or at screens of their own")
    return [alone, team] if solo else [team, alone]
