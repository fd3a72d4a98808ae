"""What people type becomes a stored value or one sentence; nothing else can come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hostile import HOSTILE_STRINGS
from hypothesis import example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aligntui.engine.entry import signs
from aligntui.engine.entry.dates import date, short
from aligntui.engine.entry.numbers import number
from aligntui.engine.entry.unclear import Twofold, Unclear
from aligntui.engine.entry.values import editable, short_date, show, store, taken
from aligntui.methods.types import Field
from aligntui.session.model import UNKNOWN
from aligntui.text.clean import width

FIELDS: dict[str, dict[str, Any]] = {
    "text": {"type": "text"},
    "long": {"type": "long"},
    "number": {"type": "number", "unknown": True},
    "date": {"type": "date", "unknown": True},
    "scale": {"type": "scale", "from": -2, "to": 2},
    "yesno": {"type": "yesno", "partly": True},
    "choice": {"type": "choice", "choices": {"up": "higher", "down": "lower", "band": "staying within"}},
    "many": {
        "type": "choice",
        "many": True,
        "choices": {"goal": "no goal", "money": "no money", "law": "law"},
    },
    "list": {"type": "list"},
    "chain": {"type": "chain"},
    "link": {"type": "link", "of": "people"},
}


def field(kind: str) -> Field:
    return msgspec.convert(FIELDS[kind], Field)


def meanings(read: Callable[[str], Any], typed: str) -> list[Any]:
    """What typed words may mean, the likely one first; where they are asked, either can be written out."""
    try:
        return [read(typed)]
    except Twofold as asked:
        both = [asked.likely, asked.rarer]
        said = str(asked)
    for reading in both:
        meant = read(reading.written)
        assert meant == reading.value or Decimal(meant) == Decimal(reading.value)
    assert width(said) <= ROW
    return [reading.value for reading in both]


TYPED = st.one_of(
    st.text(max_size=40), st.sampled_from(HOSTILE_STRINGS), st.from_regex(r"[0-9 .,/a-zA-Z+-]{0,16}")
)


@pytest.mark.parametrize("kind", FIELDS)
@limits(max_examples=120, deadline=None)
@given(typed=TYPED)
@example(typed="31 feb 2027")
@example(typed="1e400")
@example(typed="99999-1-1")
@example(typed="Dec 9999")
def test_any_words_are_stored_or_told(kind: str, typed: str) -> None:
    definition = field(kind)
    try:
        stored = store(definition, typed)
    except Unclear as unclear:
        said = str(unclear)
        assert said.endswith(".")
        assert "\n" not in said
        return
    # What is stored stands in the line again and means the same there.
    assert stored in meanings(lambda line: store(definition, line), editable(definition, stored))
    assert isinstance(show(definition, stored), str)
    msgspec.json.encode(stored)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1240", "1240"),
        ("1,240,000.50", "1240000.50"),
        ("1 240", "1240"),
        ("9.4", "9.4"),
        ("7.0", "7.0"),
        ("+5", "5"),
        ("-3.5", "-3.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("0", "0"),
        ("0.10", "0.10"),
        ("5%", "5"),
        ("30 %", "30"),
        ("£5", "5"),
        ("€2,000", "2000"),
        ("2000 EUR", "2000"),
        ("2\N{NO-BREAK SPACE}000", "2000"),
        ("2'000", "2000"),
        ("1.5k", "1500"),
        ("-3 k", "-3000"),
        ("$1.2M", "1200000"),
        ("0.25k", "250"),
        ("20 million", "20000000"),
    ],
)
def test_numbers_are_kept_as_entered_without_thousands_marks(typed: str, stored: str) -> None:
    assert number(typed) == stored
    Decimal(stored)


@pytest.mark.parametrize(
    "typed",
    [
        "1 24",
        "5,",
        "1,2,3",
        "12.34.567",
        "%",
        "€",
        "5m",
        "40 members",
        "1e3",
        "1_000",
        "ten",
        "1.2.3",
        ".",
        "-",
        "３",
        "1" * 60,
    ],
)
def test_what_is_no_number_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(Unclear, match=r"is no number\. Write 9\.4"):
        number(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("9,4", "9.4"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\N{NO-BREAK SPACE}234,56", "1234.56"),
        ("1\N{NARROW NO-BREAK SPACE}234,56", "1234.56"),
        ("1\N{THIN SPACE}234,56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("1\N{RIGHT SINGLE QUOTATION MARK}234.56", "1234.56"),
        ("12,34,567", "1234567"),
        ("40.000,00", "40000.00"),
        ("1.240.000", "1240000"),
        ("0,250", "0.250"),
        ("1234,567", "1234.567"),
        ("\N{MINUS SIGN}5", "-5"),
        ("\N{EN DASH}5,5", "-5.5"),
        ("2,5k", "2500"),
        ("3 Mio", "3000000"),
        ("3 Mio.", "3000000"),
        ("1,5 Mio \N{EURO SIGN}", "1500000"),
        ("2 Mrd", "2000000000"),
        ("\N{EURO SIGN}2.000", "2000"),
        ("2.000 \N{EURO SIGN}", "2000"),
        ("\N{EURO SIGN} 40,-", "40"),
        ("CHF 1'234.50", "1234.50"),
    ],
)
def test_numbers_are_read_as_several_countries_write_them(typed: str, stored: str) -> None:
    assert number(typed) == stored


BLANKS = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", " "
STYLES = [(grouping, mark) for grouping in ("", ",", ".", "'", *BLANKS) for mark in ".," if grouping != mark]


def written(value: Decimal, grouping: str, mark: str) -> str:
    whole, _, decimals = f"{abs(value):,f}".partition(".")
    sign = "-" if value < 0 else ""
    return sign + whole.replace(",", grouping) + (mark + decimals if decimals else "")


@limits(max_examples=600, deadline=None)
@given(st.decimals(-(10**9), 10**9, places=None, allow_nan=False).map(lambda d: round(d, 4)),
       st.integers(0, 4), st.sampled_from(STYLES))  # fmt: skip
@example(Decimal("22000"), 0, (".", ","))
@example(Decimal("22"), 3, ("", "."))
@example(Decimal("1.24"), 3, ("", ","))
def test_a_number_reads_the_same_in_every_country_or_is_asked(
    raw: Decimal, places: int, style: tuple[str, str]
) -> None:
    value = round(raw, places)
    read = [Decimal(meaning) for meaning in meanings(number, written(value, *style))]
    assert value in read
    assert len(read) == 1 or read[0] == 1000 * read[1]


def test_two_readings_are_asked_and_money_has_one() -> None:
    with pytest.raises(Twofold) as asked:
        number("22.000")
    assert str(asked.value) == '"22.000": 22, or 22,000? Write it out.'
    assert (asked.value.is_short, asked.value.rarer.written, asked.value.likely.shown) == (
        True,
        "22",
        "22,000",
    )
    with pytest.raises(Twofold):
        number("1,240", "members")
    assert number("22.000", "EUR") == number("22.000 \N{EURO SIGN}") == "22000"


def test_a_part_of_a_whole_is_per_cent_where_per_cent_is_counted() -> None:
    for unit in ("%", "per cent", "share of members", "% of households"):
        assert number("about half", unit) == number("50 %", unit) == "50"
        assert number("three quarters", unit) == "75"
    for unit in (None, "members"):
        with pytest.raises(Unclear, match=r"of what\? Write the number, or 50 if it counts %\."):
            number("about half", unit)


@limits(max_examples=200, deadline=None)
@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.sampled_from("/-"), st.booleans(), st.booleans()
)
def test_a_date_with_slashes_is_the_same_day_or_asked(
    day: dt.date, mark: str, american: bool, short: bool
) -> None:
    first, second = (day.month, day.day) if american else (day.day, day.month)
    typed = f"{first}{mark}{second}{mark}{day.year % 100 if short else day.year:02d}"
    found = meanings(date, typed)
    assert day.isoformat() in found
    assert len(found) == 1 + (day.day <= 12 and day.day != day.month)


def test_two_days_are_asked() -> None:
    with pytest.raises(Twofold) as asked:
        date("3/4/27")
    assert str(asked.value) == '"3/4/27": 4 Mar 27, or 3 Apr 27? Write it out.'
    assert asked.value.is_short
    with pytest.raises(Twofold):
        date("3/4", TODAY)
    assert date("13/4/27") == date("4/13/27") == date("13.4.27") == date("2027/4/13") == "2027-04-13"
    assert date("3/3/27") == "2027-03-03"


@limits(max_examples=60, deadline=None)
@given(st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31)))
def test_a_date_reads_the_same_in_every_way_of_writing(day: dt.date) -> None:
    iso = day.isoformat()
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    month = months[day.month - 1]
    for typed in (iso, f"{day.day} {month} {day.year}", f"{day.day}.{day.month}.{day.year}",
                  f"{day.day}. {month.lower()} {day.year}", f"{day.day} {day.month} {day.year}"):  # fmt: skip
        assert date(typed) == iso
    assert date(short_date(iso)) == iso


def test_a_month_alone_is_its_last_day() -> None:
    assert date("Feb 2028") == "2028-02-29"
    assert date("september 2027") == "2027-09-30"
    assert date("Dec 27") == "2027-12-31"


@pytest.mark.parametrize("typed", ["31 Feb 2027", "2027-13-01", "0000-01-01", "0.1.2027"])
def test_a_day_that_does_not_exist_is_said(typed: str) -> None:
    with pytest.raises(Unclear, match="in the calendar"):
        date(typed)


@pytest.mark.parametrize("typed", ["soon", "2027", "next", "12/31/2027/1", "30 Foo 2027"])
def test_what_is_no_date_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(Unclear, match="Write 30 Sep 2027 or end of June"):
        date(typed)


@pytest.mark.parametrize("typed", ["summer 2027", "next spring", "autumn", "end of winter"])
def test_a_season_is_refused_with_a_month(typed: str) -> None:
    with pytest.raises(Unclear, match=r"may be any of three months\. Write end of June, or 30 Jun 2027\."):
        date(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("about 5k", "5000"),
        ("about 50%", "50"),
        ("~5k", "5000"),
        ("~ 5", "5"),
        ("ca. 30", "30"),
        ("ca 30", "30"),
        ("c. 30", "30"),
        ("roughly 20", "20"),
        ("Around 1,240,000", "1240000"),
        ("about €2,000", "2000"),
        ("about -5", "-5"),
    ],
)
def test_a_number_that_is_about_right_is_taken(typed: str, stored: str) -> None:
    assert number(typed) == stored
    assert taken(field("number"), typed, stored) == stored


@pytest.mark.parametrize("typed", ["about", "about about 5", "~", "about 5 or 6", "ca.", "cat 5"])
def test_about_nothing_is_no_number(typed: str) -> None:
    with pytest.raises(Unclear, match="is no number"):
        number(typed)


TODAY = dt.date(2026, 11, 21)
"""A Saturday."""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1 may", "2027-05-01"),
        ("30 Sep", "2027-09-30"),
        ("30 sept", "2027-09-30"),
        ("May 1st", "2027-05-01"),
        ("may 12", "2027-05-12"),
        ("21 nov", "2026-11-21"),
        ("20 nov", "2027-11-20"),
        ("30.9.", "2027-09-30"),
        ("29 feb", "2028-02-29"),
        ("june", "2027-06-30"),
        ("end of June", "2027-06-30"),
        ("end june 2028", "2028-06-30"),
        ("mid june", "2027-06-15"),
        ("start of december", "2026-12-01"),
        ("end of the year", "2026-12-31"),
        ("end of month", "2026-11-30"),
        ("Q3", "2027-09-30"),
        ("end of Q4", "2026-12-31"),
        ("q1 2028", "2028-03-31"),
        ("today", "2026-11-21"),
        ("tomorrow", "2026-11-22"),
        ("next Friday", "2026-11-27"),
        ("saturday", "2026-11-28"),
        ("in 2 weeks", "2026-12-07"),
        ("in 3 months", "2027-02-22"),
        ("next year", "2027-11-22"),
        ("end of 2027", "2027-12-31"),
        ("end 2027", "2027-12-31"),
        ("mid 2027", "2027-06-30"),
        ("start of 2027", "2027-01-01"),
        ("end of next year", "2027-12-31"),
        ("end of next month", "2026-12-31"),
        ("start of next month", "2026-12-01"),
        ("mid May 2027", "2027-05-15"),
        ("Dec 27", "2027-12-31"),
    ],
)
def test_a_day_without_a_year_is_the_next_such_day(typed: str, day: str) -> None:
    assert date(typed, TODAY) == day
    assert store(field("date"), typed, today=TODAY.isoformat()) == day


def test_without_a_day_to_count_from_a_year_is_needed() -> None:
    for typed in ("1 may", "end of june", "next friday", "Q3"):
        with pytest.raises(Unclear):
            date(typed)


@pytest.mark.parametrize("typed", ["31 feb", "0 may", "32 june"])
def test_no_year_has_such_a_day(typed: str) -> None:
    with pytest.raises(Unclear, match="in the calendar"):
        date(typed, TODAY)


def test_a_number_counts_what_its_unit_says() -> None:
    assert number("30%", "%") == number("30 %", "% of households") == number("30%", None) == "30"
    assert number("40 members", "members") == "40"
    with pytest.raises(Unclear, match=r"This counts members, not per cent\. Write 30\."):
        number("30%", "members")


def test_what_was_taken_is_said_where_it_is_not_what_was_typed() -> None:
    assert taken(field("date"), "1 may", "2027-05-01") == "Sat 1 May 2027"
    assert taken(field("number"), "30 %", "30") == "30"
    assert taken(field("number"), "30", "30") == taken(field("text"), "x", "x") == ""


ROW = 76
"""Cells of a sentence on the message row, behind its mark."""
LONG = "a very long answer that nobody would expect in such a field, with 12 words"


@pytest.mark.parametrize("kind", ["number", "date", "scale", "yesno", "choice", "many"])
def test_a_refusal_fits_its_row_and_shows_what_would_do(kind: str) -> None:
    typed = [LONG, "31 feb 2027 or so", "31 Feb 2027", "W" * 60, "界" * 40]
    for one in typed:
        with pytest.raises(Unclear) as found:
            store(field(kind), one, today="2026-11-21", unit="members of the weekend bread club and others")
        assert width(str(found.value)) <= ROW
        assert "Write" in str(found.value)


def test_not_known_yet_is_an_answer_only_where_it_is_one() -> None:
    for typed in ("?", "unknown", "Not known yet", "don't know"):
        assert store(field("number"), typed) == UNKNOWN
    plain = msgspec.convert({"type": "number"}, Field)
    with pytest.raises(Unclear):
        store(plain, "?")
    assert show(field("number"), UNKNOWN) == "not known yet"


def test_choices_are_known_by_key_label_or_beginning() -> None:
    assert store(field("choice"), "HIGHER") == "up"
    assert store(field("choice"), "stay") == "band"
    assert store(field("many"), "no goal; money, goal") == ["goal", "money"]
    assert store(field("many"), " , ;") is None
    with pytest.raises(Unclear, match="Write one of: higher, lower, staying within"):
        store(field("choice"), "sideways")
    with pytest.raises(Unclear, match="Write one of"):
        store(field("many"), "no")


def test_scales_and_answers_say_their_range() -> None:
    assert store(field("scale"), "-2") == -2
    with pytest.raises(Unclear, match="from -2 to 2"):
        store(field("scale"), "3")
    assert store(field("yesno"), "P") == "partly"
    with pytest.raises(Unclear, match=r"Write yes or no\."):
        store(msgspec.convert({"type": "yesno"}, Field), "partly")


def test_blank_is_nothing() -> None:
    for kind in FIELDS:
        assert store(field(kind), "  \n ") is None


def test_a_list_keeps_its_lines_and_long_text_its_breaks() -> None:
    assert store(field("list"), "one\n\n two \n") == ["one", "two"]
    assert store(field("long"), "a\n\nb\n") == "a\n\nb"
    assert store(field("text"), "a\nb") == "a b"


def test_show_reads_like_a_person_writes() -> None:
    assert show(field("date"), "2027-09-30") == "30 Sep 27"
    assert show(field("choice"), "up") == "higher"
    assert show(field("many"), ["goal", "gone"]) == "no goal, gone"
    assert show(field("chain"), ["a", "b"]) == "a; b"
    assert show(None, 4) == "4"
    assert short_date("no date") == "no date"


def test_a_day_is_short_with_its_century_where_that_is_another_one() -> None:
    assert short(dt.date(2027, 9, 30)) == "30 Sep 27"
    assert short(dt.date(2000, 1, 1)) == "1 Jan 00"
    assert short(dt.date(1999, 12, 31)) == "31 Dec 1999"
    assert short(dt.date(2100, 2, 1)) == "1 Feb 2100"


def test_weekdays_are_known_from_three_letters_on() -> None:
    tuesday = dt.date(2026, 11, 24)
    for words, day in (("fri", 27), ("next fri", 27), ("on friday", 27), ("tue", 31), ("mond", 30)):
        found = dt.date.fromisoformat(date(words, tuesday))
        assert found == (dt.date(2026, 12, 1) if words == "tue" else dt.date(2026, 11, day)), words


def test_a_date_stands_in_its_line_as_it_is_read_and_a_number_as_it_is_kept() -> None:
    assert editable(Field(type="date"), "2027-09-30") == "30 Sep 27"
    assert editable(Field(type="number"), "1240.50") == "1240.50"
    assert editable(Field(type="list"), ["one", "two"]) == "one\ntwo"
    assert editable(Field(type="text"), None) == ""


@pytest.mark.parametrize(("typed", "value", "goes_on"), [("7", 7, True), ("1", 1, True), ("10", 10, False)])
def test_numbers_of_a_scale_end_in_one_way_whatever_digit_they_begin_with(
    typed: str, value: int, goes_on: bool
) -> None:
    small = signs.SmallLine()
    taken = [small.take("S1", signs.numbers(1, 10), sign) for sign in typed]
    assert taken[-1] == (value, True)
    assert small.goes_on is goes_on


def test_a_digit_behind_a_number_of_a_scale_does_not_silently_take_its_place() -> None:
    small = signs.SmallLine()
    small.take("S1", signs.numbers(1, 10), "1")
    assert small.take("S1", signs.numbers(1, 10), "5") == (None, False)


def test_a_scale_of_single_signs_goes_on_with_each() -> None:
    small = signs.SmallLine()
    for low, high, typed in ((1, 5, "3"), (-2, 2, "-1"), (-1, 1, "+"), (0, 9, "9")):
        assert [small.take("S1", signs.numbers(low, high), sign) for sign in typed][-1][1]
        assert not small.goes_on, (low, high, typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("january", "2027-01-01", "2027-01-31"),
        ("Jan 2028", "2028-01-01", "2028-01-31"),
        ("november", "2026-11-01", "2026-11-30"),
        ("Q1", "2027-01-01", "2027-03-31"),
        ("Q4", "2026-10-01", "2026-12-31"),
        ("end of January", "2027-01-31", "2027-01-31"),
        ("5 Jan", "2027-01-05", "2027-01-05"),
        ("2027-02-03", "2027-02-03", "2027-02-03"),
    ],
)
def test_a_month_alone_is_its_first_day_where_something_begins(typed: str, first: str, last: str) -> None:
    asks = Field(type="date", label="start", ask="From which day do we work on it?")
    assert store(asks, typed, today="2026-11-21") == first
    assert store(Field(type="date", label="from", ask="When?"), typed, today="2026-11-21") == first
    due = Field(type="date", label="due", ask="By which day?")
    assert store(due, typed, today="2026-11-21") == last
