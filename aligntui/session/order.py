"""Fractional keys: a place between two others without renumbering the rest.

Keys are strings over 0-9a-z that compare as text. `between("", "")` is the middle; a key between two
neighbours always exists, so two people who insert at the same place never renumber each other.
"""

from __future__ import annotations

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)


def between(low: str, high: str) -> str:
    """A key strictly between two keys.

    Args:
        low: Key before, or "" for the start.
        high: Key after, or "" for the end.

    Raises:
        ValueError: When `low` is not before `high`, or nothing fits between them ("" and "0").
    """
    if high and low >= high:
        raise ValueError(f"no place between {low!r} and {high!r}")
    out: list[str] = []
    i = 0
    bounded = bool(high)
    while True:
        a = DIGITS.index(low[i]) if i < len(low) else 0
        b = DIGITS.index(high[i]) if bounded and i < len(high) else BASE
        if bounded and i >= len(high):
            # Nothing sorts before a key of zeros; keys made here never end in one.
            raise ValueError(f"no place between {low!r} and {high!r}")
        if a == b:
            out.append(DIGITS[a])
        elif b - a > 1:
            out.append(DIGITS[(a + b) // 2])
            return "".join(out)
        else:
            out.append(DIGITS[a])
            bounded = False
        i += 1


def after(keys: list[str]) -> str:
    """A key after all of these; short even after thousands of appends."""
    last = max(keys, default="")
    if not last:
        return "1000"
    # Appending by halving grows a digit every five items; counting up does not.
    head = last[:4].ljust(4, "0")
    number = int(head, BASE) + 1
    if number < BASE**4 - 1:
        return _base36(number)
    return between(last, "")


def _base36(number: int) -> str:
    digits = []
    while number:
        number, rest = divmod(number, BASE)
        digits.append(DIGITS[rest])
    return "".join(reversed(digits)).rjust(4, "0")
