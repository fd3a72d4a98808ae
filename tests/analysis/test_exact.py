"""Numbers as entered, days and months."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligntui.analysis import exact


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("9.40", Decimal("9.40")),
        (4, Decimal(4)),
        ("1e3", Decimal(1000)),
        ("unknown", None),
        ("", None),
        (None, None),
        (True, None),
        (["1"], None),
        ("NaN", None),
        ("1E+999999", None),
        ("1E-999999", None),
    ],
)
def test_decimals(value: Any, number: Decimal | None) -> None:
    assert exact.decimal(value) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("739145.25"), "739,145.25"),
        (Decimal("7.0"), "7"),
        (Decimal("1.520875"), "1.520875"),
        (Fraction(1, 3), "0.333333"),
        (Decimal("-0.0000001"), "0"),
        (1200, "1,200"),
    ],
)
def test_numbers_to_a_reader(number: Any, text: str) -> None:
    assert exact.shown(number) == text


def test_days_are_short_in_the_same_year() -> None:
    assert exact.short_day(dt.date(2026, 12, 21), dt.date(2026, 11, 21)) == "21 Dec"
    assert exact.short_day(dt.date(2027, 1, 5), dt.date(2026, 11, 21)) == "5 Jan 2027"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2027-01-01", 12, "2028-01-01"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("9999-12-31", 12, "9999-12-31"),
    ],
)
def test_months_on(day: str, months: int, then: str) -> None:
    assert exact.months_on(dt.date.fromisoformat(day), months).isoformat() == then


@given(st.dates(), st.integers(0, 60))
def test_months_on_never_goes_back(day: dt.date, months: int) -> None:
    later = exact.months_on(day, months)
    assert later >= day or later.year == dt.MAXYEAR


def test_the_calendar_ends() -> None:
    assert exact.days_on(dt.date(9999, 12, 31), 30) == dt.date.max
