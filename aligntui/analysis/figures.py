"""Figures of one snapshot, computed once and only when somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from aligntui.analysis.figure import Figure, Finding, Part
from aligntui.analysis.view import View
from aligntui.methods.types import Method, Step


class Figures:
    """The figures of a view by method and name. A new view needs a new one."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._findings: dict[str, list[Finding]] = {}

    @cached_property
    def whole(self) -> Figures:
        """The figures of who may see everything."""
        return self if self.view.whole is self.view else Figures(self.view.whole)

    def figure(self, method: str, ref: str) -> Figure | None:
        """A figure by `name`, or `method:name` for another method's."""
        from aligntui.analysis import registry

        if ":" in ref:
            method, ref = ref.split(":", 1)
        declared = self.definition(method, ref)
        return registry.compute(self.view, declared, method) if declared is not None else None

    def part(self, method: str, ref: str) -> Part | None:
        """One part of a figure: `grid.rows`. The first part when none is named."""
        found = self.figure(method, ref)
        if found is None:
            return None
        name = ref.rpartition(":")[2].partition(".")[2]
        if not name:
            return next(iter(found.parts.values()), None)
        return found.parts.get(name)

    def meanings(self, method: str, ref: str) -> Mapping[str, str]:
        """What each part of a figure means, in words."""
        from aligntui.analysis import registry

        definition = self.definition(method, ref)
        return registry.functions()[definition["use"]].gives(definition) if definition is not None else {}

    def names(self, method: str, ref: str) -> dict[str, str]:
        """Words for keys that are no items: the tests of the step that a figure reads."""
        definition = self.definition(method, ref) or {}
        method = ref.partition(":")[0] if ":" in ref else method
        of = definition.get("of")
        # A figure may have the name of the list that it is about.
        other = isinstance(of, str) and of.partition(".")[0] != ref.rpartition(":")[2].partition(".")[0]
        if "round" not in definition and other and self.definition(method, str(of)) is not None:
            # What it says of each is said by another figure.
            return self.names(method, str(of))
        step_ref = str(definition.get("round") or "")
        found = self.view.book.step(step_ref if "/" in step_ref else f"{method}/{step_ref}")
        tests = found[1].tests if found is not None else []
        return {f"test:{n}": test.label or test.ask for n, test in enumerate(tests, start=1)}

    def definition(self, method: str, ref: str) -> dict[str, Any] | None:
        """How a method declares a figure; None when it declares none of that name."""
        if ":" in ref:
            method, ref = ref.split(":", 1)
        owner = self.view.book.methods.get(method)
        return owner.figures.get(ref.partition(".")[0]) if owner is not None else None

    def findings(self, method: Method, step: Step | None = None) -> list[Finding]:
        """What the checks of a step say, and those of its method that nobody waived."""
        from aligntui.analysis.checks import of_step

        key = f"{method.method}/{step.id if step else ''}"
        if key not in self._findings:
            self._findings[key] = of_step(self.view, method, step)
        return self._findings[key]
