"""Twenty faces in one process, on one session: each has its own person, size, theme, keys and letters."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from bakery import Ticks, screen_text, until
from textual.pilot import Pilot

from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.settings import Settings
from aligntui.store.local.repository import Store
from aligntui.tui.app import AlignApp
from aligntui.tui.commands import GO_ON, GUIDE, STEPS, Keymap, readable
from aligntui.tui.pages.running_order.page import Drawer
from aligntui.tui.terminal.process import Process
from aligntui.tui.widgets.theme import PALETTES, THEMES
from aligntui.tui.workshop.page import WorkshopPage

MANY = 20
SIZES = ((80, 24), (100, 30), (132, 43), (90, 26))
KEYS = [*(f"f{number}" for number in range(1, 13)), *(f"ctrl+{letter}" for letter in "bdv")] * 2
"""A key for the steps that each has set, another one each."""
RULES = set("─│┼├┤┬┴┌┐└┘")


@dataclass
class Face:
    """One of them.

    Attributes:
        number: Which of the twenty.
        app: The app.
        pilot: Who presses its keys.
    """

    number: int
    app: AlignApp
    pilot: Pilot[int]

    @property
    def person(self) -> str:
        """Who it is."""
        return f"Person {self.number:02}"

    @property
    def words(self) -> str:
        """What this person types."""
        return f"w{self.number:02}"

    @property
    def rows(self) -> list[str]:
        """The rows on the terminal, drawn in this app's turn: Textual asks whose it is."""
        with self.app._context():
            return screen_text(self.app)

    @property
    def page(self) -> WorkshopPage:
        """The workshop."""
        page = self.app.screen
        assert isinstance(page, WorkshopPage)
        return page

    async def type(self, words: str) -> None:
        """Type letters."""
        await self.pilot.press(*(" " if sign == " " else sign for sign in words))


def store_of(folder: Path, number: int, clock: Callable[[], str]) -> Store:
    ids = itertools.count(1)
    return Store(
        folder / "data", folder / f"state-{number}", clock=clock,
        new_id=lambda: f"{number:02x}{next(ids):06x}", person=f"Person {number:02}",
    )  # fmt: skip


@pytest.fixture
def clock() -> Callable[[], str]:
    seconds = itertools.count(1)
    return lambda: f"2026-11-24T14:{next(seconds) // 60 % 60:02}:{next(seconds) % 60:02}+00:00"


async def test_twenty_people_in_one_process(tmp_path: Path, clock: Callable[[], str]) -> None:
    library = Library()
    first = store_of(tmp_path, 99, clock)
    made, run = start(first, library, "swot/factors", title="Millrace 2027", solo=False)
    path = made.path
    async with AsyncExitStack() as open_apps:
        faces = []
        for number in range(MANY):
            store = store_of(tmp_path, number, clock)
            handle = store.open(path)
            page = WorkshopPage(handle, handle.session.runs[run.id])
            settings = Settings(theme=THEMES[number % len(THEMES)], keys={STEPS.name: KEYS[number]})
            process = Process(
                ascii=number % 2 == 1,
                no_color=number % 5 == 4,
                few_colors=False,
                folder=tmp_path / f"{number}",
            )
            app = AlignApp(
                store, library, settings, lambda app, page=page: page, now=store.clock, new_id=store.new_id,
                process=process,
            )  # fmt: skip
            app.clock = Ticks()
            pilot = await open_apps.enter_async_context(app.run_test(size=SIZES[number % len(SIZES)]))
            faces.append(Face(number, app, pilot))
        for face in faces:
            await face.pilot.pause()
            await face.type(face.words)
        for face in faces:
            _looks_its_own(face, faces)
        for face in faces:
            await face.pilot.press("enter")
        for face in faces:
            await until(face.pilot, lambda face=face: len(face.page.handle.session.items) == MANY)
            assert all(
                item.by == f"Person {int(item.text[-2:]):02}"
                for item in face.page.scene.view.session.items.values()
            )
        await _goes_its_own_way(faces)


def _looks_its_own(face: Face, faces: list[Face]) -> None:
    """Nothing of another's window, letters, colours and words."""
    rows = face.rows
    columns, height = SIZES[face.number % len(SIZES)]
    assert (face.app.size.width, face.app.size.height, len(rows)) == (columns, height, height)
    text = "\n".join(rows)
    assert bool(RULES & set(text)) == (face.number % 2 == 0)
    assert face.words in text
    assert [other.number for other in faces if other is not face and other.words in text] == []
    bare = face.number % 5 == 4
    own = THEMES[face.number % len(THEMES)]
    assert face.app.no_color == bare
    assert bare or face.app.theme == own
    with face.app._context():
        strips = face.app.screen._compositor.render_strips(face.app.screen.size)
    grounds = Counter[str]()
    for text, style, _ in (segment for strip in strips for segment in strip):
        grounds[style.bgcolor.name if style is not None and style.bgcolor is not None else ""] += len(text)
    assert grounds.most_common(1)[0][0] == ("default" if bare else PALETTES[own]["bg"])


async def _goes_its_own_way(faces: list[Face]) -> None:
    """Each key of one's own leads this one on, and nobody else."""
    for face in faces:
        shown = face.page.keymap.shown(STEPS.name)
        assert shown == readable(KEYS[face.number])
        await face.pilot.press(KEYS[face.number])
        await until(face.pilot, lambda face=face: isinstance(face.app.screen, Drawer))
        away = [other.number for other in faces if not isinstance(other.app.screen, WorkshopPage)]
        assert away == list(range(face.number + 1))
    assert Keymap().shown(STEPS.name) == "^L"
    assert Keymap().shown(GO_ON.name) == "^N"
    assert Keymap().shown(GUIDE.name) == "^G"
