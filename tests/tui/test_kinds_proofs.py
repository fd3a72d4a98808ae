"""A bar of a profile opens what it rests on, and closes again: by key on the screen, by name on the line."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from plain_line import plain_line
from playing import Play
from sample_items import filling, library_of, sampled
from stage import Stage, stage

from aligntui.engine.kinds import report
from aligntui.tui.widgets.plan_lines import Spot, stops

METHOD = """\
method: mirror
title: A mirror
level: fundamentals
collections:
  tests: {code: VT, title: Tests, fields: {holds: {type: scale, from: 1, to: 5, label: it holds}}}
  tasks: {code: TK, title: Tasks, fields: {done: {type: yesno, label: is done}}}
figures:
  aim: {use: index, of: tests, fields: [holds], title: {index: The aim}}
  work: {use: count, of: tasks, where: done = yes}
  done: {use: ratio, above: work.n, below: 2, times: 100, title: {ratio: Work that is done}}
  never: {use: index, of: tasks, fields: [done], where: done = partly}
  all:
    use: profile
    bars: {Direction: aim.index, Work: [done.ratio, aim.index], Silence: never.index}
steps:
  - {kind: board, id: write, title: Write, split: [tests, tasks]}
  - {kind: report, id: page, title: The mirror, show: [all.bars, all.line, aim.grid]}
  - {kind: report, id: unnamed, title: Nobody named, show: [all.bars], privacy: {names: none}}
"""


@pytest.fixture
def mirror(tmp_path: Path) -> str:
    """The file of the method."""
    path = tmp_path / "mirror.yaml"
    path.write_text(METHOD, encoding="utf-8")
    return str(path)


def seen(s: Stage) -> str:
    return "\n".join(s.screen())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_bar_opens_the_items_and_answers_it_was_computed_from(
    mirror: str, size: tuple[int, int]
) -> None:
    async with stage(mirror, at="mirror/page", fill=filling(), size=size) as s:
        assert " > Direction" in seen(s)
        assert "Enter what it rests on" in s.screen()[-1]
        await s.keys("enter")
        assert "The aim" in seen(s)
        assert "VT1 Tests 1" in seen(s)
        assert "Enter close" in s.screen()[-1]
        opened = [row for row in s.screen() if row.startswith("  │ ")]
        assert any("it holds" in row for row in opened)
        await s.keys("enter")
        assert [row for row in s.screen() if row.startswith("  │ ")] == []
        assert " > Direction" in seen(s), "one is back where one was"


async def test_a_bar_of_several_figures_names_each_and_what_it_reads(mirror: str) -> None:
    async with stage(mirror, at="mirror/page", fill=filling()) as s:
        await s.keys("down", "enter")
        assert " > Work" in seen(s)
        opened = [row for row in s.screen() if row.startswith("  │ ")]
        text = " ".join(opened)
        assert "Work that is done" in text
        assert "TK1 Tasks 1" in text
        assert "The aim" in text
        assert "VT2 Tests 2" in text
        await s.keys("down", "enter")
        assert "nothing is answered yet" in seen(s).casefold()


async def test_what_stands_behind_the_bars_is_reached_by_key(mirror: str) -> None:
    async with stage(mirror, at="mirror/page", fill=filling(each=30), size=(80, 24)) as s:
        assert "VT30" not in seen(s)
        await s.keys("enter")
        for _ in range(12):
            await s.keys("down")
        assert "VT30 Tests 30" in seen(s)


def test_stops_are_never_further_apart_than_a_window() -> None:
    found = stops([Spot(3, "a", last=5), Spot(60, "b", last=61)], 100, 20)
    assert [spot.id for spot in found if spot.id] == ["a", "b"]
    rows = [0, *(max(spot.row, spot.last) for spot in found), 99]
    assert all(after - before <= 20 for before, after in pairwise(rows))


def played(tmp_path: Path, step: str) -> Play:
    library = library_of(tmp_path, METHOD)
    return Play(step, library=library, beside=sampled(Play("mirror/write", library=library)))


def test_both_faces_are_told_what_a_bar_rests_on(tmp_path: Path) -> None:
    p = played(tmp_path, "mirror/page")
    bars = [row.id for row in p.sight.rows if row.id in report.bars(p.ctx)]
    assert [bar.partition("/")[2] for bar in bars] == ["Direction", "Work", "Silence"]
    before = p.sight.rows
    p.do("why", item=bars[0])
    more = [row for row in p.sight.rows if row not in before]
    assert {row.group for row in more} == {"What Direction rests on"}
    assert any(row.words.startswith("VT1") for row in more)
    p.do("why", item=bars[0])
    assert p.sight.rows == before


async def test_on_the_line_a_bar_is_opened_by_its_name_and_closed_again(tmp_path: Path) -> None:
    library = library_of(tmp_path, METHOD)
    async with plain_line("mirror/page", fill=filling(), library=library) as (face, heard):
        heard.clear()
        await face.answer("/why Work")
        told = "\n".join(heard)
        assert "Work that is done: 50, 1 of 2" in told
        assert "TK1 Tasks 1" in told
        assert "VT2 Tests 2: it holds 3" in told
        heard.clear()
        await face.answer("/why Work")
        assert "Not here any more" not in "\n".join(heard)
        heard.clear()
        await face.answer("/why Work")
        await face.answer("/look")
        assert "What Work rests on" in "\n".join(heard)
        await face.answer("/why Work")
        heard.clear()
        await face.answer("/look")
        assert "What Work rests on" not in "\n".join(heard)


def test_where_nobody_is_named_no_bar_opens(tmp_path: Path) -> None:
    p = played(tmp_path, "mirror/unnamed")
    assert report.bars(p.ctx) == {}
    assert "why" not in p.verbs
