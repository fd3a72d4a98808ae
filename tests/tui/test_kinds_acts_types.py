"""Types of fields that a kind of step acts on, one by one, on both faces; what is not promised is refused."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from sample_items import filling, library_of
from two_faces import Face, on_both

from aligntui.analysis import registry
from aligntui.methods.errors import GuideProblems
from aligntui.methods.kinds import IN_CELLS, TYPES
from aligntui.methods.library import Library
from aligntui.methods.types import FieldType

METHOD = """\
method: probe
title: Probe
level: fundamentals
uses:
  people: {{}}
collections:
  ideas:
    code: I
    title: Ideas
    fields:
      impact: {{type: scale, from: 1, to: 5, label: strength}}
      effort: {{type: scale, from: 1, to: 5, label: toil}}
      target: {{type: number, revised: true, label: target}}
      {of_idea}
  parts:
    code: {{under: ideas, mark: p}}
    of: ideas
    title: Parts
    fields: {{because: {{type: text}}{of_part}}}
figures:
  weights: {{use: total, of: ideas, value: target}}
steps:
  - {{kind: {kind}, id: it, title: It, ask: What of it?, {step}}}
  - {{kind: talk, id: last, title: Over now, ask: Well?}}
"""
FIELDS = {
    "text": "{type: text, label: worth}",
    "long": "{type: long, label: worth}",
    "number": "{type: number, label: worth}",
    "date": "{type: date, label: worth}",
    "choice": "{type: choice, choices: {little: Humble, much: Grand}, label: worth}",
    "yesno": "{type: yesno, label: worth}",
    "scale": "{type: scale, from: 1, to: 5, label: worth}",
    "link": "{type: link, of: people, label: worth}",
    "list": "{type: list, label: worth}",
    "chain": "{type: chain, label: worth}",
    "figure": "{type: figure, label: worth, suggest: weights.values}",
}
"""A field of each type."""
GIVEN = {
    "text": ("two bake", "two bake"),
    "long": ("two bake", "two bake"),
    "number": ("4", "4"),
    "date": ("2027-05-04", "2027-05-04|4 May"),
    "choice": ("much", "Grand"),
    "yesno": ("yes", "yes"),
    "scale": (4, "4"),
    "link": ("P2", "People 2"),
}
"""What is given to a field of a type, and how it is read."""
PROMISED = {**TYPES, ("matrix", "fields"): IN_CELLS}
"""(kind, key) -> the types that it acts on; a matrix has `fields` in its cells where it says `of`."""
STEPS = {
    ("form", "why"): "each: ideas, record: parts, fields: [f, parent.target], why: f",
    ("board", "split"): "holds: ideas, split: f",
    ("matrix", "split"): "holds: ideas, split: f",
    ("board", "mark"): "holds: ideas, mark: f",
    ("table", "mark"): "of: ideas, fields: [text], mark: f",
    ("plot", "mark"): "of: ideas, x: effort, y: impact, mark: f",
    ("plot", "x"): "of: ideas, x: f, y: impact",
    ("plot", "y"): "of: ideas, x: effort, y: f",
    ("ask", "into"): "about: ideas, answer: ANSWER, into: f",
    ("ask", "fields"): "about: ideas, answer: {type: scale, from: 1, to: 5}, fields: [f, impact]",
    ("matrix", "fields"): "of: ideas, fields: [f]",
}
"""A step in which the key names the field."""
ANSWERS = {
    "choice": "{type: choice, choices: {little: Humble, much: Grand}}",
    "yesno": "{type: choice, choices: {yes: We do, no: We do not}}",
}
"""How one answers what is agreed on in a field of a type; else on a scale."""
CASES = [(*pair, of) for pair, types in PROMISED.items() for of in types]


def library(folder: Path, kind: str, key: str, of: str) -> Library:
    """The library with a method whose step acts on a field of a type."""
    step = STEPS[kind, key].replace("ANSWER", ANSWERS.get(of, "{type: scale, from: 1, to: 5}"))
    field = f"f: {FIELDS[of]}"
    places = {"of_idea": "", "of_part": f", {field}"} if key == "why" else {"of_idea": field, "of_part": ""}
    return library_of(folder, METHOD.format(kind=kind, step=step, **places))


def test_there_is_a_step_of_each_pair_and_a_field_of_each_type() -> None:
    assert STEPS.keys() == PROMISED.keys()
    assert set(FIELDS) == set(get_args(FieldType))


@pytest.mark.parametrize("of", FIELDS)
@pytest.mark.parametrize(("kind", "key"), PROMISED)
def test_a_type_that_is_not_promised_is_refused_with_its_line(
    tmp_path: Path, kind: str, key: str, of: str
) -> None:
    library(tmp_path, kind, key, of)
    strict = Library(user=tmp_path, functions=registry.functions)
    if of in PROMISED[kind, key]:
        strict.book(["probe"])
        return
    with pytest.raises(GuideProblems) as found:
        strict.book(["probe"])
    lines = (tmp_path / "probe.yaml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "id: it" in line)
    wanted = f'field "f" is of type {of}, {" or ".join(PROMISED[kind, key])} is needed here'
    told = [one for one in str(found.value).splitlines() if wanted in one]
    assert told, str(found.value)
    assert all(f"probe.yaml line {number}: step it, " in one for one in told)


async def give(face: Face, kind: str, key: str, of: str) -> None:
    """Gives the first idea its value in the field, in the way of the step, and comes back to it."""
    value = GIVEN[of][0]
    value = face.item(str(value)).id if of == "link" else value
    one, two = (face.item(code).id for code in ("I1", "I2"))
    if key == "why":
        await face.do("fill", "", "f", value)
        await face.do("keep", "", "parent.target", "99")
    elif key == "split":
        await face.do("move", one, "", str(value))
    elif key == "mark" and kind != "plot":
        await face.do("set", one, "f", value)
        await face.do("focus", one)
    elif key == "mark":
        await face.do("take-on", one)
    elif kind == "plot":
        await face.do("answer", one, "f", 4)
        await face.do("focus", one)
    elif key == "into":
        for each in (one, two):
            await face.do("answer", each, "", 4 if of == "number" else value)
    else:
        await face.do("answer", f"{one}#f", "", value)
        await face.do("focus", f"{one}#f")


@pytest.mark.parametrize(("kind", "key", "of"), CASES)
async def test_each_type_that_is_promised_is_kept_and_read_on_both_faces(
    tmp_path: Path, kind: str, key: str, of: str
) -> None:
    books = library(tmp_path, kind, key, of)

    async def look(face: Face) -> None:
        value, words = GIVEN[of]
        value = face.item(str(value)).id if of == "link" else value
        await give(face, kind, key, of)
        if key == "split":
            words = rf"(?m){words}\b.*(\n.*)?\bI1 "
        elif key == "mark":
            words = r"\byes\b|taken on"
        elif key == "into" and of in ANSWERS:
            words = "We do|Grand"
        elif kind == "plot":
            # By its label, on the screen as in the line.
            words = r"\bworth 4\b"
        elif kind == "matrix" and of == "yesno":
            words = r"\[x\]|worth: (yes|x)"
        assert face.shows(words), f"{face.name}\n{face.text()}"
        if key == "why":
            assert face.item("I1").past["target"][-1].why == value
            return
        if kind == "ask":
            await face.do("go-on")
            await face.do("go-on")
        assert str(face.field("I1", "f")) == str(value)

    await on_both(books, "probe/it", filling(without=("f",)), look)
