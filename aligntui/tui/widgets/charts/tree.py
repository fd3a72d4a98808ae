"""A tree: lines with what hangs on them, joined by guides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from aligntui.analysis.shape_words import columns
from aligntui.analysis.shapes import Tree, Twig
from aligntui.text.clean import width
from aligntui.tui.widgets.charts.rows import INDENT, LEAST, abreast, code_of, within
from aligntui.tui.widgets.line import Line, Span, broken, length, line, padded, paragraph, wrap
from aligntui.tui.widgets.plan_lines import Spot

DEEPEST = 6
"""Levels that are indented, at most; what hangs lower stands at that level, with the number of its own."""
GUIDE, NUMBER = 3, 4
"""Cells of a level of guides, and of the number of a level."""


def draw(tree: Tree, cells: int, rows: int | None = None) -> list[Line]:
    """Every line in full, its note below it."""
    blocks: list[list[Line]] = []
    for twig in tree.twigs:
        _grow(_with_columns(twig, tree.columns), "", "", 0, cells, blocks)
    return within(blocks, rows)


def _with_columns(twig: Twig, names: Sequence[str]) -> Twig:
    """A line with what stands in columns behind its note."""
    note = "; ".join(filter(None, [twig.note, columns(twig, names)]))
    return replace(twig, note=note, twigs=tuple(_with_columns(child, names) for child in twig.twigs))


def _grow(twig: Twig, lead: str, under: str, depth: int, cells: int, blocks: list[list[Line]]) -> None:
    """A line and what hangs on it.

    Args:
        twig: The line.
        lead: Guides before it.
        under: Guides before what stands below it.
        depth: Its level, from 0.
        cells: Width.
        blocks: What is drawn is put here, a block for each line.
    """
    deepest = max(0, min(DEEPEST, (cells - INDENT - LEAST - NUMBER - 1) // GUIDE))
    room = max(LEAST, cells - INDENT - len(lead) - 1 - (NUMBER if depth > deepest else 0))
    drawn = abreast(twig.label, room, [], 0)
    drawn += [line((f"  {row}", "muted")) for row in wrap(twig.note, max(2, room - 2))]
    level = f"{depth + 1}: " if depth > deepest else ""
    blocks.append(
        [
            line((" " * INDENT + (lead + level if y == 0 else under + " " * len(level)), "rule"), *row)
            for y, row in enumerate(drawn)
        ]
    )
    for n, child in enumerate(twig.twigs):
        last = n == len(twig.twigs) - 1
        if depth >= deepest:
            _grow(child, lead, under, depth + 1, cells, blocks)
        else:
            branch, below = ("└─ ", "   ") if last else ("├─ ", "│  ")
            _grow(child, under + branch, under + below, depth + 1, cells, blocks)


MOST, WIDE = 11, 22
"""Cells of a column, at most; in a window of a hundred columns and more."""
NARROW = 30
"""Cells of words and what is before them, at least."""
WIDEST = 118
"""Columns of a tree that is walked, at most."""


def draw_open(tree: Tree, cells: int, focus: int, folded: Collection[str]) -> tuple[list[Line], list[Spot]]:
    """A tree that is walked: all rows, with its columns, and what takes the focus.

    Args:
        tree: The tree.
        cells: Width of the step.
        focus: Number of the line that has the focus; its detail stands below it.
        folded: Keys of lines whose branch is hidden.
    """
    page = _Walked(tree, min(cells, WIDEST), MOST if cells < 100 else WIDE, focus, folded)
    for twig in tree.twigs:
        page.put(twig, 0)
    return page.rows, page.spots


class _Walked:
    """Rows of a tree, a line after the other."""

    def __init__(self, tree: Tree, cells: int, most: int, focus: int, folded: Collection[str]) -> None:
        self.cells, self.focus, self.folded = cells, focus, folded
        every = [tree.columns, *(twig.cells for twig in _all(tree.twigs))]
        self.sizes = [
            min(most, max(width(texts[n]) for texts in every if texts)) + 2 for n in range(len(tree.columns))
        ]
        self.columns = tree.columns
        self.beside = cells - sum(self.sizes) - 1 >= NARROW
        """Whether cells stand in columns; in a narrow window they stand below the words."""
        self.sizes = self.sizes if self.beside else []
        self.words = cells - sum(self.sizes) - 1
        self.deepest = max(0, min(DEEPEST, (self.words - NARROW) // 2))
        heads = zip(tree.columns, self.sizes, strict=False)
        head: list[Span] = [(padded(name, size), "muted") for name, size in heads]
        self.rows: list[Line] = [((" " * self.words, "text"), *head)]
        self.spots: list[Spot] = []

    def put(self, twig: Twig, depth: int) -> None:
        """A line, and what hangs on it unless that is folded away."""
        here = len(self.spots) == self.focus
        self.spots.append(Spot(len(self.rows), twig.key, bool(twig.twigs), len(self.rows)))
        ground, mark = ("@focus", ">") if here else ("", " ")
        away = twig.key in self.folded and bool(twig.twigs)
        bold = "" if depth else "+bold"
        sign = "+" if away else " " if depth or not twig.twigs else "v"
        lead = " " * (1 + 2 * min(depth, self.deepest) if depth else 0) + mark + sign + ("" if depth else " ")
        code, role = code_of(twig.label)
        code = code if width(code) <= LEAST else ""
        beside = f"{len(twig.twigs)} under it" if away and not depth else twig.note
        head = line((lead, f"accent{bold}{ground}"), (code, f"{role}+bold{ground}"))
        self._put(head, twig, beside, bold, ground)
        below = " " * length(head)
        if not self.beside:
            self.rows += paragraph(
                columns(twig, self.columns), self.cells - len(below) - 1, role="muted", lead=below
            )
        if here:
            self.rows += paragraph(twig.detail, self.cells - len(below) - 1, role="muted", lead=below)
        self.spots[-1] = replace(self.spots[-1], last=len(self.rows) - 1)
        for child in () if away else twig.twigs:
            self.put(child, depth + 1)

    def _put(self, head: Line, twig: Twig, beside: str, bold: str, ground: str) -> None:
        """A line in as many rows of the screen as its words and its cells take.

        What is `beside` the words stands at their right end where there is room for it.
        """
        room = self.words - length(head) - 1
        words = twig.label.words if length(head[1:]) else twig.label.whole
        texts = zip((twig.cells if self.beside else ()) or [""] * len(self.sizes), self.sizes, strict=True)
        stacked = [broken(words, room), *(broken(cell, size - 2) for cell, size in texts)]
        for y in range(max(map(len, stacked))):
            first, *others = (rows[y] if y < len(rows) else "" for rows in stacked)
            ends = zip(others, self.sizes, strict=True)
            fits = y == 0 and beside and width(first) + width(beside) + 2 <= room
            gap = room + 1 - width(first) - (width(beside) + 1 if fits else 0)
            self.rows.append(
                line(
                    *(head if y == 0 else [(" " * length(head), f"text{ground}")]),
                    (first, f"text{bold}{ground}"), (" " * gap, f"text{ground}"),
                    (f"{beside} " if fits else "", f"muted{ground}"),
                    *((padded(cell, size), f"text{ground}") for cell, size in ends),
                )
            )  # fmt: skip


def _all(twigs: Sequence[Twig]) -> Iterator[Twig]:
    for twig in twigs:
        yield twig
        yield from _all(twig.twigs)
