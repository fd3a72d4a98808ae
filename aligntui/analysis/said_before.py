"""Which texts say what an earlier one says, for lists of any length.

Every text is one bit of a whole number, so that one step counts a word for all texts at once: comparing each
text with each other one would be felt at two thousand cards.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence


def earlier(
    words: Sequence[Collection[str]], groups: Sequence[str], share: float
) -> Iterator[tuple[int, int]]:
    """Each text that says what an earlier one of another group says, with the first such text.

    The first one is that which has the first of its words in common, by the alphabet; a pair for each two
    would be noise.

    Args:
        words: The words of each text, none twice.
        groups: To which group each text belongs.
        share: Part of the shorter one's words that must be in common, 0 to 1; a single word must be all.
    """
    having: dict[str, int] = {}
    sizes: dict[int, int] = {}
    members: dict[str, int] = {}
    for number, (own, group) in enumerate(zip(words, groups, strict=True)):
        others = ((1 << number) - 1) & ~members.get(group, 0)
        hits = _sharing([having[word] & others for word in own if word in having], len(own), sizes, share)
        if hits:
            first = next(hit for word in sorted(own) if (hit := hits & having.get(word, 0)))
            yield number, (first & -first).bit_length() - 1
        for word in own:
            having[word] = having.get(word, 0) | 1 << number
        sizes[len(own)] = sizes.get(len(own), 0) | 1 << number
        members[group] = members.get(group, 0) | 1 << number


def _sharing(having: list[int], size: int, sizes: dict[int, int], share: float) -> int:
    """The texts that have enough in common with one.

    Args:
        having: For each word of that one the texts that have it.
        size: How many words it has.
        sizes: How many words a text has -> the texts.
        share: Part of the shorter one's words that must be in common.
    """
    needed: dict[int, int] = {}
    for other, texts in sizes.items():
        fewer = min(size, other)
        # A single word says the same only where there is no other one.
        if fewer > 1 or (fewer == 1 and size == other):
            least = math.ceil(share * fewer)
            needed[least] = needed.get(least, 0) | texts
    digits, hits = _counted(having), 0
    for least, texts in needed.items():
        hits |= texts & _at_least(least, digits)
    return hits


def _counted(having: list[int]) -> list[int]:
    """How many of some sets each text is in: the binary digits of the counts, the lowest first."""
    digits: list[int] = []
    for texts in having:
        carry = texts
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    return digits


def _at_least(least: int, digits: list[int]) -> int:
    """The texts whose count is no less than `least`, which is at least 1."""
    if least >> len(digits):
        return 0
    more, same = 0, -1
    for place in reversed(range(len(digits))):
        if least >> place & 1:
            same &= digits[place]
        else:
            more |= same & digits[place]
            same &= ~digits[place]
    return more | same
