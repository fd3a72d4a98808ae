"""Undo and redo: whose, what, when not, and the sentences."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from session_kit import ANA, BOB, World, a_run, decoded, essence

from aligntui.session import ops, work
from aligntui.session.inverse import inverse, inverses
from aligntui.session.model import Change, Clash, Clock, Item, Round, Session, record_id
from aligntui.session.ops import decode_ops
from aligntui.session.tell import told
from aligntui.session.undo import Blocked, stacks, undo


@pytest.fixture
def world():
    return World()


def put(world, by, ref, to, was="", field="text", words=True):
    return world.do(by, ops.Set(id=ref, field=field, was=was, to=to, words=words))


def note(found):
    assert isinstance(found, Change), found
    return found.note


def blocked(found):
    assert isinstance(found, Blocked), found
    return found.sentence


def test_nothing_to_undo_or_redo(world):
    assert blocked(world.undo(ANA)) == "Nothing left to undo."
    assert blocked(world.redo(ANA)) == "Nothing left to redo."


def test_undo_says_what_it_did(world):
    ref = world.add(ANA, "strengths", "Loyal core")
    put(world, ANA, ref, "Loyal core of 40", was="Loyal core")
    assert note(world.undo(ANA)) == 'Undone: S1 reads "Loyal core" again.'
    assert world.session.meta.last == 'Undone: S1 reads "Loyal core" again.'
    assert note(world.redo(ANA)) == 'Done again: S1 reads "Loyal core of 40" again.'
    world.undo(ANA)
    assert note(world.undo(ANA)) == 'Undone: S1 "Loyal core" is taken back.'
    assert note(world.redo(ANA)) == 'Done again: S1 "Loyal core" is here again.'


def test_a_person_undoes_only_the_own_changes(world):
    mine, theirs = world.add(ANA, "strengths", "mine"), world.add(BOB, "weaknesses", "theirs")
    world.undo(ANA)
    assert world.item(mine).retired
    assert not world.item(theirs).retired
    assert blocked(world.undo(ANA)) == "Nothing left to undo."


@pytest.mark.parametrize("by", [None, ANA])
def test_one_alone_with_or_without_a_name(world, by):
    start = essence(world.session)
    ref = world.add(by, "strengths", "one")
    put(world, by, ref, "two", was="one")
    world.undo(by)
    world.undo(by)
    assert essence(world.session) == start
    world.redo(by)
    world.redo(by)
    assert world.item(ref).text == "two"
    assert blocked(world.redo(by)) == "Nothing left to redo."


def test_a_new_change_ends_redo(world):
    world.add(ANA, "strengths", "one")
    world.undo(ANA)
    world.add(BOB, "strengths", "bob's")
    assert stacks(world.session, ANA)[1]
    world.add(ANA, "strengths", "two")
    assert not stacks(world.session, ANA)[1]
    assert isinstance(world.redo(ANA), Blocked)


def test_it_works_after_a_restart(world):
    ref = world.add(ANA, "strengths", "one")
    put(world, ANA, ref, "two", was="one")
    world.session = decoded(world.session)
    world.undo(ANA)
    world.session = decoded(world.session)
    assert note(world.redo(ANA)) == 'Done again: S1 reads "two" again.'


def test_changed_since_by_another(world):
    ref = world.add(ANA, "strengths", "one")
    world.settle(ANA, "S")
    put(world, ANA, ref, "two", was="one")
    put(world, BOB, ref, "three", was="two")
    before = world.session
    found = world.undo(ANA)
    assert blocked(found) == "bob changed S1 since: keep theirs, or put yours back."
    assert world.session is before
    assert (found.reason, found.change.ops[0].to) == ("changed", "two")
    # Keeping theirs: the next undo reaches further back.
    world.put(found.keep)
    assert world.item(ref).text == "three"
    assert note(world.undo(ANA)) == "Undone: the codes are open again."


def test_putting_mine_back_all_the_same(world):
    ref = world.add(ANA, "strengths", "one")
    put(world, ANA, ref, "two", was="one")
    put(world, BOB, ref, "three", was="two")
    found = world.undo(ANA)
    world.put(found.mine)
    assert world.item(ref).text == "one"
    assert found.mine.note == 'Undone: S1 reads "one" again.'
    world.redo(ANA)
    assert world.item(ref).text == "three"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (
            ops.Status(id="I", was="draft", to="parked"),
            ops.Status(id="I", was="parked", to="dropped", reason="no"),
        ),
        (ops.Place(id="I", was="1000", to="2"), ops.Place(id="I", was="2", to="3")),
        (ops.Name(was="Millrace 2027", to="A"), ops.Name(was="A", to="B")),
        (
            ops.Tie(relation="t", a="I", b="I", to={"s": 1}),
            ops.Tie(relation="t", a="I", b="I", was={"s": 1}, to={"s": 2}),
        ),
    ],
)
def test_mine_and_theirs_for_single_values(world, mine, theirs):
    ref = world.add(None, "strengths", "one")

    def about(op):
        known = {name: ref for name in ("id", "a", "b") if getattr(op, name, "") == "I"}
        return type(op)(**{**{f: getattr(op, f) for f in op.__struct_fields__}, **known})

    start = essence(world.session)
    world.do(ANA, about(mine))
    world.do(BOB, about(theirs))
    found = world.undo(ANA)
    assert blocked(found).endswith("since: keep theirs, or put yours back.")
    world.put(found.mine)
    links = essence(world.session)["links"]
    assert links == start["links"]
    assert essence(world.session)["meta"]["title"] == start["meta"]["title"]


def test_another_window_of_mine_has_no_name(world):
    ref = world.add(None, "strengths", "one")
    put(world, None, ref, "two", was="one")
    first = world.undo(None)
    assert isinstance(first, Change)
    change = undo(world.session, None, at="", new_id=world.new_id)
    put(world, None, ref, "three", was="one")
    assert isinstance(change, Change)
    with pytest.raises(Exception, match=r"^S1 was changed since\.$"):
        world.put(change)


def test_words_typed_again_by_another_are_theirs(world):
    ref = world.add(ANA, "strengths", "one")
    put(world, ANA, ref, "two", was="one")
    put(world, BOB, ref, "three", was="two")
    put(world, BOB, ref, "two", was="three")
    assert blocked(world.undo(ANA)) == "bob changed S1 since."


def test_words_put_back_by_anothers_undo_are_mine_again(world):
    ref = world.add(ANA, "strengths", "one")
    put(world, ANA, ref, "two", was="one")
    put(world, BOB, ref, "three", was="two")
    world.undo(BOB)
    assert note(world.undo(ANA)) == 'Undone: S1 reads "one" again.'


def test_an_item_others_wrote_in_is_not_taken_back(world):
    ref = world.add(ANA, "strengths", "one")
    put(world, BOB, ref, "till log", field="evidence")
    assert blocked(world.undo(ANA)) == "bob changed S1 since."
    world.undo(BOB)
    assert note(world.undo(ANA)) == 'Undone: S1 "one" is taken back.'
    assert blocked(world.redo(BOB)) == 'ana took "one" back meanwhile. Your words are kept: "till log"'


def test_an_item_others_cite_is_not_taken_back(world):
    ref = world.add(ANA, "strengths", "one")
    card = world.add(BOB, "strategies", "card", series="SO")
    world.tie(BOB, card, ref)
    assert blocked(world.undo(ANA)) == "S1 is cited by SO1. Park it instead: that keeps the mention."


def test_a_link_goes_though_its_codes_must_stay(world):
    one = world.add(BOB, "strengths", "one")
    card, other = (world.add(BOB, "strategies", text, series="SO") for text in ("card", "other"))
    world.tie(ANA, card, one)
    world.tie(BOB, other, one)
    assert note(world.undo(ANA)) == "Undone: SO1 and S1 are no longer linked."
    assert world.item(one).code == "S1"
    assert note(world.redo(ANA)) == "Done again: SO1 and S1 are linked again."


def test_codes_others_rest_on_stay_fixed(world):
    one = world.add(ANA, "strengths", "one")
    world.settle(ANA, "S")
    card = world.add(BOB, "strategies", "card", series="SO")
    world.tie(BOB, card, one)
    assert blocked(world.undo(ANA)) == "S1 is cited since; codes in use stay."


def test_a_merge_is_split_again_and_not_merged_over_new_words(world):
    one, two = world.add(ANA, "strengths", "one"), world.add(BOB, "strengths", "two")
    world.settle(BOB, "S")
    world.do(ANA, ops.Merge(id=two, to=one))
    assert note(world.undo(ANA)) == 'Undone: the merge into S1; S2 "two" is back.'
    put(world, BOB, two, "two and a half", was="two")
    assert blocked(world.redo(ANA)) == "bob changed S2 since."


def test_undo_of_a_merge_says_first_which_cards_are_back(world):
    one, two, three = (world.add(ANA, "strengths", words) for words in ("one", "two", "three"))
    world.settle(ANA, "S")
    put(world, ANA, one, "all of it", was="one")
    world.do(ANA, ops.Set(id=one, field="text", was="all of it", to="all three", words=True),
             ops.Merge(id=two, to=one), ops.Merge(id=three, to=one))  # fmt: skip
    assert note(world.undo(ANA)) == 'Undone: the merge into S1; S2 "two" and S3 "three" are back.'
    four = world.add(ANA, "strengths", "four")
    world.settle(ANA, "S")
    world.do(ANA, *(ops.Merge(id=ref, to=one) for ref in (two, three, four)))
    assert note(world.undo(ANA)) == "Undone: the merge into S1; S2, S3 and S4 are back."


def test_a_merge_comes_back(world):
    one, two = world.add(ANA, "strengths", "one"), world.add(BOB, "strengths", "two")
    world.settle(BOB, "S")
    world.do(ANA, ops.Merge(id=two, to=one))
    world.undo(ANA)
    assert note(world.redo(ANA)) == "Done again: S2 is part of S1 again."


def test_what_cannot_be_undone(world):
    ref = world.add(ANA, "strengths", "one")
    world.do(
        ANA, ops.Open(round=Round(id="r", step="swot/factors", run="", subjects=[ref], date="2026-11-24"))
    )
    found = world.undo(ANA)
    assert blocked(found) == "The round was opened; that cannot be undone. Close it instead."
    assert (found.reason, found.mine) == ("final", None)
    world.do(ANA, ops.Turn(id="r", was="open", to="closed"))
    closed = "The round is closed for all: undo does not open it, a further round does."
    assert blocked(world.undo(ANA)) == closed
    world.do(ANA, ops.Turn(id="r", was="closed", to="open"))
    assert blocked(world.undo(ANA)) == "The round was opened again; that cannot be undone. Close it instead."
    world.do(ANA, ops.Turn(id="r", was="open", to="revealed"))
    found = world.undo(ANA)
    assert blocked(found) == closed
    # Somebody who wants to reach further back steps over it.
    for _ in range(4):
        world.put(found.keep)
        found = world.undo(ANA)
    assert found.reason == "cited"


def test_an_answer_is_taken_back_until_the_round_closes(world):
    ref = world.add(BOB, "strengths", "one")
    world.do(BOB, ops.Open(round=Round(id="r", step="s/s", run="", subjects=[ref], date="2026-11-24")))
    for value in (3, 5):
        world.do(ANA, ops.Give(round="r", ballot="b", by=ANA, subject=ref, to=value))
    assert note(world.undo(ANA)) == "Undone: the answer on S1 is 3 again."
    assert note(world.undo(ANA)) == "Undone: the answer on S1 is taken back."
    assert world.session.ballots == {}
    assert note(world.redo(ANA)) == "Done again: the answer on S1 is 3 again."
    world.do(ANA, ops.Hand(round="r", ballot="b", by=ANA))
    assert note(world.undo(ANA)) == "Undone: your ballot is open again."
    assert note(world.redo(ANA)) == "Done again: your answers are in again."
    world.do(BOB, ops.Turn(id="r", was="open", to="closed"))
    assert blocked(world.undo(ANA)) == "The round is closed; answers stay as they are."
    world.do(BOB, ops.Turn(id="r", was="closed", to="revealed"))
    assert blocked(world.undo(ANA)) == "The answers were revealed; ballots are sealed."


def test_time_spent_is_no_step_back(world):
    world.do(ANA, ops.Begin(run=a_run()))
    world.do(ANA, ops.Walk(run="run1", step="r2", field="state", was="todo", to="begun"))
    world.do(ANA, ops.Walk(run="run1", step="r2", field="used", was=0, to=90))
    assert note(world.undo(ANA)) == "Undone: SWOT: state is todo again."
    assert world.session.runs["run1"].steps[1].used == 90
    assert note(world.undo(ANA)) == 'Undone: "Half day with the team" is taken back.'
    assert note(world.redo(ANA)) == 'Done again: "Half day with the team" is here again.'


def test_a_run_others_walked_in_stays(world):
    world.do(ANA, ops.Begin(run=a_run()))
    world.do(BOB, ops.Walk(run="run1", step="r2", field="phase", was="", to="vote"))
    assert blocked(world.undo(ANA)) == "Nothing left to undo."


def test_a_change_of_several_ops_goes_as_one(world):
    one = world.blank("strengths", "one")
    card = world.blank("strategies", "card", series="SO")
    world.do(
        ANA,
        ops.Add(item=one),
        ops.Add(item=card),
        ops.Tie(relation="strategies.cites", a=card.id, b=one.id, to={}),
    )
    assert world.item(card.id).code == "SO1"
    assert note(world.undo(ANA)) == 'Undone: S1 "one" is taken back, and 2 more.'
    assert world.session.links == {}
    assert world.session.meta.counters == {}


SAMPLES = [
    ops.Add(item=Item(id="i", collection="c")),
    ops.Retire(id="i", was=Item(id="i", collection="c")),
    ops.Set(id="i", field="f", was="1", to="2", words=True, revised=True, why="w"),
    ops.Status(id="i", was="draft", to="parked", reason="r", was_reason="q"),
    ops.Place(id="i", was="a", to="b"),
    ops.Move(
        id="i", was=("c", "S"), to=("d", "W"), was_code="S1", code="W2", was_pos="1", pos="2", field="f",
        was_value="x", value="y", took=(1, 2),
    ),
    ops.Tie(relation="r", a="i", b="j", was=None, to={"x": 1}),
    ops.Merge(id="i", was="", to="j"),
    ops.Settle(codes={"i": "S1"}, counters={"S": (0, 1)}),
    ops.Rekey(id="i", was="a", to="b"),
    ops.Beside(clash=Clash(id="k", target="i", field="f", base="a", theirs="b", yours="c")),
    ops.Choose(clash="k", id="i", field="f", was="b", to="c"),
    ops.Give(round="r", ballot="b", by="ana", subject="i", was=1, to=2),
    ops.Hand(round="r", ballot="b", was="open", to="in"),
    ops.Match(round="r", line="b|0", was="", to="i"),
    ops.Waive(what="n", was="", reason="r"),
    ops.Begin(run=a_run()),
    ops.Walk(run="r", step="s", field="state", was="todo", to="done"),
    ops.Plan(run="r", field="title", was="a", to="b"),
    ops.Name(was="a", to="b"),
]  # fmt: skip


@pytest.mark.parametrize("op", SAMPLES, ids=lambda op: type(op).__name__)
def test_the_inverse_of_the_inverse_is_the_op(op):
    back = inverse(op)
    assert back is not None
    again = inverse(back)
    if isinstance(op, ops.Add):
        # What was added comes back by its id.
        assert again == ops.Retire(id="i", on=False, was=op.item)
    else:
        assert again == op


@pytest.mark.parametrize(
    "op",
    [
        ops.Open(round=Round(id="r", step="s", run="")),
        ops.Turn(id="r", was="open", to="closed"),
        ops.Erase(round="r"),
        ops.Define(name="swot", version=1, hash="h", body={}),
        ops.Walk(run="r", step="s", field="used", was=0, to=60),
        ops.Time(run="r", seconds=60, to=Clock(step="s", since="2026-11-21T14:00:00")),
    ],
)
def test_some_ops_have_no_inverse(op):
    assert inverse(op) is None
    assert inverses(Change(id="c", at="", ops=[op])) == []


@pytest.mark.parametrize("op", SAMPLES, ids=lambda op: type(op).__name__)
def test_every_op_survives_the_file(op):
    import msgspec

    change = Change(id="c", at="t", ops=[op])
    raw = msgspec.json.decode(msgspec.json.encode(change), type=Change)
    assert decode_ops(raw.ops) == [op]


@pytest.mark.parametrize(
    ("op", "says"),
    [
        (ops.Set(id="i", field="due_by", to="2027-03-01"), "S1: due by is 2027-03-01 again"),
        (ops.Set(id="i", field="owner", to="p"), "S1: owner is P1 again"),
        (
            ops.Set(id="i", field="evidence", to="till log of May"),
            'S1: evidence reads "till log of May" again',
        ),
        (ops.Set(id="i", field="whys", to=["a b", "c"]), 'S1: whys reads "a b; c" again'),
        (ops.Set(id="i", field="owner", was="p", to=None), "S1: owner is empty again"),
        (ops.Set(id="i", field="text", was="x", to=""), "S1 has no words again"),
        (ops.Set(id=record_id("scope"), field="ask", to="what next"), 'scope: ask reads "what next" again'),
        (ops.Status(id="i", was="parked", to="draft"), "S1 is open again"),
        (ops.Place(id="i", was="1", to="2"), "S1 is where it was"),
        (ops.Move(id="i", was=("w", "W"), to=("strengths", "S")), "S1 is back in strengths"),
        (ops.Tie(relation="t", a="i", b="p", was={"s": 1}, to={"s": 2}), "S1 and P1 are linked as before"),
        (ops.Rekey(id="i", was="new_name", to="old_name"), "old name has its old name again"),
        (ops.Settle(codes={}), "the codes are fixed again"),
        (ops.Waive(what="x", reason="r"), "it is set aside again"),
        (ops.Waive(what="x", was="r"), "it is no longer set aside"),
        (ops.Match(round="r", line="b|0", to="i"), "the line is sorted to S1 again"),
        (ops.Match(round="r", line="b|0", was="i"), "the line is unsorted again"),
        (ops.Plan(run="r", field="steps"), "the running order is as before"),
        (ops.Plan(run="r", field="next", to="2027-01-12"), "next is 2027-01-12 again"),
        (ops.Name(was="b", to="a"), 'the title is "a" again'),
        (ops.Walk(run="r", step="s", field="state", to="todo"), "the step: state is todo again"),
        (ops.Choose(clash="k", id="i", field="text", was="a", to="b"), "S1 is chosen again"),
        (
            ops.Choose(clash="k", id="i", field="text", was="a", to="b", again=True),
            "both versions of S1 wait for a choice again",
        ),
        (ops.Give(round="r", ballot="b", subject="words", to=["x y"]), 'the answer reads "x y" again'),
        (
            ops.Give(round="r", ballot="b", subject="i>p", to={"value": 2}),
            "the answer on S1 and P1 is 2 again",
        ),
        (ops.Define(name="swot", version=1, hash="", body={}), '"swot" asks as it did before'),
    ],
)
def test_each_clause(op, says):
    world = World()
    one, two = world.add(ANA, "strengths", "Loyal core"), world.add(ANA, "people", "Priya Lund")
    names = {"i": one, "p": two, "i>p": f"{one}>{two}"}
    fields = {f: getattr(op, f) for f in op.__struct_fields__}
    op = type(op)(**{k: names.get(v, v) if isinstance(v, str) else v for k, v in fields.items()})
    assert told(world.session, world.session, [op]) == says


def test_an_undo_with_nothing_left_to_do_still_moves_on(world):
    ref = world.add(ANA, "strengths", "one")
    put(world, ANA, ref, "two", was="one")
    put(world, BOB, ref, "one", was="two")
    assert note(world.undo(ANA)) == "Undone: nothing was left to change."
    assert world.item(ref).text == "one"
    assert world.redo(ANA).reason == "nothing"
    assert stacks(world.session, ANA)[0][-1].ops[0].item.id == ref


def test_undo_decodes_only_what_may_have_set_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    world, values = World(checked=False), [None, *map(str, range(40))]
    ref = world.add(ANA, "strengths", "Loyal core")
    for was, to in pairwise(values):
        world.do(ANA, ops.Set(id=ref, field="evidence", was=was, to=to))
    world.session = msgspec.json.decode(msgspec.json.encode(world.session), type=Session)
    asked: list[Any] = []
    real = work.decode_ops
    monkeypatch.setattr(work, "decode_ops", lambda raw: asked.extend(raw) or real(raw))
    back = ops.Set(id=ref, field="evidence", was="39", to="before")
    world.put(Change(id="back", at=world.at(), by=ANA, ops=[back], undoes="long ago"))
    assert world.item(ref).fields["evidence"] == "before"
    assert len(asked) <= 3
