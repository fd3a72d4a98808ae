"""The first run: two keys lead a newcomer into a workshop."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bakery import app_for, millrace, said_below, screen_text, until

from aligntui.engine.runs import start
from aligntui.exchange import yaml_export
from aligntui.methods.library import Library
from aligntui.store.local.repository import Store
from aligntui.tui import taking_in
from aligntui.tui.app import AlignApp
from aligntui.tui.pages.chooser.page import Chooser
from aligntui.tui.pages.first_run.page import FirstRun
from aligntui.tui.pages.first_run.rows import first_rows
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.widgets.line import plain
from aligntui.tui.workshop.page import WorkshopPage

DRAWN = """\
 AlignTUI                                                           no sessions
 Strategy workshops in a terminal, one question at a time.

 > Start a workshop           ready agendas, or one method on its own
   See a finished one         Millrace Bakehouse: a small bakery plans 2027
   Open a file                a session someone sent you (YAML)


 What will happen
   You answer one question at a time: alone, or with your team in the room.
   Every line is on disk the moment you press Enter. There is no "save".
   Nothing is ever lost: ^Z undoes, ^P goes back, closing the window is fine.
   At the end: a plan on one page, with reasons, owners and dates.

 Two keys carry you through
   Enter   goes in, keeps what you wrote, goes on
   Esc     goes out, one step at a time, and loses nothing

 Sessions are kept in ~/.local/share/aligntui, on this machine only."""


def test_it_is_as_drawn() -> None:
    assert "\n".join(plain(first_rows(0, "~/.local/share/aligntui", 80, "^Z", "^P"))) == DRAWN


def make_app(store: Store) -> AlignApp:
    return app_for(store, Library(), lambda _: Home())


async def test_enter_three_times_stands_in_the_first_line_of_solo_90(store: Store) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, FirstRun)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        assert screen_text(app)[4].startswith(">  Solo, one good page")
        await pilot.press("enter")
        await pilot.pause()
        assert " name > Solo, one good page, 21 Nov" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.run.agenda == "agenda:solo-90"
        assert app.screen.scene.run.solo
        assert app.screen.guide.is_open, "the first step of a first session shows its guide"
        assert " GUIDE to this step" in "\n".join(screen_text(app))
        await pilot.press(*"Grow?", "enter")
        assert app.screen.scene.view.record("scope").fields["decision"] == "Grow?"
        handle = app.screen.handle
    again = make_app(store)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not store.is_first(handle)
    assert [e.title for e in store.entries()] == ["Solo, one good page, 21 Nov"]


@pytest.fixture
def exported(store: Store, tmp_path: Path) -> Path:
    """A session someone sent, as a file."""
    from aligntui.analysis.view import View
    from aligntui.engine.books import book_of

    handle, _ = millrace(store, Library())
    path = tmp_path / "sent.yaml"
    path.write_text(yaml_export.export(View(handle.session, book_of(handle.session))))
    handle.close()
    store.trash(handle.session.meta.id)
    store.purge(handle.session.meta.id)
    return path


async def test_a_file_is_opened_by_its_path(
    store: Store, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(exported.parent)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert screen_text(app)[23].startswith(" Enter open  Tab complete")
        await pilot.press(*"se", "tab")
        await pilot.pause()
        assert screen_text(app)[22] == " sent.yaml"
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, FirstRun)
    assert [e.title for e in store.entries()] == ["Millrace 2027"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "sent.yaml"), ("aligntui: 1\nnonsense: 2\n", "sent.yaml line 1"), ("\x00\x01", "sent.yaml")],
)
async def test_a_file_that_is_none_gets_one_sentence(
    store: Store, tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "sent.yaml"
    path.write_text(text)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, FirstRun)
        await taking_in.open_file(app.screen, path)
        await pilot.pause()
        assert says in "".join(screen_text(app)[21:23])
        assert any(row.startswith(" !!") for row in screen_text(app)[21:23])
    assert store.entries() == []


async def test_what_nobody_looks_at_in_a_file_is_said_when_it_is_taken_in(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "sent.yaml"
    path.write_text(
        "aligntui: 1\nsession: {title: Kiosk}\ncollections:\n"
        "  strenghts: [{text: Sourdough}]\n  frogs: [{text: Kermit}]\n"
    )
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await taking_in.open_file(app.screen, path)
        await pilot.pause()
        assert '"strenghts" is a list of no method here (sent.yaml line 4).' in said_below(app)
    assert [entry.title for entry in store.entries()] == ["Kiosk"]


async def test_a_file_that_is_not_there(store: Store, tmp_path: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, FirstRun)
        await taking_in.open_file(app.screen, tmp_path / "no.yaml")
        assert "no.yaml cannot be read: no such file" in screen_text(app)[22]


async def test_the_finished_one_opens_on_its_plan_and_is_copied_once(
    store: Store, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "sample_path", lambda: exported)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Results)
        await pilot.press("ctrl+k", *"home", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Home)
        await pilot.press("ctrl+k", *"open-sample", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Results)
    assert len(store.entries()) == 1


async def test_the_shipped_sample_can_be_taken_in(store: Store) -> None:
    if not taking_in.sample_path().exists():
        pytest.skip("the sample has not been written yet")
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Results)


async def test_closing_leaves_nothing_behind(store: Store) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+q")
    assert app.return_code == 0
    assert not store.data.exists() or os.listdir(store.data) == []


async def test_a_session_that_another_screen_begins_shows_by_itself_and_goes_by_itself(store: Store) -> None:
    member, lead = make_app(store), make_app(store.as_person("Priya Lund"))
    async with member.run_test(size=(80, 24)) as pilot, lead.run_test(size=(80, 24)) as other:
        await pilot.pause()
        await pilot.press("/", *"open", "enter")
        await pilot.pause()
        assert "shows here by itself" in screen_text(member)[22]
        await other.press("enter", "enter", "enter")
        await until(other, lambda: isinstance(lead.screen, WorkshopPage))
        await until(pilot, lambda: isinstance(member.screen, Home))
        await until(pilot, lambda: " > Solo, one good page, 21 Nov" in "\n".join(screen_text(member)))
        second, _ = start.start(store, Library(), "swot", title="Kiosk")
        await until(pilot, lambda: "2 sessions" in screen_text(member)[0])
        focused = [row for row in screen_text(member) if row.startswith(" > ")]
        assert [row[3:22] for row in focused] == ["Solo, one good page"]
        second.close()
        store.trash(second.ref)
        await until(pilot, lambda: screen_text(member)[0].endswith(" 1 session"))
        await pilot.press("down")
        third, _ = start.start(store, Library(), "swot", title="Ferry")
        await until(pilot, lambda: "2 sessions" in screen_text(member)[0])
        assert " > + new workshop" in screen_text(member)
        third.close()
        store.trash(third.ref)
        await until(pilot, lambda: screen_text(member)[0].endswith(" 1 session"))
        await pilot.press("up")
        await pilot.press("/", *"open", "enter")
        await until(pilot, lambda: isinstance(member.screen, WorkshopPage))
