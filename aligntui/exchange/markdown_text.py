"""User text inside Markdown: what somebody wrote must never become a heading, a link or another cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligntui.text.clean import clean, clean_line

_INLINE = re.compile(r"([\\`*_\[\]<>|~&${}#]|!(?=\[))")
_START = re.compile(r"(\A|\n)([ \t]*)([+=:-]|[0-9]{1,9}(?=[.)](?:\s|\Z)))")
_LINKS = re.compile(r"(?i)\b(https?|ftp|www|mailto)([:.])")

WIDEST = 9
"""Columns of a table; what has more is told line by line."""


def line(text: str) -> str:
    """Text as one line of Markdown that reads as it was written."""
    return _escaped(clean_line(text))


def block(text: str) -> str:
    """Text of several lines as paragraphs; single line ends stay line ends."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", clean(text).strip())
    lines = [
        "\\\n".join(_escaped(row.strip()) for row in part.split("\n") if row.strip()) for part in paragraphs
    ]
    return "\n\n".join(part for part in lines if part)


def cell(text: str) -> str:
    """Text as a cell of a table, where nothing can begin a block."""
    text = _INLINE.sub(r"\\\1", clean_line(text))
    # A bare address would become a link: the reader shall decide where to go.
    return _LINKS.sub(lambda m: f"{m[1]}\\{m[2]}", text)


def _escaped(text: str) -> str:
    text = "\n".join(cell(row) for row in text.split("\n"))
    return _START.sub(lambda m: f"{m[1]}{m[2]}" + (f"{m[3]}\\" if m[3].isdigit() else f"\\{m[3]}"), text)


def heading(level: int, text: str) -> str:
    """A heading."""
    return f"{'#' * level} {line(text)}"


def bullets(rows: Sequence[tuple[str, str]]) -> str:
    """A list of lines: what comes first (a code) in bold, then the text."""
    made = []
    for code, text in rows:
        head = f"**{line(code)}** " if code else ""
        made.append(f"- {head}{line(text)}")
    return "\n".join(made)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; columns that hold nothing are left out."""
    used = [place for place in range(len(heads)) if any(clean_line(row[place]) for row in rows)]
    if not rows or not used:
        return ""
    lines = [
        "| " + " | ".join(cell(heads[place]) for place in used) + " |",
        "|" + " --- |" * len(used),
    ]
    lines += ["| " + " | ".join(cell(row[place]) for place in used) + " |" for row in rows]
    return "\n".join(lines)
