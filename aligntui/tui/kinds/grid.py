"""A crossing drawn as a grid: row heads, one column per item, sums or classes at the margins. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct, field

from aligntui.text.clean import clip, widest, width
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    Span,
    beside,
    broken,
    cut,
    fit,
    length,
    line,
    padded,
    rightmost,
)
from aligntui.tui.widgets.shades import shade
from aligntui.tui.widgets.sharing import listed, sides

WORD = 8
"""Cells of a value or of the head of a column, at most."""
LOWEST = 2
"""Rows of the grid that stand there in any window."""
HEAD, NORMAL, WIDEST = 29, 80, 60
"""Columns of a row head in a window of so many, and at most in a wider one."""


MOVES = {
    "down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1), "tab": (0, 1), "shift+tab": (0, -1),
    "home": (0, -999), "end": (0, 999),
}  # fmt: skip
"""Key -> rows down and columns to the right that it moves by."""


class Head(Struct):
    """A row or column: item id, code, words, role, group (its collection)."""

    id: str
    code: str
    text: str
    role: str = "accent"
    group: str = ""


class Cross(Struct):
    """The grid as shown. `cells` holds (row id, col id) -> word; a pair not in it was not looked at."""

    rows: list[Head] = field(default_factory=list)
    cols: list[Head] = field(default_factory=list)
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    asked: set[tuple[str, str]] | None = None
    """Pairs that are asked; all where it is None. The others stay blank, and nobody stands on them."""
    apart: set[tuple[str, str]] = field(default_factory=set)
    """Pairs about which the answers lie far apart: they are marked."""
    right: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Margin columns: (title, row id -> word)."""
    below: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Margin rows: (title, col id -> word)."""
    totals: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Number of a margin row -> its sum, and the margin column under which that stands."""
    levels: dict[tuple[str, str], float] = field(default_factory=dict)
    """(row id, col id) -> how much it is, from 0 to 1: a shade behind the value repeats it."""
    legend: dict[str, str] = field(default_factory=dict)
    """Word in a margin column -> what it means."""
    row: int = 0
    col: int = 0
    top: int = 0
    left: int = 0

    @property
    def at(self) -> tuple[Head, Head] | None:
        """The pair in focus."""
        if not self.rows or not self.cols:
            return None
        return self.rows[self.row], self.cols[self.col]

    def explained(self, cells: int) -> str:
        """What the words in the margins mean: those of the row in focus first, more where there is room."""
        if not self.legend or self.at is None:
            return ""
        said = [words.get(self.at[0].id, "") for _, words in self.right]
        # "robust, exit" is one word, "hedge, bet" are two.
        own = [key for word in said for key in ([word] if word in self.legend else word.split(", "))]
        keys = [key for key in dict.fromkeys([*own, *self.legend]) if key in self.legend]
        text = ""
        for key in keys:
            more = f"{'   ' if text else ''}{key}: {self.legend[key]}"
            if width(text + more) <= cells:
                text += more
        return text

    def move(self, key: str) -> None:
        """Arrows; Home and End go to the ends of the row."""
        if self.at is None:
            return
        down, right = MOVES.get(key, (0, 0))
        row = max(0, min(self.row + down, len(self.rows) - 1))
        col = max(0, min(self.col + right, len(self.cols) - 1))
        while not self._is_asked(row, col):
            # Over what is not asked one goes on the same way; in a row without any pair there the nearest is.
            onward = row + (down > 0) - (down < 0), col + (right > 0) - (right < 0)
            if onward == (row, col) or not (
                0 <= onward[0] < len(self.rows) and 0 <= onward[1] < len(self.cols)
            ):
                self._to_nearest(row, col)
                return
            row, col = onward
        self.row, self.col = row, col

    def _is_asked(self, row: int, col: int) -> bool:
        return self.asked is None or (self.rows[row].id, self.cols[col].id) in self.asked

    def _to_nearest(self, row: int, col: int) -> None:
        """The pair of a row that is asked and lies nearest to a column; one stays where it has none."""
        columns = [n for n in range(len(self.cols)) if self._is_asked(row, n)]
        if columns:
            self.row, self.col = row, min(columns, key=lambda n: abs(n - col))

    def go_to(self, row: str, col: str) -> bool:
        """Put the focus on a pair by ids. False when it is not in the grid."""
        rows, cols = [head.id for head in self.rows], [head.id for head in self.cols]
        if row not in rows or col not in cols:
            return False
        self.row, self.col = rows.index(row), cols.index(col)
        return True


