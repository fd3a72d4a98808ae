"""What a field takes, typed or read from a file."""

import pytest

from aligntui.methods.answers import answer_mend, bounds, chosen, scale_mend, takes_answer
from aligntui.methods.types import Field


@pytest.mark.parametrize(
    ("field", "ends"),
    [
        (Field(type="scale"), (0, 5)),
        (Field(type="scale", from_=1, to=3), (1, 3)),
        (Field(type="scale", to=0), (0, 0)),
    ],
)
def test_a_scale_has_two_ends(field: Field, ends: tuple[int, int]) -> None:
    assert bounds(field) == ends
    assert scale_mend(field) == f"Write a whole number from {ends[0]} to {ends[1]}."


@pytest.mark.parametrize("partly", [True, False])
def test_partly_is_an_answer_only_where_it_is_offered(partly: bool) -> None:
    field = Field(type="yesno", partly=partly)
    assert takes_answer(field, "yes")
    assert takes_answer(field, "partly") is partly
    assert not takes_answer(field, None)
    assert ("partly" in answer_mend(field)) is partly


@pytest.mark.parametrize(
    ("word", "key"),
    [("SO", "SO"), ("so", "SO"), ("use STRENGTHS", "SO"), ("WO", "WO"), ("use", ""), ("", "")],
)
def test_a_choice_is_known_by_key_and_label(word: str, key: str) -> None:
    assert chosen(Field(type="choice", choices={"SO": "Use strengths", "WO": "Mend"}), word) == key


def test_the_key_itself_goes_before_a_label_that_reads_like_it() -> None:
    assert chosen(Field(type="choice", choices={"a": "B", "B": "other"}), "B") == "B"
