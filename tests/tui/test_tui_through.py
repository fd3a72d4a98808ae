"""The end of a workshop: one sentence says so and what can be done now, and the plan stands there once."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import stage
from test_workshop_leading import go, joins, meet

from aligntui.engine.runs import walk
from aligntui.tui.pages.plan.page import Results


async def test_behind_a_step_that_shows_the_plan_it_is_not_shown_again() -> None:
    async with stage("commit", at="commit/plan", fill=millrace()) as s:
        await s.go_on()
        assert s.top is s.page
        assert s.message.startswith("ok You are through: that was the last step")
        assert "^R" in s.message
        assert "^O" in s.message
        await s.keys("/results")
        assert (s.top is s.page, s.message) == (True, "The plan stands here already.")


@pytest.mark.parametrize("at", ["swot/answer", "objectives/mend"])
async def test_behind_another_last_step_the_plan_says_that_one_is_through(at: str) -> None:
    async with stage(at, fill=millrace()) as s:
        while s.top is s.page:
            await s.go_on()
        assert isinstance(s.top, Results)
        assert any("You are through: that was the last step" in row for row in s.screen())


async def test_from_the_plan_of_what_is_done_one_goes_back_to_where_it_is_written() -> None:
    async with stage("commit", at="commit/plan", fill=millrace()) as s:
        s.app.switch_screen(Results(s.handle, s.page.scene.run))
        await s.settle()
        await s.keys("escape")
        assert s.top is s.page
        assert not s.page.scene.step.shows_plan


async def test_a_room_is_told_that_there_is_a_plan_before_whoever_leads_goes_to_it() -> None:
    async with stage("swot/answer", fill=millrace(), solo=False) as ines, joins(ines, "Joe") as joe:
        await meet(ines, joe)
        await ines.go_on()
        assert ines.top is ines.page
        assert "shows you the plan" in ines.message
        await ines.keys("ctrl+n")
        assert isinstance(ines.top, Results)
        assert any("You are through" in row for row in ines.screen())
        await joe.poll()
        told = "ok You are through: Ines Calder has ended the last step, and all is kept."
        told += " ^K results shows the plan."
        assert joe.message == told
        joe.seconds.now += 60
        joe.page.bar.look()
        assert joe.message == told, "no finding covers it"
        await joe.keys("ctrl+n")
        assert joe.message == told, "nobody is said to move anybody on"
        await joe.keys("up")
        joe.seconds.now += 60
        joe.page.bar.look()
        assert "goes on" not in joe.message
        await joe.keys("/results")
        assert isinstance(joe.top, Results)


async def test_the_last_step_ends_behind_one_question_while_somebody_types_on() -> None:
    async with stage("swot/answer", fill=millrace(), solo=False) as ines, joins(ines, "Joe") as joe:
        await joe.type(" and")
        await meet(joe, ines)
        await ines.keys("ctrl+n")
        for part in ("Joe is in the middle of a line: it waits there.", "The last step: ^N ends it"):
            assert part in ines.message
        assert ines.message.count("^N") == 1
        await joe.type(" more")
        await meet(joe, ines)
        await ines.keys("ctrl+n")
        assert isinstance(ines.top, Results)


@pytest.mark.parametrize(
    ("ways", "kept"), [((), None), (("down",), "Yes."), (("down", "down"), "Yes./results")]
)
@pytest.mark.parametrize("key", ["enter", "ctrl+n"])
async def test_a_command_typed_behind_words_is_not_kept_without_a_question(
    key: str, ways: tuple[str, ...], kept: str | None
) -> None:
    async with stage("swot/answer", fill=millrace()) as s:
        await s.keys("ctrl+u")
        await s.type("Yes./results")
        await s.keys(key)
        assert any("The line ends in /results." in row for row in s.screen())
        await s.keys(*ways, "enter")
        assert isinstance(s.top, Results) is (kept is not None), "words that are kept end the last step"
        told = " ".join(s.screen())
        assert (kept or "Yes./results") in told
        assert ("/results" in told) is (kept != "Yes.")


async def test_who_stands_at_the_plan_when_it_ends_is_told_so_and_no_key_leads_further() -> None:
    async with (
        stage("commit", at="commit/plan", fill=millrace(), solo=False) as ines,
        joins(ines, "Joe") as joe,
    ):
        await meet(ines, joe)
        assert "^N" in ines.screen()[-1]
        await ines.go_on()
        await ines.keys("ctrl+n")
        await meet(ines, joe)
        assert joe.message == "ok You are through: Ines Calder has ended the last step, and all is kept." + (
            " This is the plan."
        )
        for s in (ines, joe):
            if s.top is s.page:
                assert "^N" not in s.screen()[-1]
                assert "go on" not in s.screen()[-1]


@pytest.mark.parametrize(("goes", "at_plan"), [("round", True), ("step", True), ("step", False)])
async def test_who_was_through_is_told_where_the_room_goes_on(goes: str, at_plan: bool) -> None:
    async with stage("swot", at="swot/importance", fill=millrace("factors"), solo=False) as ines, \
               joins(ines, "Joe") as joe:  # fmt: skip
        run = ines.page.scene.run_now()
        last = len(run.steps) - 1
        for step in run.steps:
            await ines.page.scene.commit(walk.set_on(run, step, "state", "done"))
        await go(ines, last)
        await meet(ines, joe)
        await ines.go_on()
        await ines.keys("ctrl+n")
        await meet(joe)
        assert "You are through" in joe.message
        if at_plan:
            await joe.keys("/results")
        await ines.back()
        await go(ines, 3)
        await meet(ines)
        if goes == "round":
            await joe.poll()
            await ines.keys("enter", "1")
            assert any(one.state == "open" for one in ines.session.rounds.values())
        await joe.poll()
        if not at_plan:
            assert joe.here == "swot/importance rate"
            assert "You are through" not in joe.message
            return
        told = {"round": "A round is open at", "step": "Ines Calder is at"}[goes]
        now = {"round": "", "step": " now"}[goes]
        assert joe.message == f"? {told} Importance / Rate{now}: Esc, then ^X goes there."
        await joe.keys("escape", "ctrl+x")
        assert joe.here == "swot/importance rate"
