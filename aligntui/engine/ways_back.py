"""Ways back: who is sent elsewhere to mend, read or write something comes back to the very line."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from aligntui.methods.types import Step
from aligntui.store.values import Position

Field = tuple[str, str]
"""Item, or `record:` and the key of a record, and the name of its field."""


class Spot(NamedTuple):
    """What gets the focus in a step to which one is sent."""

    item: str
    """Id of an item, a record or a pair; "" for none."""
    field: str = ""
    stand: bool = False
    """Whether the item is not opened."""
    phase: str = ""
    """Phase of the step; "" for the one it is in."""


class Stand(Struct, frozen=True):
    """Where one stands."""

    place: Position
    """Step of the run, and its phase."""
    within: Any
    """Where in the step, as its kind or its page knows it."""
    aside: Step | None = None
    """The small step that stands in its place for a moment."""


class WayBack(Struct, frozen=True):
    """Back to where one stood, once what one was sent for is done."""

    origin: Stand | None
    """Where one stood; None: nowhere in this run."""
    at: Field | None
    """The field one was sent to; None where none was opened: one comes back when one says so."""
    over: tuple[Any, ...] = ()
    """What stood over it, the lowest first; each face knows its own."""
    before: WayBack | None = None
    """The way back that held already when one was sent."""

    def is_done(self, was: Field | None, now: Field | None) -> bool:
        """Whether an answer was what one was sent for: it was given in that field, and led out of it.

        Args:
            was: The field in which one answered; None for none.
            now: The field one stands in after it.
        """
        return self.at is not None and was == self.at != now
