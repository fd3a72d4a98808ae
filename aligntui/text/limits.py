"""How long what people write may be. Every face and every store keeps to these; said once, here.

They are far beyond what somebody types: a page of a book has some 2,000 signs. They are there because each
change is written, read and drawn again by everybody who is in the session.
"""

from __future__ import annotations

LINE = 2_000
"""Signs of a card, a title, a name, a reason, an answer, and of each line of a list."""

LONG = 20_000
"""Signs of a field of several lines, and of all lines of a list together."""

HELD = 2 * LONG
"""Signs that an edit line holds at all, so that words too long to be kept can be shortened in their place."""


def too_long(signs: int, most: int) -> str:
    """Why words are not kept. They stay where they are."""
    what = "A line" if most == LINE else "A text"
    return f"{what} holds {most:,} signs; this has {signs:,}. Shorten it, or split it."


PASTED = 100_000
"""Signs that are taken from one paste: lines that become cards may be many."""


def not_held(signs: int) -> str:
    """Why a paste is not taken into the line."""
    return f"{signs:,} signs are too many here; a text holds {LONG:,}. Nothing was pasted."


def not_pasted() -> str:
    """Why a paste is taken nowhere."""
    return f"More than {PASTED:,} signs are too many for a paste. Nothing was pasted."
