"""What a digit of a silent vote costs: calls of ours, durable changes, and files asked."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from case_session import millrace
from stage import Stage, library, stage
from test_kinds_team import NAMES, answer, here, other

import aligntui
from aligntui.engine import edits, grids
from aligntui.engine.rounds import ballots
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Privacy

DIGIT, ANEW, AGAIN = 2_500, 1_400, 100
"""Most calls of functions of ours for one digit, for drawing all of it anew, and once more as it stands."""
OURS = str(Path(aligntui.__file__).parent)
FILES = ("open", "stat", "lstat", "scandir", "listdir", "access", "readlink")
"""Functions of the system that look a file up."""


@contextmanager
def calls() -> Iterator[Counter[str]]:
    """Calls of functions of ours, by file and name; those of the system that look a file up, as `file`."""
    count: Counter[str] = Counter()

    def note(frame: FrameType, event: str, called: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(OURS):
            count[f"{code.co_filename[len(OURS) + 1 :]}:{code.co_name}"] += 1
        elif event == "c_call" and called.__name__ in FILES and called.__module__ in ("posix", "io", "_io"):
            count["file"] += 1

    sys.setprofile(note)
    try:
        yield count
    finally:
        sys.setprofile(None)


@asynccontextmanager
async def silent_vote(privacy: str) -> AsyncIterator[Stage]:
    """A grid of 24 pairs that five people rate in silence, four of them in part."""
    books = library()
    grid = next(step for step in books.method("scenarios").steps if step.id == "tunnel")
    grid.privacy = Privacy(names=privacy)
    fill = millrace("strategies", "drivers", "axes", "scenarios")
    async with stage("scenarios", at="scenarios/tunnel", solo=False, fill=fill, books=books) as s:
        for item in s.view.items("strategies")[6:]:
            s.handle.apply(edits.set_status(item, "parked"))
        here(s, 5)
        await s.keys("1", "0")
        for number, name in enumerate(NAMES):
            who = name if privacy == "named" else f"mark{number}"
            answer(other(s, name), who, {"so1>a": number - 1, "so1>b": 0})
        await s.poll()
        assert len(grids.crossing(s.step.ctx).pairs) == 24
        assert [r.privacy for r in s.session.rounds.values()] == [privacy]
        yield s


@pytest.mark.parametrize("privacy", ["named", "secret"])
async def test_a_digit_of_a_silent_vote(privacy: str) -> None:
    async with silent_vote(privacy) as s:
        before = s.session.meta.rev
        with calls() as digit:
            await s.keys("2")
        assert s.session.meta.rev == before + 1, "one durable change"
        ours = digit.total() - digit["file"]
        assert 0 < ours <= DIGIT, digit.most_common(12)


@pytest.mark.parametrize("privacy", ["named", "secret"])
async def test_drawing_asks_no_file(privacy: str) -> None:
    async with silent_vote(privacy) as s:
        with calls() as again:
            s.step.redraw()
            await s.settle()
        assert again["file"] == 0
        assert 0 < again.total() <= AGAIN, again.most_common(12)
        with calls() as drawing:
            s.step.known = None
            s.step.redraw()
            s.page.frame()
            await s.settle()
        assert drawing["engine/grids.py:crossing"] == 1, "all of it is drawn anew"
        assert drawing["file"] == 0
        assert drawing.total() <= ANEW, drawing.most_common(12)


async def test_only_an_answer_makes_a_mark() -> None:
    async with silent_vote("secret") as s:
        ctx = s.step.ctx
        fresh, ops = ballots.opened(ctx.view, ctx.run, ctx.step, "scenarios", "", ctx.new_id, again=True)
        other(s).apply(ops)
        await s.poll()
        await s.keys("right", "left")
        assert answering(s.step.ctx).round == fresh
        assert s.drafts.marked(fresh.id) == "", "looking makes none"
        await s.keys("2")
        assert s.drafts.marked(fresh.id)
        assert [b.by for b in s.view.ballots(fresh.id)] == [s.drafts.marked(fresh.id)]
