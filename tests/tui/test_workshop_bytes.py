"""What the real app sends to a real terminal: bytes, not milliseconds, so that it holds on any machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from case_session import millrace
from pty_kit import Terminal
from stage import library, make_store

from aligntui.engine.runs.start import start

pytestmark = pytest.mark.terminal

START = 20_000
STEP = 12_000
"""Going to another step at 80x24."""
FOCUS = 1_000
LETTER = 400
"""A character in a line of its own, while no finding changes."""
LONG = 1_200
"""A character in a text of several lines."""
SOON = 0.06
"""Seconds between two keys of somebody who types fast."""
FOUND = 0.8
"""Seconds after which findings have been looked at."""
REST = 1.0
"""Seconds in which a screen at rest sends nothing."""

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
        terminal.listen(FOUND)
        yield terminal


def position(run: str, step: str) -> object:
    """Where a person stood last."""
    from aligntui.store.values import Position

    return Position(run=run, step=step)


def within(terminal: Terminal, keys: str, most: int) -> None:
    """What keys cost on average, with all that follows them until the screen is at rest.

    A busy machine may answer a key while the next one is being listened to, so the sum is what counts.
    """
    names = keys.split()
    costs = [terminal.press(key, calm=SOON) for key in names]
    late = terminal.listen(FOUND)
    assert sum(costs) + late <= most * len(names), (dict(enumerate(zip(names, costs, strict=True))), late)


def step(terminal: Terminal, key: str) -> None:
    """A key that leads to another step."""
    assert terminal.press(key, calm=FOUND) <= STEP


def test_home_and_the_first_run(tmp_path: Path) -> None:
    with Terminal([], tmp_path / "empty") as terminal:
        terminal.until("Start a workshop")
        terminal.listen(FOUND)
        assert terminal.total <= START
        assert terminal.listen(REST) == 0
        step(terminal, "enter")
    home = tmp_path / "home"
    start(make_store(home), library(), "swot", title="Millrace 2027", solo=True)[0].close()
    with Terminal([], home) as terminal:
        terminal.until("Millrace 2027")
        terminal.listen(FOUND)
        assert terminal.total <= START
        within(terminal, "down up", FOCUS)
        assert terminal.listen(REST) == 0
        step(terminal, "enter")


def test_a_board(tmp_path: Path) -> None:
    with opened(tmp_path, "swot/factors", *FACTORS) as terminal:
        assert terminal.total <= START
        assert terminal.listen(REST) == 0
        assert terminal.row(24).startswith(" type:")
        within(terminal, "a b c d e f tab g h tab", LETTER)
        terminal.press("esc", calm=FOUND)
        assert terminal.row(24).endswith("/ commands")
        within(terminal, "down down up tab right tab tab left", FOCUS)
        # The cursor stands on the focused card.
        x, y = terminal.screen.cursor.x, terminal.screen.cursor.y
        assert terminal.screen.display[y][x] == ">"
        step(terminal, "\x0e")
        assert "how do we know?" in terminal.row(2)
        step(terminal, "\x10")
        assert terminal.listen(REST) == 0
        terminal.press("ctrl+q")
        assert terminal.end() == 0


def test_a_grid(tmp_path: Path) -> None:
    with opened(tmp_path, "tows/grid", *FACTORS, "match") as terminal:
        assert terminal.total <= START
        within(terminal, "right right down down left up end home tab + 0 +", FOCUS)
        step(terminal, "\x0e")


def test_a_table_and_its_form(tmp_path: Path) -> None:
    with opened(tmp_path, "objectives/draft", "people", "goals", "strategies", "objectives") as terminal:
        assert terminal.total <= START
        within(terminal, "down down up end", FOCUS)
        step(terminal, "enter")
        within(terminal, "tab tab tab down up shift+tab shift+tab x y z", FOCUS)


def test_a_plot(tmp_path: Path) -> None:
    with opened(tmp_path, "choose/rate", "strategies") as terminal:
        assert terminal.total <= START
        within(terminal, "down down right left up tab tab 5 3", FOCUS)


def test_letters_of_a_story_and_of_a_sentence(tmp_path: Path) -> None:
    with opened(tmp_path, "vision/picture", "records", "facts") as terminal:
        assert terminal.row(24).startswith(" type:")
        within(terminal, "I t space i s space w e t ctrl+j h i", LONG)
        # Out of the text and over two boards to the sentence that grows below its fields; the second board
        # is empty and asks first.
        for _ in range(4):
            terminal.press("\x0e", calm=FOUND)
        assert "our strategy in one sentence" in terminal.row(2)
        within(terminal, "tab tab", FOCUS)
        within(terminal, "a b c", LETTER)


def test_home_and_the_chooser(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = make_store(home)
    for title in ("Millrace 2027", "Kiosk at the canal", "Grower contracts", "Review, third quarter"):
        start(store, library(), "swot", title=title, solo=True)
    with Terminal([], home) as terminal:
        terminal.until("Millrace 2027")
        terminal.listen(FOUND)
        assert terminal.total <= START
        within(terminal, "down down down up up", FOCUS)
        terminal.press("end", calm=FOUND)
        terminal.press("enter", calm=FOUND)
        assert "READY AGENDAS" in terminal.text()
        within(terminal, "down down down up up", FOCUS)
        for key in ("down", "end", "home"):
            # The move and, once the cursor has rested, the preview: a draw each.
            assert terminal.press(key, calm=SOON) <= FOCUS
            assert terminal.listen(FOUND) <= FOCUS
        assert terminal.listen(REST) == 0
        within(terminal, "s w o", FOCUS)
