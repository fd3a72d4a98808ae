"""The palette: every command by name, over the screen it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from aligntui.tui import frame
from aligntui.tui.commands import LEAVE, PALETTE, Command, Keymap
from aligntui.tui.page import Page
from aligntui.tui.pages.palette.rows import EDGES, fitting, palette_rows, room_in
from aligntui.tui.rows import Cursor, moved
from aligntui.tui.widgets.box import WIDE
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import Line

TOP = 3
"""Row of the screen where the box begins: under the question."""

SLASH = "/"

HINTS = (("Enter", "run it"), ("Up/Down", "move"), ("Esc", "close"))
"""What the keys do while the line of the palette is open."""


class PalettePage(Page):
    """Dismisses with the name of the handler that was chosen, or "" for none."""

    PARTS: ClassVar[dict[str, type]] = {}

    DEFAULT_CSS = """
    PalettePage { background: transparent; }
    PalettePage #box { layer: over; position: absolute; }
    PalettePage #palette-keys { layer: over; dock: bottom; height: 1; }
    PalettePage #words { layer: top; position: absolute; height: 1; }
    """

    def __init__(
        self, keymap: Keymap, commands: Sequence[Command], named: Callable[[str], Sequence[Command]]
    ) -> None:
        super().__init__()
        self._named = named
        self._keymap = keymap
        self._commands = list(commands)
        self._found, self._words = fitting(commands, ""), ""
        self._cursor = Cursor()

    def compose(self) -> ComposeResult:
        """The box and its line."""
        box = Canvas(id="box")
        box.rows = self._rows()
        box.styles.width, box.styles.height = WIDE, len(box.rows)
        words = LineInput(id="words")
        words.styles.width = WIDE - 6
        left = (self.app.size.width - WIDE) // 2
        box.styles.offset = (left, TOP)
        words.styles.offset = (left + 4, TOP + 1)
        keys = Canvas("bar", id="palette-keys")
        keys.rows = [frame.keys(self.app.size.width, HINTS)]
        yield box
        yield words
        yield keys

    def on_mount(self) -> None:
        """Typing searches at once."""
        self.set_focus(self.query_one("#words", LineInput))

    def resized(self) -> None:
        """Stay in the middle."""
        left = (self.size.width - WIDE) // 2
        box = self.query_one("#box", Canvas)
        box.styles.offset, box.styles.height = (left, TOP), self._room + EDGES
        self._draw()
        self.query_one("#words", LineInput).styles.offset = (left + 4, TOP + 1)
        self.query_one("#palette-keys", Canvas).show([frame.keys(self.size.width, HINTS)])

    @property
    def _room(self) -> int:
        return room_in(self.app.size.height)

    def _rows(self) -> list[Line]:
        return palette_rows(self._found, self._keymap, self._cursor, self._room)

    def _draw(self) -> None:
        self.query_one("#box", Canvas).show(self._rows())

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Other words, other commands."""
        self._find(event.value)

    def _find(self, words: str) -> None:
        if words != self._words:
            self._found = fitting(self._commands, words) or list(self._named(words))
            self._words = words
            self._cursor = Cursor()
            self._draw()

    async def feed(self, event: events.Key) -> None:
        """As everywhere, but a second slash says that the first one was text."""
        if event.character == SLASH and self.edit is not None and not self.edit.words:
            below = next((page for page in self.align.pages() if page is not self), None)
            await self.dismiss("")
            if below is not None:
                await below.typist.type(SLASH)
        else:
            await super().feed(event)

    async def command(self, key: str) -> bool:
        """Enter runs, Esc closes, Up and Down move."""
        # What is typed in one packet with the key counts already.
        self._find(self.query_one("#words", LineInput).value)
        if key == "escape" or self._keymap.gives(key, PALETTE):
            self.dismiss("")
            return True
        if self._keymap.gives(key, LEAVE):
            self.dismiss(LEAVE.handler())
            return True
        if key == "enter":
            self.dismiss(self._found[self._cursor.at].handler() if self._cursor.at < len(self._found) else "")
            return True
        to = moved(key, self._cursor.at, len(self._found), self._room) if len(key) > 1 else None
        if to is not None and key not in ("home", "end"):
            self._cursor.at = to
            self._draw()
            return True
        return key in ("tab", "shift+tab")
