"""What every store promises of what is nobody else's: words being typed, place, marks, answers, presence."""

from __future__ import annotations

import pytest
from places import OTHER, PERSON, Place, opened_by

from aligntui.session.apply import Refused
from aligntui.session.model import Item, Round
from aligntui.session.ops import Add, Give, Open
from aligntui.store.api import Handle, Store
from aligntui.store.permit import Forbidden, Permit
from aligntui.store.problems import NotSaved
from aligntui.store.values import Position

SAID = "we are four months from broke"


@pytest.fixture
def store(place: Place) -> Store:
    return place.store()


@pytest.fixture
def own(store: Store) -> Handle:
    item = Item(id="a", collection="strengths", series="S", text="Rye sells out", by=PERSON)
    return store.create("Kiosk", [Add(item=item)])


def ask(handle: Handle, ref: str) -> None:
    handle.apply([Open(round=Round(id=ref, step=f"swot/{ref}", run="", subjects=["a"], privacy="secret"))])


def give(mark: str, ref: str = "q1") -> Give:
    return Give(round=ref, ballot=mark, subject="a", to=f"{SAID} {ref}")


# drafts


def test_words_survive_leaving_and_are_nobody_elses(place: Place, store: Store, own: Handle) -> None:
    drafts = store.drafts_of(own)
    drafts.put("a/text", "half a sentence")
    drafts.put("add:strengths", "first")
    drafts.put("add:strengths", "second")
    public = place.public()
    assert b"half a sentence" not in public
    place.leave()
    again = place.store().drafts_of(place.store().open(own.ref))
    assert {where: draft.text for where, draft in again.all().items()} == {
        "a/text": "half a sentence",
        "add:strengths": "second",
    }
    assert again.claim("a/text") == "half a sentence"
    assert again.take("a/text") == "half a sentence"
    assert again.take("a/text") == again.claim("a/text") == ""
    assert again.claim("add:strengths") == "second"
    again.put("add:strengths", "")
    assert again.all() == {}
    assert place.store(OTHER).drafts(own.session.meta.id).all() == {}


def test_another_name_has_notes_of_its_own(place: Place, store: Store, own: Handle) -> None:
    store.drafts_of(own).put("a/text", "half a sentence")
    other = store.as_person("Cem Aydin")
    assert (other.person, other.named) == ("Cem Aydin", True)
    handle = other.open(own.ref)
    assert other.drafts_of(handle).all() == {}
    assert other.drafts_of(handle).elsewhere() == {}
    handle.apply([Add(item=Item(id="n", collection="strengths", series="S"))])
    assert list(opened_by(place, own).session.recent.values())[-1].by == "Cem Aydin"


def test_it_is_told_once_that_words_wait(place: Place, store: Store, own: Handle) -> None:
    drafts = store.drafts_of(own)
    drafts.put("a/text", "half a sentence")
    assert [draft.told for draft in drafts.all().values()] == [False]
    drafts.tell()
    place.leave()
    assert [draft.told for draft in place.store().drafts_of(own).all().values()] == [True]


def test_where_one_was_is_kept(place: Place, store: Store, own: Handle) -> None:
    drafts = store.drafts_of(own)
    assert (drafts.position, drafts.seen) == (None, 0)
    drafts.position = Position(run="r1", step="s2", item="a", phase="gather")
    drafts.seen = 7
    place.leave()
    again = place.store().drafts_of(own)
    assert (again.position, again.seen) == (Position(run="r1", step="s2", item="a", phase="gather"), 7)
    assert place.store(OTHER).drafts_of(own).position is None


def test_what_is_not_kept_is_said(place: Place, store: Store, own: Handle) -> None:
    drafts = store.drafts_of(own)
    drafts.put("a/text", "before")
    with place.full():
        with pytest.raises(NotSaved):
            drafts.put("a/text", "after")
        with pytest.raises(NotSaved):
            drafts.mark("q1")
    assert drafts.all()["a/text"].text == "before"
    assert drafts.marked("q1") == ""


def test_changes_wait_in_their_order_over_a_restart(place: Place, store: Store, own: Handle) -> None:
    drafts = store.drafts_of(own)
    changes = [own.change([Add(item=Item(id=ref, collection="strengths", series="S"))]) for ref in "bcd"]
    drafts.put("add:strengths", "in it already")
    drafts.wait(changes, said=lambda text: text == "in it already")
    drafts.wait(changes[1:], [changes[0].id])
    place.leave()
    store = place.store()
    handle = store.open(own.ref)
    assert list(store.drafts_of(handle).waiting) == [change.id for change in changes[1:]]
    assert store.drafts_of(handle).all() == {}
    handle.waiting.load(store.drafts_of(handle))
    assert list(handle.session.items) == ["a", "c", "d"]
    assert handle.waiting.retry().problem is None
    assert list(opened_by(place, own).session.items) == ["a", "c", "d"]
    assert store.drafts_of(handle).waiting == {}


