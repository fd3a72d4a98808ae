"""The edit line: Textual's own, made quiet. No blink, no border, and it cleans what is typed or pasted."""

from __future__ import annotations

import contextlib
from bisect import bisect_right

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.dom import NoScreen
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from aligntui.text.clean import clean, clean_line, width
from aligntui.text.limits import HELD
from aligntui.tui.terminal.inner import BREAKS, OneRow
from aligntui.tui.widgets.line import broken, cut


class EditLine(Widget):
    """What takes words: an edit line of one or of several lines."""

    is_path = False
    """Whether a path is typed in it, so that `/` is text from the first sign on."""
    is_long = False
    """Whether it holds several lines."""

    class TooLong(Message):
        """A paste was not taken in: it is longer than the line holds.

        Attributes:
            signs: How long it is.
        """

        def __init__(self, signs: int) -> None:
            super().__init__()
            self.signs = signs

    def on_unmount(self) -> None:
        """Let go of the screen: its signal holds every line that ever stood on it."""
        with contextlib.suppress(NoScreen):
            self.screen.text_selection_started_signal.unsubscribe(self)

    @property
    def words(self) -> str:
        """What stands in it."""
        raise NotImplementedError

    @property
    def is_touched(self) -> bool:
        """Whether something was typed in it since it was entered."""
        raise NotImplementedError

    def put(self, words: str) -> None:
        """Have other words stand here, behind which one goes on."""
        raise NotImplementedError

    @property
    def rows_wanted(self) -> tuple[int, int]:
        """Rows that it takes at least, and those that all of what stands in it would take."""
        raise NotImplementedError

    def at_edge(self, *, below: bool) -> bool:
        """Whether the cursor may leave: it stands in the last row, or with `below` false in the first."""
        return True

    def take_back(self) -> bool:
        """Take back what was typed since the line was entered. False when nothing was."""
        return False

    def bring_back(self) -> bool:
        """Bring back what was taken back. False when there is nothing of it."""
        return False

    def breaks(self, key: str) -> bool:
        """Make a new row where the key asks for one. False where it does not."""
        return False

    def gives_up(self, key: str) -> bool:
        """Whether a key is none of the line's, though Textual's own would take it."""
        return False

    def has_room(self, text: str) -> bool:
        """Whether the line holds a paste beside what stands in it. Said when it does not."""
        if len(self.words) + len(text) <= HELD:
            return True
        self.post_message(self.TooLong(len(text)))
        return False

    def on_paste(self, event: events.Paste) -> None:
        """Take in what was pasted, cleaned."""
        raise NotImplementedError


