"""Panes of cards: columns, a 2x2, or a list. Pure drawing and moving; `board` and `cells` show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from aligntui.analysis.figure import Finding
from aligntui.engine.lists import PARKED
from aligntui.text.clean import width
from aligntui.tui.frame import marks_told
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    beside,
    broken,
    cut,
    fit,
    line,
    on,
    padded,
    paragraph,
    spread,
)
from aligntui.tui.widgets.sharing import listed, share, sides

HEAD = 4
"""Of so many rows one may be a row of headings."""
BAR: Line = (("│", "rule"),)
"""Between panes that stand beside each other."""


class Card(Struct):
    """One entry of a pane: code, words, and a short tail at the right (grade, dots)."""

    id: str
    code: str
    text: str
    tail: str = ""
    cells: tuple[tuple[str, int], ...] = ()
    """Columns behind the tail, each with its width; they are broken into rows as the words are."""
    role: str = "text"
    marked: bool = False
    under: str = ""
    """Below the words where there is room: evidence, citations."""


class Pane(Struct):
    """A column or box with a heading."""

    key: str
    title: str
    role: str = "accent"
    note: str = ""
    count: str = ""
    tail: str = ""
    """Heading of the tail column: `grade`, `dots`."""
    heads: tuple[tuple[str, int], ...] = ()
    """Headings of columns that do not fit their widths in one row, with these: broken as the values are."""
    cards: list[Card] = field(default_factory=list)
    example: str = ""
    """Shown muted while there is no card."""
    ask: str = ""
    """Question of an empty column that has one of its own; shown in place of the example."""
    shout: bool = True
    """Heading in capitals."""
    more: str = ""
    """Last row: `+ 1 parked`, `3 more, hidden until Reveal`."""


class Panes(Struct):
    """Several panes with a focused card. `across` panes stand beside each other."""

    panes: list[Pane]
    across: int = 2
    pane: int = 0
    row: int = 0
    tall: bool = False
    """Two lines a card."""
    tops: dict[str, int] = field(default_factory=dict)
    """First card shown of each pane (scroll)."""

    @property
    def current(self) -> Pane | None:
        """The focused pane."""
        return self.panes[self.pane] if self.panes else None

    @property
    def card(self) -> Card | None:
        """The focused card."""
        pane = self.current
        return pane.cards[self.row] if pane is not None and 0 <= self.row < len(pane.cards) else None

    def marks(self, found: Mapping[str, Finding], at: str = "", room: int = 0) -> str:
        """What the marks of cards in the panes mean, and how many have them: `? on 2 cards: a question`.

        Args:
            found: The worst finding of each card.
            at: The card in focus: what is found of it is said instead where that fits.
            room: Cells there are for that.
        """
        marked = [card.id for pane in self.panes for card in pane.cards if card.id in found]
        if at in marked:
            others = marks_told(Counter(found[ref].mark for ref in marked if ref != at), "other")
            said = "   ".join(filter(None, (f"{found[at].mark} {found[at].message}", others)))
            if width(said) <= room:
                return said
        return marks_told(Counter(found[ref].mark for ref in marked)) if marked else ""

    def clamp(self) -> None:
        """Keep the focus on something that exists."""
        self.pane = max(0, min(self.pane, len(self.panes) - 1))
        pane = self.current
        size = len(pane.cards) if pane is not None else 0
        self.row = max(0, min(self.row, max(0, size - 1)))

    def focus(self, item_id: str) -> bool:
        """Put the focus on a card by id."""
        for p, pane in enumerate(self.panes):
            for r, card in enumerate(pane.cards):
                if card.id == item_id:
                    self.pane, self.row = p, r
                    return True
        return False

    def move(self, key: str) -> bool:
        """Arrows; at the edge of a pane into the neighbour. False when there is nowhere to go."""
        before = (self.pane, self.row)
        pane = self.current
        if pane is None:
            return False
        if key == "down":
            if self.row + 1 < len(pane.cards):
                self.row += 1
            elif self.pane + self.across < len(self.panes):
                self.pane, self.row = self.pane + self.across, 0
        elif key == "up":
            if self.row > 0:
                self.row -= 1
            elif self.pane - self.across >= 0:
                self.pane -= self.across
                self.row = max(0, len(self.panes[self.pane].cards) - 1)
        elif key == "right" and self.pane % self.across + 1 < self.across:
            self.pane = min(self.pane + 1, len(self.panes) - 1)
        elif key == "left" and self.pane % self.across > 0:
            self.pane -= 1
        elif key == "home":
            self.row = 0
        elif key == "end":
            self.row = max(0, len(pane.cards) - 1)
        self.clamp()
        return (self.pane, self.row) != before

    def next_pane(self, step: int = 1) -> None:
        """Tab: the next pane, round and round."""
        if self.panes:
            self.pane = (self.pane + step) % len(self.panes)
            self.clamp()


def draw(board: Panes, cells: int, rows: int, *, focused: bool) -> tuple[list[Line], tuple[int, int] | None]:
    """The panes as exactly `rows` lines, and the cell of the focused card or empty pane.

    Args:
        board: What is shown.
        cells: Width in cells.
        rows: Height in rows.
        focused: Whether the cards have the keys (else the focus mark is not drawn).
    """
    if not board.panes:
        return [BLANK] * rows, None
    across = max(1, min(board.across, len(board.panes)))
    column = (cells - (across - 1)) // across
    widths = [column] * across
    widths[-1] = cells - (across - 1) - column * (across - 1)
    sheets = [_Sheet(pane, widths[n % across], board.tall) for n, pane in enumerate(board.panes)]
    bands = [sheets[n : n + across] for n in range(0, len(sheets), across)]
    heights = share([max(sheet.rows for sheet in band) for band in bands], rows, all_of_them=True)
    out: list[Line] = []
    cursor: tuple[int, int] | None = None
    for n, (band, height) in enumerate(zip(bands, heights, strict=True)):
        parts: list[tuple[list[Line], int]] = []
        for offset, size in enumerate(widths):
            lines = list[Line]()
            if offset < len(band):
                at = board.row if focused and n * across + offset == board.pane else None
                lines, y = band[offset].draw(height, board.tops, at)
                if at is not None:
                    # An empty pane has no card: its head says where one is.
                    cursor = (sum(widths[:offset]) + offset, len(out) + y)
            parts.append((lines, size))
        for y in range(height):
            row: list[tuple[Line, int]] = []
            for lines, size in parts:
                row += [(BAR, 1), (lines[y] if y < len(lines) else BLANK, size)]
            out.append(beside(*row[1:]))
    return out, cursor


class _Sheet:
    """One pane in a width: its cards broken into rows, and as many of them as there is height for."""

    def __init__(self, pane: Pane, cells: int, tall: bool) -> None:
        self.pane, self.cells = pane, cells
        self.code = max([3, *[width(card.code) for card in pane.cards]])
        self.words = [self._columns(card) for card in pane.cards]
        self.under = [broken(c.under, cells - self.code - 3) if tall and c.under else [] for c in pane.cards]
        self.wants = [max([len(rows) for rows, _ in columns]) for columns in self.words]
        words = pane.ask or (f"e.g. {pane.example}" if pane.example else "")
        self.teaches = words if not pane.cards else ""
        taught = len(broken(words, cells - 3)) if self.teaches else 0
        self.heads = [(broken(text, size), size) for text, size in pane.heads] if pane.heads else []
        self.head_rows = max([len(rows) for rows, _ in self.heads]) if self.heads else 1
        self.rows = self.head_rows + sum(self.wants) + sum(map(len, self.under)) + taught + bool(pane.more)
        """Rows that all of it would take."""

    def _columns(self, card: Card) -> list[tuple[list[str], int]]:
        """The words and the cells behind them, each in rows, with their widths."""
        taken = sum([size + 2 for _, size in card.cells]) + (width(card.tail) + 1 if card.tail else 0)
        room = max(4, self.cells - 2 - self.code - taken)
        cells = [(broken(text, size), size) for text, size in card.cells]
        return [(broken(card.text, room), room), *cells]

    def head(self, here: bool, heads: str) -> Line:
        """Its name, what it is about, and the headings of what stands at the right edge."""
        pane = self.pane
        tail = f"{pane.count}{'  ' if pane.count and heads else ''}{heads}"
        title = pane.title.upper() if pane.shout else pane.title
        note = f"  {pane.note}" if pane.note else ""
        if width(f" {pane.key} {title}{note}") + width(tail) >= self.cells:
            note = ""
        if width(f" {pane.key} {title}") + width(tail) >= self.cells:
            # The name of a narrow column says more than how many it takes at most.
            tail = f" {tail.replace(pane.count, pane.count.partition(',')[0], 1)}"
        left = line(
            " ", (pane.key, f"{pane.role}+bold"), " " if pane.key else "",
            (title, f"{pane.role}+bold" if here else pane.role), (note, "muted"),
        )  # fmt: skip
        return spread(left, line((tail, "muted")), self.cells)

    def _heads(self, here: bool, most: int) -> list[Line]:
        """The head, with the headings of columns over several rows where one would cut them."""
        height = min(self.head_rows, most)
        columns = [(cut(rows, height, size), size) for rows, size in self.heads]
        first, *more = (
            "  ".join(padded(rows[y] if y < len(rows) else "", size) for rows, size in columns)
            for y in range(height)
        )
        return [self.head(here, first), *(spread(BLANK, line((tail, "muted")), self.cells) for tail in more)]

    def draw(self, rows: int, tops: dict[str, int], at: int | None) -> tuple[list[Line], int]:
        """At most `rows` lines, and the number of the one in which the focus stands.

        Args:
            rows: Height.
            tops: First card that is shown, by pane.
            at: Number of the card in focus; None when the focus is elsewhere.
        """
        pane, place, cursor = self.pane, self.pane.key or self.pane.title, 0
        several = self.head_rows > 1 and rows // HEAD > 1
        here = at is not None
        head = self._heads(here, rows // HEAD) if several else [self.head(here, pane.tail)]
        room, shown = rows - len(head), tops.get(place, 0)
        at_card = shown if at is None else at
        top, heights = listed(self.wants, room, at_card, shown, note=bool(pane.more))
        tops[place] = top
        spare = room - sum(heights) - bool(pane.more)
        unders = share([len(under) for under in self.under[top : top + len(heights)]], max(0, spare))
        lines = head
        for number, (height, under) in enumerate(zip(heights, unders, strict=True), start=top):
            if number == at:
                cursor = len(lines)
            lines += self._card(number, height, here=number == at)
            below = cut(self.under[number], under, self.cells - self.code - 3)
            lines += [line((" " * (self.code + 2) + text, "muted")) for text in below]
        if self.teaches:
            first, *more_lines = paragraph(self.teaches, self.cells - 3, max(1, room), role="muted", lead=" ")
            # The cursor stands in an empty list too.
            mark = line((">" if at is not None else " ", "accent+bold"))
            lines += [(*mark, *first), *((*line(" "), *row) for row in more_lines)]
        above = _count(pane.cards[:top]) if top else 0
        after = _count(pane.cards[top + len(heights) :]) if top + len(heights) < len(pane.cards) else 0
        left_out = sides(above + after, above) if above + after else ""
        more = "   ".join(filter(None, [left_out, pane.more]))
        bottom = [line((f"    {more}", "muted"))] if more else []
        lines += [BLANK] * (rows - len(lines) - len(bottom))
        return [*lines[: rows - len(bottom)], *bottom], cursor

    def _card(self, number: int, height: int, *, here: bool) -> list[Line]:
        card, pane, drawn = self.pane.cards[number], self.pane, list[Line]()
        columns = [(cut(rows, height, size), size) for rows, size in self.words[number]]
        for y in range(height):
            texts = [padded(rows[y] if y < len(rows) else "", size) for rows, size in columns]
            mark, code = (">" if here else " ", card.code) if y == 0 else (" ", "")
            gap = "*" if card.marked and y == 0 else " "
            tail = f" {card.tail}" if card.tail else ""
            tail = tail if y == 0 else " " * width(tail)
            row = line(
                (mark, "accent+bold"),
                (padded(code, self.code), f"{pane.role}+bold" if here else pane.role), (gap, "accent+bold"),
                (texts[0], card.role), ("  ".join([tail, *texts[1:]]), "muted"),
            )  # fmt: skip
            drawn.append(on(fit(row, self.cells), "focus") if here else row)
        return drawn


def _count(cards: Iterable[Card]) -> int:
    """How many cards they are: the row that leads to the parked ones is none."""
    return sum(not card.id.startswith(PARKED) for card in cards)
