"""Rounds of several people: how many are in, how far apart, and closing only when it was said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from case_session import millrace
from stage import Stage, library, make_store, stage

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.kind import NextSeat
from aligntui.engine.rounds import ballots
from aligntui.engine.runs import leading
from aligntui.engine.runs.start import start
from aligntui.methods.types import Privacy
from aligntui.session.ops import Merge
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import ref_of
from aligntui.store.permit import FREE, Forbidden, Permit

RATE = {"at": "choose/rate", "solo": False, "fill": millrace("strategies")}
NAMES = ("Tomasz Wren", "Lily Marsh", "Priya Lund", "Dot Okafor")


def here(s: Stage, people: int) -> None:
    """So many people are here, and stay."""

    async def stay() -> None:
        pass

    s.page.presence.meet = stay  # type: ignore[method-assign]
    s.page.presence.company.names = {"Ines Calder", *NAMES[: people - 1]}


def other(s: Stage, name: str = NAMES[0]) -> Handle:
    """The session as one of the others has it open."""
    return s.someone_else(name, seed=5000 + 1000 * NAMES.index(name))


def share(s: Stage, name: str = NAMES[0]) -> None:
    """Another one leads too."""
    run = next(iter(s.session.runs.values()))
    s.handle.apply(leading.give(run, name, share=True)[0])


def answer(handle: Handle, mark: str, answers: dict[str, Any], *, hand_in: bool = True) -> None:
    """Somebody else answers in the one round that is open."""
    handle.refresh()
    view = View(handle.session, book_of(handle.session))
    held = next(r for r in handle.session.rounds.values() if r.state == "open")
    for subject, value in answers.items():
        now = View(handle.session, view.book)
        handle.apply(ballots.give(now, held, mark, subject, value, lambda: f"b-{mark}"))
    if hand_in:
        handle.apply(ballots.hand_in(View(handle.session, view.book), held, mark))


def state(s: Stage) -> list[str]:
    return [r.state for r in s.session.rounds.values()]


CLOSE = ("ctrl+n", "down", "enter")
"""Closes a round for all, once one is in."""


async def test_a_plot_says_how_many_have_rated_and_hides_the_spread_until_all_are_in() -> None:
    async with stage("choose", **RATE) as s:
        here(s, 4)
        await s.keys("5", "up")
        assert s.heading.startswith("Choose: impact and effort   0 of 4 are in")
        assert s.shows("impact 5  1 of 4 rated   effort -  0 of 4 rated")
        for number, name in enumerate(NAMES[:3], start=1):
            answer(other(s, name), f"mark{number}", {"so1#impact": 2 + number, "so1#effort": number})
        await s.poll()
        assert s.heading.startswith("Choose: impact and effort   3 of 4 are in")
        assert s.shows("impact 5  4 of 4 rated   effort -  3 of 4 rated")
        assert not s.shows("spread")
        await s.keys("tab", "2", "up", "ctrl+n")
        assert s.message == (
            "? 11 not rated yet: a line with too few answers shows nothing. ^N again hands in without."
        )
        await s.keys("ctrl+n")
        assert s.message == "ok All 4 are in. ^N closes the round."
        await s.keys(*CLOSE)
        assert s.here == "choose/rate talk"
        assert state(s) == ["revealed"]
        await s.go_phase("decide")
        await s.settle()
        await s.keys("home")
        assert s.shows("impact 5  4 of 4 rated, spread 3-5   effort 2  4 of 4 rated, spread 1-3")
        assert "are in" not in s.heading


async def test_n_hands_in_and_closes_for_all_only_when_asked_again() -> None:
    async with stage("swot", at="swot/importance", solo=False, fill=millrace("factors")) as s:
        here(s, 3)
        await s.keys(*"5" * 21)
        answer(other(s), "mark1", {"s1": 4}, hand_in=False)
        await s.poll()
        await s.keys("ctrl+n")
        assert s.message == "ok You are in. 2 of 3 not yet."
        assert s.here == "swot/importance rate"
        assert state(s) == ["open"]
        assert "   1 of 3 are in, you too   " in s.heading
        # An answer changed after that is kept, and has to be handed in again.
        await s.keys("home", "4")
        assert s.message == "? You are not in any more: ^N hands in again."
        assert "   0 of 3 are in   " in s.heading
        await s.keys("ctrl+n")
        answer(other(s), "mark1", {"s1": 3})
        await s.poll()
        assert s.message == "ok You are in. 1 of 3 not yet."
        await s.keys("ctrl+n")
        assert s.shows("Close for all? 1 of 3 is not in.")
        await s.keys("enter")
        assert state(s) == ["open"], "the first answer changes nothing"
        await s.keys(*CLOSE)
        assert state(s) == ["revealed"]
        assert s.here == "swot/importance rate", "nothing is shown of what two said, and it is said here"
        assert "/open-round open it again" in s.screen()[-1]
        assert "closed, nothing to show" in s.heading
        for words in ("round", "open"):
            await s.keys("ctrl+k")
            await s.type(words)
            assert any("Open the round again" in row for row in s.screen())
            await s.keys("escape")
        await s.keys("ctrl+z")
        assert "^K open-round does, with what each answered" in s.message


async def test_one_is_left_and_still_asks_for_the_ballot_of_who_has_gone() -> None:
    async with stage("swot", at="swot/importance", solo=False, fill=millrace("factors")) as s:
        await s.keys(*"5" * 21)
        answer(other(s), "mark1", {"s1": 4}, hand_in=False)
        await s.poll()
        # Going elsewhere closes nothing.
        await s.keys("ctrl+l", "escape")
        assert state(s) == ["open"]
        await s.keys("ctrl+n")
        assert s.message == "ok You are in. 1 of 2 not yet."
        await s.keys(*CLOSE)
        assert state(s) == ["revealed"]


async def test_who_did_not_answer_closes_the_round_of_the_others() -> None:
    async with stage("swot", at="swot/importance", solo=False, fill=millrace("factors")) as s:
        here(s, 3)
        await s.keys("5", "backspace", "up", "backspace")
        answer(other(s), "mark1", {"s1": 4})
        await s.poll()
        await s.keys("ctrl+n")
        assert s.shows("Close for all? 2 of 3 are not in.")
        await s.keys("down", "enter")
        assert state(s) == ["revealed"]
        assert s.item("S1").fields["importance"] == 4


async def test_a_grid_tells_of_its_pair_and_waits_too() -> None:
    fill = millrace("strategies", "drivers", "axes", "scenarios")
    async with stage("scenarios", at="scenarios/tunnel", solo=False, fill=fill) as s:
        here(s, 3)
        await s.keys("plus", "1", "left")
        for number, name in enumerate(NAMES[:2], start=1):
            answer(other(s, name), name, {"so1>a": -number}, hand_in=number == 1)
        await s.poll()
        assert s.heading == "Scenarios: does it work in each world?   1 of 3 are in   [Rate] > Reveal > Talk"
        assert s.shows("+1 works   3 of 3 rated")
        await s.keys("ctrl+n")
        assert s.message == "ok You are in. 1 of 3 not yet: Lily Marsh."
        await s.keys(*CLOSE)
        assert s.here == "scenarios/tunnel reveal"
        await s.keys("left")
        assert s.shows("-1 weak   3 of 3 rated, spread -2 to 1")


async def test_dots_are_counted_when_all_have_voted() -> None:
    async with stage("swot", at="swot/factors", phase="vote", solo=False, fill=millrace("factors")) as s:
        here(s, 3)
        await s.keys("space")
        assert s.shows("your dots: 6 left of 7")
        assert s.shows("0 of 3 are in")
        await s.keys("ctrl+n")
        assert s.shows("6 dots are not placed. Hand in all the same?")
        await s.keys("down", "enter")
        assert s.message == "ok You are in. 2 of 3 not yet."
        assert s.shows("1 of 3 are in, you too")
        answer(other(s), "mark1", {"o2": 2})
        answer(other(s, NAMES[1]), "mark2", {"o2": 1})
        await s.poll()
        # Whose dots they are, and how many, is not seen before all are in.
        assert not s.shows("**")
        await s.keys(*CLOSE)
        assert s.gist.startswith("ok The vote is closed, all in. O2 leads with 3 dots")
        assert state(s) == ["revealed"]


async def test_a_digit_after_handing_in_begins_a_number_like_any_other() -> None:
    async with stage("swot", at="swot/weigh-inside", solo=False, fill=millrace("factors")) as s:
        here(s, 2)
        await s.keys(*"60", "down", *"40", "ctrl+n")
        assert s.message == "ok You are in. 1 of 2 not yet."
        await s.keys(*["up"] * 9, "5")
        assert s.message.startswith("? You are not in any more")
        await s.keys("0")
        (ballot,) = s.session.ballots.values()
        assert list(ballot.answers.values()) == [50, 40]
        # A row with a value takes the same digit, and more of it.
        await s.keys("down", "4", "9")
        (ballot,) = s.session.ballots.values()
        assert list(ballot.answers.values()) == [50, 49]


async def test_the_room_sees_the_group_and_no_answer_of_one() -> None:
    async with stage("swot", at="swot/importance", solo=False, fill=millrace("factors")) as s:
        here(s, 4)
        await s.keys(*"5" * 21)
        first = {"s1": 5, "s2": 1, "s3": 5}
        answer(other(s), "mark1", first)
        answer(other(s, NAMES[1]), "mark2", {**first, "s2": 4})
        answer(other(s, NAMES[2]), "mark3", {**first, "s2": 4})
        await s.poll()
        await s.keys("ctrl+n", *CLOSE)
        assert s.here == "swot/importance talk"
        rows = [
            row for row in s.screen() if " range  answers" in row or row.startswith((">S2", " S2", " S1"))
        ]
        assert rows[0].endswith("median   range  answers")
        assert rows[1].startswith(">S2") or rows[1].startswith(" S2"), "the widest difference first"
        assert rows[1].endswith(" 4      1-5  1 o . . oo o    5")
        assert rows[2].endswith(" 5        5  1 . . . .  oooo 5")
        assert not s.shows("[5]")
        assert "answer" not in s.screen()[-1]
        await s.keys("end", "enter", "enter")
        assert s.here == "swot/importance talk", "Enter begins no second round"
        await s.keys("ctrl+n")
        assert s.shows("Begin a second round for everybody?")
        await s.keys("enter")
        assert s.here == "swot/importance talk"
        await s.keys("ctrl+n", "down", "enter")
        assert s.here == "swot/importance again"


async def test_dots_that_are_placed_are_not_yet_handed_in() -> None:
    async with stage("swot", at="swot/factors", phase="vote", solo=False, fill=millrace("factors")) as s:
        here(s, 2)
        await s.keys("space", "space", "space", "down", "space", "space", "space", "down")
        assert "^N done" in s.screen()[-1]
        await s.keys("space", "space")
        assert s.message == "7 dots placed, none left: ^N hands in, Backspace takes one back."
        assert "^N hand in" in s.screen()[-1]
        assert s.shows("0 of 2 are in")
        assert not s.shows("placed all"), "who placed all is this person, and no other one"
        await s.keys("ctrl+n")
        assert s.message == "ok You are in. 1 of 2 not yet."
        assert s.shows("1 of 2 are in, you too")
        assert "^N close for all" in s.screen()[-1]
        assert s.shows("7 dots each, at most 3 on one")


async def test_a_limit_that_nobody_can_reach_is_not_said() -> None:
    async with stage("swot", at="swot/factors", phase="vote", solo=False) as s:
        write(other(s), "Tomasz Wren", *(f"Line {n}" for n in range(6)))
        await s.poll()
        await s.settle()
        assert s.shows("6 cards, 2 dots each. Which decide our next year?")


def write(handle: Handle, name: str, *words: str, at: str = "2026-11-21T15:00:00") -> None:
    """Somebody else writes strengths."""
    handle.refresh()
    view = View(handle.session, book_of(handle.session))
    for number, said in enumerate(words):
        ids = f"{name[:2]}{number}"
        handle.apply(edits.add(view, lambda ids=ids: ids, "strengths", said, by=name, at=at)[1])


async def test_what_others_write_in_silence_is_counted_until_the_reveal() -> None:
    async with stage("swot", at="swot/factors", solo=False) as s:
        await s.type("Sourdough sells out\n")
        write(other(s), "Tomasz Wren", "Service", "Oven", "Loyal core", "Grain growers")
        write(other(s, "Lily Marsh"), "Lily Marsh", "Bread is gone by noon", "The queue")
        write(other(s, "Dot Okafor"), "Dot Okafor", "Seen last year", at="2025-11-21T15:00:00")
        await s.poll()
        assert s.shows("Sourdough sells out")
        assert s.shows("Seen last year")
        assert not s.shows("Service")
        assert s.shows("6 more, hidden until Reveal")
        assert not s.shows("max 6"), "how many stay is not asked of who writes alone"
        assert s.shows("Tomasz Wren 4, Lily Marsh 2")
        await s.keys("escape")
        assert s.shows("Tomasz Wren 4, Lily Marsh 2")
        assert not s.shows("queue")
        # Neither findings nor the search tell.
        await s.keys("ctrl+r")
        assert s.top is not s.page
        assert not s.shows("Service")
        await s.keys("escape", "ctrl+f")
        await s.type("s")
        assert not s.shows("Service")
        assert s.shows("Sourdough")
        await s.keys("escape", "ctrl+n")
        assert s.here == "swot/factors reveal"
        assert s.shows("Service")
        assert s.shows("Bread is gone by noon")
        assert not s.shows("hidden until")
        assert not s.shows("Tomasz Wren 4")


async def test_who_waits_is_told_when_somebody_else_closes_the_round() -> None:
    async with stage("swot", at="swot/factors", phase="vote", solo=False, fill=millrace("factors")) as s:
        here(s, 3)
        await s.keys("space", *CLOSE)
        assert s.message == "ok You are in. 2 of 3 not yet."
        share(s)
        answer(other(s, NAMES[1]), "mark2", {"s1": 1})
        tomasz = other(s)
        answer(tomasz, "mark1", {"s1": 1})
        tomasz.apply(ballots.reveal(s.view, next(iter(tomasz.session.rounds.values()))))
        await s.poll()
        assert s.gist.startswith("ok The vote is closed, all in. S1 leads with 3 dots; 20 cards got none.")
    async with stage("swot", at="swot/importance", solo=False, fill=millrace("factors")) as s:
        here(s, 2)
        await s.keys(*"5" * 21, "ctrl+n")
        share(s)
        tomasz = other(s)
        tomasz.apply(ballots.reveal(s.view, next(iter(tomasz.session.rounds.values()))))
        await s.poll()
        assert s.message.startswith("! The round is closed. Nothing of this round is shown")


async def test_alone_nothing_of_this_is_said() -> None:
    async with stage("choose", at="choose/rate", fill=millrace("strategies")) as s:
        await s.keys("5", "4", "up")
        assert not s.shows("are in")
        assert not s.shows(" rated")
        await s.keys("ctrl+n", "ctrl+n")
        assert s.here == "choose/rate again"


async def test_one_keyboard_gives_the_dots_of_several_people() -> None:
    async with stage("swot", at="swot/factors", phase="vote", solo=False, fill=millrace("factors")) as s:
        await s.keys("/next-person")
        assert s.message.endswith("This ballot is still empty: answer first.")
        await s.keys("space", "space", *CLOSE)
        assert s.message.endswith(
            "1 ballot is in. ^K next-person for the next person's answers; ^N closes the round."
        )
        assert state(s) == ["open"]
        await s.keys("/next-person")
        assert s.shows("Hand the keyboard to the next person.")
        assert not s.shows("Service people talk about"), "nothing of anybody's is seen between two people"
        await s.keys("enter")
        assert s.message == "ok 1 ballot is in. This one is the next person's."
        assert s.shows("your dots: 7 left of 7")
        assert not s.shows("**")
        await s.keys("space", "right", "space", "/next-person", "enter")
        assert s.message == "ok 2 ballots are in. This one is the next person's."
        assert s.shows("2 of 3 are in")
        await s.keys("space", "space", *CLOSE, *CLOSE)
        assert s.gist.endswith("all in. S1 and W1 lead with 3 dots each; 19 cards got none. ^N goes on.")
        held = s.session.ballots.values()
        assert sorted(len(b.answers) for b in held) == [1, 1, 2]
        assert len({b.by for b in held}) == 3
        assert "Ines Calder" not in {b.by for b in held}
        # What works no more is offered no more.
        keys = s.screen()[-1]
        assert "give dot" not in keys
        assert "I am done" not in keys
        assert "^N on" in keys


async def test_one_keyboard_rates_for_several_and_all_ratings_count() -> None:
    async with stage("swot", at="swot/importance", solo=False, fill=millrace("factors")) as s:
        following = ("/next-person", "enter")
        await s.keys(*"5" * 21, *following, *"4" * 21, *following, *"1" * 21, "ctrl+n", *CLOSE)
        assert state(s) == ["revealed"]
        assert s.item("S1").fields["importance"] == 4
        assert len(s.session.ballots) == 3


async def test_one_keyboard_asks_for_the_name_of_a_named_ballot() -> None:
    fill = millrace("strategies", "drivers", "axes", "scenarios")
    async with stage("scenarios", at="scenarios/tunnel", solo=False, fill=fill) as s:
        await s.keys("1", "/next-person")
        assert s.shows("Whose answers come next?")
        await s.type("Lily Marsh")
        await s.keys("enter")
        assert s.message == "ok 1 ballot is in. This one is the next person's."
        await s.keys("0", "ctrl+n", *CLOSE)
        assert {b.by for b in s.session.ballots.values()} == {"Ines Calder", "Lily Marsh"}
        assert state(s) == ["revealed"]


async def test_a_name_that_has_a_ballot_begun_goes_on_with_it() -> None:
    fill = millrace("strategies", "drivers", "axes", "scenarios")
    async with stage("scenarios", at="scenarios/tunnel", solo=False, fill=fill) as s:
        for name in ("Lily Marsh", " lily  MARSH"):
            await s.keys("1", "/next-person")
            await s.type(name)
            await s.keys("enter")
        await s.keys("0", "ctrl+n", *CLOSE)
        assert {b.by for b in s.session.ballots.values()} == {"Ines Calder", "Lily Marsh"}


async def test_a_restricted_line_has_one_ballot_and_says_who_opens_more() -> None:
    async with stage("swot", at="swot/factors", phase="vote", solo=False, fill=millrace("factors")) as s:
        s.page.handle.permit = s.page.align.store.permit = Permit(ref_of(s.page.handle.path))
        await s.keys("space")
        assert "next person" not in s.screen()[-1]
        await s.keys("/next-person")
        assert s.message == "? Further ballots are opened by whoever runs the workshop; this line has yours."
        with pytest.raises(Forbidden):
            s.page.desk.hand_over(NextSeat("round", "secret"), lambda: None)
        await s.keys("space", "space")
        assert s.shows("your dots: 4 left of 7")
        assert len(s.session.ballots) == 1


def test_a_restricted_line_writes_on_no_other_ballot_whatever_asked_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    handle, run = start(store, library(), "swot", title="Millrace 2027", solo=False)
    millrace("factors")(store, handle)
    view = View(handle.session, book_of(handle.session))
    _, step = view.book.step("swot/factors") or pytest.fail("no such step")
    for names in ("secret", "named", "none"):
        asked = msgspec.structs.replace(step, privacy=Privacy(names=names))
        round_, ops = ballots.opened(view, run, asked, names, "vote", store.new_id)
        handle.apply(ops)
        own = handle.person if names == "named" else f"mark {names}"
        handle.permit = Permit(ref_of(handle.path))
        card = round_.subjects[0]
        handle.apply(ballots.give(view, round_, own, card, 1, store.new_id))
        kept = dict(handle.session.ballots)
        for other_one in ("Lily Marsh", "another mark"):
            with pytest.raises(Forbidden):
                handle.apply(ballots.give(view, round_, other_one, card, 1, store.new_id))
        assert handle.session.ballots == kept
        handle.permit = FREE
        handle.apply(ballots.give(view, round_, "Lily Marsh", card, 1, store.new_id))


async def test_dots_on_a_card_that_is_parked_or_merged_by_another_come_back_or_go_along() -> None:
    async with stage("swot", at="swot/factors", phase="vote", solo=False, fill=millrace("factors")) as s:
        here(s, 2)
        await s.keys("space", "space", "down", "space")
        assert s.shows("your dots: 4 left of 7")
        share(s)
        tomasz = other(s)
        for number in (1, 2):
            answer(other(s, NAMES[number]), f"mark{number}", {"o2": 1})
        s1, s2, s3 = (s.item(code) for code in ("S1", "S2", "S3"))
        tomasz.apply(edits.set_status(s1, "parked"))
        await s.poll()
        assert s.message.endswith("Tomasz Wren took S1 away. Your 2 dots on S1 come back to you.")
        assert s.shows("your dots: 6 left of 7")
        assert s.shows("20 cards, 7 dots each"), "the allowance is what it was"
        tomasz.apply([Merge(id=s2.id, to=s3.id)])
        await s.poll()
        assert s.message == "? The dots on S2 go along to S3."
        assert s.shows("your dots: 6 left of 7")
        tomasz.apply(edits.set_status(tomasz.session.items[s1.id], "draft"))
        await s.poll()
        assert s.shows("your dots: 4 left of 7")
        await s.keys(*CLOSE, *CLOSE)
        counted = "ok The vote is closed, all in. S1 and O2 lead with 2 dots each; 17 cards got none."
        assert s.gist.startswith(counted)
        await s.keys("home", "delete")
        assert s.message.endswith("2 dots on S1 no longer count.")
        await s.keys("ctrl+z")
        assert s.message.endswith("2 dots on S1 count again.")


async def test_a_card_written_during_a_vote_is_for_the_next_one() -> None:
    async with stage("swot", at="swot/factors", phase="vote", solo=False, fill=millrace("factors")) as s:
        here(s, 2)
        await s.keys("space")
        tomasz = other(s)
        view = View(tomasz.session, book_of(tomasz.session))
        late, ops = edits.add(view, tomasz._new_id, "strengths", "Late", by="Tomasz Wren")
        tomasz.apply(ops)
        await s.poll()
        await s.step.focus_on(late.id, "", stand=True)
        await s.keys("space")
        assert "was not there when this vote began" in s.message
        assert late.id not in next(iter(s.session.ballots.values())).answers


async def test_the_promise_of_secrecy_is_about_votes_and_made_where_one_votes() -> None:
    async with stage("swot", at="swot/factors", solo=False, fill=millrace("factors")) as s:
        assert "secret" not in s.message
        await s.go_phase("merge")
        await s.settle()
        assert "secret" not in s.message
        await s.go_phase("vote")
        await s.settle()
        assert s.message == "Votes here are secret: no name, no time, no order is kept."
    async with stage("choose", at="choose/rate", solo=False, fill=millrace("strategies")) as s:
        assert s.message == "Ratings here are secret: no name, no time, no order is kept."
        s.seconds.now += 1
        await s.go_phase("decide")
        await s.settle()
        assert "secret" not in s.message


async def test_where_answers_lie_far_apart_a_grid_and_a_plot_say_what_is_talked_about_first() -> None:
    async with stage("tows", at="tows/grid", solo=False, fill=millrace("factors")) as s:
        here(s, 3)
        await s.keys("+", "+", "0", "0")
        row, cols = "s1", ("o1", "o2", "o3", "o5")
        for number, values in enumerate([(1, 0, 0, 0), (1, 1, 0, 1)]):
            given = {f"{row}>{col}": value for col, value in zip(cols, values, strict=True)}
            answer(other(s, NAMES[number]), NAMES[number], given)
        await s.poll()
        await s.keys("ctrl+n", "ctrl+n")
        if s.top is not s.page:
            await s.keys("down", "enter")
        assert s.here == "tows/grid reveal"
        assert s.shows("Far apart, talk first: S1 with O2 0-1 and S1 with O5 0-1")
        assert (s.step.state.row, s.step.state.col) == ("s1", "o2"), "what is talked about first is at hand"
        await s.keys("left")
        (line,) = [line for line in s.screen() if line.startswith(("> S1", ">S1"))]
        assert line.count("!") == 2, "both are marked, what all say alike is not"
        assert s.step.kind.sight(s.step.ctx, s.step.state).notes[-1].startswith("Far apart")
        await s.go_phase("talk")
        assert s.shows("Far apart, talk first: S1 with O2 0-1 and S1 with O5 0-1")


async def test_a_plot_says_on_which_scale_of_which_card_the_answers_lie_far_apart() -> None:
    async with stage("choose", **RATE) as s:
        here(s, 4)
        await s.keys("5", "up")
        for number, name in enumerate(NAMES[:3], start=1):
            answer(other(s, name), f"mark{number}", {"so1#impact": 2 + number, "so1#effort": number})
        await s.poll()
        await s.keys("tab", "2", "up", "ctrl+n", "ctrl+n", *CLOSE)
        assert s.here == "choose/rate talk"
        assert s.shows("Far apart, talk first: SO1 impact 3-5 and SO1 effort 1-3")
