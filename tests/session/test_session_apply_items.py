"""Items and records: each op, and each sentence that refuses one."""

from __future__ import annotations

import pytest
from session_kit import ANA, BOB, EVA, World, check

from aligntui.session import ops
from aligntui.session.apply import Refused
from aligntui.session.model import Item, Past, record_id


@pytest.fixture
def world():
    return World()


def put(world, by, ref, field, to, was=None, **more):
    return world.do(by, ops.Set(id=ref, field=field, was=was, to=to, **more))


def test_an_item_is_added_and_the_head_counts_it(world):
    ref = world.add(ANA, "strengths", "Loyal core", fields={"evidence": "till log", "grade": "", "who": []})
    assert world.item(ref).fields == {"evidence": "till log"}
    assert world.item(ref).at
    assert world.session.meta.counts == {"strengths": 1}
    assert world.session.meta.rev == 1
    assert world.item(ref).rev == 1
    assert world.session.participants["ana"].name == "ana"


def test_the_same_id_is_not_added_twice(world):
    item = world.blank("strengths", "Loyal core")
    world.do(ANA, ops.Add(item=item))
    with pytest.raises(Refused, match=r"^S1 is in the session already\.$") as told:
        world.do(BOB, ops.Add(item=item))
    assert told.value.reason == "exists"


def test_a_record_is_not_added(world):
    with pytest.raises(Refused, match="field by field"):
        world.do(ANA, ops.Add(item=Item(id=record_id("scope"), collection="strengths")))


def test_an_imported_code_is_kept_and_moves_the_counter(world):
    world.add(ANA, "strengths", "first")
    five = world.add(ANA, "strengths", "fifth", code="S5")
    assert world.code(five) == "S5"
    assert world.session.meta.counters == {"S": 5}
    assert {world.code(ref) for ref in world.session.items} == {"S5", "S6"}
    with pytest.raises(Refused, match=r"The code S5 is taken; a code is never given twice\.") as told:
        world.add(ANA, "strengths", "another", code="S5")
    assert told.value.words == "another"


def test_all_or_nothing(world):
    before = world.session
    with pytest.raises(Refused):
        world.do(ANA, ops.Name(was="", to="New"), ops.Set(id="nobody", field="text", to="x"))
    assert world.session is before


def test_a_change_is_applied_once(world):
    first = world.do(ANA, ops.Name(was="Millrace 2027", to="Millrace 2028"))
    again = world.put(first.change)
    assert again.again
    assert again.session is first.session
    assert again.change is world.session.recent[first.change.id]


def test_nothing_to_do_is_no_change(world):
    ref = world.add(ANA, "strengths", "Loyal core")
    before = world.session
    applied = put(world, ANA, ref, "text", "Loyal core", was="Loyal")
    assert applied.session is before
    assert applied.change.ops == []
    assert not applied.again


def test_fields_are_set_emptied_and_keep_their_place(world):
    ref = world.add(ANA, "strengths", "Loyal core", fields={"a": "1", "b": "2"})
    put(world, ANA, ref, "a", "3", was="1")
    assert list(world.item(ref).fields) == ["a", "b"]
    put(world, ANA, ref, "a", "", was="3")
    assert world.item(ref).fields == {"b": "2"}
    put(world, ANA, ref, "text", None, was="Loyal core")
    assert world.item(ref).text == ""


def test_the_last_value_wins_and_history_has_both(world):
    ref = world.add(ANA, "strengths", "Loyal core")
    put(world, ANA, ref, "grade", 3)
    applied = put(world, BOB, ref, "grade", 1)
    assert world.item(ref).fields["grade"] == 1
    assert applied.change.ops[0].was == 3
    assert not applied.clashes


