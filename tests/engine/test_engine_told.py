"""What is told of changes and findings: who did what, what others wrote, what stands in one line."""

from __future__ import annotations

from typing import Any

import pytest
from build import build
from msgspec.structs import replace
from playing import Play

from aligntui.analysis.view import View
from aligntui.engine import edits, mends, recap
from aligntui.engine.client.retry import anyway
from aligntui.engine.entry.field_words import field_words
from aligntui.engine.runs import handover
from aligntui.session import codes
from aligntui.session.apply import Refused, apply
from aligntui.session.model import Change, Clash, Session
from aligntui.session.ops import AnyOp, Begin, Merge, Name, Retire, Set, Status, Tie, Waive


def card(p: Play, code: str) -> Any:
    found = p.view.find(code)
    assert found is not None, code
    return found


def settled(p: Play) -> Play:
    """The play with codes that stay, as after a reveal."""
    fixed = codes.settle(p.session, ["S", "O"])
    assert fixed is not None
    p.keep([fixed])
    return p


def told(p: Play, *ops: AnyOp, by: str = "Tomasz Wren") -> str:
    """What is told to somebody else of one change."""
    author, p.person = p.person, by
    p.keep(list(ops))
    p.person = author
    return recap.log(p.view, p.person)[0][1]


def test_each_sort_of_change_has_its_words() -> None:
    p = settled(Play("swot/factors").tell("factors", "strategies"))
    s1, s2, o1 = (card(p, code) for code in ("S1", "S2", "O1"))
    assert told(p, *edits.merge(s1, [s2])) == "Tomasz Wren merged S2 into S1"
    assert told(p, Merge(id=s2.id, was=s1.id, to="")) == "Tomasz Wren split off S2"
    assert told(p, Tie(relation="match", a=s1.id, b=o1.id, to={"strength": 1})).endswith("S1 and O1")
    assert told(p, Name(was=p.session.meta.title, to="Ours")) == 'Tomasz Wren named it "Ours"'
    assert told(p, *edits.waive(p.view, f"SW7:{s1.id}", "later")) == "Tomasz Wren set SW7 aside"
    assert (
        told(p, Waive(what=f"SW7:{s1.id}", was="later", reason="")) == "Tomasz Wren took up a finding again"
    )
    run = replace(p.run, id="again", title="Second sitting", steps=[replace(p.run.steps[0], id="again1")])
    assert told(p, Begin(run=run)) == "Tomasz Wren began Second sitting"


def test_what_others_changed_since_is_told_by_person_and_oneself_is_left_out() -> None:
    p = Play("swot/factors").tell("factors")
    s1 = card(p, "S1")
    since = p.now()
    told(p, Status(id=s1.id, was=s1.status, to="parked"))
    told(p, Set(id=s1.id, field="text", was=s1.text, to="Sold out by ten", words=True), by="Sofia Brandt")
    p.keep([Set(id=s1.id, field="evidence", was=s1.fields["evidence"], to="seen")])
    assert [change.by for change in recap.later(p.view, since, p.person)] == ["Tomasz Wren", "Sofia Brandt"]
    assert recap.later(p.view, p.now(), p.person) == []
    assert recap.writer(p.view, s1.id, "text", p.person) == "Sofia Brandt"
    assert recap.writer(p.view, s1.id, "evidence", p.person) == "", "oneself"
    assert recap.writer(p.view, s1.id, "text", "Sofia Brandt") == ""
    assert recap.person(p.view, None) == "somebody"


def test_two_versions_of_the_same_words_come_first_and_stand_alone() -> None:
    view = build(collections={"strengths": "S"}, items={"strengths": {"S1": "Bread", "S2": "Rolls"}})
    clash = Clash(id="c", target="s1", field="text", base="", theirs="Bread", yours="Loaves", by="Dot")
    view.session.clashes["c"] = clash
    view.session.clashes["d"] = replace(clash, id="d", target="s2")
    first, second = mends.clashes(view)
    assert (first.clash, first.finding.target, first.finding.field) == (clash, "s1", "text")
    assert mends.found(view)[0].clash == clash
    gathered = mends.gathered(view, [first, second])
    assert gathered == [first, second], "each is chosen by itself"
    assert mends.counts(gathered)["warning"] == 2


