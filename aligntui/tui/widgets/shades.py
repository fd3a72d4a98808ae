"""Shades: how much something is, as a sign that repeats the value beside it."""

from __future__ import annotations

SHADES = " ░▒▓█"
"""Of nothing, a quarter, a half, three quarters, all."""


def shade(level: float) -> str:
    """The shade of a level from 0 to 1; what is more than nothing is seen."""
    return SHADES[max(0 if level <= 0 else 1, min(4, round(level * 4)))]
