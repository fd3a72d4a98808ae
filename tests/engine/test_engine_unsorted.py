"""A board split by a field shows what has no value in it yet; filters act on boards, tables and rounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from ideas_method import IDEAS
from playing import Play
from sample_items import library_of, sampled

from aligntui.engine.cards import other_lists
from aligntui.engine.rounds import ballots

STEPS = """\
      side: {type: choice, choices: {good: Chance, bad: Threat}}
figures:
  heavy: {use: count, of: ideas, where: impact >= 4}
  order: {use: quadrant, of: ideas, x: effort, y: impact, cut: [3, 3]}
steps:
  - {kind: board, id: sides, title: Sides, holds: ideas, split: side, layout: columns}
  - {kind: board, id: taken, title: Taken, holds: ideas, split: taken}
  - {kind: board, id: graded, title: Graded, holds: ideas, split: impact}
  - {kind: board, id: few, title: Few, holds: ideas, filter: {where: impact >= 4, order: -impact}}
  - kind: ask
    id: rate
    title: Rate
    about: ideas
    answer: {type: scale, from: 1, to: 5}
    filter: {where: heavy.items = yes}
  - {kind: table, id: below, title: Below, each: ideas, of: parts, filter: {where: impact >= 4}}
"""
CHILD = IDEAS.replace(
    "  ideas:\n", "  parts: {code: {under: ideas, mark: p}, of: ideas, title: Parts}\n  ideas:\n"
)


def played(tmp_path: Path, at: str, *without: str, each: int = 3) -> Play:
    play = Play(f"probe/{at}", library=library_of(tmp_path, CHILD + STEPS))
    return sampled(play, each=each, without=without)


def lists(play: Play) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in play.sight.rows:
        found.setdefault(row.group, []).append(row.code)
    return found


@pytest.mark.parametrize(
    ("at", "field", "titles"),
    [
        ("sides", "side", ["Chance", "Threat"]),
        ("taken", "taken", ["yes", "no"]),
        ("graded", "impact", ["1", "2", "3", "4", "5"]),
    ],
)
def test_what_has_no_value_stands_in_a_column_of_its_own(
    tmp_path: Path, at: str, field: str, titles: list[str]
) -> None:
    p = played(tmp_path, at, field)
    assert lists(p) == {"Not sorted yet": ["I1", "I2", "I3"]}
    first, second = p.view.items("ideas")[:2]
    others = other_lists(p.ctx, p.state, first)
    assert [label for _, label in others] == titles
    key = others[0][0]
    p.do("move", first.id, value=key)
    assert lists(p)[titles[0]] == ["I1"]
    assert p.view.items("ideas")[0].fields[field] in (key, int(key) if key.isdigit() else key)
    for item in (second, p.view.items("ideas")[2]):
        p.do("move", item.id, value=key)
    assert "Not sorted yet" not in lists(p), "nothing waits any more"
    assert p.undo()
    assert lists(p)["Not sorted yet"] == ["I3"]


def test_all_sorted_there_is_no_such_column(tmp_path: Path) -> None:
    p = played(tmp_path, "sides")
    assert set(lists(p)) == {"Chance", "Threat"}


def test_a_filter_takes_cards_of_a_board_in_its_order(tmp_path: Path) -> None:
    p = played(tmp_path, "few", each=4)
    assert [row.code for row in p.sight.rows] == ["I4", "I3"]


def test_a_filter_by_a_figure_chooses_what_is_rated(tmp_path: Path) -> None:
    p = played(tmp_path, "rate", each=4)
    assert ballots.subjects(p.view, p.ctx.step) == ["ideas3", "ideas4"]
    p.do("answer", "ideas3", value=4)
    assert p.view.rounds("probe/rate")[0].subjects == ["ideas3", "ideas4"]


def test_a_filter_of_a_repeated_table_chooses_what_it_is_repeated_for(tmp_path: Path) -> None:
    p = played(tmp_path, "below", each=4)
    assert [row.code for row in p.sight.rows] == ["I3.p1", "I3.p2", "I3.p3", "I3.p4"]
