"""Counting and comparing words, as linters do. The lists of words stand in `text.language`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# A word is a run of letters and digits; an apostrophe, hyphen, point or comma inside it belongs to it,
# so that "don't", "best-in-class", "4.5" and "10,000" are one word each.
_WORD = re.compile(r"[^\W_]+(?:['’.,\-‐‑/][^\W_]+)*%?")
NUMBER = re.compile(r"(?<![^\W_])[+\-−]?(?!\d+(?i:st|nd|rd|th)\b)\d+(?:[.,]\d+)*(?:\s?%)?")
"""A number as it is written, with its percent sign; "2nd" and "boxes150" hold none."""


def tokens(s: str) -> list[str]:
    """Words of a text in order, case folded, without the signs around them."""
    return [word.replace("’", "'") for word in _WORD.findall(s.casefold())]


def stem(word: str) -> str:
    """What forms of a word have in common: `vans`, `van's` and `van`; `grooming`, `groomed` and `grooms`.

    Endings are taken off as long as three letters are left, which is our convention; it knows no grammar.
    """
    word = re.sub(r"'s?$", "", word)
    for ending, instead in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and not (ending == "s" and rest.endswith("s")):
            word = rest + instead
            break
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if doubled or (word.endswith("e") and len(word) > 3) else word


_ENDINGS = (("ies", "y"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))


def count(s: str) -> int:
    """Number of words. "sells out by 11:30" has five: a colon parts, a hyphen or point inside does not."""
    return len(_WORD.findall(s))


def numbers(s: str) -> list[str]:
    """Numbers in a text as they are written: `15%`, `10,000`, `-2`. Codes such as `S1` are no numbers."""
    return [found.strip() for found in NUMBER.findall(s)]


def similar(a: str, b: str) -> float:
    """Share of words in common, 0 to 1: words in both texts divided by words of the shorter one.

    Sets of words without the little words are compared (overlap coefficient, Szymkiewicz and Simpson),
    since a card that says the same in more words is the same card. Texts without words share nothing.
    """
    one, two = _content(a), _content(b)
    if not one or not two:
        return 0.0
    return len(one & two) / min(len(one), len(two))


@lru_cache(maxsize=2048)
def _content(s: str) -> frozenset[str]:
    from aligntui.text.language import LITTLE_WORDS

    words = frozenset(tokens(s))
    return words - LITTLE_WORDS or words


@lru_cache(maxsize=64)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda w: (-len(w), w))
    parts = (r"[\s\-‐‑]+".join(re.escape(bit) for bit in re.split(r"[\s\-]+", word)) for word in longest)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(parts) + r")(?![^\W_])")


_STOPS = re.compile(r"(?<!\.)([?!…]|\.\.\.|\.)\.(?=\s|$)")


def one_stop(s: str) -> str:
    """No full stop behind a mark that ends a sentence already: words put into a sentence bring their own."""
    return _STOPS.sub(r"\1", s)


def found(s: str, words: Iterable[str]) -> list[str]:
    """Which of these words or phrases stand in a text as whole words, in the order of the text.

    Case does not matter, nor whether a phrase is written with hyphens (`world class`, `world-class`).
    """
    listed = words if isinstance(words, frozenset) else frozenset(words)
    if not listed:
        return []
    seen: dict[str, None] = {}
    for match in _pattern(listed).finditer(s.casefold().replace("’", "'")):
        seen.setdefault(match.group())
    return list(seen)
