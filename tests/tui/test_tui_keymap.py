"""Keys of one's own: what cannot be used is named with its line, and the command keeps its own key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bakery import app_for, millrace
from pty_kit import Terminal
from stage import library, make_store

from aligntui import settings
from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.store.local.repository import Store
from aligntui.tui.commands import Keymap, commands
from aligntui.tui.keymap import SENT, checked
from aligntui.tui.pages.plan.page import Results
from aligntui.wording.sentences import SENTENCES

CANNOT = 'cannot be the key of a command, so "go-on" keeps its own.'


def own(folder: Path, text: str) -> tuple[dict[str, str], list[str]]:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    found, problems = checked(settings.load(folder))
    return found.keys, [problem.sentence for problem in problems]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('go-onn = "x"', 'there is no command "go-onn". Did you mean "go-on"?'),
        ('zzzz = "x"', 'there is no command "zzzz".'),
        ('go-on = "ctrl+shift+n"', f'"ctrl+shift+n" {CANNOT} Did you mean "ctrl+n"?'),
        ('go-on = "Ctrl+N"', f'"Ctrl+N" {CANNOT} Did you mean "ctrl+n"?'),
        ('go-on = "cmd+k"', f'"cmd+k" {CANNOT} Did you mean "ctrl+k"?'),
        ('go-on = "n"', '"n" is text wherever one types, so "go-on" needs a chord. Did you mean "ctrl+n"?'),
        ('go-on = ","', '"," is text wherever one types, so "go-on" needs a chord.'),
        ('go-on = "ctrl+i"', 'terminals send "ctrl+i" as Tab, so "go-on" needs another key.'),
        ('go-on = "ctrl+u"', '"ctrl+u" empties the line, so "go-on" needs another key.'),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, line: str, sentence: str) -> None:
    keys, problems = own(tmp_path, f'theme = "paper"\n\n[keys]\nundo = "f9"\n{line}\n')
    assert keys == {"undo": "f9"}
    assert len(problems) == 1
    assert problems[0].startswith(f"config.toml line 5: {sentence}")


def test_two_commands_on_one_key_are_named_where_one_page_has_both(tmp_path: Path) -> None:
    keys, problems = own(tmp_path, '[keys]\ngo-on = "f3"\nundo = "f3"\nguide = "ctrl+r"\n')
    assert keys == {"go-on": "f3", "undo": "f3", "guide": "ctrl+r"}
    assert problems == [
        'config.toml line 2: "f3" is the key of "undo" too. Give one of them another key.',
        'config.toml line 4: "ctrl+r" is the key of "findings" too. Give one of them another key.',
    ]
    # Two that change their keys are no doubles.
    assert own(tmp_path, '[keys]\ngo-on = "ctrl+p"\ngo-back = "ctrl+n"\n')[1] == []


def test_without_keys_nothing_is_looked_up(tmp_path: Path) -> None:
    assert own(tmp_path, 'theme = "paper"\n') == ({}, [])


def test_no_default_key_is_a_sign() -> None:
    keys = {key for command in commands() for key in command.keys} - {"?"}
    assert not [key for key in keys if len(key) == 1]
    assert {key for key in keys if "+" in key} <= SENT | {"ctrl+s"}


async def test_a_key_of_ones_own_runs_its_command(store: Store, tmp_path: Path) -> None:
    handle, run = millrace(store, Library())
    (tmp_path / "config.toml").write_text('[keys]\nfindings = "f4"\n')
    app = app_for(store, Library(), lambda _: Results(handle, run))
    app.settings = checked(settings.load(tmp_path))[0]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert type(app.screen).__name__ == "FindingsPage"


@pytest.mark.terminal
def test_it_is_said_once_at_the_start_and_by_doctor(tmp_path: Path) -> None:
    home = tmp_path / "home"
    start(make_store(home), library(), "swot", title="Kiosk", solo=True)
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('[keys]\ngo-onn = "f3"\nunod = "f4"\n', encoding="utf-8")
    with Terminal([], home) as terminal:
        terminal.until('"go-onn". Did you mean "go-on"?')
        terminal.press("ctrl+q")
        terminal.end()
        assert terminal.heard.count(b'there is no command "go-onn"') == 1


def test_a_command_that_a_sentence_names_is_given_in_a_line_too() -> None:
    keymap = Keymap()
    named = {name for words in SENTENCES.values() for name in re.findall("<([a-z-]+)>", words)}
    assert {"results", "my-name", "open-round", "go-on"} <= named
    for name in named:
        assert "/" not in keymap.shown(name, in_line=True)
    assert keymap.shown("results", in_line=True) == "^K results"
    assert keymap.shown("results") == "/results"
