"""Shapes in every look: truecolour, 256, sixteen colours and none say the same, and all of it in signs."""

from __future__ import annotations

import re

import pytest
from chart_looks import LOOKS, bare, rendered
from shape_samples import SAMPLES

from aligntui.analysis.shape_words import in_words
from aligntui.analysis.shapes import Cell, HeatGrid, Label
from aligntui.tui.widgets.charts.table import draw
from aligntui.tui.widgets.line import ascii_only, plain

ROOMS = {"120x40": (118, 35), "80x24": (78, 19), "60x20": (58, 15)}
"""Window -> columns and rows that a report has in it."""


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("room", ROOMS)
def test_a_shape_says_the_same_in_every_look_and_a_colour_says_nothing_alone(name: str, room: str) -> None:
    cells, rows = ROOMS[room]
    drawn = draw(SAMPLES[name], cells, rows)
    for look in LOOKS:
        system = look[1]
        for row, sent in zip(drawn, rendered(drawn, look, cells), strict=True):
            assert bare(sent) == plain([row])[0]
            codes = re.findall(r"\x1b\[([\d;]*)m", sent)
            colours = [code for code in codes if re.search(r"\b[34][0-8]\b|\b(9|10)[0-7]\b", code)]
            assert system is not None or colours == []
            assert system != "256" or not any("38;2;" in code for code in codes)
            assert system != "standard" or not any("38;" in code for code in codes)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("cells", [118, 78, 58])
def test_every_number_of_a_shape_stands_in_its_drawing_as_digits(name: str, cells: int) -> None:
    # What is left out for want of room is counted: nobody takes what he sees for all there is.
    text = "\n".join(plain([ascii_only(row) for row in draw(SAMPLES[name], cells)]))
    said = " ".join(words for _, words in in_words(SAMPLES[name]))
    numbers = set(re.findall(r"\d+(?:[.,]\d+)*", said))
    drawn = set(re.findall(r"\d+(?:[.,]\d+)*", text))
    assert numbers - drawn == set() or re.search(r"\+ \d+ (earlier|more)", text)


@pytest.mark.parametrize("cells", [118, 78, 58])
def test_values_with_a_letter_of_their_own_stand_by_it_and_are_explained_once(cells: int) -> None:
    rows, cols = (Label("open", "T1"), Label("close", "T2")), (Label("owner", "R1"), Label("baker", "R2"))
    said = {(0, 0): "R does it", (0, 1): "A answers for all of it", (1, 0): "-", (1, 1): "R does it"}
    drawn = plain(draw(HeatGrid(rows, cols, {at: Cell(text) for at, text in said.items()}), cells))
    assert [row.split()[-2:] for row in drawn[1:3]] == [["R", "A"], ["-", "R"]]
    assert [row.strip() for row in drawn[-2:]] == ["A answers for all of it", "R does it"]
    alike = {**said, (1, 1): "A asks first"}
    text = "\n".join(plain(draw(HeatGrid(rows, cols, {at: Cell(text) for at, text in alike.items()}), cells)))
    assert all(value in text for value in alike.values()), "one letter for two things says neither"
