"""Which view draws which kind. Modules are imported when a step of the kind opens."""

from __future__ import annotations

from importlib import import_module

from aligntui.engine.kinds.needs import missing
from aligntui.engine.kinds.registry import module_of
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.needs import NeedsView


def view_for(desk: Desk, method: Method, step: Step) -> KindView:
    """The view of a step: `VIEW` of the module that bears the name of its kind."""
    if missing(desk.context(method, step)):
        return NeedsView(desk, method, step)
    cls: type[KindView] = import_module(f"aligntui.tui.kinds.{module_of(step)}").VIEW
    return cls(desk, method, step)
