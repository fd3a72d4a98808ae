"""What the real app sends to a real terminal: bytes, not milliseconds, so that it holds on any machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from case_session import millrace
from pty_kit import Terminal
from stage import library, make_store

from aligntui.flow.start import start

pytestmark = pytest.mark.terminal

START = 20_000
STEP = 12_000
"""Going to another step at 80x24."""
FOCUS = 1_000
LETTER = 400
"""A character in a line of its own, while no finding changes."""
LONG = 1_200
"""A character in a text of several lines."""
REST = 1.0
"""Seconds in which a screen at rest sends nothing; findings come 0.6 seconds after the last key."""

FACTORS = ("records", "people", "factors")


@contextmanager
def opened(folder: Path, step: str, *parts: str) -> Iterator[Terminal]:
    """The app on a step of its method's run, with the Millrace case in it, once it is at rest."""
    home = folder / "home"
    store = make_store(home)
    handle, run = start(store, library(), step.partition("/")[0], title="Millrace 2027", solo=True)
    millrace(*parts)(store, handle)
    drafts = store.drafts(handle.session.meta.id)
    here = next(s for s in run.steps if s.step == step)
    drafts.position = position(run.id, here.id)
    with Terminal(["open", "Millrace 2027"], home) as terminal:
        terminal.until("saved")
        terminal.listen(REST)
        yield terminal


def position(run: str, step: str) -> object:
    """Where a person stood last."""
    from aligntui.store.drafts import Position

    return Position(run=run, step=step)


def within(terminal: Terminal, keys: str, most: int) -> None:
    """Each of these keys costs at most so many bytes, with all that follows it until the screen is at rest."""
    costs = {}
    for number, key in enumerate(keys.split()):
        costs[f"{number} {key}"] = terminal.press(key)
    late = terminal.listen(REST)
    assert max(costs.values()) <= most, costs
    assert late <= most, (late, terminal.text())


def test_a_board(tmp_path: Path) -> None:
    with opened(tmp_path, "swot/factors", *FACTORS) as terminal:
        assert terminal.total <= START
        assert terminal.listen(REST) == 0
        assert terminal.row(24).startswith(" TYPING")
        within(terminal, "a b c d e f", LETTER)
        within(terminal, "tab g h tab", LETTER)
        within(terminal, "up down", FOCUS)
        terminal.press("esc")
        assert terminal.row(24).startswith(" KEYS")
        terminal.listen(REST)
        within(terminal, "down down up tab right tab tab left", FOCUS)
        # The cursor stands on the focused card.
        x, y = terminal.screen.cursor.x, terminal.screen.cursor.y
        assert terminal.screen.display[y][x] == ">"
        assert terminal.listen(REST) == 0
        assert terminal.press("n") + terminal.listen(REST) <= STEP
        assert "how do we know?" in terminal.row(2)
        assert terminal.press("b") + terminal.listen(REST) <= STEP
        terminal.press("ctrl+q")
        assert terminal.end() == 0


def test_a_grid(tmp_path: Path) -> None:
    with opened(tmp_path, "tows/grid", *FACTORS, "match") as terminal:
        assert terminal.total <= START
        within(terminal, "right right down down left up end home tab", FOCUS)
        within(terminal, "+ 0 +", FOCUS)
        assert terminal.press("n") + terminal.listen(REST) <= STEP


def test_a_table_and_its_form(tmp_path: Path) -> None:
    with opened(tmp_path, "objectives/draft", "people", "goals", "strategies", "objectives") as terminal:
        assert terminal.total <= START
        within(terminal, "down down up end", FOCUS)
        assert terminal.press("enter") + terminal.listen(REST) <= STEP
        within(terminal, "tab tab tab down up", FOCUS)
        within(terminal, "shift+tab shift+tab x y z", FOCUS)


def test_a_plot(tmp_path: Path) -> None:
    with opened(tmp_path, "choose/rate", "strategies") as terminal:
        assert terminal.total <= START
        within(terminal, "down down right left up tab tab", FOCUS)
        within(terminal, "5 3", FOCUS)


def test_letters_of_a_story_and_of_a_sentence(tmp_path: Path) -> None:
    with opened(tmp_path / "story", "vision/picture", "records") as terminal:
        assert terminal.row(24).startswith(" TYPING")
        within(terminal, "I t space i s space w e t enter h i", LONG)
        assert terminal.listen(REST) == 0
    with opened(tmp_path / "sentence", "vision/statement", "records") as terminal:
        within(terminal, "tab tab", FOCUS)
        within(terminal, "a b c", LETTER)
