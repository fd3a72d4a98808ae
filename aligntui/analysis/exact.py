"""Numbers as people entered them, kept exact: weights that sum to 1 and ratings that make 2.55, not 2.5499.

What cannot be read as a number of everyday size counts as missing, as everywhere in `analysis`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import Any

from aligntui.analysis.bind import NEVER
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.moment import MONTHS

LARGEST = Decimal("1e15")
"""Numbers beyond this are taken as typing errors."""

FINEST = -12
"""Digits after the point that are still read."""


def decimal(value: Any) -> Decimal | None:
    """A stored value as an exact number; None for words, "unknown" and what no firm counts."""
    if value is None or isinstance(value, NEVER):
        return None
    return _read(str(value))


@lru_cache(maxsize=4096)
def _read(words: str) -> Decimal | None:
    try:
        number = Decimal(words)
    except (InvalidOperation, ValueError):
        return None
    if not number.is_finite() or abs(number) > LARGEST:
        return None
    exponent = number.as_tuple().exponent
    return number if isinstance(exponent, int) and exponent >= FINEST else None


def amount(view: View, item: Item, field: str) -> Decimal | None:
    """A number or scale field of an item, exact."""
    return decimal(view.value(item, field)) if field else None


def shown(number: Decimal | Fraction | float, places: int = 6) -> str:
    """A number to a reader: thousands parted, no noughts at the end, at most `places` decimals."""
    text = f"{float(number):,.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def short_day(day: dt.date, today: dt.date | None = None) -> str:
    """`21 Dec`, with the year when it is not this one."""
    year = f" {day.year}" if today is None or day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the last of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, dt.MAXYEAR)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return day


def days_on(day: dt.date, days: int) -> dt.date:
    """So many days on; the last day of the calendar when there is none."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max
