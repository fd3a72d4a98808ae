"""Which view draws which kind. Modules are imported when a step of the kind opens."""

from __future__ import annotations

from importlib import import_module

from aligntui.engine.kinds.needs import missing
from aligntui.guide.types import Method, Step
from aligntui.steps.base import Desk, StepView
from aligntui.steps.host import context_of
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
    """The view of a step. A kind without a screen yet is read as a talk that says so."""
    if missing(context_of(desk, method, step)):
        return NeedsView(desk, method, step)
    module, name = KINDS.get(step.kind, KINDS["talk"])
    if step.kind == "board" and step.layout == "axes":
        module, name = "worlds", "WorldsView"
    if step.kind == "matrix" and step.relation is None:
        module, name = "cells", "CellsView"
    if step.kind == "form" and step.layout == "pairs":
        module, name = "pairs", "PairsView"
    cls: type[StepView] = getattr(import_module(f"aligntui.steps.{module}"), name)
    return cls(desk, method, step)
