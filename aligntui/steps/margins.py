"""Figures beside the rows and under the columns of a grid, as words. Pure."""

from __future__ import annotations

from aligntui.analysis.figure import PerItem, Value
from aligntui.flow.figures import Figures
from aligntui.guide.types import Step, as_list
from aligntui.steps.grid import Cross


def fill_margins(cross: Cross, step: Step, figures: Figures, method: str) -> None:
    """Write the margins that a step asks for into a grid; those it does not ask for are cleared."""
    cross.right, cross.below, cross.total, cross.legend = [], [], "", {}
    if step.margins is None:
        return
    rows = as_list(step.margins.rows)
    for ref in rows:
        part = figures.part(method, ref)
        cross.right.append((title_of(ref), words_of(part)))
        if isinstance(part, PerItem):
            cross.legend |= part.legend
    for ref in as_list(step.margins.cols):
        cross.below.append((title_of(ref), words_of(figures.part(method, ref))))
    total = figures.part(method, rows[0].partition(".")[0] + ".total") if rows else None
    if isinstance(total, Value) and total.number is not None:
        cross.total = f"{total.number:g}"


def words_of(part: object) -> dict[str, str]:
    """Item id -> number or class of a part with one value for each item; whole numbers without `.0`."""
    if not isinstance(part, PerItem):
        return {}
    found = {}
    for key, value in part.values.items():
        if isinstance(value, float | int):
            text = f"{value:.{part.decimals}f}"
            found[key] = text.rstrip("0").rstrip(".") if part.decimals > 2 else text
        else:
            found[key] = str(value or "")
    numbers = [w for w in found.values() if w and w[-1].isdigit()]
    if all("." in w and w.endswith("0") and float(w) == int(float(w)) for w in numbers):
        found = {k: (w.split(".")[0] if w and w[-1].isdigit() else w) for k, w in found.items()}
    return found


def title_of(ref: str) -> str:
    """Heading of a margin."""
    name = ref.rpartition(".")[2]
    return {"rows": "sum", "cols": "sum", "core": "together"}.get(name, name)
