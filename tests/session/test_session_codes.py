"""Codes: provisional until settled, then fixed; never two items with one code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session_kit import ANA, BOB, World

from aligntui.session import codes, ops
from aligntui.session.apply import Refused
from aligntui.session.model import Round


@pytest.fixture
def world():
    return World()


def move(world, by, ref, to, series, **more):
    item = world.item(ref)
    op = ops.Move(id=ref, was=(item.collection, item.series), to=(to, series), was_code=item.code, **more)
    return world.do(by, op)


def test_labels():
    assert codes.label("S", 3) == "S3"
    assert [codes.label("#A", n) for n in (1, 26, 27, 53)] == ["A", "Z", "AA", "BA"]
    assert codes.label("^x1.c", 2, "OB3") == "OB3.c2"


@given(st.sampled_from(["S", "SO", "#A", "#C", "^x.c"]), st.integers(1, 2000))
def test_a_label_tells_its_number(series, number):
    code = codes.label(series, number, "OB3")
    assert codes.number_of(series, code, "OB3") == number


@pytest.mark.parametrize(
    ("series", "code"),
    [("S", "SO1"), ("S", "S"), ("S", "S1x"), ("#A", "a"), ("#A", "A1"), ("^x.c", "OB4.c1")],
)
def test_a_code_of_another_series_has_no_number(series, code):
    assert codes.number_of(series, code, "OB3") == 0


def test_code_order_is_how_people_count():
    found = ["S10", "OB3.c2", "S2", "OB3", "A", "OB3.c10"]
    assert sorted(found, key=codes.code_order) == ["A", "OB3", "OB3.c2", "OB3.c10", "S2", "S10"]


def test_grandchildren_are_coded_after_their_parents(world):
    world_ref = world.add(ANA, "scenarios", "one")
    child = world.add(ANA, "events", "child", series=f"^{world_ref}.e", of=world_ref)
    # Ids sort the other way round than generations.
    grand = world.blank("signs", "grand", series=f"^{child}.s", of=child)
    world.do(ANA, ops.Add(item=grand))
    assert world.code(grand.id) == "A.e1.s1"
    op = codes.settle(world.session, [f"^{child}.s"])
    assert op is not None
    assert op.codes == {world_ref: "A", child: "A.e1", grand.id: "A.e1.s1"}


def test_settling_happens_once_in_the_order_shown(world):
    one, two = world.add(ANA, "strengths", "one"), world.add(ANA, "strengths", "two")
    world.do(ANA, ops.Place(id=two, was=world.item(two).pos, to="0i"))
    world.settle(ANA, "S")
    assert (world.item(two).code, world.item(one).code) == ("S1", "S2")
    assert world.session.meta.counters == {"S": 2}
    world.do(ANA, ops.Place(id=one, was=world.item(one).pos, to="00i"))
    assert world.code(one) == "S2"
    third = world.add(ANA, "strengths", "three")
    assert world.code(third) == "S3"
    assert world.item(third).code == ""


def test_two_who_settle_at_once_agree(world):
    one = world.add(ANA, "strengths", "one")
    ours = codes.settle(world.session, ["S"])
    two = world.add(BOB, "strengths", "two")
    world.do(ANA, ours)
    assert (world.item(one).code, world.item(two).code) == ("S1", "S2")
    assert world.do(BOB, ours).change.ops == []


def test_an_old_guess_is_made_again_on_what_stands(world):
    one = world.add(ANA, "strengths", "one")
    guess = codes.settle(world.session, ["S"])
    two = world.add(BOB, "strengths", "two")
    world.do(BOB, ops.Place(id=two, was=world.item(two).pos, to="0i"))
    applied = world.do(ANA, guess)
    assert applied.change.ops[0].codes == {two: "S1", one: "S2"}


def test_the_first_link_settles_both_ends(world):
    strength, card = world.add(ANA, "strengths", "one"), world.add(ANA, "strategies", "card", series="SO")
    applied = world.tie(ANA, card, strength)
    settle, tie = applied.change.ops
    assert settle == ops.Settle(codes={strength: "S1", card: "SO1"}, counters={"S": (0, 1), "SO": (0, 1)})
    assert tie.b == strength
    assert applied.touched["items"] == {strength, card}


def test_a_vote_settles_and_agreeing_does_not(world):
    one = world.add(ANA, "strengths", "one")
    world.do(ANA, ops.Status(id=one, was="draft", to="agreed"))
    assert world.item(one).code == ""
    world.do(ANA, ops.Open(round=Round(id="r", step="swot/factors", run="", subjects=[one])))
    assert world.item(one).code == "S1"


def test_a_move_into_a_settled_list_takes_the_next_number(world):
    one, weak = world.add(ANA, "strengths", "one"), world.add(ANA, "weaknesses", "weak")
    world.settle(ANA, "S", "W")
    applied = move(world, ANA, one, "weaknesses", "W", pos="5")
    item = world.item(one)
    assert (item.code, item.was, item.collection, item.pos) == ("W2", ["S1"], "weaknesses", "5")
    assert applied.change.ops[0].took == (1, 2)
    assert world.code(weak) == "W1"


def test_a_move_into_an_open_list_is_provisional_but_for_cited_items(world):
    one, two, weak = (
        world.add(ANA, collection, "x") for collection in ("strengths", "strengths", "weaknesses")
    )
    card = world.add(ANA, "strategies", "card", series="SO")
    world.tie(ANA, card, two)
    move(world, ANA, one, "weaknesses", "W", pos="9")
    assert world.item(one).code == ""
    assert (world.code(weak), world.code(one)) == ("W1", "W2")
    move(world, ANA, two, "weaknesses", "W", pos="9")
    assert (world.item(two).code, world.item(two).was) == ("W1", ["S2"])
    assert world.code(weak) == "W2"


def test_a_settled_card_in_an_empty_cell_has_a_code_at_once(world):
    card = world.add(ANA, "strategies", "card", series="SO", fields={"cell": "SO"})
    world.settle(ANA, "SO")
    move(world, ANA, card, "strategies", "WO", field="cell", was_value="SO", value="WO")
    assert (world.item(card).code, world.item(card).was) == ("WO1", ["SO1"])
    assert world.session.meta.counters == {"SO": 1, "WO": 1}
    world.undo(ANA)
    assert world.item(card).code == "SO1"
    assert world.session.meta.counters == {"SO": 1}


def test_an_item_that_comes_back_has_its_old_code_again(world):
    one, _ = world.add(ANA, "strengths", "one"), world.add(ANA, "weaknesses", "weak")
    world.settle(ANA, "S", "W")
    move(world, ANA, one, "weaknesses", "W")
    move(world, BOB, one, "strengths", "S")
    assert (world.item(one).code, world.item(one).was) == ("S1", ["W2"])
    three = world.add(ANA, "weaknesses", "three")
    assert world.code(three) == "W3"


def test_undone_moves_give_their_number_back(world):
    one, _ = world.add(ANA, "strengths", "one"), world.add(ANA, "weaknesses", "weak")
    world.settle(ANA, "S", "W")
    move(world, ANA, one, "weaknesses", "W")
    world.undo(ANA)
    assert (world.item(one).code, world.item(one).was) == ("S1", [])
    assert world.session.meta.counters == {"S": 1, "W": 1}
    world.redo(ANA)
    assert world.item(one).code == "W2"


def test_a_cell_is_a_series(world):
    card = world.add(ANA, "strategies", "card", series="SO", fields={"cell": "SO"})
    world.do(
        ANA,
        ops.Move(
            id=card,
            was=("strategies", "SO"),
            to=("strategies", "WO"),
            field="cell",
            was_value="SO",
            value="WO",
        ),
    )
    assert world.item(card).fields["cell"] == "WO"
    assert world.code(card) == "WO1"


def test_a_child_moves_to_another_parent(world):
    a, b = world.add(ANA, "scenarios", "a"), world.add(ANA, "scenarios", "b")
    child = world.add(ANA, "events", "x", series=f"^{a}.e", of=a)
    world.settle(ANA, f"^{a}.e")
    move(world, ANA, child, "events", f"^{b}.e")
    assert world.item(child).of == b
    assert world.item(child).was == ["A.e1"]
    assert world.code(child) == "B.e1"


def test_a_move_to_where_it_is_only_places(world):
    one = world.add(ANA, "strengths", "one")
    applied = move(world, ANA, one, "strengths", "S", pos="3")
    assert [type(op) for op in applied.change.ops] == [ops.Place]


def test_codes_become_provisional_again_only_while_nothing_cites(world):
    one = world.add(ANA, "strengths", "one")
    op = world.settle(ANA, "S").change.ops[0]
    back = ops.Unsettle(codes=op.codes, counters={"S": (1, 0)})
    world.do(ANA, back)
    assert world.item(one).code == ""
    assert world.session.meta.counters == {}
    world.settle(ANA, "S")
    card = world.add(BOB, "strategies", "card", series="SO")
    world.tie(BOB, card, one)
    with pytest.raises(Refused, match=r"^S1 is cited since; codes in use stay\.$"):
        world.do(ANA, back)


def test_codes_stay_when_more_was_numbered(world):
    world.add(ANA, "strengths", "one")
    op = world.settle(ANA, "S").change.ops[0]
    world.add(ANA, "strengths", "two")
    world.settle(BOB, "S")
    with pytest.raises(Refused, match=r"More of the list was numbered since; S1 stays\."):
        world.do(ANA, ops.Unsettle(codes=op.codes, counters={"S": (1, 0)}))


def test_a_counter_that_lags_behind_gives_no_code_twice(world):
    """A file from elsewhere may hold codes that its counters do not know."""
    one = world.add(ANA, "strengths", "one")
    world.settle(ANA, "S")
    world.session.meta.counters.clear()
    two = world.add(ANA, "strengths", "two")
    assert world.code(two) == "S2"
    world.settle(ANA, "S")
    assert world.session.meta.counters == {"S": 2}
    assert world.code(one) == "S1"
