"""From a finding to the step that mends it."""

from __future__ import annotations

import pytest
from bakery import millrace

from aligntui.analysis.checks import everything
from aligntui.analysis.view import View
from aligntui.engine import edits, mends
from aligntui.engine.books import book_of
from aligntui.methods.library import Library
from aligntui.session.model import Run
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store


@pytest.fixture
def made(store: Store) -> tuple[Handle, Run]:
    return millrace(store, Library())


def view(handle: Handle) -> View:
    return View(handle.session, book_of(handle.session))


def test_all_findings_worst_first(made: tuple[Handle, Run]) -> None:
    found = mends.found(view(made[0]))
    assert {f.finding.code for f in found} >= {"SM01", "SM05", "SM09", "SW7"}
    ranks = [{"error": 0, "warning": 1, "hint": 2}[f.finding.severity] for f in found]
    assert ranks == sorted(ranks)


def test_the_same_as_every_other_list_of_findings(made: tuple[Handle, Run]) -> None:
    ours = {(f.finding.code, f.finding.target, f.finding.message) for f in mends.found(view(made[0]))}
    assert ours == {(f.code, f.target, f.message) for f in everything(view(made[0]))}


def test_a_finding_set_aside_stands_last_with_its_reason(made: tuple[Handle, Run]) -> None:
    handle, run = made
    one = mends.found(view(handle))[0]
    handle.apply(edits.waive(view(handle), one.finding.key, "parked until spring"), "", run.id)
    found = mends.found(view(handle))
    assert found[-1].aside == "parked until spring"
    assert found[-1].finding.code == one.finding.code
    assert sum(mends.counts(found).values()) == len([f for f in found if not f.aside])


def test_the_step_that_asks_for_the_field(made: tuple[Handle, Run]) -> None:
    handle, run = made
    for one in mends.found(view(handle)):
        place = mends.mending_step(view(handle), run, one)
        if one.finding.code.startswith("SM"):
            assert place is not None
            assert place.step.startswith("objectives/")
        if one.finding.code.startswith("TW"):
            assert place is not None
            assert place.step.startswith("tows/")


def test_the_present_step_is_taken_when_it_can_mend(made: tuple[Handle, Run]) -> None:
    handle, run = made
    one = next(f for f in mends.found(view(handle)) if f.finding.code == "SM05")
    able = [
        step
        for step in run.steps
        if (pair := view(handle).book.step(step.step)) and mends.fitness(view(handle), one, *pair) >= 4
    ]
    assert len(able) > 1
    for here in able:
        assert mends.mending_step(view(handle), run, one, here.id) == here


def test_a_run_without_such_a_step_names_it(made: tuple[Handle, Run], store: Store) -> None:
    handle, run = made
    short = Run(id="r", title="Short", steps=run.steps[:1])
    one = next(f for f in mends.found(view(handle)) if f.finding.code == "SM05")
    assert mends.mending_step(view(handle), short, one) is None
    assert mends.mending_ref(view(handle), one).startswith("objectives/")
