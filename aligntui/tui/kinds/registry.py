"""Which view draws which kind, and what few steps need. Modules are imported when a step opens that does."""

from __future__ import annotations

from importlib import import_module

from aligntui.engine.kinds.needs import missing
from aligntui.engine.kinds.registry import module_of
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.widgets.inputs import EditLine


def view_for(desk: Desk, method: Method, step: Step) -> KindView:
    """The view of a step: `VIEW` of the module that bears the name of its kind, or of what it needs first."""
    name = "needs" if missing(desk.context(method, step)) else module_of(step)
    cls: type[KindView] = import_module(f"aligntui.tui.kinds.{name}").VIEW
    return cls(desk, method, step)


def long_input(text: str, placeholder: str, rows: int) -> EditLine:
    """The line of a long text, with so many rows at least: the only one for which a text area is loaded."""
    line: EditLine = import_module("aligntui.tui.widgets.long_input").LongInput(text, placeholder, rows)
    return line
