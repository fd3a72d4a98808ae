"""What must hold: conditions on items, needs before a step, and its "done when".

This is the door that the faces and the engine use. Nothing behind it knows waivers: a need or a step set
aside is still unmet, and the engine says what that means.
"""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.analysis.counting import RATERS, count_of, raters
from aligntui.analysis.done import check_done, done_state
from aligntui.analysis.view import View
from aligntui.analysis.where import Resolver, matches, matches_link, part_for, select
from aligntui.methods.types import Need

__all__ = [
    "RATERS", "Resolver", "check_done", "check_need", "count_of", "done_state", "matches", "matches_link",
    "part_for", "raters", "select", "unmet_needs",
]  # fmt: skip


def check_need(view: View, need: Need, figures: Resolver | None = None) -> bool:
    """Whether the data that a need asks for are there."""
    return count_of(view, need.count, need.where, figures) >= need.min


def unmet_needs(view: View, needs: Iterable[Need], figures: Resolver | None = None) -> list[Need]:
    """Needs whose data are missing, in the order written."""
    return [need for need in needs if not check_need(view, need, figures)]