def draw(cross: Cross, cells: int, rows: int, kept: int = 0) -> tuple[list[Line], tuple[int, int] | None]:
    """The grid as exactly `rows` lines, and the cell of the pair in focus.

    So many rows are `kept` free while each row of the grid has one without them. What the codes above the
    columns stand for is said below it where there is room for all of them.
    """
    if not cross.rows or not cross.cols:
        return [BLANK] * rows, None
    page = _Page(cross, cells)
    header, under = page.header(), page.under()
    if rows - len(header) - sum(map(len, under)) < LOWEST:
        # So low a window keeps the rows of the grid, and says how many margins it has no row for.
        header, under = header[-1:], page.counted(max(0, rows - 1 - LOWEST))
    wants, room = [len(texts) for texts in page.heads], rows - len(header) - sum(map(len, under))
    kept = min(kept, max(0, room - len(wants)))
    room -= kept
    cross.top, heights = listed(wants, room, cross.row, cross.top)
    left_out = len(cross.rows) - len(heights)
    out, cursor = [*header], None
    gaps = room - sum(heights) - bool(left_out)
    groups = _breaks(cross.rows)
    for number, height in enumerate(heights, start=cross.top):
        if number and cross.rows[number].group != cross.rows[number - 1].group and gaps >= groups:
            out.append(BLANK)
        if number == cross.row:
            cursor = page.cursor, len(out)
        out += page.row(number, height)
    if left_out:
        out.append(line((f"     {sides(left_out, cross.top)}", "muted")))
    out += [row for block in under for row in block]
    out += _legend([col for col in cross.cols if col.text != col.code], cells, rows - kept - len(out) - 1)
    out += [BLANK] * (rows - len(out))
    return out[:rows], cursor if cursor is not None and cursor[1] < rows else None


def _breaks(heads: list[Head]) -> int:
    """How often another group begins."""
    return sum([one.group != after.group for one, after in pairwise(heads)])


