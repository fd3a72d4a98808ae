"""Commands that every page has: the list of them, the keys, leaving, the theme, what is on disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from aligntui.store.permit import Deed
from aligntui.tui.asking import holds
from aligntui.tui.commands import ALL, ANOTHER_RUN, Command, Keymap, offered
from aligntui.tui.routes import Route, ToKeys, ToPalette
from aligntui.tui.widgets.inputs import EditLine

if TYPE_CHECKING:
    from aligntui.tui.app import AlignApp


class Keeps(Protocol):
    """What a page has that works on a session: it knows what is not on disk."""

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""

    async def closing(self) -> None:
        """Keep what waits before the app ends."""

    def saved(self) -> str:
        """Since when everything is on disk, or what is not, as a sentence."""

    def may_leave(self) -> bool:
        """Whether nothing is lost by leaving; else it is said, once."""

    def last_words(self) -> str:
        """What waits, and where; "" when nothing does."""

    def hung_up(self) -> None:
        """Put what waits on disk now. Any thread may call it."""


class Place(Protocol):
    """What the parts of a page ask of it."""

    GRAMMAR: Sequence[tuple[str, str, str]] | None
    keeping: Keeps | None

    @property
    def align(self) -> AlignApp:
        """The app."""

    @property
    def keymap(self) -> Keymap:
        """The keys that hold."""

    @property
    def verbs(self) -> Collection[str]:
        """Commands of the step on the page that may be given now."""

    def go(self, route: Route, then: Callable[[object], None] | None = None) -> Any:
        """Open another page."""

    def do_later(self, job: Callable[..., object], *args: object) -> None:
        """Do something in turn with the keys."""

    @property
    def edit(self) -> EditLine | None:
        """The edit line in focus."""

    @property
    def too_small(self) -> bool:
        """Whether nothing is shown."""

    @property
    def finding(self) -> bool:
        """Whether what has the focus takes signs in a row, to find something: none of them is a command."""

    @classmethod
    def runs(cls, command: Command) -> bool:
        """Whether a command is one of the page."""

    def allows(self, command: Command) -> bool:
        """Whether a command may be run on this line at all."""

    async def command(self, key: str) -> bool:
        """A key that is no sign. True when it was used."""

    async def take_sign(self, sign: str) -> bool:
        """A sign while no line has the focus. True when it was used."""

    def ways(self) -> Sequence[tuple[str, str]]:
        """Keys that do something now and what."""

    def frame(self) -> None:
        """Redraw what stands around."""

    async def perform(self, handler: str) -> None:
        """Run a command of the page."""

    async def give(self, verb: str) -> None:
        """Give a command to the step on the page."""

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row."""


class Everywhere:
    """Each method is what one command does."""

    def __init__(self, page: Place) -> None:
        self._page = page

    @property
    def _offered(self) -> list[Command]:
        return offered(self._page, self._page.verbs)

    async def do_keys(self) -> None:
        """The keys that work here."""
        self._page.go(ToKeys(self._page.keymap, self._offered, self._page.GRAMMAR))

    async def do_palette(self) -> None:
        """Every command, by name."""
        self._page.go(ToPalette(self._page.keymap, self._offered, self._named), self._chosen)

    def _named(self, words: str) -> list[Command]:
        """The way to a method whose title has the words, where one can be begun."""
        heads = self._page.align.library.methods()
        is_named = any(holds(f"{head.name} {head.title}", words) for head in heads)
        return [one for one in self._offered if one is ANOTHER_RUN and is_named]

    def _chosen(self, handler: object) -> None:
        command = next((one for one in ALL if one.handler() == handler), None)
        if command is not None and command.step:
            self._page.do_later(self._page.give, command.name)
        elif command is not None:
            self._page.do_later(self._page.perform, command.handler())

    async def do_theme(self) -> None:
        """Next theme."""
        self._page.say(self._page.align.next_theme())

    async def do_leave(self) -> None:
        """Out of the app."""
        await self._page.align.action_leave()

    async def do_repaint(self) -> None:
        """Another program wrote on the terminal: send everything anew."""
        self._page.align.repaint()

    async def do_saved(self) -> None:
        """Say since when everything is on disk."""
        keeping = self._page.keeping
        self._page.say(keeping.saved() if keeping is not None else "Everything is on disk.")

    async def do_sleep(self) -> None:
        """Back to the shell for a moment.

        Raises:
            Forbidden: The line may not go there.
        """
        align = self._page.align
        align.store.permit.need(Deed.SHELL)
        await align.settle()
        align.sleep()
