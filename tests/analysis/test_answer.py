"""The decision comes back: the answer held against what was taken on, stopped and left."""

from __future__ import annotations

from typing import Any

import pytest
from build import build

from aligntui.analysis.answer import answer
from aligntui.analysis.figure import Figure

BINDING = {
    "record": "scope", "question": "decision", "answer": "answer", "of": "strategies", "mark": "live",
    "stops": "stops",
}  # fmt: skip
QUESTION = "Do we grow by the counter, by pre-orders or by wholesale?"
CLUB = {"text": "Start a bread club with pre-orders", "live": "yes"}
HOTELS = {"text": "Bake for hotels: wholesale, by contract", "live": "no"}
ADVERTS = "Newspaper adverts"


def held(sentence: str, strategies: dict[str, Any], stops: dict[str, Any] | None = None) -> Figure:
    view = build(
        collections={"strategies": {"code": "ST", "fields": {"live": {"type": "yesno"}}}, "stops": "X"},
        items={"strategies": strategies, "stops": stops or {}},
        records={"scope": {"decision": QUESTION, "answer": sentence}},
    )
    return answer(view, BINDING)


def test_an_answer_in_the_words_of_what_is_taken_on_agrees() -> None:
    figure = held("By pre-orders first.", {"ST1": CLUB, "ST2": HOTELS}, {"X1": ADVERTS})
    assert figure.findings == []
    assert figure.parts["agrees"].number == 1
    assert (
        figure.parts["line"].text == "1 taken on, 1 stopped, 1 left: nothing in the answer speaks against it."
    )


@pytest.mark.parametrize(
    ("sentence", "strategies", "code", "words"),
    [
        ("", {"ST1": CLUB}, "AW1", QUESTION),
        (
            "We bake for the hotels, and by pre-orders.",
            {"ST1": CLUB, "ST2": HOTELS},
            "AW2",
            'The answer names what was not taken on: ST2 "Bake for hotels',
        ),
        (
            "By pre-orders and newspaper adverts.",
            {"ST1": CLUB},
            "AW2",
            'The answer names what is stopped: X1 "Newspaper adverts"',
        ),
        ("We open in the evening.", {"ST1": CLUB}, "AW3", "ST1"),
        ("By the counter.", {"ST2": HOTELS}, "AW4", "nothing is taken on"),
    ],
)
def test_an_answer_that_differs_from_the_choice_is_asked_about(
    sentence: str, strategies: dict[str, Any], code: str, words: str
) -> None:
    figure = held(sentence, strategies, {"X1": ADVERTS})
    (finding,) = figure.findings
    assert (finding.code, finding.target, finding.field) == (code, "record:scope", "answer")
    assert words in finding.message
    assert finding.mend
    assert figure.parts["agrees"].number == 0
    assert "speaks against" not in figure.parts["line"].text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The van grows first, the salon stays as it is.", "Van round for older customers"),
        ("By grooming at home.", "We groom where the dog lives"),
        ("Weekly deliveries.", "Deliver each week to cafes"),
        ("A pub round.", "Sell to pubs"),
        ("Bicycle leasing.", "Lease bicycles to firms"),
    ],
)
def test_forms_of_a_word_and_short_words_are_shared(sentence: str, text: str) -> None:
    assert held(sentence, {"ST1": {"text": text, "live": "yes"}}).findings == []


def test_a_word_that_may_be_kin_is_not_doubted() -> None:
    taken = {"text": "Deliver to homes", "live": "yes"}
    stopped = {"X1": "Delivery by post"}
    assert held("By delivery.", {"ST1": taken}, stopped).findings == []


def test_a_message_says_its_point_before_it_quotes() -> None:
    long = "Van round for older customers who cannot bring their dogs to the salon any more"
    (finding,) = held("We open in the evening.", {"ST1": {"text": long, "live": "yes"}}).findings
    assert finding.message.startswith("The answer shares no word with what is taken on: ST1 ")
    assert finding.message.endswith('..".')


@pytest.mark.parametrize(
    "stopped", ["Repairs at customers' homes in winter", "Pre-order vans", "Repairs by post"]
)
def test_one_shared_word_is_no_reason_to_doubt(stopped: str) -> None:
    taken = {"text": "Pre-orders for the counter", "live": "yes"}
    figure = held("By repairs and pre-orders at the counter.", {"ST1": taken}, {"X1": stopped})
    assert figure.findings == []
    assert "nothing in the answer speaks against it." in figure.parts["line"].text


def test_what_the_answer_says_no_to_speaks_for_it() -> None:
    assert held("By pre-orders, and no wholesale.", {"ST1": CLUB, "ST2": HOTELS}).findings == []


def test_nothing_is_asked_before_anything_is_chosen() -> None:
    assert held("", {"ST2": HOTELS}).findings == []
    assert held("", {}).why_missing


def test_an_answer_that_is_older_than_what_was_chosen_is_asked_about_anew_and_said_to_be() -> None:
    figure = held("By pre-orders first.", {"ST1": {**CLUB, "rev": 7}, "ST2": HOTELS}, {"X1": ADVERTS})
    (finding,) = figure.findings
    assert (finding.code, finding.target, finding.field) == ("AW5", "record:scope", "answer")
    assert 'ST1 "Start a bread club' in finding.message
    assert (
        figure.parts["line"].text == "1 taken on, 1 stopped, 1 left: some of it after the answer was written."
    )
    later = held("By pre-orders first.", {"ST1": {**CLUB, "rev": 9}, "ST2": HOTELS}, {"X1": ADVERTS})
    assert later.findings[0].key != finding.key, "what was set aside is asked again once more has changed"


def test_what_nobody_decided_on_may_change_after_the_answer() -> None:
    open_one = {"text": HOTELS["text"], "rev": 9}
    assert held("By pre-orders first.", {"ST1": CLUB, "ST2": open_one}).findings == []
