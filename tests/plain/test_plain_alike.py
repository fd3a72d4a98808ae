"""What reads alike on the plain line is several things all the same, and is called so that one can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plain_line import plain_line

from aligntui.engine import samples
from aligntui.engine.kind import Row, Sight
from aligntui.methods.library import Library
from aligntui.plain.lines import changed_lines, sight_lines

PARTS = """\
method: parts
title: Parts
level: fundamentals
collections:
  works: {code: WK, title: Works}
  posts: {code: PO, title: Posts}
relations:
  share:
    title: Who has which part
    rows: works
    cols: posts
    fields:
      part: {type: choice, choices: {D: does it, A: answers for it}}
figures:
  pairs: {use: crossing, of: share, value: part, points: {A: 1, D: 0}}
  again: {use: crossing, of: share, value: part, points: {A: 1, D: 0}}
steps:
  - kind: matrix
    id: grid
    title: Parts
    relation: share
    ask: "What has {col.text} in {row.text}?"
    margins: {rows: [pairs.rows], cols: [pairs.cols]}
  - {kind: table, id: works, title: Works, of: works}
  - {kind: report, id: page, title: Page, show: [pairs.rows, again.rows]}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "parts.yaml").write_text(PARTS)
    return Library(user=tmp_path)


def filled(library: Library) -> Any:
    return lambda store, handle: samples.fill(handle, store.new_id, library.method("parts"), 3)


async def test_a_grid_says_each_of_its_cells_and_asks_about_one_by_both_ends(library: Library) -> None:
    async with plain_line("parts/grid", filled(library), library) as (face, heard):
        assert "What has Posts 2 in Works 1?" in heard
        assert [row for row in heard if row.startswith("PO")] == [
            "PO1 Posts 1: D does it", "PO2 Posts 2", "PO3 Posts 3: A answers for it",
            "PO1 Posts 1", "PO2 Posts 2: D does it", "PO3 Posts 3",
            "PO1 Posts 1: A answers for it", "PO2 Posts 2", "PO3 Posts 3: D does it",
        ]  # fmt: skip
        assert "2 answers for it: WK1 x PO2" in heard
        heard.clear()
        await face.answer("2")
        assert heard[0] == "PO2 Posts 2: A answers for it"
        assert "What has Posts 3 in Works 1?" in heard
        assert await face.answer("/focus WK3 x PO2")
        assert heard[-6] == "1 does it: WK3 x PO2"


async def test_a_report_says_a_line_wherever_it_stands(library: Library) -> None:
    async with plain_line("parts/page", filled(library), library) as (_, heard):
        rows = [row for row in heard if row.startswith("WK2")]
        assert len(rows) == 2, heard


def test_what_stands_twice_is_said_twice_and_a_note_once() -> None:
    alike = (Row("a", "Pies", group="Sold"), Row("b", "Pies", group="Sold"), Row("a", "Pies", group="Baked"))
    sight = Sight("What sells?", alike, notes=("What sells?", "Two lists.", "Two lists."))
    assert sight_lines(sight) == ["What sells?", "Sold:", "Pies", "Pies", "Baked:", "Pies", "Two lists."]
    assert changed_lines(sight, sight) == []
    more = Sight("What sells?", (*alike, Row("c", "Pies", group="Baked")))
    assert changed_lines(sight, more) == ["Pies"]


async def test_opening_a_card_takes_nothing_away(library: Library) -> None:
    async with plain_line("parts/works", filled(library), library) as (face, heard):
        await face.answer("/open WK1")
        await face.answer("/close")
        assert not any("Not here any more" in row for row in heard), heard
        await face.answer("/park WK1")
        assert [row for row in heard if "Not here any more" in row] == ["Not here any more: WK1 Works 1"]
