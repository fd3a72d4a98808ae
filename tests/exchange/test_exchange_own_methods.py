"""What a method of one's own holds leaves like anything else: on the plan, in the report, as spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from drafts import drafts
from own_methods import CANVAS, DUTIES
from playing import Play
from sample_items import library_of, sampled

from aligntui.analysis import figures_shown
from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.view import View
from aligntui.exchange import csv_export, markdown
from aligntui.exchange.registry import find, formats


def viewed(tmp_path: Path, text: str, at: str, **how: object) -> View:
    return sampled(Play(at, library=library_of(tmp_path, text)), **how).view


def table(view: View, name: str) -> list[dict[str, str]]:
    text = csv_export.export(view, name).removeprefix("\ufeff")
    heads, *rows = csv.reader(io.StringIO(text))
    assert len(set(heads)) == len(heads), heads
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_a_method_without_a_plan_has_one_by_convention(tmp_path: Path) -> None:
    page = plan(viewed(tmp_path, CANVAS, "canvas/page"), "2026-11-21")
    titles = [section.title for section in page.sections if section.lines]
    assert titles == [
        "Problems", "Buyers", "Promises", "Remedies", "Channels", "Revenues", "Costs", "Metrics", "Edges",
        "Frame", "Does it fit?", "Canvas, in short",
    ]  # fmt: skip
    text = as_text(page, 80)
    assert re.search(r"PB1 Problems 1 +said 1", text)
    assert re.search(r"DOES IT FIT\? +SN1 +SN2", text)
    assert "said 1" not in text.partition("METRICS")[2].partition("EDGES")[0], "what is long stands behind"


def test_what_is_not_written_yet_is_named_with_its_step(tmp_path: Path) -> None:
    page = plan(Play("canvas/page", library=library_of(tmp_path, CANVAS)).view, "2026-11-21")
    assert ("problems", "canvas/market", "Market") in [(s.empty, s.asks, s.step) for s in page.missing]


def test_readings_of_what_hangs_on_others_stay_off_the_page_unless_shown(tmp_path: Path) -> None:
    nested = DUTIES.replace(
        "relations:",
        """\
  notes: {code: {under: readings, mark: n}, of: readings, title: Notes}
