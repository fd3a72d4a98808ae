"""Vision: the sentence and its words, values put to the test, means of the eight tests."""

from __future__ import annotations

from typing import Any

import pytest
from build import ballots, build, codes
from hypothesis import given, settings
from odd import odd_fields

from aligntui.analysis.figure import Figure
from aligntui.analysis.vision import statement, vision_text
from aligntui.analysis.vision_tests import test_means as means_of
from aligntui.analysis.vision_tests import values_test

MILLRACE = {
    "objective": "Reach 30% of Fellbridge households every week by 31 December 2029",
    "scope": "selling slow-fermented, traceable bread by counter and pre-order within eight miles",
    "advantage": "made and served by people who know their customers",
}
SLOTS = {
    "objective": {"type": "text", "ask": "What shall be reached?"},
    "scope": {"type": "text", "ask": "For whom, where?"},
    "advantage": {"type": "text", "label": "our advantage", "ask": "Why us?"},
}


def sentence(said: dict[str, Any], **more: Any) -> Figure:
    view = build(records={"statement": said}, record_fields={"statement": SLOTS})
    return statement(view, {"record": "statement", "slots": list(SLOTS), **more})


def text(**fields: str) -> Figure:
    view = build(records={"vision": fields})
    return vision_text(view, {"record": "vision", "fields": list(fields)})


def test_the_statement_of_the_bakery() -> None:
    figure = sentence(MILLRACE)
    assert figure.parts["words"].number == 31
    assert figure.parts["words"].note == "31 of 35 words"
    assert figure.parts["left"].number == 4
    assert figure.parts["slots"].values == {"objective": 11, "scope": 11, "advantage": 9}
    assert figure.parts["sentence"].text == (
        "Reach 30% of Fellbridge households every week by 31 December 2029, selling slow-fermented, "
        "traceable bread by counter and pre-order within eight miles, made and served by people who know "
        "their customers."
    )
    assert (figure.parts["number"].number, figure.parts["date"].number) == (1, 1)
    assert figure.findings == []


def test_the_advantage_is_asked_for_its_proof() -> None:
    found = sentence(MILLRACE, proof="advantage").findings
    assert codes(found) == ["VS6"]
    assert found[0].message == '"who know their customers": could a rival say the same?'
    assert found[0].severity == "hint"


@pytest.mark.parametrize(
    ("changes", "wanted", "field"),
    [
        ({"scope": ""}, ["VS1"], "scope"),
        ({"scope": MILLRACE["scope"] + ", in town and country and beyond"}, ["VS2"], "scope"),
        ({"objective": "Reach many households by 2029"}, ["VS3"], "objective"),
        ({"objective": "Reach 30% of households"}, ["VS3"], "objective"),
        ({"objective": "Be loved by 31 December 2029"}, ["VS3"], "objective"),
        ({"advantage": "with a holistic touch"}, ["VS4"], "advantage"),
        ({"advantage": "with the finest crust"}, ["VS5"], "advantage"),
        ({"advantage": "with a finer crust than any rival, the finest in tests"}, [], ""),
    ],
)
def test_statement_rules(changes: dict[str, str], wanted: list[str], field: str) -> None:
    found = sentence({**MILLRACE, **changes}).findings
    assert codes(found) == wanted
    assert all(f.target == "record:statement" and f.field == field for f in found)


def test_an_empty_slot_is_an_error_in_its_own_words() -> None:
    found = sentence({"objective": MILLRACE["objective"], "scope": MILLRACE["scope"]}).findings
    assert [(f.severity, f.message, f.mend) for f in found] == [
        ("error", "Our advantage is empty.", "Why us?"),
    ]


def test_nothing_written_is_no_finding() -> None:
    figure = sentence({})
    assert (figure.findings, figure.parts) == ([], {})
    assert figure.why_missing


def test_market_share_has_a_number_and_no_people() -> None:
    figure = text(purpose="We aim to increase market share by 15%")
    assert codes(figure.findings) == ["VT3", "VT4"]


def test_a_reason_and_people_are_enough() -> None:
    figure = text(
        purpose="Be the one our neighbours turn to, because everyone deserves good bread they can pay"
    )
    assert figure.findings == []
    assert figure.parts["words"].number == 15


@pytest.mark.parametrize(
    ("purpose", "wanted"),
    [
        ("because " + " ".join(["bread"] * 60), ["VT1"]),
        ("Leverage synergy because of people", ["VT2"]),
        ("Bread for people", ["VT3"]),
        ("Sell 300 loaves because it is good", ["VT4"]),
        ("Be the favourite, so that people meet", ["VT5"]),
    ],
)
def test_vision_text_rules(purpose: str, wanted: list[str]) -> None:
    assert codes(text(purpose=purpose).findings) == wanted


