"""Where walks begin: an app on a folder with sessions, at home, from the command line, at any step."""

from __future__ import annotations

import errno
import functools
import json
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from case_session import millrace
from walk_disk import Disk
from walk_words import Words

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.runs.start import add_run, start
from aligntui.methods.library import Library
from aligntui.session.ops import AnyOp, Walk
from aligntui.settings import Settings
from aligntui.store.local import fs
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store
from aligntui.store.permit import FREE, Permit
from aligntui.store.values import SessionRef
from aligntui.tui import entering
from aligntui.tui.app import AlignApp, Opening
from aligntui.tui.pages.blocked.page import BlockedPage
from aligntui.tui.pages.conflict.page import ConflictPage
from aligntui.tui.pages.handing.page import HandingPage
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.naming.page import NamePage
from aligntui.tui.pages.runs.page import RunsPage
from aligntui.tui.pages.unsaved.page import UnsavedPage
from aligntui.tui.workshop.page import WorkshopPage

if TYPE_CHECKING:
    from walk_time import WalkLoop

    from aligntui.tui.page import Page

PEOPLE = ("Ines Calder", "Tomasz Wren")
BEGIN = datetime.fromisoformat("2026-11-21T14:00:00")
SIZES = ((80, 24), (120, 40))
BELOW = "swot/factors"
"""Step below the pages of `over PAGE`."""


class WalkStore(Store):
    """A store that tells when somebody deletes a session for good: its words go with it, as was asked."""

    purged = False

    def purge(self, ref: object) -> None:
        """Delete for good."""
        self.purged = True
        super().purge(ref)  # type: ignore[arg-type]


class WalkApp(AlignApp):
    """The app, without its picture of an error that nobody looks at."""

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


def make_store(
    folder: Path, number: int, now: Callable[[], float], seed: str = "", permit: Permit = FREE
) -> WalkStore:
    """A store of one of the walkers; `now` gives seconds from 1000 on."""
    ids = random.Random(f"{seed}/{number}")

    def clock() -> str:
        return (BEGIN + timedelta(seconds=int(now() - 1000))).isoformat(timespec="seconds")

    def new_id() -> str:
        return f"{ids.getrandbits(32):08x}"

    return WalkStore(
        folder / "data", folder / "state", clock=clock, new_id=new_id, person=PEOPLE[number],
        permit=permit,
    )  # fmt: skip


@dataclass
class Scene:
    """A place to begin.

    Attributes:
        name: `home`, `empty`, `done`, `step METHOD/STEP`, `agenda NAME`, `over PAGE`: what opens, and how.
        filled: Whether sessions hold the sample; else they are empty.
        solo: Whether one person does it alone.
        size: Columns and rows.
        walkers: People on one session.
        failing: Whether the disk fails now and then.
        restricted: Whether the line opens one session only.
        seed: Chance of ids and of the disk.
    """

    name: str
    filled: bool = True
    solo: bool = False
    size: tuple[int, int] = (80, 24)
    walkers: int = 1
    failing: bool = False
    restricted: bool = False
    seed: int = 0
    folder: Path = field(default=Path(), init=False)

    def __post_init__(self) -> None:
        self.words = Words()
        self.disk = Disk(self.seed) if self.failing else None
        self._stores: dict[int, WalkStore] = {}
        self._own: SessionRef | None = None
        self._chance = random.Random(f"{self.seed}/{self.name}")

    def told(self) -> str:
        """All of it as text that `read` takes."""
        given = {one.name: getattr(self, one.name) for one in fields(self) if one.init}
        return json.dumps(given)

    @classmethod
    def read(cls, text: str) -> Scene:
        """A scene from its text."""
        given = json.loads(text)
        return cls(**{**given, "size": tuple(given["size"])})

    def build(self, folder: Path) -> None:
        """Have the sessions on disk."""
        self.folder = folder
        made = prepared(*self._wanted())
        shutil.copytree(made, folder, dirs_exist_ok=True)
        if self.restricted:
            # Known before the line is shut: such a line lists no sessions.
            self._own = make_store(folder, 0, lambda: 1000.0).entries()[0].ref

    def _wanted(self) -> tuple[str, bool, bool]:
        sort, _, name = self.name.partition(" ")
        if sort == "empty":
            return "", False, False
        if sort == "step":
            return run_with(name), self.filled, self.solo
        if sort == "over":
            return run_with(BELOW), True, self.solo
        if sort == "agenda":
            return f"agenda:{name}", self.filled, self.solo
        return "agenda:full-guide", self.filled, self.solo

    def store(self, number: int, loop: WalkLoop) -> WalkStore:
        """The store of a walker."""
        if number not in self._stores:
            permit = Permit(self._own) if self._own is not None and number == 0 else FREE
            self._stores[number] = make_store(self.folder, number, loop.time, f"{self.seed}", permit)
        return self._stores[number]

    @property
    def erased(self) -> bool:
        """Whether somebody deleted a session for good."""
        return any(store.purged for store in self._stores.values())

    def app(self, number: int, opening: Opening, loop: WalkLoop) -> AlignApp:
        """An app of a walker."""
        store = self.store(number, loop)
        app = WalkApp(store, Library(), Settings(), opening, now=store.clock, new_id=store.new_id)
        app.clock = loop.time
        return app

    def opening(self, number: int, starts: int) -> Opening:
        """What stands first: as the scene says, and later as the person comes back."""
        sort, _, name = self.name.partition(" ")

        def home(app: AlignApp) -> Page:
            return Home()

        def session(app: AlignApp) -> Page:
            found = [entry for entry in app.store.entries() if not entry.problem]
            return entering.page_for(app, app.store.open(found[0].ref)) if found else Home()

        def step(app: AlignApp, ref: str = name) -> Page:
            found = [entry for entry in app.store.entries() if not entry.problem]
            if not found:
                return Home()
            handle = app.store.open(found[-1].ref)
            run = next(iter(handle.session.runs.values()))
            here = next((one for one in run.steps if one.step == ref), run.steps[0])
            return WorkshopPage(handle, run, here.id)

        def over(app: AlignApp) -> Page:
            page = step(app, BELOW)
            assert isinstance(page, WorkshopPage)
            page.call_later(lambda: app.push_screen(page_over(name, self, page)))
            return page

        def own(app: AlignApp) -> Page:
            assert self._own is not None
            return entering.page_for(app, app.store.open(self._own))

        if self._own is not None and number == 0:
            return own
        if starts and self._chance.random() < 0.5:
            return session if self._chance.random() < 0.7 else home
        return {"step": step, "agenda": step, "done": session, "over": over}.get(sort, home)

    def turn(self, moves: int) -> None:
        """Go on to the next batch behind so many moves: a disk that fails does so for some of them."""
        if self.disk is not None:
            self.disk.turn(moves)

    def mend(self) -> None:
        """The disk is whole again."""
        if self.disk is not None:
            self.disk.mend()


