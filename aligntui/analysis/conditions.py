"""What must hold before a step: its needs.

Nothing here knows waivers: a need set aside is still unmet, and the engine says what that means.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.methods.types import Need

if TYPE_CHECKING:
    from aligntui.analysis.where import Resolver


def check_need(view: View, need: Need, figures: Resolver | None = None) -> bool:
    """Whether the data that a need asks for are there."""
    from aligntui.analysis.counting import count_of

    return count_of(view, need.count, need.where, figures) >= need.min


def unmet_needs(view: View, needs: Iterable[Need], figures: Resolver | None = None) -> list[Need]:
    """Needs whose data are missing, in the order written."""
    return [need for need in needs if not check_need(view, need, figures)]
