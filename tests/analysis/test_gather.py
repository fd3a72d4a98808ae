"""Findings that say the same of several items are read as one."""

from __future__ import annotations

from build import build

from aligntui.analysis import say
from aligntui.analysis.figure import Finding
from aligntui.analysis.gather import about, counts, gather, kind, plainly, sentence, words
from aligntui.analysis.view import View

VIEW = build(
    collections={"strengths": "S", "signposts": "SG", "scenarios": "A"},
    items={
        "strengths": {f"S{n}": f"Strength {n}" for n in range(1, 6)},
        "signposts": {"SG1": "price"},
        "scenarios": {"A1": "Market Square"},
    },
)


def one(n: int, message: str, mend: str = "Write it.", code: str = "SW1") -> Finding:
    return say.hint(code, message, mend, f"s{n}")


def read(view: View, *findings: Finding) -> list[str]:
    return [sentence(view, alike) for alike in gather(view, findings)]


def test_two_are_named_more_are_counted():
    assert about(VIEW, [one(1, "")]) == "S1 Strength 1"
    assert about(VIEW, [one(1, ""), one(2, "")]) == "S1 Strength 1 and S2 Strength 2"
    assert about(VIEW, [one(n, "") for n in (1, 2, 3)]) == "S1 Strength 1, S2 Strength 2 and S3 Strength 3"
    assert about(VIEW, [one(n, "") for n in (1, 2, 3, 4, 5)]) == "all five strengths"
    assert about(VIEW, [one(n, "") for n in (1, 2)], codes=True) == "S1 and S2"
    assert about(VIEW, [one(1, ""), one(1, "")]) == "S1 Strength 1"


def test_the_same_words_become_one_line():
    said = [one(n, "How do we know?") for n in (1, 2, 3, 4)]
    assert read(VIEW, *said) == ["Four of five strengths: How do we know? Write it."]


def test_few_of_a_long_list_are_named_and_most_of_it_is_counted():
    many = build(
        collections={"strengths": {"code": "S"}},
        items={"strengths": dict.fromkeys((f"S{n}" for n in range(1, 100)), "Rye")},
    )
    assert about(many, [one(n, "") for n in range(1, 6)]) == "S1 Rye, S2 Rye and 3 more"
    assert about(many, [one(n, "") for n in range(1, 75)]) == "S1 Rye, S2 Rye and 72 more"
    assert about(many, [one(n, "") for n in range(1, 76)]) == "75 of 99 strengths"
    assert about(many, [one(n, "") for n in range(1, 100)]) == "all 99 strengths"


def test_each_item_in_its_own_words_becomes_one_line_without_them():
    assert read(VIEW, *(one(n, f'"Strength {n}" is cited by no strategy.') for n in (1, 2))) == [
        "S1 Strength 1 and S2 Strength 2: cited by no strategy. Write it."
    ]
    assert read(VIEW, *(one(n, f"S{n} Strength {n} has no owner.") for n in (1, 2))) == [
        "S1 Strength 1 and S2 Strength 2: no owner. Write it."
    ]
    assert read(VIEW, *(one(n, f"S{n} points to no world.") for n in (1, 2))) == [
        "S1 Strength 1 and S2 Strength 2: point to no world. Write it."
    ]
    assert read(VIEW, *(one(n, "It serves no goal.") for n in (1, 2))) == [
        "S1 Strength 1 and S2 Strength 2: each serves no goal. Write it."
    ]


def test_what_differs_stays_apart_and_in_order():
    said = [
        one(1, "Due 3 May."),
        one(2, "Due 4 May."),
        one(3, "Due 3 May.", "Move it."),
        one(4, "Due 3 May."),
    ]
    assert read(VIEW, *said) == [
        "S1 Strength 1 and S4 Strength 4: Due 3 May. Write it.",
        "S2 Strength 2: Due 4 May. Write it.",
        "S3 Strength 3: Due 3 May. Move it.",
    ]
    other = one(2, "Due 3 May.", code="SW2")
    assert len(gather(VIEW, [said[0], other])) == 2


def test_a_line_that_names_its_item_is_not_named_twice():
    assert read(VIEW, one(1, "S1 is bold.")) == ["S1 is bold. Write it."]
    assert read(VIEW, one(1, "Only S2 touches S1.")) == ["Only S2 touches S1. Write it."]
    assert read(VIEW, one(1, "How do we know?")) == ["S1 Strength 1: How do we know? Write it."]


def test_quoted_words_of_something_else_stay():
    assert plainly(VIEW, one(1, '"best": compared with whom?')) == '"best": compared with whom?'


def test_what_is_about_the_whole_stands_alone():
    whole = say.warning("TW5", "ST is empty.", "Write one card.")
    assert kind(VIEW, whole) == ()
    assert read(VIEW, whole, whole) == ["ST is empty. Write one card."] * 2
    gone = say.warning("TW5", "It is gone.", target="nobody")
    assert [words(VIEW, alike) for alike in gather(VIEW, [gone])] == ["It is gone."]


def test_alike_ones_count_once():
    found = [one(n, "How do we know?") for n in (1, 2, 3)]
    assert counts(VIEW, [*found, say.error("SM01", "Nothing to count.", target="s1")]) == {
        "error": 1,
        "warning": 0,
        "hint": 1,
    }
