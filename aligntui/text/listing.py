"""Several names in a sentence."""

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
