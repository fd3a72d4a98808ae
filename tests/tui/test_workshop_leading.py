"""Somebody leads, everybody follows: several people at one session, each at a screen of their own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from case_session import millrace
from msgspec.structs import replace
from stage import PERSON, Stage, make_store, shared_library, stage

from aligntui.analysis.figure import Finding
from aligntui.engine.kind import Intent
from aligntui.engine.mends import errand_at
from aligntui.engine.messages import said
from aligntui.engine.rounds import ballots
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import subject_ids
from aligntui.engine.runs.position import step_name
from aligntui.methods.kinds import KINDS, RATING
from aligntui.session.ops import Walk
from aligntui.tui.commands import ALL
from aligntui.tui.pages.home.detail import next_words
from aligntui.tui.pages.question.page import QuestionPage
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import plain

TOMASZ, LILY = "Tomasz Wren", "Lily Marsh"
BOOK = shared_library().everything()
MINE = ("I am done", "done", "hand in", "wait for the lead", "back")
"""What going on is called to somebody who moves nobody."""


async def meet(*everyone: Stage) -> None:
    """All see the session as it stands, and who is here."""
    for _ in range(2):
        for s in everyone:
            # In turn with the keys of that screen: each app has a context of its own.
            s.app.call_later(s.page.keeping.poll)
            s.app.call_later(s.page.presence.meet)
            await s.settle()


def seen(s: Stage) -> str:
    """All words on a screen; of a question those that stand in its box, painted yet or not."""
    rows = plain(s.top.query_one("#box", Canvas).rows) if isinstance(s.top, QuestionPage) else s.screen()
    return " ".join(" ".join(rows).translate({ord(side): " " for side in "│|"}).split())


async def go(s: Stage, number: int) -> None:
    """Go to a step by its place in the running order."""
    s.app.call_later(s.page.going.open_at, number)
    await s.settle()


@asynccontextmanager
async def joins(lead: Stage, name: str, seed: int = 7000, **how: Any) -> AsyncIterator[Stage]:
    """Another person comes to the session."""
    store = make_store(lead.store.data, name, seed=seed)
    async with stage(store=store, handle=store.open(lead.handle.path), **how) as other:
        await meet(lead, other)
        yield other


async def test_a_participant_says_that_she_is_done_and_moves_nobody() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        assert ines.here == tomasz.here == "swot/factors write"
        await tomasz.keys("ctrl+n")
        assert tomasz.message == f"ok You are done. {PERSON} moves everybody on."
        await meet(ines)
        assert ines.here == tomasz.here == "swot/factors write"
        assert "1 of 1 are done" in ines.heading
        await tomasz.type("Sourdough sells out\n")
        await meet(tomasz, ines)
        assert "are done" not in ines.heading, "who writes again is not done"
        await tomasz.keys("ctrl+p")
        assert tomasz.message.startswith(f"! {PERSON} leads: nobody else moves everybody on.")
        assert tomasz.here == "swot/factors write"


async def test_the_lead_is_asked_once_and_told_who_is_not_done() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, \
               joins(ines, TOMASZ) as tomasz, joins(ines, LILY, 8000) as lily:  # fmt: skip
        await meet(ines, tomasz, lily)
        await tomasz.keys("ctrl+n")
        await meet(tomasz, ines)
        await ines.keys("ctrl+n")
        assert ines.message == f"? {LILY} is not done. ^N again shows all cards to everybody."
        assert ines.here == "swot/factors write"
        await lily.keys("ctrl+n")
        await meet(lily, ines)
        assert ines.message == "? All are done. ^N again shows all cards to everybody.", (
            "it says what is so now"
        )
        await lily.type("Bread\n")
        await meet(lily, ines)
        assert ines.message == f"? {LILY} is not done. ^N again shows all cards to everybody."
        await ines.keys("ctrl+n")
        await meet(lily)
        assert ines.here == lily.here == "swot/factors reveal"


@pytest.mark.parametrize("chord", ["ctrl+n", "ctrl+p"])
async def test_the_lead_is_told_who_is_in_the_middle_of_a_line_where_nothing_is_revealed(chord: str) -> None:
    async with stage("tows", at="tows/cards", solo=False, fill=millrace("factors", "match")) as ines, \
               joins(ines, TOMASZ) as tomasz:  # fmt: skip
        await tomasz.type("Bread at the st")
        await meet(tomasz, ines)
        await ines.keys(chord)
        assert ines.message.startswith(f"? {TOMASZ} is in the middle of a line: it waits there.")
        assert ines.here == "tows/cards"
        await tomasz.keys("enter")
        await meet(tomasz, ines)
        assert "middle of a line" not in ines.message, "what was true goes once it is not"
        await tomasz.type("And one m")
        await meet(tomasz, ines)
        await ines.keys(chord)
        if ines.here == "tows/cards":
            # What the step waits for is said too.
            await ines.keys(chord)
        assert ines.here != "tows/cards"


async def test_a_lead_who_looks_into_a_card_draws_nobody_along_and_comes_back() -> None:
    how = {"at": "swot/result", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        assert ines.here == tomasz.here
        was, steps = ines.here, [(step.phase, step.state) for step in ines.page.scene.run.steps]
        ines.app.call_later(ines.page.going.open_item, ines.item("S1").id)
        await meet(ines, tomasz)
        assert ines.here.startswith("swot/factors")
        assert tomasz.here == was, "only going on or calling moves the room"
        assert ines.screen()[0].startswith(" The room is at ")
        assert [(step.phase, step.state) for step in ines.page.scene.run.steps] == steps
        await ines.keys("escape")
        await meet(ines, tomasz)
        assert ines.here == tomasz.here == was
        await go(ines, 0)
        await meet(tomasz)
        assert tomasz.here == ines.here != was, "jumping in the running order moves it"


async def test_a_lead_who_writes_a_card_for_what_nobody_uses_draws_nobody_along() -> None:
    how = {"at": "tows/unused", "solo": False, "fill": millrace("factors", "match")}
    async with stage("tows", **how) as ines, joins(ines, TOMASZ) as tomasz:
        ines.app.call_later(ines.step.perform, Intent("write-card"))
        await meet(ines, tomasz)
        assert ines.here == "tows/cards"
        assert tomasz.here == "tows/unused"
        assert ines.screen()[0].startswith(" The room is at ")
        await ines.keys("escape", "escape")
        await meet(ines, tomasz)
        assert ines.here == tomasz.here == "tows/unused"


async def test_everybody_follows_and_who_types_is_moved_once_the_line_is_kept() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, \
               joins(ines, TOMASZ) as tomasz, joins(ines, LILY, 8000) as lily:  # fmt: skip
        await meet(ines, tomasz, lily)
        await tomasz.type("Sourdough sells")
        await go(ines, 3)
        await meet(lily, tomasz)
        assert lily.here == "swot/importance rate"
        # Nothing is there yet that could be rated.
        assert lily.message.startswith(f"{PERSON} leads and is here: Importance / Rate. {PERSON} goes on;")
        assert tomasz.here == "swot/factors write"
        at = f"{PERSON} is at Importance / Rate"
        assert tomasz.message.startswith(f"? {at}: you come along once this line is kept")
        assert tomasz.screen()[0].startswith(f" {at}")
        await tomasz.keys("enter")
        await meet(tomasz)
        assert tomasz.here == "swot/importance rate"
        assert tomasz.words("strengths") == ["Sourdough sells"]


async def test_half_a_sentence_stays_where_it_was() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.type("Sourdough sells")
        await go(ines, 0)
        await meet(tomasz)
        await tomasz.keys("ctrl+x")
        assert tomasz.here.startswith("swot/scope")
        await go(ines, 1)
        await meet(ines, tomasz)
        assert tomasz.here == "swot/factors write"
        assert tomasz.focused.words == "Sourdough sells"


async def test_who_looks_around_stays_there_until_she_follows_or_all_are_called() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        steps = tomasz.session.runs[next(iter(tomasz.session.runs))].steps
        await go(tomasz, 3)
        await meet(tomasz, ines)
        assert tomasz.here.startswith("swot/importance")
        assert ines.here == "swot/factors write"
        assert [step.state for step in tomasz.session.runs[next(iter(tomasz.session.runs))].steps] == [
            step.state for step in steps
        ], "looking begins nothing"
        assert tomasz.screen()[0].startswith(f" {PERSON} is at Factors / Write  ^X")
        await tomasz.keys("ctrl+n")
        assert tomasz.message == f"? {PERSON} is at Factors / Write: ^X goes there."
        await ines.go_phase("reveal")
        await meet(tomasz)
        assert tomasz.here.startswith("swot/importance")
        await tomasz.keys("ctrl+x")
        assert tomasz.here == "swot/factors reveal"
        await go(tomasz, 3)
        await ines.keys("/call-all")
        assert ines.message == "ok Everybody is called here."
        await meet(tomasz)
        assert tomasz.here == "swot/factors reveal"
        await tomasz.keys("/call-all")
        assert "nobody else moves everybody on" in tomasz.message


async def test_who_follows_out_of_an_errand_is_on_it_no_more() -> None:
    fill = millrace("factors", "records")
    async with stage("swot", at="swot/scope", solo=False, fill=fill) as ines, \
               joins(ines, TOMASZ) as tomasz:  # fmt: skip
        await tomasz.keys("escape", "ctrl+f", *"Canal", "enter")
        assert any(does.startswith("back to ") for _, does in tomasz.page.ways())
        await go(ines, 2)
        await meet(tomasz, ines)
        await tomasz.keys("ctrl+x")
        assert tomasz.here == ines.here
        assert not any("back" in does for _, does in tomasz.page.ways()), tomasz.page.ways()
        await tomasz.keys("ctrl+n")
        assert tomasz.here == ines.here, "what one is done with here leads nowhere else"


async def test_a_late_comer_lands_where_the_room_is() -> None:
    async with stage("swot", at="swot/evidence", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        assert tomasz.here == ines.here
        assert f"{PERSON} leads and is here: Evidence" in tomasz.message


async def test_the_clock_and_the_running_order_are_the_leads() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        clock = ines.session.runs[next(iter(ines.session.runs))].clock
        await tomasz.keys("ctrl+t")
        assert "nobody else sets the clock" in tomasz.message
        await tomasz.keys("ctrl+l", "/skip-step")
        assert any("nobody else moves everybody on" in row for row in tomasz.screen())
        assert ines.session.runs[next(iter(ines.session.runs))].clock == clock


async def test_the_lead_is_handed_over_shared_and_taken_back() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.keys("/lead")
        assert "nobody else hands the lead on" in tomasz.message
        await ines.keys("/give-lead", "down", "enter")
        await meet(ines, tomasz)
        await ines.keys("ctrl+n")
        assert ines.message.startswith("ok You are done. Tomasz Wren moves")
        await tomasz.keys("ctrl+n", "ctrl+n")
        await meet(ines)
        assert ines.here == "swot/factors reveal"
        await ines.keys("/lead")
        assert ines.message == f"ok {PERSON} leads now."
        await meet(tomasz)
        await tomasz.keys("ctrl+n")
        assert tomasz.here == "swot/factors reveal"


async def test_when_the_lead_is_gone_anybody_takes_the_lead_and_the_room_goes_on() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, \
               joins(ines, TOMASZ) as tomasz, joins(ines, LILY, 8000) as lily:  # fmt: skip
        await meet(ines, tomasz, lily)
        ines.page.presence.company.leave()
        tomasz.seconds.now += 10
        await meet(tomasz)
        words = f"{PERSON} leads and is not here: ^K lead takes the lead, and the room goes on."
        assert tomasz.message == f"! {words}"
        await tomasz.keys("ctrl+n")
        assert tomasz.message == f"! {words}"
        await tomasz.keys("/lead")
        assert tomasz.message == f"ok {TOMASZ} leads now."
        await tomasz.go_on()
        await tomasz.keys("ctrl+n")
        assert tomasz.here == "swot/factors reveal"


async def test_a_round_is_handed_in_by_a_participant_and_closed_by_the_lead() -> None:
    how = {"at": "swot/importance", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.keys(*"5" * 21, "ctrl+n")
        assert tomasz.message == "ok You are in. 1 of 2 not yet; wait for the lead."
        await tomasz.keys("ctrl+n", "ctrl+n")
        await meet(ines)
        assert [r.state for r in ines.session.rounds.values()] == ["open"]
        await ines.keys(*"4" * 21, "ctrl+n", "ctrl+n", "down", "enter")
        await meet(tomasz)
        assert [r.state for r in ines.session.rounds.values()] == ["revealed"]
        assert ines.here == tomasz.here == "swot/importance rate", "two are too few to be shown"
        assert "open it again" in ines.screen()[-1]
        assert "open it again" not in tomasz.screen()[-1]
        await ines.keys("ctrl+n")
        await meet(tomasz)
        assert ines.here == tomasz.here == "swot/importance talk"


async def test_a_question_that_stands_open_says_what_is_so_now() -> None:
    how = {"at": "swot/importance", "solo": False, "fill": millrace("factors")}
    async with (
        stage("swot", **how) as ines,
        joins(ines, TOMASZ) as tomasz,
        joins(ines, LILY, seed=8000) as lily,
    ):
        await ines.keys(*"4" * 21, "ctrl+n")
        await lily.keys(*"4" * 21, "ctrl+n")
        await meet(ines)
        await ines.keys("ctrl+n")
        assert "Close for all? 1 of 3 is not in." in seen(ines)
        await lily.keys("5")
        await meet(ines)
        assert "Close for all? 2 of 3 are not in." in seen(ines)
        await lily.keys("ctrl+n")
        await tomasz.keys(*"5" * 21, "ctrl+n")
        await meet(ines)
        assert "Close for all? 3 ballots are in." in seen(ines)
        await ines.keys("down", "enter")
        assert [r.state for r in ines.session.rounds.values()] == ["revealed"]


async def test_nothing_is_asked_where_all_who_are_here_are_in() -> None:
    how = {"at": "swot/importance", "solo": False, "fill": millrace("factors")}
    async with (
        stage("swot", **how) as ines,
        joins(ines, TOMASZ) as tomasz,
        joins(ines, LILY, seed=8000) as lily,
    ):
        for one in (ines, tomasz, lily):
            await one.keys(*"4" * 21, "ctrl+n")
        await meet(ines)
        assert "All 3 are in." in seen(ines)
        await ines.keys("ctrl+n")
        assert "Close for all?" not in seen(ines)
        assert [r.state for r in ines.session.rounds.values()] == ["revealed"]


@pytest.mark.parametrize(("keys", "kept"), [(("enter",), []), (("down", "enter"), ["named"])])
async def test_whoever_leads_two_is_asked_before_a_secret_round_of_which_nothing_is_shown(
    keys: tuple[str, ...], kept: list[str]
) -> None:
    how = {"at": "swot/evidence", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await go(ines, 3)
        await meet(tomasz)
        # The page behind the question may stand between its rows.
        for row in ("Only 2 are here: secret answers are shown and", "kept from 3 on. Answer openly?"):
            assert row in seen(ines)
        assert tomasz.here == "swot/importance rate"
        assert "Answer openly?" not in seen(tomasz)
        await ines.keys(*keys)
        assert [r.privacy for r in ines.session.rounds.values()] == kept
        await meet(tomasz)
        assert tomasz.message.startswith("Answers of this round carry names") is bool(kept)
        await tomasz.keys(*"5" * 21, "ctrl+n")
        await meet(ines)
        await ines.keys(*"4" * 21, "ctrl+n", "ctrl+n", "down", "enter")
        assert ("too few to be shown" in seen(ines)) is not bool(kept)


async def test_the_row_of_a_participant_says_how_one_gets_to_the_next_list_at_80x24() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await meet(ines, tomasz)
        row = tomasz.screen()[-1]
        assert "empty Enter: weaknesses" in row
        assert "^N I am done" in row


async def test_whoever_leads_two_may_wait_for_more_before_a_vote() -> None:
    how = {"at": "swot/factors", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ):
        ines.app.call_later(ines.page.going.open_at, 1, "vote")
        await ines.settle()
        assert "Vote openly?" in seen(ines)
        await ines.keys("escape")
        ines.app.call_later(ines.page.going.open_at, 1, "vote")
        await ines.settle()
        async with joins(ines, LILY, seed=8000):
            assert "Vote openly?" not in seen(ines)
            assert ines.message.startswith("? 3 are here now, enough for secret answers")


async def test_who_waits_for_more_before_a_vote_is_told_what_that_means() -> None:
    how = {"at": "swot/factors", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ):
        ines.app.call_later(ines.page.going.open_at, 1, "vote")
        await ines.settle()
        await ines.keys("down", "down", "enter")
        assert ines.message == "? Answer nothing yet: secret answers are shown once 3 are here and answer."
        assert not ines.session.rounds


async def test_a_participant_is_told_the_keys_of_her_own_row_where_a_digit_does_nothing() -> None:
    how = {"at": "swot/evidence", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await meet(ines, tomasz)
        on = dict(tomasz.page.ways())
        assert on.get("^N") == "I am done"
        told = tomasz.page.typist._nothing("9")
        assert told.startswith("Such digits do nothing here. These do: ")
        assert "^N (on)" not in told


async def test_a_round_that_is_open_again_is_said_to_everybody_at_its_first_line() -> None:
    how = {"at": "swot/evidence", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await go(ines, 3)
        await meet(tomasz)
        await ines.keys("enter")
        await meet(ines, tomasz)
        for s in (ines, tomasz):
            await s.keys(*"5" * 21)
        await tomasz.keys("ctrl+n")
        await meet(ines)
        await ines.keys("ctrl+n", "ctrl+n", "down", "enter")
        await meet(ines, tomasz)
        assert "The round is closed." in tomasz.message
        await ines.keys("/open-round")
        await meet(ines, tomasz)
        for s in (ines, tomasz):
            assert s.message == "The round is open again for everybody."
            view = s.page.scene.step_view
            assert view.state.at == subject_ids(view.ctx)[0]
            assert "Your own answers stand" in seen(s)
        run = ines.page.scene.run
        await ines.page.scene.commit([Walk(run=run.id, step=one.id, field="state", was=one.state, to="done")
                                      for one in run.steps if one.state != "done"])  # fmt: skip
        await meet(tomasz)
        await tomasz.keys("4")
        tomasz.seconds.now += 9
        assert "You are through" not in await tomasz.look(), "a round waits"
        assert "^N I am done" in tomasz.screen()[-1]


async def test_a_finding_about_a_closed_round_leads_to_where_it_is_opened_again() -> None:
    how = {"at": "swot/weigh-inside", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines:
        scene = ines.page.scene
        every = subject_ids(ines.step.ctx)
        place = scene.here
        item = every[-1]
        weightless = Finding(code="SW9", severity="hint", message="", target=item, field="points")
        assert errand_at(scene.view, scene.run, place, weightless).phase == ""
        talks = replace(place, phase="talk")
        assert errand_at(scene.view, scene.run, talks, weightless).phase == ""
        await ines.keys(*"50", *"50", "ctrl+n")
        scene = ines.page.scene
        assert answering(ines.step.ctx).round is not None
        await scene.commit(ballots.reveal(scene.view, answering(ines.step.ctx).round))
        assert errand_at(scene.view, scene.run, talks, weightless).phase == "rate"


async def test_nothing_is_asked_of_a_round_that_cannot_begin_yet() -> None:
    async with stage("swot", at="swot/evidence", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await go(ines, 3)
        await meet(tomasz)
        assert ines.here == tomasz.here == "swot/importance rate"
        assert ines.top is ines.page
        assert "^N leave it out" in ines.screen()[-1]
        assert "^N I am done" in tomasz.screen()[-1]
        assert ines.message == "^N goes on."
        await ines.keys("ctrl+n")
        assert ines.here == "swot/weigh-inside rate", "left out with all its phases"


async def test_three_are_not_asked_how_a_secret_round_begins() -> None:
    how = {"at": "swot/evidence", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ), joins(ines, LILY, seed=8000):
        await go(ines, 3)
        assert ines.here == "swot/importance rate"
        assert ines.top is ines.page


async def test_a_round_that_nobody_has_begun_says_what_it_waits_for() -> None:
    how = {"at": "swot/evidence", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        steps = [one.step for one in ines.page.scene.run.steps]
        await go(tomasz, steps.index("swot/importance"))
        waits = f"Nothing is answered here yet: {PERSON} begins it."
        assert waits in seen(tomasz)
        assert "go to the lead" in tomasz.screen()[-1]
        assert "I am done" not in tomasz.screen()[-1]
        await tomasz.keys("4")
        assert tomasz.message.endswith(waits)
        assert ines.session.rounds == {}
        await tomasz.keys("ctrl+n")
        assert tomasz.message.startswith(f"? {PERSON} is at ")
        await go(ines, steps.index("swot/factors"))
        await meet(tomasz)
        assert not tomasz.message.startswith(f"? {PERSON} is at "), "that was so before"


async def test_marks_of_the_checks_follow_what_others_do() -> None:
    how = {"at": "swot/factors", "solo": False}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await ines.type("Good service\n")
        await ines.keys("ctrl+n", "ctrl+n")
        assert ines.here == "swot/factors reveal"
        await meet(tomasz)
        assert tomasz.page.bar.marking is not None
        tomasz.app.call_later(tomasz.page.bar.mark)
        ines.app.call_later(ines.page.bar.mark)
        await tomasz.settle()
        await ines.settle()
        assert set(tomasz.step.found()) == set(ines.step.found()) != set()


async def test_cards_written_in_silence_stay_hidden_wherever_one_goes() -> None:
    how = {"at": "swot/factors", "phase": "write", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.type("Sourdough sells out\n")
        await meet(ines)
        await go(ines, 3)
        await meet(tomasz)
        for s, number in ((ines, 0), (tomasz, 1)):
            assert s.here == "swot/importance rate"
            words = [item.text for item in s.step.ctx.view.items("strengths")]
            assert words.count("Sourdough sells out") == number, "one's own are seen, others' are not"


async def jump(s: Stage, number: int, answer: int) -> None:
    """Choose a step on the running order, and a way where one is asked."""
    run = next(iter(s.session.runs.values()))
    s.app.call_later(s.page.going._chosen, run.steps[number].id)
    await s.settle()
    await s.keys(*["down"] * answer, "enter")


@pytest.mark.parametrize(("answer", "goes", "shown"), [(0, False, False), (1, True, True), (2, True, False)])
async def test_whoever_leads_out_of_hidden_writing_is_asked_to_reveal_first(
    answer: int, goes: bool, shown: bool
) -> None:
    how = {"at": "swot/factors", "phase": "write", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.type("Sourdough sells out\n")
        await meet(ines)
        at = ines.page.scene.here.id
        await jump(ines, 3, 0)
        assert ines.here == "swot/factors write", "to stay is the first way"
        await jump(ines, 3, answer)
        await meet(tomasz, ines)
        assert ines.here == tomasz.here == ("swot/importance rate" if goes else "swot/factors write")
        words = [item.text for item in ines.step.ctx.view.items("strengths")]
        assert ("Sourdough sells out" in words) is shown
        left = next(step for step in next(iter(ines.session.runs.values())).steps if step.id == at)
        assert left.phase == ("reveal" if shown else "write")


async def test_whoever_leads_back_out_of_hidden_writing_is_asked_too() -> None:
    how = {"at": "swot/factors", "phase": "write", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.type("Sourdough sells out\n")
        await meet(ines)
        await ines.keys("ctrl+p")
        await meet(ines)
        assert "Cards of Factors / Write are hidden: all see only their own." in seen(ines)
        await ines.keys("enter")
        assert ines.here == "swot/factors write"


async def test_nothing_is_asked_where_all_is_seen_and_of_who_does_not_lead() -> None:
    how = {"at": "swot/factors", "phase": "reveal", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await go(tomasz, 3)
        assert tomasz.here == "swot/importance rate"
        await jump(ines, 3, 0)
        assert ines.here == "swot/importance rate"


@pytest.mark.parametrize(("answer", "state"), [(1, "revealed"), (2, "open")])
async def test_whoever_leads_out_of_an_open_round_is_asked_to_close_it(answer: int, state: str) -> None:
    how = {"at": "swot/importance", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz, joins(ines, LILY, 8000) as lily:
        for s in (ines, tomasz, lily):
            await s.keys(*"4" * 21, "ctrl+n")
        await meet(ines, tomasz, lily)
        await jump(ines, 1, answer)
        await meet(tomasz)
        assert [r.state for r in ines.session.rounds.values()] == [state]
        assert ines.here == tomasz.here != "swot/importance rate"
        agreed = {item.fields["importance"] for item in ines.step.ctx.view.items("strengths")}
        assert (agreed == {4}) is (state == "revealed")


async def test_where_nobody_leads_everybody_moves_as_before() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines:
        run = next(iter(ines.session.runs.values()))
        assert run.room is not None
    async with stage("swot", at="swot/factors", solo=False, fill=_of_before) as ines, \
               joins(ines, TOMASZ) as tomasz:  # fmt: skip
        await tomasz.keys("ctrl+n")
        await meet(ines)
        assert ines.here == tomasz.here == "swot/factors reveal"


def _of_before(store: Any, handle: Any) -> None:
    """The session as one of before has it: nobody leads its runs."""
    from aligntui.session.ops import Steer

    run = next(iter(handle.session.runs.values()))
    handle.apply([Steer(run=run.id, field="leads", was=run.room.leads, to=[])])


async def test_nobody_alone_is_offered_a_next_person_or_the_lead() -> None:
    for solo in (True, False):
        async with stage("swot", at="swot/factors", solo=solo) as s:
            names = {command.name for command in ALL if s.page.allows(command)}
            assert ({"next-person", "give-lead"} <= names) is not solo
            assert ({"next-person", "give-lead"} & names == set()) is solo


async def test_a_change_of_lead_is_said_to_everybody_who_did_not_make_it() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, \
               joins(ines, TOMASZ) as tomasz, joins(ines, LILY, 8000) as lily:  # fmt: skip
        await meet(ines, tomasz, lily)
        ines.app.call_later(ines.page.leading._give, f"give {TOMASZ}")
        await ines.settle()
        for s, words in ((tomasz, "You lead now: ^N moves everybody on."), (lily, f"{TOMASZ} leads now.")):
            await meet(s)
            assert s.message == words
        await ines.keys("/lead")
        assert ines.message == f"ok {PERSON} leads now."
        for s in (tomasz, lily):
            await meet(s)
            assert s.message == f"{PERSON} leads now."
            assert s.page.scene.course.room.news() is None


async def test_that_the_lead_is_not_here_is_taken_back_once_somebody_leads() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        message = tomasz.page.scene.words(said("lead-away", "warning", who=PERSON))
        tomasz.page.leading._gone = message
        tomasz.page.say(message, "warning")
        await meet(ines, tomasz)
        assert "not here" not in tomasz.message


async def test_the_clock_goes_on_for_the_room_when_the_window_of_the_lead_is_lost() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        assert "min left" in tomasz.screen()[0]
        ines.page.hung_up()
        ines.app.call_later(ines.page.timebox.end)
        await ines.settle()
        await tomasz.poll()
        run = tomasz.page.scene.run_now()
        assert run.clock is not None
        assert run.clock.since
        assert "min left" in tomasz.screen()[0]


async def test_each_phase_says_what_one_does_and_who_goes_on() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await ines.type("Good service\n")
        for phase, what in (
            ("reveal", "All cards are seen now"),
            ("merge", "What says the same"),
            ("vote", ""),
        ):
            await ines.keys("ctrl+n")
            while not ines.here.endswith(phase):
                await ines.keys("ctrl+n")
            await meet(tomasz)
            assert tomasz.here == f"swot/factors {phase}"
            told = (
                f"{phase.capitalize()} has begun. {what}" if what else "Vote has begun. Votes here are secret"
            )
            assert seen(tomasz).count(told) == 1
            assert ("Say so aloud: Ines Calder merges them." in seen(tomasz)) is (phase == "merge")
            assert ("Ines Calder goes on; ^N says that you are done." in seen(tomasz)) is bool(what)


async def test_where_it_was_rated_no_cards_are_read_aloud() -> None:
    how = {"at": "tows/grid", "solo": False, "fill": millrace("factors", "match"), "phase": "reveal"}
    async with stage("tows", **how) as ines:
        assert "Look together at what came of the answers." in seen(ines)
        assert "cards" not in seen(ines)


async def test_who_does_not_lead_is_offered_to_be_done_and_not_to_go_on() -> None:
    how = {"at": "swot/evidence", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        assert "^N on" in ines.screen()[-1]
        assert "^N I am done" in tomasz.screen()[-1]
    async with stage("swot", at="swot/scope", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        assert tomasz.page.edit is not None
        assert "^N I am done" in tomasz.screen()[-1], "also while one writes"


@pytest.mark.parametrize("method", sorted(BOOK.methods))
async def test_the_row_of_a_participant_never_says_that_going_on_moves_somebody(method: str) -> None:
    async with stage(method, solo=False, fill=millrace()) as ines, joins(ines, TOMASZ) as tomasz:
        for number, step in enumerate(ines.page.scene.run.steps):
            await go(ines, number)
            for phase in ines.page.scene.step.phases or [""]:
                if phase and ines.page.scene.here.phase != phase:
                    await ines.go_phase(phase)
                await meet(tomasz)
                tomasz.app.call_later(tomasz.page.going.open_at, number, phase)
                await tomasz.settle()
                assert tomasz.here == f"{step.step} {phase}".strip()
                for way in ((), ("escape",), ("down",), ("enter",)):
                    await tomasz.keys(*way)
                    if tomasz.top is tomasz.page:
                        told = re.search(r"\^N (.*?)(?:  |$)", tomasz.screen()[-1])
                        assert told is None or told[1] in MINE, (step.step, phase, way, told[1])
                await tomasz.back()


async def test_going_back_from_an_errand_is_not_called_being_done() -> None:
    async with stage("swot", solo=False, fill=millrace()) as ines, joins(ines, TOMASZ) as tomasz:
        tomasz.app.call_later(tomasz.page.going.open_item, tomasz.item("S1").id)
        await tomasz.settle()
        assert "I am done" not in tomasz.screen()[-1]


@pytest.mark.parametrize(
    ("at", "whose"),
    [
        ("swot/scope", "one for the team"), ("swot/evidence", "one for the team"),
        ("swot/ratings", "one for the team"), ("commit/close", "one for the team"),
        ("swot/importance", "each for themselves"), ("swot/factors", ""), ("swot/result", ""),
    ],
)  # fmt: skip
async def test_it_is_said_whether_a_value_is_the_teams_or_each_ones_own(at: str, whose: str) -> None:
    method = at.partition("/")[0]
    async with stage(method, at=at, solo=False, fill=millrace()) as ines:
        assert ines.step.live.whose == whose
        # Once answers are given it is said how many are in.
        assert whose in ines.heading or "are in" in ines.heading
    async with stage(method, at=at, solo=True, fill=millrace()) as alone:
        assert alone.step.live.whose == ""


async def test_home_names_the_step_where_the_room_is() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await go(ines, 2)
        ran, book = ines.page.scene.run_now(), ines.view.book
        position = tomasz.page.going.stand.place
        assert position.step != ran.steps[2].id
        assert next_words(book, ran, position).startswith(step_name(book, ran.steps[2]))


ANSWERED = [
    (f"{method.method}/{step.id}", phase)
    for method in BOOK.methods.values()
    for step in method.steps
    for phase in step.phases or [""]
    if (step.by == "each" or KINDS[step.kind].ballots)
    and (phase in RATING or (not phase and KINDS[step.kind].ballots == "always"))
]
"""Steps and phases in which each person hands something in."""


@pytest.mark.parametrize(("ref", "phase"), ANSWERED)
async def test_the_row_of_keys_says_how_one_hands_in(ref: str, phase: str) -> None:
    case = millrace()
    async with stage(ref.partition("/")[0], at=ref, solo=False, fill=case) as ines, joins(ines, TOMASZ) as t:
        if phase:
            await ines.go_phase(phase)
        await meet(ines, t)
        for s in (ines, t):
            if s.top is not s.page:
                await s.keys("escape")
            assert answering(s.step.ctx).by_ballot
            assert re.search(r"\^N ((I am )?done|hand in|wait for the lead|all \d+)", s.screen()[-1]), (
                s.screen()
            )


async def test_a_workshop_begun_alone_becomes_one_of_a_team_and_back() -> None:
    async with stage("swot", at="swot/factors", solo=True) as ines:
        assert not any("reveal" in row.casefold() for row in ines.screen()[:2])
        await ines.type("Sourdough sells out\n")
        await ines.keys("/team")
        assert ines.message.startswith(f"ok With your team from now on: {PERSON} leads")
        assert "[Write] > Reveal > Merge > Vote" in ines.heading
        run = next(iter(ines.session.runs.values()))
        assert (run.solo, run.room.leads, run.room.by) == (False, [PERSON], PERSON)
        assert ines.words("strengths") == ["Sourdough sells out"]
        async with joins(ines, TOMASZ) as tomasz:
            assert tomasz.here == "swot/factors write"
            assert tomasz.page.scene.role == "participant"
            await meet(ines, tomasz)
            await tomasz.keys("/team")
            assert f"{PERSON} leads" in tomasz.message
            await ines.keys("/team")
            assert ines.message.startswith(f"? {TOMASZ} is here")
        await meet(ines)
        await ines.keys("/team")
        assert ines.message.startswith("ok One person alone from now on")
        assert next(iter(ines.session.runs.values())).solo


async def test_who_writes_on_after_the_question_is_asked_anew() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await ines.keys("ctrl+n")
        assert f"{TOMASZ} is not done." in ines.message
        await ines.type("Sourdough sells out by noon\n")
        await meet(tomasz, ines)
        await ines.keys("ctrl+n")
        assert f"{TOMASZ} is not done." in ines.message
        assert ines.here == "swot/factors write"
        await ines.keys("ctrl+n")
        assert ines.here == "swot/factors reveal"


async def test_a_participant_reads_of_no_way_back_and_is_not_done_with_what_has_ended() -> None:
    async with stage("swot", at="swot/result", solo=False, fill=millrace("factors")) as ines, \
               joins(ines, TOMASZ) as tomasz:  # fmt: skip
        assert "^P back" in ines.screen()[-1]
        assert "^P" not in tomasz.screen()[-1]
        assert tomasz.screen()[-1].count("I am done") == 1, "one key says so, of all that do it"
        await ines.keys("ctrl+n", "ctrl+n", "ctrl+n")
        await meet(tomasz)
        assert tomasz.message.startswith(f"ok You are through: {PERSON} has ended the last step")
        assert "^N" not in tomasz.screen()[-1]


async def test_everybody_sees_who_is_here_and_where_by_whatever_name_one_looks_for_it() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.keys("ctrl+n")
        await meet(tomasz, ines)
        for word in ("who", "here", "people", "present"):
            await ines.keys("ctrl+k")
            await ines.type(word)
            await ines.keys("enter")
            shown = seen(ines)
            assert "Who is here? 2 people" in shown, word
            assert f"{PERSON} (you) leads, Factors / Write" in shown
            assert f"{TOMASZ}, Factors / Write, done" in shown
            await ines.keys("escape")


async def test_the_list_of_who_is_here_says_who_writes_as_it_is_now() -> None:
    how = {"at": "tows/cards", "fill": millrace("factors", "match")}
    async with stage("tows", solo=False, **how) as ines, joins(ines, TOMASZ) as tomasz:
        await ines.keys("/who")
        assert f"{TOMASZ}, Cards" in seen(ines)
        await tomasz.type("half a li")
        await meet(tomasz, ines)
        await ines.keys("tab")
        assert f"{TOMASZ}, Cards, writing" in seen(ines)


async def test_where_answers_bear_no_name_the_list_of_who_is_here_says_names_alone() -> None:
    how = {"at": "swot/importance", "phase": "rate", "fill": millrace("factors")}
    async with stage("swot", solo=False, **how) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.keys("3")
        await meet(tomasz, ines)
        await ines.keys("/who")
        assert [row.strip() for row in ines.screen() if TOMASZ in row] == [TOMASZ]


async def test_who_cannot_go_on_reads_of_no_key_that_goes_on() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.type("One\n")
        await tomasz.keys(*["enter"] * 6)
        assert "Enter says that you are done" in tomasz.message
        assert tomasz.screen()[-1].count("I am done") == 1
        await tomasz.keys("enter")
        assert tomasz.message == f"ok You are done. {PERSON} moves everybody on."


async def test_nobody_is_told_who_sees_answers_where_none_can_be_given() -> None:
    how = {"at": "swot/importance", "phase": "rate"}
    async with stage("swot", solo=False, **how) as ines, joins(ines, TOMASZ) as tomasz:
        for one in (ines, tomasz):
            assert one.step.live.lacks
            assert "secret" not in seen(one), "what is missing stands there"


async def test_who_has_voted_reads_that_she_waits_and_not_that_she_is_to_be_done() -> None:
    how = {"at": "swot/factors", "phase": "vote", "fill": millrace("factors")}
    async with (
        stage("swot", solo=False, **how) as ines,
        joins(ines, TOMASZ) as tomasz,
        joins(ines, LILY, seed=8000),
    ):
        dots = tomasz.step.ctx.step.answer.total or 4
        await tomasz.keys(
            *["space"] * 3, "down", *["space"] * max(1, dots), "ctrl+n", "ctrl+n", "down", "enter"
        )
        assert "you too" in seen(tomasz)
        assert "^N wait for the lead" in tomasz.screen()[-1]
        assert "I am done" not in tomasz.screen()[-1]


async def test_a_call_is_heard_also_before_another_page() -> None:
    how = {"at": "swot/evidence", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await tomasz.keys("ctrl+r")
        await go_with_room(ines, 1)
        await meet(tomasz)
        assert tomasz.screen()[0].startswith(f" {PERSON} is at "), "pages copy the row of the step"
        for page in ("findings", "plan"):
            if page == "plan":
                await go(tomasz, 3)
                await tomasz.keys("/results")
            front = tomasz.top
            await ines.keys("/call-all")
            await meet(tomasz)
            assert tomasz.top is front is not tomasz.page
            assert tomasz.shows(f"{PERSON} calls everybody to "), page
            await tomasz.keys("escape")
            await meet(tomasz)
            assert tomasz.here == ines.here


async def go_with_room(lead: Stage, number: int) -> None:
    """Whoever leads takes the room to a step by its place in the running order."""
    step = lead.page.scene.run.steps[number].id
    lead.app.call_later(lead.page.going._chosen, step)
    await lead.settle()


async def test_who_reads_the_plan_learns_who_is_here() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ):
        await ines.keys("/results", "/who")
        assert ines.shows("Who is here? 2 people")


async def test_of_a_row_of_keys_one_says_that_one_is_done() -> None:
    async with stage("swot", at="swot/factors", solo=False) as ines, joins(ines, TOMASZ) as tomasz:
        while "a new threat" not in tomasz.screen()[-1]:
            await tomasz.keys("enter")
        keys = " ".join(tomasz.screen()[-1].split())
        assert "empty Enter" not in keys, keys
        assert keys.count("I am done") == 1


async def test_dots_of_ones_own_are_none_of_the_others() -> None:
    how = {"at": "swot/factors", "solo": False, "fill": millrace("factors")}
    async with stage("swot", **how) as ines, joins(ines, TOMASZ) as tomasz:
        await ines.go_phase("vote")
        await meet(ines, tomasz)
        for s in (ines, tomasz):
            if s.top is not s.page:
                await s.keys("down", "enter")
        for _ in range(3):
            await tomasz.keys("space", "space", "space", "down")
        assert "none left" in seen(tomasz)
        await meet(ines, tomasz)
        assert "0 of 2 are in; 1 placed all, not in" in seen(ines)
        assert "0 of 2 are in" in seen(tomasz)
        assert "placed all" not in seen(tomasz)
        assert await tomasz.look() in ("", tomasz.message)
        assert tomasz.page.step_view is not None
        assert tomasz.page.step_view.finding_now() is None, "the cards are not asked now"


@pytest.mark.parametrize(
    ("phase", "task"), [("reveal", "All cards are seen now"), ("merge", "What says the same")]
)
async def test_whoever_leads_reads_the_task_of_a_phase_before_a_finding(phase: str, task: str) -> None:
    async with stage("swot", at="swot/factors", phase=phase, solo=False, fill=millrace("factors")) as s:
        s.seconds.now += 5
        await s.look()
        assert s.message.startswith(task), "it stands until a key, whatever the checks say"


async def test_whoever_begins_a_team_reads_how_the_others_come_in_and_finds_it_again() -> None:
    async with stage("swot", solo=False) as s:
        how = "The others come in at screens of their own: each starts aligntui here and opens the first line"
        assert s.message.startswith(how)
        await s.keys("escape", "/", *"join")
        await s.keys("enter")
        assert s.shows("opens the first line")
    async with stage("swot") as s:
        assert "come in" not in s.message
