"""`python -m benchmarks.memory`: what the app holds after so many moves, in a real terminal of 120x40.

A move opens a page and leaves it, keeps a card, or sets a value. What is held is said every hundred moves.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aligntui.engine.runs.start import start
from benchmarks import measure
from benchmarks.sessions import Bench, words
from benchmarks.terminal import Terminal

SIZE = (120, 40)
MOVES = 2000
EVERY = 100
LIMIT = 75.0
"""MB that the app may hold after all moves."""

METHOD = """\
method: moves
title: Moves
level: fundamentals
collections:
  ideas:
    code: ID
    ask: What would make Saturday easier?
records:
  amounts:
    fields:
      count: {type: number, ask: How many?}
steps:
  - {kind: form, id: page, title: Numbers, record: amounts}
  - {kind: board, id: write, title: Ideas, split: [ideas]}
"""

PALETTE, EMPTY = "\x0b", "\x15"
BOARD, FORM = "What would make Saturday easier?", "How many?"
"""What stands on one step alone: its question."""
PAGES = {
    "findings": ("What would make the plan hold", "escape"),
    "find a card": ("Which card?", "escape"),
    "keys that": ("KEYS that work here", "escape"),
    "steps: min": ("min (used)", "escape"),
    "out: export": ("In which form", "escape"),
    "park a": ("PARKED", "escape escape"),
    "note a dec": ("What did we decide", "escape escape"),
    "results": ("The plan on one page", "escape"),
    "home": ("Go on where you stopped", "enter"),
}
"""What the palette finds, what stands there, and the keys that lead back."""


@dataclass(frozen=True)
class Held:
    """What the app holds after some moves."""

    moves: int
    mb: float
    """Resident memory."""
    files: int
    """Open files."""


@dataclass(frozen=True)
class Curve:
    """What the app held at several times, and how many cards and pages the moves came to."""

    held: list[Held]
    cards: int

    @property
    def growth(self) -> float:
        """MB by which the second half of the moves made it larger."""
        return self.held[-1].mb - self.held[len(self.held) // 2].mb


def curve(home: Path, moves: int, every: int, tell: Callable[[Held], None] = lambda _: None) -> Curve:
    """Play the moves in a new session.

    Args:
        home: An empty folder.
        moves: How many.
        every: Moves between two looks.
        tell: Is told each look.

    Raises:
        Silent: The app ended, or never came.
    """
    bench = Bench(home)
    (home / "config" / "workshops" / "moves.yaml").write_text(METHOD, encoding="utf-8")
    handle, _ = start(bench.store, bench.library, "moves", title="Moves", solo=True)
    handle.close()
    command = [sys.executable, "-m", "aligntui", "open", handle.session.meta.id]
    with Terminal(command, measure.environment(home), measure.ROOT, size=SIZE) as terminal:
        terminal.settle("commands")
        _set(terminal, 0)
        looks = [_held(terminal, 0)]
        tell(looks[0])
        for number in range(moves):
            _move(terminal, number)
            if (number + 1) % every == 0:
                looks.append(_held(terminal, number + 1))
                tell(looks[-1])
    handle = bench.store.open(handle.path)  # type: ignore[attr-defined]
    cards = sum(item.collection == "ideas" for item in handle.session.items.values())
    handle.close()
    return Curve(looks, cards)


def _move(terminal: Terminal, number: int) -> None:
    turn, kind = divmod(number, 3)
    if kind == 0:
        name, (words_there, back) = list(PAGES.items())[turn % len(PAGES)]
        _command(terminal, name, words_there)
        *out, last = back.split()
        for key in out:
            terminal.press(key, 0.1)
        terminal.go(last, BOARD)
    elif kind == 1:
        line = words(number)
        terminal.go(line, line)
        terminal.go("enter", f"ID{turn + 1} ")
    else:
        _command(terminal, "go back", FORM)
        _set(terminal, number)


def _set(terminal: Terminal, number: int) -> None:
    terminal.go(f"{EMPTY}{number}", f" {number} ")
    # The form has no second field, so that Enter leads on to the board.
    terminal.go("enter", BOARD)


def _command(terminal: Terminal, name: str, words_there: str) -> None:
    terminal.go(PALETTE, "run it")
    terminal.go(name, name)
    terminal.go("enter", words_there)


def _held(terminal: Terminal, moves: int) -> Held:
    process = Path("/proc") / str(terminal.pid)
    pages = int((process / "statm").read_text(encoding="ascii").split()[1])
    return Held(moves, pages * os.sysconf("SC_PAGE_SIZE") / 2**20, len(os.listdir(process / "fd")))


def main() -> int:
    """Play, and print the curve. Returns the exit code: 1 when it is above its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("moves", type=int, nargs="?", default=MOVES, help=f"how many ({MOVES})")
    moves = max(2 * EVERY, parser.parse_args().moves)
    print(f"{'moves':>6}{'MB':>8}{'files':>7}")
    with tempfile.TemporaryDirectory(prefix="aligntui-memory-") as folder:
        found = curve(
            Path(folder), moves, EVERY,
            lambda held: print(f"{held.moves:>6}{held.mb:>8.1f}{held.files:>7}", flush=True),
        )  # fmt: skip
    print(f"\n{found.cards} cards kept; the second half added {found.growth:.1f} MB; limit {LIMIT:.0f} MB")
    return int(found.held[-1].mb > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
