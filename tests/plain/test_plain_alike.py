"""What reads alike on the plain line is several things all the same, and is called so that one can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plain_line import plain_line

from aligntui.engine import samples
from aligntui.engine.kind import Intent, Row, Sight
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


CARDS = """\
method: cards
title: Cards
level: fundamentals
collections:
  aims: {code: AI, title: Aims}
  works:
    code: WK
    title: Works
    fields:
      aim: {type: link, of: aims, label: serves}
      pace: {type: choice, label: looked at, choices: {w: every week, m: every month}}
      cost: {type: number, label: costs}
      due: {type: date, label: done by}
      hard: {type: scale, from: 1, to: 3, label: how hard, choices: {1: easy, 3: very}}
      gain: {type: scale, from: 1, to: 3, label: what it brings}
steps:
  - {kind: table, id: list, title: List, of: works}
  - {kind: table, id: some, title: Some, of: works, fields: [text, aim, cost], shows: [pace]}
  - {kind: board, id: write, title: Write, split: [works, aims], fields: [cost, pace]}
  - {kind: plot, id: place, title: Place, of: works, x: hard, y: gain}
  - kind: ask
    id: rate
    title: Rate
    about: works
    answer: {type: scale, from: 1, to: 2, choices: {1: no, 2: so}}
"""


@pytest.fixture
def cards(tmp_path: Path) -> Library:
    (tmp_path / "cards.yaml").write_text(CARDS)
    return Library(user=tmp_path)


def with_cards(cards: Library) -> Any:
    return lambda store, handle: samples.fill(handle, store.new_id, cards.method("cards"), 2)


async def test_fields_are_called_by_what_they_take_and_a_code_is_a_link(cards: Library) -> None:
    async with plain_line("cards/list", with_cards(cards), cards) as (face, heard):
        await face.answer("/open WK1")
        await face.answer("")
        assert "Serves? A number or a code picks; an empty line leaves it as it is:" in heard
        assert face.sight.question == "serves", "nobody wrote another question"
        assert not any("1 every" in row for row in heard), "choices of the field that is asked alone"
        assert await face.answer("AI2")
        view = face.client.view
        assert view.code(view.items("works")[0].fields["aim"]) == "AI2"
        assert "1 every week" in heard
        assert await face.answer("2")
        assert any(row.startswith("Costs: a number.") for row in heard)
        assert await face.answer("")
        assert any(row.startswith("Done by: a day.") for row in heard)


async def test_a_scale_is_asked_by_its_label_and_in_its_words(cards: Library) -> None:
    async with plain_line("cards/place", with_cards(cards), cards) as (face, heard):
        assert heard[-1].startswith("What it brings for WK1 ")
        await face.answer("2")
        assert heard[-1].startswith("How hard for WK1 ")
        assert "1 easy, 3 very." in heard[-1]
    async with plain_line("cards/rate", with_cards(cards), cards) as (_, heard):
        assert "1 no, 2 so." in "".join(heard)


async def test_a_table_and_a_board_say_the_fields_of_their_step(cards: Library) -> None:
    async with plain_line("cards/some", with_cards(cards), cards) as (_, heard):
        assert "WK1 Works 1: looked at every week; serves Aims 1; costs 10" in heard
    async with plain_line("cards/write", with_cards(cards), cards) as (_, heard):
        assert "WK1 Works 1: costs: 10; looked at: every week" in heard
        assert "AI1 Aims 1" in heard


async def test_a_second_line_is_asked_of_a_list_that_has_it_and_may_be_a_number(cards: Library) -> None:
    async with plain_line("cards/write", with_cards(cards), cards) as (face, heard):
        assert await face.answer("Bake pies")
        assert any(row.endswith("Costs? /open and its code answers that.") for row in heard), heard
        kept = {"text": "Bake rolls", "cost": "12"}
        assert await face.play(Intent("keep", value=kept))
        view = face.client.view
        assert view.number(view.items("works")[-1], "cost") == 12
        assert not await face.play(Intent("keep", value={"text": "Bake buns", "cost": "a lot"}))
        assert len(face.client.view.items("works")) == 4
        heard.clear()
        assert await face.answer("")
        assert await face.answer("Sell more")
        assert any("Sell more" in row and "kept" in row for row in heard)
        assert not any('without "costs"' in row for row in heard)
