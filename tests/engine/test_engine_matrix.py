"""A relation crossed: rating in silence, reasons, agreeing, pairs that go; every intent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playing import Play

from aligntui.engine import edits, grids
from aligntui.engine.entry.crossing import word_of
from aligntui.engine.kinds import matrix
from aligntui.engine.messages import outside
from aligntui.engine.rounds.answering import answering
from aligntui.methods.library import Library
from aligntui.methods.types import Field
from aligntui.session.model import Change
from aligntui.session.undo import undo

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas: {code: I, title: Ideas}
  worlds: {code: Y, title: Worlds}
relations:
  fits:
    rows: ideas
    cols: worlds
    fields:
      fit: %s
      why: {type: text}
figures:
  grid:
    {use: pair_sums, of: fits, value: fit, none: "Nothing in the house touches {col}.",
     one: "Only {row} touches {col}."}
steps:
  - kind: matrix
    id: cross
    title: Does it fit?
    ask: Does it fit?
    relation: fits
%s"""
EACH = """\
    by: each
    answer: {type: scale, from: 1, to: 5}
    privacy: {names: secret}
    rounds: 2
    phases: [rate, again, reveal]
"""
ZERO = '{type: scale, from: -2, to: 2, choices: {"-2": harms, "2": works well}}'
MATCH = '{type: scale, from: 0, to: 1, choices: {"0": "0", "1": "+"}}'
YES_NO = "{type: yesno}"

Make = Callable[..., Play]


@pytest.fixture
def play(tmp_path: Path) -> Make:
    """Make a play of a grid of two ideas and two worlds."""

    def make(
        form: str = ZERO, more: str = EACH, beside: Play | None = None, ideas: int = 2, **how: Any
    ) -> Play:
        (tmp_path / "probe.yaml").write_text(METHOD % (form, more), encoding="utf-8")
        made = Play("probe", library=Library(user=tmp_path), beside=beside, **how)
        if beside is None:
            for name, count in (("ideas", ideas), ("worlds", 2)):
                for number in range(count):
                    _, ops = edits.add(made.view, made.new_id, name, f"{name} {number + 1}")
                    made.keep(ops)
            made.state = made.kind.open(made.ctx)
        return made

    return make


def codes(p: Play) -> str:
    """Codes of the pair in focus."""
    ends = matrix.focus(p.ctx, p.state)
    return " ".join(p.view.code(end) for end in ends) if ends else ""


def values(p: Play) -> dict[str, Any]:
    """Codes of each pair -> its value as this person sees it."""
    return {f"{p.view.code(a)} {p.view.code(b)}": v for (a, b), v in grids.crossing(p.ctx).values.items()}


def subject(p: Play, row: int, col: int) -> str:
    """Subject of a pair by its places."""
    grid = grids.crossing(p.ctx)
    return f"{grid.rows[row].id}>{grid.cols[col].id}"


def mine(p: Play) -> list[Any]:
    """Own answers, in the order given."""
    return list(answering(p.ctx).answers.values())


def offer(p: Play, verb: str) -> Any:
    """What is offered under a verb."""
    return next(o for o in p.offers if o.verb == verb)


def test_a_named_value_goes_on_and_a_step_of_it_stays(play: Make) -> None:
    p = play()
    assert codes(p) == "I1 Y1"
    p.do("more")
    p.do("more")
    p.do("more")
    assert (codes(p), values(p)) == ("I1 Y1", {"I1 Y1": 2})
    p.do("less")
    p.do("answer", value=-2)
    assert (codes(p), values(p)) == ("I1 Y2", {"I1 Y1": -2})
    p.do("neutral")
    assert codes(p) == "I1 Y2"
    p.do("answer", value=0)
    assert codes(p) == "I2 Y1"
    p.do("less")
    p.do("answer", item=subject(p, 1, 1), value=1)
    assert codes(p) == "I2 Y2"
    assert values(p) == {"I1 Y1": -2, "I1 Y2": 0, "I2 Y1": -1, "I2 Y2": 1}
    assert grids.crossing(p.ctx).open == 0
    assert mine(p) == [-2, 0, -1, 1]
    p.do("take-back")
    assert grids.crossing(p.ctx).open == 1
    assert not p.session.links


