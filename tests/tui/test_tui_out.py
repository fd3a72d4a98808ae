"""Out: a file in the form somebody else needs, and a path in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bakery import app_for, millrace, said_below, screen_text
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.exchange.registry import formats, size
from aligntui.methods.library import Library
from aligntui.settings import Settings, documents
from aligntui.store.local.repository import Store
from aligntui.text import typed_path
from aligntui.tui import pathline
from aligntui.tui.pages.export import page as out
from aligntui.tui.pages.export.page import OutPage
from aligntui.tui.pages.export.rows import out_rows
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.pages.unsaved.page import UnsavedPage
from aligntui.tui.rows import Cursor
from aligntui.tui.widgets.line import line, plain

BAR = line((" Millrace 2027", "text+bold"))


def test_yaml_comes_first_and_says_what_goes_along() -> None:
    rows = plain(out_rows(BAR, list(formats(Library().everything()).values()), Cursor(at=0), 0, 80, 24))
    assert rows[4] == " > yaml              everything, to read, edit and import again"
    assert any(row.startswith(" takes along   [as usual]") for row in rows)
    rows = plain(out_rows(BAR, list(formats(Library().everything()).values()), Cursor(at=0), 2, 80, 24))
    assert "For moving, not for sending" in " ".join(row.strip() for row in rows)
    rows = plain(out_rows(BAR, list(formats(Library().everything()).values()), Cursor(at=2), 0, 80, 24))
    assert any("does not come back" in row for row in rows)


def test_sizes_as_people_say_them() -> None:
    assert size(812) == "812 bytes"
    assert size(18_234) == "18 kB"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's documents folder; the app was started in another one."""
    for name in ("work", "home", "documents"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    return tmp_path / "documents"


async def test_enter_twice_writes_the_plan(store: Store, folder: Path) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert isinstance(app.screen, OutPage)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen._line.value == f"{folder}/millrace-2027.yaml"
        await pilot.press("enter")
        await pilot.pause()
        # It is said where the file lies, in full.
        # The name is read whole however long the way to its folder is.
        assert app.screen._message[0].startswith("Written: millrace-2027.yaml (")
        assert app.screen._message[0].endswith(f"Only you can read it. It is in {folder}")
    text = (folder / "millrace-2027.yaml").read_text()
    assert text.startswith("aligntui: 1")
    assert app.clipboard == ""
    assert list((folder.parent / "work").iterdir()) == []
    assert os.stat(folder / "millrace-2027.yaml").st_mode & 0o777 == 0o600


async def test_a_name_that_is_too_long_is_refused_in_a_sentence(store: Store, folder: Path) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: OutPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        app.screen._line.value = f"{folder}/{'x' * 300}.yaml"
        await pilot.press("enter")
        await pilot.pause()
        assert "too long" in app.screen._message[0]
    assert list(folder.iterdir()) == []


async def test_copying_is_a_command_like_all_others(store: Store, folder: Path) -> None:
    handle, run = millrace(store, Library())
    own = Settings(keys={"copy-out": "f6"})
    app = app_for(store, Library(), lambda _: OutPage(handle, run), settings=own)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "f6 copy" in screen_text(app)[23]
        await pilot.press("c")
        await pilot.pause()
        assert app.clipboard == ""
        await pilot.press("ctrl+k", *"clipboard", "enter")
        await pilot.pause()
        assert app.clipboard.startswith("aligntui: 1")
        await pilot.press("down", "down", "f6")
        await pilot.pause()
        assert app.clipboard.startswith("# Millrace 2027")


async def test_the_clipboard_is_asked_for(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: OutPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "ctrl+k", *"copy-out", "enter")
        await pilot.pause()
        assert app.clipboard.startswith("# Millrace 2027")
        assert "Sent to the clipboard: markdown" in screen_text(app)[22]
        monkeypatch.setattr(out, "CLIPBOARD", 10)
        await pilot.press("up", "ctrl+k", *"copy-out", "enter")
        await pilot.pause()
        assert app.clipboard.startswith("# Millrace 2027")
        assert "more than a clipboard takes" in screen_text(app)[22]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("plan.yaml", "documents/plan.yaml"),
        ("./plan.yaml", "work/plan.yaml"),
        ("~/plan.yaml", "home/plan.yaml"),
        ("../plan.yaml", "plan.yaml"),
    ],
)
async def test_a_bare_name_is_in_the_folder_that_was_offered(
    store: Store, folder: Path, typed: str, where: str
) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: OutPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        app.screen._line.value = typed
        await pilot.press("enter")
        await pilot.pause()
        assert (folder.parent / where).is_file()


