"""What a kind may know at a desk."""

from __future__ import annotations

from aligntui.engine.kind import StepContext
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.desk import Desk


def context_of(desk: Desk, method: Method, step: Step) -> StepContext:
    """What a kind may know at a desk, as of the latest snapshot."""
    return StepContext(
        view=desk.view, figures=desk.figures, run=desk.run, place=desk.here, method=method, step=step,
        person=desk.person, people=desk.people, seats=desk.seats, new_id=desk.new_id, now=desk.now,
        typed=desk.drafted, typed_below=desk.drafted_below, step_of=desk.step_of,
        hands_on=desk.may_hand_on,
    )  # fmt: skip