def test_what_is_said_of_several_cards_stands_in_one_line_that_opens() -> None:
    p = Play("swot/evidence").tell("factors")
    for code in ("S1", "S2", "S3"):
        item = card(p, code)
        p.keep(edits.put(p.view, item, "evidence", None))
    every = mends.found(p.view)
    lines = mends.gathered(p.view, every)
    assert len(lines) < len(every)
    line = next(one for one in lines if len(one.alike) > 1)
    assert line.every == line.alike
    assert {one.code for one in line.alike} == {line.finding.code}
    opened = mends.gathered(p.view, every, {line.finding.key})
    below = [one for one in opened if one.under]
    assert [one.finding for one in below] == list(line.alike)
    assert opened.index(below[0]) == opened.index(next(one for one in opened if one.alike == line.alike)) + 1
    assert mends.counts(opened) == mends.counts(lines), "what is gathered counts once"


def refused(session: Session, op: AnyOp) -> Refused:
    with pytest.raises(Refused) as raised:
        apply(session, Change(id="x", at="2026-11-21T15:00:00", by="Ines Calder", ops=[op]))
    return raised.value


def test_words_for_a_card_that_was_taken_or_merged_find_their_way_when_asked_again() -> None:
    p = settled(Play("swot/factors").tell("factors"))
    s1, s2, s3 = (card(p, code) for code in ("S1", "S2", "S3"))
    words = Set(id=s2.id, field="text", was=s2.text, to="Other words", words=True)
    told(p, Retire(id=s2.id, on=True))
    offer = anyway(p.session, [words], refused(p.session, words))
    assert offer is not None
    assert offer[0][0] == Retire(id=s2.id, on=False)
    assert offer[1].id == "brings-back"
    told(p, Retire(id=s2.id, on=False))
    told(p, *edits.merge(s1, [card(p, "S2")]))
    told(p, *edits.merge(s3, [card(p, "S1")]))
    offer = anyway(p.session, [words], refused(p.session, words))
    assert offer is not None
    assert [(op.id, op.to) for op in offer[0]] == [(s3.id, "Other words")], "the card that stands at the end"
    assert (offer[1].id, offer[1].facts["why"]) == ("puts-beside", "Tomasz Wren merged this card into S3.")
    rating = Set(id=s2.id, field="grade", was=s2.fields.get("grade"), to=1)
    assert anyway(p.session, [rating], refused(p.session, rating)) is None, "a rating is no words"
    lost = Set(id="nowhere", field="text", was="", to="x")
    assert anyway(p.session, [lost], refused(p.session, lost)) is None


def test_fields_are_called_and_shown_as_people_read_them() -> None:
    p = Play("objectives/draft").tell("people", "goals", "objectives")
    goal = card(p, "G1")
    assert field_words(p.session, goal.id, "due", "2029-12-31")[1] == "31 Dec 29"
    assert field_words(p.session, goal.id, "baseline", "14")[1] == ""
    assert field_words(p.session, goal.id, "baseline", "unknown")[1] != ""
    assert field_words(p.session, goal.id, "no_such_field", "x") == ("no such field", "")


def test_a_board_in_each_world_goes_on_to_the_next_and_back() -> None:
    p = Play("scenarios/effects").tell("drivers", "axes", "scenarios")
    worlds = [item.id for item in p.view.items("scenarios")]
    assert p.state.parent == worlds[0]
    p.do("keep", value={"text": "counter, classes"})
    assert [item.of for item in p.view.items("effects")] == [worlds[0]]
    p.do("go-on")
    assert (p.state.parent, p.outcomes[-1].leave) == (worlds[1], "")
    assert p.state.adding
    p.do("keep", value={"text": "club"})
    assert [item.of for item in p.view.items("effects")] == worlds[:2]
    p.do("go-back")
    assert p.state.parent == worlds[0]
    assert p.do("go-back").leave == "back"
    for world in worlds[1:]:
        p.do("go-on")
        assert p.state.parent == world
    assert p.do("go-on").leave == "on"


def test_cards_are_copied_once_into_the_list_of_their_part() -> None:
    p = Play("scenarios/signposts").tell()
    view: View = p.view
    steps = [
        (m, s) for m in view.book.methods.values() for s in m.steps if s.push and isinstance(s.split, str)
    ]
    for _, step in steps:
        ops, told = handover.pushed(view, step, p.new_id, by="Ines Calder", at=p.now())
        held = view.items(view.book.held(step))
        assert (told is not None) is bool(ops), "what is copied is said"
        assert told is None or 0 < told.facts["count"] <= len(held)
        if ops:
            p.keep(ops)
            assert handover.pushed(p.view, step, p.new_id) == ([], None), "there is a copy of each now"


def test_a_field_of_a_form_is_called_by_the_form_too() -> None:
    p = Play("vision/statement")
    label, _ = field_words(p.session, "record:statement", "objective", "")
    assert label.startswith("Strategy statement: ")
