"""A line of words that ends in the name of a command: on a screen, too, that is asked about."""

from __future__ import annotations

import re
from collections.abc import Collection

from aligntui.engine.kind import Intent
from aligntui.plain.turn import Order, Unread
from aligntui.text.clean import clean_line

_ENDS = re.compile(r"\S.*/([a-z-]+)$")


class Doubt:
    """Whether words that end in the name of a command are words: the same line again keeps them."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self._line = ""

    def settle(self, line: str, meant: Intent | Order | Unread) -> Intent | Order | Unread:
        """What a line asks for, as it was read; where it ends in a command that is asked once."""
        named, again = _ENDS.search(clean_line(line)), line == self._line
        self._line = ""
        keeps = isinstance(meant, Intent) and isinstance(meant.value, str | list)
        if not keeps or again or named is None or named[1] not in self._names or line.startswith("//"):
            return meant
        self._line = line
        slashed = f"/{named[1]}"
        return Unread(
            f"Nothing is kept yet: the line ends in {slashed}. A line with {slashed} alone does it; "
            "the same line again keeps it as words."
        )
