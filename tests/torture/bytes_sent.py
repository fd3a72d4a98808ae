"""What a whole workshop costs on the line: every step of the full agenda, gone through with one key each."""

from __future__ import annotations

from pathlib import Path

from case_session import millrace
from pty_kit import Terminal
from trust_kit import library, make_store

from aligntui.engine.runs.start import start
from aligntui.store.values import Position

START, STEP = 20_000, 12_000
"""Bytes that the first screen and another step may cost at 80x24."""
CALM = 0.75
"""Seconds of silence after which a screen is whole."""


def through_all_steps(folder: Path) -> str:
    """Go on from the first step to the plan. Gives the figures; raises when anything costs too much."""
    store = make_store(folder)
    handle, run = start(store, library(), "agenda:full-guide", title="Millrace 2027", solo=True)
    millrace()(store, handle)
    store.drafts(handle.session.meta.id).position = Position(run=run.id, step=run.steps[0].id)
    costs: list[tuple[int, str]] = []
    with Terminal(["open", "Millrace 2027"], folder) as terminal:
        terminal.until("saved")
        terminal.listen(CALM)
        first = terminal.total
        while "The plan on one page" not in terminal.row(2) and len(costs) < 200:
            # Out of the line, and out of a question that a step may ask.
            terminal.press("esc", calm=0.12)
            terminal.press("esc", calm=0.12)
            costs.append((terminal.press("ctrl+n", calm=CALM), terminal.row(2).strip()))
        # A sentence gives way to a finding once it can have been read; then nothing more comes.
        terminal.listen(3.0)
        idle = terminal.listen(3.0)
    most, where = max(costs)
    mean = sum(cost for cost, _ in costs) // len(costs)
    figures = (
        f"start {first:,} B; {len(costs)} times on: {mean:,} B on average, {most:,} B at most "
        f"({where[:40].strip()}); {idle} B in three seconds at rest"
    )
    if first > START or most > STEP or idle or "plan" not in costs[-1][1]:
        raise AssertionError(figures)
    return figures
