"""The word that somebody probably meant."""

import pytest

from aligntui.text.nearest import did_you_mean, nearest, nearest_few


@pytest.mark.parametrize(
    ("word", "meant"),
    [("pakr", "park"), ("PARK", "park"), ("park", "park"), ("zzz", ""), ("", ""), ("park" * 20, "")],
)
def test_a_slip_is_known_and_nothing_else(word: str, meant: str) -> None:
    assert nearest(word, ["merge", "park", "undo"]) == meant


def test_a_word_as_it_is_written_goes_before_one_in_other_letters() -> None:
    assert nearest("Base", ["base", "Bases"]) == "Bases"


def test_several_come_nearest_first() -> None:
    assert nearest_few("plan", ["planes", "plans", "rest"], most=2) == ["plans", "planes"]
    assert nearest_few("plan", ["planes", "plans"], most=1) == ["plans"]


def test_what_helps_is_said_when_no_word_is_near() -> None:
    assert did_you_mean("pakr", ["park"], "Leave it out.") == 'Did you mean "park"?'
    assert did_you_mean("zzz", ["park"], "Leave it out.") == "Leave it out."