relations:""",
    )
    page = plan(viewed(tmp_path, nested, "duties/grid2"), "2026-11-21")
    titles = [section.title for section in page.sections if section.lines]
    assert "Readings" in titles
    assert "Notes" not in titles
    assert "Notes" in markdown.export(viewed(tmp_path, nested, "duties/grid2"))


def test_a_method_that_declares_a_plan_or_adds_to_shared_lists_keeps_its_own() -> None:
    for at in ("swot/result", "tows/result", "choose/decide", "scenarios/result", "vision/page"):
        p = Play(at).tell()
        declared = {section.key for section in p.view.book.plan}
        assert {section.key for section in plan(p.view).sections} == declared, at


def test_the_report_has_every_list_once_and_grids_with_their_letters(tmp_path: Path) -> None:
    text = markdown.export(viewed(tmp_path, DUTIES, "duties/grid2"))
    assert re.search(r"(?m)^\| AC1 \| Chores 1 \| R \| A \|$", text)
    for title in ("Chores", "Roles", "Who does what"):
        assert len(re.findall(rf"(?m)^###? {re.escape(title)}$", text)) == 1
    text = markdown.export(viewed(tmp_path, CANVAS, "canvas/page"))
    assert re.search(r"(?m)^## Metrics$", text), "what the page leaves out stands in a chapter"


def test_a_wide_grid_is_told_row_by_row(tmp_path: Path) -> None:
    text = markdown.export(viewed(tmp_path, DUTIES, "duties/grid2", each=12))
    assert all(row.count(" | ") <= 8 for row in text.split("\n"))
    assert re.search(r"(?m)^- \*\*AC1\*\* Chores 1 \(RO1 R, RO2 A, .*RO12 I\)$", text)


def test_spreadsheets_have_one_row_an_item_and_no_heading_twice(tmp_path: Path) -> None:
    view = viewed(tmp_path, DUTIES, "duties/grid2")
    chores = table(view, "chores")
    assert [(row["code"], row["status"], row["cost"]) for row in chores] == [
        ("AC1", "draft", "10"), ("AC2", "draft", "20"),
    ]  # fmt: skip
    assert table(view, "duty") == [
        {"code": "AC1", "words": "Chores 1", "RO1 Roles 1": "R", "RO2 Roles 2": "A"},
        {"code": "AC2", "words": "Chores 2", "RO1 Roles 1": "C", "RO2 Roles 2": "I"},
    ]
    canvas = viewed(tmp_path, CANVAS, "canvas/page")
    assert table(canvas, "frame") == [{"who asks": "said 1", "until": "2027-03-01"}]
    assert table(canvas, "fit")[0]["SN2 Remedies 2"] == "2"


def test_the_field_called_as_a_column_that_every_list_has_is_told_apart() -> None:
    view = Play("scenarios/signposts").tell().view
    heads = next(csv.reader(io.StringIO(csv_export.export(view, "signposts").removeprefix("\ufeff"))))
    assert heads.count("status") == 1
    assert "Signposts status" in heads
    for name in (*view.book.collections, *view.book.relations, *view.book.records, *view.book.groups):
        table(view, name)


def test_values_of_a_crossing_with_several_stand_beside_each_other() -> None:
    view = Play("tows/result").tell("people", "factors", "match").view
    row, first = table(view, "match")[0], view.items("opportunities")[0]
    assert {f"O1 {first.text}: match", f"O1 {first.text}: because"} <= row.keys()


def test_codes_over_the_columns_of_a_grid_are_told_by_their_words(tmp_path: Path) -> None:
    view = viewed(tmp_path, DUTIES, "duties/grid2")
    page = plan(view, "2026-11-21")
    assert "RO1 Roles 1; RO2 Roles 2" in as_text(page, 80)
    text = markdown.export(view)
    assert re.findall(r"(?m)^\| .*RO1.*$", text) == ["|  | Who does what | RO1 Roles 1 | RO2 Roles 2 |"]


def test_a_section_that_has_the_name_of_a_list_does_not_stand_for_all_of_it(tmp_path: Path) -> None:
    told = """\
plan:
  - {key: revenues, title: Ways we earn, parts: [{of: revenues, says: ["{text}"]}]}
steps:"""
    text = markdown.export(viewed(tmp_path, CANVAS.replace("\nsteps:", f"\n{told}"), "canvas/page"))
    assert re.search(r"(?m)^### Ways we earn$", text)
    assert re.search(r"(?m)^## Revenues$", text), "its fields stand nowhere else"


def test_no_two_columns_of_a_table_have_the_same_heading(tmp_path: Path) -> None:
    text = DUTIES.replace("figures:\n", "figures:\n  due: {use: total, of: chores, value: cost}\n")
    side = "  - {kind: table, id: side, title: Side, of: chores, shows: [due.shares, due.values]}\n"
    view = viewed(tmp_path, text + side, "duties/side")
    heads = next(row for row in markdown.export(view).split("\n") if row.startswith("|  | Chores"))
    assert re.findall(r"due[a-z ]*\b", heads) == ["due", "due shares", "due values"]
    assert {"due", "due shares", "due values"} <= table(view, "chores")[0].keys()


def test_what_stands_on_the_plan_by_convention_is_offered_as_a_spreadsheet(tmp_path: Path) -> None:
    view = viewed(tmp_path, DUTIES, "duties/grid2")
    assert [name for name in formats(view.book) if "csv" in name and name[4:] in ("chores", "roles", "duty")]
    assert find("csv-duty", view).write(view)
    with pytest.raises(LookupError):
        csv_export.export(view, "nothing")


def test_a_spreadsheet_is_offered_by_the_title_of_its_list() -> None:
    assert formats(drafts().everything())["csv-team_tasks"].help == "tasks of the team as a spreadsheet"


def test_a_figure_that_only_another_one_reads_says_nothing_on_the_page(tmp_path: Path) -> None:
    figures = """\
