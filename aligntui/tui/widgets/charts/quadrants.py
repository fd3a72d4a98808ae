"""Items on two scales as text: a box for each pair of values, quadrants with their names.

Labels are placed on a grid of occupied cells: the code where it belongs, its words behind it while nothing
else stands there. What has no room is counted in its box, and listed below with its numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aligntui.analysis.shape_words import placed
from aligntui.analysis.shapes import Label, Mark, QuadrantMap
from aligntui.text.clean import width
from aligntui.tui.widgets.charts.rows import INDENT, Notes, abreast, in_words, within
from aligntui.tui.widgets.line import BLANK, Line, Span, fit, line, paragraph

HEAD = 9
"""Cells before the boxes."""
BOX = 6
"""Cells of a box, at least."""
BINS = 8
"""Boxes upwards where the scale has too many values for a row each."""


def draw(plot: QuadrantMap, cells: int, rows: int | None = None) -> list[Line]:
    """The map, and below it in words what it has no room for and what is not rated."""
    if cells < HEAD + BOX * 4:
        return in_words(plot, cells, rows)
    ups = _edges(plot.up_range, plot.cut[1] if plot.cut else None, BINS + 1)
    height = len(ups) + 4
    if rows is not None and height > rows - 2:
        return in_words(plot, cells, rows)
    page = _Page(plot, cells, height)
    drawn = page.draw()
    blocks = [
        _listed(Label(mark.label.words, page.shorts[n], mark.label.role), placed(mark, plot), cells)
        for n, mark in enumerate(plot.marks)
        if n not in page.worded
    ]
    return within([*blocks, *page.notes.below(cells)], rows, drawn)


def _listed(label: Label, value: str, cells: int) -> list[Line]:
    """A mark in words, where it stands behind them or below."""
    room = cells - INDENT - 1
    if width(label.whole) + width(value) + 3 <= room:
        return abreast(label, width(label.whole), [line((f"   {value}", "muted"))])
    return [*abreast(label, room, []), *paragraph(value, room - 2, role="muted", lead=" " * (INDENT + 2))]


def draw_map(plot: QuadrantMap, cells: int, rows: int) -> list[Line]:
    """The map alone as exactly `rows` lines, for a page that lists the items itself.

    Rows run from the highest value of the side down; a box with more items than fit says `+2`.
    """
    return _Page(plot, cells, rows, words=False).draw()


def _edges(ends: tuple[float, float], cut: float | None, most: int) -> list[float]:
    """The lowest value of each box along a scale: whole numbers while there are few, and always the cut."""
    low, high = ends
    if float(low).is_integer() and float(high).is_integer() and high - low < most:
        return [low + n for n in range(int(high - low) + 1)]
    if cut is None or not low < cut <= high:
        return [low + (high - low) * n / most for n in range(most)]
    below = max(1, min(most - 1, round(most * (cut - low) / ((high - low) or 1))))
    above = most - below
    return [
        *(low + (cut - low) * n / below for n in range(below)),
        *(cut + (high - cut) * n / above for n in range(above)),
    ]


def _edge(edge: float) -> str:
    """The lowest value of a box in five cells: `0.5`, `12`, `1.5k`, `20m`."""
    for size, sign in ((1e6, "m"), (1e3, "k")):
        if abs(edge) >= size:
            return f"{edge / size:.2g}{sign}"
    return f"{edge:.3g}"


def _box(number: float, edges: list[float]) -> int:
    """The box of a number; what is outside of the scale is in the nearest one."""
    return max(0, sum(edge <= number for edge in edges) - 1)


@dataclass
class _Row:
    """A row of the map: which cells are taken, and by what."""

    spans: dict[int, Span] = field(default_factory=dict)

    def free(self, first: int, end: int) -> bool:
        """Whether nothing stands from one cell up to another."""
        return all(at >= end or at + width(text) <= first for at, (text, _) in self.spans.items())

    def line(self, end: int) -> list[Span]:
        """The row up to a cell."""
        out: list[Span] = []
        at = 0
        for start in sorted(self.spans):
            text, role = self.spans[start]
            out += [(" " * (start - at), "text"), (text, role)]
            at = start + width(text)
        return [*out, (" " * (end - at), "text")]


class _Page:
    """Boxes, what stands in them, and what found no room."""

    def __init__(self, plot: QuadrantMap, cells: int, rows: int, words: bool = True) -> None:
        self.plot, self.cells, self.rows, self.words = plot, cells, rows, words
        self.notes = Notes()
        self.worded: set[int] = set()
        """Numbers of marks whose words stand on the map."""
        across, level = plot.cut or (None, None)
        space = cells - HEAD - 4 - width(plot.along)
        self.along = _edges(plot.along_range, across, max(2, space // BOX))
        self.ups = _edges(plot.up_range, level, max(2, rows - 3))
        self.column = max(BOX, space // len(self.along))
        self.split = _box(across, self.along) * self.column if across is not None else 0
        self.level = _box(level, self.ups) if level is not None else 0
        self.shorts = [
            mark.label.code if 0 < width(mark.label.code) < self.column else f"({n})"
            for n, mark in enumerate(plot.marks, start=1)
        ]

    def draw(self) -> list[Line]:
        """The map in its rows."""
        boxes: dict[tuple[int, int], list[int]] = {}
        for n, mark in enumerate(self.plot.marks):
            if mark.along is not None and mark.up is not None:
                boxes.setdefault((_box(mark.along, self.along), _box(mark.up, self.ups)), []).append(n)
        out: list[Line] = [self._names("hi", self.plot.up)]
        spare = self.rows - 3 - len(self.ups)
        for y in range(len(self.ups) - 1, -1, -1):
            if y == self.level - 1:
                out.append(line(" " * HEAD, ("-" * (self.column * len(self.along)), "rule")))
                if spare > 0:
                    out.append(self._names("lo", ""))
            out.append(self._row(y, {x: boxes[x, at] for x, at in boxes if at == y}))
        numbers = [(f" {_edge(edge)}".ljust(self.column), "muted") for edge in self.along]
        name = self._fitting(self.plot.along, max(3, self.cells - HEAD - self.column * len(self.along) - 2))
        axis = line((" " * (HEAD - 1), "muted"), " ", *numbers, (f" {name}", "muted"))
        out += [BLANK] * (self.rows - 1 - len(out))
        return [*out[: self.rows - 1], fit(axis, self.cells)]

    def _fitting(self, text: str, cells: int) -> str:
        """The text, or the number under which it stands below; where nothing stands below it is cut."""
        return self.notes.short(text, cells) if self.words else text

    def _names(self, level: str, side: str) -> Line:
        left, right = self.plot.names.get(f"lo_{level}", ""), self.plot.names.get(f"hi_{level}", "")
        side = self._fitting(side, HEAD - 2)
        left = self._fitting(left, max(4, self.split - 2) if right else self.cells - HEAD)
        room = max(width(left) + 2, self.split)
        right = self._fitting(right, max(4, self.cells - HEAD - room))
        spans = line(
            (f" {fit(line(side), HEAD - 2)[0][0] if side else '':<{HEAD - 1}}"[:HEAD], "muted"),
            (left + " " * (room - width(left)), "muted"),
            (right, "muted"),
        )
        return fit(spans, self.cells)

    def _row(self, y: int, boxes: dict[int, list[int]]) -> Line:
        row = _Row()
        if self.split and self.plot.cut is not None:
            row.spans[self.split] = ("|", "rule")
        for x, marks in sorted(boxes.items()):
            self._fill(row, x, sorted(marks, key=lambda n: not self.plot.marks[n].focus))
        if self.words:
            for marks in boxes.values():
                for n in marks:
                    self._spell(row, n)
        head = (f"{_edge(self.ups[y]):>5}".ljust(HEAD), "muted")
        return fit(line(head, *row.line(self.column * len(self.along))), self.cells)

    def _fill(self, row: _Row, x: int, marks: list[int]) -> None:
        """Codes beside each other in their box, and how many found no room."""
        at, end = x * self.column + 1, (x + 1) * self.column
        for number, n in enumerate(marks):
            mark, rest = self.plot.marks[n], len(marks) - number
            text = f"[{self.shorts[n]}]" if mark.taken else self.shorts[n]
            more = f" +{rest - 1}" if rest > 1 else ""
            if at + width(text + more) > end and not number:
                # The first gives way last: its code with the count behind it.
                text, more = self.shorts[n], more.lstrip()
            if at + width(text + more) > end:
                count = f"+{rest}"
                row.spans[at + (at + len(count) < end)] = (count[: end - at], "muted")
                return
            row.spans[at] = (text, _role(mark))
            at += width(text)
            if more and not more.startswith(" "):
                row.spans[at] = (more, "muted")
                return
            at += 1

    def _spell(self, row: _Row, n: int) -> None:
        """The words of a mark behind it, if nothing stands there up to the end of its quadrant."""
        mark = self.plot.marks[n]
        text = f"[{self.shorts[n]}]" if mark.taken else self.shorts[n]
        at = next((at for at, (shown, _) in row.spans.items() if shown == text), None)
        if at is None:
            return
        first = at + width(text) + 1
        size = width(mark.label.words)
        edge = self.split if self.split and at < self.split else self.column * len(self.along)
        if first + size <= edge and row.free(first, first + size + 1):
            row.spans[first] = (mark.label.words, "muted")
            self.worded.add(n)


def _role(mark: Mark) -> str:
    return "accent+bold@focus" if mark.focus else "accent+bold" if mark.taken else "text"
