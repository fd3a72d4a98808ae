"""Dates as people type them: `2027-09-30`, `30 Sep 27`, `1 May`, `end of June`, `next Friday`, `Q3 2027`.

A day without a year is the next such day, counted from the day of the sitting. `3/4/27` may be March or April
and is asked; where points stand between them the day comes first in every country that writes so.
"""

from __future__ import annotations

import datetime as dt
import re

from aligntui.engine.entry.unclear import QUOTED, Reading, Twofold, Unclear
from aligntui.text.clean import clip
from aligntui.text.moment import MONTH_NAMES, MONTHS

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WITHIN: dict[str, int | None] = {"end": None, "mid": 15, "middle": 15}
"""Day of a month by the word for it, None for the last; any other word is its first."""
HOW = "Write 30 Sep 2027 or end of June."
_ORDINAL = r"(?<=\d)(?:st|nd|rd|th)\b"
_ISO = r"(?a)(\d{4})-(\d{1,2})-(\d{1,2})"
_DOTTED = r"(?a)(\d{1,2})[. ]+(\d{1,2})(?:[. ]+(\d{4}|\d{2}))?\.?"
_SLASHED = r"(?a)(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?"
"""Day and month, or month and day."""
_YEAR_FIRST = r"(?a)(\d{4})([/.])(\d{1,2})\2(\d{1,2})"
_DAY_MONTH = r"(?a)(?:(\d{1,2})\.? +(?:of )?)?([a-z]{3,9})\.?(?: +(\d{4}|\d{2}))?"
_MONTH_DAY = r"(?a)([a-z]{3,9})\.? +(\d{1,2})(?: +(\d{4}))?"
_MONTH = r"(?a)([a-z]{3,9})\.?(?: +(\d{4}|\d{2}))?"
_PART = r"(?a)(?:the )?(end|start|beginning|begin|middle|mid)(?: of)?(?: the| this)?[ -]+(.+)"
_YEAR = r"(?a)(\d{4})"
_SEASON = r"(?a)(?:.* )?(spring|summer|autumn|fall|winter)(?: .*)?"
_QUARTER = r"(?a)q([1-4])(?: +(\d{4}))?"
_LATER = r"(?a)in (\d{1,3}) (day|week|month|year)s?"


def date(line: str, today: dt.date | None = None, *, begins: bool = False) -> str:
    """An ISO date from what was typed.

    Args:
        line: A day; a month or quarter alone is its last day; without a year the next such day. So many
            weeks, months or years on is a working day.
        today: Day from which the next one is counted, itself among them; without it a year is needed.
        begins: Whether something begins that day: a month or quarter alone is its first day then.

    Raises:
        Twofold: When it may be two days: `3/4/27`.
        Unclear: When it is no day, or one that is in no calendar.
    """
    text = " ".join(re.sub(_ORDINAL, "", line.casefold().replace(",", " ")).split())
    try:
        found = _begun(text, today) if begins else None
        found = found or _slashed(line, text, today) or _relative(text, today) or _calendar(text, today)
    except Unclear:
        raise
    except (ValueError, OverflowError):
        raise Unclear(f"There is no {clip(line, 12)} in the calendar. {HOW}") from None
    if found is None and re.fullmatch(_SEASON, text):
        raise Unclear(
            f'"{clip(line, QUOTED)}" may be any of three months. Write end of June, or 30 Jun 2027.'
        )
    if found is None:
        raise Unclear(f'"{clip(line, QUOTED)}" is no date. {HOW}')
    return found.isoformat()


def _begun(text: str, today: dt.date | None) -> dt.date | None:
    """The first day of a month or quarter that stands alone, of the running one too; None for all else."""
    month = re.fullmatch(_MONTH, text)
    number = _month(month[1]) if month is not None else 0
    year = month[2] if month is not None else None
    if number and _is_day(year, today):
        return None
    if (quarter := re.fullmatch(_QUARTER, text)) is not None:
        number, year = int(quarter[1]) * 3 - 2, quarter[2]
    if not number or (year is None and today is None):
        return None
    if year is None and today is not None:
        last = number + (2 if quarter is not None else 0)
        return dt.date(today.year + (last < today.month), number, 1)
    return dt.date(_year(year or ""), number, 1)


