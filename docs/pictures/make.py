"""Draw the pictures of the README from the running app: `python docs/pictures/make.py`.

Every picture is a screen of the sample workshop that comes along, as a terminal of 80 columns shows it.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from itertools import count
from pathlib import Path

from aligntui.methods.library import Library
from aligntui.settings import Settings
from aligntui.store.local.repository import Store
from aligntui.tui import taking_in
from aligntui.tui.app import AlignApp
from aligntui.tui.page import Page
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.workshop.page import WorkshopPage

FOLDER = Path(__file__).resolve().parent
SIZE = (80, 24)
PICTURES = {
    "swot": ("swot/factors", ["escape", "down"]),
    "tows": ("tows/grid", []),
    "plan": ("", []),
}
"""Name of the picture -> (step, keys pressed on it); without a step the plan on one page."""

FONT = re.compile(r"@font-face \{.*?\}\s*", re.S)
"""Fonts that a viewer would fetch; any monospaced one of its own will do."""
NAME = re.compile(r"terminal-\d+-|terminal-\d+")
"""Names inside a picture, different in every run."""


def screen(app: AlignApp, ref: str) -> Page:
    """The page that a picture shows."""
    handle = taking_in.take_sample(app)
    run = next(iter(handle.session.runs.values()))
    if not ref:
        return Results(handle, run)
    return WorkshopPage(handle, run, next(step.id for step in run.steps if step.step == ref))


async def draw(name: str, home: Path) -> str:
    """One picture as SVG."""
    ref, keys = PICTURES[name]
    ids = count(1)
    store = Store(
        home / name,
        home / name / "state",
        clock=lambda: "2026-11-24T14:07:00",
        new_id=lambda: f"id{next(ids):04}",
        person="Dot Okafor",
    )
    app = AlignApp(
        store,
        Library(),
        Settings(),
        lambda app: screen(app, ref),
        now=store.clock,
        new_id=store.new_id,
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        svg = app.export_screenshot(title="aligntui", simplify=True)
    return NAME.sub("at-", FONT.sub("", svg)).replace("Fira Code", "monospace")


def main() -> None:
    """Draw all of them."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "UTC"}
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as home:
        for name in PICTURES:
            (FOLDER / f"{name}.svg").write_text(asyncio.run(draw(name, Path(home))), encoding="utf-8")


if __name__ == "__main__":
    main()
