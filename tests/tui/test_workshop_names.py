"""Who sits here: asked where two windows have one name or nobody gave one, and changed for a sitting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from unittest.mock import patch

import pytest
from memory_store import Memory, MemoryStore
from stage import Clock, Stage, library, stage

from aligntui.engine.people import known_names
from aligntui.engine.runs.start import start
from aligntui.store.permit import Permit
from aligntui.tui.pages.naming.page import NamePage
from aligntui.tui.pages.question.page import QuestionPage
from aligntui.tui.workshop.page import WorkshopPage


@asynccontextmanager
async def sitting(
    *,
    me: str = "Ines",
    named: bool = True,
    others: tuple[str, ...] = (),
    solo: bool = False,
    shut: bool = False,
) -> AsyncIterator[Stage]:
    """Open a session in which others have a window already."""
    memory, count = Memory(), iter(range(10_000))

    def store_of(name: str, permit: Permit | None = None, *, named: bool = True) -> MemoryStore:
        return MemoryStore(
            memory, clock=Clock(), new_id=lambda: f"{next(count):08x}", person=name, named=named,
            permit=permit or Permit(),
        )  # fmt: skip

    host = store_of("Host")
    handle, _ = start(host, library(), "swot/factors", title="Team", solo=solo)
    there = [store_of(name).presence(handle) for name in others]
    for presence in there:
        presence.beat("")
    store = store_of(me, Permit(handle.ref) if shut else None, named=named)
    async with stage(store=store, handle=store.open(handle.ref)) as s:  # type: ignore[arg-type]
        yield s


async def test_a_name_that_another_window_has_is_asked_about() -> None:
    async with sitting(others=("Ines", "Cem")) as s:
        assert isinstance(s.top, QuestionPage)
        assert s.shows("Another window here is Ines, too. Is it you?")
        await s.keys("enter")
        assert isinstance(s.top, WorkshopPage)
        assert s.store.person == "Ines"


async def test_a_name_that_nobody_else_has_is_no_question() -> None:
    async with sitting(others=("Cem",)) as s:
        assert isinstance(s.top, WorkshopPage)


async def test_another_name_has_its_own_lines_and_cards() -> None:
    async with sitting(others=("Ines",)) as s:
        await s.keys("escape")
        await s.type("Loyal core")
        await s.keys("enter")
        await s.type("half a sen")
        await s.page.naming.do_my_name()
        await s.settle()
        await s.keys("down", "down", "enter")
        assert isinstance(s.top, NamePage)
        await s.type("Cem  Aydin")
        await s.keys("enter")
        assert s.app.store.person == "Cem Aydin"
        page = s.top
        assert isinstance(page, WorkshopPage)
        assert page.step_view is not None
        assert "Loyal core" not in "\n".join(s.screen())
        assert "half a sen" not in "\n".join(s.screen())
        assert s.shows("You write here as Cem Aydin. What was being typed before waits")
        await s.type("Slow oven")
        await s.keys("enter")
        assert [item.by for item in page.handle.session.items.values()] == ["Ines", "Cem Aydin"]


async def test_a_team_session_asks_for_a_name_that_nobody_gave() -> None:
    async with sitting(me="root", named=False) as s:
        assert s.shows("What are you called in this session?")
        await s.keys("down", "down", "enter")
        await s.type("Ines")
        await s.keys("enter")
        assert s.app.store.person == "Ines"
        assert isinstance(s.top, WorkshopPage)
        assert s.shows("You write here as Ines.")
        assert not s.shows("What was being typed before")


async def test_after_a_new_name_the_old_one_is_neither_here_nor_a_person_of_its_own() -> None:
    async with sitting(me="root", named=False, others=("Cem",)) as s:
        await s.keys("escape")
        await s.type("Loyal core\n")
        await s.keys("/my-name")
        await s.type("Ines\n")
        await s.type("Busy Saturdays\n")
        assert s.page.scene.company.names == {"Ines", "Cem"}
        assert {"root", "Ines"} <= set(s.session.participants)
        assert known_names(s.view, {"Ines"}) == ["Host"]
        assert s.session.meta.people == 2, "Host, who began it, and Ines"


async def test_the_line_on_leaving_brings_the_same_person_back() -> None:
    async with sitting(me="root", named=False) as s:
        await s.keys("escape")
        assert s.page.keeping.farewell() == 'All is kept. aligntui open "Team" goes on here.'
        await s.keys("/my-name")
        await s.type('Ines "the $5"\n')
        way = r'aligntui open "Team" --as "Ines \"the \$5\""'
        assert s.page.keeping.farewell() == f"All is kept. {way} goes on here."
    async with sitting(solo=True) as s:
        assert s.page.keeping.farewell() == 'All is kept. aligntui open "Team" goes on here.'


async def test_who_was_here_before_takes_that_name_again_without_typing_it() -> None:
    async with sitting(me="root", named=False) as s:
        assert s.shows("I am Host, who was here before")
        await s.keys("enter")
        assert s.app.store.person == "Host"
        assert isinstance(s.top, WorkshopPage)


@pytest.mark.parametrize("how", [{"solo": True, "others": ("root",)}, {"shut": True, "others": ("root",)}])
async def test_one_alone_and_a_line_of_one_person_are_told_only(how: dict[str, object]) -> None:
    async with sitting(me="root", **how) as s:  # type: ignore[arg-type]
        assert isinstance(s.top, WorkshopPage)
        assert "Another window here is root too" in s.message


async def test_one_alone_is_never_called_by_the_account() -> None:
    async with sitting(me="root", named=False, solo=True) as s:
        await s.type("Loyal core")
        await s.keys("enter")
        await s.page.going.focus_on(s.item("S1").id, "")
        await s.settle()
        assert s.shows("written 2026-11-21")
        assert not s.shows("root")


async def test_words_that_stand_in_the_line_already_keep_nobody_from_being_asked() -> None:
    """Who comes back to a form stands in a line with words in it, and types none of them."""
    async with stage("swot", at="swot/scope", solo=False) as s:
        await s.type("Bread or cake?")
        await s.keys("enter", "up")
        assert s.page.edit is not None
        assert s.page.edit.words == "Bread or cake?"
        s.page.scene.company.me = "root"
        for typed, asked in ((False, True), (True, False)):
            if typed:
                await s.type("!")
            with patch.object(type(s.page.scene.client), "named", False):
                s.app.call_later(s.page.naming.ask)
                await s.settle()
            assert isinstance(s.top, QuestionPage) is asked
            await s.keys("escape" if asked else "ctrl+z")
