"""What a drawing is once a terminal gets it: colours in any depth, or none."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Literal

from rich.console import Console
from rich.segment import Segment

from aligntui.tui.widgets.line import Line
from aligntui.tui.widgets.theme import SIXTEEN, THEMES, style

Look = tuple[str, Literal["truecolor", "256", "standard"] | None]
"""A theme, and what a terminal can show of it; None for NO_COLOR."""
LOOKS: list[Look] = [
    (theme, system) for theme in (*THEMES, SIXTEEN) for system in ("truecolor", "256", "standard", None)
]


def rendered(rows: Sequence[Line], look: Look, cells: int) -> list[str]:
    """What is sent of each row."""
    console = _console(look[1], cells)
    return [console._render_buffer([Segment(text, _style(look, role)) for text, role in row]) for row in rows]


def bare(sent: str) -> str:
    """Without what sets colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", sent).rstrip()


def shown(rows: Sequence[Line], look: Look, cells: int) -> list[str]:
    """The signs of each row in a look."""
    return [bare(sent) for sent in rendered(rows, look, cells)]


@functools.cache
def _console(system: Literal["truecolor", "256", "standard"] | None, cells: int) -> Console:
    return Console(color_system=system, force_terminal=True, no_color=system is None, width=cells)


@functools.cache
def _style(look: Look, role: str) -> object:
    return style.__wrapped__(look[0], role, look[1] is None)
