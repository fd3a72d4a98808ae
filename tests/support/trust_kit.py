"""What the trust tests stand on: the stage of the step tests, hostile strings, the root fixtures' clock."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from hostile import HOSTILE_STRINGS
from stage import Stage, library, make_store, stage

ROOT = Path(__file__).resolve().parents[2]


class Clock:
    """Local time as ISO text. Each look moves it on by one second; `forward` moves it on by more, or back."""

    def __init__(self, start: str = "2026-11-21T14:00:00") -> None:
        self.now = datetime.fromisoformat(start)

    def __call__(self) -> str:
        said = self.now.isoformat(timespec="seconds")
        self.now += timedelta(seconds=1)
        return said

    def forward(self, **span: float) -> None:
        """`forward(minutes=10)`, `forward(days=-400)`."""
        self.now += timedelta(**span)


class NewId:
    """Ids that look random and are not: the n-th one is always the same, and none comes twice."""

    def __init__(self, start: int = 0) -> None:
        self.n = start

    def __call__(self) -> str:
        self.n += 1
        return f"{self.n * 2654435761 % 2**32:08x}"


ALL = bool(os.environ.get("ALIGNTUI_ALL_STEPS"))
"""Every step of every method instead of one of each kind: tests/torture sets it."""


def chosen(s: Stage) -> list[int]:
    """Places of one step of each kind and look."""
    seen: dict[tuple[object, ...], int] = {}
    for number, entry in enumerate(s.page.scene.run.steps):
        found = s.page.scene.view.book.step(entry.step)
        if found is not None:
            step = found[1]
            answer = step.answer.type if step.answer is not None else ""
            look = (step.kind, step.layout, answer == "dots", bool(step.each), step.relation is None)
            seen.setdefault((entry.step,) if ALL else look, number)
    return list(seen.values())


__all__ = [
    "ALL",
    "HOSTILE_STRINGS",
    "ROOT",
    "Clock",
    "NewId",
    "Stage",
    "chosen",
    "library",
    "make_store",
    "stage",
]
