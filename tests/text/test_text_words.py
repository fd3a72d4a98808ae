"""Counting, comparing and looking for words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.text import language
from aligntui.text.words import count, found, numbers, one_stop, similar, tokens


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Do we grow?. Then how.", "Do we grow? Then how."),
        ("until ....", "until ..."),
        ("bread, cakes, etc..", "bread, cakes, etc."),
        ("wait... now", "wait... now"),
        ("9.4. Then 1.5", "9.4. Then 1.5"),
    ],
)
def test_one_stop_is_enough(said: str, read: str) -> None:
    assert one_stop(said) == read


def test_the_strategy_statement_of_the_bakery_has_31_words() -> None:
    statement = (
        "Reach 30% of Fellbridge households every week by 31 December 2029, selling slow-fermented, "
        "traceable bread by counter and pre-order within eight miles, made and served by people who know "
        "their customers."
    )
    assert count(statement) == 31


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  – ", []),
        ("Don't, we don’t.", ["don't", "we", "don't"]),
        ("best-in-class", ["best-in-class"]),
        ("4.5 of 5", ["4.5", "of", "5"]),
        ("10,000 users", ["10,000", "users"]),
        ("+15% more", ["15%", "more"]),
        ("Über Café", ["über", "café"]),
        ("a/b c_d", ["a/b", "c", "d"]),
        ("(one) [two]", ["one", "two"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokens(text) == words
    assert count(text) == len(words)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("S1 and T3 only", []),
        ("22 of 30 days", ["22", "30"]),
        ("-15 % by 2027", ["-15 %", "2027"]),
        ("10,000 users, 4.5", ["10,000", "4.5"]),
        ("no digits", []),
        ("box150 and S12", []),
        ("the 2nd van, the 22nd time", []),
        ("20 vans, 3m long", ["20", "3"]),
    ],
)
def test_numbers(text: str, listed: list[str]) -> None:
    assert numbers(text) == listed


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        ("Start a weekend bread club", "start the weekend bread club with lockers", 1.0),
        ("Rebuild ordering for phones", "Build a cash floor", 0.0),
        ("one two three four five", "one two three six seven", 0.6),
        ("", "anything", 0.0),
        ("the of", "of the", 1.0),
        ("the", "bread", 0.0),
    ],
)
def test_similar(a: str, b: str, share: float) -> None:
    assert similar(a, b) == pytest.approx(share)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_similar_is_a_share_and_even_handed(a: str, b: str) -> None:
    assert 0 <= similar(a, b) <= 1
    assert similar(a, b) == similar(b, a)
    assert similar(a, a) == (1.0 if tokens(a) else 0.0)


def test_found_takes_whole_words_and_phrases() -> None:
    assert found("A World-Class, world class and leveraged synergy", language.JARGON) == [
        "world-class",
        "world class",
        "synergy",
    ]
    assert found("Most beloved bakery in town", language.SUPERLATIVES) == ["most beloved"]
    assert found("We focus on quality", language.VAGUE_VERBS) == ["focus on"]
    assert found("Focused people", language.VAGUE_VERBS) == []
    assert found("anything", []) == []
    assert found("A robust plan", ["robust"]) == ["robust"]


def test_the_lists_hold_what_the_rules_name() -> None:
    assert {
        "improve",
        "enhance",
        "optimise",
        "support",
        "strengthen",
        "leverage",
        "explore",
        "maximise",
        "streamline",
        "focus on",
    } <= language.VAGUE_VERBS
    assert {"launch", "hold", "attend", "install", "create", "write", "train"} <= language.ACTIVITY_VERBS
    assert {"world class", "leverage", "synergy", "best in class", "solutions", "optimise"} <= language.JARGON
    assert {"best", "most beloved", "world class", "excellent"} <= language.SUPERLATIVES
    assert {"open", "launch", "build", "start"} <= language.ACTION_VERBS
    assert {"because", "so that"} <= language.BECAUSE


@pytest.mark.parametrize(
    "text",
    [
        "420 new homes at Canal Quarter, a mile away, by mid-2028",
        "Customers want to order ahead",
        "Cafés and a hotel ask for local bread",
        "Skills-and-energy grant, up to 15,000",
        "Rising taste for grain",
    ],
)
def test_a_chance_outside_does_not_read_like_an_action(text: str) -> None:
    assert tokens(text)[0] not in language.ACTION_VERBS


@pytest.mark.parametrize(
    "text",
    [
        "Start a weekend bread club",
        "Welcome every new home",
        "Certify four more bakers",
        "Rebuild ordering",
        "Make the fillings ourselves",
        "Stand for slow bread",
        "Extend the contracts",
        "Run own delivery",
        "Bake to a demand plan",
        "Grow our own bakers",
        "Build a cash floor",
        "Open a web shop",
    ],
)
def test_strategies_start_with_a_verb(text: str) -> None:
    assert tokens(text)[0] in language.ACTION_VERBS
