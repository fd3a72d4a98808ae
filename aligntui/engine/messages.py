"""What is said to a person, as an id and its facts. A face finds the words, and the keys that hold there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

Tone = Literal["", "ok", "hint", "warning", "error"]


class Message(Struct, frozen=True):
    """One sentence. `wording.sentences` has its words under the id."""

    id: str
    facts: Mapping[str, object] = field(default_factory=dict)
    """Name -> value: numbers, words, ids of items (said as their codes once what was done is kept)."""
    tone: Tone = ""


def said(id_: str, tone: Tone = "", **facts: object) -> Message:
    """A message with its facts as keywords."""
    return Message(id_, facts, tone)


def outside(low: int, high: int, value: object) -> Message:
    """That a value is none from `low` to `high`; which one it was, where there is one."""
    if value is None:
        return said("range", low=low, high=high)
    return said("out-of-range", low=low, high=high, value=value)
