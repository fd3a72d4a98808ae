"""The plan on one page, drawn. Everything that has a code takes the focus: Enter says why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from aligntui.analysis.plan_blocks import Row
from aligntui.analysis.plan_layout import laid_out
from aligntui.analysis.plan_page import Plan
from aligntui.tui.widgets.line import BLANK, Line, line

WIDEST = 140
"""Columns of the page, at most."""
ONWARD = ", PgDn"
"""Behind a number of lines left out: the key that turns the page."""
TONES = {"text": "text", "muted": "muted", "label": "accent+bold"}


class Spot(Struct, frozen=True):
    """A thing that takes the focus, and the row it stands in."""

    row: int
    id: str
    """Item behind it; "" for a page on which nothing can be followed."""
    parent: bool = False
    """Whether it holds others that can be folded away."""
    last: int = 0
    """The last row that belongs to it; 0 when it is the first."""


def plan_body(plan: Plan, cells: int, high: int, focus: int = -1) -> tuple[list[Line], list[Spot]]:
    """The pages of the plan below each other, each filled to `high` rows, and what takes the focus.

    Args:
        plan: The plan.
        cells: Width of the window.
        high: Rows of a page.
        focus: Number of the spot that has the focus.
    """
    found = laid_out(plan, min(cells, WIDEST), high, ONWARD)
    rows: list[Line] = []
    spots: list[Spot] = []
    for page in found.pages:
        begin = len(rows)
        places = _places(page)
        lit = list(places)[focus - len(spots)] if 0 <= focus - len(spots) < len(places) else -1
        spots += [
            Spot(begin + first, found.ids[n] if n >= 0 else "", last=begin + last)
            for n, (first, last) in places.items()
        ]
        rows += [_drawn(row, lit, n == places.get(lit, (-1,))[0]) for n, row in enumerate(page)]
        rows += [BLANK] * (high - len(page))
    return rows, spots


def shown_page(body: Sequence[Line], spots: Sequence[Spot], at: int, high: int) -> tuple[Sequence[Line], str]:
    """The page with the spot in focus, and which of how many it is; "" of one."""
    number = spots[at].row // high
    pages = len(body) // high
    return body[number * high : (number + 1) * high], f"page {number + 1} of {pages}" if pages > 1 else ""


def turned(spots: Sequence[Spot], at: int, high: int, down: bool) -> int:
    """Number of the first spot on the page after this one, or before; it stays on the last, or the first."""
    page = spots[at].row // high + (1 if down else -1)
    return next((n for n, spot in enumerate(spots) if spot.row // high == page), at)


def _places(page: Sequence[Row]) -> dict[int, tuple[int, int]]:
    """Number of each line that can be followed -> its first and last row; the whole page without any."""
    places: dict[int, tuple[int, int]] = {}
    for n, row in enumerate(page):
        for piece in row:
            if piece.line >= 0:
                places[piece.line] = (places.get(piece.line, (n, n))[0], n)
    return places or {-1: (0, max(len(page) - 1, 0))}


def _drawn(row: Row, lit: int, marked: bool) -> Line:
    """A row; the line in focus lies on a ground of its own and has a mark before it."""
    spans = []
    for piece in row:
        tone = TONES.get(piece.tone, f"{piece.tone}+bold")
        if not piece.line == lit >= 0:
            spans.append((piece.text, tone))
        elif marked:
            spans.append((f"{piece.text[:-1]}>", "accent@focus"))
            marked = False
        else:
            spans.append((piece.text, f"{tone}@focus"))
    return line(*spans)