def test_a_scale_from_zero_goes_down_step_by_step(play: Make) -> None:
    p = play("{type: scale, from: 0, to: 3}")
    for expected in (3, 2, 1, 0, 3):
        p.do("cycle")
        assert (codes(p), values(p)) == ("I1 Y1", {"I1 Y1": expected})
    p.do("more")
    assert (codes(p), values(p)) == ("I1 Y2", {"I1 Y1": 3})
    assert {"less", "neutral", "yes"}.isdisjoint(p.verbs)


def test_yes_and_no(play: Make) -> None:
    p = play(YES_NO)
    p.do("yes")
    p.do("answer", value="no")
    p.do("cycle")
    assert (codes(p), values(p)) == ("I2 Y1", {"I1 Y1": "yes", "I1 Y2": "no", "I2 Y1": "yes"})
    p.do("cycle")
    assert values(p)["I2 Y1"] == "no"
    p.do("answer", value="perhaps")
    assert p.last == "yes-or-no"
    assert offer(p, "answer").choices == (("yes", "yes"), ("no", "no"))
    assert "more" not in p.verbs


@pytest.mark.parametrize("value", [3, -3, "2", None, 1.5])
def test_a_value_beyond_the_scale_is_said_with_its_ends(play: Make, value: Any) -> None:
    p = play()
    p.do("answer", value=value)
    assert p.said[-1] == outside(-2, 2, value)
    assert (offer(p, "answer").low, offer(p, "answer").high) == (-2, 2)
    assert values(p) == {}


def test_a_grid_that_is_not_for_each_person_keeps_what_is_agreed(play: Make) -> None:
    p = play(more="")
    p.do("answer", value=2)
    p.do("reason", item=subject(p, 0, 0))
    p.do("keep", value=" queues are\tpart of it ")
    assert p.last == "record-kept"
    (link,) = p.session.links.values()
    assert link.fields == {"fit": 2, "why": "queues are part of it"}
    assert grids.stored(p.ctx, p.state.row, p.state.col, "why") == "queues are part of it"
    p.do("take-back")
    assert next(iter(p.session.links.values())).fields == {"why": "queues are part of it"}
    p.do("reason")
    p.do("keep", value="")
    assert not p.session.links
    assert not p.session.rounds
    assert "next-person" not in p.verbs


def test_a_step_without_a_reason_does_not_take_one(play: Make) -> None:
    p = play(more="    fields: [fit]\n")
    assert "reason" not in p.verbs
    p.do("reason")
    assert not p.state.line
    p.do("keep", value="words")
    assert not p.session.links


def test_the_own_reason_goes_with_the_own_value(play: Make) -> None:
    p = play()
    p.do("answer", value=1)
    p.do("reason", item=subject(p, 0, 0))
    assert p.verbs == {"keep", "close"}
    assert p.sight.question == 'I1 "ideas 1" with Y1 "worlds 1": why?'
    p.do("close", value="in June")
    assert not p.state.line
    p.do("more")
    assert mine(p) == [{"value": 2, "note": "in June"}]
    assert p.sight.rows[0].value == "+2 works well, why: in June"
    p.do("reason")
    p.do("close")
    p.do("close", value="not open")
    assert mine(p) == [{"value": 2, "note": "in June"}]
    p.do("reason")
    p.do("keep", value="")
    assert mine(p) == [2]


def test_one_begins_at_the_pair_whose_reason_was_being_typed(play: Make) -> None:
    p = play()
    p.do("focus", item=subject(p, 1, 1))
    p.do("reason")
    p.typed[matrix.line_place(p.ctx, p.state)] = "half a wo"
    state = p.kind.open(p.ctx)
    assert (state.row, state.col, state.line, state.on_ballot) == (p.state.row, p.state.col, "why", True)
    p.typed = {p.ctx.line_place("gone+gone/why"): "words"}
    assert p.kind.open(p.ctx) == matrix.Matrix(*subject(p, 0, 0).split(">"))


def test_one_begins_at_the_first_pair_nobody_looked_at(play: Make) -> None:
    p = play()
    p.do("more")
    p.state = p.kind.open(p.ctx)
    assert codes(p) == "I1 Y2"
    p.do("answer", value=0)
    p.do("answer", value=0)
    p.do("answer", value=0)
    p.state = p.kind.open(p.ctx)
    assert codes(p) == "I1 Y1"


