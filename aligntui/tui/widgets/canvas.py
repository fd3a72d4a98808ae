"""A canvas: rows of words drawn by one widget, repainting only the cells that changed.

One widget of this kind replaces hundreds of labels. A focus move costs two part-rows on the line (some
hundred bytes) because `show` compares the new rows with the old ones cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from aligntui.text.clean import width
from aligntui.tui.terminal.thrift import ThriftyApp
from aligntui.tui.widgets import line as ln
from aligntui.tui.widgets.line import Line
from aligntui.tui.widgets.theme import PALETTES, SIXTEEN, style


class Canvas(Widget, can_focus=False):
    """Rows of lines. `ground` is the background role behind them."""

    DEFAULT_CSS = """
    Canvas { width: 1fr; height: 1fr; background: $background; }
    """

    def __init__(self, ground: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.rows: list[Line] = []
        self.ground = ground
        self.cursor: tuple[int, int] | None = None
        """Cell (x, y) where the terminal's own cursor stands while the canvas has focus.

        None leaves it to the rows: it is where the focused one begins, else the first words.
        """

    def show(self, rows: list[Line], cursor: tuple[int, int] | None = None) -> None:
        """Draw these rows; only cells that differ from the rows shown are repainted."""
        old, self.rows = self.rows, rows
        cells = self.size.width
        self.cursor = cursor
        if self.is_mounted and not (cells and self.display and self.is_on_screen):
            # A hidden canvas keeps what it last drew: all of it is drawn anew when it is seen again.
            self.refresh()
        elif self.is_mounted:
            for y in range(max(len(old), len(rows))):
                before = old[y] if y < len(old) else ln.BLANK
                now = rows[y] if y < len(rows) else ln.BLANK
                if before == now or y >= self.size.height:
                    continue
                start, end = changed(before, now, cells)
                if end > start:
                    self.refresh(Region(start, y, end - start, 1))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Cell of the screen where the terminal's cursor stands; screen readers follow it."""
        x, y = self.cursor or spot(self.rows)
        return Offset(self.region.x + x, self.region.y + y)

    def render_line(self, y: int) -> Strip:
        """One row as Textual wants it."""
        cells = self.size.width
        app = self.app
        row = ln.printable(self.rows[y]) if y < len(self.rows) else ln.BLANK
        if isinstance(app, ThriftyApp) and app.process.ascii:
            row = ln.ascii_only(row)
        theme = app.theme if app.theme in (*PALETTES, SIXTEEN) else "dusk"
        segments = []
        for text, role in ln.fit(row, cells):
            if self.ground and "@" not in role:
                role = f"{role}@{self.ground}"
            segments.append(Segment(text, style(theme, role, app.no_color)))
        if "".join([text for text, _, _ in segments]).isascii():
            return Strip(segments, cells)
        # Textual counts some rare signs otherwise than we do; a row must not be wider than the canvas.
        return Strip(segments).adjust_cell_length(cells)


def spot(rows: Sequence[Line]) -> tuple[int, int]:
    """Cell (x, y) where the focused row begins; without one the first words, which are read first."""
    words: tuple[int, int] | None = None
    for y, row in enumerate(rows):
        x = 0
        for text, role in row:
            if role.endswith("@focus"):
                return x, y
            if words is None and text.strip():
                words = x + len(text) - len(text.lstrip()), y
            x += width(text)
    return words or (0, 0)


SIMPLE = re.compile("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2500-\u259f\u25cf]*\\Z")
"""Text in which each sign is one cell and stands for itself."""


def changed(before: Line, now: Line, cells: int) -> tuple[int, int]:
    """First and last-plus-one cell in which two lines differ; spans with wide or joined signs count whole."""
    a, b = ln.fit(before, cells), ln.fit(now, cells)
    if a == b:
        return 0, 0
    texts = [text for text, _ in (*a, *b)]
    # Each letter comes by here: spans are looked at one by one only where a sign among them is rare.
    if not SIMPLE.match("".join(texts)) and any(cell_len(text) != width(text) for text in texts):
        return 0, cells
    start = _alike(a, b)
    return start, max(start, cells - _alike(_mirrored(a), _mirrored(b)))


def _mirrored(row: Line) -> Line:
    spans = []
    # Each letter comes by here: a loop takes no call of its own.
    for text, role in reversed(row):
        spans.append((text[::-1], role))
    return tuple(spans)


def _alike(a: Line, b: Line) -> int:
    """Cells in which two lines begin alike."""
    cells = 0
    for (text_a, role_a), (text_b, role_b) in zip(a, b, strict=False):
        if role_a != role_b:
            break
        if text_a != text_b:
            same = _same(text_a, text_b)
            return cells + (len(same) if same.isascii() else width(same))
        # Each letter comes by here too: plain ASCII takes no call.
        cells += len(text_a) if text_a.isascii() and text_a.isprintable() else width(text_a)
    return cells


def _same(a: str, b: str) -> str:
    """What two texts begin with alike; nothing when a sign may hang on the one before it."""
    if not (SIMPLE.match(a) and SIMPLE.match(b)):
        return ""
    for place, (left, right) in enumerate(zip(a, b, strict=False)):
        if left != right:
            return a[:place]
    return min(a, b, key=len)
