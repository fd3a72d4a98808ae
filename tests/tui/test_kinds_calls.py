"""What one Enter on a board costs: calls of ours, their modules, redraws, and files that drawing opens."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from case_session import millrace
from stage import stage

import aligntui
from aligntui.tui.kinds.cards import CardCanvas

PACKAGE = str(Path(aligntui.__file__).parent)
CALLS, MODULES = 1400, 90
"""What an Enter may cost at most."""


@contextmanager
def counted() -> Iterator[Counter[tuple[str, str]]]:
    """Count calls by module and name while it is open."""
    calls: Counter[tuple[str, str]] = Counter()

    def note(frame: FrameType, event: str, _arg: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(PACKAGE):
            calls[code.co_filename.removeprefix(PACKAGE), code.co_qualname] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(before)


async def test_an_enter_on_a_board_costs_little_and_draws_once() -> None:
    async with stage("swot/factors", at="swot/factors") as s:
        await s.type("We bake")
        await s.keys("enter")
        await s.type("Sourdough sells out")
        with counted() as calls:
            await s.keys("enter")
        assert s.words("strengths") == ["We bake", "Sourdough sells out"]
        assert calls["/tui/kinds/cards.py", f"{CardCanvas.__name__}.draw"] == 1
        assert sum(calls.values()) <= CALLS, calls.most_common(20)
        assert len({module for module, _ in calls}) <= MODULES


async def test_a_board_takes_its_cards_up_once_for_what_there_is_and_is_looked_through_later() -> None:
    with counted() as calls:
        async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
            before = dict(calls)
            assert s.step.board.panes[0].cards
    # Once for the room there is, and once when the clock of the step has begun.
    assert before["/tui/kinds/board.py", "BoardView.fill"] <= 2
    assert ("/analysis/checks.py", "of_step") not in before


async def test_marks_stand_at_cards_once_the_step_was_looked_through() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.type("Old oven")
        await s.keys("enter")
        assert s.step.found() == {}
        await s.look()
        assert [*s.step.found()] == [s.step.board.panes[0].cards[0].id]


@pytest.mark.parametrize("phase", ["write", "merge", "vote"])
async def test_drawing_a_board_opens_no_file_and_changes_nothing(phase: str) -> None:
    async with stage("swot", at="swot/factors", phase=phase, fill=millrace("factors")) as s:
        before, opened = s.session.meta.rev, []
        sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" and WATCHING else None)
        WATCHING.append(phase)
        try:
            s.step.on_resize()
            s.page.frame()
        finally:
            WATCHING.clear()
        assert opened == []
        assert s.session.meta.rev == before


WATCHING: list[str] = []
"""Not empty while files that are opened are noted."""
