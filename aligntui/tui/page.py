"""The base of every screen: keys one at a time, no needless repaint, a note when the window is too small.

Keys are fed to the screen inside the app's own loop, one after the other, so that what is typed behind an
Enter or Tab in the same packet (a slow line sends several at once) lands where it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import AwaitMount, Widget

from aligntui.store.permit import CLOSED, Deed
from aligntui.text.limits import not_held
from aligntui.tui import frame
from aligntui.tui.commands import SLEEP, Command, Keymap, commands
from aligntui.tui.everywhere import Everywhere, Keeps
from aligntui.tui.key_row import KeyRow
from aligntui.tui.routes import Route, page_of
from aligntui.tui.typist import Typist
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import EditLine

if TYPE_CHECKING:
    from aligntui.tui.app import AlignApp

Callback = Callable[..., object]

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

    _was_open = False

    keeping: Keeps | None = None
    """What keeps the session, on a page that works on one."""

    PARTS: ClassVar[dict[str, type]] = {"everywhere": Everywhere}
    """Parts of the page that run commands beside it: their names on it, and their classes."""

    GRAMMAR: Sequence[tuple[str, str, str]] | None = None
    """(group, key, what it does): keys of the page that are no commands; None: those of a step."""

    is_over: ClassVar[bool] = False
    """Whether the page below is seen behind it."""

    verbs: Collection[str] = ()
    """Commands of the step on the page that may be given now."""

    def __init__(self) -> None:
        super().__init__()
        self.typist, self.key_row, self.everywhere = Typist(self), KeyRow(self), Everywhere(self)

    @property
    def align(self) -> AlignApp:
        """The app, typed."""
        return cast("AlignApp", self.app)

    @property
    def in_company(self) -> bool:
        """Whether others see this person as being here."""
        return False

    @cached_property
    def keymap(self) -> Keymap:
        """The keys that hold for this person."""
        return Keymap(self.align.settings.keys)

    def key_of(self, command: str) -> str:
        """How a command is given where one stands: `^N`, `/merge`, in a line `^K merge`."""
        shown = self.keymap.shown(command)
        return self.keymap.shown(command, in_line=self.edit is not None) if shown[0] == "/" else shown

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style a page anew when one comes back to it: what has just been mounted has its styles."""
        event.refresh_styles = event.refresh_styles and self._was_open
        self._was_open = True

    def on_resize(self, event: events.Resize) -> None:
        """Say the size needed, and go on with the same focus when the window has it."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        notes = self.query("#too-small").results(Canvas)
        note = next(notes, None)
        if note is None and small:
            note = Canvas(id="too-small")
            self.mount(note)
        if note is not None:
            note.display = small
            if small:
                size = event.size
                note.show(
                    frame.too_small(size.width, size.height, self.key_of("leave"), saved=not self.unsaved)
                )
        if not small:
            self.call_after_refresh(self.resized)

    def resized(self) -> None:
        """Draw for the new size."""

    def call_after_refresh(self, callback: Callback, *args: Any, **kwargs: Any) -> bool:
        """Call something once the page is drawn anew; not any more when it has gone by then."""

        def while_open() -> object:
            return callback(*args, **kwargs) if self in self.align.pages() else None

        return super().call_after_refresh(while_open)

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Leave the page. Asked twice, or from under another page, it takes no other page along."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""
        return self.keeping is not None and self.keeping.unsaved

    @property
    def finding(self) -> bool:
        """Whether what has the focus takes signs in a row, to find something."""
        return False

    @property
    def too_small(self) -> bool:
        """Whether the window is under the smallest size."""
        columns, rows = self.size
        return columns < SMALLEST[0] or rows < SMALLEST[1]

    # other pages

    def go(self, route: Route, then: Callable[[object], None] | None = None) -> AwaitMount:
        """Open a page above this one; `then` is called with what that page gives when it is left."""
        return self.app.push_screen(page_of(route), then)

    def go_instead(self, route: Route) -> AwaitComplete:
        """Open a page in place of this one."""
        return self.app.switch_screen(page_of(route))

    # keys

    @property
    def edit(self) -> EditLine | None:
        """The edit line in focus, or None."""
        focused = self.focused
        return focused if isinstance(focused, EditLine) else None

    async def feed(self, event: events.Key) -> None:
        """One key."""
        await self.typist.feed(event)

    async def give(self, verb: str) -> None:
        """Give a command to the step on the page."""

    async def take_sign(self, sign: str) -> bool:
        """A sign while no line has the focus. True when it was a value or began a search; a line may open."""
        return False

    def ways(self) -> Sequence[tuple[str, str]]:
        """Keys that do something now and what, as row 24 has them."""
        return []

    @property
    def resting_cell(self) -> Offset | None:
        """Cell where the terminal's cursor stands while nothing has the focus; None leaves it where it is."""
        return None

    async def feed_paste(self, event: events.Paste) -> None:
        """A paste: text for the edit line in focus, else offered to the screen."""
        edit = self.edit
        if self.too_small:
            return
        if edit is None:
            await self.paste(event.text)
        else:
            edit.on_paste(event)

    def on_edit_line_too_long(self, event: EditLine.TooLong) -> None:
        """A paste was too long for its line."""
        self.say(not_held(event.signs), "warning")

    # what may be done here

    def allows(self, command: Command) -> bool:
        """Whether a command may be run on this line at all."""
        if command is SLEEP and self.align.process.stop is None:
            return False
        return command.deed is None or self.may(command.deed)

    def may(self, deed: Deed) -> bool:
        """Whether this line may do something that leads out of its session."""
        return self.align.store.permit.may(deed)

    def closed(self) -> str:
        """What is said where the line may not do what was asked for."""
        leave = f"{self.key_of('leave')} leaves"
        return f"{CLOSED} {leave}." if self.unsaved else f"{CLOSED} {leave}; all is kept."

    @classmethod
    def runs(cls, command: Command) -> bool:
        """Whether a command is one of this page."""
        return any(hasattr(part, command.handler()) for part in (cls, *cls.PARTS.values()))

    async def perform(self, handler: str) -> None:
        """Run a command by the name of its handler, when it may be run."""
        closed = next((c for c in commands() if c.handler() == handler and not self.allows(c)), None)
        if closed is not None:
            if closed.deed not in (None, Deed.SHELL):
                self.say(self.closed())
            return
        parts = (getattr(self, name) for name, part in self.PARTS.items() if hasattr(part, handler))
        method = getattr(self, handler, None) or getattr(next(parts, None), handler, None)
        if method is not None:
            await method()

    def do_later(self, job: Callable[..., object], *args: object) -> None:
        """Do something once what is going on now is done, in turn with the keys.

        The app does it, not the page: a page that waited in its own turn until it is closed would wait
        forever, and what is typed behind an Enter would overtake what that Enter asked for.
        """
        self.app.call_later(job, *args)

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row, on a page that has one."""

    def greet(self, text: str, severity: str = "") -> None:
        """Have a sentence on the message row when the page opens."""

    async def stand_at(self, step: str, subject: str) -> None:
        """Put the focus on what was answered, on a page that shows the step (`method/step`)."""

    # a session that changes

    def show_snapshot(self) -> None:
        """Draw what the new snapshot changed."""

    def frame(self) -> None:
        """Redraw what stands around the page: the bar says whether all is saved, and who is here."""

    # the way out

    async def closing(self) -> None:
        """Keep what stands in the fields, and what waits, before the app ends."""
        if self.keeping is not None:
            await self.keeping.closing()

    def may_leave(self) -> bool:
        """Whether the app may end; a page that would lose something says so once."""
        return self.keeping is None or self.keeping.may_leave()

    def last_words(self) -> str:
        """What is said once the terminal is itself again, when not all is where it belongs; else ""."""
        return self.keeping.last_words() if self.keeping is not None else ""

    def hung_up(self) -> None:
        """The line dropped: put drafts on disk now, without waiting for anything. Any thread may call it."""
        if self.keeping is not None:
            self.keeping.hung_up()

    async def paste(self, text: str) -> None:
        """A paste while no line has the focus."""

    async def command(self, key: str) -> bool:
        """A key that is no text. True when it was used."""
        return False
