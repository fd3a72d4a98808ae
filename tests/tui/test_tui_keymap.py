"""Keys of one's own: what cannot be used is named with its line, and the command keeps its own key."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from bakery import app_for, millrace
from pty_kit import Terminal
from stage import library, make_store

from aligntui import settings
from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.store.local.repository import Store
from aligntui.tui.commands import commands, normal
from aligntui.tui.keymap import SENT, checked
from aligntui.tui.pages.plan.page import Results

KEEPS = 'so "go-on" keeps its own key.'


def own(folder: Path, text: str) -> tuple[dict[str, str], list[str]]:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    found, problems = checked(settings.load(folder))
    return found.keys, [problem.sentence for problem in problems]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('go-onn = "x"', 'there is no command "go-onn". Did you mean "go-on"?'),
        ('zzzz = "x"', 'there is no command "zzzz".'),
        ('go-on = "ctrl+shift+n"', f'no terminal sends "ctrl+shift+n", {KEEPS} Did you mean "ctrl+n"?'),
        ('go-on = "Ctrl+N"', f'no terminal sends "Ctrl+N", {KEEPS} Did you mean "ctrl+n"?'),
        ('go-on = "control+n"', f'no terminal sends "control+n", {KEEPS} Did you mean "ctrl+n"?'),
        ('go-on = "cmd+k"', f'no terminal sends "cmd+k", {KEEPS}'),
        ('go-on = "nn"', f'no terminal sends "nn", {KEEPS}'),
        ('go-on = "enter"', '"enter" means the same on every page and cannot be the key of "go-on".'),
        ('go-on = "ctrl+i"', 'terminals send "ctrl+i" as Tab, so "go-on" needs another key.'),
        ('go-on = "alt+n"', '"alt+n": alt and a letter leave the line first. Give "go-on" the letter alone.'),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, line: str, sentence: str) -> None:
    keys, problems = own(tmp_path, f'theme = "paper"\n\n[keys]\nundo = "z"\n{line}\n')
    assert keys == {"undo": "z"}
    assert len(problems) == 1
    assert problems[0].startswith(f"config.toml line 5: {sentence}")


def test_two_commands_on_one_key_are_named_where_one_page_has_both(tmp_path: Path) -> None:
    keys, problems = own(tmp_path, '[keys]\ngo-on = "y"\nundo = "y"\nguide = "f"\n')
    assert keys == {"go-on": "y", "undo": "y", "guide": "f"}
    assert problems == [
        'config.toml line 2: "y" is the key of "undo" too. Give one of them another key.',
        'config.toml line 4: "f" is the key of "findings" too. Give one of them another key.',
    ]
    # The trash is on another page than the steps; two that change their keys are no doubles.
    assert own(tmp_path, '[keys]\ngo-on = "X"\n')[1] == []
    assert own(tmp_path, '[keys]\ngo-on = "b"\ngo-back = "n"\n')[1] == []


def test_without_keys_nothing_is_looked_up(tmp_path: Path) -> None:
    assert own(tmp_path, 'theme = "paper"\n') == ({}, [])


def test_the_default_keys_are_keys_that_can_be_set() -> None:
    own_page = [command for command in commands() if not command.step]
    assert {key for command in own_page for key in command.keys} <= SENT


@pytest.mark.parametrize("sign", [sign for sign in sorted(SENT) if len(sign) == 1])
def test_every_sign_is_known_by_the_name_it_comes_under(sign: str) -> None:
    from textual.keys import _character_to_key

    assert normal(sign) == _character_to_key(sign), unicodedata.name(sign)


async def test_a_sign_of_ones_own_runs_its_command(store: Store, tmp_path: Path) -> None:
    handle, run = millrace(store, Library())
    (tmp_path / "config.toml").write_text('[keys]\nfindings = ","\n')
    app = app_for(store, Library(), lambda _: Results(handle, run))
    app.settings = checked(settings.load(tmp_path))[0]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        assert type(app.screen).__name__ == "FindingsPage"


@pytest.mark.terminal
def test_it_is_said_once_at_the_start_and_by_doctor(tmp_path: Path) -> None:
    home = tmp_path / "home"
    start(make_store(home), library(), "swot", title="Kiosk", solo=True)
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('[keys]\ngo-onn = "x"\nunod = "y"\n', encoding="utf-8")
    with Terminal([], home) as terminal:
        terminal.until('"go-onn". Did you mean "go-on"?')
        terminal.press("ctrl+q")
        terminal.end()
        assert terminal.heard.count(b'there is no command "go-onn"') == 1
