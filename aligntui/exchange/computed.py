"""Figures and findings as an export shows them to readers. Import never reads them.

They are computed from what the export carries and from nothing else, so that the same file always says
the same. Figures that rest on raw answers are therefore missing where those stay behind.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from aligntui.analysis import checks, registry, told
from aligntui.analysis.figure import (
    Bars,
    Courses,
    Figure,
    Finding,
    Grid,
    Groups,
    Items,
    Part,
    PerItem,
    PerLink,
    Places,
    Sentence,
    Value,
)
from aligntui.analysis.view import View
from aligntui.methods.types import Method
from aligntui.text.clean import clean

MOST = 200
"""Findings that leave, the worst first: a reader who needs more runs `aligntui check`."""


def computed(view: View) -> dict[str, Any]:
    """As-of day, figures by method and name, and findings, in plain data with codes."""
    figures: dict[str, Any] = {}
    failed: list[str] = []

    def compute(method: Method, definition: dict[str, Any]) -> Figure | None:
        return _compute(view, method, definition, failed)

    for name, method in view.book.methods.items():
        shown: dict[str, Any] = {}
        for key, definition in method.figures.items():
            figure = compute(method, definition)
            if figure is not None and figure.parts and not figure.why_missing:
                parts = {part: _part(view, data) for part, data in figure.parts.items()}
                shown[key] = {part: data for part, data in parts.items() if data not in (None, "", [], {})}
        if any(shown.values()):
            figures[name] = {key: parts for key, parts in shown.items() if parts}
    worst = checks.everything(view, compute)
    found: dict[str, Any] = {"as_of": view.as_of}
    if figures:
        found["figures"] = figures
    if worst:
        found["findings"] = [_told(view, finding) for finding in worst[:MOST]]
    if len(worst) > MOST:
        found["more_findings"] = len(worst) - MOST
    if failed:
        found["not_computed"] = sorted(set(failed))
    return found


def _compute(view: View, method: Method, definition: dict[str, Any], failed: list[str]) -> Figure | None:
    name = str(definition.get("use", ""))
    if name not in registry.functions():
        # A method of one's own may name a figure that this AlignTUI does not have.
        return None
    try:
        return registry.compute(view, definition, method.method)
    except Exception:
        # A fault in a figure must not keep a team's words from leaving.
        failed.append(name)
        return None


def _told(view: View, finding: Finding) -> dict[str, Any]:
    parts = {
        "code": finding.code,
        "severity": finding.severity,
        "about": view.code(finding.target) if finding.target else "",
        "field": finding.field,
        "says": told.coded(view, finding.message),
        "mend": told.coded(view, finding.mend),
    }
    return {key: part for key, part in parts.items() if part}


def _part(view: View, part: Part) -> Any:
    """One part of a figure as plain data."""
    match part:
        case Value():
            return _number(part.number, part.decimals)
        case Sentence():
            return told.coded(view, part.text)
        case Items():
            return [view.code(ref) for ref in part.ids]
        case PerItem() | PerLink():
            known = {ref: value for ref, value in part.values.items() if value is not None}
            return {_ends(view, ref): _value(view, value, part.decimals) for ref, value in known.items()}
        case Bars():
            return {_label(view, bar.label): _number(bar.number, part.decimals) for bar in part.bars}
        case Grid():
            return {_ends(view, pair): clean(text) for pair, text in part.cells.items()}
        case Places():
            # Where items stand is said by their fields, which stand in the file.
            return None
        case Courses():
            return {
                _label(view, row.label): {
                    time: _number(value, row.decimals)
                    for time, value in zip(row.times, row.numbers, strict=True)
                    if value is not None
                }
                for row in part.rows
            }
        case Groups():
            filled = {name: ids for name, ids in part.groups.items() if ids}
            return {_label(view, name): [view.code(ref) for ref in ids] for name, ids in filled.items()}


def _ends(view: View, pair: str) -> str:
    return ">".join(view.code(end) for end in pair.split(">"))


def _label(view: View, label: str) -> str:
    return view.code(label) if view.item(label) is not None else clean(label)


def _value(view: View, value: float | str, decimals: int) -> Any:
    """A number, a word, or the code of the item that a figure gives."""
    return _label(view, value) or None if isinstance(value, str) else _number(value, decimals)


def _number(value: float | str | None, decimals: int) -> Any:
    if value is None or isinstance(value, str):
        return clean(value) if value else None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(str(value))
    if not number.is_finite():
        return None
    return number.quantize(Decimal(1).scaleb(-max(decimals, 0)), rounding=ROUND_HALF_EVEN)
