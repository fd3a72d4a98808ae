"""Items that stand ready once a run begins: words alone, or with what their fields hold."""

from __future__ import annotations

from pathlib import Path

from playing import Play
from sample_items import library_of

from aligntui.analysis import registry
from aligntui.methods.check import check_document
from aligntui.methods.decode import parse
from aligntui.methods.library import Library

READY = """\
method: ready
title: Ready
level: fundamentals
collections:
  pulls:
    code: PL
    title: Pulls
    fields:
      force: {type: choice, choices: {rivals: rivals, buyers: buyers}}
      also: {type: choice, choices: {now: now, later: later}, many: true}
      press: {type: scale, from: 1, to: 5}
      cost: {type: number}
steps:
  - kind: board
    id: all
    title: All
    holds: pulls
    split: force
    preset:
      items:
        - {text: Many rivals of like size, force: rivals, also: now, press: 4, cost: 1.5}
        - {text: They compare prices, force: buyers}
        - Bare words
"""


def mistakes(text: str) -> list[str]:
    found = check_document(parse(text, "ready.yaml"), Library().everything(), registry.functions())
    return [str(problem) for problem in found]


def test_items_stand_ready_with_what_their_fields_hold(tmp_path: Path) -> None:
    assert mistakes(READY) == []
    view = Play("ready/all", library=library_of(tmp_path, READY)).view
    assert [(item.text, item.fields) for item in view.items("pulls")] == [
        ("Many rivals of like size", {"force": "rivals", "also": ["now"], "press": 4, "cost": "1.5"}),
        ("They compare prices", {"force": "buyers"}),
        ("Bare words", {}),
    ]


def test_what_a_field_would_refuse_is_found_with_its_line() -> None:
    wrong = READY.replace("press: 4", "press: 9").replace("force: buyers}", "force: sellers, weight: 2}")
    wrong = wrong.replace("- Bare words", "- {force: rivals}")
    lines = READY.split("\n")
    first = next(n for n, row in enumerate(lines, 1) if "Many rivals" in row)
    scale, choice, unknown, bare = mistakes(wrong)
    assert f"line {first}" in scale
    assert 'a scale field holds no "9" from the start' in scale
    assert 'a choice field holds no "sellers" from the start' in choice
    assert 'pulls has no field "weight"' in unknown
    assert "an item has words" in bare
