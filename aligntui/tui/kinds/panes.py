"""Panes of cards: columns, a 2x2, or a list. Pure drawing and moving; `board` and `cells` show it."""

from __future__ import annotations

from msgspec import Struct, field

from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import BLANK, Line, beside, fit, line, on, padded, paragraph, spread

BAR: Line = (("│", "rule"),)
"""Between panes that stand beside each other."""


class Card(Struct):
    """One line of a pane: code, words, and a short tail at the right (grade, dots)."""

    id: str
    code: str
    text: str
    tail: str = ""
    role: str = "text"
    marked: bool = False
    under: str = ""
    """Second line where there is room: evidence, citations."""


class Pane(Struct):
    """A column or box with a heading."""

    key: str
    title: str
    role: str = "accent"
    note: str = ""
    count: str = ""
    tail: str = ""
    """Heading of the tail column: `ev`, `dots`."""
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
    bands = -(-len(board.panes) // across)
    column = (cells - (across - 1)) // across
    widths = [column] * across
    widths[-1] = cells - (across - 1) - column * (across - 1)
    out: list[Line] = []
    cursor: tuple[int, int] | None = None
    for band in range(bands):
        height = rows // bands + (1 if band < rows % bands else 0)
        drawn: list[tuple[list[Line], int]] = []
        for offset, size in enumerate(widths):
            number, lines = band * across + offset, list[Line]()
            here = focused and number == board.pane
            if number < len(board.panes):
                lines, y = _pane(board, number, size, height, here)
                if here:
                    # An empty pane has no card: its head says where one is.
                    cursor = (sum(widths[:offset]) + offset, len(out) + (y or 0))
            drawn.append((lines, size))
        for y in range(height):
            parts: list[tuple[Line, int]] = []
            for lines, size in drawn:
                parts += [(BAR, 1), (lines[y] if y < len(lines) else BLANK, size)]
            out.append(beside(*parts[1:]))
    return out, cursor


def _pane(board: Panes, number: int, cells: int, rows: int, here: bool) -> tuple[list[Line], int | None]:
    pane = board.panes[number]
    title = pane.title.upper() if pane.shout else pane.title
    head = line(
        " ", (pane.key, f"{pane.role}+bold"), " " if pane.key else "",
        (title, f"{pane.role}+bold" if here else pane.role), (f"  {pane.note}" if pane.note else "", "muted"),
    )  # fmt: skip
    tail = f"{pane.count}{'  ' if pane.count and pane.tail else ''}{pane.tail}"
    lines = [spread(head, line((tail, "muted")), cells)]
    room = rows - 1 - (1 if pane.more else 0)
    size = 2 if board.tall else 1
    visible = max(1, room // size)
    top = board.tops.get(pane.key or pane.title, 0)
    if here:
        top = min(top, board.row)
        top = max(top, board.row - visible + 1)
    top = max(0, min(top, max(0, len(pane.cards) - visible)))
    board.tops[pane.key or pane.title] = top
    shown = pane.cards[top : top + visible]
    cursor: int | None = None
    code_cells = max([3, *(width(c.code) for c in pane.cards)])
    for index, card in enumerate(shown, start=top):
        focus = here and index == board.row
        if focus:
            cursor = len(lines)
        mark = (">" if focus else " ") if not card.marked else "*"
        tail_cells = width(card.tail) + (1 if card.tail else 0)
        room_text = max(4, cells - 1 - code_cells - 1 - tail_cells)
        row: Line = line(
            (mark, "accent+bold"),
            (card.code.ljust(code_cells) + " ", pane.role if not focus else f"{pane.role}+bold"),
            (padded(clip(card.text, room_text), room_text), card.role),
            (f" {card.tail}" if card.tail else "", "muted"),
        )
        lines.append(on(fit(row, cells), "focus") if focus else row)
        if board.tall:
            lines.append(
                line((" " * (code_cells + 2), "muted"), (clip(card.under, cells - code_cells - 3), "muted"))
            )
    if not pane.cards and (words := pane.ask or (f"e.g. {pane.example}" if pane.example else "")):
        lines += paragraph(words, cells - 3, max(1, room), role="muted", lead="  ")
    hidden = len(pane.cards) - len(shown)
    more = pane.more
    if hidden > 0 and lines:
        more = f"+ {hidden} more" + (f"   {pane.more}" if pane.more else "")
        if not pane.more and len(lines) >= rows:
            lines[-1] = line((f"   {more}", "muted"))
            more = ""
    bottom = [line((f"    {more}", "muted"))] if more else []
    lines += [BLANK] * (rows - len(lines) - len(bottom))
    return [*lines[: rows - len(bottom)], *bottom], cursor
