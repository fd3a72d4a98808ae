"""A child's parent and its last child are named in conditions, orders, figures and texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playing import Play

from aligntui.analysis import registry, told
from aligntui.analysis.where import matches, select
from aligntui.engine import edits
from aligntui.methods.check import check_document
from aligntui.methods.decode import parse
from aligntui.methods.library import Library
from aligntui.methods.types import Filter

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  plants:
    code: QP
    fields:
      size: {type: number}
      state: {type: choice, choices: {open: open, shut: shut}}
  checks:
    code: {under: plants, mark: c}
    of: plants
    says: "{text} of {parent.text}: {actual}"
    fields:
      actual: {type: number, ask: "{parent.text}, {parent.size} large: how many?"}
figures:
  all: {use: total, of: checks, value: actual, by: parent.state}
  sizes: {use: total, of: checks, value: parent.size}
  last: {use: total, of: plants, value: last(checks).actual}
  open: {use: count, of: checks, where: parent.state = open and parent.size > 3}
  bare: {use: missing, of: checks, fields: [actual]}
steps:
  - {kind: board, id: write, title: Write, split: [plants]}
  - {kind: table, id: read, title: Read, of: checks, fields: [text, actual], filter: {order: -parent.size}}
"""


@pytest.fixture
def play(tmp_path: Path) -> Play:
    (tmp_path / "probe.yaml").write_text(METHOD)
    made = Play("probe/write", library=Library(user=tmp_path, functions=registry.functions))

    def add(name: str, words: str, fields: dict[str, Any], parent: str = "") -> str:
        item, ops = edits.add(made.view, made.new_id, name, words, fields, parent=parent, at=made.now())
        made.keep(ops)
        return item.id

    for words, size, state, counts in (("Oven", "5", "open", ("1", "2")), ("Till", "9", "shut", ("4", ""))):
        plant = add("plants", words, {"size": size, "state": state})
        for words, count in zip(("Monday", "Friday"), counts, strict=True):
            add("checks", words, {"actual": count or None}, plant)
    return made


def value(play: Play, ref: str) -> Any:
    part: Any = play.ctx.figures.part("probe", ref)
    return part


def test_a_condition_asks_the_parent(play: Play) -> None:
    checks = play.view.items("checks")
    assert [matches(play.view, c, "parent.state = open") for c in checks] == [True, True, False, False]
    assert [matches(play.view, c, "parent.size > 5 and parent.code = QP2") for c in checks] == [False] * 2 + [
        True
    ] * 2
    assert not matches(play.view, play.view.items("plants")[0], "parent.size > 0"), "it hangs on nothing"


def test_an_order_goes_by_the_parent(play: Play) -> None:
    ordered = select(play.view, play.view.items("checks"), Filter(order="-parent.size"))
    assert [told.of(play.view, c, "parent.text") for c in ordered] == ["Till", "Till", "Oven", "Oven"]


def test_figures_read_fields_of_parents_and_of_the_last_child(play: Play) -> None:
    assert value(play, "sizes.total").number == 28
    assert value(play, "last.total").number == 2
    assert value(play, "open.n").number == 2
    assert value(play, "all.sums").values == {"open": 3.0, "shut": 4.0}


def test_sentences_questions_and_findings_say_the_parent(play: Play) -> None:
    first, *_, last = play.view.items("checks")
    assert told.sentence(play.view, first) == "Monday of Oven: 1"
    assert told.sentence(play.view, last) == "Friday"
    asked = [f.mend for f in play.ctx.figures.findings(play.ctx.method) if f.target == last.id]
    assert asked == ["Till, 9 large: how many?"]


def problems(old: str, new: str) -> list[str]:
    assert METHOD.count(old) == 1, old
    document = parse(METHOD.replace(old, new), "probe.yaml")
    return [str(p) for p in check_document(document, Library().everything(), registry.functions())]


def test_what_is_written_has_nothing_to_mend() -> None:
    assert problems("title: Probe", "title: Probe") == []


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("parent.state = open", "parent.stat = open", "Write state."),
        ("parent.state = open", "parent.state = opn", "Write open."),
        ("value: parent.size", "value: parent.sise", "Write size."),
        ("by: parent.state", "by: parent.stat", "Write state."),
        ("value: last(checks).actual", "value: last(checks).actul", "Write actual."),
        ("value: last(checks).actual", "value: parent.actual", "hangs on nothing"),
        ("of {parent.text}", "of {parent.sze}", "Write size."),
        ("{parent.text}, {parent.size} large", "{parent.status}", 'no field "status"'),
    ],
)
def test_an_unknown_one_is_refused_with_the_nearest(old: str, new: str, mend: str) -> None:
    (sentence,) = problems(old, new)
    assert mend in sentence
    assert "line" in sentence