async def test_a_home_folder_of_nobody_is_one_sentence(store: Store, folder: Path) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: OutPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        app.screen._line.value = "~nobodyx/plan.yaml"
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "nobody here is called nobodyx" in app.screen._message[0]
        assert app.screen.asked is not None


@pytest.mark.parametrize("page", ["unsaved", "home"])
async def test_a_home_folder_of_nobody_is_one_sentence_wherever_a_path_is_typed(
    store: Store, folder: Path, page: str
) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: UnsavedPage(handle, run) if page == "unsaved" else Home())
    async with app.run_test(size=(80, 24)) as pilot:
        if page == "home":
            await pilot.press("ctrl+k", *"open-file", "enter")
        await pilot.pause()
        app.screen._line.value = "~nobodyx/plan.yaml"
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "nobody here is called nobodyx" in app.screen._message[0]


def test_documents_are_where_the_platform_says_else_at_home_else_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, work = folder.parent / "home", folder.parent / "work"
    assert documents() == folder
    monkeypatch.delenv("XDG_DOCUMENTS_DIR")
    (home / "Documents").mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    assert documents() == home / "Documents"
    (home / "Documents").rmdir()
    assert documents() == home
    home.rmdir()
    assert documents() == work
    work.rmdir()
    assert documents() == Path()


async def test_a_file_that_is_there_is_replaced_only_by_a_second_enter(store: Store, folder: Path) -> None:
    handle, run = millrace(store, Library())
    target = folder / "millrace-2027.md"
    target.write_text("mine")
    app = app_for(store, Library(), lambda _: OutPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter", "enter")
        await pilot.pause()
        assert "Enter again replaces it" in screen_text(app)[22]
        assert target.read_text() == "mine"
        await pilot.press("enter")
        await pilot.pause()
        assert target.read_text() != "mine"


async def test_a_link_is_never_written_through(store: Store, folder: Path) -> None:
    handle, run = millrace(store, Library())
    (folder / "secret").write_text("keep")
    (folder / "millrace-2027.yaml").symlink_to(folder / "secret")
    app = app_for(store, Library(), lambda _: OutPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "is a link" in said_below(app)
    assert (folder / "secret").read_text() == "keep"


async def test_a_folder_that_is_missing_is_said(store: Store, folder: Path) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: OutPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"no/x", "enter")
        await pilot.pause()
        assert "there is no such folder" in "".join(screen_text(app)[21:23])
        await pilot.press("escape")
        assert isinstance(app.screen, OutPage)
        assert app.screen.asked is None


async def test_what_goes_along_can_be_chosen(store: Store, folder: Path) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: OutPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right", "enter", "enter")
        await pilot.pause()
    assert "archive:" in (folder / "millrace-2027.yaml").read_text()


def test_completion_goes_on_as_far_as_there_is_one_way(tmp_path: Path) -> None:
    for name in ("plan-a.yaml", "plan-b.yaml", "notes.txt"):
        (tmp_path / name).touch()
    (tmp_path / "plans").mkdir()
    assert pathline.complete(f"{tmp_path}/p", tmp_path, (".yaml",)) == (
        f"{tmp_path}/plan", ["plan-a.yaml", "plan-b.yaml", "plans/"],
    )  # fmt: skip
    assert pathline.complete(f"{tmp_path}/plan-a", tmp_path) == (f"{tmp_path}/plan-a.yaml", ["plan-a.yaml"])
    assert pathline.complete(f"{tmp_path}/n", tmp_path, (".yaml",)) == (f"{tmp_path}/n", [])
    assert pathline.complete(f"{tmp_path}/no/way", tmp_path) == (f"{tmp_path}/no/way", [])


@given(st.text(max_size=20))
@settings(max_examples=50)
def test_completion_takes_anything(typed: str) -> None:
    longer, names = pathline.complete(typed.replace("\x00", ""), Path("/"))
    assert isinstance(longer, str)
    assert all(isinstance(name, str) for name in names)


def test_a_pasted_path_may_have_quotes() -> None:
    assert typed_path.path_of("'/tmp/a b.yaml'", Path("/")) == Path("/tmp/a b.yaml")
    assert typed_path.path_of("~/x", Path("/")) == Path.home() / "x"
    assert typed_path.home_short(Path.home() / "x") == "~/x"
    assert typed_path.home_short(Path.home()) == "~"
