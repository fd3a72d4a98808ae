"""Which state machine a step has. Modules are imported when a step of the kind opens."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from aligntui.engine.kind import Kind, StepContext
from aligntui.engine.kinds import needs
from aligntui.guide.types import Step

KINDS = {
    name: name
    for name in ("talk", "ask", "plot", "report", "form", "board", "table", "matrix", "cells", "pairs")
}
"""Kind of step, or its layout -> module in `aligntui.engine.kinds`; its `KIND` is the machine."""


def kind_in(ctx: StepContext) -> Kind[Any]:
    """The state machine of a step where it stands: its own, or what it lacks in its place."""
    return needs.KIND if needs.missing(ctx) else kind_of(ctx.step)


def kind_of(step: Step) -> Kind[Any]:
    """The state machine of a step.

    Raises:
        KeyError: When its kind has none.
    """
    kind: str = step.kind
    if kind == "form" and step.layout == "pairs":
        kind = "pairs"
    if kind == "matrix" and step.relation is None:
        kind = "cells"
    machine: Kind[Any] = import_module(f"aligntui.engine.kinds.{KINDS[kind]}").KIND
    return machine
