"""Every draft of a method begins in one session, and each of its steps opens in each of its phases."""

from __future__ import annotations

import pytest
from drafts import NAMES, drafts
from playing import Play
from sample_items import sampled

from aligntui.engine.runs.walk import phases
from aligntui.methods.types import SHARED


def steps(name: str) -> list[str]:
    return [f"{name}/{step.id}" for step in drafts().method(name).steps]


def open_all(play: Play, name: str, *, solo: bool) -> list[str]:
    """Open all steps of a method in all phases, beside whatever else the session holds."""
    seen = []
    for ref in steps(name):
        there = Play(ref, library=drafts(), beside=play, solo=solo, people=1 if solo else 3)
        for phase in phases(there.ctx.step, there.run) or [""]:
            there = Play(ref, phase=phase, library=drafts(), beside=there, solo=solo, people=1 if solo else 3)
            assert there.sight.question or there.sight.rows or there.offers, (ref, phase)
            there.ctx.figures.findings(there.ctx.method, there.ctx.step)
        play = there
        seen.append(ref)
    return seen


@pytest.mark.parametrize("solo", [True, False], ids=["alone", "team"])
@pytest.mark.parametrize("name", NAMES)
def test_each_step_opens_with_and_without_anything_written(name: str, solo: bool) -> None:
    play = Play(steps(name)[0], library=drafts(), solo=solo)
    assert open_all(play, name, solo=solo) == steps(name)
    play = play.tell()
    sampled(play)
    assert open_all(play, name, solo=solo) == steps(name)


def test_all_begin_in_one_session() -> None:
    play = Play("swot/factors", library=drafts()).tell()
    for name in NAMES:
        play = Play(steps(name)[0], library=drafts(), beside=play)
    sampled(play)
    assert {run.agenda for run in play.session.runs.values()} >= set(NAMES)
    assert {*NAMES, SHARED, "swot"} <= play.session.methods.keys()
    runs = {run.agenda: id_ for id_, run in play.session.runs.items()}
    for name in NAMES:
        play.run_id = runs[name]
        assert open_all(play, name, solo=True) == steps(name)
