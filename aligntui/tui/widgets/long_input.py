"""The edit area: Textual's own, made quiet. Only a step with a long text imports it."""

from __future__ import annotations

from textual import events

from aligntui.text.clean import clean
from aligntui.tui.terminal.area import CalmArea
from aligntui.tui.widgets.inputs import EditLine


class LongInput(CalmArea, EditLine):
    """Several lines of words, soft-wrapped. Enter and Tab leave it; ctrl+j makes a new line of several."""

    DEFAULT_CSS = """
    LongInput, LongInput:focus {
        border: none; padding: 0; background: $background; color: $foreground; width: 1fr;
        background-tint: $background 0%; scrollbar-size-vertical: 0; scrollbar-size-horizontal: 0;
        & .text-area--cursor-line { background: $background; }
        & .text-area--cursor { background: $foreground; color: $background; }
        & .text-area--placeholder { color: $muted; }
    }
    """

    is_long = True

    def __init__(self, text: str, placeholder: str, rows: int) -> None:
        """`rows` are those it has at least."""
        super().__init__(
            text,
            placeholder=placeholder,
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            tab_behavior="focus",
        )
        self.cursor_blink = False
        self.least = rows
        self.styles.height = rows
        self.move_cursor(self.document.end)

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.text

    @property
    def is_touched(self) -> bool:
        """Whether a stretch of typing can be taken back."""
        return bool(self.history.undo_stack)

    def put(self, words: str) -> None:
        """Have other words stand here."""
        if self.text != words:
            self.text = words

    @property
    def rows_wanted(self) -> tuple[int, int]:
        """Rows that it has at least, and those that all of what stands in it would take."""
        return self.least, max(self.least, self.wrapped_document.height)

    def watch_has_focus(self, has_focus: bool) -> None:
        """While it is only read it shows its beginning, else the cursor."""
        super().watch_has_focus(has_focus)
        if not self.is_mounted:
            return
        if has_focus:
            self.scroll_cursor_visible()
        else:
            self.scroll_to(0, 0, animate=False)

    def at_edge(self, *, below: bool) -> bool:
        """Whether the cursor stands in the last row, as it is drawn, or with `below` false in the first."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return row >= self.wrapped_document.height - 1 if below else row <= 0

    def on_blur(self) -> None:
        """One comes back behind what stands here."""
        if not self.has_focus:
            self.move_cursor(self.document.end)

    def take_back(self) -> bool:
        """The last stretch of typing."""
        if not self.history.undo_stack:
            return False
        self.undo()
        return True

    def bring_back(self) -> bool:
        """The last stretch that was taken back."""
        if not self.history.redo_stack:
            return False
        self.redo()
        return True

    def breaks(self, key: str) -> bool:
        r"""ctrl+j, alt+Enter, or Enter behind a `\` make a new row."""
        if key == "enter" and self._before.endswith("\\"):
            self.action_delete_left()
        elif key not in ("ctrl+j", "alt+enter"):
            return False
        self.insert("\n")
        return True

    @property
    def _before(self) -> str:
        row, column = self.cursor_location
        return self.document.get_line(row)[:column]

    def action_delete_to_start_of_line(self) -> None:
        """ctrl+u empties it all; it can be taken back."""
        self.clear()

    def gives_up(self, key: str) -> bool:
        """The grammar of the screen decides; a text area would type or swallow them."""
        return key in ("escape", "tab", "shift+tab", "enter")

    def on_paste(self, event: events.Paste) -> None:
        """Keep it all, in its rows."""
        event.stop()
        event.prevent_default()
        if self.has_room(event.text):
            self.insert(clean(event.text))
