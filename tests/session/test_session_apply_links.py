"""Links: set, cleared, edited by two at once."""

from __future__ import annotations

import pytest
from session_kit import ANA, BOB, World

from aligntui.session import ops
from aligntui.session.apply import Refused
from aligntui.session.model import Link, link_key


@pytest.fixture
def world():
    return World()


@pytest.fixture
def ends(world):
    return world.add(ANA, "strengths", "one"), world.add(ANA, "weaknesses", "two")


def tow(world, by, ends, to, was=None):
    return world.do(by, ops.Tie(relation="tows", a=ends[0], b=ends[1], was=was, to=to))


def fields(world, ends):
    return world.session.links[link_key("tows", *ends)].fields


def test_set_and_clear(world, ends):
    tow(world, ANA, ends, {"strength": 2, "why": ""})
    assert fields(world, ends) == {"strength": 2}
    applied = tow(world, BOB, ends, None, was={"strength": 2})
    assert world.session.links == {}
    assert applied.touched["links"] == {link_key("tows", *ends)}
    assert tow(world, BOB, ends, None).change.ops == []


def test_the_op_of_a_link():
    link = Link(relation="tows", a="x", b="y", fields={"strength": 1})
    assert ops.tie(link) == ops.Tie(relation="tows", a="x", b="y", to={"strength": 1})


def test_two_people_fill_different_fields(world, ends):
    tow(world, ANA, ends, {"strength": 1})
    tow(world, ANA, ends, {"strength": 2}, was={"strength": 1})
    applied = tow(world, BOB, ends, {"strength": 1, "why": "till log of May"}, was={"strength": 1})
    assert fields(world, ends) == {"strength": 2, "why": "till log of May"}
    assert not applied.clashes
    assert applied.change.ops[0].was == {"strength": 2}


def test_a_field_taken_out_and_another_put_in(world, ends):
    tow(world, ANA, ends, {"strength": 1, "lag": "2"})
    tow(world, ANA, ends, {"strength": 3, "lag": "2"}, was={"strength": 1, "lag": "2"})
    tow(world, BOB, ends, {"strength": 1}, was={"strength": 1, "lag": "2"})
    assert fields(world, ends) == {"strength": 3}


def test_words_on_a_link_that_met_words_are_kept_beside(world, ends):
    tow(world, ANA, ends, {"strength": 1})
    tow(world, ANA, ends, {"strength": 1, "why": "they know us"}, was={"strength": 1})
    applied = tow(world, BOB, ends, {"strength": 3, "why": "no rival near"}, was={"strength": 1})
    (clash,) = applied.clashes
    assert fields(world, ends) == {"strength": 3, "why": "they know us"}
    assert (clash.theirs, clash.yours, clash.field) == ("they know us", "no rival near", "why")
    with pytest.raises(Refused, match=r"^Two versions of S1 with W1 wait for a choice; choose first\.$"):
        tow(world, BOB, ends, None, was=fields(world, ends))
    world.do(
        BOB, ops.Choose(clash=clash.id, id=clash.target, field="why", was="they know us", to="no rival near")
    )
    assert fields(world, ends)["why"] == "no rival near"
    world.undo(BOB)
    assert fields(world, ends)["why"] == "they know us"
    assert list(world.session.clashes) == [clash.id]


def test_choosing_on_a_link_that_is_gone(world, ends):
    tow(world, ANA, ends, {"why": "they know us"})
    tow(world, ANA, ends, {"why": "they like us"}, was={"why": "they know us"})
    (clash,) = tow(world, BOB, ends, {"why": "no rival near"}, was={"why": "they know us"}).clashes
    world.session.links.clear()
    with pytest.raises(Refused, match='The link is gone; the words were "no rival near"') as told:
        world.do(
            BOB,
            ops.Choose(clash=clash.id, id=clash.target, field="why", was="they like us", to="no rival near"),
        )
    assert told.value.words == "no rival near"


def test_clearing_a_link_that_got_words_meanwhile_is_refused(world, ends):
    tow(world, ANA, ends, {"strength": 1})
    tow(world, ANA, ends, {"strength": 1, "why": "till log of May"}, was={"strength": 1})
    with pytest.raises(Refused, match=r"^ana changed S1 with W1 since\.$"):
        tow(world, BOB, ends, None, was={"strength": 1})


def test_clearing_a_link_whose_score_moved_is_a_matter_of_who_comes_last(world, ends):
    tow(world, ANA, ends, {"strength": 1})
    tow(world, ANA, ends, {"strength": 2}, was={"strength": 1})
    tow(world, BOB, ends, None, was={"strength": 1})
    assert not world.session.links


def test_no_link_to_what_is_not_there(world, ends):
    with pytest.raises(Refused, match=r"This entry is not in the session\."):
        world.do(ANA, ops.Tie(relation="tows", a=ends[0], b="nobody", to={}))
    third = world.add(ANA, "strengths", "three")
    world.do(ANA, ops.Retire(id=third))
    with pytest.raises(Refused, match=r'^ana took "three" back meanwhile\.$'):
        world.do(BOB, ops.Tie(relation="tows", a=third, b=ends[1], to={}))


def test_a_link_field_may_end_on_a_word(world, ends):
    world.do(ANA, ops.Tie(relation="strengths.serves", a=ends[0], b="everything", to={}))
    assert link_key("strengths.serves", ends[0], "everything") in world.session.links


def test_a_record_cites(world, ends):
    world.do(ANA, ops.Tie(relation="record:scope.rests_on", a="record:scope", b=ends[0], to={}))
    assert world.item(ends[0]).code == "S1"


def test_a_relation_gets_another_name(world, ends):
    tow(world, ANA, ends, {"strength": 1, "why": "they know us"})
    tow(world, ANA, ends, {"strength": 1, "why": "they like us"}, was={"strength": 1, "why": "they know us"})
    tow(world, BOB, ends, {"why": "no rival near"}, was={"strength": 1, "why": "they know us"})
    rename = ops.Rekey(id="", was="tows", to="grid")
    applied = world.do(None, rename)
    assert set(world.session.links) == {link_key("grid", *ends)}
    assert [clash.target for clash in world.session.clashes.values()] == [link_key("grid", *ends)]
    assert applied.touched["links"] == {link_key("grid", *ends), link_key("tows", *ends)}
    tow(world, ANA, ends, {"strength": 1})
    assert world.do(None, rename).change.ops == []


def test_words_kept_beside_can_be_taken_away_by_undo(world):
    ref = world.add(ANA, "strengths", "old")
    world.do(ANA, ops.Set(id=ref, field="text", was="old", to="theirs", words=True))
    world.do(BOB, ops.Set(id=ref, field="text", was="old", to="yours", words=True))
    found = world.undo(BOB)
    assert found.note == "Undone: your words for S1 are taken away."
    assert world.session.clashes == {}
    found = world.redo(BOB)
    assert found.note == "Done again: your words for S1 are kept beside again."
    (clash,) = world.session.clashes.values()
    world.do(ANA, ops.Choose(clash=clash.id, id=ref, field="text", was="theirs", to="both"))
    assert world.undo(BOB).sentence == "Words for S1 have been chosen since."
