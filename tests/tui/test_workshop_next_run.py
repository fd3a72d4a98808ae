"""A team goes from one workshop to the next in a session: the room is where the lead is, whatever run."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import PERSON, Stage, make_store, stage
from test_workshop_leading import LILY, TOMASZ, go, joins, meet, seen

from aligntui.engine.runs import walk
from aligntui.engine.runs.position import run_at
from aligntui.tui.navigation import stand_alone
from aligntui.tui.pages.chooser.page import Chooser
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.pages.question.page import QuestionPage
from aligntui.tui.routes import ToPlan, page_of

HOW = {"at": "swot/result", "solo": False, "fill": millrace("factors")}


async def begin_tows(s: Stage) -> None:
    """Another workshop in this session, from the plan on."""
    s.app.call_later(s.page.going.do_results)
    await s.settle()
    await s.keys("/another-run")
    await s.type("tows")
    await s.keys("enter")
    assert s.here.startswith("tows/"), seen(s)


def run_of(s: Stage) -> str:
    """Title of the run one is in."""
    return s.page.scene.run_now().title


async def test_who_follows_is_taken_along_into_the_next_run_and_sits_there_alone_under_the_name() -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz, joins(ines, LILY, 8000) as lily:
        await meet(ines, tomasz, lily)
        await begin_tows(ines)
        assert not isinstance(ines.top, QuestionPage), "her own place in the run that she left is nobody"
        await meet(ines, tomasz, lily)
        for s in (tomasz, lily):
            assert s.here == ines.here
            assert s.message.startswith(f"{PERSON} leads and is here: ")
        assert ines.page.presence.company.people == 3
        assert not isinstance(ines.top, QuestionPage)


async def test_who_is_through_and_reads_the_plan_goes_along_too() -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz:
        await ines.keys("ctrl+n", "ctrl+n")
        assert isinstance(ines.top, Results)
        await meet(tomasz)
        assert "You are through" in tomasz.message
        tomasz.app.call_later(tomasz.page.going.do_results)
        await tomasz.settle()
        assert isinstance(tomasz.top, Results)
        await ines.keys("/another-run")
        await ines.type("tows")
        await ines.keys("enter")
        await meet(ines, tomasz)
        assert tomasz.top is tomasz.page
        assert tomasz.here == ines.here


async def test_who_looks_around_is_told_and_a_key_or_a_call_leads_there() -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz, joins(ines, LILY, 8000) as lily:
        await meet(ines, tomasz, lily)
        await go(tomasz, 0)
        await go(lily, 0)
        await begin_tows(ines)
        await meet(ines, tomasz, lily)
        assert tomasz.message == f"? {PERSON} has begun TOWS: ^X goes there."
        assert run_of(tomasz) == "SWOT analysis"
        assert tomasz.screen()[0].startswith(f" {PERSON} is at TOWS  ^X")
        await ines.keys("/who")
        assert f"{TOMASZ}, SWOT analysis: " in seen(ines)
        await ines.keys("escape")
        await tomasz.keys("ctrl+x")
        assert tomasz.here == ines.here
        await ines.keys("/call-all")
        await meet(ines, lily)
        assert lily.here == ines.here


async def test_who_reads_another_page_is_told_there() -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz:
        await meet(ines, tomasz)
        await tomasz.keys("/findings")
        await begin_tows(ines)
        for _ in range(2):
            tomasz.handle.refresh()
            tomasz.app.call_later(tomasz.page.overhear)
            await tomasz.settle()
        assert tomasz.message == f"? {PERSON} has begun TOWS: Esc, then ^X goes there."
        await tomasz.keys("escape", "ctrl+x")
        assert tomasz.here == ines.here


async def test_who_types_comes_along_once_the_line_is_kept() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.type("Sourdough sells")
        await begin_tows(ines)
        await meet(ines, tomasz)
        assert run_of(tomasz) == "SWOT analysis"
        assert tomasz.message.startswith(f"? {PERSON} is at TOWS: you come along")
        await tomasz.keys("enter")
        await meet(tomasz)
        assert tomasz.here == ines.here
        assert "Sourdough sells" in tomasz.words("strengths")


async def test_the_room_is_where_the_lead_goes_back_to_and_not_where_she_only_looks() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await begin_tows(ines)
        await meet(ines, tomasz)
        assert tomasz.here == ines.here
        await ines.keys("/runs", "down", "enter")
        assert ines.here.startswith("swot/")
        await meet(ines, tomasz)
        assert tomasz.here == ines.here, "what is not done goes on"


async def test_a_lead_who_looks_at_a_run_that_is_through_draws_nobody_until_she_calls() -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz:
        await ines.keys("ctrl+n", "ctrl+n")
        for step in ines.page.scene.run.steps:
            await ines.page.scene.commit(walk.set_on(ines.page.scene.run, step, "state", "done"))
        ines.app.screen.dismiss()
        await ines.settle()
        await begin_tows(ines)
        await meet(ines, tomasz)
        there = tomasz.here
        assert there == ines.here
        await ines.keys("/runs", "down", "enter")
        await meet(ines, tomasz)
        assert ines.here.startswith("swot/")
        assert ines.screen()[0].startswith(" The room is at TOWS  ^X")
        assert tomasz.here == there
        await ines.keys("/call-all")
        await meet(ines, tomasz)
        assert tomasz.here == ines.here


async def test_the_next_one_of_the_same_kind_takes_all_along() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await meet(ines, tomasz)
        await ines.keys("/runs", "/next-run")
        assert len(ines.session.runs) == 2
        await meet(ines, tomasz)
        assert tomasz.page.scene.run_now().id == ines.page.scene.run_now().id


async def test_what_somebody_else_begins_beside_the_room_draws_nobody_along() -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz:
        await meet(ines, tomasz)
        await begin_tows(tomasz)
        await meet(ines, tomasz)
        assert ines.here.startswith("swot/")


@pytest.mark.parametrize("left", [True, False])
async def test_a_fresh_start_and_home_lead_to_the_run_that_is_going_on(left: bool) -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz:
        await meet(ines, tomasz)
        store = make_store(ines.store.data, TOMASZ, seed=9000)
        if left:
            await tomasz.keys("ctrl+q")
        await begin_tows(ines)
        handle = store.open(ines.handle.path)
        run = run_at(handle.session, store.drafts_of(handle).position)
        assert run is not None
        assert run.title == "TOWS"


async def test_the_end_names_the_method_that_reads_on_and_one_key_leads_to_it() -> None:
    async with stage("swot", at="swot/result", fill=millrace("factors")) as s:
        for step in s.page.scene.run.steps[:-1]:
            await s.page.scene.commit(walk.set_on(s.page.scene.run, step, "state", "done"))
        await s.go_on()
        assert isinstance(s.top, Results)
        assert "TOWS builds on this: ^K another-run." in seen(s)
        assert "^N on: TOWS" in s.screen()[-1]
        await s.keys("ctrl+n")
        assert isinstance(s.top, Chooser)
        assert s.top.state.head is not None
        assert s.top.state.head.name == "tows", "it stands on that one"
        await s.keys("enter")
        assert s.here.startswith("tows/")


async def test_who_does_not_lead_is_offered_no_next_one() -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz:
        for step in ines.page.scene.run.steps:
            await ines.page.scene.commit(walk.set_on(ines.page.scene.run, step, "state", "done"))
        await meet(ines, tomasz)
        tomasz.app.call_later(tomasz.page.going.do_results)
        await tomasz.settle()
        assert "TOWS" not in tomasz.screen()[-1]
        await tomasz.keys("escape", "ctrl+k")
        await tomasz.type("next")
        assert "Another workshop" not in seen(tomasz)


@pytest.mark.parametrize("words", ["tows", "TOWS", "next workshop", "method", "impact", "another"])
async def test_another_workshop_is_found_by_what_it_is_called(words: str) -> None:
    async with stage("swot", at="swot/result", fill=millrace("factors")) as s:
        await s.keys("ctrl+k")
        await s.type(words)
        assert s.shows("Another workshop in this session"), s.screen()
        await s.keys("enter")
        assert isinstance(s.top, Chooser)
        await s.keys("escape")
        assert s.top is s.page, "out is back to the step"


async def test_who_came_straight_to_the_plan_is_told_and_goes_there_with_the_key() -> None:
    async with stage("swot", **HOW) as ines:
        for step in ines.page.scene.run.steps:
            await ines.page.scene.commit(walk.set_on(ines.page.scene.run, step, "state", "done"))
        store = make_store(ines.store.data, TOMASZ, seed=9000)
        handle = store.open(ines.handle.path)
        async with stage(store=store, handle=handle) as tomasz:
            await stand_alone(tomasz.app, page_of(ToPlan(handle, tomasz.page.scene.run_now())))
            await tomasz.settle()
            await begin_tows(ines)
            tomasz.app.call_later(tomasz.top.keeping.poll)  # type: ignore[union-attr]
            await tomasz.settle()
            assert f"{PERSON} has begun TOWS: ^X goes there." in seen(tomasz)
            await tomasz.keys("ctrl+x")
            assert tomasz.here == ines.here


async def test_who_is_taken_along_twice_at_once_comes_once_and_leaves_no_sign_behind() -> None:
    async with stage("swot", **HOW) as ines, joins(ines, TOMASZ) as tomasz:
        await meet(ines, tomasz)
        await begin_tows(ines)
        old = tomasz.page
        tomasz.handle.refresh()
        for _ in range(3):
            tomasz.app.call_later(old.leading.do_follow)
        tomasz.app.call_later(old.presence.meet)
        await tomasz.settle()
        await old.presence.meet()
        await meet(ines, tomasz)
        assert tomasz.here == ines.here
        signs = tomasz.store.presence(tomasz.handle).all()
        assert [sign.name for sign in signs] == [PERSON, TOMASZ]
        assert not isinstance(tomasz.top, QuestionPage)
