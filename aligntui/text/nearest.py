"""The word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 0.6
"""How much two words must have in common, 0 to 1, for one to be taken for a slip of the other."""
LONGEST = 60
"""Letters of a word that is looked into; what is longer is no slip of any name."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or the same in other letters; "" when none is near."""
    if len(word) > LONGEST:
        return ""
    words = list(known)
    same = [other for other in words if word and other.casefold() == word.casefold()]
    return next(iter(nearest_few(word, words, most=1) or same), "")


def nearest_few(word: str, known: Iterable[str], *, most: int, least: float = LEAST) -> list[str]:
    """The known words most like this one, nearest first.

    Args:
        word: What was written.
        known: What may have been meant.
        most: How many are wanted.
        least: How much they must have in common with it, 0 to 1.
    """
    # Only who mistyped pays for it.
    from difflib import get_close_matches

    return get_close_matches(word, list(known), most, least)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """`Did you mean "park"?`, or what helps when no known word is near."""
    close = nearest(word, known)
    return f'Did you mean "{close}"?' if close else otherwise