class LineInput(OneRow, EditLine):
    """One line of words. Enter, Tab, Esc, Up and Down belong to the screen around it."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        border: none; height: 1; padding: 0; background: $background; color: $foreground;
        background-tint: $background 0%; width: 1fr;
        & .input--selection { background: $background; color: $foreground; text-style: reverse; }
        &:ansi > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+shift+a", "select_all", show=False),
        Binding("up", "row(-1)", show=False),
        Binding("down", "row(1)", show=False),
    ]

    # A letter changes the virtual size; in stock Textual that lays out the whole screen again.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    class Pasted(Message):
        """Several lines were pasted into one line."""

        def __init__(self, source: LineInput, lines: list[str]) -> None:
            super().__init__()
            self.source = source
            self.lines = lines

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._entered = self._taken = value
        self._broken: tuple[str, int, list[int]] = ("", 0, [0])

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.value

    @property
    def is_touched(self) -> bool:
        """Whether other words stand in it than those that were entered."""
        return self.value != self._entered

    def put(self, words: str) -> None:
        """Have other words stand here, behind which one goes on; typing is taken back to them."""
        self.value = self._entered = self._taken = words
        self.cursor_position = len(words)

    def on_blur(self) -> None:
        """One comes back behind what stands here, and typing is taken back to it."""
        if not self.has_focus:
            self.put(self.value)

    def take_back(self) -> bool:
        """The words as they stood when the line was entered."""
        if self.value == self._entered:
            return False
        taken = self.value
        self.put(self._entered)
        self._taken = taken
        return True

    def bring_back(self) -> bool:
        """The words that were taken back."""
        if self.value != self._entered or self._taken == self._entered:
            return False
        entered = self._entered
        self.put(self._taken)
        self._entered = entered
        return True

    def action_delete_left_all(self) -> None:
        """ctrl+u empties the whole line, wherever the caret stands."""
        self.value = ""

    def watch_has_focus(self, has_focus: bool) -> None:
        """In one row it shows the part in which the cursor stands."""
        super().watch_has_focus(has_focus)
        if has_focus and self.is_mounted:
            self.show_cursor()

    def starts(self, cells: int) -> list[int]:
        """Where each row begins when what stands in it is broken into rows of so many cells."""
        if self._broken[:2] != (self.value, cells):
            self._broken = (self.value, cells, _starts(self.value, cells))
        return self._broken[2]

    def grow(self, most: int, cells: int = 0) -> int:
        """Take as many rows as what stands in it needs. Gives their number.

        Args:
            most: Rows there are.
            cells: How wide it becomes; 0 for as wide as it is.
        """
        cells = cells or self.size.width
        rows = max(1, min(most, len(self.starts(cells)))) if cells else 1
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
        return rows

    @property
    def rows_wanted(self) -> tuple[int, int]:
        """One row, and those of what stands in it or of its example."""
        cells = self.size.width
        if not cells:
            return 1, 1
        return 1, len(self.starts(cells)) if self.value else max(1, len(broken(self.placeholder, cells)))

    @property
    def _stands(self) -> tuple[int, int, list[int]]:
        """Row and cell of the cursor, and where each row begins."""
        starts = self.starts(self.size.width)
        row = bisect_right(starts, self.cursor_position) - 1
        return row, width(self.value[starts[row] : self.cursor_position].translate(BREAKS)), starts

    def at_edge(self, *, below: bool) -> bool:
        """Whether no other row of it is drawn on that side of the cursor."""
        row, _, starts = self._stands
        return self.size.height < 2 or row == (len(starts) - 1 if below else 0)

    def action_row(self, step: int) -> None:
        """Go so many rows down, to the same place in it."""
        row, _, starts = self._stands
        to = min(max(row + step, 0), len(starts) - 1)
        last = starts[to + 1] - 1 if to + 1 < len(starts) else len(self.value)
        self.cursor_position = min(starts[to] + self.cursor_position - starts[row], last)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Cell of the screen where the terminal's cursor stands."""
        if self.size.height < 2:
            return super().cursor_screen_offset
        row, x, _ = self._stands
        return self.content_region.offset + Offset(x, min(row, self.size.height - 1))

    def render_line(self, y: int) -> Strip:
        """A line that is only read begins with its beginning, wherever the cursor stood."""
        room, high = self.size.width, self.size.height
        if not self.value and self.placeholder:
            return self._example(y)
        if not self.value or (high < 2 and (self.has_focus or cell_len(self.value) <= room)):
            return super().render_line(y)
        if not self.has_focus:
            shown = cut(broken(self.value.translate(BREAKS), max(1, room - 1)), high, room)
            return self._strip(Text(shown[y] if y < len(shown) else ""))
        row, _, starts = self._stands
        number = y + max(0, row - high + 1)
        if number >= len(starts):
            return self._strip(Text(""))
        text = self.drawn
        if not self.selection.is_empty:
            marked = self.get_component_rich_style("input--selection")
            text.stylize_before(marked, *sorted(self.selection))
        if self.cursor_at_end:
            text.pad_right(1)
        at = self.cursor_position
        text.stylize(self.get_component_rich_style("input--cursor"), at, at + 1)
        return self._strip(text[starts[number] : (*starts, len(text))[number + 1]])

    def _example(self, y: int) -> Strip:
        rows = cut(broken(self.placeholder, self.size.width), self.size.height, self.size.width)
        text = Text(rows[y] if y < len(rows) else "")
        text.stylize(self.get_component_rich_style("input--placeholder"))
        if self.has_focus and y == 0:
            text.stylize(self.get_component_rich_style("input--cursor"), 0, 1)
        return self._strip(text)

    def _strip(self, text: Text) -> Strip:
        strip = Strip(text.render(self.app.console)).crop(0, self.size.width)
        return strip.extend_cell_length(self.size.width).apply_style(self.rich_style)

    def on_paste(self, event: events.Paste) -> None:
        """Keep every pasted line: the first goes into the line, the others are offered as cards."""
        event.stop()
        event.prevent_default()
        if not self.has_room(event.text):
            return
        lines = [entry for entry in (clean_line(e) for e in clean(event.text).split("\n")) if entry]
        if not lines:
            return
        self.replace(lines[0], *self.selection)
        if len(lines) > 1:
            self.post_message(self.Pasted(self, lines))


def _starts(text: str, cells: int) -> list[int]:
    """First sign of each row; rows end behind a space where there is one, and leave a cell for the cursor."""
    starts, used, gap = [0], 0, 0
    for place, sign in enumerate(text):
        room = 1 if sign.isascii() else width(sign)
        # A space may stand where the cursor would.
        gap = place + 1 if sign == " " else gap
        if used + room >= cells > 1 and place > starts[-1]:
            starts.append(gap if gap > starts[-1] else place)
            used = -room if gap > place else width(text[starts[-1] : place])
        used += room
    return starts
