"""Windows of any size: what the other end of a line says about it costs no more than a large screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pyte", reason="pyte is not installed")

from e2e_person import Person
from e2e_pty import Tty

pytestmark = pytest.mark.terminal

Sit = Callable[..., Tty]
LARGEST = 65_535
MOST_KB = 200_000
"""Memory that the app may take at its height; a window of that size took 3.7 GB."""


def peak(tty: Tty) -> int:
    """Kilobytes that the app took at most."""
    status = Path(f"/proc/{tty.process.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def grow(tty: Tty, columns: int, rows: int) -> None:
    """A resize of the terminal alone: what the test draws stays small."""
    tty._size(columns, rows)


def test_a_window_grows_beyond_any_screen(person: Person, sit: Sit) -> None:
    person.begin()
    tty = sit("open", person.id(), "--restricted")
    tty.until("^K commands")
    grow(tty, LARGEST, LARGEST)
    tty.type("Sells out before noon")
    tty.press("enter")
    tty.until(lambda _: person.words() == ["Sells out before noon"])
    # The same, said among the keys.
    tty.send(b"\x1b[48;65535;65535;65535;65535t")
    tty.type("Service")
    tty.press("enter")
    tty.until(lambda _: len(person.words()) == 2)
    assert peak(tty) < MOST_KB
    tty.press("ctrl+q")
    assert tty.ended() == 0


def test_a_window_that_is_so_large_from_the_beginning(person: Person, sit: Sit) -> None:
    person.begin()
    tty = sit("open", person.id(), "--restricted", env={"COLUMNS": "99999999", "LINES": "99999999"})
    tty.until(lambda t: b"STRENGTHS" in bytes(t.raw))
    tty.type("Sells out before noon")
    tty.press("enter")
    tty.until(lambda _: person.words() == ["Sells out before noon"])
    assert peak(tty) < MOST_KB
    tty.press("ctrl+q")
    assert tty.ended() == 0


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (80, 1), (1, 24)])
def test_a_window_of_almost_nothing(person: Person, sit: Sit, size: tuple[int, int]) -> None:
    person.begin()
    tty = sit("open", person.id(), "--restricted")
    tty.until("^K commands")
    columns, rows = size
    grow(tty, columns, rows)
    tty.send(f"\x1b[48;{rows};{columns};0;0t".encode())
    # A mouse that reports cells of a window without any.
    tty.send(b"\x1b[<0;1;1M\x1b[<0;1;1m")
    grow(tty, 80, 24)
    tty.send(b"\x1b[48;24;80;384;640t")
    tty.type("Sells out")
    tty.press("enter")
    tty.until(lambda _: person.words() == ["Sells out"])
    tty.press("ctrl+q")
    assert tty.ended() == 0
