"""What the app holds stays what it is, however long one works: a short run of `benchmarks.memory`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.memory import LIMIT, PAGES, curve

HALF = 3 * len(PAGES)
"""Moves: each page once, and as many cards and values."""
MOVES = 2 * HALF


@pytest.mark.terminal
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read where Linux tells it")
def test_moves_leave_nothing_behind(tmp_path: Path) -> None:
    held = curve(tmp_path, MOVES, HALF)
    print("".join(f"\n  {look.moves} moves: {look.mb:.1f} MB, {look.files} files" for look in held.held))
    assert held.cards == MOVES // 3
    assert held.held[-1].mb < LIMIT
    # With the collector off a move took half a megabyte; caches of Textual fill in the first moves.
    assert held.held[-1].mb - held.held[-2].mb < HALF * 0.1
    assert abs(held.held[-1].files - held.held[1].files) <= 2
