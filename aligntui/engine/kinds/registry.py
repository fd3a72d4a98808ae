"""Which state machine a kind of step has. Modules are imported when a step of the kind opens."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from aligntui.engine.kind import Kind

KINDS = {"talk": "talk", "ask": "ask", "plot": "plot"}
"""Kind of step -> module in `aligntui.engine.kinds`; its `KIND` is the machine."""


def kind_of(name: str) -> Kind[Any]:
    """The state machine of a kind of step.

    Raises:
        KeyError: When there is none of this name.
    """
    machine: Kind[Any] = import_module(f"aligntui.engine.kinds.{KINDS[name]}").KIND
    return machine
