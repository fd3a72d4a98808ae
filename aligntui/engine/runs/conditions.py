"""Steps of a run that are passed over because their `when` does not hold now."""

from __future__ import annotations

from functools import partial

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.analysis.wanted import step_wanted
from aligntui.engine.runs import between
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
        passed_over = is_skipped(view, here) or between.is_over(view.book, run, here)
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
