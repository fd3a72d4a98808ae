"""Data on standard output: clean, as wide as the terminal, and quiet when the reader has gone."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Any

from aligntui.cli.terminal import let_go
from aligntui.text.clean import clean, clean_line, clip, width
from aligntui.text.problem import UserProblem

PLAIN_WIDTH = 80
"""Columns where there is no terminal to ask."""

NARROWEST = 40

LEAST = 12
"""Columns that the column which gives way keeps."""


class CannotPrint(UserProblem):
    """Standard output takes no more, as one sentence."""


def columns() -> int:
    """Columns to print in: those of the terminal on standard output, else 80."""
    try:
        if sys.stdout is not None and sys.stdout.isatty():
            return max(shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns, NARROWEST)
    except ValueError:
        pass
    return PLAIN_WIDTH


def out(text: str) -> None:
    """Print text for people: without terminal codes, in the encoding of the terminal.

    Raises:
        CannotPrint: Nothing more can be written there.
    """
    plain = clean(text)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    put((plain if plain.endswith("\n") else f"{plain}\n").encode(encoding, "replace"))


def out_data(data: Any) -> None:
    """Print plain data as JSON, in UTF-8 wherever it goes.

    Raises:
        CannotPrint: Nothing more can be written there.
    """
    import json

    text = clean(json.dumps(data, ensure_ascii=False, indent=2))
    put(f"{text}\n".encode("utf-8", "replace"))


def put(data: bytes) -> None:
    """Write bytes as they are.

    Raises:
        CannotPrint: Nothing more can be written there.
    """
    stream = sys.stdout
    if stream is None:
        return
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        # The reader (head, less) has what it wanted.
        let_go(stream)
    except OSError as error:
        let_go(stream)
        reason = (error.strerror or "it is closed").lower()
        raise CannotPrint(f"Standard output takes no more: {reason}. Send it elsewhere.") from None


def rows(cells: Sequence[Sequence[str]], wide: int, *, lead: str = "", gives: int = 0) -> list[str]:
    """Lines of a table, two blanks between columns; one column gives way when the page is too narrow.

    Columns without any words are left out.

    Args:
        cells: Rows of equal length.
        wide: Columns of the page.
        lead: Before each line.
        gives: Number of the column that is cut.
    """
    plain = [[clean_line(cell) for cell in row] for row in cells]
    if not plain:
        return []
    sizes = [max(width(row[place]) for row in plain) for place in range(len(plain[0]))]
    filled = [place for place, size in enumerate(sizes) if size]
    others = sum(sizes[place] + 2 for place in filled if place != gives)
    sizes[gives] = min(sizes[gives], max(wide - width(lead) - others, LEAST))
    return [(lead + "  ".join(_cell(row[n], sizes[n]) for n in filled)).rstrip() for row in plain]


def _cell(text: str, size: int) -> str:
    short = clip(text, size)
    return short + " " * (size - width(short))
