"""The screens work with any store: here with one that has no files."""

from __future__ import annotations

import itertools

from bakery import app_for, screen_text, until
from memory_store import Memory, MemoryStore
from stage import PERSON, library, stage

from aligntui.engine.runs.start import start
from aligntui.session.ops import Name
from aligntui.tui.pages.home.page import Home

OTHER = "Dot Okafor"


def make_store(memory: Memory, person: str = PERSON) -> MemoryStore:
    ticks, ids = itertools.count(), itertools.count()
    return MemoryStore(
        memory,
        clock=lambda: f"2026-11-21T14:{(n := next(ticks)) // 60:02}:{n % 60:02}+01:00",
        new_id=lambda: f"{person[0]}{next(ids):07}",
        person=person,
    )


def texts(memory: Memory) -> list[str]:
    [held] = memory.held.values()
    return [item.text for item in held.session.items.values()]


async def test_a_workshop_is_played_on_a_store_without_files() -> None:
    memory = Memory()
    async with stage("swot", at="swot/factors", store=make_store(memory)) as s:
        await s.type("Rye sells out before noon")
        await s.keys("enter")
        assert texts(memory) == ["Rye sells out before noon"]
        await s.type("half a sentence")
        s.flush()
        with_words = memory.own[PERSON, s.session.meta.id].words
        assert [draft.text for draft in with_words.values()] == ["half a sentence"]

        other = make_store(memory, OTHER).open(s.handle.ref)
        other.apply([Name(was=other.session.meta.title, to="The year 2027")], note="Renamed")
        await s.poll()
        assert s.shows("The year 2027")
        assert make_store(memory, OTHER).presence(other).others()


async def test_what_a_store_cannot_take_waits_on_the_screen() -> None:
    memory = Memory()
    async with stage("swot", at="swot/factors", store=make_store(memory)) as s:
        memory.full = True
        await s.type("Rye sells out before noon\n")
        assert texts(memory) == []
        assert s.shows("Rye sells out before noon")
        assert s.shows("NOT SAVED")
        memory.full = False
        await s.page.keeping.retry()
        await s.settle()
        assert texts(memory) == ["Rye sells out before noon"]
        assert not s.shows("NOT SAVED")


async def test_home_lists_opens_and_throws_away() -> None:
    memory = Memory()
    store = make_store(memory)
    start(store, library(), "swot", title="Kiosk", solo=True)
    start(store, library(), "swot", title="Mill", solo=True)
    app = app_for(store, library(), lambda app: Home())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: any("Kiosk" in row for row in screen_text(app)))
        rows = [row.split()[0:2] for row in screen_text(app) if "Mill" in row or "Kiosk" in row]
        assert rows[:2] == [[">", "Mill"], ["Kiosk", "SWOT"]]
        assert isinstance(app.screen, Home)
        await app.screen.do_trash_session()
        await pilot.pause()
    assert [entry.title for entry in store.trashed()] == ["Mill"]
    assert [entry.title for entry in store.entries()] == ["Kiosk"]