def page_over(name: str, scene: Scene, below: WorkshopPage) -> Page:
    """A page over a step that needs two people or sittings, a desk handed round, or a disk that fails.

    Args:
        name: `conflict`, `blocked`, `unsaved`, `next`, `handing` or `sittings`.
        scene: The scene; its second person is the other one.
        below: The page of the step.
    """
    handle, run = below.handle, below.scene.run
    item = next(one for one in below.scene.view.items("strengths") if one.by != PEOPLE[1])
    other = make_store(scene.folder, 1, lambda: 2000.0, "other").open(handle.path)
    mine, theirs = (
        edits.put(View(one.session, book_of(one.session)), item, "text", f"Changed by {who}")
        for one, who in ((handle, PEOPLE[0]), (other, PEOPLE[1]))
    )
    if name == "sittings":
        add_run(handle, below.align.store, library(), run_with(BELOW))
        return RunsPage(handle, run)
    if name == "handing":
        return HandingPage(handle)
    if name == "next":
        return NamePage(handle, "Whose answers come next?", "", "begin")
    if name == "unsaved":
        with patch.object(fs, "replace", side_effect=OSError(errno.ENOSPC, "No space left on device")):
            handle.waiting.put(mine)
        return UnsavedPage(handle, run)
    handle.apply(mine)
    if name == "blocked":
        other.refresh()
        other.apply(
            edits.put(
                View(other.session, below.scene.view.book), other.session.items[item.id], "text", "Later"
            )
        )
        found = handle.undo().blocked
        assert found is not None
        return BlockedPage(handle, run, found)
    other.apply(theirs)
    handle.refresh()
    return ConflictPage(handle, run, next(iter(handle.session.clashes.values())))


@functools.cache
def library() -> Library:
    """The methods that ship."""
    return Library()


@functools.cache
def steps() -> tuple[str, ...]:
    """`method/step` of every step that ships."""
    found = [library().method(head.name) for head in library().methods()]
    return tuple(f"{method.method}/{step.id}" for method in found for step in method.steps)


@functools.cache
def kinds() -> set[str]:
    """Kinds of the steps that ship."""
    found = [library().method(head.name) for head in library().methods()]
    return {step.kind for method in found for step in method.steps}


def run_with(ref: str) -> str:
    """A run that holds a step: the long agenda, else its method."""
    long = prepared("agenda:full-guide", False, False)
    store = make_store(long, 0, lambda: 1000.0)
    handle = store.open(path_of(store.entries()[0].ref))
    known = {step.step for run in handle.session.runs.values() for step in run.steps}
    handle.close()
    return "agenda:full-guide" if ref in known else ref.partition("/")[0]


@functools.cache
def prepared(name: str, filled: bool, solo: bool) -> Path:
    """A folder with a session of this run, made once."""
    folder = Path(tempfile.mkdtemp(prefix="scene-", dir=_shelf()))
    if not name:
        return folder
    seconds = iter(range(1000, 10**6))
    store = make_store(folder, 0, lambda: next(seconds), name)
    handle, _ = start(store, Library(), name, title="Millrace 2027", solo=solo)
    if filled:
        millrace()(store, handle)
    if filled and name.startswith("agenda"):
        done, _ = start(store, Library(), name, title="Done in spring", solo=solo)
        millrace()(store, done)
        ops: list[AnyOp] = [
            Walk(run=one.id, step=step.id, field="state", was=step.state, to="done")
            for one in done.session.runs.values()
            for step in one.steps
        ]
        done.apply(ops)
        done.close()
    handle.close()
    return folder


@functools.cache
def _shelf() -> str:
    """Where prepared folders stand until the process ends."""
    import atexit

    shelf = tempfile.mkdtemp(prefix="scenes-")
    atexit.register(shutil.rmtree, shelf, ignore_errors=True)
    return shelf
