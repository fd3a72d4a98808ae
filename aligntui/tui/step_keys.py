"""Which keys give the commands of steps on a screen."""

from __future__ import annotations

STEP_KEYS: dict[str, tuple[str, ...]] = {
    "add": (),
    "open": (),
    "park": ("delete",),
    "mark": ("space",),
    "merge": (),
    "rate": (),
    "move-down": ("ctrl+down", "alt+down"),
    "move-up": ("ctrl+up", "alt+up"),
    "cited": (),
    "write-card": (),
    "sort": (),
    "take-on": ("space",),
    "take-back": ("backspace", "delete"),
    "give-dot": ("space",),
    "take-dot": ("backspace", "delete"),
    "more": (),
    "less": (),
    "yes": (),
    "neutral": (),
    "cycle": ("space",),
    "ask-more": ("ctrl+d",),
    "take-known": (),
    "own-ballot": (),
    "open-round": (),
}
"""Command of a step -> its keys; those without have their name behind `/`. A step offers one of several."""

TOGETHER = {"move-down": ("move-up", "move it down, up")}
"""Command -> its opposite, and what both do: the key help gives them one row."""
