"""Columns that are computed stand beside items: in tables and grids, in the plain line, Markdown and CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playing import Play

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.entry.crossing import margins_of
from aligntui.exchange import csv_export, markdown
from aligntui.methods.check import check_document
from aligntui.methods.decode import parse
from aligntui.methods.library import Library
from aligntui.session.ops import Tie
from aligntui.tui.kinds import table_lines

METHOD = """\
method: chain
title: Chain
level: intermediate
collections:
  activities:
    title: Activities
    code: AC
    fields:
      cost: {type: number, label: cost}
      value: {type: number, label: value}
relations:
  feeds: {rows: activities, cols: activities, fields: {bet: {type: scale, from: 0, to: 2}}}
figures:
  worth:
    {use: ratio, of: activities, above: value, below: cost, shares: "yes", title: {each: worth},
     bands: {0: dear, "0.7": fair, "1.5": prized}}
  map: {use: acyclic, of: feeds, value: bet, title: depth}
steps:
  - {kind: table, id: costs, title: Costs, ask: What does it cost?, of: activities,
     fields: [text, cost, value], shows: [cost, worth.each, worth.band, map.longest]}
  - {kind: matrix, id: bets, title: Bets, ask: What feeds what?, relation: feeds, shows: [cost, map.depth]}
"""


@pytest.fixture
def books(tmp_path: Path) -> Library:
    (tmp_path / "chain.yaml").write_text(METHOD, encoding="utf-8")
    return Library(user=tmp_path)


@pytest.fixture
def played(books: Library) -> Play:
    play = Play("chain/costs", library=books)
    for text, cost, value in (("Flour", "156", "20"), ("Service", "12", "18")):
        _, ops = edits.add(play.view, play.new_id, "activities", text, {"cost": cost, "value": value})
        play.keep(ops)
    flour, service = play.view.items("activities")
    play.keep([Tie(relation="feeds", a=flour.id, b=service.id, to={"bet": 2})])
    return play


def test_a_computed_column_is_no_mistake_and_a_wrong_one_is(books: Library) -> None:
    from aligntui.analysis import registry

    def said(text: str) -> list[str]:
        found = check_document(parse(text, "chain.yaml"), books.everything(), registry.functions())
        return [str(problem) for problem in found]

    assert said(METHOD) == []
    [wrong] = said(METHOD.replace("shows: [cost, worth.each,", "shows: [cost, worth.eech,"))
    assert 'figure "worth" has no part "eech". Write each.' in wrong


def test_it_stands_in_the_rows_of_a_table(played: Play) -> None:
    items = played.view.items("activities")
    columns = table_lines.columns_of(played.ctx, played.state, items, 80)
    assert [name for _, name, _ in columns] == ["cost", "worth each", "worth band", "depth"]
    words = [[table_lines.word(played.ctx, item, key) for key, _, _ in columns] for item in items]
    assert words == [["156", "0.57", "dear", "yes"], ["12", "6.63", "prized", "yes"]]
    # Nothing is typed into what is computed.
    assert table_lines.keys_of(played.ctx, played.state, 80) == ["cost"]


def test_it_is_read_out_in_the_plain_line(played: Play) -> None:
    assert [row.value for row in played.sight.rows if row.words in ("Flour", "Service")] == [
        "cost 156; worth each 0.57; worth band dear; depth yes; value 20",
        "cost 12; worth each 6.63; worth band prized; depth yes; value 18",
    ]


def test_it_stands_beside_the_rows_and_columns_of_a_grid(played: Play, books: Library) -> None:
    play = Play("chain/bets", library=books, beside=played)
    items = play.view.items("activities")
    margins = margins_of(play.ctx.step, play.ctx.figures, "chain", play.view, items, items)
    assert [(title, [*words.values()]) for title, words in margins.rows] == [
        ("cost", ["156", "12"]),
        ("depth", ["0", "1"]),
    ]
    assert margins.cols == margins.rows


def test_markdown_and_csv_carry_it(played: Play) -> None:
    told = markdown.export(played.view)
    assert "|  | Activities | cost | value | worth each | worth band | depth longest | depth |" in told
    assert "| AC1 | Flour | 156 | 20 | 0.57 | dear | yes | 0 |" in told
    text = csv_export.export(played.view, "activities").removeprefix("\ufeff")
    heads, flour, service = csv.reader(io.StringIO(text))
    assert heads[-4:] == ["worth each", "worth band", "depth longest", "depth"]
    assert (flour[-4:], service[-4:]) == (["0.57", "dear", "yes", "0"], ["6.63", "prized", "yes", "1"])
    assert len(set(heads)) == len(heads)


@pytest.mark.parametrize("privacy", ["{sees: facilitator}", "{names: none}"])
def test_what_not_all_see_is_no_column_of_a_page(played: Play, tmp_path: Path, privacy: str) -> None:
    assert "depth" in csv_export.export(played.view, "activities")
    hidden = METHOD.replace("shows: [cost, worth.each, worth.band, map.longest]", "shows: [cost]")
    hidden = hidden.replace("shows: [cost, map.depth]", f"shows: [cost, map.depth], privacy: {privacy}")
    (tmp_path / "chain.yaml").write_text(hidden, encoding="utf-8")
    play = Play("chain/bets", library=Library(user=tmp_path))
    play.session = played.session
    play.session.methods["chain"] = Play("chain/bets", library=Library(user=tmp_path)).session.methods[
        "chain"
    ]
    view = View(play.session, book_of(play.session))
    assert "depth" not in csv_export.export(view, "activities")
    assert "depth" not in markdown.export(view)


def test_a_list_that_no_step_computes_for_has_no_further_columns(played: Play) -> None:
    text = csv_export.export(played.view, "people").removeprefix("\ufeff")
    assert "worth" not in text
    assert "depth" not in text
