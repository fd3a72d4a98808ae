"""A second window under one name: no answer is seen or given there before it is said who sits there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from stage import PERSON, Stage, make_store, stage  # isort: skip
from case_session import millrace

from aligntui.engine.rounds.asked import subjects
from aligntui.store.local import windows
from aligntui.tui.pages.question.page import QuestionPage

STEPS = ["swot/importance", "swot/weigh-inside"]


@asynccontextmanager
async def second_window(step: str) -> AsyncIterator[tuple[Stage, Stage]]:
    """A window with an answer in an open round, and another one under the same name."""
    async with stage("swot", at=step, solo=False, fill=millrace("factors")) as first:
        await first.keys("4")
        assert answers(first) == [4]
        handle = first.store.open(first.handle.path)
        async with stage(store=first.store, handle=handle, solo=False, at=step) as second:
            yield first, second


def answers(s: Stage) -> list[object]:
    """All that was answered in any round."""
    return [value for ballot in s.session.ballots.values() for value in ballot.answers.values()]


def seen(s: Stage) -> list[object]:
    """The own answers as they are shown."""
    return [subject.value for subject in subjects(s.step.ctx) if subject.value is not None]


@pytest.mark.parametrize("step", STEPS)
async def test_the_first_row_shows_nothing_and_changes_nothing(step: str) -> None:
    async with second_window(step) as (_, s):
        assert isinstance(s.top, QuestionPage)
        assert seen(s) == []
        await s.keys("enter")
        assert s.top is s.page
        assert seen(s) == []
        await s.keys("2")
        assert answers(s) == [4]
        assert s.message.startswith("! Another window here is Ines Calder too: answers stay covered.")


@pytest.mark.parametrize("step", STEPS)
async def test_who_says_that_both_are_hers_sees_her_answers(step: str) -> None:
    async with second_window(step) as (_, s):
        await s.keys("down", "enter")
        assert seen(s) == [4]
        await s.keys("down", "2")
        assert sorted(map(str, answers(s))) == ["2", "4"]


async def test_the_question_comes_again_by_its_name() -> None:
    async with second_window(STEPS[0]) as (_, s):
        await s.keys("escape", "/my-name")
        assert isinstance(s.top, QuestionPage)
        await s.keys("down", "enter")
        assert seen(s) == [4]


async def test_hidden_cards_and_words_of_that_name_stay_hidden_until_it_is_said_who_sits_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with stage("swot", at="swot/factors", solo=False) as first:
        await first.type("Sourdough sells out\n")
        await first.type("Half a sent")
        first.flush()
        monkeypatch.setattr(windows, "this_window", lambda: "another window")
        store = make_store(first.store.data, PERSON, seed=8000)
        handle = store.open(first.handle.path)
        async with stage(store=store, handle=handle, solo=False, at="swot/factors") as second:
            assert isinstance(second.top, QuestionPage)
            assert not second.shows("Sourdough")
            assert not second.shows("Half a sent")
            await second.keys("enter")
            assert not second.shows("Sourdough")
            await second.keys("/my-name")
            await second.keys("down", "enter")
            assert second.shows("Sourdough")
            assert second.shows("Half a sent"), "that the other window has these words is said"
