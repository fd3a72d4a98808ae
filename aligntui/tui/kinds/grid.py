"""A crossing drawn as a grid: row heads, one column per item, sums or classes at the margins. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import BLANK, Line, Span, fit, line

HEAD, NORMAL, WIDEST = 29, 80, 60
"""Columns of a row head in a window of so many, and at most in a wider one."""


@dataclass
class Head:
    """A row or column: item id, code, words, role, group (its collection)."""

    id: str
    code: str
    text: str
    role: str = "accent"
    group: str = ""


@dataclass
class Cross:
    """The grid as shown. `cells` holds (row id, col id) -> word; a pair not in it was not looked at."""

    rows: list[Head] = field(default_factory=list)
    cols: list[Head] = field(default_factory=list)
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    right: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Margin columns: (title, row id -> word)."""
    below: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Margin rows: (title, col id -> word)."""
    total: str = ""
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

    def clamp(self) -> None:
        """Keep the focus on something that exists."""
        self.row = max(0, min(self.row, len(self.rows) - 1))
        self.col = max(0, min(self.col, len(self.cols) - 1))

    def move(self, key: str) -> None:
        """Arrows and their letters."""
        if key in ("down", "j"):
            self.row += 1
        elif key in ("up", "k"):
            self.row -= 1
        elif key in ("right", "l"):
            self.col += 1
        elif key in ("left", "h"):
            self.col -= 1
        elif key == "home":
            self.col = 0
        elif key == "end":
            self.col = len(self.cols) - 1
        self.clamp()

    def go_to(self, row: str, col: str) -> bool:
        """Put the focus on a pair by ids. False when it is not in the grid."""
        rows, cols = [head.id for head in self.rows], [head.id for head in self.cols]
        if row not in rows or col not in cols:
            return False
        self.row, self.col = rows.index(row), cols.index(col)
        return True


def draw(cross: Cross, cells: int, rows: int, *, focused: bool) -> tuple[list[Line], tuple[int, int] | None]:
    """The grid as exactly `rows` lines, and the cell of the focused pair."""
    if not cross.rows or not cross.cols:
        return [BLANK] * rows, None
    margin = sum(_size(title, words) + 2 for title, words in cross.right)
    column = 4 if max(width(c.code) for c in cross.cols) <= 3 else 5
    # The head does not give way to more columns: what others add must not move the cell in focus.
    most = min(WIDEST, HEAD + max(0, cells - NORMAL))
    head = max(18, min(most, cells - margin - 4 * column))
    fits = max(1, (cells - head - margin - 2 * _gaps(cross.cols)) // column)
    cross.left = max(0, min(cross.left, cross.col))
    if cross.col >= cross.left + fits:
        cross.left = cross.col - fits + 1
    shown = cross.cols[cross.left : cross.left + fits]
    out: list[Line] = [_header(cross, shown, head, column)]
    room = rows - 1 - len(cross.below)
    listing = _listing(cross, room)
    cursor: tuple[int, int] | None = None
    sizes = {title: _size(title, words) for title, words in cross.right}
    for entry in listing:
        if entry is None:
            out.append(BLANK)
            continue
        line_, x = _row(cross, entry, shown, head, column, cells, focused, sizes)
        if focused and entry == cross.row:
            cursor = (x, len(out))
        out.append(line_)
    out.extend(_below(cross, shown, head, column, cells, title, words) for title, words in cross.below)
    out.extend([BLANK] * (rows - len(out)))
    return out[:rows], cursor


def _size(title: str, words: dict[str, str]) -> int:
    return max(width(title), *(width(w) for w in words.values() or [""]), 3)


def _gaps(heads: list[Head]) -> int:
    return sum(1 for a, b in pairwise(heads) if a.group != b.group)


def _listing(cross: Cross, room: int) -> list[int | None]:
    """Row numbers with blanks between groups where there is room, scrolled to the focus."""
    grouped: list[int | None] = []
    for n, row in enumerate(cross.rows):
        if n and row.group != cross.rows[n - 1].group:
            grouped.append(None)
        grouped.append(n)
    listing: list[int | None] = grouped if len(grouped) <= room else [*range(len(cross.rows))]
    if len(listing) <= room:
        return listing
    at = listing.index(cross.row)
    cross.top = max(0, min(cross.top, at))
    if at >= cross.top + room:
        cross.top = at - room + 1
    return listing[cross.top : cross.top + room]


def _header(cross: Cross, shown: list[Head], head: int, column: int) -> Line:
    spans: list[Span] = [(" " * head, "text")]
    for n, col in enumerate(shown):
        if n and col.group != shown[n - 1].group:
            spans.append(("  ", "text"))
        on = cross.cols[cross.col].id == col.id
        spans.append((col.code.rjust(column), f"{col.role}+bold" if on else col.role))
    for title, words in cross.right:
        size = _size(title, words)
        spans.append(("  " + title.rjust(size) if size < 8 else "  " + title.ljust(size), "muted"))
    return tuple(spans)


def _row(
    cross: Cross,
    number: int,
    shown: list[Head],
    head: int,
    column: int,
    cells: int,
    focused: bool,
    sizes: dict[str, int],
) -> tuple[Line, int]:
    row = cross.rows[number]
    here = focused and number == cross.row
    words = clip(row.text, head - 6)
    spans: list[Span] = [
        (">" if here else " ", "accent+bold"),
        (row.code.ljust(4), f"{row.role}+bold" if here else row.role),
        (words.ljust(head - 5), "text"),
    ]
    x = 0
    used = head
    for n, col in enumerate(shown):
        if n and col.group != shown[n - 1].group:
            spans.append(("  ", "text"))
            used += 2
        word = cross.cells.get((row.id, col.id), ".")
        if here and cross.cols[cross.col].id == col.id:
            x = used + column - 2
            spans.append(
                (f"[{word}]".rjust(column + 1)[-column:] if width(word) < 3 else word, "accent+bold@focus")
            )
        else:
            role = "muted" if word in (".", "0") else ("finding" if word.startswith("-") else "text+bold")
            spans.append((word.rjust(column - 1) + " ", role))
        used += column
    for title, margins in cross.right:
        size = sizes[title]
        word = margins.get(row.id, "")
        spans.append(("  " + (word.rjust(size) if size < 8 else word.ljust(size)), "muted"))
    return fit(tuple(spans), cells), x


def _below(
    cross: Cross, shown: list[Head], head: int, column: int, cells: int, title: str, words: dict[str, str]
) -> Line:
    spans: list[Span] = [(f"     {title}".ljust(head), "muted")]
    for n, col in enumerate(shown):
        if n and col.group != shown[n - 1].group:
            spans.append(("  ", "text"))
        spans.append((words.get(col.id, "").rjust(column - 1) + " ", "muted"))
    if cross.total:
        spans.append((f"  {cross.total:>3}", "muted"))
    return fit(line(*spans), cells)
