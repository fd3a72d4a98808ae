"""Four worlds between two axes: made once, in focus, opened, named, closed; every intent."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import Play

from aligntui.engine import edits
from aligntui.engine.kinds import needs, worlds
from aligntui.methods.library import Library

STEP = "scenarios/worlds"
CLOCKWISE = [("low", "low"), ("high", "low"), ("high", "high"), ("low", "high")]


def begun(*parts: str) -> Play:
    """The worlds of the chosen pair, made and without a name."""
    play = Play(STEP).tell("drivers", "axes", *parts)
    play.do("begin")
    return play


def names(play: Play) -> list[tuple[str, str]]:
    """Code and words in the order of the list."""
    return [(play.view.code(world), world.text) for world in play.view.items("scenarios")]


def letter(play: Play) -> str:
    """Code of the world in focus."""
    return play.view.code(worlds.focus(play.ctx, play.state))


def by_code(play: Play, code: str) -> str:
    return next(world.id for world in worlds.items(play.ctx) if play.view.code(world) == code)


def test_a_board_with_axes_has_a_machine_of_its_own() -> None:
    assert Play(STEP).kind is needs.KIND, "without a chosen pair"
    assert Play(STEP).tell("drivers", "axes").kind is worlds.KIND


def test_looking_makes_nothing_and_beginning_makes_the_corners_once() -> None:
    play = Play(STEP).tell("drivers", "axes")
    before = play.session
    assert (play.sight.rows, play.sight.focus) == ((), "")
    assert play.verbs == {"begin", "go-on", "go-back"}
    for verb in ("look", "leave", "open", "focus", "close", "fill"):
        play.do(verb)
    assert play.session is before
    play.do("begin")
    assert play.last == "worlds-made"
    made = play.view.items("scenarios")
    assert [(w.fields["when_x"], w.fields["when_y"]) for w in made] == CLOCKWISE
    assert names(play) == [("A", ""), ("B", ""), ("C", ""), ("D", "")]
    assert {world.by for world in made} == {play.person}
    assert "begin" not in play.verbs
    now = play.session
    play.do("begin")
    assert play.session is now, "once"
    assert play.undo(), "all of them in one change"
    assert play.view.items("scenarios") == []


def test_nothing_is_made_while_no_pair_is_chosen() -> None:
    play = Play(STEP).tell("drivers", "axes")
    pair = play.view.items("axes")[0]
    play.keep(edits.put(play.view, pair, "chosen", "no"))
    assert play.verbs == {"go-on", "go-back"}
    play.do("begin")
    assert play.view.items("scenarios") == []
    assert play.sight.notes == ()


def test_the_square_says_its_corners_in_reading_order() -> None:
    play = begun()
    assert [row.code for row in play.sight.rows] == ["A", "B", "D", "C"]
    assert [row.group for row in play.sight.rows] == [
        "on the spot, steady",
        "planned ahead, steady",
        "on the spot, high and jumpy",
        "planned ahead, high and jumpy",
    ]
    assert {row.value for row in play.sight.rows} == {"not begun"}
    assert play.sight.notes == (
        "D1 how townspeople buy bread: on the spot to planned ahead",
        "D2 cost of flour, butter and energy: steady to high and jumpy",
    )
    assert play.sight.question == "What would a newspaper call each of these worlds?"


def test_an_end_without_words_is_called_by_its_side() -> None:
    play = begun()
    pair = play.view.items("axes")[0]
    play.keep([*edits.put(play.view, pair, "x_low", ""), *edits.put(play.view, pair, "y", "")])
    assert play.sight.rows[0].group == "x low, steady"
    assert play.sight.notes[1].startswith("y: steady to ")


def test_stories_are_told_with_their_length() -> None:
    play = Play(STEP).tell("drivers", "axes", "scenarios")
    assert "begin" not in play.verbs
    first = play.sight.rows[0]
    assert (first.code, first.words) == ("A", "Market Square")
    assert first.value.startswith("59 words. By 2028 the canal path opens")
    assert play.sight.rows[2].value == "not begun"


def test_the_focus_goes_to_a_world_and_stays_where_there_is_none() -> None:
    play = begun()
    assert letter(play) == "A"
    play.do("focus", by_code(play, "D"))
    assert (letter(play), play.sight.focus) == ("D", by_code(play, "D"))
    play.do("focus", "nowhere")
    play.do("open", "nowhere")
    assert (letter(play), play.state.opened) == ("D", None)
    play.keep(edits.set_status(play.view.item(by_code(play, "D")), "parked"))
    assert letter(play) == "A", "a world that is gone loses the focus"


def test_a_world_is_named_and_the_next_one_without_a_name_has_the_focus() -> None:
    play = begun()
    play.do("open")
    assert play.state.opened.item == by_code(play, "A")
    assert play.verbs == {"fill", "clear", "next", "previous", "close", "go-on", "go-back"}
    assert play.sight.question == "on the spot, steady: What would a newspaper call this world?"
    assert [row.id for row in play.sight.rows] == ["text"]
    outcome = play.do("fill", value="Market Square")
    assert (outcome.leave, play.state.opened) == ("", None), "the last field leads back to the square"
    assert letter(play) == "B"
    play.do("open", by_code(play, "C"), "text")
    play.do("keep", value="Bread by Appointment")
    assert play.state.opened is not None, "kept, and still open"
    play.do("close")
    assert (play.state.opened, letter(play)) == (None, "B")
    assert names(play) == [("A", "Market Square"), ("B", ""), ("C", "Bread by Appointment"), ("D", "")]
    assert play.undo()
    assert names(play)[2] == ("C", "")


def test_with_all_named_the_focus_stays() -> None:
    play = Play(STEP).tell("drivers", "axes", "scenarios")
    play.do("open", by_code(play, "C"))
    play.do("clear")
    play.do("fill", value="By Appointment")
    assert letter(play) == "C"
    assert names(play)[2] == ("C", "By Appointment")


def test_an_open_world_is_left_by_going_and_nothing_else_is_done_in_it() -> None:
    play = begun()
    play.do("open")
    opened = play.state
    before = play.session
    for verb in ("begin", "open", "next", "previous", "focus"):
        play.do(verb, by_code(play, "B"))
        assert play.state == opened
    assert play.session is before
    assert play.do("go-on").leave == "on"
    assert play.do("go-back").leave == "back"
    play.do("next-person")
    assert play.last == "no-answers-of-each"


def test_going_on_and_back_leave_the_square() -> None:
    play = begun()
    assert play.do("go-on").leave == "on"
    assert play.do("go-back").leave == "back"
    play.do("next-person")
    assert play.last == "no-answers-of-each"


def test_what_is_found_is_about_the_world_in_focus() -> None:
    play = Play(STEP).tell("drivers", "axes", "scenarios")
    found = {f.target: f for f in play.ctx.figures.findings(play.ctx.method, play.ctx.step)}
    for world in worlds.items(play.ctx):
        play.do("focus", world.id)
        finding = play.kind.finding(play.ctx, play.state, {})
        assert (finding.target if finding else "") == (world.id if world.id in found else "")
        play.do("open")
        finding = play.kind.finding(play.ctx, play.state, {})
        assert finding is None or finding.target == world.id
        play.do("close")
        play.do("focus", world.id)
    play.do("focus", by_code(play, "D"))
    assert by_code(play, "D") in found


@pytest.mark.parametrize("opened", [False, True])
def test_whatever_is_offered_can_be_done(opened: bool) -> None:
    play = begun()
    play.do("focus", by_code(play, "D"))
    if opened:
        play.do("open")
        play.do("keep", value="Penny Loaf")
    there, session = play.state, play.session
    for offer in play.offers:
        play.state, play.session = there, session
        item = by_code(play, "B") if offer.takes == "item" else offer.item
        words = "Market Square" if offer.takes == "words" else None
        outcome = play.do(offer.verb, item, offer.field, words)
        if offer.verb in ("next", "previous"):
            assert play.state == there, "one field alone has none beside it"
        else:
            assert outcome.leave or outcome.ops or play.state != there, offer


METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  forces: {code: FOR, title: Forces}
  crosses:
    code: CRO
    title: Crosses
    fields:
      across: {type: link, of: forces}
      from_: {type: text}
      to: {type: text}
      down: {type: link, of: forces}
      top: {type: text}
      taken: {type: yesno}
      why: {type: text}
  places:
    code: PLA
    title: Places
    fields:
      tale: {type: long, ask: What happens there?}
      here: {type: choice, choices: {low: first, high: other}}
      there: {type: choice, choices: {low: first, high: other}}
steps:
  - kind: board
    id: places
    title: Places
    ask: What are they called?
    holds: places
    layout: axes
    preset: {from: crosses, where: taken = yes, key: [here, there]}
    fields: [text, tale]
"""


def test_a_method_of_ones_own_names_sides_ends_and_keys(tmp_path: Path) -> None:
    (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
    play = Play("probe", library=Library(user=tmp_path))
    fields = {"from_": "near", "to": "far", "top": "calm", "taken": "yes", "why": "because"}
    _, ops = edits.add(play.view, play.new_id, "crosses", "", fields, by=play.person, at=play.now())
    play.keep(ops)
    play.do("begin")
    assert [row.group for row in play.sight.rows] == [
        "near, calm", "far, calm", "near, down high", "far, down high",
    ]  # fmt: skip
    play.do("open")
    assert play.state.opened.keys == ("text", "tale")
    play.do("fill", value="Home")
    assert play.state.opened.at == "tale"
    assert play.sight.question == "near, calm: What happens there?"
    play.do("fill", value="Bread is baked.")
    assert play.sight.rows[0].value == "3 words. Bread is baked."
