"""The app: what all screens share. Themes, keys one at a time, a clean way out, no doors to the server."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.widget import Widget

from aligntui.crash import sentence
from aligntui.text.limits import PASTED, not_pasted
from aligntui.tui.page import Page
from aligntui.tui.terminal.driver import LineDriver
from aligntui.tui.terminal.inner import make_switchable, open_screens, take
from aligntui.tui.terminal.process import Process
from aligntui.tui.terminal.thrift import ThriftyApp
from aligntui.tui.terminal.window import fitting
from aligntui.tui.widgets.theme import PALETTES, SIXTEEN, THEMES, sixteen_theme, textual_theme

if TYPE_CHECKING:
    from aligntui.methods.library import Library
    from aligntui.settings import Settings
    from aligntui.store.api import Store

SETTLED = 0.1
"""Seconds that a widget gets to pass on what was typed when the app ends."""

ASLEEP = "AlignTUI sleeps; all is kept. fg wakes it."
UNSAVED = "AlignTUI sleeps; NOT all is saved. fg wakes it."

Opening = Callable[["AlignApp"], Page]
"""Makes the first screen."""


class AlignApp(ThriftyApp):
    """AlignTUI on a terminal."""

    TITLE = "AlignTUI"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    CSS = "* { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; }"
    # ctrl+c copies or says how to leave in stock Textual; here it does nothing by surprise.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", show=False)]

    def __init__(
        self,
        store: Store,
        library: Library | Callable[[], Library],
        settings: Settings,
        opening: Opening,
        *,
        now: Callable[[], str],
        new_id: Callable[[], str],
        process: Process | None = None,
        notice: str = "",
        on_screen: Callable[[], None] | None = None,
    ) -> None:
        """Share the store, the library and the settings with all screens; start where `opening` says.

        Args:
            store: The sessions.
            library: Methods and agendas, or what finds them once somebody asks.
            settings: What the person set.
            opening: Makes the first screen.
            now: Gives this moment (`text.moment`).
            new_id: Gives a random id.
            process: What the process has once, as far as this app may use it.
            notice: A sentence for the first screen, "" for none.
            on_screen: Called once, when the first screen stands.
        """
        super().__init__(LineDriver, process)
        self.store = store
        self._library = library
        self.settings = settings
        self.now = now
        self.new_id = new_id
        self.clock: Callable[[], float] = time.monotonic
        """Seconds that only grow, for timers."""
        self.failed = ""
        """Sentence about an unexpected end, printed likewise."""
        self.goodbye = ""
        """Sentence printed once the terminal is itself again."""
        self.opening = opening
        self._notice = notice
        self._on_screen = on_screen
        self._cursor = Offset(0, 0)
        for name in PALETTES:
            self.register_theme(textual_theme(name))
        self.register_theme(sixteen_theme())
        few = self.process.few_colors
        if few is None:
            few = self.console.color_system in (None, "standard")
        self.few_colours = self.no_color or few
        """Whether the terminal has sixteen colours or none, so that its own are used."""
        own = settings.theme if settings.theme in PALETTES else THEMES[0]
        self.begin_with(SIXTEEN if self.few_colours else own)
        self.animation_level = "none"

    @cached_property
    def library(self) -> Library:
        """Methods and agendas. Home does not need them, so its first screen does not wait for them."""
        return self._library() if callable(self._library) else self._library

    def get_default_screen(self) -> Page:
        """The first page, in place of an empty screen of Textual's that would be laid out before it."""
        self.loop = asyncio.get_running_loop()
        page = self.opening(self)
        if self._notice:
            page.greet(self._notice)
        # Textual gives this to all screens but the lowest, which it does not expect to be switched.
        make_switchable(page)
        return page

    @property
    def restricted(self) -> bool:
        """Whether this line is for one session only."""
        return self.store.permit.restricted

    def become(self, name: str) -> None:
        """Work with the sessions under another name from now on."""
        self.store = self.store.as_person(name)

    @property
    def size(self) -> Size:
        """The window as it is laid out."""
        return fitting(super().size)

    def on_ready(self) -> None:
        """The first screen stands: what was put off for it is done now."""
        if self._on_screen is not None:
            self.call_after_refresh(self._on_screen)

    def next_theme(self) -> str:
        """Change to the next theme. Gives the sentence that says so, or why there is none."""
        if self.no_color:
            return "NO_COLOR is set: there are no colours to change."
        if self.few_colours:
            return "This terminal has sixteen colours: its own are used. Its settings change them."
        now = THEMES.index(self.theme) if self.theme in THEMES else 0
        self.theme = THEMES[(now + 1) % len(THEMES)]
        self.screen.refresh(repaint=True, layout=True)
        if self.restricted:
            return f"Theme {self.theme}."
        return f'Theme {self.theme}. The settings file keeps it: theme = "{self.theme}".'

    def pages(self) -> list[Page]:
        """The screens that are open, the one in front first."""
        return [page for page in reversed(open_screens(self)) if isinstance(page, Page)]

    @property
    def in_focus(self) -> Widget | None:
        """What has the focus; None also before the first page stands."""
        return self.screen.focused if open_screens(self) else None

    @property
    def in_company(self) -> bool:
        """Whether others see this person as being in a session. Any thread may ask."""
        return any(page.in_company for page in self.pages())

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""
        return any(page.unsaved for page in self.pages())

    def hang_up(self) -> None:
        """Put drafts on disk now, without waiting for anything. Any thread may call it."""
        for page in self.pages():
            page.hung_up()

    def sleep(self) -> None:
        """Go back to the shell, where there is one that can wake the app, and on where one stood."""
        self.hang_up()
        words = UNSAVED if self.unsaved else ASLEEP
        if self.process.stop is not None:
            with self.suspend():
                self.process.stop(words)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands: on the focused thing, whichever line was changed last.

        Braille lines, screen readers and input methods follow it.
        """
        focused = self.in_focus
        page = self.screen if focused is None and open_screens(self) else None
        at = page.resting_cell if isinstance(page, Page) else getattr(focused, "cursor_screen_offset", None)
        self._cursor = self._cursor if at is None else at
        return self._cursor

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        # Edit lines say where their cursor is also when another one has focus.
        pass

    async def on_event(self, event: events.Event) -> None:
        """Feed keys and pastes to the screen one at a time; everything else as usual."""
        if isinstance(event, events.Resize):
            event.size = event.virtual_size = event.container_size = fitting(event.size)
        page = self.screen if open_screens(self) else None
        if isinstance(page, Page) and isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            take(event)
            if isinstance(event, events.Key):
                await page.feed(event)
            elif len(event.text) > PASTED:
                page.say(not_pasted(), "warning")
            else:
                await page.feed_paste(event)
            return
        await super().on_event(event)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Never: a browser would start on the server, on the participant's terminal."""

    def deliver_screenshot(self, *args: Any, **kwargs: Any) -> str | None:
        """Never: it would write on the server."""
        return None

    def tell_failure(self, error: Exception) -> None:
        """One sentence and the details in a file."""
        if not self.failed:
            self.failed = sentence(error)
            self.hang_up()
            self.goodbye = next((words for page in self.pages() if (words := page.last_words())), "")

    async def action_leave(self) -> None:
        """Leave; everything kept is on disk already, the rest is kept now."""
        await self.settle()
        for page in self.pages():
            await page.closing()
        if all(page.may_leave() for page in self.pages()):
            self.exit(0)

    async def settle(self) -> None:
        """Let the last keys arrive where words are kept: each widget tells the one around it in its turn."""
        focused = self.in_focus
        for widget in focused.ancestors_with_self if focused is not None else ():
            if widget is not self:
                told = asyncio.Event()
                widget.call_later(told.set)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(told.wait(), SETTLED)

    async def do(self, job: Callable[..., Any], *args: Any) -> Any:
        """Run a blocking job (disk, lock) beside the event loop."""
        return await asyncio.to_thread(job, *args)
