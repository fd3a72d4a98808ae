"""Plain text in lines of a given width, counted in terminal cells: what `show`, `trace` and `diff` print."""

from __future__ import annotations

from aligntui.text.clean import clean_line, clip, width

LEAST = 40
"""Narrowest page."""


LEAST_CELL = 4


def wrap(text: str, wide: int, lead: str = "", hang: str | None = None) -> list[str]:
    """Text as lines of at most `wide` cells, broken between words.

    Args:
        text: Words on one line.
        wide: Cells a line; a longer word is cut into pieces.
        lead: Before the first line.
        hang: Before the others; `lead` when left out.
    """
    follow = lead if hang is None else hang
    lines: list[str] = []
    line, used = lead, width(lead)
    fresh = True
    for word in clean_line(text).split(" "):
        need = width(word) + (0 if fresh else 1)
        if not fresh and used + need > wide:
            lines.append(line)
            line, used, fresh, need = follow, width(follow), True, width(word)
        while fresh and used + width(word) > wide and word:
            piece = first_signs(word, max(wide - used, 1))
            lines.append(line + piece)
            word = word[len(piece) :]
            line, used = follow, width(follow)
            need = width(word)
        line += word if fresh else f" {word}"
        used += need
        fresh = fresh and not word
    return [*lines, line.rstrip()]


def first_signs(word: str, cells: int) -> str:
    """The first signs of a word that fit; one at least, so that the cutting ends."""
    end = 1
    while end < len(word) and width(word[: end + 1]) <= cells:
        end += 1
    return word[:end]


def pad(text: str, cells: int) -> str:
    """Text in exactly so many cells: cut or filled with blanks."""
    short = clip(text, cells)
    return short + " " * (cells - width(short))
