"""Runs, waivers, title, definitions, and what the head of the file tells."""

from __future__ import annotations

import msgspec
import pytest
from session_kit import ANA, BOB, World, a_run

from aligntui.session import head, ops
from aligntui.session.apply import Refused
from aligntui.session.model import Definition, Round


@pytest.fixture
def world():
    world = World()
    world.do(ANA, ops.Begin(run=a_run()))
    return world


def walk(world, by, step, field, to, was=None):
    return world.do(by, ops.Walk(run="run1", step=step, field=field, was=was, to=to))


def test_begin_and_drop(world):
    assert world.session.meta.doing == "Half day with the team"
    assert world.session.meta.progress == "1 of 3"
    with pytest.raises(Refused, match=r"This sitting was begun already\."):
        world.do(ANA, ops.Begin(run=a_run()))
    world.do(ANA, ops.Drop(run=a_run()))
    assert world.session.meta.doing == ""
    with pytest.raises(Refused, match=r"This sitting is no longer in the session\."):
        world.do(ANA, ops.Drop(run=a_run()))


def test_a_run_with_a_vote_stays(world):
    world.do(ANA, ops.Open(round=Round(id="r", step="pulse/ask", run="run1")))
    with pytest.raises(Refused, match=r'^A round was held in "Half day with the team"; it stays\.$'):
        world.do(ANA, ops.Drop(run=a_run()))


def test_progress_is_told_in_lines_of_the_agenda(world):
    walk(world, ANA, "r1", "state", "done", was="todo")
    assert world.session.meta.progress == "2 of 3"
    walk(world, ANA, "r2", "state", "skipped", was="todo")
    walk(world, ANA, "r3", "state", "done", was="todo")
    assert world.session.meta.progress == "done"
    assert head.progress(msgspec.structs.replace(a_run(), steps=[])) == ""


def test_walking(world):
    applied = walk(world, ANA, "r2", "used", 60)
    assert applied.change.ops[0].was == 0
    assert walk(world, ANA, "r2", "used", 60).change.ops == []
    with pytest.raises(Refused, match=r"This step was taken off the running order meanwhile\."):
        walk(world, ANA, "r9", "state", "done")
    with pytest.raises(Refused, match='A step has no "entry" to set'):
        walk(world, ANA, "r2", "entry", 4)


def test_a_new_running_order_keeps_what_was_walked_meanwhile(world):
    steps = world.session.runs["run1"].steps
    walk(world, BOB, "r1", "state", "done")
    walk(world, BOB, "r1", "used", 300)
    seen = [steps[1], steps[0]]
    applied = world.do(ANA, ops.Plan(run="run1", field="steps", was=steps, to=seen))
    now = world.session.runs["run1"].steps
    assert [step.id for step in now] == ["r2", "r1"]
    assert (now[1].state, now[1].used) == ("done", 300)
    assert isinstance(applied.change.ops[0].to[0], dict)


def test_planning(world):
    world.do(ANA, ops.Plan(run="run1", field="as_of", was="", to="2026-11-24"))
    assert world.session.runs["run1"].as_of == "2026-11-24"
    assert world.undo(ANA).note == "Undone: as of is empty again."
    with pytest.raises(Refused, match='A sitting has no "agenda" to set'):
        world.do(ANA, ops.Plan(run="run1", field="agenda", to="x"))


def test_waivers(world):
    world.do(ANA, ops.Waive(what="need:tows", reason="no data yet"))
    assert world.session.waivers["need:tows"].reason == "no data yet"
    with pytest.raises(Refused) as told:
        world.do(BOB, ops.Waive(what="need:tows", reason="we know it by heart"))
    assert told.value.sentence == 'It was set aside meanwhile: "no data yet"'
    assert told.value.words == "we know it by heart"
    world.do(BOB, ops.Waive(what="need:tows", was="no data yet", reason="later"))
    with pytest.raises(Refused, match=r"^bob changed the reason since\.$"):
        world.do(ANA, ops.Waive(what="need:tows", was="no data yet"))
    world.do(ANA, ops.Waive(what="need:tows", was="later"))
    assert world.session.waivers == {}


def test_the_title(world):
    world.do(ANA, ops.Name(was="Millrace 2027", to="Millrace 2028"), note='Renamed to "Millrace 2028"')
    assert world.session.meta.title == "Millrace 2028"
    assert world.session.meta.last == 'Renamed to "Millrace 2028"'
    with pytest.raises(Refused, match=r"A session needs a title\."):
        world.do(ANA, ops.Name(was="Millrace 2028", to="  "))


def test_definitions_are_kept_for_ever(world):
    op = ops.Define(name="swot", version=1, hash="h", body={"title": "SWOT", "steps": ("a", "b")})
    world.do(ANA, op)
    assert world.session.methods["swot"] == Definition(
        name="swot", version=1, hash="h", body={"title": "SWOT", "steps": ["a", "b"]}
    )
    assert world.do(ANA, op).change.ops == []
    # Undo passes over it, to the run that was begun before.
    assert world.undo(ANA).note == 'Undone: "Half day with the team" is taken back.'
    assert "swot" in world.session.methods


def test_people_are_the_team_or_else_who_wrote(world):
    assert world.session.meta.people == 1
    world.do(BOB, ops.Name(was="", to="x"))
    assert world.session.meta.people == 2
    for name in ("Priya Lund", "Tomasz Wren", "Lily Marsh"):
        world.add(ANA, "people", name)
    assert world.session.meta.people == 3


def test_whoever_goes_by_another_name_is_one_person(world):
    world.do(BOB, ops.Name(was="", to="x"))
    world.do("root", ops.Name(was="x", to="y"))
    assert world.session.meta.people == 3
    world.do("root", ops.Steer(run="run1", field="renamed", was={}, to={"root": "Lily Marsh"}))
    assert world.session.meta.people == 3, "under the new name nobody has written yet"
    world.do("Lily Marsh", ops.Name(was="y", to="z"))
    assert world.session.meta.people == 3
    assert head.former_names(world.session) == {"root"}


def test_whom_one_alone_names_does_not_sit_there(world):
    world.add(ANA, "people", "Priya Lund")
    world.add(ANA, "people", "Tomasz Wren")
    alone = {ref: msgspec.structs.replace(run, solo=True) for ref, run in world.session.runs.items()}
    assert head.people(world.session) == 2
    assert head.people(msgspec.structs.replace(world.session, runs=alone)) == 1
    world.do(BOB, ops.Name(was="", to="x"))
    assert head.people(msgspec.structs.replace(world.session, runs=alone)) == 2, "who writes there does"


def test_counts_that_came_wrong_are_counted_again(world):
    ref = world.add(ANA, "strengths", "one")
    world.add(ANA, "weaknesses", "two")
    world.session.meta.counts.clear()
    world.checked = False
    world.do(ANA, ops.Status(id=ref, was="draft", to="parked"))
    assert world.session.meta.counts == {"weaknesses": 1}
