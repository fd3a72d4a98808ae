"""A workshop on a stage: the real screens on a real store in a folder of its own, played by keyboard.

    async with stage("swot/factors") as s:
        await s.type("Sourdough sells out")
        await s.keys("enter")
        assert s.words("strengths") == ["Sourdough sells out"]
        assert "S1 kept" in s.message

Clock and ids are the same in every run. Nothing sleeps: after each key the stage waits until every widget
has done what was in its queue. Timers of the desk (findings, drafts, other people) are not waited for;
`look`, `flush` and `poll` do at once what they would do.
"""

from __future__ import annotations

import functools
import itertools
import re
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

import own_time
from in_memory import scratch
from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.client import client
from aligntui.engine.runs import leading, walk
from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.session.model import Item, Run, Session
from aligntui.settings import Settings
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.tui import keeping
from aligntui.tui.app import AlignApp
from aligntui.tui.page import Page
from aligntui.tui.pages.running_order.page import Drawer
from aligntui.tui.terminal.process import Process
from aligntui.tui.terminal.window import SizedParser
from aligntui.tui.workshop import drafts, message_bar
from aligntui.tui.workshop.page import WorkshopPage

if TYPE_CHECKING:
    from aligntui.tui.kinds.base import KindView

NEVER = 86_400.0
"""Seconds that no test waits."""
PERSON = "Ines Calder"


def library() -> Library:
    """The built-in workshops; anew for each test, for definitions are plain objects."""
    return Library()


@functools.cache
def shared_library() -> Library:
    """The same for all tests of a process that only read definitions."""
    return Library()


class Clock:
    """Local time as ISO text; each look moves it on by one second."""

    def __init__(self, start: str = "2026-11-21T14:00:00") -> None:
        self.now = datetime.fromisoformat(start)

    def __call__(self) -> str:
        said = self.now.isoformat(timespec="seconds")
        self.now += timedelta(seconds=1)
        return said


