"""Every way in which a line ends: within three seconds, with the terminal restored and the words on disk."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable

import pytest

pytest.importorskip("pyte", reason="pyte is not installed")

from e2e_person import Person
from e2e_pty import Tty, children, cpu_ticks, eventually, state_of

pytestmark = pytest.mark.terminal

WITHIN = 5.0
"""Seconds in which it must be gone: three are asked for, and the machine may be busy."""

HALF = "Open a web shop for week"
RESTORED = (
    "\x1b[?1049l",
    "\x1b[?25h",
    "\x1b[?1000l",
    "\x1b[?1003l",
    "\x1b[?1006l",
    "\x1b[?2004l",
    "\x1b[?1004l",
)
"""Alternate screen left, cursor shown, mouse, pastes and focus no longer told."""

Sit = Callable[..., Tty]


@pytest.fixture
def typing(person: Person, sit: Sit) -> Callable[..., Tty]:
    """She sits at the SWOT board with half a sentence in the line, and the draft of it on disk."""

    def at(**how: object) -> Tty:
        person.begin()
        tty = sit("open", "Millrace", **how)
        tty.until("^K commands")
        tty.type(HALF)
        tty.until(HALF)
        eventually(lambda: person.drafts() == [HALF], "the draft is on disk")
        return tty

    return at


def restored(tty: Tty) -> bool:
    """Whether all that was switched on was switched off after it, and the terminal edits lines again."""
    back = all(tty.sent(off) > tty.sent(off[:-1] + ("h" if off[-1] == "l" else "l")) for off in RESTORED)
    return back and tty.modes_are_back


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_the_terminal_is_restored(
    typing: Callable[..., Tty], person: Person, number: signal.Signals
) -> None:
    tty = typing()
    tty.process.send_signal(number)
    assert tty.ended(WITHIN) == 128 + number
    assert restored(tty)
    assert person.drafts() == [HALF]
    assert tty.members() == []


def test_the_last_letters_before_a_hang_up_are_kept(typing: Callable[..., Tty], person: Person) -> None:
    tty = typing()
    tty.type("end bread")
    tty.until(f"{HALF}end bread")
    tty.process.send_signal(signal.SIGHUP)
    assert tty.ended(WITHIN) == 129
    assert person.drafts() == [f"{HALF}end bread"]


@pytest.mark.parametrize("ignores", [(), (signal.SIGHUP,)], ids=["told", "nohup"])
def test_a_closed_terminal_ends_it(
    typing: Callable[..., Tty], person: Person, ignores: tuple[int, ...]
) -> None:
    tty = typing(ignores=ignores)
    tty.close()
    assert tty.ended(WITHIN) == 129
    assert person.drafts() == [HALF]
    assert tty.members() == []


def test_a_terminal_that_ends_without_a_hang_up_ends_it(person: Person, sit: Sit) -> None:
    # A process that is not in the session of the terminal is not told of its end.
    person.begin()
    argv = ["setsid", "--wait", *person.argv("open", "Millrace")]
    with Tty(argv, person.env, ignores=[signal.SIGHUP]) as tty:
        tty.until("^K commands")
        tty.type(HALF)
        eventually(lambda: person.drafts() == [HALF], "the draft is on disk")
        [child] = children(tty.process.pid)
        try:
            tty.close()
            assert tty.ended(WITHIN) == 129
            assert state_of(child) == ""
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_stops_reading_cannot_hold_it(
    typing: Callable[..., Tty], person: Person, number: signal.Signals
) -> None:
    tty = typing()
    # From here on nobody reads. Each new size paints all of the screen again.
    for size in range(60):
        tty._size(100 + size % 2, 30 + size % 2)
        tty.type("y")
        time.sleep(0.01)
    eventually(
        lambda: person.drafts() and person.drafts()[0].endswith("y" * 60), "drafts are kept nevertheless"
    )
    tty.process.send_signal(number)
    deadline = time.monotonic() + WITHIN
    while tty.process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert tty.process.returncode == 128 + number
    assert person.drafts() == [HALF + "y" * 60]
    assert tty.members() == []
    # It reads again: what it was told last is that all is over.
    while tty.read(0.2):
        pass
    assert restored(tty)


def test_ctrl_q_leaves_at_once_and_says_how_to_come_back(typing: Callable[..., Tty], person: Person) -> None:
    tty = typing()
    tty.press("ctrl+q")
    assert tty.ended(WITHIN) == 0
    assert restored(tty)
    assert 'All is kept. aligntui open "Millrace" goes on here.' in tty.afterwards
    assert person.drafts() == [HALF]


def test_what_was_kept_before_a_kill_is_there_and_so_is_the_draft(person: Person, sit: Sit) -> None:
    person.begin()
    tty = sit("open", "Millrace")
    tty.until("^K commands")
    for words in ("Sells out before noon", "Two growers on fixed price"):
        tty.type(words)
        tty.press("enter")
        tty.until("kept. ^Z takes it back.")
        eventually(lambda words=words: words in person.words(), f"{words} is on disk")
    tty.type(HALF)
    eventually(lambda: person.drafts() == [HALF], "the draft is on disk")
    tty.process.kill()
    assert tty.ended(WITHIN) == 137
    assert person.words() == ["Sells out before noon", "Two growers on fixed price"]
    again = sit("open", "Millrace")
    again.until(HALF)
    again.press("enter")
    again.until(lambda t: "^K commands" in t.row(-1))
    again.type("end bread")
    again.until(f"{HALF}end bread")


def test_it_rests_while_nobody_types(typing: Callable[..., Tty]) -> None:
    tty = typing()
    # What is asked about half a sentence waits until no key has come for a while, and is drawn last.
    tty.until("How do we know, and compared with whom?")
    while tty.read(0.5):
        pass
    written, ticks = len(tty.raw), cpu_ticks(tty.process.pid)
    time.sleep(2.0)
    tty.read(0.0)
    assert len(tty.raw) == written
    # A look at the file four times a second is about 1 %; a loop without rest would be 100.
    assert cpu_ticks(tty.process.pid) - ticks < 0.5 * os.sysconf("SC_CLK_TCK")
