"""What is asked about the line one writes in: not of one word, and never under the guide."""

from __future__ import annotations

import re

import pytest
from case_session import millrace
from stage import stage

from aligntui.analysis import say
from aligntui.engine.entry import adding


async def test_nothing_is_asked_of_a_word_and_the_card_behind_is_named_once() -> None:
    async with stage("choose", at="choose/stop", fill=millrace("strategies")) as s:
        await s.type("Be")
        await s.look()
        assert s.message == ""
        await s.type(" more efficient")
        await s.look()
        assert s.message
        await s.keys("enter")
        s.app.clock.now += 5
        await s.look()
        code = s.view.code(s.view.items("stops")[-1])
        assert s.message.removeprefix("? ").startswith(f"{code}: ")
        assert s.message.count(code) == 1


async def test_up_leads_from_the_line_of_the_only_list_to_its_last_card() -> None:
    async with stage("vision", at="vision/three-years", fill=millrace("facts")) as s:
        last = s.view.items("facts")[-1]
        await s.keys("up", "enter")
        assert s.step.opened is not None
        assert s.step.filling.item == last.id


async def test_what_was_asked_stands_until_the_next_key() -> None:
    async with stage("commit", at="commit/premortem") as s:
        await s.type("I fell ill and nobody knew the orders\n")
        s.app.clock.now += 60
        assert "what we do about it" in await s.look()
        await s.keys("enter")
        asked = s.message
        assert "Nothing more?" in asked
        s.app.clock.now += 60
        assert await s.look() == asked


async def test_the_guide_leaves_what_is_asked_free_whether_one_writes_or_chooses() -> None:
    long = "Should we grow bedding plants for the garden centres, or sell our own perennials from the yard?"
    async with stage("swot", at="swot/scope", size=(80, 24)) as s:
        await s.keys("ctrl+g")
        await s.type(long)
        assert s.shows("> decision   Should we grow")
        assert s.shows("from the yard?")
        await s.keys("enter", "tab", "tab", "tab", "tab")
        assert s.page.guide.is_open
        assert s.shows("GUIDE to this step")
        assert s.shows("Which of these is nearest to your work?")
        assert s.shows("a workshop")


async def test_going_back_passes_a_second_pass_of_which_there_was_no_first() -> None:
    async with stage("choose", at="choose/rate", solo=True, fill=millrace("strategies")) as s:
        await s.go_phase("decide")
        await s.keys("ctrl+p")
        assert s.here == "choose/rate rate"


async def test_what_was_kept_in_a_form_is_asked_about_beside_the_empty_field_below_it() -> None:
    async with stage("vision", at="vision/statement") as s:
        await s.type("sell more of our own plants\n")
        s.app.clock.now += 60
        assert (await s.look()).startswith("! objective: ")
        await s.type("for gardeners within ten miles")
        s.app.clock.now += 60
        assert "objective" not in await s.look()


@pytest.mark.parametrize(
    "at", ["swot/factors", "vision/three-years", "vision/wont", "choose/stop", "commit/warning"]
)
async def test_what_is_said_of_an_empty_second_line_is_what_fills_it(at: str) -> None:
    async with stage("agenda:full-guide", fill=millrace("people")) as s:
        number = next(n for n, one in enumerate(s.page.scene.run.steps) if one.step == at)
        await s.page.going.open_at(number)
        await s.settle()
        await s.type("Great staff")
        await s.keys("enter")
        said = " ".join(" ".join(s.screen()[-4:-1]).split())
        item = s.view.item(s.step.state.at)
        asks = say.ask(s.view, item, adding.second(s.step.ctx))
        assert f"kept. ^Z takes it back. {asks} Esc, then Enter answers that." in said
        await s.keys("escape", "enter")
        await s.type("38 of 60")
        await s.keys("enter")
        item = s.view.item(item.id)
        assert (item.text, item.fields[adding.second(s.step.ctx)]) == ("Great staff", "38 of 60")


async def test_each_choice_in_focus_stands_with_the_digit_that_chooses_it() -> None:
    async with stage("agenda:solo-90", solo=True) as s:
        await s.keys(*["tab"] * 5)
        assert "1-5 choose" in s.screen()[-1]
        shown = " ".join(" ".join(s.screen()).split())
        for digit, words in enumerate(
            ("a shop", "a workshop", "an office", "appointments", "something else"), start=1
        ):
            assert f"{digit} {words}" in shown, s.screen()


@pytest.mark.parametrize(
    "at", ["swot/evidence", "swot/factors", "tows/cards", "tows/grid", "swot/importance", "choose/rate"]
)
async def test_what_is_left_out_is_counted_on_the_side_where_it_is(at: str) -> None:
    async with stage("agenda:full-guide", fill=millrace()) as s:
        number = next(n for n, one in enumerate(s.page.scene.run.steps) if one.step == at)
        await s.page.going.open_at(number)
        await s.settle()
        await s.resize(80, 24)
        for key, side in (("home", "more"), ("end", "above")):
            await s.keys(*["escape"] * getattr(s.step.state, "adding", False), *[key] * 3)
            counted = [row for row in s.screen() if re.search(r"(?:^|[ |│])(?:\+ \d+ more|\d+ above)", row)]
            assert all(side in row or "across" in row for row in counted), s.screen()
        if at == "swot/evidence":
            assert counted


async def test_no_error_is_said_of_a_field_before_it_was_answered() -> None:
    """A new card asks field after field: what is still to come is no mistake, what was passed over is."""
    async with stage("agenda:full-guide", at="objectives/goals", fill=millrace("facts")) as s:
        await s.type("Best-loved in town\n")
        assert s.step.form.slot.key == "baseline"
        s.seconds.now += 10
        assert "!!" not in await s.look()
        await s.keys("tab", "tab", "tab", rest=10)
        assert "When would you look" in await s.look(), "the day was passed over"
