"""Keys that row 24 names, and whether one of them does something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stage import Stage

KEYS = {
    "Enter": ["enter"], "empty Enter": ["enter"], "Esc": ["escape"], "Tab": ["tab"], "Space": ["space"],
    "Delete": ["delete"], "Backspace": ["backspace"], "Up/Down": ["down", "up"], "arrows": ["down", "right"],
    "Left/Right": ["right", "left"], "Left": ["left"], "Right": ["right"], "PgDn": ["pagedown"],
    "PgUp": ["pageup"], "PgUp/PgDn": ["pagedown", "pageup"], "+ -": ["+", "-"],
    "type": ["x"], "letters": ["x"], "Home": ["home"], "End": ["end"], "/": ["/"],
}  # fmt: skip
"""Name in the row -> keys, of which one at least does something."""
PLAIN = {"Down": "down", "Up": "up"}


def keys_of(name: str) -> list[str]:
    """The keys that a name in the row stands for."""
    name = name.rstrip(":")
    if name in KEYS:
        return KEYS[name]
    if name.startswith("/") or name.isdigit():
        return [name]
    if digits := re.fullmatch(r"(\d)-\d+", name):
        return [digits[1], str(int(digits[1]) + 1)]
    if name == "2 digits":
        return ["3"]
    if name == "words":
        return ["x"]
    chords = re.findall(r"\^([A-Z?]\w*)", name)
    if chords:
        return [f"ctrl+{PLAIN.get(chord, chord.lower())}" for chord in chords]
    if ", " in name:
        return [key for one in name.split(", ") for key in keys_of(one)]
    signs = name.split()
    assert all(len(sign) == 1 for sign in signs), name
    # Signs of values: one that stands there already changes nothing, the others do.
    return signs


def looks(s: Stage) -> tuple[object, ...]:
    """All that one sees, and where one is; the clock moves by itself."""
    clock = re.compile(r"\d+ min left|\d+:\d\d|used \d+")
    pages, rows = [type(one) for one in s.app.screen_stack], [clock.sub("", row) for row in s.raw()]
    return pages, s.focused, rows


async def does_something(s: Stage, keys: Sequence[str]) -> bool:
    """Whether one of these keys changes what one sees."""
    before = looks(s)
    for key in keys:
        await s.keys(key)
        if not s.app.is_running or looks(s) != before:
            return True
    return False
