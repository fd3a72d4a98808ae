"""Plain text in lines of a given width, counted in terminal cells: what `show`, `trace` and `diff` print."""

from __future__ import annotations

from aligntui.text.clean import clean_line, clip, first_signs, fits, width

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
        if not fresh and not fits(word, wide - used - 1):
            lines.append(line)
            line, used, fresh = follow, width(follow), True
        while fresh and word and not fits(word, wide - used):
            piece = first_signs(word, wide - used)
            lines.append(line + piece)
            word = word[len(piece) :]
            line, used = follow, width(follow)
        line += word if fresh else f" {word}"
        used += width(word) + (not fresh)
        fresh = fresh and not word
    return [*lines, line.rstrip()]


def pad(text: str, cells: int) -> str:
    """Text in exactly so many cells: cut or filled with blanks."""
    short = clip(text, cells)
    return short + " " * (cells - width(short))
