"""A line that is dead without a word: the app at its other end notices, and others no longer see her here."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

pytest.importorskip("pyte", reason="pyte is not installed")

from e2e_person import Person
from e2e_pty import PATIENCE, Tty, eventually
from e2e_sshd import ALIAS, Sshd, workshops
from e2e_wire import Wire

from aligntui.store.local.presence import Presence

pytestmark = [pytest.mark.terminal, pytest.mark.sshd]

HALF = "Open a web shop for week"
OTHER = "Priya Lund"


@pytest.fixture
def server(sshd_works: None, keys: Path, hasty: Person, tmp_path: Path, stack: ExitStack) -> Sshd:
    """A server that never asks by itself whether its lines live."""
    return stack.enter_context(Sshd(tmp_path / "ssh", keys, hasty, "ClientAliveInterval 0\nTCPKeepAlive no"))


@pytest.fixture
def wire(server: Sshd, stack: ExitStack) -> Wire:
    """What lies between."""
    return stack.enter_context(Wire(server.port))


def over(server: Sshd, wire: Wire, *words: str) -> list[str]:
    """Words of an ssh command that goes over this wire."""
    return ["-p", str(wire.port), "-o", f"HostKeyAlias=[127.0.0.1]:{server.port}", "-t", ALIAS, *words]


def sits_down(server: Sshd, wire: Wire, **how: object) -> Tty:
    """She opens the session over the wire, and types half a sentence."""
    command = f"ALIGNTUI_USER='{server.person.name}' aligntui open Millrace"
    tty = server.at_terminal(*over(server, wire, command), **how)
    tty.until("^K commands")
    tty.type(HALF)
    tty.until(HALF)
    until(lambda: server.person.drafts() == [HALF], tty)
    return tty


def until(true: Callable[[], bool], *ttys: Tty, patience: float = 2 * PATIENCE) -> None:
    """Read these terminals, which answer by that, until it is true."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "It never came true."
        for tty in ttys:
            tty.read(0.05)


def here(person: Person) -> list[str]:
    """Who is in the session, as others see it."""
    return [who.name for who in Presence(person.file(), "").others()]


def works_on(tty: Tty, number: int) -> None:
    """The other one keeps one more card."""
    tty.type(f"Card {number}")
    tty.until(f"Card {number}")
    tty.press("enter")
    tty.until("kept. ^Z takes it back.")


def until_gone(person: Person, other: Tty, *, busy: bool, patience: float = 2 * PATIENCE) -> float:
    """The other one goes on reading, or working, until she is seen no longer. Gives the seconds it took."""
    begun = time.monotonic()
    number = 0
    while person.name in here(person):
        assert time.monotonic() - begun < patience, "She is still here."
        other.read(0.2)
        if busy:
            number += 1
            works_on(other, number)
    return time.monotonic() - begun


@pytest.mark.parametrize("busy", [False, True], ids=["quiet", "busy"])
def test_a_line_that_was_cut_is_noticed(
    server: Sshd, wire: Wire, hasty: Person, stack: ExitStack, busy: bool
) -> None:
    hasty.begin()
    other = stack.enter_context(hasty.at_terminal("open", "Millrace", env={"ALIGNTUI_USER": OTHER}))
    other.until("^K commands")
    tty = stack.enter_context(sits_down(server, wire))
    until(lambda: here(hasty) == [hasty.name, OTHER], tty, other)
    wire.cut()
    until_gone(hasty, other, busy=busy)
    eventually(lambda: workshops(server) == [], "the app has ended")
    # The other one's last card may be on its way from her drafts into the session.
    eventually(lambda: hasty.drafts() == [HALF], "her words wait, and nobody else's")
    assert wire.held > 0
    assert here(hasty) == [OTHER]


def test_a_client_that_stands_still_is_noticed_while_another_works(
    server: Sshd, wire: Wire, hasty: Person, stack: ExitStack
) -> None:
    hasty.begin()
    other = stack.enter_context(hasty.at_terminal("open", "Millrace", env={"ALIGNTUI_USER": OTHER}))
    other.until("^K commands")
    tty = stack.enter_context(sits_down(server, wire))
    until(lambda: here(hasty) == [hasty.name, OTHER], tty, other)
    tty.process.send_signal(signal.SIGSTOP)
    until_gone(hasty, other, busy=True)
    eventually(lambda: workshops(server) == [], "the app has ended")
    # The other one's last card may be on its way from her drafts into the session.
    eventually(lambda: hasty.drafts() == [HALF], "her words wait, and nobody else's")


def test_a_slow_line_is_not_dead(server: Sshd, wire: Wire, hasty: Person, stack: ExitStack) -> None:
    hasty.begin()
    other = stack.enter_context(hasty.at_terminal("open", "Millrace", env={"ALIGNTUI_USER": OTHER}))
    other.until("^K commands")
    tty = stack.enter_context(sits_down(server, wire))
    until(lambda: here(hasty) == [hasty.name, OTHER], tty, other)
    # Of three seconds that an answer may take it takes two, several times.
    wire.delay = 2.0
    before = tty.questions
    until(lambda: tty.questions >= before + 3, tty, other)
    assert len(workshops(server)) == 1
    assert HALF in tty.text
    tty.press("ctrl+q")
    assert tty.ended() == 0


def test_nobody_asks_a_terminal_that_never_answered_and_nobody_judges_it(
    server: Sshd, wire: Wire, hasty: Person, stack: ExitStack
) -> None:
    hasty.begin()
    other = stack.enter_context(hasty.at_terminal("open", "Millrace", env={"ALIGNTUI_USER": OTHER}))
    other.until("^K commands")
    tty = stack.enter_context(sits_down(server, wire, answers=False))
    until(lambda: here(hasty) == [hasty.name, OTHER], tty, other)
    # The other terminal is asked meanwhile, six times: longer than this one would have been given.
    before = other.questions
    until(lambda: other.questions >= before + 6, tty, other)
    assert tty.questions == 1
    assert len(workshops(server)) == 1


def test_alone_nobody_is_asked(hasty: Person, stack: ExitStack) -> None:
    hasty.begin()
    tty = stack.enter_context(hasty.at_terminal("open", "Millrace"))
    tty.until("^K commands")
    until(lambda: tty.questions == 1, tty)
    while tty.read(1.0):
        pass
    # Five times as long as it takes until somebody in company is asked.
    assert tty.read(5.0) == b""
    assert tty.questions == 1


@pytest.mark.parametrize("answers", [True, False], ids=["that answered", "that never answered"])
def test_a_terminal_that_takes_nothing_any_more_is_noticed(
    hasty: Person, stack: ExitStack, answers: bool
) -> None:
    hasty.begin()
    other = stack.enter_context(hasty.at_terminal("open", "Millrace", env={"ALIGNTUI_USER": OTHER}))
    other.until("^K commands")
    tty = stack.enter_context(hasty.at_terminal("open", "Millrace", answers=answers))
    tty.until("^K commands")
    until(lambda: here(hasty) == [hasty.name, OTHER] and tty.questions == 1, tty, other)
    columns = 80

    def gone() -> bool:
        # Each new size is painted anew, until the system takes no more of it and the app waits.
        nonlocal columns
        columns = 181 - columns
        tty.resize(columns, 24)
        return hasty.name not in here(hasty)

    until(gone, other)
    assert tty.process.wait(PATIENCE) == 129