def test_alone_it_is_agreed_when_one_leaves_and_rated_again_in_a_second_pass(play: Make) -> None:
    p = play()
    p.do("answer", value=2)
    p.do("leave")
    assert [r.state for r in p.session.rounds.values()] == ["revealed"]
    assert [link.fields for link in p.session.links.values()] == [{"fit": 2}]
    p.do("go-on")
    assert p.outcomes[-1].leave == "on"
    assert len(p.session.rounds) == 1
    # Rating once more is a new round with the former answers in it.
    p.do("focus", item=subject(p, 0, 0))
    p.do("less")
    assert [(r.n, r.state) for r in p.session.rounds.values()] == [(1, "revealed"), (11, "open")]
    assert mine(p) == [1]
    p.do("go-on")
    assert p.outcomes[-1].leave == "on"
    assert [link.fields for link in p.session.links.values()] == [{"fit": 1}]


def test_leaving_what_nobody_rated_changes_nothing(play: Make) -> None:
    p = play()
    for verb in ("leave", "go-on", "look", "agree"):
        assert p.do(verb).ops == ()
    assert not p.session.rounds


def test_a_team_waits_for_those_who_are_not_in(play: Make) -> None:
    p = play(solo=False, people=2)
    other = play(beside=p, solo=False, people=2, person="Tomasz Wren")
    p.do("answer", value=2)
    other.do("answer", value=0)
    assert p.sight.beside == "0 of 2 are in, 3 are needed"
    assert p.sight.rows[0].value == "+2 works well, 2 of 2 rated"
    p.do("go-on")
    assert (p.last, p.outcomes[-1].leave) == ("you-are-in", "")
    assert p.sight.beside == "1 of 2 are in, you too, 3 are needed"
    # An answer that changes asks anew.
    p.do("more", item=subject(p, 1, 1))
    p.do("go-on")
    assert p.last == "you-are-in"
    assert other.close().leave == ""
    p.do("look")
    assert p.last == "round-closed-bare"
    assert p.do("look").message is None
    assert not p.session.links, "the middle of two tells either what the other said"
    p.do("answer", value=-2)
    assert [link.fields for link in p.session.links.values()] == [{"fit": -2}]


def test_what_a_round_agreed_on_is_changed_by_whoever_leads_and_only_when_asked(play: Make) -> None:
    p = play(solo=False, people=3)
    others = [play(beside=p, solo=False, people=3, person=who) for who in ("Tomasz Wren", "Dot Okafor")]
    for one in (p, *others):
        one.do("answer", item=subject(one, 0, 0), value=1)
    p.close()
    p.do("agree")
    (link,) = p.session.links.values()
    assert link.fields == {"fit": 1}
    member = play(beside=p, solo=False, people=3, person="Tomasz Wren", role="participant")
    for verb in ("more", "less", "neutral", "take-back"):
        member.do(verb, item=subject(member, 0, 0))
        assert member.last == "agreed-by-lead"
    asks = p.do("answer", item=subject(p, 0, 0), value=-2)
    assert (p.asked, asks.ops) == ("agreed-asks", ())
    assert tuple(str(asks.ask.message.facts[key]).split()[0] for key in ("had", "now")) == ("+1", "-2")
    assert not p.do(asks.ask.answer.verb, item=asks.ask.answer.item, field=asks.ask.answer.field).ops
    again = asks.ask.answer
    p.do(again.verb, item=again.item, field=again.field, value="change")
    assert [one.fields for one in p.session.links.values()] == [{"fit": -2}]


def test_what_was_agreed_before_is_no_answer_of_whoever_answers_anew(play: Make) -> None:
    p = play(solo=False, people=2)
    ends = subject(p, 0, 0)
    p.keep(edits.cross(p.view, "fits", *grids.crossing(p.ctx).ids[0], {"fit": -2}))
    assert (p.sight.rows[0].value, answering(p.ctx).answers) == ("", {})
    p.do("answer", item=ends, value=1)
    assert p.sight.rows[0].value.startswith("+1")
    alone = play(solo=True)
    alone.keep(edits.cross(alone.view, "fits", *grids.crossing(alone.ctx).ids[0], {"fit": -2}))
    assert alone.sight.rows[0].value.startswith("-2 harms"), "alone one goes on from what stands there"


