"""How large a window is taken for, whatever the other end of the line says about it.

The size comes from a stranger's terminal: by the system, in a sequence among the keys, or from COLUMNS and
LINES. Textual lays out and paints every cell of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.geometry import Size

WIDEST = 1_000
"""Columns that are laid out. Some 700 fit on the widest screens in the smallest letters."""
HIGHEST = 300
"""Rows that are laid out."""


@lru_cache(maxsize=4)
def fitting(size: tuple[int, int]) -> Size:
    """A window's (columns, rows) as they are laid out: what is beyond stays empty."""
    columns, rows = size
    return Size(max(1, min(columns, WIDEST)), max(1, min(rows, HIGHEST)))


OWN = frozenset("0123456789-= bf") | frozenset(map(chr, (*range(1, 9), 11, 12, *range(14, 27))))
"""What Textual takes for something else behind Esc: signs, ctrl with a letter (not Tab, ctrl+j, Enter)."""


class SizedParser(XTermParser):
    """The parser of keys. It divides by the cells and points that a terminal reports, so none is 0.

    Esc and a sign or a chord in one packet are Esc, then that: nobody means alt+5 or alt+ctrl+n.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence == "\x1b\r":
            yield events.Key("alt+enter", None)
            return
        if len(sequence) == 2 and sequence[0] == "\x1b" and sequence[1] in OWN:
            yield events.Key("escape", "\x1b")
            sequence = sequence[1]
        yield from super()._sequence_to_key_events(sequence, alt=alt)

    def __setattr__(self, name: str, value: Any) -> None:
        """Keep sizes from being 0."""
        if name in ("terminal_size", "terminal_pixel_size") and value is not None:
            value = Size(max(1, value[0]), max(1, value[1]))
        super().__setattr__(name, value)
