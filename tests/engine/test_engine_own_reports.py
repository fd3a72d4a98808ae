"""A report shows the lists, forms and grids of any method: those it is told to, and what hangs on each."""

from __future__ import annotations

from pathlib import Path

from own_methods import CANVAS, DUTIES
from playing import Play
from sample_items import library_of, sampled

from aligntui.engine.kind import Errand


def played(tmp_path: Path, text: str, at: str, **how: object) -> Play:
    return sampled(Play(at, library=library_of(tmp_path, text)), **how)


def codes(play: Play, group: str = "") -> list[str]:
    return [row.code for row in play.sight.rows if row.code and group in row.group]


def test_lists_a_form_and_a_grid_stand_in_the_order_of_show(tmp_path: Path) -> None:
    p = played(tmp_path, CANVAS, "canvas/page")
    groups = list(dict.fromkeys(row.group for row in p.sight.rows))
    assert groups[:11] == [
        "Problems", "Buyers", "Promises", "Remedies", "Channels", "Revenues", "Costs", "Metrics", "Edges",
        "Frame", "Does it fit?",
    ]  # fmt: skip
    first = p.sight.rows[0]
    assert (first.words, first.value) == ("Problems 1", "today said 1")
    assert "who asks: said 1" in [row.words for row in p.sight.rows if row.group == "Frame"]
    grid = [(row.words, row.value) for row in p.sight.rows if row.group == "Does it fit?"]
    assert grid == [
        ("Problems 1", "SN1 1, SN2 2"),
        ("Problems 2", "SN1 2, SN2 2"),
        ("SN1 Remedies 1; SN2 Remedies 2", ""),
    ]
    assert "1 early." in p.sight.notes
    item = p.view.items("costs")[1]
    assert p.do("why", item.id).go == Errand("why", item.id)


def test_figures_named_before_the_first_list_stand_before_it(tmp_path: Path) -> None:
    text = CANVAS.replace("      [problems, buyers", "      [early.n, problems, buyers")
    groups = list(dict.fromkeys(row.group for row in played(tmp_path, text, "canvas/page").sight.rows))
    assert groups.index("How many") == 0
    assert groups.index("Problems") == 1
    assert len(groups) > 12, "what is named behind them stands behind them"


def test_an_empty_list_takes_no_row_and_breaks_nothing(tmp_path: Path) -> None:
    p = Play("canvas/page", library=library_of(tmp_path, CANVAS))
    assert codes(p) == []
    assert p.verbs == {"go-on", "go-back"}


def test_letters_stand_in_the_cells_of_a_grid(tmp_path: Path) -> None:
    p = played(tmp_path, DUTIES, "duties/grid2")
    assert [row.value or row.words for row in p.sight.rows] == [
        "RO1 R, RO2 A", "RO1 C, RO2 I",
        "RO1 Roles 1; RO2 Roles 2", "R does it; A answers for it; C is asked; I is told",
    ]  # fmt: skip


def test_a_form_may_be_named_with_what_it_is(tmp_path: Path) -> None:
    text = CANVAS.replace("edges, frame, fit,", "edges, 'record:frame', fit,")
    assert "record:frame" in text
    p = played(tmp_path, text, "canvas/page")
    assert "who asks: said 1" in [row.words for row in p.sight.rows if row.group == "Frame"]


def test_of_and_filter_choose_the_items_and_their_order(tmp_path: Path) -> None:
    p = played(tmp_path, DUTIES, "duties/costly", each=4)
    assert codes(p, "Chores") == ["AC4", "AC3", "AC2"]


def test_a_figure_says_which_items_a_report_is_of(tmp_path: Path) -> None:
    p = played(tmp_path, DUTIES, "duties/figured", each=3)
    assert codes(p, "Figured") == ["AC2", "AC3"]


def test_each_repeats_the_report_for_what_the_filter_takes(tmp_path: Path) -> None:
    p = played(tmp_path, DUTIES, "duties/each", each=4)
    groups = [row.group for row in p.sight.rows]
    assert list(dict.fromkeys(groups)) == ["AC4 Chores 4: readings", "AC3 Chores 3: readings"]
    assert groups.count("AC4 Chores 4: readings") == 4


def test_an_item_on_which_nothing_hangs_shows_its_own_answers(tmp_path: Path) -> None:
    p = played(tmp_path, DUTIES, "duties/bare")
    words = [row.words for row in p.sight.rows if row.group == "AC2 Chores 2"]
    assert words == ["due: 2 Mar 27", "status: 20"]


def test_a_report_for_the_facilitator_tells_others_nothing_but_that(tmp_path: Path) -> None:
    p = played(tmp_path, DUTIES, "duties/lead", by="Ines Calder")
    assert codes(p) == ["AC1", "AC2"]
    other = Play("duties/lead", beside=p, person="Tomasz Wren", role="participant")
    assert (other.sight.rows, other.sight.notes) == ((), ("Only whoever leads sees this.",))
    assert other.verbs == {"go-on", "go-back"}
    assert other.kind.finding(other.ctx, other.state, {}) is None


def test_a_report_without_names_leaves_out_what_names_people(tmp_path: Path) -> None:
    p = Play("duties/named", library=library_of(tmp_path, DUTIES)).tell("people")
    assert any("Dot Okafor" in row.words for row in p.sight.rows)
    bare = Play("duties/unnamed", beside=p)
    assert bare.sight.rows, "how many there are names nobody"
    assert not any("Okafor" in f"{row.words}{row.value}" for row in bare.sight.rows)
