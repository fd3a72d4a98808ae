"""A value of an earlier sitting that a sign changes asks why as a typed one does, on every kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playing import Play
from revised_method import SIGNS, SIGNS_METHOD
from sample_items import library_of

from aligntui.analysis import told
from aligntui.engine import edits
from aligntui.engine.entry.fields import WHY

LATER = "2027-03-31T09:00:00+00:00"
STOOD = {"sure": 3, "way": "keep", "on": "no", "aims": "", "left": "", "right": ""}


def later(folder: Path, name: str) -> Play:
    """The step in a sitting a quarter after the aim was written."""
    kind, how, *_ = SIGNS[name]
    p = Play("probe/it", library=library_of(folder, SIGNS_METHOD.format(kind=kind, how=how)))
    _, ops = edits.add(p.view, p.new_id, "aims", "Win members", {"sure": 3, "way": "keep", "on": "no"},
                       by=p.person, at=p.now())  # fmt: skip
    p.keep(ops)
    return p.sit_later(LATER)


def given(p: Play, name: str, value: Any) -> None:
    """Give the value with its sign."""
    _, _, key, verb, subject = SIGNS[name]
    aim = p.view.items("aims")[0]
    p.do(verb, aim.id + subject, key, value)


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_that_changes_a_value_of_an_earlier_sitting_asks_why(tmp_path: Path, name: str) -> None:
    p = later(tmp_path, name)
    key = SIGNS[name][2]
    value, was, now = {
        "sure": (5, "3", "5"),
        "way": ("adjust", "keep", "adjust"),
        "on": ("yes", "no", "yes"),
    }[key]
    given(p, name, value)
    assert p.sight.question == f"Why {now}, and no longer {was}?"
    verb = "keep" if SIGNS[name][0] == "matrix" else "fill"
    p.do(verb, "", "" if verb == "keep" else f"{WHY}{key}", "only two bake")
    aim = p.view.items("aims")[0]
    assert told.stands(p.view, aim, key) == f"{now}, first {was}: only two bake"
    assert "Why" not in p.sight.question, "it is asked once"
    assert p.undo()
    assert p.view.items("aims")[0].past[key][-1].why == ""
    assert p.undo()
    assert not p.view.items("aims")[0].past


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_that_is_given_again_in_this_sitting_asks_nothing(tmp_path: Path, name: str) -> None:
    p = later(tmp_path, name)
    value = {"sure": 3, "way": "keep", "on": "no"}[SIGNS[name][2]]
    if SIGNS[name][3] not in ("take-on", "clear"):
        given(p, name, value)
    assert "Why" not in p.sight.question


def test_of_several_marked_cards_it_is_asked_once_and_holds_for_all(tmp_path: Path) -> None:
    p = later(tmp_path, "mark of a board")
    first = p.view.items("aims")[0]
    for words in ("Waste less", "Sell more"):
        _, ops = edits.add(p.view, p.new_id, "aims", words, {"on": "no"}, by=p.person, at=first.at)
        p.keep(ops)
    aims = p.view.items("aims")
    for aim in aims[:2]:
        p.do("mark", aim.id)
    p.do("set", aims[0].id, "on", "yes")
    assert p.sight.question == "Why yes, and no longer no?"
    p.do("fill", "", f"{WHY}on", "only two bake")
    told_of = [told.stands(p.view, aim, "on") for aim in p.view.items("aims")]
    assert told_of == ["yes, first no: only two bake"] * 2 + ["no"]
    assert "Why" not in p.sight.question
    assert p.undo()
    assert [aim.past["on"][-1].why for aim in p.view.items("aims")[:2]] == ["", ""], "one change"
