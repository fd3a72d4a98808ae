"""Where one stands in a run, which phases there are, and what comes next."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace
from playing import Play

from aligntui.engine.runs import sittings, walk
from aligntui.engine.runs.clock import RunClock
from aligntui.methods.book import Book
from aligntui.methods.library import Library
from aligntui.methods.types import Agenda, Step
from aligntui.session import head
from aligntui.session.model import Room, Run, RunStep
from aligntui.session.ops import Plan, Walk


def new_ids() -> Callable[[], str]:
    count = itertools.count(1)
    return lambda: f"n{next(count)}"


LIBRARY = Library()


@pytest.fixture(scope="module")
def book() -> Book:
    return LIBRARY.book(["swot", "tows", "vision"])


def run_of(*steps: tuple[str, int, str], solo: bool = False) -> Run:
    made = [
        RunStep(id=f"r{n}", step=ref, entry=entry, title=ref, state=state)  # type: ignore[arg-type]
        for n, (ref, entry, state) in enumerate(steps)
    ]
    return Run(id="run", title="Run", solo=solo, steps=made)


def test_one_person_has_nothing_to_reveal(book: Book) -> None:
    _, factors = book.step("swot/factors") or pytest.fail("no step")
    team, alone = run_of(), run_of(solo=True)
    assert walk.phases(factors, team) == ["write", "reveal", "merge", "vote"]
    assert walk.phases(factors, alone) == ["write"]
    importance = (book.step("swot/importance") or pytest.fail("no step"))[1]
    assert walk.phases(importance, team) == ["rate", "talk", "again"]
    assert walk.phases(importance, alone) == ["rate", "again"]
    assert walk.phases(replace(importance, rounds=1), team) == ["rate", "talk"]


def test_the_trail_names_phases_or_the_steps_of_the_method(book: Book) -> None:
    run = run_of(
        ("swot/factors", 1, "done"),
        ("tows/grid", 2, "begun"),
        ("tows/cards", 2, "todo"),
        ("swot/result", 3, "todo"),
    )
    here = replace(run.steps[0], phase="merge")
    assert walk.trail(book, run, here) == (["write", "reveal", "merge", "vote"], 2)
    # An unknown phase is the first one.
    assert walk.trail(book, run, run.steps[0])[1] == 0
    assert walk.trail(book, run, run.steps[2]) == (["Grid", "Cards"], 1)
    assert walk.trail(book, run, run.steps[3]) == (["Result"], 0)
    assert walk.trail(book, run, RunStep(id="x", step="break", entry=9)) == ([], 0)


def test_resume_takes_what_is_begun_then_what_is_not() -> None:
    assert head.resume(run_of(("a", 1, "done"), ("b", 2, "todo"), ("c", 3, "begun"))) == 2
    assert head.resume(run_of(("a", 1, "done"), ("b", 2, "skipped"), ("c", 3, "todo"))) == 2
    assert head.resume(run_of(("a", 1, "done"), ("b", 2, "done"))) == 1
    assert head.resume(run_of()) == 0


def test_a_line_of_an_agenda_is_called_by_its_step(book: Book) -> None:
    run = replace(run_of(("swot/factors", 1, "done"), ("tows/grid", 2, "begun"), ("tows/cards", 2, "todo")))
    assert walk.line_named(book, run, run.steps[0]) == "SWOT analysis", "in a method its steps are counted"
    led = replace(run, agenda="agenda:day")
    assert [walk.line_named(book, led, step) for step in led.steps] == ["Factors", "TOWS", "TOWS"]
    assert walk.line_named(book, led, RunStep(id="x", step="break", title="Break", entry=3)) == "Break"


def test_a_line_has_one_name_though_its_steps_are_of_two_methods() -> None:
    """The last question of an hour alone is a step of the SWOT analysis in a line that commits."""
    book = Library().everything()
    steps = ("commit/close", "swot/answer", "commit/plan")
    line = [RunStep(id=str(n), step=step, title=step, entry=9) for n, step in enumerate(steps)]
    run = Run(id="r", at="", title="", agenda="agenda:solo-90", steps=line)
    assert {walk.line_named(book, run, step) for step in line} == {"Commit"}


def test_progress_counts_lines_of_the_agenda() -> None:
    run = run_of(("a", 1, "done"), ("b", 1, "begun"), ("c", 2, "todo"), ("d", 3, "todo"))
    assert (walk.entries(run), head.progress(run)) == (3, "1 of 3")
    run.steps[1].state = "done"
    assert head.progress(run) == "2 of 3"
    run.steps[2].state = "skipped"
    assert head.progress(run) == "3 of 3", "one goes on in the last line"
    led = replace(run, room=Room(leads=["Ines"], here=run.steps[1].id))
    assert head.progress(led) == "1 of 3", "all are where the room is, whatever is skipped or done elsewhere"
    for step in run.steps:
        step.state = "skipped" if step.state == "todo" else step.state
    assert head.progress(run) == "done"
    assert head.progress(run_of()) == ""


def test_a_change_of_a_step_is_one_small_op() -> None:
    run = run_of(("a", 1, "todo"))
    assert walk.set_on(run, run.steps[0], "state", "todo") == []
    [op] = walk.set_on(run, run.steps[0], "state", "begun")
    assert op == Walk(run="run", step="r0", field="state", was="todo", to="begun")


def test_questions_of_columns_and_blocks() -> None:
    step = Step(kind="board", id="x", title="X", ask={"S*O": "Strength meets chance?", "": "And?"})
    assert walk.ask_of(step, "S*O") == "Strength meets chance?"
    assert walk.ask_of(step, "W*T") == "And?"
    assert walk.ask_of(replace(step, ask={"P": "Politics?"}), "E") == "Politics?"
    assert walk.ask_of(replace(step, ask="One?"), "P") == "One?"


def test_a_step_that_is_needed_joins_before_the_one_that_needs_it(book: Book) -> None:
    run = run_of(("tows/grid", 4, "begun"), ("tows/cards", 4, "todo"))
    [op] = walk.join(run, run.steps[1], "swot/factors", book, new_ids())
    assert isinstance(op, Plan)
    assert [s.step for s in op.to] == ["tows/grid", "swot/factors", "tows/cards"]
    assert (op.to[1].entry, op.to[1].minutes) == (4, 55)
    assert walk.join(run, run.steps[1], "nobody/knows", book, new_ids()) == []


def test_a_step_for_an_errand_changes_nothing_of_what_one_goes_through(book: Book) -> None:
    run = run_of(("tows/grid", 4, "done"), ("tows/cards", 4, "begun"), ("tows/unused", 5, "done"))
    [op] = walk.lent(run, "swot/factors", book, new_ids())
    assert isinstance(op, Plan)
    assert op.to[:3] == run.steps
    after, lent = replace(run, steps=op.to), op.to[-1]
    assert (lent.step, lent.entry, lent.minutes, lent.state) == ("swot/factors", 6, 55, "skipped")
    assert head.resume(after) == head.resume(run) == 1
    clock = RunClock(lambda: 0.0, lambda: "2027-01-01T09:00:00", "x", list)
    assert clock.read(after, 4).total == clock.read(run, 4).total
    assert walk.lent(run, "nobody/knows", book, new_ids()) == []


def test_talks_and_breaks_stand_in_as_steps() -> None:
    method, step = walk.stand_in(RunStep(id="b", step="break", entry=1, title="Coffee", minutes=10))
    assert (method.title, step.kind, step.ask, step.minutes) == ("Break", "talk", "Coffee", 10)
    method, step = walk.stand_in(RunStep(id="t", step="talk", entry=1, title="Welcome", ask="Who is here?"))
    assert (method.title, step.ask) == ("Talk", "Who is here?")


@pytest.mark.parametrize("agenda", [head.name for head in LIBRARY.agendas()])
def test_every_agenda_makes_a_run_whose_steps_are_known(agenda: str) -> None:
    found = LIBRARY.agenda(agenda.removeprefix("agenda:"))
    book = LIBRARY.book(sittings.named_methods(found))
    run = sittings.of_agenda(found, book.methods, new_ids(), None, "2026-11-21T14:00:00")
    assert walk.entries(run) == len(found.steps)
    assert all(s.step in ("talk", "break") or book.step(s.step) is not None for s in run.steps)
    assert len({s.id for s in run.steps}) == len(run.steps)
    planned = sum(e.minutes if e.minutes is not None else (e.break_ or 0) for e in found.steps)
    assert sum(s.minutes for s in run.steps) == planned
    assert run.solo == found.solo
    assert sittings.of_agenda(found, book.methods, new_ids(), True, "2026-11-21T14:00:00").solo


def test_the_title_and_question_of_a_line_are_those_of_its_one_step_and_its_minutes_the_first_ones() -> None:
    agenda = msgspec.convert(
        {
            "agenda": "probe",
            "title": "Probe",
            "steps": [
                {"step": "swot/scope", "title": "What is it about?", "ask": "Why now?", "minutes": 7},
                {
                    "steps": ["swot/factors", "swot/evidence"],
                    "title": "Facts",
                    "ask": "Which?",
                    "minutes": 40,
                },
                {"step": "swot/result"},
                {"break": 10},
                {"talk": "Who does what?", "minutes": 5},
            ],
        },
        Agenda,
    )
    methods = LIBRARY.book(["swot"]).methods
    run = sittings.of_agenda(agenda, methods, new_ids(), False, "2026-11-21T14:00:00")
    title = {step.id: step.title for step in methods["swot"].steps}
    planned = next(step.minutes for step in methods["swot"].steps if step.id == "result") or 0
    assert [(step.step, step.title, step.ask, step.minutes, step.entry) for step in run.steps] == [
        ("swot/scope", "What is it about?", "Why now?", 7, 1),
        ("swot/factors", title["factors"], "", 40, 2),
        ("swot/evidence", title["evidence"], "", 0, 2),
        ("swot/result", title["result"], "", planned, 3),
        ("break", "Break", "", 10, 4),
        ("talk", "Who does what?", "Who does what?", 5, 5),
    ]


def test_a_method_alone_takes_three_fifths_of_the_time() -> None:
    method = LIBRARY.method("swot")
    team = sittings.of_method(method, new_ids(), False, "2026-11-21T14:00:00")
    alone = sittings.of_method(method, new_ids(), True, "2026-11-21T14:00:00")
    assert [s.step for s in team.steps] == [f"swot/{s.id}" for s in method.steps]
    assert [s.minutes for s in team.steps] == [s.minutes for s in method.steps]
    assert [s.minutes for s in alone.steps] == [max(1, round(0.6 * (s.minutes or 0))) for s in method.steps]
    only = sittings.of_step(method, method.steps[1], new_ids(), True, "2026-11-21T14:00:00")
    assert [(s.step, s.minutes) for s in only.steps] == [("swot/factors", 33)]


def test_the_trail_names_no_screen_that_was_skipped() -> None:
    p = Play("tows")
    names, _ = walk.trail(p.view.book, p.run, p.run.steps[3])
    third = replace(p.run.steps[2], state="skipped")
    left = replace(p.run, steps=[*p.run.steps[:2], third, *p.run.steps[3:]])
    here = left.steps[3]
    assert walk.trail(p.view.book, left, here) == ([*names[:2], names[3]], 2)
    assert walk.trail(p.view.book, left, third)[0] == names, "where one stands it is named"
