"""The published schema and the check before every export agree."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from exchange_kit import BOOK, sessions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligntui.analysis.view import View
from aligntui.exchange import json_export
from aligntui.exchange.frame import Frame, check
from aligntui.exchange.problems import Problems
from aligntui.exchange.shape import schema

VALIDATOR = jsonschema.Draft202012Validator(schema())

WHOLE: dict[str, Any] = {
    "aligntui": 1,
    "session": {"id": "a", "title": "T", "settled": False, "provisional": ["S1"], "counters": {"S": 1}},
    "methods": [{"name": "swot", "version": 1, "hash": "ab", "body": {"method": "swot"}}],
    "collections": {
        "strengths": [
            {
                "code": "S1", "text": "x", "status": "parked", "reason": "y", "of": "", "run": 0, "into": "",
                "was": ["W1"], "fields": {"a": 1, "b": "x", "c": ["S1", 2], "d": None},
                "kept": {"z": {"y": [1]}},
                "past": {"a": [{"value": [1], "by": "P1", "at": "2026", "why": "z"}]},
            }
        ]
    },
    "order": {"strengths": ["S1"]},
    "records": {"scope": {"fields": {"ask": "what?"}}},
    "links": {"match": [{"from": "S1", "to": "O1", "fields": {"strength": 1}, "kept": {"x": 1}}]},
    "runs": [
        {
            "title": "r", "solo": True, "as_of": "2026-11-21",
            "steps": [{"step": "a/b", "state": "done", "used": 3}],
        }
    ],
    "rounds": [
        {
            "step": "a/b", "run": 1, "pass": 1, "state": "revealed", "privacy": "named",
            "answer": {"type": "scale"},
            "subjects": ["S1"], "results": {"S1": {"given": 2, "mean": 4.5, "counts": {"4": 1, "5": 1}}},
            "ballots": [{"by": "P1", "state": "in", "answers": {"S1": {"value": 4, "note": "n"}}}],
            "matches": [{"ballot": 1, "line": "0", "to": "S1"}],
        }
    ],
    "waivers": [{"what": "SM1:S1", "reason": "r"}],
    "clashes": [{"target": "S1", "field": "text", "base": "a", "theirs": "b", "yours": "c"}],
    "computed": {"as_of": "2026-11-21", "anything": [1, {"goes": None}]},
    "archive": {"format": 1, "meta": "{}", "tables": {"items": {"a": "{}"}}},
}  # fmt: skip


def agree(data: Any) -> bool:
    """Whether both accept or both refuse; the verdict."""
    problems = Problems("x")
    Frame(problems).take(decimals(data))
    ours = not problems.found
    theirs = VALIDATOR.is_valid(data)
    assert ours == theirs, (
        ours,
        [str(p) for p in problems.found],
        [e.message for e in VALIDATOR.iter_errors(data)],
    )
    return ours


def decimals(data: Any) -> Any:
    """As our loader gives numbers with a point."""
    if isinstance(data, dict):
        return {k: decimals(v) for k, v in data.items()}
    if isinstance(data, list):
        return [decimals(v) for v in data]
    return Decimal(str(data)) if isinstance(data, float) else data


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$defs"]["Entry"]["properties"]["kept"]["description"].startswith("Values of fields that")


def test_a_file_with_every_key_passes_both():
    assert agree(WHOLE)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    if isinstance(data, dict):
        found += [p for k, v in data.items() for p in places(v, (*path, k))]
    elif isinstance(data, list):
        found += [p for k, v in enumerate(data) for p in places(v, (*path, k))]
    return found


@pytest.mark.parametrize("value", [None, "x", 7, -1, 2.5, True, [], {}, [[1]], ["x"], {"x": 1}, [None]])
def test_any_other_value_in_any_place_is_judged_alike(value):
    for path in places(WHOLE)[1:]:
        data = copy.deepcopy(WHOLE)
        here = data
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = value
        agree(data)


def test_an_unknown_or_missing_key_in_any_place_is_judged_alike():
    for path in places(WHOLE):
        data = copy.deepcopy(WHOLE)
        here = data
        for part in path:
            here = here[part]
        if isinstance(here, dict):
            agree(data)
            here["surprise"] = 1
            agree(data)
            del here["surprise"]
            for key in list(here):
                value = here.pop(key)
                agree(data)
                here[key] = value


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(session=sessions(), answers=st.booleans())
def test_every_export_passes_the_published_schema(session, answers):
    data = json.loads(json_export.export(View(session, BOOK), with_answers=answers, archive=answers))
    VALIDATOR.validate(data)


def test_what_does_not_fit_never_leaves():
    with pytest.raises(ValueError, match="surprise"):
        check({**WHOLE, "surprise": 1})
