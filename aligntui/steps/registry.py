"""Which view draws which kind. Modules are imported when a step of the kind opens."""

from __future__ import annotations

from importlib import import_module

from aligntui.guide.types import Method, Step
from aligntui.steps.base import Desk, StepView

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
    module, name = KINDS.get(step.kind, KINDS["talk"])
    if step.kind == "matrix" and step.relation is None:
        module, name = "cells", "CellsView"
    cls: type[StepView] = getattr(import_module(f"aligntui.steps.{module}"), name)
    return cls(desk, method, step)
