"""What a file says is refused, or kept and able to leave: no value is taken that cannot go out again."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from exchange_kit import METHOD, SHARED, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligntui.analysis.view import View
from aligntui.exchange.problems import ImportProblem
from aligntui.exchange.values import loose_out
from aligntui.exchange.yaml_export import export
from aligntui.methods.freeze import freeze
from aligntui.text.yaml_out import dump

BODIES = [(name, *freeze(definition)) for name, definition in (("collections", SHARED), ("kit", METHOD))]
WHOLE: dict[str, Any] = {
    "aligntui": 1,
    "session": {
        "id": "a", "title": "T", "created": "2026-11-24T15:00:00", "changed": "2026-11-24T15:00:00",
        "settled": False, "provisional": ["S2"], "counters": {"S": 1, "#A": 1, "W": 1},
    },
    "methods": [
        {"name": name, "version": 1, "hash": digest, "body": loose_out(body)} for name, body, digest in BODIES
    ],
    "collections": {
        "people": [{"code": "P1", "text": "Ines"}],
        "strengths": [
            {
                "code": "S1", "text": "x", "status": "parked", "reason": "y", "was": ["X1"],
                "fields": {"evidence": "log", "grade": 3, "target": "12", "owner": "P1"},
                "kept": {"z": {"y": [1]}, "q": "w"},
                "past": {"target": [{"value": "9", "by": "P1", "at": "2026", "why": "z"}]},
            },
            {"code": "S2", "text": "k"},
            {"text": "without a code", "into": "S1"},
        ],
        "weaknesses": [{"code": "W1", "text": "u"}],
        "strategies": [
            {
                "code": "SO1", "text": "s",
                "fields": {
                    "cell": "SO", "cites": ["W1", "S1", "run"], "against": ["no", "y"], "live": "yes",
                    "sure": "partly", "due": "2027-01-01", "target": 3, "story": "a\nb", "parent": "S1",
                    "tasks": ["a", "b"], "whys": ["c"],
                },
            }
        ],
        "scenarios": [{"code": "A", "text": "sc"}],
        "events": [{"code": "A.e1", "of": "A", "text": "ev"}],
    },
    "order": {"strengths": ["S2", "S1"]},
    "records": {"scope": {"fields": {"ask": "what?", "target": "5"}}},
    "links": {"tows": [{"from": "S1", "to": "W1", "fields": {"strength": 1, "why": "b"}, "kept": {"x": 1}}]},
    "runs": [
        {
            "title": "r", "agenda": "ag", "solo": True, "as_of": "2026-11-21", "next": "2027-01-01",
            "at": "2026-11-21T10:00:00",
            "steps": [{"step": "a/b", "state": "done", "used": 3, "entry": 1, "minutes": 5}],
        }
    ],
    "rounds": [
        {
            "step": "a/b", "run": 1, "pass": 1, "state": "revealed", "privacy": "named",
            "answer": {"type": "scale", "from": 1, "to": 5}, "subjects": ["S1"],
            "ballots": [{"by": "P1", "state": "in", "answers": {"S1": {"value": 4, "note": "n"}}}],
        },
        {
            "step": "a/c", "run": 1, "pass": 2, "state": "revealed", "privacy": "secret",
            "answer": {"type": "scale"}, "subjects": ["S1"],
            "results": {"S1": {"given": 5, "mean": Decimal("4.5"), "counts": {"4": 1, "5": 1}}},
        },
    ],
    "waivers": [{"what": "SM1:S1", "reason": "r", "by": "P1", "at": "2026"}],
    "clashes": [{"target": "S1", "field": "text", "base": "a", "theirs": "b", "yours": "c", "by": "P1"}],
}  # fmt: skip

WORDS = (
    "", " ", "\u200b", "\n", "S0", "S01", "s1", "S1.c1", "S1>O1", "a|b", "a#b", "1e3", "x" * 300, "S²",
    "٣S٣", "S٣", "-", "~", "null", "unknown", "people.3", "strengths.1", "strengths.²", "record:scope",
    "record:", "#", "^", "A", "Z" * 30, "S" + "9" * 20, "S" + "9" * 5000, "9" * 20, "A.e" + "9" * 18,
    "1" * 60, "-0", "1,000", "2027-02-30",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    *WORDS, 0, -1, 7, 10**15, 10**15 + 1, 2**53 - 1, 2**53, 10**20, Decimal("2.5"),
    Decimal("0." + "0" * 40 + "1"), True, None, [], [""], ["x"], ["S1", "S1"], [None], {}, {"": ""}, {"x": 1},
    {"\u200b": "a"}, [[]],
)  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a document but those within a definition."""
    found = [path] if path else []
    if isinstance(data, dict):
        found += [p for k, v in data.items() if k != "body" for p in places(v, (*path, k))]
    elif isinstance(data, list):
        found += [p for k, v in enumerate(data) for p in places(v, (*path, k))]
    return found


PLACES = places(WHOLE)


