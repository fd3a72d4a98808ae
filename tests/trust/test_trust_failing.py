"""People work on a disk that fails now and then, at each place where the store asks it for something.

Each place fails once, the first time it is reached, so that trying again leads on to the next one.
"""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from bakery import app_for
from failing import PASSING, Failing
from trust_kit import Stage, library, make_store, stage

from aligntui.session.model import Item
from aligntui.session.ops import Add
from aligntui.store.local.repository import Store
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.trash.page import TrashPage
from aligntui.tui.workshop.page import WorkshopPage

ROUNDS = 7
"""As often one does all of it: by then each place has failed, and nothing new does in the last round."""


def each_once(number: int) -> Failing:
    known: set[str] = set()

    def first(_: int, name: str, where: str) -> bool:
        new = f"{name} in {where}" not in known
        known.add(f"{name} in {where}")
        return new

    return Failing(number, first)


async def meet(s: Stage) -> None:
    """A poll, the signs of life of others, what waits."""
    await s.poll()
    await s.page.presence.meet()
    await s.page.keeping.retry()
    await s.settle()


def seen(s: Stage) -> list[str]:
    """The words of all cards, those that wait too."""
    return [item.text for item in s.handle.session.items.values() if not item.retired]


@pytest.mark.parametrize("number", PASSING)
async def test_a_workshop_goes_on_and_all_is_written_in_the_end(tmp_path: Path, number: int) -> None:
    store = make_store(tmp_path)
    async with stage("swot/factors", solo=False, store=store) as s:
        other = s.someone_else()
        wrote: list[str] = []
        failing = each_once(number)
        failures = 0
        for turn in range(ROUNDS):
            failures = len(failing.failed)
            card, foreign = f"A card of round {turn}", f"From elsewhere in round {turn}"
            other.apply([Add(item=Item(id=f"o{turn}", collection="strengths", series="S", text=foreign))])
            with failing.on():
                await s.type(card)
                s.flush()
                await s.keys("enter")
                assert s.app.is_running
                assert card in seen(s), failing.failed
                for _ in range(3):
                    await meet(s)
                await s.type("taken back")
                await s.keys("enter", "escape")
                for _ in range(9):
                    if "taken back" in seen(s):
                        await s.keys("ctrl+z")
                        assert "taken back" not in seen(s) or s.message, failing.failed[-1:]
                await meet(s)
                await s.keys("ctrl+n", "ctrl+p")
                await s.keys("escape")
                await meet(s)
                if s.handle.waiting.standing == "waits":
                    assert "NOT SAVED" in s.screen()[0]
                assert s.app.is_running
            wrote += [card, foreign]
            for _ in range(3):
                await meet(s)
            if not s.typing:
                await s.keys("/add")
            assert sorted(s.words("strengths")) == sorted(wrote), failing.failed
            assert s.handle.waiting.standing == "saved"
        assert len(failing.failed) == failures > 40
        assert "NOT SAVED" not in s.screen()[0]
        await s.type("half a sen")
        with each_once(number).on():
            await s.keys("ctrl+q")
            if s.app.is_running:
                # What would be lost was named, once.
                await s.keys("ctrl+q")
        assert not s.app.is_running
        assert s.app.return_code == 0


async def test_a_file_that_cannot_be_read_just_now_is_said_once(tmp_path: Path) -> None:
    async with stage("swot/factors", solo=False, store=make_store(tmp_path)) as s:
        with Failing(errno.EIO, lambda n, name, where: "live.py" in where).on():
            await s.poll()
            assert s.message.startswith(f"!! {s.handle.path.name} cannot be read now: input/output error. ")
            await s.type("Sourdough")
            await s.keys("enter")
            after = s.message
            await s.poll()
            assert s.message == after
        await s.poll()
        assert s.message == f"{s.handle.path.name} can be read again."


@pytest.mark.parametrize("number", PASSING)
async def test_home_lists_opens_throws_away_and_brings_back(store: Store, number: int) -> None:
    for title in ("Kiosk", "Bakery", "Growers"):
        store.create(title, [Add(item=Item(id=title, collection="strengths", series="S", text="x"))]).close()
    app = app_for(store, library(), lambda app: Home())
    failing = each_once(number)
    async with app.run_test(size=(80, 24)) as pilot:
        failures = 0
        for _ in range(ROUNDS):
            failures = len(failing.failed)
            with failing.on():
                for page in (Home(), TrashPage(), Home()):
                    await app.push_screen(page)
                    await pilot.pause()
                    for key in ("down", "enter"):
                        await pilot.press(key)
                        await pilot.pause()
                        assert app._exception is None
                    if isinstance(app.screen, WorkshopPage):
                        await pilot.press("escape")
        assert app.is_running
        assert len(failing.failed) == failures > 10
    titles = sorted(entry.title for entry in store.entries())
    assert titles == ["Bakery", "Growers", "Kiosk"]
