"""What all charts share: labels beside what is drawn, notes by number, and a count of what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aligntui.analysis import shape_words
from aligntui.analysis.shapes import Label, Shape
from aligntui.text.clean import width
from aligntui.tui.widgets.line import BLANK, Line, Span, broken, line, padded, wrap

INDENT = 3
"""Cells before a label."""
LEAST = 10
"""Cells that words are broken into, at least."""


def within(blocks: Sequence[list[Line]], rows: int | None, head: Sequence[Line] = ()) -> list[Line]:
    """As many whole blocks as there are rows for, below a head; a last row counts those left out.

    Args:
        blocks: Rows that belong together; a block stands whole or not at all.
        rows: Rows of room; None for as many as it takes.
        head: Stands above them.
    """
    whole = [*head, *(row for block in blocks for row in block)]
    if rows is None or len(whole) <= rows:
        return whole
    out, shown = [*head], 0
    for block in blocks:
        if len(out) + len(block) >= rows:
            break
        out += block
        shown += 1
    if not shown:
        out = []
    return [*out, line((f"   + {len(blocks) - shown} more", "muted"))][: max(0, rows)]


def code_of(label: Label) -> Span:
    """The code of a label with a blank behind it; nothing for what has none."""
    return f"{label.code} " if label.code else "", label.role or "accent"


def abreast(label: Label, room: int, tails: Sequence[Line], indent: int = INDENT) -> list[Line]:
    """The words of a label in `room` cells, in as many rows as they take, and lines beside them."""
    code, role = code_of(label)
    if width(code) > room // 2:
        # A code that leaves no room for words stands above them.
        above = [line((" " * indent + row, role)) for row in broken(code.strip(), room)]
        return [*above, *abreast(Label(label.words), room, tails, indent)]
    texts = broken(label.words, room - width(code))
    out: list[Line] = []
    for y in range(max(len(texts), len(tails))):
        text = padded(texts[y] if y < len(texts) else "", room - width(code))
        lead = (code, role) if y == 0 else (" " * width(code), "text")
        out.append((*line(" " * indent, lead, text), *(tails[y] if y < len(tails) else BLANK)))
    return out


def room_for(labels: Iterable[Label], most: int) -> int:
    """Cells of a column of labels: as many as the longest takes, at most so many."""
    return max(LEAST, min(most, max((width(label.whole) for label in labels), default=0)))


def spelled(rows: Iterable[tuple[str, str]], cells: int) -> list[list[Line]]:
    """Names with what stands beside them as words, each below its name: where a chart has no room."""
    room = max(2, cells - INDENT - 1)
    return [
        [
            *(line((" " * min(INDENT, cells - 2) + row, "text")) for row in wrap(name, room)),
            *(
                line((" " * min(INDENT + 2, cells - 2) + row, "muted"))
                for row in wrap(value, max(2, room - 2))
            ),
        ]
        for name, value in rows
    ]


def in_words(shape: Shape, cells: int, rows: int | None) -> list[Line]:
    """A shape as words, where there is no room to draw it."""
    return within(spelled(shape_words.in_words(shape), cells), rows)


class Notes:
    """What has no room where it belongs: a number stands there, and the words below."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}

    def short(self, text: str, cells: int) -> str:
        """The text where it fits into so many cells, else the number of its note: `(2)`."""
        if width(text) <= cells:
            return text
        return f"({self._texts.setdefault(text, len(self._texts) + 1)})"

    def below(self, cells: int) -> list[list[Line]]:
        """The notes, in the order of their numbers."""
        return [
            abreast(Label(text, f"({number})", "muted"), max(LEAST, cells - INDENT - 1), [])
            for text, number in self._texts.items()
        ]
