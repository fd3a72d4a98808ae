"""Which view draws which kind. Modules are imported when a step of the kind opens."""

from __future__ import annotations

from importlib import import_module

from aligntui.engine.kinds.needs import missing
from aligntui.engine.kinds.registry import module_of
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import KindView
from aligntui.tui.kinds.desk import Desk


def view_for(desk: Desk, method: Method, step: Step) -> KindView:
    """The view of a step: `VIEW` of the module that bears the name of its kind, or of what it needs first."""
    name = "needs" if missing(desk.context(method, step)) else module_of(step)
    cls: type[KindView] = import_module(f"aligntui.tui.kinds.{name}").VIEW
    return cls(desk, method, step)
