"""Several names in a sentence, and how many."""

from __future__ import annotations

from collections.abc import Iterable


def listed(names: Iterable[str], most: int = 0, *, word: str = "and") -> str:
    """`S1`, `S1 and S2`, `S1, S2 and 3 more`; "" for none.

    Args:
        names: In the order they are told.
        most: How many are told, the last of which may be that there are more; 0 for all.
        word: What stands before the last one.
    """
    told = list(names)
    if most and len(told) > most:
        told[most - 1 :] = [f"{len(told) - most + 1} more"]
    return f" {word} ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def an(noun: str) -> str:
    """A noun behind its article: `an ask`, `a board`."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def in_words(number: int) -> str:
    """A whole number in a sentence: in words up to twelve, in figures beyond."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)
