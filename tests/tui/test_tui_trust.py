"""Small things that cost trust: what is said is so, and what changes by itself says so."""

from __future__ import annotations

import re
from typing import Any

import pytest
from case_session import millrace
from stage import Stage, stage

from aligntui.analysis import say
from aligntui.engine.runs import running_order, walk
from aligntui.methods.library import Library
from aligntui.methods.types import Method

METHODS = ("vision", "swot", "tows", "scenarios", "objectives", "choose", "commit")


async def go_on(s: Stage) -> None:
    """On, without a key."""
    await s.page.going.do_go_on()
    await s.settle()


async def skip(s: Stage, number: int) -> None:
    """Skip a line of the running order."""
    scene = s.page.scene
    block = running_order.blocks(scene.run, scene.view.book)[number]
    await scene.commit(running_order.skip(scene.run, block))
    s.page.show_snapshot()
    await s.settle()


async def test_what_is_skipped_is_passed_over_and_stays_skipped() -> None:
    async with stage("vision", at="vision/purpose") as s:
        run = s.page.scene.run
        at = next(n for n, step in enumerate(run.steps) if step.id == s.page.scene.here.id)
        await skip(s, at + 1)
        await go_on(s)
        await go_on(s)
        assert s.page.scene.here.id == run.steps[at + 2].id
        assert s.page.scene.run.steps[at + 1].state == "skipped"
        await s.page.going.do_go_back()
        await s.settle()
        assert s.page.scene.here.id == run.steps[at].id
        await s.page.going.open_at(at + 1)
        assert s.page.scene.run.steps[at + 1].state == "begun", "going there takes it up again"


async def test_the_step_one_stands_on_can_be_skipped_too() -> None:
    async with stage("vision", at="vision/purpose") as s:
        run, here = s.page.scene.run, s.page.scene.here
        at = next(n for n, step in enumerate(run.steps) if step.id == here.id)
        await skip(s, at)
        await go_on(s)
        await go_on(s)
        assert s.page.scene.run.steps[at].state == "skipped"


@pytest.mark.parametrize("command", ["do_note_parked", "do_note_decision"])
async def test_a_note_beside_a_step_has_its_own_title(command: str) -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        below = s.screen()[1]
        await getattr(s.page.doors, command)()
        await s.settle()
        above = s.screen()[1]
        assert s.page.scene.course.beside
        assert not re.search("SWOT|Write >|>", above), above
        await s.page.going.do_go_back()
        await s.settle()
        assert s.screen()[1] == below


@pytest.mark.parametrize("name", METHODS)
async def test_no_reason_is_given_twice_in_a_report_of_an_empty_session(name: str) -> None:
    async with stage(name) as s:
        steps = [n for n, one in enumerate(s.page.scene.run.steps) if _kind(s, one.step) == "report"]
        for number in steps:
            await s.page.going.open_at(number)
            await s.settle()
            rows = [row.strip() for row in s.screen()[3:-2] if len(row.strip()) > 20]
            assert len(rows) == len(set(rows)), s.screen()


def _kind(s: Stage, ref: str) -> str:
    pair = s.page.scene.view.book.step(ref)
    return pair[1].kind if pair is not None else ""


async def test_reading_the_strategies_out_shows_them() -> None:
    async with stage("tows", at="tows/result", fill=millrace("factors", "match", "strategies")) as s:
        for words in s.words("strategies")[:3]:
            assert s.shows(words[:40]), s.screen()


async def test_the_result_of_the_worlds_says_what_to_start_hold_and_leave() -> None:
    async with stage("scenarios", fill=_everything) as s:
        wind = s.page.scene.client.figures.figure("scenarios", "wind")
        assert wind is not None
        names = list(wind.parts["groups"].groups)  # type: ignore[union-attr]
        assert [name.split(":")[0].split(",")[0] for name in names] == ["start now", "start", "hold", "leave"]


def _everything(store: Any, handle: Any) -> None:
    millrace("records", "people", "factors", "match", "strategies", "scenarios", "wind")(store, handle)


async def test_under_a_card_stands_the_question_of_its_own_field() -> None:
    library = Library()
    for name in METHODS:
        method = library.find(name).method
        assert method is not None
        for step in _boards(method):
            async with stage(f"{name}", at=f"{name}/{step}") as s:
                if not s.step.typing:
                    continue
                asked = {
                    say.ask(s.view, base, key)
                    for base in s.view.book.held(s.page.scene.step)
                    for key in s.page.scene.step.fields or []
                }
                await s.type("A line of words")
                await s.keys("enter")
                shown = " ".join(s.screen())
                if "how do we know?" in shown.casefold():
                    assert any("how do we know" in one.casefold() for one in asked), (name, step)
                assert "??" not in shown


def _boards(method: Method) -> list[str]:
    return [step.id for step in method.steps if step.kind == "board"]


async def test_no_question_ends_in_two_marks() -> None:
    async with stage("agenda:full-guide", solo=False) as s:
        book = s.view.book
        for name in book.collections:
            for key in book.fields(name):
                assert not re.search(r"\?\s*\?|[:.]\?", say.ask(s.view, name, key)), (name, key)


async def test_what_closes_a_step_is_no_praise() -> None:
    """ "No strategy works in most of the worlds." is read back, and is not well done."""
    async with stage("vision", at="vision/tests") as s:
        for _ in range(8):
            await s.keys("1")
        await go_on(s)
        assert not s.message.startswith("ok")


async def test_a_pass_that_does_not_add_up_says_that_it_does_not_count() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        await s.keys("6", "0", "down", "4", "5")
        await go_on(s)
        assert "5 points too many: none of them count" in s.message
        await go_on(s)
        assert s.here == "swot/weigh-inside again"
        assert s.shows("but their sum was not")
        assert not s.shows("the first answers count")
        await s.keys("5", "0", "down", "5", "0")
        await go_on(s)
        assert s.item("S1").fields["points"] == "50"


async def test_what_a_step_copied_is_said_also_behind_the_last_one() -> None:
    parts = ("drivers", "axes", "scenarios", "effects")
    async with stage("scenarios", at="scenarios/effects", fill=millrace(*parts)) as s:
        scene = s.page.scene
        at = next(n for n, step in enumerate(scene.run.steps) if step.id == scene.here.id)
        later = [step for step in scene.run.steps[at + 1 :] if step.state != "done"]
        await scene.commit([op for one in later for op in walk.set_on(scene.run, one, "state", "skipped")])
        for _ in range(12):
            if s.top is s.page:
                await go_on(s)
        assert s.top is not s.page
        assert any("Copied: 2 to Opportunities" in row for row in s.screen()), s.screen()[-3:]
        assert len(s.words("opportunities")) == 2
