"""Few colours and none: the terminal's own palette, and marks that say everything a colour says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from case_session import millrace
from pty_kit import Terminal
from stage import library, make_store, stage

from aligntui.engine.runs.start import start
from aligntui.tui.terminal.process import Process
from aligntui.tui.widgets.theme import ANSI, ROLES, SIXTEEN, style

PATIENT = 0.3


@contextmanager
def opened(folder: Path, name: str, *parts: str, **env: str) -> Iterator[Terminal]:
    home = folder / "home"
    store = make_store(home)
    handle, _ = start(store, library(), name, title="Millrace 2027", solo=True)
    millrace(*parts)(store, handle)
    with Terminal(["open", "Millrace 2027"], home, env=env) as terminal:
        terminal.until("saved")
        terminal.listen(PATIENT)
        yield terminal


def cells(terminal: Terminal) -> list[Any]:
    return [terminal.screen.buffer[y][x] for y in range(terminal.rows) for x in range(terminal.columns)]


def at(terminal: Terminal, words: str) -> Any:
    """The first cell of words on the screen."""
    for y, row in enumerate(terminal.screen.display):
        if words in row:
            return terminal.screen.buffer[y][row.index(words)]
    raise AssertionError(f"{words!r} is not on the screen:\n{terminal.text()}")


@pytest.mark.terminal
def test_sixteen_colours_are_the_terminals_own(tmp_path: Path) -> None:
    with opened(tmp_path, "swot/factors", "records", "people", "factors", TERM="xterm") as terminal:
        # The guide of the first step, then the line.
        terminal.press("esc", calm=PATIENT)
        terminal.press("esc", calm=PATIENT)
        terminal.press("down", calm=PATIENT)
        marked = {code: at(terminal, f"{code}  ") for code in ("S1", "W1", "O1", "T1")}
        assert [cell.fg for cell in marked.values()] == ["green", "brown", "cyan", "magenta"]
        assert {cell.fg for cell in cells(terminal)} <= {
            "default",
            "green",
            "brown",
            "cyan",
            "magenta",
            "red",
        }
        # Neither on a dark nor on a light terminal does a ground of ours stand behind its letters.
        assert {cell.bg for cell in cells(terminal)} == {"default"}
        focused = at(terminal, ">S2")
        assert (focused.reverse, focused.fg) == (True, "default")
        assert at(terminal, "Millrace 2027").reverse
        assert at(terminal, " Enter ").reverse


@pytest.mark.terminal
def test_without_colours_there_are_none_and_focus_stands_out(tmp_path: Path) -> None:
    with opened(tmp_path, "swot/factors", "records", "people", "factors", NO_COLOR="1") as terminal:
        for keys in (("esc",), ("down",), ("a", "x", "left")):
            for key in keys:
                terminal.press(key, calm=PATIENT)
            assert {(cell.fg, cell.bg) for cell in cells(terminal)} == {("default", "default")}
        cursor = terminal.screen.cursor
        assert terminal.screen.buffer[cursor.y][cursor.x].reverse
        assert terminal.screen.buffer[cursor.y][cursor.x].data == "x"


def test_in_sixteen_colours_only_codes_and_marks_have_one() -> None:
    for role in ROLES:
        look = style(SIXTEEN, role)
        assert look.bgcolor is None
        assert (look.color.name if look.color else None) == ANSI.get(role)
        for ground in ("bar", "focus"):
            assert style(SIXTEEN, f"{role}@{ground}").color is None
            assert style(SIXTEEN, f"{role}@{ground}").reverse
            assert not style(SIXTEEN, f"{role}+reverse@{ground}").reverse
    assert style(SIXTEEN, "finding").bold
    assert style(SIXTEEN, "accent").bold


async def test_there_is_no_other_theme_where_there_are_few_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with stage("swot/factors") as s:
        await s.keys("escape", "ctrl+k")
        await s.type("theme")
        await s.keys("enter")
        assert s.message == "This terminal has sixteen colours: its own are used. Its settings change them."
        assert s.app.theme == SIXTEEN
    async with stage("swot/factors", process=Process(no_color=True)) as s:
        assert s.app.next_theme() == "NO_COLOR is set: there are no colours to change."