def changed(path: tuple[Any, ...], value: Any, *, key: bool = False) -> dict[str, Any]:
    """The document with another value in a place, or under another key."""
    data = copy.deepcopy(WHOLE)
    here = data
    for part in path[:-1]:
        here = here[part]
    if not key:
        here[path[-1]] = value
    elif value not in here:
        here[value] = here.pop(path[-1])
    return data


def renamed(data: Any, code: str, other: str) -> Any:
    """The document with another code for one of its items, wherever it stands."""
    if isinstance(data, str):
        return other if data == code else data.replace(f":{code}", f":{other}")
    if isinstance(data, dict):
        return {
            renamed(key, code, other): value if key == "body" else renamed(value, code, other)
            for key, value in data.items()
        }
    return [renamed(entry, code, other) for entry in data] if isinstance(data, list) else data


def taken(data: dict[str, Any]) -> bool:
    """Whether a document is taken; what is taken leaves, comes back, and leaves as the same bytes."""
    try:
        found = read(dump(data))
    except ImportProblem:
        return False
    for answers in (False, True):
        first = export(View(found.session, found.book), with_answers=answers)
        back = read(first)
        assert export(View(back.session, back.book), with_answers=answers) == first
    return True


def test_the_whole_document_is_taken():
    assert taken(WHOLE)


@pytest.mark.parametrize("code", ["S1", "S2", "W1", "P1", "SO1", "A", "A.e1"])
def test_codes_of_any_kind_are_refused_or_leave_again(code):
    assert {taken(renamed(WHOLE, code, word)) for word in WORDS} == {True, False}


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(PLACES), value=st.sampled_from(VALUES) | st.text(max_size=4))
def test_values_in_any_place_are_refused_or_leave_again(path, value):
    taken(changed(path, value))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.sampled_from([path for path in PLACES if isinstance(path[-1], str)]),
    key=st.sampled_from(WORDS) | st.text(max_size=4),
)
def test_keys_in_any_place_are_refused_or_leave_again(path, key):
    taken(changed(path, key, key=True))


COUNTED_ANEW = (("session", "provisional"), ("session", "counters"))
"""What a reader may give and the codes themselves say better."""


@pytest.mark.parametrize(
    "value", ["qqzz7", "Q9Z7", "999111", 987654321, "2031-05-07", ["qqzz7"], {"qqzz7": "x"}]
)
def test_what_is_taken_is_in_what_leaves(value):
    word = "qqzz7" if isinstance(value, (list, dict)) else str(value)
    for path in PLACES:
        if path[:2] in COUNTED_ANEW:
            continue
        try:
            found = read(dump(changed(path, value)))
        except ImportProblem:
            continue
        assert word in export(View(found.session, found.book), with_answers=True), path


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("collections", "strengths", 2, "into"), "record:scope", '"into" names no entry of a list'),
        (("collections", "strategies", 0, "code"), "strengths.1", "stands for an entry of strengths"),
        (("collections", "strategies", 0, "fields", "cell"), "^", '"cell" has no choice "^"'),
        (("rounds", 0, "subjects"), ["S1", " "], '"subjects" has an empty entry'),
        (("waivers", 0, "what"), "\u200b", '"what" is empty'),
        (("order",), {"strenghts": ["S2", "S1"]}, 'this file. Did you mean "strengths"?'),
        (("session", "counters", "S"), 2**53 - 1, '"S" has no 9007199254740991 codes'),
    ],
)  # fmt: skip
def test_what_could_not_leave_is_named(path, value, sentence):
    with pytest.raises(ImportProblem) as problem:
        read(dump(changed(path, value)))
    assert sentence in str(problem.value)


@pytest.mark.parametrize("name", ["", "my list", "a|b", "record:x", "#"])
def test_a_list_has_one_word_for_its_name(name):
    with pytest.raises(ImportProblem, match="cannot name a list"):
        read(dump(changed(("collections", "weaknesses"), name, key=True)))


def test_a_code_of_twenty_digits_goes_in_and_out_and_others_are_counted_as_before():
    code = "S" + "9" * 20
    found = read(dump(renamed(WHOLE, "S1", code)))
    text = export(View(found.session, found.book))
    assert f"code: {code}\n" in text
    assert found.session.meta.counters["S"] == 1


def test_the_order_of_what_is_cited_is_kept():
    found = read(dump(WHOLE))
    text = export(View(found.session, found.book))
    assert "cites:\n          - W1\n          - S1\n          - run\n" in text


def test_no_id_of_ours_is_in_an_export():
    from exchange_kit import LIBRARY

    from aligntui.exchange.yaml_import import read_all
    from aligntui.methods.library import builtin_folder

    sample = builtin_folder() / "examples" / "millrace-bakehouse.yaml"
    found = read_all(sample.read_bytes(), sample.name, LIBRARY, new_id=lambda: "n", at="2026-11-24T15:00:00")
    text = export(View(found.session, found.book, "2026-11-24"), with_answers=True)
    assert found.session.items
    ids = {*found.session.items, *found.session.runs, *found.session.rounds, *found.session.participants}
    assert [ref for ref in ids if ref in text] == []
