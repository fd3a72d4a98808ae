"""The base of every screen: keys one at a time, no needless repaint, a note when the window is too small.

Keys are fed to the screen inside the app's own loop, one after the other, so that what is typed behind an
Enter or Tab in the same packet (a slow line sends several at once) lands where it belongs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from aligntui.screens import frame
from aligntui.widgets.canvas import Canvas
from aligntui.widgets.inputs import LineInput, LongInput

if TYPE_CHECKING:
    from aligntui.screens.app import AlignApp

SMALLEST = (80, 24)


class Page(Screen[object]):
    """A screen that gets its keys one at a time through `feed`."""

    # A focus change must not repaint the whole screen (4.5 kB): the two widgets repaint themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    DEFAULT_CSS = """
    Page { background: $background; color: $foreground; layers: base over top; overflow: hidden; }
    #too-small { layer: top; dock: top; width: 100%; height: 100%; display: none; }
    .row { height: 1; }
    """

    @property
    def align(self) -> AlignApp:
        """The app, typed."""
        return cast("AlignApp", self.app)

    def on_mount(self) -> None:
        """Have the note for small windows ready."""
        # Textual runs the handler of every class of a screen, so a subclass that calls it runs it twice.
        if not self.query("#too-small"):
            self.mount(Canvas(id="too-small"))

    def on_resize(self, event: events.Resize) -> None:
        """Say the size needed, and go on with the same focus when the window has it."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        found = self.query("#too-small")
        if found:
            note = found.first(Canvas)
            note.display = small
            if small:
                note.show(frame.too_small(event.size.width, event.size.height))
        if not small:
            self.call_after_refresh(self.resized)

    def resized(self) -> None:
        """Draw for the new size."""

    @property
    def too_small(self) -> bool:
        """Whether the window is under the smallest size."""
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    # keys

    @property
    def edit(self) -> LineInput | LongInput | None:
        """The edit line in focus; None means that letters are commands."""
        focused = self.focused
        return focused if isinstance(focused, LineInput | LongInput) else None

    async def feed(self, event: events.Key) -> None:
        """One key: text for the edit line in focus, else a command, else a binding of the widget."""
        if self.too_small:
            if event.key == "ctrl+q":
                await self.command(event.key)
            return
        edit = self.edit
        if edit is not None and event.is_printable:
            await edit._on_key(event)
            return
        if await self.command(event.key):
            return
        if edit is not None:
            await edit._on_key(event)
            if event._no_default_action or event._stop_propagation:
                return
        await self.app._check_bindings(event.key)

    async def feed_paste(self, event: events.Paste) -> None:
        """A paste: text for the edit line in focus, else offered to the screen."""
        edit = self.edit
        if self.too_small:
            return
        if edit is None:
            await self.paste(event.text)
        elif isinstance(edit, LineInput):
            edit.on_paste(event)
        else:
            await edit._on_paste(event)

    async def closing(self) -> None:
        """Keep what stands in the fields before the app ends."""

    def hung_up(self) -> None:
        """The line dropped: put drafts on disk now, without waiting for anything."""

    async def paste(self, text: str) -> None:
        """A paste while letters are commands."""

    async def command(self, key: str) -> bool:
        """A key that is no text. True when it was used."""
        return False
