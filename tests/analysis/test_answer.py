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
    assert figure.parts["line"].text == (
        "Taken on ST1; stopped X1; left ST2: nothing in them speaks against the answer."
    )


@pytest.mark.parametrize(
    ("sentence", "strategies", "code", "words"),
    [
        ("", {"ST1": CLUB}, "AW1", QUESTION),
        ("By wholesale, and pre-orders.", {"ST1": CLUB, "ST2": HOTELS}, "AW2", '"wholesale"; ST2'),
        ("By pre-orders and adverts.", {"ST1": CLUB}, "AW2", "X1, which says so too, is stopped"),
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


def test_what_the_answer_says_no_to_speaks_for_it() -> None:
    assert held("By pre-orders, and no wholesale.", {"ST1": CLUB, "ST2": HOTELS}).findings == []


def test_nothing_is_asked_before_anything_is_chosen() -> None:
    assert held("", {"ST2": HOTELS}).findings == []
    assert held("", {}).why_missing
