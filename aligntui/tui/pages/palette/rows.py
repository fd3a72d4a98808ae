"""The palette as rows: a box of ten rows with a line and what fits the words in it."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.text.clean import clip, width
from aligntui.tui.commands import KEYS, PALETTE, THEME_NEXT, Command, Keymap
from aligntui.tui.widgets.line import BLANK, Line, fit, line, on

WIDE = 52
TALL = 10
ROOM = TALL - 4
"""Commands that are shown at once."""


def fitting(commands: Sequence[Command], words: str) -> list[Command]:
    """Commands that fit the words, best first; without words all of them, those of the page first."""
    offered = sorted((c for c in commands if c is not PALETTE), key=lambda c: c.always or c in EVERYWHERE)
    wanted = words.casefold().strip()
    if not wanted:
        return offered
    scored = [(score(command.title, wanted), number) for number, command in enumerate(offered)]
    return [offered[number] for points, number in sorted(scored) if points < MISS]


MISS = 9
EVERYWHERE = (KEYS, THEME_NEXT)
"""Commands of every screen: they come last while nothing was typed."""


def score(title: str, wanted: str) -> int:
    """How far a title is from the words: 0 begins with them, then words of it, parts, letters in order."""
    said = title.casefold()
    if said.startswith(wanted):
        return 0
    parts = wanted.split()
    words = said.replace(":", " ").replace(",", " ").split()
    if all(any(word.startswith(part) for word in words) for part in parts):
        return 1
    if all(part in said for part in parts):
        return 2
    rest = iter(said)
    return 3 if all(sign in rest for sign in wanted.replace(" ", "")) else MISS


def palette_rows(found: Sequence[Command], keymap: Keymap, at: int, top: int) -> list[Line]:
    """The box, WIDE x TALL."""
    head = "── what would you like to do? "
    inner = WIDE - 2
    rows: list[Line] = [
        line(("┌", "rule"), ("── ", "rule"), ("what would you like to do?", "accent+bold"), (" ", "rule"),
             ("─" * (inner - width(head)), "rule"), ("┐", "rule")),
        _row(line((" > ", "accent"))),
        _row(line((" " + "─" * (inner - 2), "rule"))),
    ]  # fmt: skip
    for index in range(top, top + ROOM):
        if index >= len(found):
            empty = not found and index == 0
            rows.append(_row(line((" nothing here has these words", "muted")) if empty else BLANK))
            continue
        command = found[index]
        key = keymap.shown(command)
        name = clip(command.title[:1].upper() + command.title[1:], inner - 12)
        gap = " " * (inner - 4 - width(name) - width(key))
        drawn = line((" > " if index == at else "   ", "accent"), (name + gap, "text"), (key, "muted"))
        rows.append(_row(on(fit(drawn, inner), "focus") if index == at else drawn))
    rows.append(line(("└" + "─" * inner + "┘", "rule")))
    return rows


def _row(inside: Line) -> Line:
    return (("│", "rule"), *fit(inside, WIDE - 2), ("│", "rule"))
