"""Steps that stand between two rounds of another one: what is read or done before people answer again."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.engine.runs import walk
from aligntui.methods.book import Book
from aligntui.methods.types import Step
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import AnyOp

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