def test_the_words_of_all_fields_count_together() -> None:
    figure = text(purpose="because " + "bread " * 30, picture="people " * 31)
    assert figure.parts["words"].number == 62
    assert [(f.code, f.field) for f in figure.findings] == [("VT1", "purpose")]


VALUES = {
    "values": {
        "code": "V",
        "fields": {k: {"type": "yesno", "ask": f"Keep it {k}?"} for k in ("handicap", "hundred")},
    }
}


def core(**items: Any) -> Figure:
    view = build(collections=VALUES, items={"values": items})
    return values_test(view, {"of": "values", "tests": ["handicap", "hundred"], "most": 5})


def test_a_no_makes_a_practice() -> None:
    figure = core(
        V1={"text": "Time is an ingredient", "handicap": "yes", "hundred": "yes"},
        V2={"text": "Innovation", "handicap": "no", "hundred": "yes"},
        V3="Growers are paid fairly",
    )
    assert figure.parts["core"].ids == ["v1"]
    assert figure.parts["practices"].ids == ["v2"]
    assert figure.parts["untested"].ids == ["v3"]
    assert [(f.code, f.target, f.field) for f in figure.findings] == [
        ("VV2", "v2", "handicap"),
        ("VV3", "v3", "handicap"),
    ]
    assert '"Innovation" is a good practice' in figure.findings[0].message


def test_more_than_five_core_values_are_practices() -> None:
    passed = {"handicap": "yes", "hundred": "yes"}
    figure = core(**{f"V{n}": {"text": f"Value {n}", **passed} for n in range(1, 7)})
    assert codes(figure.findings) == ["VV1"]
    assert figure.findings[0].others == ("v6",)
    practice = {f"V{n}": {"text": f"Value {n}", **passed} for n in range(1, 6)}
    assert "VV1" not in codes(core(**practice, V9={"text": "x", "handicap": "no"}).findings)


BAKERY = {
    "imaginable": [5, 5, 4, 5, 4], "desirable": [5, 5, 5, 5, 4], "feasible": [4, 3, 4, 4, 3],
    "focused": [5, 4, 4, 4, 4], "flexible": [4, 4, 4, 4, 4], "communicable": [5, 5, 4, 4, 4],
    "truthful": [4, 3, 3, 3, 4], "chooses": [4, 4, 4, 4, 4],
}  # fmt: skip


def means(rows: dict[str, list[int]], **more: Any) -> Figure:
    people = ["ines", "tomasz", "priya", "callum", "dot"]
    answers = {
        who: {test: given[n] for test, given in rows.items() if n < len(given)}
        for n, who in enumerate(people[: max(map(len, rows.values()))])
    }
    return means_of(
        build(rounds=[ballots("vision/tests", answers, **more)]), {"round": "vision/tests", "high": 4}
    )


def test_means_of_the_eight_tests() -> None:
    figure = means(BAKERY)
    assert {k: round(v, 1) for k, v in figure.parts["means"].values.items()} == {
        "imaginable": 4.6, "desirable": 4.8, "feasible": 3.6, "focused": 4.2, "flexible": 4.0,
        "communicable": 4.4, "truthful": 3.4, "chooses": 4.0,
    }  # fmt: skip
    assert figure.parts["strong"].number == 6
    assert figure.parts["low"].ids == ["truthful", "feasible"]
    assert figure.parts["line"].text == "6 of 8 tests reach 4."
    assert figure.n == 5


def test_two_secret_answers_are_not_shown() -> None:
    two = {"feasible": [4, 3]}
    assert means(two, privacy="secret").parts == {}
    assert means(two, privacy="named").parts["means"].values == {"feasible": 3.5}
    assert means(BAKERY, state="open").why_missing


@settings(max_examples=40, deadline=None)
@given(odd_fields(["objective", "scope", "advantage", "handicap", "hundred", "text"], items=2))
def test_odd_values_never_raise(entries: list[dict[str, Any]]) -> None:
    sentence({k: v for k, v in entries[0].items() if k != "text"}, proof="advantage")
    view = build(records={"vision": entries[0]})
    vision_text(view, {"record": "vision", "fields": list(entries[0])})
    core(**{f"V{n}": entry for n, entry in enumerate(entries, 1)})
    means_of(build(rounds=[ballots("v/t", {"a": dict(entries[0])})]), {"round": "t"})
