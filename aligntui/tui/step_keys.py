"""Which keys give the commands of steps on a screen."""

from __future__ import annotations

STEP_KEYS: dict[str, tuple[str, ...]] = {
    "add": ("a",),
    "open": ("e",),
    "park": ("x",),
    "mark": ("space",),
    "merge": ("m",),
    "rate": ("v",),
    "move-down": ("J",),
    "move-up": ("K",),
    "cited": ("c",),
    "take-on": ("space",),
    "take-back": ("backspace", "delete"),
    "give-dot": ("space",),
    "take-dot": ("backspace", "delete"),
    "more": ("+", "right"),
    "less": ("-", "left"),
    "yes": ("+", "x"),
    "neutral": ("0",),
    "cycle": ("space",),
    "ask-more": (),
    "take-known": (),
}
"""Command of a step -> its keys. One key may serve several: a step offers one of them."""

TOGETHER = {"move-down": ("move-up", "move it down, up")}
"""Command -> its opposite, and what both do: the key help gives them one row."""
