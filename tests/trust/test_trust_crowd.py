"""Eight processes at once: killed at any moment, and typing before each other's eyes. Figures are printed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import crowd
import trust_kit  # noqa: F401 - the paths of the helpers
import watching

KILLS = int(os.environ.get("ALIGNTUI_KILLS", "1000"))


def test_a_thousand_kills_lose_nothing_that_was_acknowledged(
    tmp_path: Path, print_figures: Callable[[object], None]
) -> None:
    figures = crowd.Kills(**crowd.apart("killed", tmp_path, KILLS))
    print_figures(figures)
    assert figures.kills >= KILLS
    assert figures.acknowledged > KILLS // 10
    assert (figures.lost, figures.doubled, figures.wrong, figures.unreadable, figures.left) == (0, 0, 0, 0, 0)
    assert figures.reads > 0


def test_eight_people_see_each_other_within_half_a_second(
    tmp_path: Path, print_figures: Callable[[object], None]
) -> None:
    """The requirement is p95 under 500 ms; on a busy machine only the printed figure is strict."""
    figures, screen = watching.watched(tmp_path, seconds=10.0, pace=0.7)
    print_figures(f"{figures}\n  {watching.said(screen)}")
    assert figures.written > 80
    assert figures.kept == figures.written
    assert len(figures.waits) > 100
    assert max(screen) < float("inf")
    assert figures.share(0.5) < 1000
    assert figures.share(0.95) < 3000
