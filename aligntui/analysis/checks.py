"""All that the checks of a session's methods find, each thing once, the worst first."""

from __future__ import annotations

from aligntui.analysis import registry
from aligntui.analysis.figure import Figure, Finding, Part
from aligntui.analysis.view import View

RANK = {"error": 0, "warning": 1, "hint": 2}


def everything(view: View) -> list[Finding]:
    """Findings of all figures and checks that the session's methods declare, waived ones left out."""
    found: list[Finding] = []
    for method in view.book.methods.values():
        checks = [*method.checks, *(check for step in method.steps for check in step.checks)]
        for declared in [*method.figures.values(), *checks]:
            if declared.get("use") in registry.functions():
                found.extend(registry.compute(view, declared).findings)
    return worst_first(view, found)


def worst_first(view: View, findings: list[Finding]) -> list[Finding]:
    """Errors, warnings, hints; each once, those set aside left out."""
    once: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        if not view.waived(finding.key):
            once.setdefault((finding.code, finding.target, finding.message), finding)
    return sorted(once.values(), key=lambda finding: RANK[finding.severity])


def first(view: View, use: str, collection: str = "") -> Figure | None:
    """The first figure that a method at hand declares with this function, over this list if one is named."""
    for method in view.book.methods.values():
        for declared in method.figures.values():
            if declared.get("use") != use or use not in registry.functions():
                continue
            over = declared.get("of", [])
            if not collection or collection == over or collection in over:
                return registry.compute(view, declared)
    return None


def part(figure: Figure | None, name: str) -> Part | None:
    """A part of a figure that may be missing."""
    return figure.parts.get(name) if figure is not None else None
