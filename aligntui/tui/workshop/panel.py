"""The guide of a step as lines: why, how, like this, not like this, traps, done when, sources."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.methods.types import Method, Step, as_list
from aligntui.tui.widgets.line import BLANK, Line, beside, labelled, line, wrap


def blocks(method: Method, step: Step, labels: Sequence[str] = ()) -> list[tuple[str, list[str], bool]]:
    """(heading, entries, numbered) of a guide, in reading order; `labels` explain what is short on screen."""
    guide = step.guide
    found: list[tuple[str, list[str], bool]] = [
        ("WHY", [guide.why] if guide.why else [], False),
        ("HOW", list(guide.how), True),
        ("LIKE THIS", as_list(guide.example), False),
        ("NOT LIKE THIS", as_list(guide.not_like), False),
        ("TRAPS", list(guide.pitfalls), False),
        ("DONE WHEN", [guide.done] if guide.done else [], False),
        ("IF LATE", [guide.late] if guide.late else [], False),
        ("ON THE SCREEN", list(labels), False),
    ]
    sources = guide.sources or method.sources
    if sources:
        found.append(("SOURCES", ["; ".join(sources)], False))
    return [block for block in found if block[1]]


def block_lines(heading: str, entries: list[str], numbered: bool, cells: int) -> list[Line]:
    """One block, wrapped."""
    out: list[Line] = [line((heading, "accent+bold"))]
    for number, entry in enumerate(entries, start=1):
        mark = f"{number} " if numbered else ""
        out += labelled(mark, len(mark), wrap(entry, cells - len(mark)))
    return out


def guide_lines(method: Method, step: Step, cells: int, labels: Sequence[str] = ()) -> list[Line]:
    """The whole guide in one column, for the side panel."""
    out: list[Line] = [line((f"GUIDE  {step.short or step.title}", "muted")), BLANK]
    for heading, entries, numbered in blocks(method, step, labels):
        out.extend([*block_lines(heading, entries, numbered, cells), BLANK])
    return out[:-1]


def guide_page(
    method: Method, step: Step, cells: int, rows: int, page: int, labels: Sequence[str] = ()
) -> tuple[int, list[Line]]:
    """One page of the guide in two columns, and the number of the page shown; no row of it is lost."""
    half = (cells - 3) // 2
    columns: list[list[Line]] = [[]]
    room = rows - 2
    for heading, entries, numbered in blocks(method, step, labels):
        block = block_lines(heading, entries, numbered, half - 1)
        if columns[-1] and len(columns[-1]) + len(block) > room:
            columns.append([])
        while len(block) > room:
            columns[-1:] = [block[:room], []]
            block = block[room:]
        columns[-1].extend([*block, BLANK])
    pages = max(1, -(-len(columns) // 2))
    page = max(0, min(page, pages - 1))
    left = columns[page * 2] if page * 2 < len(columns) else []
    right = columns[page * 2 + 1] if page * 2 + 1 < len(columns) else []
    out = [
        beside(
            (line((" GUIDE to this step", "accent+bold")), cells - 16),
            (line((f"page {page + 1} of {pages}", "muted")), 16),
        ),
        line(("─" * cells, "rule")),
    ]
    for n in range(room):
        a = left[n] if n < len(left) else BLANK
        b = right[n] if n < len(right) else BLANK
        out.append(beside((line(" "), 1), (a, half), (line(" "), 1), (b, cells - half - 2)))
    return page, out
