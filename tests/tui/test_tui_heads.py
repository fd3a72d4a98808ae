"""Heads in little room: task and trail do not touch, and a narrow column keeps its name."""

from __future__ import annotations

import pytest

from aligntui.text.clean import width
from aligntui.tui.frame import title
from aligntui.tui.kinds.panes import Card, Pane, Panes, draw
from aligntui.tui.widgets.line import plain

TRAIL = ["Collect", "Rate", "Reply", "Page"]


@pytest.mark.parametrize("cells", [60, 80, 120])
@pytest.mark.parametrize("now", range(len(TRAIL)))
def test_the_trail_gives_way_to_the_task_and_never_touches_it(cells: int, now: int) -> None:
    for long in range(1, cells + 20):
        heading = ("PESTLE, likelihood by impact: " * 5)[:long].strip()
        [row] = plain([title(cells, heading, TRAIL, now)])
        assert width(row) <= cells
        assert f"[{TRAIL[now]}]" in row
        task, gap, _ = row.partition("  ")
        assert gap, row
        assert task.strip().removesuffix("..").strip() in heading
        if width(heading) <= cells * 2 // 3 - 4:
            assert task.strip() == heading


@pytest.mark.parametrize("cells", [60, 80, 120])
@pytest.mark.parametrize("now", range(len(TRAIL)))
@pytest.mark.parametrize("note", ["one for the team, 1 of 2 are done beside the lead", "2 of 3 are in" * 9])
def test_the_task_keeps_its_first_words_beside_any_note(cells: int, now: int, note: str) -> None:
    [row] = plain([title(cells, "SWOT: how well do we stand?", TRAIL, now, note)])
    assert width(row) <= cells
    assert row.startswith(" SWOT: how well do"), row
    assert note in row or note[:20] in row, row


def test_a_narrow_column_keeps_its_name_before_how_many_it_takes_at_most() -> None:
    names = ("Problem", "Solution", "Unique value proposition", "Unfair advantage", "Customer segments")
    panes = [
        Pane(key=name[:2].upper(), title=name, count="2, max 3", cards=[Card(name, "LP1", "Words")])
        for name in names
    ]
    lines, _ = draw(Panes(panes, across=5), 80, 6, focused=False)
    head = plain(lines)[0]
    assert all(name.upper()[:6] in head for name in names), head
    assert "max" not in head
    assert head.count(" 2") == 5, head
    wide = plain(draw(Panes(panes[:2], across=2), 80, 6, focused=False)[0])[0]
    assert wide.count("2, max 3") == 2


@pytest.mark.parametrize("now", range(len(TRAIL)))
def test_what_was_before_is_left_out_only_where_it_has_no_room(now: int) -> None:
    for cells in range(60, 130):
        [row] = plain([title(cells, "SWOT: how do we know?", TRAIL, now, "each for themselves")])
        task, left_out, shown = row.partition("... > ")
        if left_out:
            first = TRAIL.index(shown.split(" > ")[0].strip("[]"))
            back = f"{TRAIL[first - 1]} > {shown}" if first == 1 else f"... > {TRAIL[first - 1]} > {shown}"
            assert len(task.rstrip()) + 2 + len(back) > cells, row
