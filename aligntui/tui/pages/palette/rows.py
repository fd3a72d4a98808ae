"""The palette as rows: a box of ten rows with a line and what fits the words in it."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.engine.commands import is_meant
from aligntui.tui.commands import ALWAYS, KEYS, PALETTE, THEME_NEXT, Command, Keymap, readable
from aligntui.tui.rows import Cursor, filled, shown
from aligntui.tui.widgets.box import WIDE, box, entry
from aligntui.tui.widgets.line import Line, broken, cut, line

EDGES = 4
"""Rows of the box around the commands: its edges, the line and the rule under it."""
ASKS = "what would you like to do?"
LEAST, MOST = 6, 16
"""Rows of commands, at least and at most."""


def room_in(height: int) -> int:
    """Rows for commands in a window of this height; the question above and the key line stay free."""
    return max(LEAST, min(MOST, height - 12))


def fitting(commands: Sequence[Command], words: str) -> list[Command]:
    """Commands that fit the words, best first; without words all of them, those of the page first."""
    offered = sorted(
        (c for c in commands if c is not PALETTE), key=lambda c: c.group == ALWAYS or c in EVERYWHERE
    )
    wanted = words.casefold().strip()
    if not wanted:
        return offered
    scored = [(_score_of(command, wanted), number) for number, command in enumerate(offered)]
    return [offered[number] for points, number in sorted(scored) if points < MISS]


ALSO_MEANT, MISS = 3, 9
EVERYWHERE = (KEYS, THEME_NEXT)
"""Commands of every screen: they come last while nothing was typed."""


def _score_of(command: Command, wanted: str) -> int:
    if command.name == wanted:
        return -1
    other = ALSO_MEANT if is_meant(command.name, wanted) else MISS
    return min(score(command.title, wanted), score(command.name, wanted), other)


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


def palette_rows(found: Sequence[Command], keymap: Keymap, cursor: Cursor, room: int) -> list[Line]:
    """The box, with `room` rows for commands; what is left out is counted in the last of them."""
    keys = [readable(next(iter(keymap.keys[command.name]), "")) for command in found]
    sizes = [WIDE - 7 - len(key) for key in keys]
    titles = [command.title[:1].upper() + command.title[1:] for command in found]
    texts = [broken(*each) for each in zip(titles, sizes, strict=True)]

    def draw(number: int, high: int) -> list[Line]:
        words = cut(texts[number], high, sizes[number])
        return entry(words, keys[number], focused=number == cursor.at)

    head = [line((" > ", "accent")), line((" " + "─" * (WIDE - 4), "rule"))]
    if not found:
        return box(
            ASKS, filled([*head, line((" no command of this page has these words", "muted"))], room + 2)
        )
    rows = shown([len(text) for text in texts], room, cursor, draw, whole=True)
    return box(ASKS, filled([*head, *rows], room + 2))