def test_words_that_meet_words_are_kept_beside(world):
    ref = world.add(ANA, "strengths", "Bake less for the bin")
    put(world, ANA, ref, "text", "By planning each day", was="Bake less for the bin", words=True)
    applied = put(world, BOB, ref, "text", "Cut it to 6%", was="Bake less for the bin", words=True)
    (clash,) = applied.clashes
    assert world.item(ref).text == "By planning each day"
    assert (clash.base, clash.theirs, clash.yours, clash.by) == (
        "Bake less for the bin",
        "By planning each day",
        "Cut it to 6%",
        BOB,
    )
    assert applied.touched == {"clashes": {clash.id}, "recent": {applied.change.id}, "participants": {BOB}}
    assert isinstance(applied.change.ops[0], ops.Beside)


def test_the_same_words_twice_are_no_clash(world):
    ref = world.add(ANA, "strengths", "old")
    put(world, ANA, ref, "text", "new", was="old", words=True)
    assert not put(world, BOB, ref, "text", "new", was="old", words=True).clashes


def test_words_into_an_emptied_field_stand(world):
    ref = world.add(ANA, "strengths", "x", fields={"evidence": "till log"})
    put(world, ANA, ref, "evidence", None, was="till log", words=True)
    assert not put(world, BOB, ref, "evidence", "a survey", was="till log", words=True).clashes
    assert world.item(ref).fields["evidence"] == "a survey"


def test_emptying_words_somebody_changed_is_refused(world):
    ref = world.add(ANA, "strengths", "x", fields={"evidence": "till log"})
    put(world, ANA, ref, "evidence", "till log of May", was="till log", words=True)
    with pytest.raises(Refused, match=r"^ana changed S1 since\.$"):
        put(world, BOB, ref, "evidence", None, was="till log", words=True)


def test_lines_clash_as_lines_and_are_chosen_as_lines(world):
    ref = world.add(ANA, "strengths", "x", fields={"whys": ["a"]})
    put(world, ANA, ref, "whys", ["a", "b"], was=["a"], words=True)
    (clash,) = put(world, BOB, ref, "whys", ["a", "c"], was=["a"], words=True).clashes
    assert clash.yours == "a\nc"
    world.do(BOB, ops.Choose(clash=clash.id, id=ref, field="whys", was="a\nb", to="a\nb\nc"))
    assert world.item(ref).fields["whys"] == ["a", "b", "c"]
    assert not world.session.clashes


def test_choosing_never_overwrites_unseen_words(world):
    ref = world.add(ANA, "strengths", "old")
    put(world, ANA, ref, "text", "theirs", was="old", words=True)
    (clash,) = put(world, BOB, ref, "text", "yours", was="old", words=True).clashes
    put(world, ANA, ref, "text", "theirs, longer", was="theirs", words=True)
    with pytest.raises(Refused, match=r"ana changed S1 since\.") as told:
        world.do(BOB, ops.Choose(clash=clash.id, id=ref, field="text", was="theirs", to="yours"))
    assert told.value.words == "yours"
    world.do(BOB, ops.Choose(clash=clash.id, id=ref, field="text", was="theirs, longer", to="yours"))
    with pytest.raises(Refused, match=r"Somebody has chosen for S1 already\."):
        world.do(ANA, ops.Choose(clash=clash.id, id=ref, field="text", was="yours", to="theirs"))


def test_revised_fields_keep_what_they_held(world):
    ref = world.add(ANA, "strengths", "x")
    put(world, ANA, ref, "target", "6", revised=True)
    assert world.item(ref).past == {}
    applied = put(world, BOB, ref, "target", "7", was="6", revised=True, why="a new oven")
    assert world.item(ref).past == {
        "target": [Past(value="6", by=BOB, at=applied.change.at, why="a new oven")]
    }


def test_an_edit_of_an_item_taken_back_offers_the_words_again(world):
    ref = world.add(ANA, "strengths", "Loyal core")
    world.do(ANA, ops.Retire(id=ref))
    with pytest.raises(Refused) as told:
        put(world, BOB, ref, "text", "Very loyal core", was="Loyal core", words=True)
    assert told.value.words == "Very loyal core"
    assert told.value.sentence == (
        'ana took "Loyal core" back meanwhile. Your words are kept: "Very loyal core"'
    )
    assert told.value.reason == "retired"


