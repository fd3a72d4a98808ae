"""Edit lines: Textual's own, made quiet. No blink, no border, and they clean what is typed or pasted."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, TextArea

from aligntui.text.clean import clean, clean_line

_BREAKS = {ord("\n"): " ", ord("\t"): " "}


class LineInput(Input):
    """One line of words. Enter, Tab, Esc, Up and Down belong to the screen around it."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        border: none; height: 1; padding: 0; background: $background; color: $foreground;
        background-tint: $background 0%; width: 1fr;
    }
    """
    BINDINGS = [Binding("ctrl+shift+a", "select_all", show=False)]  # noqa: RUF012

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

    # A text of several lines, which a file may bring, is drawn as one line and kept as it is.

    @property
    def _value(self) -> Text:
        return Text(self.value.translate(_BREAKS), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(self.value[:position].translate(_BREAKS))

    def on_paste(self, event: events.Paste) -> None:
        """Keep every pasted line: the first goes into the line, the others are offered as cards."""
        lines = [entry for entry in (clean_line(e) for e in clean(event.text).split("\n")) if entry]
        event.stop()
        event.prevent_default()
        if not lines:
            return
        self.insert_text_at_cursor(lines[0])
        if len(lines) > 1:
            self.post_message(self.Pasted(self, lines))


class LongInput(TextArea):
    """Several lines of words, soft-wrapped. Tab leaves it; Enter is a new line unless `one_line`."""

    DEFAULT_CSS = """
    LongInput, LongInput:focus {
        border: none; padding: 0; background: $background; color: $foreground; width: 1fr;
        background-tint: $background 0%; scrollbar-size-vertical: 0; scrollbar-size-horizontal: 0;
        & .text-area--cursor-line { background: $background; }
        & .text-area--cursor { background: $foreground; color: $background; }
        & .text-area--placeholder { color: $muted; }
    }
    """

    def __init__(self, text: str = "", *, one_line: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            text, id=id, soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="focus"
        )
        self.cursor_blink = False
        self.one_line = one_line

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "tab", "shift+tab") or (event.key == "enter" and self.one_line):
            # The screen's grammar decides; TextArea would type or swallow them.
            event.prevent_default()
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        text = clean(event.text)
        event.stop()
        event.prevent_default()
        self.insert(clean_line(text) if self.one_line else text)


Edit = LineInput | LongInput


def words_of(edit: Edit) -> str:
    """What stands in an edit line."""
    return edit.value if isinstance(edit, LineInput) else edit.text
