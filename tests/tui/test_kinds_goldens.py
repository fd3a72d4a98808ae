"""Pictures of the steps as plain text: what a person sees, row by row.

    ALIGNTUI_GOLDENS=write pytest tests/tui/test_kinds_goldens.py

writes the files in tests/goldens anew; look at the difference before you keep it.
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from case_session import millrace
from stage import Clock, make_store, stage

from aligntui.methods.library import Library

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
GOLDENS = Path(__file__).resolve().parent.parent / "goldens"
WRITE = os.environ.get("ALIGNTUI_GOLDENS") == "write"


@dataclass(frozen=True)
class Shot:
    """A screen: where one stands, what lies there, what was pressed, and how large the window is."""

    at: str
    parts: tuple[str, ...]
    keys: tuple[str, ...] = ()
    words: str = ""
    """Typed at the end; then the findings are looked at."""
    size: tuple[int, int] = (80, 24)
    phase: str = ""
    solo: bool = True
    after: tuple[str, ...] = ()
    """Pressed behind the words."""
    day: str = ""
    """Day of the sitting."""
    books: str = ""
    """Folder of methods below tests/fixtures, in place of the built-in ones."""


FACTORS = ("records", "people", "factors")
TOWS = (*FACTORS, "match", "strategies")
GRID = (*FACTORS, "match")
PLAN = ("people", "goals", "strategies", "objectives")
WORLDS = ("records", "people", "strategies", "drivers", "axes", "scenarios", "effects", "tunnel", "signposts")

TYPED = "Open a web shop for weekend bread"
PICTURE = "It is a wet Tuesday at half past seven.\nThe lockers hum open for commuters."
DOTS = ("space", "space", "space", "tab", "space", "tab", "down", "space")
PHONES = "Rebuild ordering for phones"

SHOTS = {
    "vision-statement-empty": Shot("vision/statement", ()),
    "vision-tests": Shot("vision/tests", ("records", "people"), ("4", "3")),
    "swot-board-empty": Shot("swot/factors", ()),
    "swot-board-writing": Shot("swot/factors", FACTORS, ("down", "down"), TYPED),
    "swot-board-cards": Shot("swot/factors", FACTORS, ("escape",)),
    "swot-board-parked": Shot("swot/factors", FACTORS, ("escape", "down", "delete", "end", "enter")),
    "swot-board-vote": Shot("swot/factors", FACTORS, DOTS, phase="vote", solo=False),
    "swot-board-merge": Shot("swot/factors", FACTORS, ("space", "down", "/merge"), phase="merge", solo=False),
    "swot-board-wide": Shot("swot/factors", FACTORS, ("down", "down"), TYPED, (120, 40)),
    "swot-factor-open": Shot("swot/factors", FACTORS, ("escape", "enter", "tab")),
    "swot-evidence": Shot("swot/evidence", FACTORS),
    "swot-ask-points": Shot("swot/weigh-inside", FACTORS, ("3", "0", "down", "2", "5", "down", "1", "0")),
    "swot-ask-scale": Shot("swot/importance", FACTORS, ("5", "4", "3")),
    "swot-result": Shot("swot/result", FACTORS),
    "tows-grid-open": Shot("tows/grid", FACTORS, ("0", "+", "+", "0")),
    "tows-grid": Shot("tows/grid", TOWS, ("down",) * 10 + ("right",) * 8),
    "tows-cells": Shot("tows/cards", TOWS, ("escape", "tab", "down")),
    "tows-cells-prompt": Shot("tows/cards", (*FACTORS, "match"), ("down",), PHONES),
    "tows-cells-wide": Shot("tows/cards", TOWS, ("escape", "tab", "down"), size=(120, 40)),
    "tows-card-cites": Shot(
        "tows/cards", GRID, ("down",), PHONES,
        after=("enter", "escape", "enter", "tab", "down", "space", "right"),
    ),
    "tows-result": Shot("tows/result", TOWS),
    "choose-rate": Shot("choose/rate", ("strategies",), ("5", "3", "4", "2", "4")),
    "choose-decide": Shot("choose/rate", ("strategies",), ("down", "down", "down"), phase="decide"),
    "vision-statement": Shot("vision/statement", ("records",), ("tab", "tab")),
    "vision-statement-findings": Shot("vision/statement", (), (), "be the best bakery"),
    "vision-picture": Shot("vision/picture", ("records",), (), PICTURE),
    "objectives-table": Shot("objectives/draft", PLAN, ("end",)),
    "objective-findings": Shot("objectives/draft", PLAN, ("end", "enter")),
    "objectives-tree": Shot("objectives/tree", PLAN),
    "review-card": Shot(
        "review/cards", (*PLAN, "checkins"), ("3", "enter", "1", "1", "8", "enter"),
        "only two can bake on Fridays", day="2027-06-30", books="methods",
        after=("enter", "2", "enter", "2", "5", "0", "enter"),
    ),
    "review-card-begun": Shot(
        "review/cards", (*PLAN, "checkins"), ("3", "enter"), "118", day="2027-06-30", books="methods"
    ),
    "commit-plan": Shot("commit/plan", (*PLAN, "factors", "records", "signposts")),
    "scenarios-drivers": Shot("scenarios/drivers", WORLDS, ("escape",)),
    "scenarios-rate": Shot("scenarios/rate", WORLDS, ("5", "5", "5", "4")),
    "scenarios-axes": Shot("scenarios/axes", WORLDS),
    "scenarios-worlds": Shot("scenarios/worlds", WORLDS, ("down",)),
    "scenarios-story": Shot("scenarios/stories", WORLDS, (), "By 2029 costs jump and wallets shut."),
    "scenarios-effects": Shot("scenarios/effects", WORLDS, ("escape",)),
    "scenarios-tunnel": Shot("scenarios/tunnel", WORLDS, ("down",) * 7),
    "scenarios-signposts": Shot("scenarios/signposts", WORLDS, ("down", "down")),
    "needs": Shot("tows/grid", ()),
    "guide-over": Shot("swot/factors", FACTORS, (), "Half", after=("ctrl+g",)),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOTS)
async def test_the_picture_is_the_one_we_know(name: str, tmp_path: Path) -> None:
    shot = SHOTS[name]
    fill = millrace(*shot.parts) if shot.parts else None
    method = shot.at.partition("/")[0]
    store = make_store(tmp_path, clock=Clock(f"{shot.day}T14:00:00")) if shot.day else None
    async with stage(
        method, at=shot.at, fill=fill, size=shot.size, phase=shot.phase, solo=shot.solo, store=store,
        books=Library(FIXTURES / shot.books) if shot.books else None,
    ) as s:  # fmt: skip
        await s.keys(*shot.keys)
        if shot.words:
            await s.type(shot.words)
        await s.keys(*shot.after)
        await s.look()
        now = s.screen()
    path = GOLDENS / f"{name}.txt"
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(now) + "\n", encoding="utf-8")
    known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    assert now == known, "\n" + "\n".join(difflib.unified_diff(known, now, "known", "now", lineterm=""))


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(SHOTS)
