"""A board played without a screen: the line, cards, merging, moving, dots, going on."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace
from playing import Play

from aligntui.engine import cards, edits
from aligntui.engine.entry import adding
from aligntui.engine.lists import PARKED
from aligntui.engine.live import LiveStep
from aligntui.engine.rounds import voting
from aligntui.engine.rounds.answering import answering
from aligntui.session.ops import Tie
from aligntui.wording.words import word

FACTORS = "swot/factors"
TWICE = "36-hour sourdough sells out by noon"


def factors(**how: Any) -> Play:
    return Play(FACTORS, **how).tell("factors")


def coded(p: Play, code: str) -> str:
    item = p.view.find(code)
    assert item is not None, code
    return item.id


def words(p: Play, name: str) -> list[str]:
    return [item.text for item in p.view.items(name)]


def facts(p: Play) -> dict[str, object]:
    return dict(p.outcomes[-1].message.facts) if p.outcomes[-1].message else {}


def write(p: Play, text: str, name: str = "strengths", by: str = "Tomasz Wren") -> str:
    item, ops = edits.add(p.view, p.new_id, name, text, by=by, at=p.now())
    p.keep(ops)
    return item.id


# the line


def test_a_line_makes_a_card_and_undo_takes_it_back() -> None:
    p = Play(FACTORS)
    assert (p.state.adding, p.state.list) == (True, "S")
    p.do("keep", value={"text": " Bread sells ", "evidence": "till log"})
    (item,) = p.view.items("strengths")
    assert (item.text, item.fields["evidence"], item.by) == ("Bread sells", "till log", p.person)
    assert (p.last, facts(p)) == ("card-kept", {"name": 'S1 "Bread sells"'})
    assert (p.state.at, p.state.adding) == (item.id, True)
    assert p.undo()
    assert not p.view.items("strengths")


def test_one_begins_in_the_first_list_below_three_cards_and_where_words_wait() -> None:
    p = Play(FACTORS)
    for n in range(3):
        write(p, f"Strength {n}")
    assert p.kind.open(p.ctx).list == "W"
    opportunities = next(c for c in adding.columns(p.ctx) if c.key == "O")
    p.typed[adding.place_of(p.ctx, opportunities)] = "Half a thought"
    p.typed[adding.place_of(p.ctx, opportunities, "more")] = "two\nthree"
    state = p.kind.open(p.ctx)
    assert (state.list, state.adding, state.waiting) == ("O", True, ("two", "three"))
    assert p.kind.open(factors(phase="vote").ctx).adding is False


def test_who_cannot_go_on_is_told_that_the_last_empty_line_says_so() -> None:
    p = Play(FACTORS, role="participant")
    for _ in range(7):
        p.do("keep", value="")
    assert p.last == "nothing-more-done"


def test_an_empty_line_goes_from_list_to_list_asks_once_and_goes_on() -> None:
    p = Play(FACTORS)
    for before, key in pairwise("SWOT"):
        assert p.do("keep", value="").leave == ""
        assert (p.last, p.state.list) == ("list-empty", before), "a list without a card asks once"
        assert p.do("keep", value="").leave == ""
        assert (p.last, p.state.list) == ("next-list", key)
    p.do("keep", value="")
    assert p.last == "nothing-more-yet"
    assert p.state.asked
    p.do("look")
    assert p.state.asked, "looking is no answer"
    p.do("close")
    assert not p.state.asked
    p.do("add")
    p.do("keep", value="")
    assert p.do("keep", value="").leave == "on"


def test_several_lines_become_as_many_cards_or_one() -> None:
    p = Play(FACTORS)
    p.do("paste", value=["two", "three"])
    assert (p.last, facts(p)) == ("lines-as-cards", {"count": 3})
    assert "join" in p.verbs
    p.do("join")
    assert (p.last, p.state.waiting) == ("one-line-now", ())
    p.do("paste", value=["two", "three"])
    before = p.session.meta.rev
    p.do("keep", value={"text": "one", "evidence": "seen"})
    assert words(p, "strengths") == ["one", "two", "three"]
    assert [i.fields.get("evidence") for i in p.view.items("strengths")] == ["seen", None, None]
    assert (p.last, p.session.meta.rev) == ("cards-kept", before + 1)


def test_what_the_line_would_break_is_said_before_it_is_kept() -> None:
    p = factors()
    p.do("list", value="S")
    p.do("add")
    twice = p.kind.finding(p.ctx, p.state, {"text": "No evidence at all"})
    assert twice is not None
    assert p.kind.finding(p.ctx, p.state, {"text": ""}) is None
    assert not any(i.text == "No evidence at all" for i in p.view.items("strengths"))


# cards


def test_the_focus_is_by_id_and_goes_to_the_next_one_when_a_card_goes() -> None:
    p = factors()
    first, second, last = coded(p, "S1"), coded(p, "S2"), coded(p, "S5")
    p.do("focus", first)
    write(p, "Another")
    assert p.sight.focus == first
    p.do("park", first)
    assert (p.last, p.sight.focus) == ("parked-below", second)
    p.do("focus", last)
    p.keep(edits.set_status(p.view.item(last), "dropped"))
    assert p.sight.focus != last
    p.do("focus", "", "T")
    assert p.sight.focus == coded(p, "T1")
    empty = Play(FACTORS)
    empty.do("focus", "", "T")
    assert (empty.sight.focus, empty.kind.column(empty.ctx, empty.state).key) == ("", "T")


def test_a_card_that_is_open_or_being_merged_goes_to_no_other_list() -> None:
    p = factors()
    p.do("open", coded(p, "S1"))
    p.do("move")
    assert (p.last, p.state.filling.item) == ("focus-a-card", coded(p, "S1"))
    p.do("close")
    p.do("mark", coded(p, "S1"))
    p.do("merge", coded(p, "S2"))
    p.do("move")
    assert (p.last, p.state.merging.stays) == ("focus-a-card", coded(p, "S2"))


def test_on_the_row_of_parked_cards_the_line_opens_at_their_list() -> None:
    p = factors()
    p.do("park", coded(p, "T2"))
    p.do("focus", next(r.id for r in p.sight.rows if r.id.startswith(PARKED)))
    p.do("add")
    assert (p.state.adding, p.state.list) == (True, "T")


def test_parked_cards_unfold_and_come_back() -> None:
    p = factors()
    card = coded(p, "S2")
    p.do("park", card)
    row = next(r.id for r in p.sight.rows if r.id.startswith(PARKED))
    assert card not in [r.id for r in p.sight.rows]
    p.do("focus", row)
    assert "unfold" in p.verbs
    p.do("unfold", row)
    assert next(r.value for r in p.sight.rows if r.id == card) == "parked"
    p.do("park", card)
    assert p.last == "back-on-list"
    p.do("park", card)
    p.do("unfold", row)
    p.do("focus", card)
    assert p.sight.focus == card, "an errand leads to a parked card too"


def test_who_cites_a_card_is_said_and_parking_it_says_so() -> None:
    p = factors()
    card = coded(p, "S1")
    p.do("cited", card)
    assert (p.last, facts(p)["by"]) == ("cited-by", "nothing yet")
    p.keep([Tie(relation="weaknesses.because", a=coded(p, "W2"), b=card, was=None, to={})])
    p.do("cited", card)
    assert facts(p)["by"].startswith('W2 "We speak')
    p.do("park", card)
    assert (p.last, facts(p)["by"][:3]) == ("parked-though-cited", "W2 ")


def test_order_changes_by_one_place() -> None:
    p = factors()
    before = words(p, "strengths")
    p.do("move-down", coded(p, "S1"))
    assert words(p, "strengths")[:2] == [before[1], before[0]]
    p.do("move-up", p.state.at)
    assert words(p, "strengths") == before


def test_an_open_card_is_filled_and_closes_onto_itself() -> None:
    p = factors()
    card = coded(p, "S3")
    p.do("open", card, "text")
    assert {"fill", "close"} <= p.verbs
    p.do("fill", field="text", value="Other words")
    assert p.view.item(card).text == "Other words"
    p.do("close")
    assert (p.state.filling, p.sight.focus) == (None, card)
    p.do("rate", card)
    assert p.state.filling.at == "compared"
    p.do("next-person")
    assert p.state.filling is not None


# moving


def test_a_card_moves_to_another_list_with_a_new_code() -> None:
    p = factors()
    card = coded(p, "S3")
    p.do("mark", card)
    p.do("move", card)
    assert (p.state.moving, p.verbs) == (card, {"move", "stay", "go-on", "go-back"})
    p.do("stay")
    assert not p.state.moving
    p.do("move", card, value="S")
    assert p.view.item(card).collection == "strengths", "where it stands it stays"
    p.do("move", card, value="W")
    item = p.view.item(card)
    assert (item.collection, p.view.code(item)[:1]) == ("weaknesses", "W")
    assert p.said[-1].id == "moved-anew"
    assert (p.state.marked, p.sight.focus) == (frozenset(), card)
    assert p.undo()
    assert p.view.item(card).collection == "strengths"


def test_where_nothing_can_be_moved_it_says_so() -> None:
    p = Play(FACTORS)
    p.do("close")
    p.do("move")
    assert p.last == "focus-a-card"
    voted = factors(phase="vote")
    voted.do("move", coded(voted, "S1"), value="W")
    assert voted.last == "no-moving-while-voting"
    drivers = Play("scenarios/drivers").tell("drivers")
    first = drivers.view.items("drivers")[0]
    drivers.do("close")
    drivers.do("move", first.id, value="N")
    assert drivers.view.item(first.id).fields["heading"] == "N"


# merging


def test_marked_cards_become_one_with_the_words_of_the_one_that_stays_and_all_agree() -> None:
    p = factors(phase="merge", solo=False)
    first, twin = coded(p, "S1"), write(p, TWICE)
    p.do("mark", first)
    p.do("merge", first)
    assert (p.last, facts(p)) == ("only-marked", {"item": first})
    p.do("merge", twin)
    form = p.state.merging
    assert (form.stays, form.goes, form.text) == (twin, (first,), TWICE)
    assert form.evidence.startswith("till log")
    p.do("merge")
    assert p.last == "not-all-agreed"
    p.do("agree", value=["Tomasz Wren"])
    p.do("merge")
    assert (p.last, facts(p)["who"]) == ("not-agreed", p.person), "asked anew, for others are marked now"
    p.do("merge")
    assert (p.last, facts(p)["who"]) == ("merged-agreed", "Tomasz Wren, aloud")
    assert (p.view.item(twin).text, p.view.item(twin).fields["grade"]) == (form.text, 3)
    assert p.view.session.items[first].into == twin
    assert (p.state.merging, p.state.marked, p.sight.focus) == (None, frozenset(), twin)
    assert p.undo()
    assert p.view.item(twin).text == TWICE
    assert p.view.item(first).text != TWICE


@pytest.mark.parametrize("verb", ["go-on", "go-back"])
def test_whoever_goes_from_cards_that_are_not_one_yet_is_asked_once(verb: str) -> None:
    p = factors(phase="merge", solo=False)
    first, twin = coded(p, "S1"), write(p, TWICE)
    p.do("mark", first)
    p.do("merge", twin)
    left = p.do(verb)
    assert (p.last, left.leave) == ("not-one-yet", "")
    assert p.state.merging is not None, "the form stands as it was"
    assert p.do(verb).leave == verb.removeprefix("go-")


def test_look_alikes_are_offered_until_somebody_keeps_both() -> None:
    p = factors(phase="merge")
    twin = write(p, TWICE)
    assert [b.id for _, b in cards.look_alikes(p.ctx, p.state, p.kind.rows(p.ctx, p.state))] == [twin]
    p.do("merge", coded(p, "W1"))
    assert p.state.merging.goes == (twin,), "m opens the pair that is offered"
    p.do("close")
    assert p.last == "kept-apart"
    assert not cards.look_alikes(p.ctx, p.state, p.kind.rows(p.ctx, p.state))
    p.do("merge", coded(p, "W1"))
    assert p.last == "how-to-merge"
    p.do("merge", twin)
    assert p.state.merging is not None, "asked for by hand it is there again"


def test_one_of_three_is_left_out_and_words_are_needed() -> None:
    p = factors(phase="merge")
    one, two, three = (coded(p, code) for code in ("S1", "S2", "S3"))
    p.do("mark", two)
    p.do("mark", three)
    p.do("merge", one)
    assert [o.item for o in p.offers if o.verb == "leave-out"] == [two, three]
    p.do("leave-out", two)
    assert (p.state.merging.goes, p.state.marked) == ((three,), {three})
    p.do("fill", field="text", value=" ")
    p.do("merge")
    assert p.last == "card-needs-words"
    p.do("fill", field="text", value="Said once")
    p.do("fill", field="evidence", value="seen")
    p.do("merge")
    assert p.last == "merged"
    assert (p.view.item(one).text, p.view.item(one).fields["evidence"]) == ("Said once", "seen")
    assert p.view.session.items[two].into == ""


def test_cards_that_somebody_else_took_are_not_merged_twice() -> None:
    p = factors(phase="merge")
    one, two, three = (p.view.find(code) for code in ("S1", "S2", "S3"))
    p.do("mark", two.id)
    p.do("merge", one.id)
    p.keep(edits.merge(three, [two]))
    p.do("merge")
    assert (p.last, p.state.merging) == ("nothing-to-merge", None)
    assert p.view.item(one.id).text == one.text


# dots


def test_dots_keep_to_their_number_and_cap_and_are_counted() -> None:
    p = factors(phase="vote")
    assert {"give-dot", "take-dot"} <= p.verbs
    assert not {"mark", "add"} & p.verbs
    every = [r.id for r in p.sight.rows]
    while p.last not in ("dots-cap-card", "dots-all-placed"):
        p.do("give-dot", every[0])
    most = voting.own(p.ctx, every[0])
    p.do("take-dot", every[0])
    assert voting.own(p.ctx, every[0]) == most - 1
    p.do("take-dot", every[1])
    assert voting.own(p.ctx, every[1]) == 0
    p.do("give-dot", every[1])
    late = write(p, "Came too late")
    p.do("give-dot", late)
    assert p.last == "vote-began-without"
    p.do("go-on")
    assert answering(p.ctx).sealed
    assert p.last == "dots-lead"
    assert p.outcomes[-1].leave == ""
    p.do("give-dot", every[1])
    assert p.last == "dots-counted"
    assert p.do("go-on").leave == "on"


def test_in_a_team_the_first_going_on_hands_in_and_the_others_see_the_count() -> None:
    ines = factors(phase="vote", solo=False, people=2).openly()
    tomas = Play(FACTORS, phase="vote", solo=False, people=2, person="Tomas", beside=ines)
    card = coded(ines, "S1")
    for p in (ines, tomas):
        p.do("give-dot", card)
    assert (ines.do("go-on").leave, ines.asked) == ("", "dots-left")
    assert ines.do("go-on", value="in").leave == ""
    assert ines.last == "you-are-in"
    tomas.do("go-on", value="in")
    tomas.close()
    assert tomas.last == "dots-lead"
    ines.do("look")
    assert (ines.last, facts(ines)["dots"]) == ("dots-lead", 2)
    ines.do("look")
    assert ines.last == "", "said once"
    assert next(r.value for r in ines.sight.rows if r.id == card) == "2"


def voters() -> tuple[Play, Play]:
    """Two people who vote on the factors."""
    ines = factors(phase="vote", solo=False, people=2).openly()
    tomas = Play(FACTORS, phase="vote", solo=False, people=2, person="Tomas", beside=ines, role="participant")
    return ines, tomas


def test_whoever_was_not_in_is_told_that_the_vote_was_closed_and_what_counts() -> None:
    ines, tomas = voters()
    card = coded(ines, "S1")
    for p in (ines, tomas):
        p.do("give-dot", card)
    ines.do("go-on", value="in")
    sees = LiveStep(tomas.kind, lambda: tomas.ctx, lambda ops, message: None)  # type: ignore[arg-type,return-value]
    first = sees.look()
    assert first is not None
    assert first.id == "answers-openly"
    ines.do("go-on")
    prompt = ines.outcomes[-1].ask
    assert prompt is not None
    assert word(prompt.message, str) == (
        "Close for all? 1 of 2 is not in. What 1 has given without handing in counts as it stands."
    )
    ines.do("go-on", value="close")
    message = sees.look()
    assert message is not None
    for one in (message, ines.said[-1]):
        begins = "The vote is closed, 1 of 2 in; dots not handed in count too. S1"
        assert word(one, str).startswith(begins), "both read the same"
        assert "with 2 dots" in word(one, str)
    assert sees.look() is None, "said once"


def test_a_card_that_comes_during_a_vote_is_not_in_it_and_all_counts_say_so() -> None:
    ines, tomas = voters()
    tomas.state = replace(tomas.state, adding=True, list="S")
    ines.do("give-dot", coded(ines, "S1"))
    tomas.do("keep", value={"text": "Came late"})
    assert tomas.last == "kept-after-vote-began"
    assert not tomas.state.adding, "dots come next"
    (late,) = (item for item in tomas.view.items("strengths") if item.text == "Came late")
    assert next(row.value for row in tomas.sight.rows if row.id == late.id) == "not voted on"
    assert tomas.sight.question.startswith("21 of 22 cards, 7 dots each")
    tomas.do("give-dot", late.id)
    assert tomas.last == "vote-began-without"
    ines.do("go-on", value="in")
    ines.do("go-on", value="close")
    assert facts(ines)["none"] == 20
    assert next(row.value for row in ines.sight.rows if row.id == late.id) == "not voted on"


def test_one_keyboard_gives_the_dots_of_several() -> None:
    p = factors(phase="vote", solo=False)
    assert "next-person" in p.verbs
    p.do("next-person")
    assert p.last == "ballot-empty"
    p.do("give-dot", coded(p, "S1"))
    p.do("next-person")
    assert p.last == "next-ballot"
    assert voting.own(p.ctx, coded(p, "S1")) == 0


def test_a_board_of_the_first_cards_is_not_a_ballot() -> None:
    assert not answering(Play(FACTORS).ctx).by_ballot
    assert answering(factors(phase="vote").ctx).by_ballot


def test_cards_that_others_write_in_silence_are_counted_only() -> None:
    p = Play(FACTORS, solo=False, people=2)
    theirs = write(p, "Not to be seen yet", by="Tomas")
    assert theirs not in [r.id for r in p.sight.rows]
    assert p.sight.notes[-1] == "Hidden until Reveal: Tomas 1."


def test_no_ballot_is_handed_on_while_a_card_is_open() -> None:
    p = factors(phase="vote", solo=False)
    p.do("give-dot", coded(p, "S1"))
    p.do("open", coded(p, "S1"))
    assert p.state.in_place == (coded(p, "S1"),)
    p.do("next-person")
    assert p.seats.number == 0
    p.do("close")
    p.do("next-person")
    assert (p.last, p.seats.number) == ("next-ballot", 1)


def test_going_back_from_a_vote_hands_nothing_in() -> None:
    p = factors(phase="vote", solo=False)
    p.do("give-dot", coded(p, "S1"))
    assert p.do("go-back").leave == "back"
    assert answering(p.ctx).is_open
    assert [ballot.state for ballot in p.session.ballots.values()] == ["open"]
