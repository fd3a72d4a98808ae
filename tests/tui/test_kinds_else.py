"""`else: solo` of a need: with too few people a step is gone through as by one alone, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_session import millrace
from stage import stage

from aligntui.methods.library import Library

METHOD = """\
method: probe
title: Probe
level: fundamentals
steps:
  - {kind: report, id: before, title: Before, ask: What is there?, show: [people]}
  - kind: ask
    id: rate
    title: How sure are we?
    ask: How sure are we?
    about: goals
    answer: {type: scale, from: 1, to: 5}
    rounds: 2
    privacy: {names: secret}
    phases: [rate, reveal, talk, again]
    needs: [{count: people, min: 3, else: solo, why: "Alone, rate twice and compare."}]
"""


@pytest.fixture
def books(tmp_path: Path) -> Library:
    (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
    return Library(user=tmp_path)


async def test_without_enough_people_the_step_opens_in_the_way_of_one_alone(books: Library) -> None:
    async with stage("probe", books=books, solo=False, fill=millrace("goals")) as s:
        await s.keys("ctrl+n")
        assert s.here == "probe/rate rate"
        assert s.message == "Alone, rate twice and compare."
        assert s.heading.endswith("[Rate] > Again")
        await s.keys("ctrl+l")
        assert any("[rate]" in row and "again" in row and "talk" not in row for row in s.screen())
        await s.keys("escape", "3", "4", "5", "3", "ctrl+n")
        assert s.here == "probe/rate again"
        assert [r.state for r in s.session.rounds.values()] == ["revealed"]
        assert not next(iter(s.session.runs.values())).solo


async def test_with_enough_people_it_goes_the_way_of_a_team(books: Library) -> None:
    async with stage("probe", books=books, solo=False, fill=millrace("goals", "people")) as s:
        await s.keys("ctrl+n")
        assert s.here == "probe/rate rate"
        assert s.heading.endswith("[Rate] > Reveal > Talk > Again")
        assert s.message == "Answers here are secret: no name, no time, no order is kept."
