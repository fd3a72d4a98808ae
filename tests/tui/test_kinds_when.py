"""`when`: a step or a field is asked only while its condition holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_session import millrace
from stage import stage

from aligntui.methods.library import Library

METHOD = """\
method: probe
title: Probe
level: fundamentals
records:
  frame:
    fields:
      grow: {type: yesno, label: grow, ask: Do we want to grow?}
      where: {type: text, label: where, ask: Where do we want to grow?, when: grow = yes}
      until: {type: text, label: until, ask: Until when?}
steps:
  - {kind: form, id: frame, title: Frame, ask: What is it about?, minutes: 5, record: frame}
  - {kind: board, id: places, title: Places, ask: Where to?, holds: decisions, when: frame.grow = yes}
  - {kind: form, id: more, title: More, ask: What else?, record: frame, fields: [until], when: "until != ''"}
  - {kind: report, id: end, title: End, ask: What is decided?, show: [frame]}
"""


@pytest.fixture
def books(tmp_path: Path) -> Library:
    (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
    return Library(user=tmp_path)


async def test_a_step_whose_condition_does_not_hold_is_passed_over_both_ways(books: Library) -> None:
    async with stage("probe", books=books) as s:
        await s.keys("n", "enter")
        assert s.item_of("frame") == {"grow": "no"}
        await s.keys("ctrl+n")
        assert s.here == "probe/end"
        states = [one.state for one in s.page.scene.run.steps]
        assert states == ["done", "skipped", "skipped", "begun"]
        await s.keys("ctrl+l")
        rows = [row for row in s.screen() if re.search("Places|More", row)]
        assert all("not needed" in row for row in rows), rows
        await s.keys("escape", "ctrl+p")
        assert s.here == "probe/frame"


async def test_it_is_taken_up_when_the_condition_comes_to_hold(books: Library) -> None:
    async with stage("probe", books=books) as s:
        await s.keys("ctrl+n")
        assert s.here == "probe/end"
        await s.keys("ctrl+p", "left", "enter")
        # "where" is asked now, and stands between the two.
        assert s.question == "Where do we want to grow?"
        await s.type("by the canal\n")
        assert s.question == "Until when?"
        await s.keys("ctrl+n")
        assert s.here == "probe/places"
        assert [one.state for one in s.page.scene.run.steps][1] == "begun"
        await s.keys("ctrl+n")
        assert s.here == "probe/end"


async def test_a_field_goes_when_it_is_no_longer_asked_and_its_words_stay(books: Library) -> None:
    async with stage("probe", books=books) as s:
        await s.keys("y", "enter")
        await s.type("by the canal\n")
        await s.keys("shift+tab", "shift+tab", "n", "enter")
        assert s.question == "Until when?"
        assert not s.shows("by the canal")
        assert s.item_of("frame") == {"grow": "no", "where": "by the canal"}


async def test_the_drawer_opens_a_step_that_is_not_needed_all_the_same(books: Library) -> None:
    async with stage("probe", books=books) as s:
        await s.keys("ctrl+l", "down", "enter")
        assert s.here == "probe/places"


async def test_a_team_says_why_only_when_the_test_speaks_against_a_pair() -> None:
    async with stage("scenarios", at="scenarios/axes", fill=millrace("drivers", "axes")) as s:
        assert not s.shows("all the same")