def test_one_keyboard_goes_from_hand_to_hand(play: Make) -> None:
    p = play(solo=False)
    p.do("next-person")
    assert p.last == "ballot-empty"
    p.do("answer", value=2)
    p.do("reason")
    p.do("next-person")
    assert p.seats.number == 0, "not while a reason is typed"
    p.do("close")
    p.do("next-person")
    assert (p.last, p.seats.number, mine(p)) == ("next-ballot", 1, [])
    p.do("answer", item=subject(p, 0, 0), value=0)
    p.do("next-person")
    p.do("answer", item=subject(p, 0, 0), value=1)
    assert p.close().leave == "on"
    assert [link.fields for link in p.session.links.values()] == [{"fit": 1}]


def test_a_reason_for_a_sealed_ballot_is_put_nowhere_unasked(play: Make) -> None:
    p = play(solo=False, people=2)
    other = play(beside=p, solo=False, people=2, person="Tomasz Wren")
    p.do("answer", value=2)
    p.do("reason", item=subject(p, 0, 0))
    other.close()
    p.do("keep", value="as planned")
    assert (p.last, p.state.line) == ("sealed-keep-again", "why")
    p.do("keep", value="as planned")
    assert p.last == "record-kept"
    assert [link.fields for link in p.session.links.values()] == [{"why": "as planned"}]


def test_words_for_a_sealed_ballot_wait_when_one_leaves_the_line(play: Make) -> None:
    p = play(solo=False, people=2)
    other = play(beside=p, solo=False, people=2, person="Tomasz Wren")
    p.do("answer", value=2)
    for words, message in (("as planned", "sealed-words-wait"), ("", "")):
        p.state = matrix.Matrix(*subject(p, 0, 0).split(">"), line="why", on_ballot=True)
        if not answering(p.ctx).sealed:
            other.close()
        p.do("close", value=words)
        assert (p.last, p.state.line) == (message, "")
    assert not p.session.links


def test_an_item_that_came_too_late_is_rated_in_the_next_round(play: Make) -> None:
    p = play(solo=False, people=2)
    p.do("answer", value=2)
    _, ops = edits.add(p.view, p.new_id, "ideas", "late")
    p.keep(ops)
    p.do("answer", item=subject(p, 2, 0), value=1)
    assert p.last == "came-too-late"


def test_alone_what_came_later_opens_a_round_with_the_answers_so_far(play: Make) -> None:
    p = play()
    p.do("answer", value=2)
    _, ops = edits.add(p.view, p.new_id, "ideas", "late")
    p.keep(ops)
    p.do("less", item=subject(p, 2, 1))
    assert [(r.n, r.state) for r in p.session.rounds.values()] == [(1, "revealed"), (11, "open")]
    assert (codes(p), values(p)) == ("I3 Y2", {"I1 Y1": 2, "I3 Y2": -1})


def test_a_pair_that_goes_hands_the_focus_to_the_next_and_words_wait(play: Make) -> None:
    p = play(ideas=3)
    p.do("focus", item=subject(p, 1, 1))
    p.do("reason")
    p.keep(edits.set_status(grids.crossing(p.ctx).rows[1], "parked"))
    assert codes(p) == "I3 Y2"
    p.do("keep", value="about the second")
    assert (p.last, p.state.line, mine(p)) == ("pair-gone", "", [])
    p.keep(edits.set_status(grids.crossing(p.ctx).rows[1], "parked"))
    assert codes(p) == "I1 Y2"


def test_nothing_to_cross(play: Make) -> None:
    p = play(ideas=0)
    assert codes(p) == ""
    for verb in ("answer", "more", "reason", "keep", "take-back"):
        assert p.do(verb, value=1).ops == ()
    assert p.verbs == {"go-on", "go-back"}
    assert p.sight.question == "Does it fit?"
    assert p.sight.rows == ()
    assert p.do("go-back").leave == "back"
    _, ops = edits.add(p.view, p.new_id, "ideas", "first")
    p.keep(ops)
    assert codes(p) == "I1 Y1"


