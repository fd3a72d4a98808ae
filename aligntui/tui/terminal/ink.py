"""Runs of cells as a terminal is told them: a look is said when it changes, and only what changes of it.

Textual says the whole look before each piece of text and takes it back behind it, which is half of what a
redraw of a few words costs on a slow line.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.control import Control
from rich.style import Style
from textual.strip import Strip

RESET = "\x1b[0m"


class Look(NamedTuple):
    """The three parts of a look, as the numbers of SGR; "" for what is the terminal's own."""

    marks: str = ""
    """Bold, reverse, underlined."""
    fore: str = ""
    back: str = ""


PLAIN = Look()


@lru_cache(maxsize=512)
def look_of(style: Style, system: ColorSystem) -> Look:
    """The look of a style."""
    said = style.render("x", color_system=system).partition("x")[0]
    numbers = said.removeprefix("\x1b[").removesuffix("m").split(";") if said else []
    parts: dict[str, list[str]] = {"marks": [], "fore": [], "back": []}
    at = 0
    while at < len(numbers):
        number = numbers[at]
        size = 1
        if number in ("38", "48"):
            size = 3 if numbers[at + 1] == "5" else 5
        parts[_kind(number)] += numbers[at : at + size]
        at += size
    return Look(*(";".join(parts[name]) for name in ("marks", "fore", "back")))


def _kind(number: str) -> str:
    value = int(number)
    if 30 <= value <= 39 or 90 <= value <= 97:
        return "fore"
    return "back" if 40 <= value <= 49 or 100 <= value <= 107 else "marks"


def turn(now: Look, then: Look) -> str:
    """What is said to go from one look to another."""
    if now == then:
        return ""
    if then == PLAIN:
        return RESET
    taken = (now.fore and not then.fore) or (now.back and not then.back)
    if (now.marks != then.marks and now.marks) or taken:
        return f"\x1b[0;{';'.join(part for part in then if part)}m"
    new = [part for part, old in zip(then, now, strict=True) if part != old]
    return f"\x1b[{';'.join(new)}m"


def told(runs: Iterable[tuple[int, int, Strip]], system: ColorSystem) -> str:
    """Runs of cells, each behind a move of the cursor; the terminal has its own look again at the end."""
    out: list[str] = []
    now = PLAIN
    for x, y, strip in runs:
        out.append(Control.move_to(x, y).segment.text)
        for text, style, _ in strip:
            if not text:
                continue
            then = look_of(style, system) if style is not None else PLAIN
            out += [turn(now, then), text]
            now = then
    if now != PLAIN:
        out.append(RESET)
    return "".join(out)
