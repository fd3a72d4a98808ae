"""The running order in lines of the agenda."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aligntui.engine.runs import running_order
from aligntui.methods.book import Book
from aligntui.methods.types import Agenda, Entry
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import Plan, Walk


def step(name: str, entry: int, minutes: int = 10, used: int = 0, state: str = "todo") -> RunStep:
    return RunStep(
        id=name,
        step=f"m/{name}",
        entry=entry,
        title=name.title(),
        minutes=minutes,
        used=used * 60,
        state=state,
    )  # type: ignore[arg-type]


def run(*steps: RunStep) -> Run:
    return Run(id="r", title="Run", agenda="agenda:day", steps=list(steps))


DAY = run(step("a", 1, 10, 12, "done"), step("b", 2, 20), step("c", 2, 0), step("d", 3, 15))
BOOK = Book(agendas={"day": Agenda(agenda="day", title="Day", steps=[
    Entry(step="m/a"), Entry(steps=["m/b", "m/c"], title="Both of them"), Entry(step="m/d"),
])})  # fmt: skip


def test_lines_of_several_screens_have_the_title_of_the_agenda() -> None:
    assert [(b.number, b.title, b.planned) for b in running_order.blocks(DAY, BOOK)] == [
        (1, "A", 10), (2, "Both of them", 20), (3, "D", 15),
    ]  # fmt: skip


def test_a_line_is_over_when_all_of_it_is() -> None:
    blocks = running_order.blocks(
        run(step("a", 1, state="done"), step("b", 1), step("c", 2, state="skipped")), BOOK
    )
    assert [b.state for b in blocks] == ["begun", "skipped"]
    assert blocks[0].first_open.id == "b"


def test_what_is_left_counts_what_a_begun_step_has_left() -> None:
    assert (
        running_order.remaining(
            run(step("a", 1, 10, 4, "begun"), step("b", 2, 5), step("c", 3, 9, 0, "skipped"))
        )
        == 11
    )
    assert running_order.remaining(run(step("a", 1, 10, 30, "begun"))) == 0


def test_the_time_of_a_line_is_that_of_all_its_screens() -> None:
    """The first screen of a line carries its minutes: going on from it does not use them up."""
    line = run(step("a", 1, 55, 5, "done"), step("b", 1, 0), step("c", 2, 10))
    assert running_order.remaining(line) == 60
    over = run(step("a", 1, 20, 5, "done"), step("b", 1, 0, 25, "begun"), step("c", 2, 10))
    assert (running_order.remaining(over), running_order.late(over)) == (10, 10)
    assert running_order.late(run(step("a", 1, 20, 5, "done"), step("b", 1, 0, 10, "done"))) == -5


@pytest.mark.parametrize(
    ("steps", "late"),
    [
        ([step("a", 1, 10, 12, "done")], 2),
        ([step("a", 1, 10, 8, "done")], -2),
        ([step("a", 1, 10, 8, "done"), step("b", 2, 5, 9, "begun")], 2),
        ([step("a", 1, 10, 0, "done")], 0),
    ],
)
def test_late_looks_only_at_what_was_timed(steps: list[RunStep], late: int) -> None:
    assert running_order.late(run(*steps)) == late


@pytest.mark.parametrize("seconds", [0, 1, 29, 30, 31, 89, 90, 210, 599, 630])
def test_used_and_left_and_early_or_late_are_what_is_planned(seconds: int) -> None:
    """Of 90 minutes; a line was over before its time, and one is begun."""
    first = step("a", 1, 55, state="done"), step("b", 2, 35, state="begun")
    for used in ((seconds, 0), (0, seconds), (seconds, seconds)):
        one = run(*(replace(s, used=u) for s, u in zip(first, used, strict=True)))
        planned = 90 if one.steps[0].used else 35
        late = running_order.late(one)
        assert running_order.used(one) + running_order.remaining(one) - late == planned


def test_skipping_a_line_skips_what_is_not_done_and_again_takes_it_up() -> None:
    blocks = running_order.blocks(DAY, BOOK)
    ops = running_order.skip(DAY, blocks[1])
    assert [(o.step, o.to) for o in ops if isinstance(o, Walk)] == [("b", "skipped"), ("c", "skipped")]
    gone = run(step("b", 1, state="skipped"), step("c", 1, state="skipped"))
    back = running_order.skip(gone, running_order.blocks(gone, BOOK)[0])
    assert [o.to for o in back if isinstance(o, Walk)] == ["todo", "todo"]
    assert running_order.skip(DAY, blocks[0]) == []


def test_minutes_go_to_the_screen_that_has_them() -> None:
    blocks = running_order.blocks(DAY, BOOK)
    assert running_order.lengthen(DAY, blocks[1], 5) == [
        Walk(run="r", step="b", field="minutes", was=20, to=25)
    ]
    assert running_order.lengthen(DAY, blocks[1], -1, blocks[1].steps[1]) == []


@given(st.lists(st.integers(1, 3), min_size=1, max_size=6), st.integers(0, 5), st.sampled_from([-1, 1]))
@settings(max_examples=50)
def test_moving_a_line_keeps_all_screens_and_numbers_them_anew(sizes: list[int], at: int, by: int) -> None:
    steps = [step(f"s{n}x{k}", n) for n, size in enumerate(sizes, start=1) for k in range(size)]
    whole = run(*steps)
    ops = running_order.shift(whole, running_order.blocks(whole, Book()), at, by)
    if not (0 <= at < len(sizes) and 0 <= at + by < len(sizes)):
        assert ops == []
        return
    (op,) = ops
    assert isinstance(op, Plan)
    assert sorted(s.id for s in op.to) == sorted(s.id for s in steps)
    assert [s.entry for s in op.to] == sorted(s.entry for s in op.to)
    assert {s.entry for s in op.to} == set(range(1, len(sizes) + 1))


@pytest.mark.parametrize(
    ("states", "state"),
    [("todo todo", "todo"), ("todo skipped", "todo"), ("skipped skipped", "skipped"),
     ("done skipped", "done"), ("begun skipped", "begun"), ("done todo", "begun")],
)  # fmt: skip
def test_a_line_of_which_screens_were_skipped_has_not_begun(states: str, state: str) -> None:
    first, second = states.split()
    (block,) = running_order.blocks(run(step("b", 2, state=first), step("c", 2, state=second)), BOOK)
    assert block.state == state
