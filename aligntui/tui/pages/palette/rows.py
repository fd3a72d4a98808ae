"""The palette as rows: a box of ten rows with a line and what fits the words in it."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.tui.commands import ALWAYS, KEYS, PALETTE, THEME_NEXT, Command, Keymap, readable
from aligntui.tui.widgets.box import WIDE, box
from aligntui.tui.widgets.line import BLANK, Line, line

TALL = 10
ROOM = TALL - 4
"""Commands that are shown at once."""


def fitting(commands: Sequence[Command], words: str) -> list[Command]:
    """Commands that fit the words, best first; without words all of them, those of the page first."""
    offered = sorted(
        (c for c in commands if c is not PALETTE), key=lambda c: c.group == ALWAYS or c in EVERYWHERE
    )
    wanted = words.casefold().strip()
    if not wanted:
        return offered
    scored = [
        (-1 if c.name == wanted else min(score(words, wanted) for words in (c.title, c.name)), number)
        for number, c in enumerate(offered)
    ]
    return [offered[number] for points, number in sorted(scored) if points < MISS]


MISS = 9
EVERYWHERE = (KEYS, THEME_NEXT)
"""Commands of every screen: they come last while nothing was typed."""


def score(title: str, wanted: str) -> int:
    """How far a title is from the words: 0 begins with them, then words of it, then parts."""
    said = title.casefold()
    if said.startswith(wanted):
        return 0
    parts = wanted.split()
    words = said.replace(":", " ").replace(",", " ").split()
    if all(any(word.startswith(part) for word in words) for part in parts):
        return 1
    return 2 if all(part in said for part in parts) else MISS


def palette_rows(found: Sequence[Command], keymap: Keymap, at: int, top: int) -> list[Line]:
    """The box, WIDE x TALL."""
    shown = found[top : top + ROOM]
    rows = [(c.title[:1].upper() + c.title[1:], readable(next(iter(keymap.keys[c.name]), ""))) for c in shown]
    head = [line((" > ", "accent")), line((" " + "─" * (WIDE - 4), "rule"))]
    if not found:
        head.append(line((" nothing here has these words", "muted")))
    blank = [BLANK] * (ROOM - len(shown) - (not found))
    return box("what would you like to do?", rows, at - top, head, blank)
