"""Rows shared out fairly among what stands below each other, and what a list too long shows. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from aligntui.tui.widgets.line import broken


def share(wants: Sequence[int], rows: int, *, all_of_them: bool = False) -> list[int]:
    """Rows for each: none has more than it wants while another one has fewer than it wants and than that.

    Args:
        wants: Rows that each would take.
        rows: Rows there are.
        all_of_them: Whether rows that nobody wants are given too, to those that have fewest.
    """
    given, left = [0] * len(wants), rows
    for taken, number in enumerate(sorted(range(len(wants) - 1, -1, -1), key=wants.__getitem__)):
        given[number] = min(wants[number], left // (len(wants) - taken))
        left -= given[number]
    while all_of_them and left > 0 and given:
        given[given.index(min(given))] += 1
        left -= 1
    return given


def listed(
    wants: Sequence[int], rows: int, at: int, top: int = 0, *, whole: bool = False, note: bool = False
) -> tuple[int, list[int]]:
    """The first entry of a list that is shown, and the rows of it and of those that follow.

    When some are left out a row is kept free, in which their number is to be said.

    Args:
        wants: Rows that each entry would take.
        rows: Rows there are.
        at: The entry in focus, which is always shown.
        top: The first entry that was shown.
        whole: Whether the entry in focus is not cut: nothing else says it in full.
        note: Whether something else is said below them, in the row in which that number is.
    """
    if sum(wants) + note <= rows:
        return 0, list(wants)
    # Where the one in focus stands whole there may be no row for some of the others.
    if note or len(wants) > rows - (wants[at] - 1 if whole else 0):
        rows = max(1, rows - 1)
    own = min(wants[at], rows) if whole and wants else 1
    fits = min(len(wants), rows - own + 1)
    top = max(0, at - fits + 1, min(top, at, len(wants) - fits))
    window = [*wants[top : top + fits]]
    if not whole:
        return top, share(window, rows)
    others = iter(share(window[: at - top] + window[at - top + 1 :], rows - own))
    return top, [own if number == at - top else next(others) for number in range(len(window))]


def sides(left_out: int, above: int) -> str:
    """How many entries of a list are not shown, and on which side: `+ 2 more`, `2 above, 1 below`.

    Args:
        left_out: How many are not shown.
        above: How many of them stand above what is shown.
    """
    below = left_out - above
    if not above:
        return f"+ {below} more" if below else ""
    return f"{above} above" + (f", {below} below" if below else "")


def roomy(said: Callable[[int], str], cells: int, least: int) -> list[str]:
    """Rows of a sentence; what fits one row has names as long as that row lets them be.

    Args:
        said: Gives the sentence with so many cells for each name in it.
        cells: Width.
        least: Cells of a name, at least.
    """
    rows = broken(said(least), cells)
    if len(rows) > 1:
        # Each may get fewer rows than it wants: what is asked counts more than a long name.
        return rows
    sizes = range(least, max(least, cells) + 1)
    behind = bisect_left(sizes, True, key=lambda size: len(broken(said(size), cells)) > 1)
    return broken(said(sizes[behind - 1]), cells)
