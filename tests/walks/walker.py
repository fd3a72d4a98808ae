"""Walkers: they drive the real app as a terminal would, and look after each batch of keys what became of it.

What is wrong is raised as `Fell`: a crash, a freeze, or a word that was kept and is nowhere. It prints the
moves that led there; `python -m tests.walks` replays and shortens them.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import os
import tempfile
import traceback
import unicodedata
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from in_memory import scratch
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from walk_eyes import Eyes, watched_commands
from walk_letters import Letters
from walk_moves import Chance, Move
from walk_scenes import Scene
from walk_time import LEFT, Frozen, WalkLoop, again, run_walk, stacks

from aligntui.tui.app import AlignApp

PATIENCE = 5.0
"""Seconds within which an idle app has answered everything."""
BUTTONS = {
    "click": "\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m",
    "down": "\x1b[<0;{x};{y}M",
    "up": "\x1b[<0;{x};{y}m",
    "wheel": "\x1b[<64;{x};{y}M\x1b[<65;{x};{y}M",
    "drag": "\x1b[<0;{x};{y}M\x1b[<32;1;1M\x1b[<0;1;1m",
}
BUTTONS["twice"] = BUTTONS["click"] * 2
"""What a terminal sends for the mouse (SGR), cells counted from 1."""


class Fell(Exception):  # noqa: N818 - what it says is what is wrong
    """Something is wrong, and these moves lead to it.

    Attributes:
        what: What it is and where: faults that have it in common are one.
        detail: Stacks, screen.
        moves: All moves up to there.
        scene: Where they begin, as text that can be read again.
    """

    def __init__(self, what: str, detail: str, moves: Sequence[Move] = (), scene: str = "") -> None:
        self.what = what
        self.detail = detail
        self.moves = list(moves)
        self.scene = scene
        super().__init__(what)

    def __str__(self) -> str:
        return "\n".join([self.what, self.detail, f"scene {self.scene}", *map(str, self.moves)])


@dataclass
class Seen:
    """Where walkers have been."""

    keys: int = 0
    walks: int = 0
    pages: collections.Counter[str] = field(default_factory=collections.Counter)
    places: collections.Counter[str] = field(default_factory=collections.Counter)
    kinds: collections.Counter[str] = field(default_factory=collections.Counter)
    steps: collections.Counter[str] = field(default_factory=collections.Counter)
    commands: collections.Counter[str] = field(default_factory=collections.Counter)
    kept: int = 0
    signs: int = 0
    """Letters and other signs that were followed to where they stand."""
    failed: int = 0

    def add(self, other: Seen) -> None:
        """Join what another walk has seen."""
        self.keys += other.keys
        self.walks += other.walks
        self.kept += other.kept
        self.signs += other.signs
        self.failed += other.failed
        for name in ("pages", "places", "kinds", "steps", "commands"):
            getattr(self, name).update(getattr(other, name))

    def __str__(self) -> str:
        return (
            f"{self.walks} walks, {self.keys:,} keys, {self.signs:,} signs and {self.kept:,} kept words "
            f"followed, {self.failed:,} calls failed: {len(self.pages)} pages, "
            f"{len(self.commands)} commands, {len(self.kinds)} kinds, {len(self.steps)} steps, "
            f"{len(self.places)} looks"
        )


class Walker:
    """One person at one terminal."""

    def __init__(self, scene: Scene, number: int, loop: WalkLoop, seen: Seen) -> None:
        self.scene = scene
        self.number = number
        self.loop = loop
        self.seen = seen
        self.app: AlignApp
        self.eyes: Eyes
        self.size = scene.size
        self.done: list[Move] = []
        self._running = contextlib.AsyncExitStack()
        self._starts = 0

    async def start(self) -> None:
        """Start the app, as for the first time or again."""
        opening = self.scene.opening(self.number, self._starts)
        self._starts += 1
        self.app = self.scene.app(self.number, opening, self.loop)
        self.eyes = Eyes(self.app)
        begun = asyncio.ensure_future(self._running.enter_async_context(running(self.app, self.size)))
        await asyncio.wait((begun,), timeout=PATIENCE)
        self.check()
        if not begun.done():
            raise Fell("freeze at the start", stacks(self.loop))
        begun.result()
        await self.settle()
        self.note()

    async def stop(self) -> None:
        """End the app in whichever state it is."""
        ended = asyncio.ensure_future(self._running.aclose())
        await asyncio.wait((ended,), timeout=PATIENCE)
        self.check()
        if not ended.done():
            raise Fell("freeze at the end", stacks(self.loop))
        ended.result()

    async def move(self, move: Move) -> None:
        """Do one move, and wait for nothing."""
        self.seen.keys += move.keys
        if move.verb == "key":
            self._send(key_event(move.what))
        elif move.verb == "type":
            for sign in move.what:
                self._send(key_event(sign))
        elif move.verb == "paste":
            self._send(events.Paste(move.what))
        elif move.verb == "mouse":
            how, x, y = move.what.split()
            parser = XTermParser()
            data = BUTTONS[how].format(x=int(x) + 1, y=int(y) + 1)
            for event in [*parser.feed(data), *parser.feed("")]:
                self._send(event)
        elif move.verb == "size":
            width, height = map(int, move.what.split())
            driver = self.app._driver
            if isinstance(driver, HeadlessDriver):
                driver._size = Size(width, height)
            self.size = (width, height)
            self._send(events.Resize(Size(width, height), Size(width, height)))
        elif move.verb == "rest":
            await asyncio.sleep(float(move.what))

    def _send(self, event: events.Event) -> None:
        if self.app._driver is not None:
            self.app._driver.process_message(event)

    async def settle(self) -> None:
        """Until the app has answered everything. What does not come to rest in five seconds is frozen."""
        again()
        await asyncio.sleep(0.03)
        answer = asyncio.ensure_future(self._answered())
        # What waits for itself cannot be cancelled either, so it is left alone.
        await asyncio.wait((answer,), timeout=PATIENCE)
        self.check()
        if not answer.done():
            raise Fell("freeze", self._look())
        answer.result()

    async def _answered(self) -> None:
        if not self.app.is_running:
            return
        for pump in (self.app, *self.eyes.pages[:1], *filter(None, [self.eyes.focused])):
            if pump is not self.app and not pump.is_attached:
                continue
            done = asyncio.Event()
            if pump.call_later(done.set):
                ended = asyncio.ensure_future(self._ended(pump))
                answer = asyncio.ensure_future(done.wait())
                try:
                    await asyncio.wait((answer, ended), return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for task in (answer, ended):
                        task.cancel()
        await asyncio.sleep(0.02)

    async def _ended(self, pump: object) -> None:
        """Until what was asked can answer no more, for it is gone in good order."""
        while self.app._exception is None and getattr(pump, "_running", False) and self.app.is_running:
            await asyncio.sleep(0.05)

    def check(self) -> None:
        """Whether the app is still whole."""
        error = self.app._exception
        if isinstance(error, Frozen):
            raise Fell("freeze", str(error))
        if error is not None:
            rows = traceback.format_exception(error)
            where = traceback.extract_tb(error.__traceback__)[-1]
            raise Fell(
                f"crash {type(error).__name__} in {Path(where.filename).name}:{where.name}", "".join(rows)
            )
        if self.loop.problems:
            raise Fell("crash beside the app", "\n".join(self.loop.problems))

    def note(self) -> None:
        """Remember where one is."""
        top = self.eyes.top
        if top is not None:
            self.seen.pages[type(top).__name__] += 1
            self.seen.places[self.eyes.place] += 1
            if self.eyes.kind:
                self.seen.kinds[self.eyes.kind] += 1
                self.seen.steps[self.eyes.step] += 1

    def _look(self) -> str:
        screen = "\n".join(self.eyes.rows())
        return f"on {self.eyes.place}\n{screen}\n{stacks(self.loop)}"


@contextlib.asynccontextmanager
async def running(app: AlignApp, size: tuple[int, int]) -> AsyncIterator[None]:
    """The app on a terminal of this size. How it ended is looked at by the walker, not raised again."""
    run = app.run_test(size=size)
    LEFT.append(run)
    await run.__aenter__()
    try:
        yield
    finally:
        with contextlib.suppress(Exception):
            await run.__aexit__(None, None, None)
        LEFT.remove(run)


def key_event(name: str) -> events.Key:
    """A key as the driver would send it."""
    key = _character_to_key(name) if len(name) == 1 and not name.isalnum() else name
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = name if len(name) == 1 else None
    if name.startswith("alt+"):
        character = name.removeprefix("alt+")
    return events.Key(key, name if len(name) == 1 else character)


class Walk:
    """A walk of one or several walkers through one scene, by chance or by given moves."""

    def __init__(
        self,
        scene: Scene,
        keys: int = 0,
        *,
        moves: Sequence[Move] | None = None,
        known: Mapping[str, int] | None = None,
        letters: bool = False,
    ) -> None:
        """Keys by chance until there are so many, or these moves.

        Args:
            scene: Where it begins.
            keys: How many.
            moves: Given moves in place of chance.
            known: Counts commands run before.
            letters: Whether most keys are letters, wherever the focus stands.
        """
        self._lettered = letters
        self.scene = scene
        self.known = known
        self.keys = keys
        self.given = None if moves is None else list(moves)
        self.done: list[Move] = []
        self.seen = Seen(walks=1)
        # Who sits beside others, or at a disk that fails, sees changes that no key of theirs made.
        self.letters = Letters() if scene.walkers == 1 and not scene.failing else None

    def run(self) -> Seen:
        """Go. What is wrong is raised as `Fell`, with the moves."""
        before = os.getcwd()
        with (
            tempfile.TemporaryDirectory(prefix="walk-", dir=scratch()) as folder,
            patch.dict(os.environ, {"HOME": folder, "TZ": "UTC"}),
            watched_commands(lambda page, name: self.seen.commands.update([name])),
            self.scene.disk.failing() if self.scene.disk is not None else contextlib.nullcontext(),
        ):
            os.chdir(folder)
            try:
                self.scene.build(Path(folder))
                run_walk(self._go, self.scene.seed)
            except Fell as fell:
                raise Fell(fell.what, fell.detail, self.done, self.scene.told()) from None
            except Frozen as frozen:
                raise Fell("freeze", str(frozen), self.done, self.scene.told()) from None
            except Exception:
                raise Fell("the walker", traceback.format_exc(), self.done, self.scene.told()) from None
            finally:
                os.chdir(before)
        return self.seen

    async def _go(self, loop: WalkLoop) -> None:
        walkers = [Walker(self.scene, n, loop, self.seen) for n in range(self.scene.walkers)]
        try:
            for walker in walkers:
                await walker.start()
            if self.given is None:
                await self._by_chance(walkers)
            else:
                await self._as_given(walkers)
            await self._end(walkers)
        except BaseException:
            # What has fallen is not asked to go.
            LEFT.append(walkers)
            raise
        else:
            for walker in walkers:
                await walker.stop()

    async def _by_chance(self, walkers: list[Walker]) -> None:
        chances = [
            Chance(self.scene.seed, who=n, known=self.known, letters=self._lettered)
            for n in range(len(walkers))
        ]
        while self.seen.keys < self.keys:
            number = chances[0].random.randrange(len(walkers))
            walker = walkers[number]
            if not walker.app.is_running:
                await walker.stop()
                await walker.start()
            await self._batch(walker, chances[number].batch(walker.eyes))

    async def _as_given(self, walkers: list[Walker]) -> None:
        batches: list[list[Move]] = []
        for move in self.given or []:
            if move.at_once and batches and batches[-1][0].who == move.who:
                batches[-1].append(move)
            else:
                batches.append([move])
        for batch in batches:
            walker = walkers[batch[0].who]
            if not walker.app.is_running:
                await walker.stop()
                await walker.start()
            await self._batch(walker, batch)

    async def _batch(self, walker: Walker, batch: list[Move]) -> None:
        self.scene.turn(len(self.done))
        for number, move in enumerate(batch):
            if number and not move.at_once:
                await self._settled(walker)
            if not walker.app.is_running:
                return
            self.done.append(move)
            before = self.scene.words.before(walker, move, unread=bool(number and move.at_once))
            # Behind a key that the app has not answered yet a letter has no beginning to compare with.
            follows = self.letters if not (number and move.at_once) else None
            stood = follows.before(walker, move) if follows is not None else None
            await walker.move(move)
            if before or stood is not None:
                await self._settled(walker)
            if before:
                self.scene.words.after(walker, before)
            if follows is not None and stood is not None and walker.app.is_running:
                follows.after(walker, move, stood)
                self.seen.signs += len(move.what)
        await self._settled(walker)

    async def _settled(self, walker: Walker) -> None:
        await walker.settle()
        walker.note()
        if self.scene.failing:
            self.scene.words.release(walker)

    async def _end(self, walkers: list[Walker]) -> None:
        """Everybody goes; then all that was kept is looked for on the disk."""
        self.scene.mend()
        for walker in walkers:
            await asyncio.sleep(12.0)
            if walker.app.is_running:
                await walker.settle()
                walker._send(events.Resize(Size(120, 40), Size(120, 40)))
                await walker.settle()
                walker._send(key_event(walker.eyes.key_of("leave")))
                await walker.settle()
        self.scene.words.at_the_end(self.scene, walkers)
        self.seen.kept += self.scene.words.count
        self.seen.failed += self.scene.disk.failed if self.scene.disk is not None else 0