def _legend(cols: list[Head], cells: int, room: int) -> list[Line]:
    """Codes of columns with their words, in as many columns as are not too narrow; nothing when cut."""
    if not cols:
        return []
    across = max(1, cells // NORMAL * 2)
    size = cells // across - 7
    texts = [broken(col.text, size) for col in cols]
    per = -(-len(cols) // across)
    blocks: list[list[Line]] = []
    for first in range(0, len(cols), per):
        block: list[Line] = []
        for col, rows in zip(cols[first : first + per], texts[first : first + per], strict=True):
            heads = [f" {col.code:<4} ", *[" " * 6] * (len(rows) - 1)]
            block += [line((head, col.role), (row, "muted")) for head, row in zip(heads, rows, strict=True)]
        blocks.append(block)
    height = max(map(len, blocks))
    if height > room:
        return []
    return [
        BLANK,
        *(beside(*((b[y] if y < len(b) else BLANK, cells // across) for b in blocks)) for y in range(height)),
    ]


class _Page:
    """The columns that there is room for, and rows drawn in them."""

    def __init__(self, cross: Cross, cells: int) -> None:
        self.cross, self.cells = cross, cells
        # A title that stands in full below the columns needs no more room than what it is the title of.
        both = {title for title, words in cross.below if words and title != "sum"}
        self.titles = [_stacked(title, words) for title, words in cross.right]
        self.sizes = [
            max(3, widest((*titles, *words.values())))
            for titles, (_, words) in zip(self.titles, cross.right, strict=True)
        ]
        margin = sum(self.sizes) + 2 * len(self.sizes)
        gaps = _breaks(cross.cols)
        words = {*(col.code for col in cross.cols), *cross.cells.values()}
        self.column = min(max(3, widest(words)), WORD) + 1
        # The head does not give way to more columns: what others add must not move the cell in focus.
        most = min(WIDEST, HEAD + max(0, cells - NORMAL)) - sum(
            size + 2 for size, (title, _) in zip(self.sizes, cross.right, strict=True) if title in both
        )
        self.head = max(18, min(most, cells - margin - 4 * self.column))
        fits = max(1, (cells - self.head - margin - 2 * gaps) // self.column)
        cross.left = max(0, cross.col - fits + 1, min(cross.left, cross.col))
        self.shown = cross.cols[cross.left : cross.left + fits]
        before = self.shown[: cross.col - cross.left + 1]
        shift = 2 * _breaks(before)
        self.cursor = self.head + self.column * len(before) + shift - 2
        """Column of the screen in which the pair in focus stands."""
        self.heads = [broken(row.text, self.head - 6) for row in cross.rows]
        """The words of each row."""

    def _across(self, spans_of: Callable[[Head], Sequence[Span]]) -> list[Span]:
        """Spans for each column that is shown, with gaps between groups."""
        spans: list[Span] = []
        for n, col in enumerate(self.shown):
            if n and col.group != self.shown[n - 1].group:
                spans.append(("  ", "text"))
            spans += spans_of(col)
        return spans

    def _margin(self, number: int, word: str) -> Span:
        size = self.sizes[number]
        if size >= WORD:
            return "  " + padded(word, size), "muted"
        # Each number of each row at each key: what is plain takes no call.
        return "  " + (word.rjust(size) if word.isascii() else rightmost(word, size)), "muted"

    def header(self) -> list[Line]:
        """The codes of the columns, and the titles of the margins, which may stand above them too."""
        at = self.cross.cols[self.cross.col]
        codes = self._across(
            lambda col: [(col.code.rjust(self.column), f"{col.role}+bold" if col is at else col.role)]
        )
        left_out = len(self.cross.cols) - len(self.shown)
        more = f"     + {left_out} more across" if left_out else ""
        height = max(map(len, self.titles), default=1)
        stacked = [[*[""] * (height - len(titles)), *titles] for titles in self.titles]
        blank = " " * (self.head + length(tuple(codes)))
        rows: list[Line] = []
        for y in range(height):
            titles = [self._margin(n, rows_of[y]) for n, rows_of in enumerate(stacked)]
            last = y == height - 1
            lead = [(padded(more, self.head), "muted"), *codes] if last else [(blank, "text")]
            rows.append((*lead, *titles))
        return rows

    def row(self, number: int, height: int) -> list[Line]:
        """One row: its head, in so many rows of the screen, its cells, its margins."""
        cross, row, column = self.cross, self.cross.rows[number], self.column
        here = number == cross.row
        at = cross.cols[cross.col] if here else None

        def cell(col: Head) -> Sequence[Span]:
            asked = cross.asked is None or (row.id, col.id) in cross.asked
            word = cross.cells.get((row.id, col.id), "." if asked else "")
            if len(word) > WORD // 2:
                word = clip(word, WORD)
            if col is at:
                marked = f"[{word}]".rjust(column + 1)[-column:] if width(word) < 3 else word
                return ((marked, "accent+bold@focus"),)
            if (row.id, col.id) in cross.apart:
                return ((word.rjust(column - 1) + "!", "finding"),)
            role = "muted" if word in (".", "0") else ("finding" if word.startswith("-") else "text+bold")
            level = cross.levels.get((row.id, col.id))
            if level is None:
                return ((word.rjust(column - 1) + " ", role),)
            return (word.rjust(column - 1), role), (shade(level), "accent")

        first, *more = cut(self.heads[number], height, self.head - 6)
        head: list[Span] = [
            (">" if here else " ", "accent+bold"),
            (row.code.ljust(4), f"{row.role}+bold" if here else row.role),
            (padded(first, self.head - 5), "text"),
        ]
        margins = [self._margin(n, words.get(row.id, "")) for n, (_, words) in enumerate(cross.right)]
        drawn = fit((*head, *self._across(cell), *margins), self.cells)
        return [drawn, *[line((f"     {text}", "text")) for text in more]]

    def under(self) -> list[list[Line]]:
        """The margins under the columns: the title of each in as many rows as it takes."""
        return [self._below(n, title, words) for n, (title, words) in enumerate(self.cross.below)]

    def counted(self, rows: int) -> list[list[Line]]:
        """As many margins as there are rows for, in a row each, and how many others there are."""
        under = [block[:1] for block in self.under() if len(block) == 1 or rows >= len(self.cross.below)]
        left_out = len(self.cross.below) - len(under[:rows])
        if not left_out or not rows:
            return under[:rows]
        kept = under[: rows - 1]
        more = line((f"     + {len(self.cross.below) - len(kept)} more below", "muted"))
        return [*kept, [more]]

    def _below(self, number: int, title: str, words: dict[str, str]) -> list[Line]:
        cross = self.cross
        sums = self._across(lambda col: [(words.get(col.id, "").rjust(self.column - 1) + " ", "muted")])
        total, place = cross.totals.get(number, ("", 0))
        margins = [self._margin(n, "") for n in range(min(place, len(cross.right)))]
        corner = self._margin(place, total) if place < len(cross.right) else (f"  {total:>3}", "muted")
        first, *more = broken(title, self.head - 6) or [""]
        head = (padded(f"     {first}", self.head), "muted")
        drawn = fit(line(head, *sums, *margins, corner if total else ("", "muted")), self.cells)
        return [drawn, *(line((f"     {text}", "muted")) for text in more)]


def _stacked(title: str, words: dict[str, str]) -> list[str]:
    """The title of a margin column in rows no wider than a word of it or what it is the title of."""
    return broken(title, max(WORD, widest((*title.split(), *words.values()))))