def _slashed(line: str, text: str, today: dt.date | None) -> dt.date | None:
    """The day of `13/4/27` or `4/13/27`, where only one of both is one."""
    found = re.fullmatch(_SLASHED, text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    days = [_day(found[4], month, day, today) for day, month in ((first, second), (second, first))]
    by_day, by_month = days
    if by_day is None or by_month is None or by_day == by_month:
        known = by_day or by_month
        if known is None and (found[4] is not None or today is not None):
            raise ValueError
        return known
    readings = (Reading(day.isoformat(), short(day), short(day)) for day in (by_month, by_day))
    raise Twofold(line, *readings)


def _day(year: str | None, month: int, day: int, today: dt.date | None) -> dt.date | None:
    try:
        return _of(year, month, day, today)
    except ValueError:
        return None


def short(day: dt.date) -> str:
    """`30 Sep 27`, with the whole year where it is not one of this century."""
    year = f"{day.year % 100:02d}" if day.year // 100 == 20 else f"{day.year}"
    return f"{day.day} {MONTHS[day.month - 1]} {year}"


def full(iso: str) -> str:
    """`2027-09-30` as `Thu 30 Sep 2027`; what is no date stays as it is."""
    try:
        day = dt.date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{DAYS[day.weekday()][:3].capitalize()} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _month(word: str) -> int:
    """1 to 12 for a month's name or the beginning of it; 0 for another word."""
    return next((n for n, name in enumerate(MONTH_NAMES, 1) if name.startswith(word)), 0)


def _year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _last(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _next(month: int, day: int | None, today: dt.date) -> dt.date:
    """The next such day; None is the last of the month. 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        try:
            found = dt.date(year, month, day) if day is not None else _last(year, month)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError


def _relative(text: str, today: dt.date | None) -> dt.date | None:
    """`today`, `next Friday`, `in 2 weeks`, `end of the year`."""
    if today is None:
        return None
    if text in ("today", "now", "tomorrow"):
        return today + dt.timedelta(days=1 if text == "tomorrow" else 0)
    found = re.fullmatch(r"(?:next |this |on )?([a-z]{3,9})", text)
    weekday = next(
        (n for n, d in enumerate(DAYS) if found and len(found[1]) >= 3 and d.startswith(found[1])), -1
    )
    if weekday >= 0:
        return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    later = re.fullmatch(_LATER, text)
    if later is not None:
        day = _later(today, int(later[1]), later[2])
        return day if later[2] == "day" else _working(day)
    if text in ("next week", "next month", "next year"):
        return _working(_later(today, 1, text.removeprefix("next ")))
    part = re.fullmatch(_PART, text)
    if part is not None and part[2] in ("next year", "next month"):
        return _inside(part[1], part[2], today)
    if part is not None and part[2] in ("year", "month", "week"):
        if part[1] != "end":
            return None
        ends = {"year": dt.date(today.year, 12, 31), "month": _last(today.year, today.month)}
        return ends.get(part[2], today + dt.timedelta(days=(4 - today.weekday()) % 7))
    return None


def _inside(where: str, period: str, today: dt.date) -> dt.date:
    """The end, the middle or the start of the next year or month."""
    there = _later(today.replace(day=1), 1, period.removeprefix("next "))
    if period == "next year":
        return _of_year(where, there.year)
    day = WITHIN.get(where, 1)
    return dt.date(there.year, there.month, day) if day is not None else _last(there.year, there.month)


def _of_year(where: str, year: int) -> dt.date:
    return dt.date(year, *{"end": (12, 31), "mid": (6, 30), "middle": (6, 30)}.get(where, (1, 1)))


def _later(today: dt.date, count: int, what: str) -> dt.date:
    if what in ("day", "week"):
        return today + dt.timedelta(days=count * (7 if what == "week" else 1))
    months = today.month - 1 + count * (12 if what == "year" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return min(
        _last(year, month),
        dt.date(year, month, min(today.day, 28)) + dt.timedelta(days=max(0, today.day - 28)),
    )


def _working(day: dt.date) -> dt.date:
    """The Monday after a weekend: who says "in 3 months" means no Sunday."""
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def _calendar(text: str, today: dt.date | None) -> dt.date | None:
    """A day of the calendar, with its year or, from `today` on, without."""
    part = re.fullmatch(_PART, text)
    where, inside = (part[1], part[2]) if part is not None else ("", text)
    if found := re.fullmatch(_ISO, inside):
        return None if where else dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(_YEAR_FIRST, inside):
        return None if where else dt.date(int(found[1]), int(found[3]), int(found[4]))
    if found := re.fullmatch(_DOTTED, inside):
        return None if where else _of(found[3], int(found[2]), int(found[1]), today)
    if where and (found := re.fullmatch(_YEAR, inside)):
        return _of_year(where, int(found[1]))
    if found := re.fullmatch(_QUARTER, inside):
        return _of(found[2], int(found[1]) * 3, None, today) if where in ("", "end") else None
    found = re.fullmatch(_DAY_MONTH, inside)
    if found is not None and (month := _month(found[2])):
        if where:
            return _of(found[3], month, WITHIN.get(where, 1), today)
        if found[1] or not _is_day(found[3], today):
            return _of(found[3], month, int(found[1]) if found[1] else None, today)
    found = re.fullmatch(_MONTH_DAY, inside)
    if found is not None and not where and (month := _month(found[1])):
        return _of(found[3], month, int(found[2]), today)
    return None


def _is_day(written: str | None, today: dt.date | None) -> bool:
    """Whether the number in `May 12` is the day: as a year it would be long over."""
    return written is not None and len(written) == 2 and today is not None and _year(written) < today.year


def _of(year: str | None, month: int, day: int | None, today: dt.date | None) -> dt.date | None:
    """The day in its year, or the next such day; None for the day is the last of the month."""
    if year is None:
        return _next(month, day, today) if today is not None else None
    return dt.date(_year(year), month, day) if day is not None else _last(_year(year), month)