def test_all_that_stands_there_is_told_in_words(play: Make) -> None:
    p = play(MATCH)
    p.do("more")
    p.do("answer", value=0)
    assert [(r.group, r.code, r.words, r.value) for r in p.sight.rows] == [
        ("I1 ideas 1", "Y1", "worlds 1", "+"),
        ("I1 ideas 1", "Y2", "worlds 2", "0"),
        ("I2 ideas 2", "Y1", "worlds 1", ""),
        ("I2 ideas 2", "Y2", "worlds 2", ""),
    ]
    assert p.sight.focus == subject(p, 1, 0)
    assert offer(p, "answer").choices == (("0", "0"), ("1", "+"))


def test_the_margins_follow_the_own_ballot() -> None:
    p = Play("tows/grid")
    for name, words in (("strengths", "a"), ("strengths", "b"), ("opportunities", "c")):
        _, ops = edits.add(p.view, p.new_id, name, words)
        p.keep(ops)
    p = Play("tows/grid", beside=p)
    assert grids.margins(p.ctx).totals == {}
    p.do("more")
    found = grids.margins(p.ctx)
    assert [title for title, _ in (*found.rows, *found.cols)] == ["sum", "sum"]
    assert list(found.rows[0][1].values()) == ["1", "0"]
    assert found.totals == {0: ("1", 0)}
    assert p.sight.notes[0] == "sum: S1 1, S2 0"
    assert p.sight.question.startswith("Does this strength help us to catch the chance?")
    assert p.kind.finding(p.ctx, p.state, {}) is None


@pytest.mark.parametrize(
    ("form", "value", "word"),
    [
        (Field(type="yesno"), "yes", "x"), (Field(type="yesno"), "no", "0"),
        (Field(type="yesno"), "unknown", "~"), (Field(type="scale", from_=-2, to=2), 2, "+2"),
        (Field(type="scale", from_=-2, to=2), -1, "-1"), (Field(type="scale", from_=0, to=3), 2, "2"),
        (Field(type="scale", choices={"1": "+"}), 1, "+"), (Field(type="scale"), None, ""),
        (Field(type="scale", choices={"1": "works"}), 1, "1"), (Field(type="scale"), "", ""),
    ],
)  # fmt: skip
def test_the_word_in_a_cell(form: Field, value: Any, word: str) -> None:
    assert word_of(form, value) == word


def test_what_is_said_of_the_grid_follows_each_change_of_the_own_ballot(play: Make) -> None:
    p = play(MATCH, EACH.replace("secret", "named"))
    for value in (1, 0, 0, 0):
        p.do("answer", value=value)
    p.do("leave")
    p.state = p.kind.open(p.ctx)
    at = subject(p, 0, 1)
    p.do("focus", item=at)

    def about() -> str:
        finding = p.kind.finding(p.ctx, p.state, {})
        return finding.message if finding is not None else ""

    assert about().startswith("Nothing in the house touches Y2")
    p.do("answer", item=at, value=1)
    p.do("focus", item=at)
    assert about().startswith("Only I1 ")
    assert "touches Y2" in about()
    p.do("answer", item=subject(p, 1, 1), value=1)
    p.do("focus", item=at)
    assert about() == ""


@pytest.mark.parametrize("ratings", [(1, 0, 0, 0), (1, 1, 0, 1)])
def test_the_first_change_of_a_sealed_grid_is_taken_back_alone_and_by_name(
    play: Make, ratings: tuple[int, ...]
) -> None:
    p = play(MATCH, EACH.replace("secret", "named"))
    for value in ratings:
        p.do("answer", value=value)
    p.do("leave")
    p.state = p.kind.open(p.ctx)
    p.do("answer", item=subject(p, 1, 0), value=1)
    change = undo(p.session, p.person, at=p.now(), new_id=p.new_id)
    assert isinstance(change, Change)
    assert change.note == "Undone: the answer on I2 and Y1 is 0 again."
    assert p.undo()
    assert mine(p) == list(ratings)
    before = undo(p.session, p.person, at=p.now(), new_id=p.new_id)
    assert isinstance(before, Change)
    assert "the answer" not in before.note, "that the answers went along is nobody's deed"
