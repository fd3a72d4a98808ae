"""What of a round may be shown, by how many answered: the one place where small groups are kept from showing.

METHODS.md 1.3, our convention. Where answers carry no names: under three nothing, with three a middle, a
lowest and a highest, from four on the whole of it. A step may ask for more, never for less. Named answers
show all from two on. An agreement index says nothing under three, whoever gave them.
"""

from __future__ import annotations

from msgspec import Struct

INDEX = 3
"""Fewest answers of an agreement index, and fewest nameless ones of a middle and a range."""

WHOLE = 4
"""Fewest nameless answers of a distribution, and of whatever else is more than middle and range."""

PAIR = 2
"""Fewest named answers of a distribution: one alone is none."""


class Shown(Struct, frozen=True):
    """What may be shown of so many answers."""

    middle: bool
    """Median, lowest and highest; of a sum that is shared the mean too, which they give away with three."""
    whole: bool
    """Each answer without its name, mean and spread, counts, reasons, orders and whatever rests on them."""
    index: bool
    """How far people agree, as a number or a word."""


def shown(given: int, privacy: str = "secret", floor: int = 0, *, alone: bool = False) -> Shown:
    """What may be shown of so many answers to one question.

    Args:
        given: How many answered it.
        privacy: Of the round: `named`, `secret` or `none`.
        floor: Fewest answers that the step asks for before a distribution is shown; 0 takes the house rule.
        alone: Whether all of them are one person's own: there is nobody to hide from, and to agree with.
    """
    middle, whole = least(privacy, floor, alone=alone)
    return Shown(given >= middle, given >= whole, not alone and given >= max(INDEX, whole))


def least(privacy: str, floor: int = 0, *, alone: bool = False) -> tuple[int, int]:
    """Fewest answers of a middle, and of a distribution."""
    if alone:
        return 1, 1
    if privacy == "named":
        return 1, max(PAIR, floor)
    return (INDEX if floor <= WHOLE else floor), max(WHOLE, floor)
