"""Pairs under a test: naming the ends, answering, the verdict, choosing one against the test."""

from __future__ import annotations

from case_session import Writer, millrace
from stage import stage

from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

AXES = "scenarios/axes"


async def test_a_newcomer_names_both_axes_answers_and_goes_on_with_enter_alone() -> None:
    async with stage("scenarios", at=AXES, fill=millrace("drivers")) as s:
        assert s.view.items("axes") == []
        assert s.shows("e.g. how people buy bread x what making bread costs")
        assert s.question == "Which driver runs from left to right?"
        await s.keys("enter", "1", "enter")
        assert s.question == "What is one end of how townspeople buy bread?"
        await s.type("on the spot\nplanned ahead\n")
        assert s.question == "Which driver runs from top to bottom?"
        await s.keys("enter", "2", "enter")
        await s.type("steady\njumpy\n")
        assert s.question == "If D1 is on the spot, does D2 lean one way?"
        assert s.shows("?   4 questions of the test are open")
        await s.keys("n", "n", "y", "n")
        assert s.shows("ok  independent: no lean found either way")
        await s.keys("space")
        assert s.gist == "D1 x D2 is chosen. ^Z takes it back."
        assert s.shows("ok independent, chosen")
        [pair] = s.view.items("axes")
        assert pair.fields == {
            "x": "d1", "x_low": "on the spot", "x_high": "planned ahead", "y": "d2", "y_low": "steady",
            "y_high": "jumpy", "lean_low": "no", "lean_high": "no", "ends": "yes", "own": "no",
            "chosen": "yes",
        }  # fmt: skip
        await s.keys("enter")
        assert s.here == "scenarios/worlds"


async def test_drivers_are_chosen_by_their_words_the_weighty_and_open_ones_first() -> None:
    def fill(store: Store, handle: Handle) -> None:
        writer = Writer(handle.session, store.clock(), store.person)
        rated = {"d1": (5, 1), "d2": (1, 5), "d3": (4, 4), "d4": (5, 4), "d5": (None, None)}
        for key, (impact, open_) in rated.items():
            writer.add(key, "drivers", f"driver {key}", {"impact": impact, "uncertainty": open_})
        handle.apply(writer.ops)

    async with stage("scenarios", at=AXES, fill=fill) as s:
        await s.keys("enter")
        offered = [row.split()[-2:] for row in s.screen() if "driver d" in row]
        assert offered == [["driver", key] for key in ("d4", "d3", "d1", "d2", "d5")]
        await s.keys("2", "enter")
        assert s.shows("X          [D3] driver d3")


async def test_all_drivers_are_seen_while_rows_are_free() -> None:
    async with stage("scenarios", at=AXES, fill=millrace("drivers")) as s:
        await s.keys("enter")
        assert all(s.shows(driver.text) for driver in s.view.items("drivers"))
        for _ in range(13):
            await s.keys("right")
        assert s.shows(f"[{s.view.code(s.view.items('drivers')[-1])}]")


async def test_an_end_without_a_name_is_a_place() -> None:
    async with stage("scenarios", at=AXES, fill=millrace("drivers")) as s:
        await s.keys("enter", "1", "enter", "escape")
        assert s.shows("If D1 is at its left end, does"), "\n".join(s.screen())


async def test_answers_move_are_taken_back_and_counted_from_the_left() -> None:
    async with stage("scenarios", at=AXES, fill=millrace("drivers", "axes")) as s:
        await s.keys("up", "left")
        assert s.item("AX1").fields["own"] == "yes"
        assert s.shows("!!  one of the two is in our own hands")
        await s.keys("left", "right", "right")
        assert s.item("AX1").fields["own"] == "no"
        await s.keys("backspace")
        assert "own" not in s.item("AX1").fields
        assert s.shows("?   1 question of the test is open")
        await s.keys("n", "ctrl+z")
        assert "own" not in s.item("AX1").fields


async def test_a_pair_that_leans_both_ways_asks_for_a_reason_when_it_is_chosen() -> None:
    async with stage("scenarios", at=AXES, fill=millrace("drivers", "axes")) as s:
        assert not s.shows("all the same")
        await s.keys("/add", "2", "enter")
        await s.type("steady\nlow\n")
        await s.keys("enter", "3", "enter")
        await s.type("low\nhigh\n")
        await s.keys("y", "y")
        assert s.shows("!!  not independent: at both ends the other leans along")
        assert s.shows("all the same  -")
        assert s.shows("!! leans")
        await s.keys("left", "enter", "right", "enter", "space")
        assert s.question == "The test speaks against this pair. Why take it all the same?"
        assert s.typing
        await s.type("grain is hedged\n")
        assert s.shows("! overruled, chosen")
        assert s.item("AX1").fields["chosen"] == "no"
        assert s.item("AX2").fields["reason"] == "grain is hedged"
        # The answers turn: the reason is not asked any more, and not lost.
        await s.keys("tab", "down", "down", "down", "right")
        assert s.item("AX2").fields["lean_high"] == "no"
        assert not s.shows("all the same  grain")
        assert s.item("AX2").fields["reason"] == "grain is hedged"


async def test_the_sheet_shows_the_pair_in_focus_and_parked_ones_stay_listed() -> None:
    async with stage("scenarios", at=AXES, fill=millrace("drivers", "axes")) as s:
        await s.keys("/add", "5", "enter", "escape", "end")
        assert s.shows("X  D5  supermarket price war")
        await s.keys("delete")
        assert s.gist == "AX2 parked. Delete brings it back."
        assert s.shows("parked")
        assert s.shows("X  D1  how townspeople buy bread")
        await s.keys("end", "delete")
        assert s.gist == "AX2 is back on the list."
        await s.keys("end", "up", rest=9.0)
        s.seconds.now += 9
        assert s.shows("X  D1  how townspeople buy bread")
        assert (await s.look()).endswith("Two pairs tried. Try one more before you choose.")


async def test_enter_on_a_pair_leads_back_to_what_is_open_once() -> None:
    async with stage("scenarios", at=AXES, fill=millrace("drivers", "axes")) as s:
        await s.keys("/add", "5", "enter", "escape", "end", "enter")
        assert s.step.state.row == "x"
        await s.keys("tab", "enter")
        assert s.here == "scenarios/worlds"


async def test_words_being_typed_for_an_end_are_there_after_a_break() -> None:
    async with stage("scenarios", at=AXES, fill=millrace("drivers", "axes")) as s:
        await s.keys("home", "enter", "tab")
        await s.type(" or so")
        s.flush()
        async with stage(store=s.store, handle=s.handle, at=AXES) as t:
            assert t.typing
            assert t.focused.value == "on the spot or so"