def test_an_edit_of_a_merged_item_offers_the_words_again(world):
    one, two = world.add(ANA, "strengths", "one"), world.add(ANA, "strengths", "two")
    world.settle(ANA, "S")
    world.do(ANA, ops.Merge(id=two, to=one))
    with pytest.raises(Refused) as told:
        put(world, BOB, two, "text", "two and a half", was="two", words=True)
    assert told.value.sentence == 'ana merged S2 into S1 meanwhile. Your words are kept: "two and a half"'
    assert (told.value.reason, told.value.words) == ("merged", "two and a half")


def test_an_item_that_never_was(world):
    with pytest.raises(Refused, match=r"^This entry is not in the session\.$") as told:
        put(world, ANA, "nobody", "grade", 3)
    assert told.value.reason == "gone"


def test_a_field_cannot_point_to_what_was_taken_back(world):
    ref, person = world.add(ANA, "strengths", "x"), world.add(ANA, "people", "Priya Lund")
    world.do(ANA, ops.Retire(id=person))
    with pytest.raises(Refused, match='"Priya Lund" back meanwhile'):
        put(world, BOB, ref, "owner", person)
    with pytest.raises(Refused):
        world.add(BOB, "strengths", "y", fields={"owner": person})


def test_a_record_is_there_while_something_is_in_it(world):
    scope = record_id("scope")
    put(world, ANA, scope, "ask", "Which counter?", words=True)
    assert world.session.records["scope"].fields == {"ask": "Which counter?"}
    world.do(ANA, ops.Status(id=scope, was="draft", to="agreed"))
    world.do(ANA, ops.Status(id=scope, was="agreed", to="draft"))
    applied = put(world, ANA, scope, "ask", None, was="Which counter?", words=True)
    assert world.session.records == {}
    assert applied.touched["records"] == {"scope"}
    assert world.session.meta.counts == {}


def test_status_and_reason(world):
    ref = world.add(ANA, "strengths", "Loyal core")
    world.do(ANA, ops.Status(id=ref, was="draft", to="parked", reason="weak evidence"))
    assert (world.item(ref).status, world.item(ref).reason) == ("parked", "weak evidence")
    assert world.session.meta.counts == {}
    applied = world.do(BOB, ops.Status(id=ref, was="draft", to="agreed"))
    assert applied.change.ops[0].was == "parked"
    assert applied.change.ops[0].was_reason == "weak evidence"
    assert world.item(ref).code == ""
    with pytest.raises(Refused, match='There is no status "gone"'):
        world.do(ANA, ops.Status(id=ref, was="agreed", to="gone"))


def test_place(world):
    one, two = world.add(ANA, "strengths", "one"), world.add(ANA, "strengths", "two")
    assert (world.code(one), world.code(two)) == ("S1", "S2")
    world.do(ANA, ops.Place(id=two, was=world.item(two).pos, to="0i"))
    assert (world.code(one), world.code(two)) == ("S2", "S1")


def test_merge_follows_what_went_on(world):
    one, two, three = (world.add(ANA, "strengths", text) for text in ("one", "two", "three"))
    world.do(ANA, ops.Merge(id=two, to=one))
    applied = world.do(BOB, ops.Merge(id=three, to=two))
    assert applied.change.ops[0].to == one
    assert world.item(three).into == one
    assert world.session.meta.counts == {"strengths": 1}
    assert world.do(ANA, ops.Merge(id=three, to=two)).change.ops == []
    with pytest.raises(Refused, match=r'"two" is part of S1 already\.') as told:
        world.do(BOB, ops.Merge(id=one, to=two))
    assert told.value.reason == "circle"
    with pytest.raises(Refused, match=r"S1 cannot go into itself\."):
        world.do(BOB, ops.Merge(id=one, to=one))
    world.do(BOB, ops.Merge(id=two, was=one))
    assert world.item(two).into == ""


