"""Removing an item: who cites it is told, and nobody loses what they rest on."""

from __future__ import annotations

import pytest
from session_kit import ANA, World

from aligntui.session import ops
from aligntui.session.model import Round, pair
from aligntui.session.remove import Citing, citing
from aligntui.session.work import Refused, name_of, shorten


@pytest.fixture
def world():
    return World()


def remove(world, ref):
    """Why an item stays."""
    with pytest.raises(Refused) as refused:
        world.do(ANA, ops.Retire(id=ref))
    assert refused.value.reason == "cited"
    return refused.value.sentence


def test_what_points_at_an_item(world):
    one, two, parent = (world.add(ANA, "scenarios", text) for text in ("one", "two", "parent"))
    world.tie(ANA, two, one)
    world.do(ANA, ops.Tie(relation="tows", a=one, b=parent, to={"strength": 2}))
    child = world.add(ANA, "events", "x", series=f"^{one}.e", of=one, fields={"owner": two})
    world.do(ANA, ops.Set(id="record:scope", field="main", to=one))
    world.do(ANA, ops.Set(id=two, field="many", to=[one]))
    world.do(ANA, ops.Merge(id=parent, to=one))
    world.do(ANA, ops.Open(round=Round(id="r", step="s/s", run="", subjects=[pair(one, two)])))
    assert set(citing(world.session, one)) == {
        Citing("link", two, "strategies.cites"),
        Citing("link", parent, "tows"),
        Citing("field", "record:scope", "main"),
        Citing("field", two, "many"),
        Citing("child", child, "of"),
        Citing("merged", parent, "into"),
        Citing("round", "r", "s/s"),
    }


def test_a_cited_item_stays_and_its_citers_are_named(world):
    one = world.add(ANA, "strengths", "one")
    for series in ("SO", "ST"):
        card = world.add(ANA, "strategies", "card", series=series)
        world.tie(ANA, card, one)
    assert remove(world, one) == "S1 is cited by SO1 and ST1. Park it instead: they keep the mention."


def test_an_item_nothing_rests_on_goes_with_its_own_citations(world):
    one, card = world.add(ANA, "strengths", "one"), world.add(ANA, "strategies", "card", series="SO")
    world.tie(ANA, card, one)
    world.do(ANA, ops.Tie(relation="strategies.cites", a=card, b=one, was={}), ops.Retire(id=card))
    assert world.item(card).retired
    assert not world.session.links
    world.undo(ANA)
    assert not world.item(card).retired
    assert world.session.links


def test_values_of_a_pair_belong_to_both(world):
    one, two = world.add(ANA, "strengths", "one"), world.add(ANA, "weaknesses", "two")
    world.do(ANA, ops.Tie(relation="tows", a=one, b=two, to={"strength": 2}))
    assert remove(world, one) == "S1 is cited by W1. Park it instead: that keeps the mention."


def test_votes_keep_an_item(world):
    one = world.add(ANA, "strengths", "one")
    world.do(ANA, ops.Open(round=Round(id="r", step="s/s", run="", subjects=[one])))
    assert remove(world, one) == "S1 was voted on. Park it instead: the vote keeps it."


def test_names(world):
    one = world.add(ANA, "strengths", "Sells out before noon on 22 of 30 days and more")
    bare = world.add(ANA, "notes", "", series="")
    told = world.add(ANA, "notes", "a note", series="")
    assert name_of(world.session, one) == "S1"
    assert name_of(world.session, bare) == "this entry"
    assert name_of(world.session, told) == '"a note"'
    assert name_of(world.session, "nobody") == "this entry"
    assert name_of(world.session, "record:focal_question") == "focal question"
    assert shorten("Sells out before noon on 22 of 30 days") == '"Sells out before noon on 22..."'
