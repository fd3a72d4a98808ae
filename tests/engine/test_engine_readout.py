"""Figures as they are said: a count says more than a share, a unit stands behind its number."""

from __future__ import annotations

import pytest

from aligntui.analysis.figure import Value, answer_text
from aligntui.analysis.readout import value_text


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Value(0.75, decimals=2, note="6 of 8", counted=True), ("6 of 8", "")),
        (Value(0.75, decimals=2, note="3 of them are late"), ("0.75", "3 of them are late")),
        (Value(0.75, decimals=2, note="most of them agree"), ("0.75", "most of them agree")),
        (Value(3.4, decimals=1), ("3.4", "")),
    ],
)
def test_a_number_is_said_by_its_count_where_it_has_one(part: Value, said: tuple[str, str]) -> None:
    assert value_text(part) == said


@pytest.mark.parametrize(("value", "said"), [(2.5, "2.5"), ("yes", "yes"), (None, "-")])
def test_what_stands_beside_an_item_is_a_number_a_word_or_a_dash(value: object, said: str) -> None:
    assert answer_text(value, 1) == said
