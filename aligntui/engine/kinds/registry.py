"""Which state machine a step has. Modules are imported when a step of the kind opens."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from aligntui.engine.kind import Kind, StepContext
from aligntui.engine.kinds import needs
from aligntui.methods.types import Step


def kind_in(ctx: StepContext) -> Kind[Any]:
    """The state machine of a step where it stands: its own, or what it lacks in its place."""
    return needs.KIND if needs.missing(ctx) else kind_of(ctx.step)


def kind_of(step: Step) -> Kind[Any]:
    """The state machine of a step: `KIND` of the module of its kind.

    Raises:
        ModuleNotFoundError: When its kind has none.
    """
    machine: Kind[Any] = import_module(f"aligntui.engine.kinds.{module_of(step)}").KIND
    return machine


def module_of(step: Step) -> str:
    """Name of the module of a step's kind, here and in a face: the kind itself, or what its layout is called.

    The kinds there are stand in one table, `methods.kinds`.
    """
    if step.kind == "form" and step.layout == "pairs":
        return "pairs"
    if step.kind == "board" and step.layout == "axes":
        return "worlds"
    if step.kind == "matrix" and step.relation is None and step.of is None:
        return "cells"
    if step.kind == "ask" and step.answer is not None and step.answer.type == "words":
        return "words"
    return step.kind
