"""A restricted line: one session by its id or file, never another; a name from the login or the line."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cli_kit import Ran, Shell

from aligntui import settings
from aligntui.cli import line, terminal
from aligntui.cli.place import place
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.store.opening import copy_to
from aligntui.store.permit import Deed, Forbidden

REFUSAL = terminal.refusal
"""As it is, while the fixture has put it out."""
ID = "4f1c0a9be27d3358"
OTHER = "Millrace layoffs"


@dataclass
class Opened:
    """What a line showed."""

    handle: Handle
    store: Store


@dataclass
class Line:
    """A restricted line and whoever runs the workshop."""

    sh: Shell
    shown: list[Opened]

    def __call__(self, ref: str) -> Ran:
        return self.sh("open", ref, "--restricted")

    @property
    def host(self) -> Store:
        return place().store()


@pytest.fixture
def guest(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.setattr(terminal, "refusal", lambda **_: "")
    shown: list[Opened] = []

    def entered(handle: Handle) -> Handle:
        return handle

    def on_screen(opening: Any, *, store: Store, **_: object) -> int:
        shown.append(Opened(opening, store))
        opening.close()
        return 0

    monkeypatch.setattr("aligntui.cli.door.entered", entered)
    monkeypatch.setattr("aligntui.cli.opening.workshop", lambda handle, run: handle)
    for module in ("opening", "door"):
        monkeypatch.setattr(f"aligntui.cli.{module}.on_screen", on_screen)
    return Line(sh, shown)


def begin(host: Store, title: str, session_id: str = "") -> Path:
    """A session of this title; with this id where one is given."""
    if session_id:
        host.new_id = lambda: session_id
    handle = host.create(title)
    handle.close()
    return handle.path


def test_an_id_a_file_name_and_a_path_name_one_session(guest: Line) -> None:
    path = begin(guest.host, "Millrace", ID)
    begin(guest.host, OTHER)
    for ref in (ID, path.name, str(path)):
        assert guest(ref).code == 0, ref
    assert [one.handle.session.meta.title for one in guest.shown] == ["Millrace"] * 3


@pytest.mark.parametrize("ref", ["millrace", "Millrace", "mill", ID[:6], ID.upper(), "", "layoffs", "*"])
def test_nothing_else_does_and_no_other_title_is_told(guest: Line, ref: str) -> None:
    begin(guest.host, "Millrace", ID)
    begin(guest.host, OTHER)
    done = guest(ref)
    assert done.code in (1, 2)
    assert guest.shown == []
    assert "layoffs" not in done.err.replace(f'"{ref}"', "")
    assert "Did you mean" not in done.err


def test_a_title_is_told_the_id_to_put_there(guest: Line) -> None:
    begin(guest.host, "Millrace", ID)
    done = guest("millrace")
    assert (done.code, done.err) == (
        2,
        '"millrace" is a title, and titles change hands. A restricted line names its session by the id: '
        f"aligntui open {ID} --restricted\n",
    )


def test_the_beginning_of_an_id_is_told_the_whole(guest: Line) -> None:
    begin(guest.host, "Millrace", ID)
    done = guest(ID[:6])
    assert done.code == 2
    assert done.err.endswith(f"takes the whole: aligntui open {ID} --restricted\n")


@pytest.mark.parametrize("how", ["trash", "rename", "gone"])
def test_another_session_never_takes_its_place(guest: Line, how: str) -> None:
    """Millrace goes, and "Millrace layoffs" is all that is left of that name."""
    path = begin(guest.host, "Millrace", ID)
    begin(guest.host, OTHER)
    if how == "trash":
        guest.host.trash(path)
    elif how == "gone":
        path.unlink()
    else:
        guest.host.rename(path, "Bakehouse")
    for ref in (ID, path.name, str(path), "millrace"):
        guest(ref)
    titles = [one.handle.session.meta.title for one in guest.shown]
    assert titles == (["Bakehouse"] * 3 if how == "rename" else [])


def test_a_second_session_of_the_title_locks_nobody_out(guest: Line) -> None:
    begin(guest.host, "Millrace", ID)
    begin(guest.host, "Millrace")
    begin(guest.host, ID)
    assert guest(ID).code == 0
    assert [one.handle.session.meta.id for one in guest.shown] == [ID]
    # The title alone no longer says which is meant, and is told neither id.
    assert ID not in guest("Millrace").err


def test_a_copy_made_by_hand_locks_nobody_out_either(guest: Line) -> None:
    path = begin(guest.host, "Millrace", ID)
    (path.parent / "a copy.json").write_bytes(path.read_bytes())
    assert guest(ID).code == 0
    assert guest.shown[0].handle.path == path


def test_a_file_that_holds_another_session_now_is_not_opened(guest: Line) -> None:
    path = begin(guest.host, "Millrace", ID)
    other = begin(guest.host, OTHER)
    entries, here = Store.entries, place(restricted=True)

    def swapped(self: Store) -> list[Any]:
        found = entries(self)
        os.replace(other, path)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "entries", swapped)
        with pytest.raises(line.Wrong):
            line.enter(here, ID)


def test_a_damaged_session_is_said_without_commands(guest: Line) -> None:
    path = begin(guest.host, "Millrace", ID)
    path.write_text("{ broken", encoding="utf-8")
    done = guest(path.name)
    assert done.code == 1
    assert "aligntui" not in done.err
    assert done.err.startswith("The session of this line cannot be read now.")


def test_it_needs_a_name(guest: Line) -> None:
    done = guest.sh("open", "--restricted")
    assert (done.code, done.err) == (
        2,
        "--restricted needs the id or the file of the session that the line is for.\n",
    )


def test_the_store_of_a_line_reaches_its_session_only(guest: Line) -> None:
    path = begin(guest.host, "Millrace", ID)
    other = begin(guest.host, OTHER)
    assert guest(ID).code == 0
    store = guest.shown[0].store
    session = guest.host.open(other)
    deeds = [
        store.entries, store.trashed, lambda: store.find(OTHER), lambda: store.open(other),
        lambda: store.open(OTHER), lambda: store.create("Mine"), lambda: store.adopt(session.session),
        lambda: store.duplicate(path, "Mine"), lambda: store.rename(path, "Mine"), lambda: store.trash(path),
        lambda: store.restore("Mine"), lambda: store.purge("Mine"),
    ]  # fmt: skip
    for deed in deeds:
        with pytest.raises(Forbidden):
            deed()
    with pytest.raises(Forbidden):
        copy_to(guest.shown[0].handle, path.parent / "elsewhere")
    assert not (path.parent / "elsewhere").exists()
    assert store.permit.closed == frozenset(Deed)
    session.close()


def test_run_opens_only_what_it_made_itself(guest: Line) -> None:
    begin(guest.host, "SWOT")
    assert guest.sh("run", "swot", "--title", "Kiosk", "--restricted").code == 0
    [opened] = guest.shown
    assert opened.handle.session.meta.title == "Kiosk"
    assert opened.store.permit.session == opened.handle.ref
    with pytest.raises(Forbidden):
        opened.store.entries()


# names and settings


def test_whoever_writes_the_settings_of_a_team_names_nobody(
    guest: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = guest.sh.home / "config"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('name = "Mallory"\nnonsense = 1\n', encoding="utf-8")
    (config / "workshops").mkdir()
    (config / "workshops" / "trap.yaml").write_text("method: trap\n", encoding="utf-8")
    begin(guest.host, "Millrace", ID)
    assert guest(ID).err == ""
    assert guest.shown[-1].store.person == "Ines Calder"
    monkeypatch.delenv("ALIGNTUI_USER")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "Mallory")
    assert guest(ID).code == 0
    assert guest.shown[-1].store.person == pwd.getpwuid(os.getuid()).pw_name
    heads = place(restricted=True).library().methods()
    assert not [head for head in heads if head.name == "trap" or head.problem]
    assert [head for head in place(quiet=True).library().methods() if head.problem]


def test_an_account_without_a_name_is_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert settings.login({}) == "somebody"


def test_what_the_other_end_sends_loads_no_code() -> None:
    env = {"TEXTUAL_DRIVER": "os:system", "TEXTUAL_LOG": "/tmp/log", "_ALIGNTUI_COMPLETE": "bash_source"}
    env |= {"LC_ALL": "C.UTF-8", "TERM": "xterm", "ALIGNTUI_USER": "Priya Lund"}
    line.shut(env)
    assert sorted(env) == ["ALIGNTUI_USER", "LC_ALL", "TERM"]


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_without_a_terminal_it_names_no_command_that_the_line_may_not(guest: Line, term: str) -> None:
    ends = () if term == "dumb" else (open(os.devnull, encoding="utf-8"),)  # noqa: SIM115
    words = REFUSAL({"TERM": term}, ends, restricted=True)
    for end in ends:
        end.close()
    assert words
    for command in ("show", "export", "sessions"):
        assert command not in words
