"""What a digit of a silent vote costs: calls of ours, durable changes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from case_session import millrace
from stage import Stage, stage
from test_kinds_team import NAMES, answer, here, other

import aligntui
from aligntui.engine import edits
from aligntui.engine.kinds import matrix

DIGIT, DRAWING = 4_000, 750
"""Most calls of functions of ours for one digit, and for drawing once more what stands there."""
OURS = str(Path(aligntui.__file__).parent)


@contextmanager
def calls() -> Iterator[Counter[str]]:
    """Calls of functions of ours, by file and name."""
    count: Counter[str] = Counter()

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(OURS):
            count[f"{code.co_filename[len(OURS) + 1 :]}:{code.co_name}"] += 1

    sys.setprofile(note)
    try:
        yield count
    finally:
        sys.setprofile(None)


async def vote(s: Stage) -> None:
    """Five people who answer in silence, four of them in part."""
    here(s, 5)
    await s.keys("plus", "minus")
    for number, name in enumerate(NAMES):
        answer(other(s, name), f"mark{number}", {"so1>a": number - 1, "so1>b": 0})
    await s.poll()


async def test_a_digit_of_a_silent_vote() -> None:
    fill = millrace("strategies", "drivers", "axes", "scenarios")
    async with stage("scenarios", at="scenarios/tunnel", solo=False, fill=fill) as s:
        for item in s.view.items("strategies")[6:]:
            s.handle.apply(edits.set_status(item, "parked"))
        await vote(s)
        assert len(matrix.crossing(s.step.ctx).pairs) == 24
        before = s.session.meta.rev
        with calls() as digit:
            await s.keys("4")
        assert s.session.meta.rev == before + 1, "one durable change"
        with calls() as drawing:
            s.step.redraw()
            await s.settle()
        assert 0 < sum(digit.values()) <= DIGIT, digit.most_common(12)
        assert 0 < sum(drawing.values()) <= DRAWING, drawing.most_common(12)
