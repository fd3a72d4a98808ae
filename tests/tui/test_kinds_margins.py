"""A grid and what stands beside it: titles and sums of margins, shades, colours of lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playing import Play
from stage import Stage, stage

from aligntui.analysis.figure import Items
from aligntui.analysis.view import View
from aligntui.engine import edits, grids
from aligntui.engine.books import book_of
from aligntui.engine.kinds import cells
from aligntui.methods.library import Library
from aligntui.store.api import Handle, Store
from aligntui.tui.kinds.figures import part_lines
from aligntui.tui.widgets.line import ascii_only

METHOD = """\
method: parts
title: Who does what
level: fundamentals
collections:
  tasks: {code: TK, title: Tasks, colour: blue}
  seats: {code: Q, title: Seats, colour: gold}
  forces:
    code: {from: sort}
    title: Forces
    colour: violet
    fields: {sort: {type: choice, choices: {PX: Prices, PY: People}}}
  moves:
    code: {from: cell}
    title: Moves
    fields:
      cell: {type: choice, choices: {TKQ: Tasks by seats, LAT: Later}}
      rests: {type: link, of: [tasks, seats], many: true}
relations:
  part:
    title: Parts
    rows: tasks
    cols: seats
    fields: {letter: {type: choice, choices: {R: does it, A: answers for it, none: "-"}}}
  fit:
    title: Fit
    rows: tasks
    cols: seats
    fields: {how: {type: scale, from: -2, to: 2}}
  met:
    title: Met
    rows: tasks
    cols: seats
    fields: {is: {type: scale, from: 0, to: 1}}
  hours:
    title: Hours
    rows: tasks
    cols: seats
    fields: {many: {type: number}}
figures:
  answers:
    {use: crossing, of: part, value: letter, points: {A: 1, R: 0, none: 0},
     title: {rows: A in each row, cols: How many tasks each seat answers for}}
  does: {use: crossing, of: part, value: letter, points: {R: 1, A: 0, none: 0}}
  sums: {use: crossing, of: fit, value: how}
  share: {use: index, relation: fit, value: how}
steps:
  - {kind: board, id: write, title: Write, split: [tasks, seats]}
  - kind: matrix
    id: parts
    title: Parts
    relation: part
    ask: Which part?
    shows: [answers.rows]
    margins: {rows: [answers.rows], cols: [answers.cols, does.cols]}
  - {kind: matrix, id: fit, title: Fit, relation: fit, ask: How well?,
     margins: {rows: [sums.rows, share.rows], cols: [sums.cols, does.cols]}}
  - {kind: matrix, id: met, title: Met, relation: met, ask: Is it?}
  - {kind: matrix, id: hours, title: Hours, relation: hours, ask: How many?}
  - kind: matrix
    id: moves
    title: Moves
    holds: moves
    split: cell
    prompt: {each: met, where: is = 1, say: "{row.text} and {col.text}?", makes: {rests: [row, col]}}