# secret rounds


def test_a_mark_is_made_once_and_known_to_nobody_else(place: Place, store: Store, own: Handle) -> None:
    ask(own, "q1")
    drafts = store.drafts_of(own)
    mark = drafts.mark("q1")
    assert drafts.mark("q1") == drafts.marked("q1") == mark
    assert drafts.mark("q1", seat=2) != mark
    other = place.store(OTHER).drafts_of(own).mark("q1")
    assert other != mark
    assert drafts.own_mark({other, mark}) == mark, "found again wherever the answers went"
    assert drafts.own_mark({other}) == drafts.own_mark({mark}, seat=2) == ""
    assert drafts.gone("q1") == ""
    place.leave()
    assert place.store().drafts_of(own).mark("q1") == mark
    assert mark.encode() not in place.public()


def test_a_mark_that_is_sealed_is_kept_under_no_round(place: Place, store: Store, own: Handle) -> None:
    ask(own, "q1")
    drafts = store.drafts_of(own)
    mark, other = drafts.mark("begun at the same moment"), drafts.mark("another one")
    assert drafts.mark("q1", made=mark) == mark
    drafts.seal("q1")
    assert drafts.own_mark({mark}) == ""
    assert drafts.marked("q1") not in ("", mark), "that it was answered stays known"
    assert drafts.marked("another one") == other
    place.leave()
    assert place.store().drafts_of(own).own_mark({mark}) == ""


def test_a_secret_answer_names_nobody(place: Place, store: Store, own: Handle) -> None:
    ask(own, "q1")
    before = list(own.stored.recent)
    own.apply([give(store.drafts_of(own).mark("q1"))], note="answered")
    found = opened_by(place, own).session
    assert [ballot.by for ballot in found.ballots.values()] == [None]
    after = [change for change in found.recent.values() if change.id not in before]
    assert all(change.by != PERSON or not change.ops for change in after)


def test_erased_answers_are_nowhere(place: Place, store: Store, own: Handle) -> None:
    for ref in ("q1", "q2"):
        ask(own, ref)
        own.apply([give(store.drafts_of(own).mark(ref), ref)])
        store.drafts_of(own).put(f"round:{ref}/a", f"{SAID} {ref}")
    own.apply([Add(item=Item(id="b", collection="strengths", series="S"))])
    assert f"{SAID} q1".encode() in place.public()
    erased = own.erase("q1")
    assert erased.sentence
    assert erased.left == []
    place.leave()
    for kept in (place.public(), place.private()):
        assert f"{SAID} q1".encode() not in kept
    assert f"{SAID} q2".encode() in place.public()
    assert f"{SAID} q2".encode() in place.private()
    assert opened_by(place, own).session.rounds["q1"].erased
    with pytest.raises(Refused):
        own.erase("q9")


def test_a_line_for_one_person_answers_for_one(place: Place, own: Handle) -> None:
    own.apply([Open(round=Round(id="q1", step="swot/q1", run="", subjects=["a"]))])
    line = place.store(OTHER, Permit(own.ref)).open(own.ref)
    line.apply([Give(round="q1", ballot="b1", by=OTHER, subject="a", to=3)])
    with pytest.raises(Forbidden):
        line.apply([Give(round="q1", ballot="b2", by=PERSON, subject="a", to=1)])
    assert len(opened_by(place, own).session.ballots) == 1


# presence


def test_presence_comes_and_goes_and_changes_nothing(place: Place, store: Store, own: Handle) -> None:
    other = place.store(OTHER)
    mine, theirs = store.presence(own), other.presence(other.open(own.ref))
    assert mine.all() == []
    mine.beat()
    theirs.beat("swot/factors#a/text")
    assert [(who.name, who.place, who.me) for who in mine.all()] == [
        (OTHER, "swot/factors#a/text", False),
        (PERSON, "", True),
    ]
    assert [who.name for who in theirs.others()] == [PERSON]
    theirs.beat("swot/factors")
    assert [who.place for who in mine.others()] == ["swot/factors"]
    theirs.leave()
    assert mine.others() == []
    mine.leave()
    assert theirs.all() == []
    assert not own.refresh()
    assert own.stored.meta.rev == 1
