"""Pairs under a test: naming both sides, answering, the verdict, taking one on against it, parking."""

from __future__ import annotations

from msgspec.structs import replace
from playing import Play

from aligntui.analysis.say import name
from aligntui.engine import edits
from aligntui.engine.kinds import pairs
from aligntui.engine.kinds.pairs import PAIR

AXES = "scenarios/axes"


def begun(*parts: str) -> Play:
    play = Play(AXES)
    play.tell("drivers", *parts)
    return play


def field(play: Play, key: str) -> object:
    return pairs.pair(play.ctx, play.state).fields.get(key)


def test_looking_makes_no_pair_and_enter_begins_one() -> None:
    play = begun()
    before = play.session
    assert play.sight.focus == "x"
    play.do("look")
    play.do("more", field="lean_low")
    assert play.last == "name-both"
    play.do("take-on")
    assert play.session is before
    play.do("enter")
    assert play.state.opened is not None
    assert play.state.opened.keys == ("x", "x_low", "x_high")
    assert len(play.view.items("axes")) == 1


def test_one_names_both_answers_and_goes_on_with_enter_alone() -> None:
    play = begun()
    play.do("enter")
    for value in ("d1", "on the spot", "planned ahead"):
        play.do("fill", value=value)
    assert play.state.opened is None, "the last field leads back to the sheet"
    assert play.state.row == "y"
    play.do("enter")
    for value in ("D2", "steady", "jumpy"):
        play.do("fill", value=value)
    assert play.state.row == "lean_low"
    assert pairs.question(play.ctx, play.state) == "If D1 is on the spot, does D2 lean one way?"
    for verb in ("more", "more", "less", "more"):
        play.do(verb)
        play.do("enter")
    assert [field(play, key) for key in ("lean_low", "lean_high", "ends", "own")] == ["no", "no", "yes", "no"]
    assert play.sight.notes == ("independent: no lean found either way",)
    play.do("take-on")
    assert play.said[-1].id == "pair-chosen"
    sides = [name(play.view, play.view.find(code)) for code in ("D1", "D2")]
    assert play.said[-1].facts == {"codes": " x ".join(sides)}
    assert field(play, "chosen") == "yes"
    assert play.do("enter").leave == "on"
    play.do("take-on")
    assert play.last == "pair-put-back"
    assert field(play, "chosen") == "no"


def test_answers_move_between_the_ends_and_are_taken_back() -> None:
    play = begun("axes")
    play.do("focus", field="own")
    for verb, value in (
        ("less", "yes"),
        ("less", "yes"),
        ("more", "no"),
        ("more", "no"),
        ("take-back", None),
    ):
        play.do(verb)
        assert field(play, "own") == value
    play.do("answer", value="yes")
    assert field(play, "own") == "yes"
    play.do("answer", value="perhaps")
    assert play.last == "out-of-range"
    assert field(play, "own") == "yes"
    assert play.undo()
    assert field(play, "own") is None


def test_a_pair_that_leans_both_ways_asks_why_it_is_taken_all_the_same() -> None:
    play = begun("axes")
    assert pairs.asked_others(play.ctx, play.state) == []
    for key in ("lean_low", "lean_high"):
        play.do("answer", field=key, value="yes")
    if field(play, "chosen") == "yes":
        play.do("take-on")
    assert pairs.asked_others(play.ctx, play.state) == ["reason"]
    play.do("take-on")
    assert play.state.opened is not None
    assert play.state.opened.at == "reason"
    assert play.sight.question == "The test speaks against this pair. Why take it all the same?"
    play.do("fill", value="grain is hedged")
    assert play.state.opened is None
    play.do("answer", field="lean_high", value="no")
    assert pairs.asked_others(play.ctx, play.state) == []
    assert field(play, "reason") == "grain is hedged", "not asked any more, and not lost"


def test_parked_pairs_stay_listed_and_come_back() -> None:
    play = begun("axes")
    first = play.view.items("axes")[0].id
    play.do("add")
    assert play.state.opened is not None
    second = play.state.at
    assert second != first
    play.do("keep", field="x", value="d5")
    play.do("close")
    play.do("focus", second)
    play.do("park")
    assert play.last == "parked-on-list"
    assert pairs.pair(play.ctx, play.state).id == first, "the sheet shows one that is on the list"
    assert play.sight.rows[-1].value == "parked"
    before = play.session
    play.do("take-on")
    assert play.session is before, "what is parked is not chosen"
    play.do("park")
    assert play.last == "back-on-list"
    assert play.view.item(second).status == "draft"
    play.do("focus", second)
    assert pairs.codes(play.ctx, pairs.pair(play.ctx, play.state)) == "D5 x ?"


def test_enter_on_a_pair_leads_back_to_what_is_open_once_and_then_on() -> None:
    play = begun("axes")
    play.do("add")
    play.do("close")
    play.do("focus", play.state.at)
    assert play.do("enter").leave == ""
    assert play.state.row == "x"
    play.do("switch")
    assert play.state.row == f"{PAIR}{play.state.at}"
    play.do("switch")
    assert play.state.row == "x"
    play.do("switch")
    assert play.do("enter").leave == "on"


def test_a_row_that_is_gone_has_no_focus() -> None:
    play = begun("axes")
    play.do("add")
    play.do("close")
    added = play.state.at
    play.do("focus", added)
    assert play.undo()
    assert play.sight.focus != f"{PAIR}{added}"
    play.do("focus", "nobody")
    assert play.sight.focus in pairs.rows(play.ctx, play.state)


def test_what_is_offered_names_rows_and_what_they_take() -> None:
    play = begun("axes")
    answers = {offer.field: offer.choices for offer in play.offers if offer.verb == "answer"}
    assert list(answers) == ["lean_low", "lean_high", "ends", "own"]
    assert answers["own"] == (("yes", "yes"), ("no", "no"))
    assert {"open", "add", "park", "take-on", "focus", "go-on", "go-back", "enter"} <= play.verbs
    play.do("open", field="y_low")
    assert {"fill", "close"} <= play.verbs
    assert "answer" not in play.verbs
    assert play.state.opened.at == "y_low"
    assert play.do("go-on").leave == "on"


def test_a_finding_is_about_the_field_in_focus_or_on_the_list_about_that_pair() -> None:
    play = begun("axes")
    item = pairs.pair(play.ctx, play.state)
    play.keep(edits.put(play.view, item, "y", item.fields["x"]))
    seen = {}
    for row in ("x", "y", "own", f"{PAIR}{item.id}"):
        finding = pairs.KIND.finding(play.ctx, replace(play.state, row=row), {})
        seen[row] = finding.code if finding is not None else ""
    assert seen == {"x": "", "y": "SC16", "own": "", f"{PAIR}{item.id}": "SC16"}
