"""How a step is gone through here: as by one person alone where people lack, with our own words in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from aligntui.analysis.conditions import unmet_needs
from aligntui.analysis.view import View
from aligntui.methods.quadrants import placed
from aligntui.methods.types import Method, Need, Step
from aligntui.methods.voices import alone, has_slots, voiced
from aligntui.session.model import Run

if TYPE_CHECKING:
    from aligntui.analysis.figures import Figures
    from aligntui.analysis.where import Resolver


ALONE = "solo"
"""The one other path there is."""


def alone_for(view: View, method: Method, step: Step, figures: Resolver | None = None) -> Need | None:
    """The need for want of which this step is gone through alone, or None."""
    found = [need for need in (*method.needs, *step.needs) if need.else_ == ALONE]
    return next(iter(unmet_needs(view, found, figures)), None)


def spoken(step: Step, run: Run, figures: Figures, method: Method) -> Step:
    """The step as it speaks here: alone to one person, with its quadrants and our own words in its texts."""
    step = placed(method, alone(step) if run.solo else step)
    if not has_slots(step):
        return step
    from aligntui.analysis.readout import filled

    return voiced(step, lambda text: filled(text, figures, method.method))


def played(run: Run, need: Need | None) -> Run:
    """The run as this step is played: alone while such a need is unmet."""
    return replace(run, solo=True) if need is not None and not run.solo else run
