"""What the words alone can tell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis import verbs, wording
from aligntui.engine.entry import dates


@pytest.mark.parametrize(
    ("text", "number", "date"),
    [
        ("Reach 30% of households every week by 31 December 2029", True, True),
        ("Be the most beloved bakery within 3 years", False, True),
        ("10,000 paying users within 18 months", True, True),
        ("Be loved by 31 December 2029", False, True),
        ("Energy contract ends 30 Jun 2027", False, True),
        ("Supermarket opens, Q3 2027", False, True),
        ("420 new homes by mid-2028", True, True),
        ("by the end of 2029", False, True),
        ("2027-09-30", False, True),
        ("30.9.2027", False, True),
        ("next quarter", False, True),
        ("bread within eight miles", True, False),
        ("grow by half", True, False),
        ("Reach 2030 members", True, False),
        ("open 24/7", False, False),
        ("we may bake more", False, False),
        ("S1 and T3", False, False),
        ("", False, False),
    ],
)
def test_numbers_and_dates(text: str, number: bool, date: bool) -> None:
    assert (wording.has_number(text), wording.has_date(text)) == (number, date)
    assert wording.has_fact(text) == (number or date)


DAYS = (
    "oct 2029", "Oct. 2029", "31 Dec 27", "31 December 2027", "oct 31 2029", "October 31, 2029",
    "3rd October 2029", "2029-10-31", "31.10.2029", "31.10.29", "end of oct 2029", "end of 2029", "Q3 2029",
    "1 May",
)  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    "before", ["until", "60 vans by", "from two a week to ten until", "in the first year, by"]
)
@pytest.mark.parametrize("after", ["", ".", ", and then twice that"])
def test_a_day_in_a_sentence_is_the_day_that_one_would_type(day: str, before: str, after: str) -> None:
    found = wording.first_date(f"Deliveries {before} {day}{after}")
    today = dt.date(2026, 11, 29)
    assert dates.date(found, today) == dates.date(day, today)


def test_two_signs_behind_a_day_are_a_year_only_where_they_count_nothing() -> None:
    assert wording.undated("on 31 Dec 27 vans came").split() == ["on", ";", "27", "vans", "came"]
    assert wording.undated("by March 12 vans run").split() == [";", "12", "vans", "run"]


@pytest.mark.parametrize(
    ("text", "measure", "word"),
    [
        ("Launch the shop", "", "launch"),
        ("We will hold four tastings", "", "hold"),
        ("40 training hours per employee", "", "training hours"),
        ("Skills for all", "training hours", "training hours"),
        ("Attending every market", "", "attending"),
        ("Review score of 4.8", "review score", ""),
        ("Build the cushion", "cash cover", ""),
        ("Make every sweet line from scratch", "lines", ""),
        ("Members who attend the club", "members", ""),
        ("A hire fleet that visitors want", "", ""),
        ("Hire days on the lake path", "", ""),
        ("Orders from cafés", "", ""),
        ("Order book full until May", "", ""),
        ("Our plan for the winter", "", ""),
        ("Hire two mechanics", "", "hire"),
        ("Hire a chef", "", "hire"),
        ("We will review the menu", "", "review"),
    ],
)
def test_activities(text: str, measure: str, word: str) -> None:
    assert verbs.activity(text, measure) == word


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Open a web shop", "open"),
        ("Launch online", "launch"),
        ("Hire days fill up in May", ""),
        ("Order books of the rivals are full", ""),
        ("Hire a chef", "hire"),
        ("Rising taste for grain", ""),
        ("Growing demand for online shopping", ""),
        ("Demand from cafés", ""),
        ("Rent falls next year", ""),
        ("Customers want to order ahead", ""),
        ("", ""),
    ],
)
def test_actions(text: str, verb: str) -> None:
    assert verbs.action(text) == verb


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("Win members and cut waste", "members and cut"),
        ("Raise sales & profit", ""),
        ("Cut waste; win members", ";"),
        ("Cut waste;", ""),
        ("Sell more food and drink", ""),
        ("Keep between 6 and 8 people", ""),
        ("Supply Marks and Spencer", ""),
        ("Grow two and a half times", ""),
        ("Sell 10 and 20 loaves", ""),
        ("and", ""),
    ],
)
def test_two_aims(text: str, joint: str) -> None:
    assert verbs.two_aims(text) == joint


@pytest.mark.parametrize(
    ("owner", "team"),
    [
        ("Priya Lund", False),
        ("Anna (marketing)", False),
        ("Shop manager", False),
        ("Marketing team", True),
        ("the shop", True),
        ("everyone", True),
        ("all of us", True),
        ("", False),
    ],
)
def test_teams(owner: str, team: bool) -> None:
    assert wording.is_team(owner) is team


def test_vague_verbs_in_any_form() -> None:
    assert verbs.vague("Improve our presence") == "improve"
    assert verbs.vague("Improving our presence") == "improving"
    assert verbs.vague("We focus on quality") == "focus on"
    assert verbs.vague("Win members") == ""


def test_an_opinion_is_none_once_it_is_compared() -> None:
    assert wording.opinions("The best bakery") == ["best"]
    assert wording.opinions("The best of five in the county survey") == []


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_read(text: str, measure: str) -> None:
    wording.has_fact(text)
    verbs.activity(text, measure)
    verbs.action(text)
    verbs.vague(text)
    wording.opinions(text)
    wording.is_team(text)
    joint = verbs.two_aims(text)
    assert joint == "" or joint == ";" or any(part in text for part in joint.split())
