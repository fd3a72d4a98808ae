"""Rounds and ballots: who may answer when, and what leaves no trace."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from session_kit import ANA, BOB, EVA, World

from aligntui.session import ops
from aligntui.session.apply import Refused
from aligntui.session.model import Change, Round, pair
from aligntui.session.privacy import erasures, is_private, scrub


@pytest.fixture
def world():
    world = World()
    for text in ("one", "two", "three"):
        world.add(ANA, "strengths", text)
    return world


def open_(world, privacy="named", ref="r1", subjects=None, **more):
    subjects = list(world.session.items) if subjects is None else subjects
    held = Round(
        id=ref, step="swot/factors", run="", subjects=subjects, privacy=privacy, date="2026-11-24", **more
    )
    return world.do(ANA, ops.Open(round=held))


def give(world, by, subject, to, ballot="", ref="r1", mark=None, was=None):
    op = ops.Give(round=ref, ballot=ballot or f"b-{by}", by=mark or by, subject=subject, was=was, to=to)
    return world.do(by, op)


def secret(world, mark, subject, to, by=ANA):
    return world.do(by, ops.Give(round="r1", ballot=mark, by=mark, subject=subject, to=to))


def turn(world, to, was="open"):
    return world.do(ANA, ops.Turn(id="r1", was=was, to=to))


def first(world):
    return next(iter(world.session.items))


def test_opening_freezes_the_subjects_as_they_stand(world):
    one, two, three = world.session.items
    seen = [one, two, three, pair(one, two), pair(one, three), "test:clear"]
    world.do(BOB, ops.Merge(id=two, to=one))
    world.do(BOB, ops.Retire(id=three))
    open_(world, subjects=seen)
    assert world.session.rounds["r1"].subjects == [one, "test:clear"]


def test_nothing_left_to_vote_on(world):
    for ref in list(world.session.items):
        world.do(BOB, ops.Retire(id=ref))
    with pytest.raises(Refused, match=r"Nothing is left to vote on\."):
        open_(world)


def test_the_same_round_is_not_opened_twice(world):
    open_(world)
    with pytest.raises(Refused, match=r"This round is open already\."):
        open_(world)
    with pytest.raises(Refused, match=r"Somebody has opened this round already\."):
        open_(world, ref="r2")
    open_(world, ref="r3", n=2)


def test_answers_and_one_ballot_a_person(world):
    open_(world)
    give(world, ANA, first(world), 4, ballot="z")
    give(world, BOB, first(world), 2, ballot="a")
    applied = give(world, ANA, list(world.session.items)[1], 5, ballot="made up by a second window")
    assert applied.change.ops[0].ballot == "z"
    assert list(world.session.ballots) == ["a", "z"]
    assert list(world.session.ballots["z"].answers.values()) == [4, 5]
    assert give(world, ANA, first(world), 3).change.ops[0].was == 4
    give(world, BOB, first(world), None)
    assert list(world.session.ballots) == ["z"]


def test_answers_lie_in_the_order_asked(world):
    open_(world)
    for ref in reversed(list(world.session.items)):
        give(world, ANA, ref, {"value": 3, "note": "quietly"})
    assert list(world.session.ballots["b-ana"].answers) == list(world.session.items)


def test_only_what_was_asked_is_answered(world):
    one, two, _ = world.session.items
    open_(world, subjects=[one, two])
    give(world, ANA, "words", ["Loyal core"])
    give(world, ANA, pair(one, two), "weekly")
    with pytest.raises(Refused, match=r"This question is not part of the round\.") as told:
        give(world, ANA, "something else", 3)
    assert told.value.reason == "not asked"


def test_the_ballot_of_another_is_left_alone(world):
    open_(world)
    give(world, ANA, first(world), 4)
    with pytest.raises(Refused, match=r"This ballot is somebody else's\."):
        give(world, BOB, first(world), 1, ballot="b-ana")


def states(world):
    return {ref: ballot.state for ref, ballot in world.session.ballots.items()}


def test_handing_in_and_taking_back(world):
    open_(world)
    give(world, ANA, first(world), 4)
    world.do(ANA, ops.Hand(round="r1", ballot="b-ana", by=ANA))
    assert states(world) == {"b-ana": "in"}
    with pytest.raises(Refused, match=r"Your answers are handed in; take them back first\."):
        give(world, ANA, first(world), 5)
    world.do(ANA, ops.Hand(round="r1", ballot="b-ana", by=ANA, was="in", to="open"))
    give(world, ANA, first(world), 5)
    world.do(BOB, ops.Hand(round="r1", ballot="b-bob", by=BOB, to="skipped"))
    assert states(world) == {"b-ana": "open", "b-bob": "skipped"}
    give(world, BOB, first(world), 5)
    assert world.session.ballots["b-bob"].state == "open"


def test_states_go_one_way_from_the_reveal(world):
    open_(world)
    turn(world, "closed")
    with pytest.raises(Refused, match=r"The round is closed; answers stay as they are\."):
        give(world, ANA, first(world), 4)
    turn(world, "open", was="closed")
    give(world, ANA, first(world), 4)
    turn(world, "closed")
    turn(world, "revealed", was="closed")
    assert turn(world, "revealed").change.ops == []
    with pytest.raises(Refused, match=r"The answers were revealed; ballots are sealed\."):
        give(world, ANA, first(world), 5)
    with pytest.raises(Refused, match=r"The answers were revealed; ballots are sealed\."):
        world.do(ANA, ops.Hand(round="r1", ballot="b-ana", by=ANA))
    with pytest.raises(Refused, match=r"The answers were revealed; that cannot be undone\."):
        turn(world, "open", was="revealed")


def test_no_such_round_or_turn(world):
    with pytest.raises(Refused, match=r"This round is not in the session\."):
        turn(world, "closed")
    open_(world)
    with pytest.raises(Refused, match="cannot be sideways"):
        turn(world, "sideways")


def test_an_item_voted_on_is_not_taken_back(world):
    open_(world)
    with pytest.raises(Refused, match=r"^S1 was voted on\. Park it instead: the vote keeps it\.$"):
        world.do(ANA, ops.Retire(id=first(world)))


def test_a_secret_answer_leaves_no_trace(world):
    open_(world, "secret")
    before = world.session
    applied = secret(world, "m7", first(world), 4)
    assert world.session.recent == before.recent
    assert world.session.meta.changed == before.meta.changed
    assert world.session.meta.last == before.meta.last
    assert world.session.meta.rev == before.meta.rev + 1
    assert world.session.participants == before.participants
    assert (applied.change.by, applied.change.at, applied.change.ops) == (None, "2026-11-24", [])
    assert applied.touched == {"ballots": {"m7"}}
    assert world.session.ballots["m7"].answers == {first(world): 4}
    # Trying again after a lost line changes nothing.
    assert world.put(Change(id="again", at="", by=ANA, ops=[
        ops.Give(round="r1", ballot="m7", by="m7", subject=first(world), to=4)
    ])).session is applied.session  # fmt: skip


def test_a_secret_ballot_is_corrected_under_its_mark(world):
    open_(world, "secret")
    secret(world, "m7", first(world), 4)
    secret(world, "m7", first(world), 2)
    secret(world, "m2", first(world), 5, by=BOB)
    assert list(world.session.ballots) == ["m2", "m7"]
    assert world.session.ballots["m7"].answers == {first(world): 2}
    assert all(ballot.by != ANA for ballot in world.session.ballots.values())
    with pytest.raises(Refused, match=r"This ballot is somebody else's\."):
        world.do(BOB, ops.Give(round="r1", ballot="m7", by="m2", subject=first(world), to=1))


def test_a_name_on_a_secret_ballot_is_refused(world):
    open_(world, "secret")
    with pytest.raises(Refused, match=r"A secret ballot carries no name\."):
        give(world, BOB, first(world), 3)


def test_undo_does_not_reach_what_history_does_not_hold(world):
    open_(world, "secret")
    secret(world, "m7", first(world), 4)
    assert world.undo(ANA).reason == "final"
    assert world.session.ballots["m7"].answers


def test_a_change_with_a_secret_answer_tells_only_the_rest(world):
    open_(world, "secret")
    applied = world.do(
        ANA,
        ops.Give(round="r1", ballot="m7", by="m7", subject=first(world), to=4),
        ops.Name(was="Millrace 2027", to="Millrace 2028"),
        note="S1 gets 4",
    )
    assert [type(op) for op in applied.change.ops] == [ops.Name]
    assert applied.change.note == ""


def test_answers_without_a_mark(world):
    open_(world, "none")
    world.do(ANA, ops.Give(round="r1", ballot="x1", subject=first(world), to=4))
    world.do(ANA, ops.Give(round="r1", ballot="x2", subject=first(world), to=2))
    world.do(ANA, ops.Hand(round="r1", ballot="x1"))
    assert len(world.session.ballots) == 2
    assert all(b.by is None for b in world.session.ballots.values())
    with pytest.raises(Refused, match=r"Answers without a mark cannot be taken back\."):
        world.do(ANA, ops.Hand(round="r1", ballot="x1", was="in", to="open"))


answers = st.tuples(st.sampled_from((ANA, BOB, EVA)), st.integers(0, 2), st.integers(1, 5), st.booleans())


@settings(max_examples=25, deadline=None)
@given(st.lists(answers, max_size=12), st.sampled_from(("secret", "none")))
def test_history_never_tells_who_answered_what(given_answers, privacy):
    world = World(checked=False)
    for text in ("one", "two", "three"):
        world.add(ANA, "strengths", text)
    open_(world, privacy)
    history = msgspec.json.encode(
        [world.session.recent, world.session.participants, world.session.meta.changed]
    )
    marks = {ANA: "m5", BOB: "m1", EVA: "m3"}
    wanted = {}
    subjects = list(world.session.items)
    for by, number, value, again in given_answers:
        mark = marks[by]
        op = ops.Give(
            round="r1",
            ballot=mark,
            by=mark if privacy == "secret" else None,
            subject=subjects[number],
            to=value,
        )
        for _ in range(1 + again):
            world.do(by, op)
        wanted.setdefault(mark, {})[subjects[number]] = value
    assert {b.id: b.answers for b in world.session.ballots.values()} == wanted
    assert list(world.session.ballots) == sorted(wanted)
    told = msgspec.json.encode([world.session.recent, world.session.participants, world.session.meta.changed])
    assert told == history


def test_sorting_words(world):
    open_(world)
    give(world, ANA, "words", ["loyal people", "the oven"])
    one, two, _ = world.session.items
    world.do(BOB, ops.Match(round="r1", line="b-ana|0", to=two))
    assert world.session.rounds["r1"].matches == {"b-ana|0": two}
    world.do(BOB, ops.Merge(id=two, to=one))
    applied = world.do(BOB, ops.Match(round="r1", line="b-ana|1", to=two))
    assert applied.change.ops[0].to == one
    world.do(BOB, ops.Match(round="r1", line="b-ana|0", was=two, to="other"))
    world.do(BOB, ops.Match(round="r1", line="b-ana|0", was="other"))
    assert world.session.rounds["r1"].matches == {"b-ana|1": one}
    assert world.undo(BOB).note == 'Undone: the line is sorted to "other" again.'


def test_sorting_secret_words_by_the_words_stays_out_of_history(world):
    open_(world, "secret")
    by_number = ops.Match(round="r1", line="m7|0", to="other")
    by_words = ops.Match(round="r1", line="m7|loyal people", to="other")
    assert not is_private(world.session, by_number)
    assert is_private(world.session, by_words)


def test_erasing_takes_answers_out_of_state_and_history(world):
    open_(world)
    give(world, ANA, first(world), 4)
    give(world, BOB, first(world), 5)
    world.do(BOB, ops.Match(round="r1", line="b-ana|0", to="other"))
    world.do(BOB, ops.Name(was="Millrace 2027", to="Millrace 2028"))
    applied = world.do(ANA, ops.Erase(round="r1"), note="Raw answers erased")
    held = world.session.rounds["r1"]
    assert held.erased
    assert held.matches == {}
    assert world.session.ballots == {}
    left = {type(op).__name__ for change in world.session.recent.values() for op in change.ops}
    assert left == {"Add", "Open", "Settle", "Name", "Erase"}
    assert erasures(applied.change) == [("r1", "")]
    assert world.session.meta.last == "Raw answers erased"
    assert world.undo(ANA).sentence == "The answers were erased; that cannot be undone."
    assert world.do(ANA, ops.Erase(round="r1")).change.ops == []
    with pytest.raises(Refused, match=r"erased; it takes no new ones\."):
        give(world, ANA, first(world), 1)
    with pytest.raises(Refused, match=r"The answers of this round were erased\."):
        world.do(BOB, ops.Match(round="r1", line="b-ana|0", to="other"))


def test_one_person_takes_consent_back(world):
    open_(world)
    give(world, ANA, first(world), 4)
    give(world, BOB, first(world), 5)
    world.do(BOB, ops.Match(round="r1", line="b-bob|0", to="other"))
    world.do(BOB, ops.Erase(round="r1", ballot="b-bob"))
    assert list(world.session.ballots) == ["b-ana"]
    assert world.session.rounds["r1"].matches == {}
    assert not world.session.rounds["r1"].erased
    given_by = [op.by for c in world.session.recent.values() for op in c.ops if isinstance(op, ops.Give)]
    assert given_by == [ANA]


def test_scrubbing_a_change_of_several_ops():
    one = ops.Give(round="r1", ballot="b", by=ANA, subject="x", to=1)
    other = ops.Give(round="r2", ballot="c", by=ANA, subject="x", to=1)
    change = Change(id="c", at="", ops=[one, other], note="S1 gets 1")
    assert scrub(change, "r3") is change
    rest = scrub(change, "r1")
    assert (rest.ops, rest.note) == ([other], "")
    assert scrub(rest, "r2") is None