"""
GRID = {"TK1>Q1": "A", "TK1>Q2": "R", "TK2>Q1": "A", "TK2>Q2": "A", "TK3>Q1": "R", "TK3>Q2": "R"}


@pytest.fixture
def parts(tmp_path: Path) -> str:
    """The file of the method."""
    path = tmp_path / "parts.yaml"
    path.write_text(METHOD, encoding="utf-8")
    return str(path)


def filled(store: Store, handle: Handle) -> None:
    """Three tasks, two seats, and what stands where they meet."""

    def keep(name: str, text: str) -> str:
        item, ops = edits.add(View(handle.session, book_of(handle.session)), store.new_id, name, text)
        handle.apply(ops)
        return item.id

    codes = {f"TK{n}": keep("tasks", f"task {n}") for n in (1, 2, 3)}
    codes |= {f"Q{n}": keep("seats", f"seat {n}") for n in (1, 2)}
    for number, (key, letter) in enumerate(GRID.items()):
        row, _, col = key.partition(">")
        view = View(handle.session, book_of(handle.session))
        ends = codes[row], codes[col]
        held = {"part": {"letter": letter}, "fit": {"how": number % 5 - 2}, "met": {"is": number % 2},
                "hours": {"many": str(number * 10)}}  # fmt: skip
        for relation, fields in held.items():
            handle.apply(edits.cross(view, relation, *ends, dict(fields)))


def grid(s: Stage) -> list[str]:
    """The rows between the question and what is said of the pair in focus."""
    return s.screen()[3:17]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_margin_is_headed_by_its_own_title_and_its_corner_counts_its_own_row(
    parts: str, size: tuple[int, int]
) -> None:
    async with stage(parts, at="parts/parts", fill=filled, size=size) as s:
        found = grids.margins(s.step.ctx)
        assert [title for title, _ in found.rows] == ["A in each row"], "shown once, though it is named twice"
        assert [title for title, _ in found.cols] == ["How many tasks each seat answers for", "sum"]
        assert found.totals == {0: ("3", 0), 1: ("3", 0)}
        text = " ".join(" ".join(grid(s)).split())
        assert "How many tasks" in text
        assert "answers for" in text
        assert re.search(r"\bA in .*each row", text)
        (row,) = [row for row in grid(s) if row.split()[:1] == ["sum"]]
        assert row.split()[:4] == ["sum", "1", "2", "3"]
        note = next(note for note in s.step.kind.sight(s.step.ctx, s.step.state).notes if "How many" in note)
        assert note.endswith("Q1 2, Q2 1")


async def test_margins_without_titles_of_their_own_do_not_share_one(parts: str) -> None:
    async with stage(parts, at="parts/fit", fill=filled) as s:
        found = grids.margins(s.step.ctx)
        assert [title for title, _ in found.rows] == ["sum", "share"]
        assert [title for title, _ in found.cols] == ["sum sums", "sum does"]


async def test_a_low_window_counts_the_margins_it_has_no_row_for(parts: str) -> None:
    async with stage(parts, at="parts/parts", fill=filled) as s:
        from aligntui.tui.kinds.grid import draw
        from aligntui.tui.widgets.line import plain

        drawn, _ = draw(s.step.cross, 80, 4)
        assert len(drawn) == 4
        assert "+ 2 more below" in plain(drawn)[-1]


async def test_a_value_between_others_has_a_shade_that_repeats_it(parts: str) -> None:
    async with stage(parts, at="parts/fit", fill=filled) as s:
        await s.keys("end")
        rows = [row for row in grid(s) if " task " in row]
        assert ["-2 " in rows[0], "0▒" in rows[1], "+1▓" in rows[1], "+2█" in rows[2]] == [True] * 4
        plain = [ascii_only(((row, "text"),))[0][0] for row in rows]
        assert [row for row in plain if not row.isascii()] == []
        assert "+2#" in plain[2]


@pytest.mark.parametrize(("step", "shaded"), [("met", False), ("parts", False), ("hours", True)])
async def test_numbers_are_shaded_and_what_has_nothing_between_is_not(
    parts: str, step: str, shaded: bool
) -> None:
    async with stage(parts, at=f"parts/{step}", fill=filled) as s:
        assert bool(set("░▒▓█") & set("".join(grid(s)))) == shaded
        if shaded:
            assert "50█" in "".join(grid(s))
            assert s.step.cross.levels[s.step.cross.rows[0].id, s.step.cross.cols[1].id] == 0.2


async def test_lists_have_their_colour_whatever_letters_their_codes_begin_with(parts: str) -> None:
    async with stage(parts, at="parts/parts", fill=filled) as s:
        cross = s.step.cross
        assert {head.role for head in cross.rows} == {"blue"}
        assert {head.role for head in cross.cols} == {"gold"}
        force, ops = edits.add(s.view, s.store.new_id, "forces", "dear flour", {"sort": "PX"})
        s.handle.apply(ops)
        assert s.view.code(force.id) == "PX1"
        (row,) = part_lines(Items([force.id]), s.view, 80, {})
        assert next(role for text, role in row if "PX1" in text) == "violet"


async def test_a_cell_prompts_with_pairs_of_lists_whose_codes_have_two_letters(parts: str) -> None:
    async with stage(parts, at="parts/moves", fill=filled) as s:
        kind, ctx, state = s.step.kind, s.step.ctx, s.step.state
        asked = kind.prompt(ctx, state)
        assert asked is not None
        assert [ctx.view.code(item) for item in asked.values()] == ["TK1", "Q2"]
        card, ops = edits.add(s.view, s.store.new_id, "moves", "one move", {"cell": "TKQ"})
        s.handle.apply(ops)
        await s.poll()
        first, second = cells.sides(s.step.ctx, s.view.session.items[card.id])
        assert [{s.view.code(item).rstrip("123") for item in side} for side in (first, second)] == [
            {"TK"},
            {"Q"},
        ]


def test_shipped_grids_keep_their_short_titles() -> None:
    p = Play("tows/grid", library=Library()).tell("factors", "match")
    found = grids.margins(p.ctx)
    assert [title for title, _ in found.rows][-1:] == ["sum"]
    assert found.totals == {1: ("37", 1)}
