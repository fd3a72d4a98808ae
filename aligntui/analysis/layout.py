"""Plain text in lines of a given width, counted in terminal cells: what `show`, `trace` and `diff` print."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.text.clean import clean_line, clip, width

LEAST = 40
"""Narrowest page."""


LEAST_WORDS = 12
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
            piece = _piece(word, max(wide - used, 1))
            lines.append(line + piece)
            word = word[len(piece) :]
            line, used = follow, width(follow)
            need = width(word)
        line += word if fresh else f" {word}"
        used += need
        fresh = fresh and not word
    return [*lines, line.rstrip()]


def _piece(word: str, cells: int) -> str:
    """The first signs of a word that fit; one at least, so that the cutting ends."""
    end = 1
    while end < len(word) and width(word[: end + 1]) <= cells:
        end += 1
    return word[:end]


def table(rows: Sequence[Sequence[str]], wide: int, lead: str = "  ", most: int = 14) -> list[str]:
    """Rows of cells in columns, two blanks between. The first column gives way, the others end at `most`."""
    clean = [[clean_line(cell) for cell in row] for row in rows]
    sizes = [min(most, max(width(row[place]) for row in clean)) for place in range(1, len(clean[0]))]
    room = wide - width(lead) - 2 * len(sizes)
    while sizes and room - sum(sizes) < LEAST_WORDS and max(sizes) > LEAST_CELL:
        sizes[sizes.index(max(sizes))] -= 1
    words = min(max(room - sum(sizes), LEAST_CELL), max(width(row[0]) for row in clean))
    out = []
    for row in clean:
        cells = [pad(row[0], words), *(pad(cell, size) for cell, size in zip(row[1:], sizes, strict=True))]
        out.append((lead + "  ".join(cells)).rstrip())
    return out


def pad(text: str, cells: int) -> str:
    """Text in exactly so many cells: cut or filled with blanks."""
    short = clip(text, cells)
    return short + " " * (cells - width(short))
