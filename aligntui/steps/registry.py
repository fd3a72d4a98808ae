"""Which view draws which kind. Modules are imported when a step of the kind opens."""

from __future__ import annotations

from importlib import import_module

from aligntui.analysis.conditions import unmet_needs
from aligntui.flow.bringing import unknown_list
from aligntui.flow.path import ALONE
from aligntui.guide.types import Method, Need, Step
from aligntui.steps.base import Desk, StepView
from aligntui.steps.needs import NeedsView

KINDS: dict[str, tuple[str, str]] = {
    "talk": ("talk", "TalkView"),
    "form": ("form", "FormView"),
    "board": ("board", "BoardView"),
    "matrix": ("matrix", "MatrixView"),
    "table": ("table", "TableView"),
    "plot": ("plot", "PlotView"),
    "ask": ("ask", "AskView"),
    "report": ("report", "ReportView"),
}
"""Kind -> (module in `aligntui.steps`, class)."""


def view_for(desk: Desk, method: Method, step: Step) -> StepView:
    """The view of a step. A kind without a screen yet is read as a talk that says so.

    What a whole method needs is asked at the first of its steps in the run.
    """
    begins = next((s for s in desk.run.steps if s.step.partition("/")[0] == method.method), desk.here)
    needs = [*(method.needs if begins.id == desk.here.id else []), *step.needs]
    # A need with another path keeps nobody out: the desk goes that path.
    needs = [need for need in needs if need.else_ != ALONE]
    lacking = unknown_list(desk.view.book, step)
    if lacking:
        why = f'"{lacking}", the list of this step, is described nowhere. Put its file back, and begin again.'
        return NeedsView(desk, method, step, [Need(count=lacking, why=why)])
    missing = unmet_needs(desk.view, needs, lambda ref: desk.figures.part(method.method, ref))
    if missing and not desk.view.waived(f"need:{method.method}/{step.id}"):
        return NeedsView(desk, method, step, missing)
    module, name = KINDS.get(step.kind, KINDS["talk"])
    if step.kind == "board" and step.layout == "axes":
        module, name = "worlds", "WorldsView"
    if step.kind == "matrix" and step.relation is None:
        module, name = "cells", "CellsView"
    if step.kind == "form" and step.layout == "pairs":
        module, name = "pairs", "PairsView"
    cls: type[StepView] = getattr(import_module(f"aligntui.steps.{module}"), name)
    return cls(desk, method, step)
