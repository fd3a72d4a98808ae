"""What is not known yet is said of every type of field that takes it, on both faces, and how one answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_line import plain_line
from sample_items import filling, library_of
from stage import stage

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas:
    code: I
    title: Ideas
    fields:
      grade: {type: scale, from: 1, to: 5, unknown: true, label: grade}
      way: {type: choice, choices: {a: By the counter, b: By post}, unknown: true, label: way}
      kilos: {type: number, unit: kg, unknown: true, label: load}
      due: {type: date, unknown: true, label: due}
      plain: {type: scale, from: 1, to: 5, label: plain}
      hint: {type: text, known: text, label: hint}
steps:
  - {kind: form, id: it, title: It, each: ideas, fields: [FIELD]}
"""
ASKED = {
    "grade": 'Grade: a number, 1 to 5, or "not known yet".',
    "way": "Way? A number picks; an empty line",
    "kilos": 'Load: a number (kg), or "not known yet".',
    "due": 'Due: a day, or "not known yet".',
    "plain": "Plain: a number, 1 to 5.",
    "hint": "Hint: a line of words. An empty line takes over what is said of it above; /next leaves",
}
EMPTY = filling(without=("grade", "way", "kilos", "due", "plain", "hint"), only=("ideas",))


def books(folder: Path, field: str):
    return library_of(folder, METHOD.replace("FIELD", field))


@pytest.mark.parametrize("field", ASKED)
async def test_the_line_says_how_a_field_is_answered_and_what_an_empty_line_does(
    tmp_path: Path, field: str
) -> None:
    async with plain_line("probe/it", EMPTY, books(tmp_path, field)) as (face, heard):
        assert any(line.startswith(ASKED[field]) for line in heard), heard
        if field in ("plain", "hint"):
            return
        first = face.client.view.items("ideas")[0].id
        heard.clear()
        await face.answer("not known yet")
        assert face.client.view.value(face.client.view.item(first), field) == "unknown", heard


async def test_a_choice_is_answered_by_its_words_or_code_and_an_empty_line_takes_what_is_known(
    tmp_path: Path,
) -> None:
    for said in ("by post", "b"):
        async with plain_line("probe/it", EMPTY, books(tmp_path, "way")) as (face, _):
            first = face.client.view.items("ideas")[0].id
            await face.answer(said)
            assert face.client.view.value(face.client.view.item(first), "way") == "b"
    async with plain_line("probe/it", EMPTY, books(tmp_path, "hint")) as (face, _):
        first = face.client.view.items("ideas")[0]
        await face.answer("")
        assert face.client.view.value(face.client.view.item(first.id), "hint") == first.text


@pytest.mark.parametrize("field", ["grade", "way"])
async def test_the_screen_offers_it_among_what_is_chosen(tmp_path: Path, field: str) -> None:
    async with stage("probe", at="probe/it", books=books(tmp_path, field), fill=EMPTY) as s:
        assert s.shows("not known yet")
        first = s.view.items("ideas")[0].id
        await s.keys(*["space"] * (6 if field == "grade" else 3), "enter")
        assert s.view.value(s.session.items[first], field) == "unknown"
    async with stage("probe", at="probe/it", books=books(tmp_path, "plain"), fill=EMPTY) as s:
        assert not s.shows("not known yet")


async def test_points_keep_their_digits_beside_it(tmp_path: Path) -> None:
    async with stage("probe", at="probe/it", books=books(tmp_path, "grade"), fill=EMPTY) as s:
        first = s.view.items("ideas")[0].id
        await s.keys("4", "enter")
        assert s.view.value(s.session.items[first], "grade") == 4
