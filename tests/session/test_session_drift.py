"""Newer definitions and copies that went separate ways: nothing is lost."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from session_kit import ANA, BOB, World, check, decoded

from aligntui.session import ops
from aligntui.session.drift import drift
from aligntui.session.join import are_copies, join
from aligntui.session.model import record_id


@pytest.fixture
def world():
    return World()


def fits(collection, key, value):
    return "" if key != "grade" or isinstance(value, int) else "a number"


def test_renamed_fields_move_along(world):
    one = world.add(ANA, "strengths", "one", fields={"proof": "till log", "grade": 3})
    gone = world.add(ANA, "strengths", "gone", fields={"proof": "a survey"})
    world.do(ANA, ops.Retire(id=gone))
    two = world.add(ANA, "strengths", "two", fields={"proof": "old", "evidence": "new"})
    world.tie(ANA, one, two, relation="strengths.leans_on")
    found = drift(
        world.session,
        {"strengths": {"proof": "evidence", "leans_on": "rests_on", "never": "there"}},
        {"strengths": ["evidence", "grade"]},
        fits,
    )
    world.do(None, *found.ops)
    assert world.item(one).fields == {"evidence": "till log", "grade": 3}
    assert world.item(gone).fields == {"evidence": "a survey"}
    # A field that holds something of its own is never overwritten.
    assert world.item(two).fields == {"proof": "old", "evidence": "new"}
    assert found.asleep == {two: {"proof": "old"}}
    assert [link.relation for link in world.session.links.values()] == ["strengths.rests_on"]
    again = drift(world.session, {"strengths": {"proof": "evidence"}}, {}, fits)
    assert again.ops == []


def test_what_no_longer_fits_is_kept_as_text(world):
    one = world.add(ANA, "strengths", "one", fields={"grade": ["3", "4"]})
    two = world.add(ANA, "strengths", "two", fields={"grade": "soon"})
    found = drift(world.session, {}, {"strengths": ["grade"]}, fits)
    assert [m.sentence for m in found.misfits] == [
        'S1: grade holds "3; 4", but a number is wanted now. It is kept as text.',
        'S2: grade holds "soon", but a number is wanted now. It is kept as text.',
    ]
    world.do(None, *found.ops)
    assert world.item(one).fields["grade"] == "3; 4"
    assert world.item(two).fields["grade"] == "soon"
    settled = drift(world.session, {}, {"strengths": ["grade"]}, fits)
    assert settled.ops == []
    assert len(settled.misfits) == 2


def test_records_drift_too(world):
    world.do(ANA, ops.Set(id=record_id("scope"), field="ask", to="what next"))
    names = {"record:scope": {"ask": "question"}}
    found = drift(world.session, names, {"record:scope": []}, fits)
    assert found.asleep == {"record:scope": {"question": "what next"}}
    world.do(None, *found.ops)
    assert world.session.records["scope"].fields == {"question": "what next"}


def test_fields_of_lists_nobody_named_are_left_alone(world):
    world.add(ANA, "strengths", "one", fields={"grade": "soon"})
    found = drift(world.session, {}, {"weaknesses": []}, fits)
    assert (found.ops, found.misfits, found.asleep) == ([], [], {})


def two_copies(world):
    one = world.add(ANA, "strengths", "one")
    world.settle(ANA, "S")
    theirs = World(decoded(world.session))
    theirs._n = 500
    return one, theirs


def test_copies_are_joined_and_a_newcomer_gets_the_next_number(world):
    one, theirs = two_copies(world)
    two = world.add(ANA, "strengths", "two")
    kiosk = theirs.add(BOB, "strengths", "Kiosk")
    card = theirs.add(BOB, "strategies", "card", series="SO")
    for w in (world, theirs):
        w.settle(ANA, "S")
    theirs.tie(BOB, card, kiosk)
    theirs.do(BOB, ops.Set(id=record_id("scope"), field="ask", to="what next"))
    joined = join(world.session, theirs.session)
    check(joined.session)
    items = joined.session.items
    assert [items[ref].code for ref in (one, two, kiosk, card)] == ["S1", "S2", "S3", "SO1"]
    assert items[kiosk].was == ["S2"]
    assert joined.notes == ['S2 is taken; "Kiosk" is S3 here.']
    assert set(joined.added) == {kiosk, card}
    assert joined.session.meta.counters == {"S": 3, "SO": 1}
    assert joined.session.meta.counts == {"strengths": 3, "strategies": 1}
    assert joined.session.records["scope"].fields == {"ask": "what next"}
    assert list(joined.session.recent) == list(world.session.recent)
    assert joined.session.links == theirs.session.links


def test_joining_twice_adds_nothing(world):
    _, theirs = two_copies(world)
    theirs.add(BOB, "strengths", "Kiosk")
    once = join(world.session, theirs.session).session
    twice = join(once, theirs.session)
    assert twice.added == []
    assert twice.session.items == once.items


def test_ours_stands_where_both_wrote(world):
    one, theirs = two_copies(world)
    theirs.do(BOB, ops.Set(id=one, field="text", was="one", to="uno"))
    for w, words in ((world, "what next"), (theirs, "what else")):
        w.do(ANA, ops.Set(id=record_id("scope"), field="ask", to=words))
    joined = join(world.session, theirs.session)
    assert joined.session.items[one].text == "one"
    assert joined.notes == [
        "S1 reads otherwise in the other copy; ours stands.",
        "scope reads otherwise in the other copy; ours stands.",
    ]


def test_an_item_they_rest_on_comes_back(world):
    one, theirs = two_copies(world)
    world.do(ANA, ops.Retire(id=one))
    card = theirs.add(BOB, "strategies", "card", series="SO")
    theirs.tie(BOB, card, one)
    joined = join(world.session, theirs.session)
    assert not joined.session.items[one].retired
    assert joined.notes == ["S1 is back: the other copy rests on it."]
    check(joined.session)


def test_children_join_under_the_code_their_parent_has_here(world):
    theirs = World(decoded(world.session))
    theirs._n = 500
    world.add(ANA, "scenarios", "ours")
    world.settle(ANA, "#A")
    parent = theirs.add(BOB, "scenarios", "theirs")
    child = theirs.add(BOB, "events", "x", series=f"^{parent}.e", of=parent)
    theirs.settle(BOB, f"^{parent}.e")
    joined = join(world.session, theirs.session)
    assert joined.session.items[parent].code == "B"
    assert joined.session.items[child].code == "B.e1"
    assert joined.notes == ['A is taken; "theirs" is B here.', 'A.e1 belongs elsewhere; "x" is B.e1 here.']
    check(joined.session)


def test_joining_leaves_both_copies_alone(world):
    _, theirs = two_copies(world)
    theirs.add(BOB, "strengths", "Kiosk")
    before = [msgspec.json.encode(s) for s in (world.session, theirs.session)]
    join(world.session, theirs.session)
    assert [msgspec.json.encode(s) for s in (world.session, theirs.session)] == before


def edited(world, choices, who, start):
    """A copy of a session after some changes of its own."""
    copy = World(decoded(world.session))
    copy._n = start
    for choice in choices:
        live = [item for item in copy.session.items.values() if not item.retired]
        if choice == 0:
            copy.add(who, "strengths", f"{who} {copy._n}")
            copy.settle(who, "S")
        elif choice == 1 and live:
            copy.do(who, ops.Set(id=live[0].id, field="text", was=live[0].text, to=f"{who} says"))
        elif choice == 2 and len(live) > 1:
            copy.do(who, ops.Retire(id=live[-1].id))
    return copy.session


@given(
    ours=st.lists(st.integers(0, 2), max_size=6),
    theirs=st.lists(st.integers(0, 2), max_size=6),
)
def test_whatever_two_copies_did_nothing_is_lost_and_no_code_is_given_twice(ours, theirs):
    world = World()
    for text in ("one", "two", "three"):
        world.add(ANA, "strengths", text)
    world.settle(ANA, "S")
    one, two = edited(world, ours, ANA, 500), edited(world, theirs, BOB, 900)
    joined = join(one, two)
    check(joined.session)
    items = joined.session.items
    assert items.keys() == one.items.keys() | two.items.keys()
    codes = [item.code for item in items.values() if item.code]
    assert len(codes) == len(set(codes))
    assert all(items[ref].text == item.text for ref, item in one.items.items())
    moved = [item for ref, item in two.items.items() if items[ref].code != item.code]
    assert all(item.code in items[item.id].was for item in moved)
    assert sum("is taken" in note for note in joined.notes) == len(moved)


def test_copies_know_each_other_by_what_is_in_them(world):
    _, theirs = two_copies(world)
    other = World()
    assert are_copies(world.session, theirs.session)
    theirs.session.meta.id = "another"
    assert are_copies(world.session, theirs.session)
    other.session.meta.id = "elsewhere"
    assert not are_copies(other.session, theirs.session)
