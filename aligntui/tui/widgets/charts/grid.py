"""Heat grid, half grid, and a small network as the grid of who goes to whom."""

from __future__ import annotations

from aligntui.analysis.shapes import Cell, HeatGrid, Label, Network, Shape
from aligntui.text.clean import widest, width
from aligntui.tui.widgets.charts.rows import INDENT, Notes, abreast, in_words, room_for, within
from aligntui.tui.widgets.line import Line, Span, line
from aligntui.tui.widgets.shades import shade

TIE, SELF, MISSING = "●", "\\", "."
WIDEST = 12
"""Cells of a column, at most; what is longer stands below the grid under a number."""
HEAD = 50
"""Cells of the words of a row, at most: a cell is read with its row."""


def draw(grid: HeatGrid, cells: int, rows: int | None = None) -> list[Line]:
    """The grid; columns that do not fit beside each other go on below."""
    return _Page(grid, cells).draw(rows)


def draw_network(network: Network, cells: int, rows: int | None = None) -> list[Line]:
    """Who goes to whom: a row goes to a column."""
    count = range(len(network.labels))
    marks = {place: Cell(TIE) for place in network.ties}
    grid = HeatGrid(network.labels, network.labels, {**marks, **{(n, n): Cell(SELF) for n in count}})
    goes = [str(sum(a == n for a, _ in network.ties)) for n in count]
    come = [str(sum(b == n for _, b in network.ties)) for n in count]
    return _Page(grid, cells, {"goes to": goes, "come": come}, network).draw(rows)


def _letters(texts: list[str], most: int) -> list[str]:
    """Values that begin with a letter of their own, where one of them is too long: `R does it`."""
    found = [text for text in dict.fromkeys(texts) if text[1:2] == " " and text[:1].isalpha() and text[2:]]
    own = len({text[:1] for text in found}) == len(found) and not {text[:1] for text in found} & {*texts}
    return sorted(found) if own and any(width(text) > most for text in found) else []


class _Page:
    """A grid with the columns that fit, and what stands below it."""

    def __init__(
        self,
        grid: HeatGrid,
        cells: int,
        margins: dict[str, list[str]] | None = None,
        shape: Shape | None = None,
    ) -> None:
        self.grid, self.cells, self.notes = grid, cells, Notes()
        self.shape = shape or grid
        """What is said where there is no room for the grid."""
        self.margins = margins or {}
        self.square = grid.half or (bool(grid.rows) and grid.rows == grid.cols)
        self.most = max(3, min(WIDEST, cells // 6))
        self.numbered = self.square and not all(row.code for row in grid.rows)
        self.heads = [self._head(n, col) for n, col in enumerate(grid.cols)]
        self.letters = _letters([cell.text for cell in grid.cells.values()], self.most)
        """Values that stand there by their letter alone, with what each means below."""
        self.texts = {
            place: cell.text[:1] if cell.text in self.letters else self.notes.short(cell.text, self.most)
            for place, cell in grid.cells.items()
        }
        shaded = any(cell.level is not None for cell in grid.cells.values())
        self.column = max(2, widest((*self.heads, *self.texts.values()))) + 1 + shaded
        self.shaded = shaded
        self.margin = sum(width(title) + 2 for title in self.margins)
        numbered = [self._row_label(n) for n in range(len(grid.rows))]
        columns = max(0, len(grid.cols) - grid.half)
        # The words of rows give way to columns, but not below a third of the window.
        left = cells - INDENT - self.margin - self.column * columns - 1
        least = min(cells // 3, cells - INDENT - self.margin - self.column)
        self.room = room_for(numbered, max(least, min(left, HEAD)))
        self.labels = numbered

    def _head(self, number: int, col: Label) -> str:
        short = col.short
        if self.numbered or (self.square and width(short) > self.most):
            # The rows of a grid of a list with itself say the numbers of its columns.
            return f"({number + 1})"
        return self.notes.short(short, self.most)

    def _row_label(self, number: int) -> Label:
        row = self.grid.rows[number]
        if self.numbered or (self.square and width(row.short) > self.most):
            return Label(row.whole, f"({number + 1})", "muted")
        return row

    def draw(self, rows: int | None) -> list[Line]:
        """All of it in so many rows."""
        space = self.cells - INDENT - self.room - self.margin
        per = space // self.column if self.column else 0
        if per < 1 or not self.grid.rows:
            return in_words(self.shape, self.cells, rows)
        last = len(self.grid.cols) - self.grid.half
        blocks: list[list[Line]] = []
        head = self._header(0, min(per, last))
        for first in range(0, max(1, last), per):
            end = min(first + per, last)
            band = [
                self._row(y, first, end)
                for y in range(len(self.grid.rows))
                # The first of a half grid has no cell of its own, but a column.
                if not self.grid.half or y > first or not y
            ]
            if first and band:
                band[0] = [self._header(first, end), *band[0]]
            blocks += band
        blocks += self._legend()
        blocks += [abreast(Label(text[2:], text[:1]), self.cells - INDENT - 1, []) for text in self.letters]
        blocks += self.notes.below(self.cells)
        return within(blocks, rows, [head])

    def _header(self, first: int, end: int) -> Line:
        heads = [(self._beside(self.heads[x]), self.grid.cols[x].role or "muted") for x in range(first, end)]
        margins: list[Span] = [(f"  {title}", "muted") for title in self.margins]
        return line(" " * (INDENT + self.room), *heads, *margins)

    def _beside(self, text: str, after: str = "") -> str:
        """A text at the right edge of a column; a shade stands behind it."""
        size = self.column - self.shaded
        return " " * (size - width(text)) + text + (after or " " * self.shaded)

    def _row(self, y: int, first: int, end: int) -> list[Line]:
        spans: list[Span] = []
        for x in range(first, end):
            cell = self.grid.cells.get((y, x))
            if self.grid.half and x >= y:
                spans.append((" " * self.column, "text"))
            elif cell is None or not cell.text:
                spans.append((self._beside(MISSING), "rule"))
            elif cell.level is None:
                spans.append((self._beside(self.texts[y, x]), "rule" if cell.text == SELF else "text"))
            else:
                text = self._beside(self.texts[y, x], shade(cell.level))
                spans += [(text[:-1], "text"), (text[-1], "accent")]
        spans += [(f"  {texts[y]:>{width(title)}}", "muted") for title, texts in self.margins.items()]
        return abreast(self.labels[y], self.room, [line(*spans)])

    def _legend(self) -> list[list[Line]]:
        """The words of columns that stand there by their codes alone."""
        if self.square:
            return []
        known = set(self.grid.rows)
        return [
            abreast(col, self.cells - INDENT - 1, [])
            for col in self.grid.cols
            if col.code and col.words != col.code and col not in known
        ]
