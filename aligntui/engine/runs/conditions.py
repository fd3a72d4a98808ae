"""Steps of a run passed over because their `when` does not hold now, and those between two rounds."""

from __future__ import annotations

from functools import partial

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.analysis.wanted import step_wanted
from aligntui.engine.runs import walk
from aligntui.methods.book import Book
from aligntui.methods.types import Step
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import AnyOp, Walk


def is_wanted(view: View, figures: Figures, here: RunStep) -> bool:
    """Whether a step of the run is asked now; talks and breaks always are."""
    found = view.book.step(here.step)
    if found is None:
        return True
    method, step = found
    return step_wanted(view, step, lambda ref: figures.part(method.method, ref))


def done_when(view: View, figures: Figures, run: Run, here: RunStep) -> list[tuple[str, bool]]:
    """Each "done when" of a step of the run in words, and whether it is met; none of a step not asked now."""
    from aligntui.analysis.done import done_state

    found = view.book.step(here.step)
    if found is None or not is_wanted(view, figures, here):
        return []
    method, step = found
    return done_state(view, method, step, partial(figures.whole.part, method.method), run)


def is_skipped(view: View, here: RunStep) -> bool:
    """Whether somebody skipped a step of the run, and not only its condition."""
    known = view.book.step(here.step)
    return here.state == "skipped" and not (known is not None and known[1].when)


def unwanted(view: View, figures: Figures, run: Run) -> frozenset[str]:
    """Ids of the run steps that are not asked now."""
    return frozenset(one.id for one in run.steps if not is_wanted(view, figures, one))


def onward(view: View, figures: Figures, run: Run, at: int, by: int = 1) -> int | None:
    """Place of the next step that is asked, or of the one before (`by` -1); None when there is none.

    What somebody skipped is passed over, and what was gone through between two rounds; what was passed over
    for want of a reason is asked once it has one.
    """
    at += by
    while 0 <= at < len(run.steps):
        here = run.steps[at]
        passed_over = is_skipped(view, here) or is_over(view.book, run, here)
        if is_wanted(view, figures, here) and not passed_over:
            return at
        at += by
    return None


def passed(run: Run, first: int, last: int) -> list[AnyOp]:
    """Steps from `first` up to `last` were passed over: they count as skipped until they are taken up."""
    return [
        Walk(run=run.id, step=one.id, field="state", was="todo", to="skipped")
        for one in run.steps[first:last]
        if one.state == "todo"
    ]


AGAIN = "again"
"""Phase of the second round."""


def middle(book: Book, run: Run, place: RunStep, phase: str) -> RunStep | None:
    """The step that is gone through before this phase of another one; None where it begins at once."""
    if phase != AGAIN:
        return None
    every = (one for one in run.steps if one.state in ("todo", "begun"))
    return next((one for one in every if rated(book, run, one) == place), None)


def rated(book: Book, run: Run, place: RunStep) -> RunStep | None:
    """The step of the run between whose rounds this one stands; None where it stands for itself."""
    found = book.step(place.step)
    if found is None or not found[1].between:
        return None
    method, step = found
    name = str(step.between)
    ref = name if "/" in name else f"{method.method}/{name}"
    asked, pair = next((one for one in run.steps if one.step == ref), None), book.step(ref)
    return asked if asked is not None and pair is not None and AGAIN in walk.phases(pair[1], run) else None


def resumed(book: Book, run: Run, place: RunStep) -> RunStep | None:
    """The step whose second round follows once this one is done; None where none does."""
    asked = rated(book, run, place)
    return asked if asked is not None and asked.phase != AGAIN and asked.state == "begun" else None


def second_round(view: View, run: Run, place: RunStep, step: Step, rated: RunStep) -> list[AnyOp]:
    """Ops with which a step between is done, and the second round of the other one begins."""
    return [*walk.finished(view, run, place, step), *walk.set_on(run, rated, "phase", AGAIN)]


def is_over(book: Book, run: Run, place: RunStep) -> bool:
    """Whether a step was gone through between two rounds: it is passed over on the way on."""
    return place.state == "done" and rated(book, run, place) is not None
