"""A tour: from each way into the app to every page that commands and Enter lead to, and there all of it once.

Nothing of it is chance: each palette entry and each key of the fixed grammar on each page, in each way of
getting there, is one trip in a fresh app.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from bakery import cursor_astray
from in_memory import scratch
from walk_moves import Move
from walk_scenes import Scene
from walk_time import Frozen, WalkLoop, run_walk
from walker import Fell, Seen, Walker

KEYS = ("enter", "tab", "escape", "question_mark")
"""Keys that are tried on each page beside its commands."""
SIZES = ("200 60", "60 20", "80 24")
GOING = ("enter", "escape", "question_mark")
"""Keys that may take widgets or the page away."""
PAUSES = ("0", "0.02", "0.09")
"""Seconds between such a key and the mouse."""
CELLS = ("10 4", "40 12", "70 21", "5 8", "60 3", "20 18")
DEEP = 5
"""Commands and keys from the first page to the last one of a whole tour."""


@dataclass(frozen=True)
class Stop:
    """A page that was reached.

    Attributes:
        way: Names of commands and keys that led there.
        page: Class of the page.
        offered: Commands offered there.
    """

    way: tuple[str, ...]
    page: str
    offered: tuple[str, ...]


@dataclass
class Tour:
    """Trips of one way into the app."""

    scene: Callable[[], Scene]
    stops: dict[str, Stop] = field(default_factory=dict)
    trips: int = 0

    def go(self, then: Callable[[Walker, WalkLoop], object], way: Sequence[str] = ()) -> object:
        """One trip: start the app, go the way, and do what is to be done there."""
        scene = self.scene()
        done: list[Move] = []
        self.trips += 1

        async def job(loop: WalkLoop) -> object:
            walker = Walker(scene, 0, loop, Seen())
            walker.done = done
            await walker.start()
            for name in way:
                await self.step(walker, name)
            found = then(walker, loop)
            result = await found if hasattr(found, "__await__") else found  # type: ignore[misc]
            await walker.stop()
            return result

        before = os.getcwd()
        with (
            tempfile.TemporaryDirectory(prefix="tour-", dir=scratch()) as folder,
            patch.dict(os.environ, {"HOME": folder, "TZ": "UTC"}),
        ):
            os.chdir(folder)
            try:
                scene.build(Path(folder))
                return run_walk(job)
            except Fell as fell:
                raise Fell(
                    f"{fell.what} on the way {' > '.join(way)}", fell.detail, done, scene.told()
                ) from None
            except Frozen as frozen:
                raise Fell(f"freeze on the way {' > '.join(way)}", str(frozen), done, scene.told()) from None
            finally:
                os.chdir(before)

    async def step(self, walker: Walker, name: str) -> None:
        """A command by its entry in the palette, or a key."""
        if not walker.app.is_running:
            return
        if name in KEYS:
            await self.do(walker, Move("key", name))
            return
        entry = walker.eyes.commands().get(name)
        if entry is None:
            return
        for move in (
            Move("key", walker.eyes.key_of("palette")), Move("type", entry[1]), Move("key", "enter")
        ):  # fmt: skip
            await self.do(walker, move)

    async def do(self, walker: Walker, *moves: Move) -> None:
        """Moves in one burst, until the app has answered."""
        for move in moves:
            if walker.app.is_running:
                walker.done.append(move)
                await walker.move(move)
        await walker.settle()

    def explore(self, deep: int) -> Iterator[Stop]:
        """Each page that can be reached with so many commands and keys, once, the nearest first."""
        waiting: list[tuple[str, ...]] = [()]
        while waiting:
            way = waiting.pop(0)
            stop = self.go(lambda walker, loop, way=way: self._stop(walker, way), way)  # type: ignore[misc]
            if not isinstance(stop, Stop) or stop.page in self.stops:
                continue
            self.stops[stop.page] = stop
            yield stop
            if len(way) < deep:
                waiting += [(*way, name) for name in (*stop.offered, *KEYS)]

    def shake(self, stop: Stop) -> None:
        """On one page: the window grows and shrinks at each place of the focus."""

        async def shaken(walker: Walker, loop: WalkLoop) -> None:
            for focus in ("end", "up", "home", *["down", "tab"] * 4):
                await self.do(walker, Move("key", focus))
                for size in SIZES:
                    await self.do(walker, Move("size", size))
            for size in (*SIZES, "200 60"):
                await self.do(walker, Move("key", "end"))
                await self.do(walker, Move("size", size))
                await self.do(walker, Move("key", "enter"))

        self.go(shaken, stop.way)

    def press(self, stop: Stop, number: int) -> None:
        """On one page: the mouse comes down just when a key takes away what is under it."""
        for n, key in enumerate(GOING):
            for m, pause in enumerate(PAUSES):
                cell = CELLS[(number + n + 2 * m) % len(CELLS)]

                async def pressed(
                    walker: Walker, loop: WalkLoop, key: str = key, pause: str = pause, cell: str = cell
                ) -> None:
                    await self.do(walker, Move("key", "down"))
                    burst = [Move("key", key), Move("rest", pause), Move("mouse", f"down {cell}")]
                    await self.do(walker, *burst, Move("mouse", f"up {cell}"))
                    await self.do(walker, Move("rest", "1"))

                self.go(pressed, stop.way)

    def _stop(self, walker: Walker, way: tuple[str, ...]) -> Stop | None:
        top = walker.eyes.top
        if top is None or not walker.app.is_running:
            return None
        if wrong := cursor_astray(walker.app):
            raise Fell("the cursor is astray", f"{wrong}\n{chr(10).join(walker.eyes.rows())}")
        offered = tuple(sorted(name for name in walker.eyes.commands() if name != "leave"))
        return Stop(way, type(top).__name__, offered)
