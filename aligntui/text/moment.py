"""Moments as text: ISO with seconds and the offset from UTC. Here they are made, read, ordered and shown.

What is stored keeps the offset of the place where it was written, so that two moments compare however far
apart people sit and whether or not summer time ended between them. It is shown in the local time of who
reads. Files of older versions hold local times without an offset ("naive" ones): they are shown as they
stand. Compared across sessions (`instant`) they count as local time of the machine that compares; within
one session (`order`) as if written at UTC, so that a session gives the same order on every machine; and
where one of each stands for the same thing (`later`), the one with an offset is the later one.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

NEVER = -math.inf
"""Where a text that is no moment stands in an order: before all that are."""

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> str:
    """This moment, in local time with its offset from UTC."""
    return written(datetime.now())


def at(seconds: float) -> str:
    """The moment so many seconds after 1970, such as the time of a file, in local time with its offset."""
    try:
        return written(datetime.fromtimestamp(int(seconds)))
    except (OverflowError, ValueError, OSError):
        return ""


def written(moment: datetime) -> str:
    """A moment as it is stored. One without an offset is local time."""
    return _in_zone(moment).isoformat(timespec="seconds")


def read(text: str) -> datetime | None:
    """The moment that a text means, naive when it has no offset; None when it means none."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def instant(text: str) -> float:
    """Seconds since 1970, to order moments of several sessions; without an offset it is local time."""
    moment = read(text)
    return NEVER if moment is None else (_in_zone(moment) - _EPOCH).total_seconds()


def order(text: str) -> float:
    """Seconds since 1970, to order moments of one session; without an offset it counts as UTC."""
    moment = read(text)
    if moment is None:
        return NEVER
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH).total_seconds()


def later(old: str, new: str) -> str:
    """The later of two moments of one session; of one with an offset and one without, the one with."""
    before, after = read(old), read(new)
    if before is None or after is None:
        return old if after is None else new
    if (before.tzinfo is None) != (after.tzinfo is None):
        return new if after.tzinfo else old
    return old if order(old) > order(new) else new


def ahead(text: str, now: str, *, by: timedelta = timedelta()) -> bool:
    """Whether a moment lies in the future of `now`, by more than `by`."""
    limit = instant(now)
    return limit != NEVER and instant(text) > limit + by.total_seconds()


def local(text: str) -> datetime | None:
    """The moment in local time; one without an offset as it stands. None when the text means none."""
    moment = read(text)
    return moment if moment is None or moment.tzinfo is None else _in_zone(moment).replace(tzinfo=None)


def day(text: str) -> str:
    """The day of a moment where it was written, `2026-11-21`; what is due and overdue goes by it."""
    return text.strip()[:10]


def clock(text: str, *, seconds: bool = False) -> str:
    """`14:07` or `14:07:30` in local time; "" when the text is no moment or only a day."""
    moment = local(text)
    if moment is None or len(text.strip()) <= len("2026-11-21"):
        return ""
    return moment.strftime("%H:%M:%S" if seconds else "%H:%M")


def stamp(text: str) -> str:
    """`2026-11-21 14:07` in local time; what cannot be read as it stands."""
    moment = local(text)
    return text[:16].replace("T", " ") if moment is None else moment.isoformat(" ", "minutes")


def dated(text: str) -> str:
    """`21 Nov 2026, 14:07` in local time; what cannot be read as it stands."""
    moment = local(text)
    if moment is None:
        return text
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"


def same_day(one: str, two: str) -> bool:
    """Whether two moments fall on one day in local time."""
    first, second = local(one), local(two)
    return first is not None and second is not None and first.date() == second.date()


def _in_zone(moment: datetime) -> datetime:
    """The moment in the zone of this machine."""
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):
        # At the ends of the calendar there is no local time.
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