figures:
  income: {use: total, of: revenues, value: amount, title: Income}
  spend: {use: total, of: costs, value: amount, title: Spending}
  cover: {use: ratio, above: income.total, below: spend.total, title: Cover}
"""
    text = as_text(plan(viewed(tmp_path, CANVAS.replace("figures:\n", figures), "canvas/page")), 100)
    assert "Cover: 1.00" in text
    assert "Income" not in text
    assert "Spending" not in text
    shown = CANVAS.replace("figures:\n", figures).replace("sums.line]", "sums.line, income.total]")
    text = as_text(plan(viewed(tmp_path, shown, "canvas/page")), 100)
    assert "Income: 30 in all" in text
    assert "Spending" not in text


FIGURED = CANVAS.replace(
    "  early: {use: count",
    "  crossed: {use: crossing, of: fit, value: strength}\n"
    "  money: {use: total, of: revenues, value: amount}\n"
    "  early: {use: count",
).replace("show:\n      [problems,", "show:\n      [crossed.grid, money.bars, early.items, problems,")


def test_figures_of_a_report_stand_in_markdown_as_tables(tmp_path: Path) -> None:
    text = markdown.export(viewed(tmp_path, FIGURED, "canvas/page"), "2026-11-21")
    chapter = text.partition("## On one page")[2].partition("\n## ")[0]
    assert "|  | SN1 Remedies 1 | SN2 Remedies 2 |" in chapter
    rows = [row for row in chapter.splitlines() if row.startswith("| PB1")]
    assert [row.count("|") for row in rows] == [4], "a cell for each column"
    assert re.search(r"\| RV1 Revenues 1 \| \d+ \|", chapter)


def test_figures_that_only_some_may_see_stand_in_no_markdown(tmp_path: Path) -> None:
    secret = FIGURED.replace(
        "    title: On one page\n", "    title: On one page\n    privacy: {sees: facilitator}\n"
    )
    view = viewed(tmp_path, secret, "canvas/page")
    assert "## On one page" not in markdown.export(view, "2026-11-21")


ALONE = """\
method: helps
title: Helps
level: fundamentals
relations:
  helps:
    title: Does it help?
    rows: goals
    cols: risks
    fields: {help: {type: choice, choices: {Y: helps, N: does not}}}
steps:
  - {kind: matrix, id: grid, title: Grid, relation: helps}
"""


def test_a_grid_of_lists_of_others_alone_stands_on_the_plan_and_in_the_report(tmp_path: Path) -> None:
    view = viewed(tmp_path, ALONE, "helps/grid")
    assert [s.title for s in plan(view).sections if s.lines][-1] == "Does it help?"
    assert re.search(r"(?m)^###? Does it help\?$", markdown.export(view))
    assert table(view, "helps")[0].keys() >= {"code", "words"}


def test_every_draft_with_lists_of_its_own_has_a_page_and_spreadsheets() -> None:
    library = drafts()
    for head in [one for one in library.methods() if one.origin == "yours"]:
        method = library.method(head.name)
        p = sampled(Play(f"{method.method}/{method.steps[0].id}", library=library))
        if p.view.items(method.collections):
            assert any(section.lines for section in plan(p.view).sections), method.method
        for name in (*method.collections, *method.relations, *method.records):
            table(p.view, name)
        for step in method.steps:
            if step.kind == "report":
                sight = Play(f"{method.method}/{step.id}", library=library, beside=p).sight
                assert sight.rows or sight.notes, f"{method.method}/{step.id}"


def test_who_goes_to_whom_stands_in_no_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tied = FIGURED.replace(
        "{use: total, of: revenues, value: amount}", "{use: network, ties: canvas/who}"
    ).replace(
        "steps:\n", "steps:\n  - {kind: ask, id: who, title: Who, about: people, answer: {type: ties}}\n"
    )
    shown: list[str] = []
    monkeypatch.setattr(
        figures_shown, "_parts", lambda figures, method, ref, view: iter([shown.append(ref)][:0])
    )
    markdown.export(viewed(tmp_path, tied, "canvas/page"), "2026-11-21")
    assert "crossed.grid" in shown
    assert "money.bars" not in shown
