"""What an owner alone is told of a finding, and where she stands after mending or undoing: on both faces."""

from __future__ import annotations

from twins import twins

from aligntui.engine import mends
from aligntui.session.ops import Set
from aligntui.tui.pages.findings.page import FindingsPage

STEPS = {"ask": ("vision/tests", "test:2", "desirable"), "plot": ("choose/rate", "", "SO1 impact")}


async def test_undo_of_an_answer_names_it_and_stands_there_again() -> None:
    for ref, _, name in STEPS.values():
        async with twins(ref, without=("ballots", "match")) as pair:
            first, *_ = pair.screen.step.kind.sight(pair.screen.step.ctx, pair.screen.step.state).rows
            rated = [3, 2] if ref == "vision/tests" else [3]
            for value in rated:
                await pair.screen.keys(str(value))
                assert await pair.face.answer(str(value))
            # Elsewhere meanwhile.
            await pair.screen.keys("down", "down")
            assert await pair.face.answer("/focus 5" if ref == "vision/tests" else "/focus ST1")
            await pair.screen.keys("ctrl+z")
            assert await pair.face.answer("/undo")
            said = f"Undone: your answer on {name} is as it was before."
            assert said in pair.screen.message
            assert any(said in line for line in pair.heard[-4:])
            view, face = pair.screen.step, pair.face
            back = view.kind.sight(view.ctx, view.state).focus
            assert pair.over(face.sight.focus) == back
            assert back == (STEPS["ask"][1] if ref == "vision/tests" else first.id)


async def test_a_finding_set_aside_is_not_said_on_the_row_of_the_step() -> None:
    async with twins("choose/stop", without=("stops",)) as pair:
        s = pair.screen
        await s.keys("ctrl+n", "ctrl+n")
        await s.look()
        await s.keys("ctrl+r")
        page = s.top
        assert isinstance(page, FindingsPage)
        at = next(n for n, one in enumerate(page.state.found) if one.finding.code == "CP1")
        page.move_to(at)
        told = page.state.found[at].finding.message
        s.page.say(f"{told} Name one thing that ends.", "hint")
        await s.keys("delete")
        await s.type("we wait a month")
        await s.keys("enter", "escape")
        assert s.top is s.page
        assert told not in s.message
        await s.look()
        assert told not in s.message


async def test_what_is_chosen_among_others_is_reached_out_of_a_card_in_which_words_wait() -> None:
    async with twins("choose/rate", phase="decide") as pair:
        s = pair.screen
        first, *_ = s.step.kind.sight(s.step.ctx, s.step.state).rows
        await s.keys("enter")
        await s.type("half a")
        assert s.step.state.opened is not None
        other = next(item for item in s.view.items("strategies") if item.id != first.id)
        await s.page.going.focus_on(other.id, "live")
        assert s.step.state.opened is None
        assert s.step.state.at == other.id


async def test_a_sentence_that_asks_for_what_is_done_elsewhere_names_the_key() -> None:
    async with twins("vision/tests") as pair:
        for value in (4, 5, 4, 4, 4, 5, 4, 1):
            await pair.screen.keys(str(value))
            assert await pair.face.answer(str(value))
        for _ in range(3):
            await pair.screen.keys("ctrl+n")
            await pair.face.answer("/on")
            await pair.screen.look()
        told = "Change that word, then rate it again."
        assert f"{told} ^R mends it." in pair.screen.message
        assert any(f"{told} /findings mends it." in line for line in pair.heard)


async def test_rate_it_again_lands_on_the_very_test_and_ends_with_it_on_both_faces() -> None:
    async with twins("vision/tests") as pair:
        for value in (4, 5, 4, 4, 4, 5, 4, 1):
            await pair.screen.keys(str(value))
            assert await pair.face.answer(str(value))
        await pair.screen.keys("ctrl+n")
        assert await pair.face.answer("/on")
        words = "Bread for 60 homes by 31 December 2029"
        for handle in (pair.screen.handle, pair.face.client.handle):
            had = handle.session.records["statement"].fields.get("objective")
            handle.apply([Set(id="record:statement", field="objective", was=had, to=words)])
        await pair.screen.poll()
        pair.face.client.take_snapshot()
        await pair.screen.keys("ctrl+r")
        page = pair.screen.top
        assert isinstance(page, FindingsPage)
        at = next(n for n, one in enumerate(page.state.found) if one.finding.mend == "Rate it again.")
        page.move_to(at)
        await pair.screen.keys("enter")
        assert await pair.face.answer(f"/mend {at + 1}")
        view, face = pair.screen.step, pair.face
        assert view.kind.sight(view.ctx, view.state).focus == face.sight.focus == "test:8"
        await pair.screen.keys("4", "escape")
        assert await face.answer("4")
        assert await face.answer("/back")
        for held in (pair.screen.view, face.client.view):
            assert "VT7" not in [one.finding.code for one in mends.found(held)]
