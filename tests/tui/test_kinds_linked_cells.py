"""A grid whose cells hold links: a person by name, anything else by its code or its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playing import Play
from sample_items import library_of
from stage import Stage, stage

from aligntui.analysis.view import View
from aligntui.engine import edits, grids
from aligntui.engine.books import book_of
from aligntui.exchange import csv_export, markdown, yaml_export
from aligntui.methods.errors import GuideProblems
from aligntui.methods.library import Library
from aligntui.session.ops import Retire
from aligntui.store.api import Handle, Store

METHOD = """\
method: duty
title: Who has it
level: fundamentals
collections:
  tasks: {code: TK, title: Tasks, fields: {keeper: {type: link, of: people, label: keeper}}}
  shifts: {code: SH, title: Shifts}
  tools: {code: TL, title: Tools}
relations:
  duty:
    title: Who is on duty
    rows: tasks
    cols: shifts
    fields:
      who: {type: link, of: people, ask: Who has it?}
      with: {type: link, of: tools, label: with}
steps:
  - {kind: board, id: write, title: Write, split: [tasks, shifts, tools]}
  - {kind: matrix, id: grid, title: Duty, relation: duty, ask: Who has it?}
  - {kind: matrix, id: keep, title: Keepers, of: tasks, fields: [keeper], ask: Who keeps it?}
"""


def written(store: Store, handle: Handle) -> None:
    """Two tasks, a shift, two tools and a person."""
    for name, text in (
        ("tasks", "open"), ("tasks", "close"), ("shifts", "early"), ("tools", "a key"), ("tools", "a till"),
        ("people", "Ines Calder"),
    ):  # fmt: skip
        view = View(handle.session, book_of(handle.session))
        handle.apply(edits.add(view, store.new_id, name, text)[1])


@pytest.fixture
def duty(tmp_path: Path) -> str:
    """The file of the method."""
    path = tmp_path / "duty.yaml"
    path.write_text(METHOD, encoding="utf-8")
    return str(path)


def seen(s: Stage) -> str:
    return "\n".join(s.screen())


def people(s: Stage) -> list[str]:
    return [item.text for item in s.view.items("people")]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_person_in_a_cell_is_typed_by_name_and_read_by_code_and_name(
    duty: str, size: tuple[int, int]
) -> None:
    async with stage(duty, at="duty/grid", fill=written, size=size) as s:
        await s.keys("enter")
        await s.type("ines calder")
        await s.keys("enter")
        assert people(s) == ["Ines Calder"], "a known name is that person"
        await s.type("tl2")
        await s.keys("enter")
        code = s.view.code(s.view.items("people")[0])
        await s.keys("up")
        assert code in seen(s)
        assert "Ines Calder" in seen(s), "the pair in focus says the name"
        assert "with: a till" in seen(s)
        await s.keys("down", "enter")
        await s.type("Lily Marsh")
        await s.keys("enter")
        assert people(s) == ["Ines Calder", "Lily Marsh"], "a new name is a new person"
        links = s.view.links("duty")
        known = {item.id for item in s.view.items("people")}
        assert {link.fields["who"] for link in links.values()} == known


async def test_fields_of_items_across_take_people_too(duty: str) -> None:
    async with stage(duty, at="duty/keep", fill=written) as s:
        await s.type("Sofia Brandt")
        await s.keys("enter")
        keeper = s.view.items("tasks")[0].fields["keeper"]
        assert s.view.session.items[keeper].text == "Sofia Brandt"
        assert s.view.code(keeper) in seen(s)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_may_be_typed_stands_below_the_grid(duty: str, size: tuple[int, int]) -> None:
    async with stage(duty, at="duty/grid", fill=written, size=size) as s:
        assert s.shows("Ines Calder"), "people by name"
        assert not s.shows("TL1 a key"), "it is not asked yet"
        await s.type("ines calder\n")
        assert s.shows("TL1 a key and TL2 a till")


async def test_esc_leads_out_of_a_line_that_cannot_be_read_and_its_words_wait(duty: str) -> None:
    async with stage(duty, at="duty/grid", fill=written) as s:
        await s.type("ines calder")
        await s.keys("enter")
        await s.type("hammer")
        await s.keys("escape")
        assert not s.step.state.line
        assert s.message.startswith('!! "hammer" is not there.')
        assert s.message.endswith("It waits in the line.")
        await s.keys("down")
        assert s.step.state.row == s.view.items("tasks")[1].id, "the grid has the keys"
        await s.keys("up", "enter", "enter")
        assert s.step.state.line == "with"
        assert s.step.why.value == "hammer"


def played(tmp_path: Path) -> Play:
    library: Library = library_of(tmp_path, METHOD)
    p = Play("duty/write", library=library)
    for name, text in (("tasks", "open"), ("shifts", "early"), ("tools", "a key"), ("people", "Ines Calder")):
        p.keep(edits.add(p.view, p.new_id, name, text)[1])
    return Play("duty/grid", library=library, beside=p)


def only(p: Play, name: str) -> Any:
    return p.view.items(name)[0]


def test_what_is_linked_leaves_by_name_and_code(tmp_path: Path) -> None:
    p = played(tmp_path)
    subject = f"{only(p, 'tasks').id}>{only(p, 'shifts').id}"
    p.do("answer", item=subject, value="Ines Calder")
    assert grids.value(p.ctx, *grids.ends_in(subject)) == only(p, "people").id
    (row,) = p.sight.rows
    assert row.value == f"{p.view.code(only(p, 'people'))} Ines Calder"
    for text in (csv_export.export(p.view, "duty"), markdown.export(p.view, "2026-11-21")):
        assert "Ines Calder" in text
        assert only(p, "people").id not in text
    assert only(p, "people").id not in yaml_export.export(p.view)


def test_what_is_no_item_of_the_list_is_refused_in_a_sentence(tmp_path: Path) -> None:
    p = played(tmp_path)
    subject = f"{only(p, 'tasks').id}>{only(p, 'shifts').id}"
    p.do("keep", item=subject, value="a hammer")
    assert p.said[-1].id == "unclear"
    assert "a hammer" in str(p.said[-1].facts["words"])
    p.do("keep", item=subject, value="A KEY")
    (link,) = p.view.links("duty").values()
    assert link.fields["with"] == only(p, "tools").id


@pytest.mark.parametrize(
    ("was", "line"),
    [
        ("who: {type: link, of: people,", "who: {type: link, of: people, many: true,"),
        ("with: {type: link, of: tools,", "with: {type: link, of: tools, many: true,"),
        ("keeper: {type: link, of: people,", "keeper: {type: link, of: people, many: true,"),
    ],
)
def test_a_cell_that_would_hold_several_links_is_refused(tmp_path: Path, was: str, line: str) -> None:
    with pytest.raises(GuideProblems, match="a cell of a grid holds one link"):
        library_of(tmp_path, METHOD.replace(was, line)).find("duty")


def test_a_cell_whose_person_is_gone_is_open_again(tmp_path: Path) -> None:
    p = played(tmp_path)
    subject = f"{only(p, 'tasks').id}>{only(p, 'shifts').id}"
    p.do("answer", item=subject, value="Lily Marsh")
    assert grids.crossing(p.ctx).open == 0
    lily = next(item for item in p.view.items("people") if item.text == "Lily Marsh")
    p.keep([Retire(id=lily.id)])
    assert grids.crossing(p.ctx).open == 1
    assert p.sight.rows[0].value == ""
