"""Words that do not fit their field."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from aligntui.text.clean import clip, width
from aligntui.text.problem import UserProblem

QUOTED = 24
"""Cells of what was typed that a sentence quotes: the mend must still fit on its row."""
ROOM = 63
"""Cells of a sentence with both readings on the message row, without the words for taking the likely one."""


class Unclear(UserProblem):
    """The words do not fit the field; the message is a sentence with the mend."""


class Reading(Struct, frozen=True):
    """One thing that words may mean."""

    value: Any
    """Its stored form."""
    shown: str
    """How a person reads it."""
    written: str
    """How it is written so that nothing else can be meant."""


class Twofold(Unclear):
    """The words have two readings. Nothing is taken until one of them was chosen."""

    def __init__(self, line: str, rarer: Reading, likely: Reading) -> None:
        """`likely` is the one that is taken once it was asked for."""
        self.rarer = rarer
        self.likely = likely
        self.asked = f'"{clip(line, QUOTED - 8)}": {rarer.shown}, or {likely.shown}?'
        super().__init__(f"{self.asked} Write it out.")
        self.typed = line

    @property
    def is_short(self) -> bool:
        """Whether there is room to say how each of the two is taken."""
        return width(f"{self.asked} Write {self.rarer.written}: {self.likely.shown}.") <= ROOM
