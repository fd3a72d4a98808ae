"""The plan on one page, drawn. Everything that has a code takes the focus: Enter says why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.plan_blocks import Row
from aligntui.analysis.plan_layout import laid_out
from aligntui.analysis.plan_page import Plan
from aligntui.session.model import record_id
from aligntui.tui.widgets.line import BLANK, Line, length, line

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


def first_spot(spots: Sequence[Spot]) -> int:
    """Number of the spot that has the focus at first: a line with a code, else the first one."""
    coded = (n for n, s in enumerate(spots) if s.id and not s.parent and not is_sentence(s.id))
    return next(coded, 0)


def is_sentence(ref: str) -> bool:
    """Whether a line is the sentence of a record: nothing is linked to it, so it leads to its words."""
    return ref.startswith(record_id(""))


def behind(
    body: list[Line], spots: list[Spot], rows: list[Line], more: list[Spot], high: int
) -> tuple[list[Line], list[Spot]]:
    """Pages with rows behind them: on the last page where it holds all of them, else on pages of their own.

    Args:
        body: The pages.
        spots: What takes the focus on them.
        rows: What stands behind.
        more: What takes the focus there.
        high: Rows of a page.
    """
    body, rows = list(body), list(rows)
    while body and not length(body[-1]):
        body.pop()
    while rows and not length(rows[-1]):
        rows.pop()
    begin = len(body) + bool(body)
    if begin // high != (begin + len(rows) - 1) // high:
        begin = -(-len(body) // high) * high
        if len(body) < begin:
            body += [*[BLANK] * (begin - len(body) - 1), line((f" + figures{ONWARD}", "muted"))]
    body += [BLANK] * (begin - len(body))
    body += [*rows, *[BLANK] * (-(begin + len(rows)) % high)]
    spots = [*spots, *(moved(spot, begin) for spot in more)]
    kept = {spot.row // high for spot in spots}
    # A page on which nothing takes the focus is turned to all the same.
    bare = [Spot(n * high, "", last=(n + 1) * high - 1) for n in range(len(body) // high) if n not in kept]
    return body, sorted([*spots, *bare], key=lambda spot: spot.row)


def moved(spot: Spot, rows: int) -> Spot:
    """A spot so many rows further down."""
    return replace(spot, row=spot.row + rows, last=spot.last + rows)


def stops(spots: Sequence[Spot], count: int, high: int) -> list[Spot]:
    """What takes the focus among so many rows, and stops between that lie further apart than a window holds.

    Args:
        spots: What takes the focus, in order.
        count: Rows there are.
        high: Rows from one stop to the next, at most.
    """
    out: list[Spot] = []
    at = 0
    for spot in [*spots, Spot(count, "")]:
        while spot.row - at > high:
            at += high
            out.append(Spot(at, "", last=at))
        if spot.row < count:
            out.append(spot)
            at = max(spot.row, spot.last)
    return out


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
