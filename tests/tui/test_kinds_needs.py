"""What a step needs and does not have: the way to it leads into other methods, and back."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from stage import library, make_store, stage

from aligntui.engine.runs import definitions
from aligntui.engine.runs.start import start
from aligntui.methods.types import SHARED, Method, Need, Shared


async def test_a_method_run_alone_leads_to_what_it_needs_in_another_method_and_back() -> None:
    async with stage("choose") as s:
        assert "tows" not in s.session.methods
        assert s.question == "This works on something that is not there yet."
        assert any("it is written in" in row and "TOWS" in row for row in s.screen())
        first = s.here
        await s.keys("enter")
        # The cards of TOWS rest on factors, so it goes on to those.
        assert s.here == "tows/cards"
        assert {"tows", "swot"} <= s.session.methods.keys()
        await s.keys("enter")
        assert s.here == "swot/factors write"
        await s.type("Sourdough\n\n\n\n420 new homes\n")
        await s.keys("escape")
        await s.go_on()
        assert s.here.startswith("tows/cards")
        while s.here.startswith("tows/cards"):
            await s.keys("escape")
            await s.go_on()
        assert s.here == first


async def test_esc_out_of_a_step_one_was_sent_to_leads_back_to_the_sender() -> None:
    async with stage("choose") as s:
        first = s.here
        await s.keys("enter", "enter")
        assert s.here == "swot/factors write"
        await s.type("Sourdough")
        await s.keys("escape", "escape")
        assert s.here.startswith("tows/cards")
        await s.keys("escape")
        assert (s.top is s.page, s.here) == (True, first)


async def test_one_comes_back_over_steps_that_stand_between() -> None:
    async with stage("agenda:full-guide") as s:
        refs = [step.step for step in s.page.scene.run.steps]
        sender = refs.index("tows/grid")
        await s.page.going.open_at(sender)
        await s.settle()
        await s.keys("enter")
        assert s.here == "swot/factors write"
        await s.type("Sourdough\n\n\n\n420 new homes\n")
        await s.keys("escape")
        for _ in range(4):
            if not s.here.startswith("swot/factors"):
                break
            await s.go_on()
        assert s.here == "tows/grid rate"
        between = s.page.scene.run.steps[refs.index("swot/factors") + 1 : sender]
        assert {step.state for step in between} == {"todo"}


async def test_a_step_that_nobody_has_is_not_offered() -> None:
    books = library()
    method = replace(books.method("choose"), needs=[Need(count="strategies", why="Two.", go="gone/cards")])
    books._given["choose"] = method
    async with stage("choose", books=books) as s:
        assert not s.shows("Enter goes there")
        await s.page.going.go_to("gone/cards")
        await s.settle()
        assert s.question == "This works on something that is not there yet."


async def test_a_session_that_was_begun_without_a_list_gets_it_when_its_step_opens(tmp_path: Path) -> None:
    books, store = library(), make_store(tmp_path)
    handle, _ = start(store, books, "objectives", title="Ours")
    handle.apply([definitions.define(SHARED, Shared(collections={}))])
    async with stage(store=store, handle=handle, books=books) as s:
        for number in range(len(s.page.scene.run.steps)):
            await s.page.going.open_at(number)
            await s.settle()
        assert "objectives" in s.view.book.collections
    handle.close()


async def test_a_list_that_is_described_nowhere_is_named(tmp_path: Path) -> None:
    books, store = library(), make_store(tmp_path)
    board = replace(books.method("objectives").steps[0], kind="board", id="lost", holds="lost", split=None)
    method = Method(method="own", title="Own", level="advanced", steps=[board])
    books._given["own"] = method
    handle, _ = start(store, books, "own", title="Ours")
    async with stage(store=store, handle=handle, books=books) as s:
        assert s.shows('"lost", the list of this step, is described nowhere.')
        await s.keys("ctrl+n")
    handle.close()