class Seconds:
    """A clock of seconds that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Stage:
    """One person at one terminal."""

    def __init__(self, app: AlignApp, pilot: Pilot[int], store: Store, handle: Handle) -> None:
        self.app = app
        self.pilot = pilot
        self.store = store
        self.handle = handle
        self.seconds = cast("Seconds", app.clock)

    # what there is

    @property
    def page(self) -> WorkshopPage:
        """The workshop screen, also when another screen stands before it."""
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, WorkshopPage))

    @property
    def top(self) -> Page:
        """The screen one sees."""
        return cast("Page", self.app.screen)

    @property
    def step(self) -> Any:
        """The step view: of its own kind, so untyped."""
        found: KindView | None = self.page.step_view
        assert found is not None
        return found

    @property
    def session(self) -> Session:
        """What is on disk."""
        self.handle.refresh()
        return self.handle.stored

    @property
    def view(self) -> View:
        """The session as the analysis sees it."""
        session = self.session
        return View(session, book_of(session))

    @property
    def here(self) -> str:
        """`method/step phase`."""
        return f"{self.page.scene.here.step} {self.page.scene.here.phase}".strip()

    @property
    def drafts(self) -> Any:
        """The person's own notes on the session."""
        return self.page.scene.client.drafts

    def words(self, collection: str, *, away: bool = False) -> list[str]:
        """Words of the items of a list, in order."""
        return [i.text for i in self.view.items(collection, away=away)]

    def item(self, code: str) -> Item:
        """The item with this code."""
        found = self.view.find(code)
        assert found is not None, f"no {code}"
        return found

    def item_of(self, record: str) -> dict[str, Any]:
        """What a record holds."""
        return self.view.record(record).fields

    # what one does

    async def keys(self, *names: str, rest: float = 1.0) -> None:
        """Press keys one after the other, `rest` seconds apart. A longer word is a key's name.

        A name behind a slash is a command, given by the list of commands: `/merge`.
        """
        for name in names:
            self.seconds.now += rest
            if len(name) > 1 and name.startswith("/"):
                await self.keys("ctrl+k", *(sign for sign in name[1:]), "enter", rest=rest)
                continue
            self._send(_event(name))
            await self.settle()

    async def back(self) -> None:
        """Back to the step from a page before it: out of it, or into the step from its running order."""
        while self.top is not self.page:
            await self.keys("enter" if isinstance(self.top, Drawer) else "escape")

    async def go_phase(self, phase: str) -> None:
        """Begin another phase of the step, as somebody does who leads."""
        scene = self.page.scene
        await scene.commit(walk.set_on(scene.run, scene.here, "phase", phase))
        await self.page.going.open_at(walk.index(scene.run, scene.here.id), phase)
        self.page.frame()
        await self.settle()

    async def go_on(self) -> None:
        """On, and once more where the step says first what is missing yet or speaks against it."""
        await self.keys("ctrl+n")
        if self.top is self.page and "again goes on" in self.message:
            await self.keys("ctrl+n")

    async def type(self, words: str) -> None:
        """Put words into the line in focus, as fast as a paste and as single keys."""
        for sign in words:
            self._send(_event("enter" if sign == "\n" else sign))
        await self.settle()

    async def packet(self, data: str) -> None:
        """Bytes of one packet from the terminal: several keys, escape sequences, a bracketed paste."""
        parser = SizedParser()
        # The second, empty feed says that nothing follows, as the driver does after a moment.
        for message in [*parser.feed(data), *parser.feed("")]:
            self._send(message)
        await self.settle()

    async def paste(self, text: str) -> None:
        """A bracketed paste."""
        self._send(events.Paste(text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Another window size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    def _send(self, message: Any) -> None:
        message.set_sender(self.app)
        self.app.post_message(message)

    async def settle(self) -> None:
        """Until every widget has done what waits in its queue, and the screen is drawn."""
        await own_time.settle(self.app)

    async def look(self) -> str:
        """Look at the findings now; the sentence on the message row."""
        self.page.bar.look()
        await self.settle()
        return self.message

    async def poll(self) -> None:
        """Look at the file now: somebody else wrote."""
        self.page.keeping.poll()
        await self.settle()

    def flush(self) -> None:
        """Put drafts on disk now."""
        self.page.drafting.flush()

    # what one sees

    def screen(self) -> list[str]:
        """The rows of the screen as plain text, trailing blanks cut."""
        return [row.rstrip() for row in self.raw()]

    def raw(self) -> list[str]:
        """The rows of the screen as they are sent to the terminal, without styles."""
        screen = self.app.screen
        return [
            "".join(segment.text for segment in strip if not segment.control)
            for strip in screen._compositor.render_strips(self.app.size)
        ]

    def shows(self, words: str) -> bool:
        """Whether words stand somewhere on the screen."""
        return any(words in row for row in self.screen())

    @property
    def heading(self) -> str:
        """Row 2."""
        return self.screen()[1].strip()

    @property
    def question(self) -> str:
        """Row 3."""
        return self.screen()[2].strip()

    @property
    def message(self) -> str:
        """The message, which may take two rows."""
        rows = self.screen()
        shown = [c for c in self.app.screen.query("#message") if c.display]
        count = max(1, shown[0].size.height) if shown else 1
        return " ".join(row.strip() for row in rows[-1 - count : -1]).strip()

    @property
    def gist(self) -> str:
        """The message without the words of the items that it names behind their codes."""
        return re.sub(r'(?<=[0-9]) "[^"]*"', "", self.message)

    @property
    def typing(self) -> bool:
        """Whether a line has the focus, and the key line says so."""
        typing = self.top.edit is not None
        assert ("^K commands" in self.screen()[-1]) == typing, self.screen()[-1]
        return typing

    @property
    def focused(self) -> Any:
        """The widget with the keys."""
        return self.app.screen.focused

    @property
    def cursor(self) -> tuple[int, int]:
        """Cell (column, row) of the terminal's own cursor."""
        return self.app.cursor_position.x, self.app.cursor_position.y

    def someone_else(self, name: str = "Tomasz Wren", seed: int = 5000, *, leads: bool = False) -> Handle:
        """The same session as another person's process has it open; each of several with its own seed.

        Args:
            name: Who it is.
            seed: Where its ids begin.
            leads: Whether she leads too.
        """
        if leads:
            lead = make_store(self.store.data, PERSON, seed=seed + 400).open(self.handle.path)
            run = next(iter(lead.session.runs.values()))
            if leading.is_led(run):
                lead.apply(leading.give(run, name, share=True)[0])
        store = make_store(self.store.data, name, clock=Clock("2026-11-21T15:00:00"), seed=seed)
        return store.open(self.handle.path)


def make_store(folder: Path, person: str = PERSON, *, clock: Clock | None = None, seed: int = 0) -> Store:
    """A store whose clock and ids are the same in every run."""
    count = itertools.count(seed + 1)

    def new_id() -> str:
        # Like random ids, but the n-th one is the same in every run.
        return f"{next(count) * 2654435761 % 2**32:08x}"

    return Store(folder, folder / "state", clock=clock or Clock(), new_id=new_id, person=person)


Fill = Callable[[Store, Handle], None]
"""Writes content into a fresh session."""


@asynccontextmanager
async def stage(
    name: str = "",
    *,
    fill: Fill | None = None,
    solo: bool = True,
    size: tuple[int, int] = (80, 24),
    at: str = "",
    phase: str = "",
    store: Store | None = None,
    handle: Handle | None = None,
    title: str = "Millrace 2027",
    books: Library | None = None,
    moment: float = NEVER,
    process: Process | None = None,
    own_keys: dict[str, str] | None = None,
) -> AsyncIterator[Stage]:
    """A workshop played by one person.

    Args:
        name: Agenda, method or step to start.
        fill: Content that is there from the start.
        solo: Whether the run is for one person.
        size: Columns and rows.
        at: `method/step` to stand on; where the run stands when left out.
        phase: Phase of that step to begin with.
        store: Store to use, with a `handle` of it; a new one that goes with the test when left out.
        handle: A session that is there already, in place of `name`.
        title: Title of a new session.
        books: Workshops of a test's own in place of the built-in ones.
        moment: Seconds that a write is waited for before one goes on without it.
        process: What the process offers the app.
        own_keys: Keys that the person set, by command.
    """
    with tempfile.TemporaryDirectory(prefix="stage-", dir=scratch()) as folder:
        store = store or make_store(Path(folder))
        # A method named by its file is taken into the library for as long as that lives.
        books = books or (library() if name.endswith(".yaml") else shared_library())
        run: Run | None = None
        if handle is None:
            handle, run = start(store, books, name, title=title, solo=solo)
            if fill is not None:
                fill(store, handle)
        run = handle.session.runs[run.id] if run is not None else next(iter(handle.session.runs.values()))
        step = next((s for s in run.steps if s.step == at), None)
        page = WorkshopPage(handle, run, step.id if step is not None else "")
        app = AlignApp(
            store,
            books,
            Settings(keys=dict(own_keys or {})),
            lambda app: page,
            now=store.clock,
            new_id=store.new_id,
            process=process,
        )
        app.clock = Seconds()
        with patch.multiple(message_bar, LOOK_AFTER=NEVER, TYPED_AFTER=NEVER), \
             patch.object(drafts, "DRAFT_AFTER", NEVER), patch.object(keeping, "POLL", NEVER), \
             patch.object(client, "MOMENT", moment):  # fmt: skip
            async with app.run_test(size=size) as pilot:
                found = Stage(app, pilot, store, handle)
                await found.settle()
                if phase:
                    await found.go_phase(phase)
                yield found


def _event(name: str) -> events.Key:
    """A key as the driver would send it."""
    key = _character_to_key(name) if len(name) == 1 and not name.isalnum() else name
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = name if len(name) == 1 else None
    return events.Key(key, name if len(name) == 1 else character)