def test_links_of_a_merged_item_stay_on_it(world):
    one, two = world.add(ANA, "strengths", "one"), world.add(ANA, "strengths", "two")
    card = world.add(ANA, "weaknesses", "card")
    world.tie(ANA, card, two)
    world.do(BOB, ops.Merge(id=two, to=one))
    assert [(link.a, link.b) for link in world.session.links.values()] == [(card, two)]
    # Who still saw the merged item cites what it went into.
    world.do(ANA, ops.Tie(relation="tows", a=two, b=card, to={"strength": 2}))
    assert ("tows", one) in [(link.relation, link.a) for link in world.session.links.values()]
    # Who sees the survivor cite and takes that back takes back the link of the merged one.
    world.do(ANA, ops.Tie(relation="strategies.cites", a=card, b=one, was={}))
    assert all(link.relation == "tows" for link in world.session.links.values())


def test_merging_a_parent_fixes_the_codes_its_children_carry(world):
    one, two = world.add(ANA, "scenarios", "one"), world.add(ANA, "scenarios", "two")
    child = world.add(ANA, "events", "a siren", series=f"^{two}.e", of=two)
    assert world.code(child) == "B.e1"
    world.do(ANA, ops.Merge(id=two, to=one))
    assert world.code(child) == "B.e1"
    assert world.item(two).code == "B"


def test_retire_only_what_nothing_rests_on(world):
    one, card, other = (world.add(ANA, "strengths", text) for text in ("one", "card", "other"))
    world.tie(ANA, card, one)
    world.tie(ANA, other, one)
    with pytest.raises(Refused) as told:
        world.do(ANA, ops.Retire(id=one))
    assert told.value.sentence == "S1 is cited by S2 and S3. Park it instead: they keep the mention."
    with pytest.raises(Refused, match=r"^S2 cites S1\. Park it instead: it keeps its links\.$"):
        world.do(ANA, ops.Retire(id=card))


def test_retire_and_bring_back(world):
    ref = world.add(ANA, "strengths", "one")
    world.do(ANA, ops.Retire(id=ref))
    assert world.session.meta.counts == {}
    assert world.code(ref) == ""
    assert world.do(ANA, ops.Retire(id=ref)).change.ops == []
    world.do(ANA, ops.Retire(id=ref, on=False))
    assert world.code(ref) == "S1"


def test_retire_waits_for_a_choice_between_words(world):
    ref = world.add(ANA, "strengths", "old")
    put(world, ANA, ref, "text", "theirs", was="old", words=True)
    put(world, BOB, ref, "text", "yours", was="old", words=True)
    with pytest.raises(Refused, match=r"Two versions of S1 wait for a choice; choose first\."):
        world.do(ANA, ops.Retire(id=ref))


def test_a_child_needs_a_living_parent(world):
    parent = world.add(ANA, "scenarios", "one")
    world.do(ANA, ops.Retire(id=parent))
    with pytest.raises(Refused) as told:
        world.add(BOB, "events", "a siren", series=f"^{parent}.e", of=parent)
    assert told.value.words == "a siren"


def test_rekey_moves_value_and_history(world):
    ref = world.add(ANA, "strengths", "x", fields={"proof": "till log", "grade": 3})
    put(world, ANA, ref, "proof", "a survey", was="till log", revised=True)
    world.do(None, ops.Rekey(id=ref, was="proof", to="evidence"))
    assert world.item(ref).fields == {"evidence": "a survey", "grade": 3}
    assert [p.value for p in world.item(ref).past["evidence"]] == ["till log"]
    assert world.do(None, ops.Rekey(id=ref, was="grade", to="evidence")).change.ops == []


def test_codes_counts_and_files_agree_after_all_that(world):
    world.add(ANA, "strengths", "one")
    check(world.session)


def test_the_head_counts_all_who_wrote_and_all_who_are_named(world):
    world.add(ANA, "strengths", "x")
    world.add(BOB, "strengths", "y")
    world.add(EVA, "people", "Priya Lund")
    assert world.session.meta.people == 3, "three wrote, though the team list names one"
    for name in ("Lily Marsh", "Tomasz Wren", "Ines Calder"):
        world.add(ANA, "people", name)
    assert world.session.meta.people == 4
