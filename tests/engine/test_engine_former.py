"""Former sittings: which there are, how each left the session, what changed since."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from stage import Clock, make_store

from aligntui.analysis.compare import as_text, compare
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.hidden_cards import seen_by
from aligntui.engine.reading import dated
from aligntui.engine.runs import former
from aligntui.engine.runs.start import add_run, start
from aligntui.methods.library import Library
from aligntui.session.model import Round, Run
from aligntui.session.ops import Give, Open, Retire
from aligntui.store.local.handle import Handle

FIXTURES = Path(__file__).parent.parent / "fixtures" / "methods"
EVERY = 10_000


class Sittings:
    """A session with a review, a further one, and what was written in each."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock("2027-03-31T09:00:00")
        self.store = make_store(folder, clock=self.clock)
        self.books = Library(FIXTURES)
        self.handle, self.first = start(self.store, self.books, "review", title="Millrace", solo=True)

    @property
    def view(self):
        return seen_by(self.handle.session, book_of(self.handle.session), "Ines Calder")

    def write(self, words: str, target: str = "300") -> str:
        item, ops = edits.add(self.view, self.store.new_id, "objectives", words, {"target": target})
        self.handle.apply(ops)
        return item.id

    def put(self, item: str, field: str, value: str) -> None:
        known = self.view.item(item)
        assert known is not None
        self.handle.apply(edits.put(self.view, known, field, value))

    def again(self) -> Run:
        self.clock.now += timedelta(days=91)
        return add_run(self.handle, self.store, self.books, "review", solo=True)

    def left(self, run: Run):
        return former.as_left(self.handle.session, run, self.handle.history(EVERY))


@pytest.fixture
def sat(tmp_path: Path) -> Sittings:
    return Sittings(tmp_path)


def test_a_run_is_a_former_one_once_the_next_of_its_kind_began(sat: Sittings) -> None:
    assert former.following(sat.handle.session, sat.first) is None
    assert former.to_compare(sat.handle.session, sat.first) == []
    other = add_run(sat.handle, sat.store, sat.books, "tows", solo=True)
    assert former.following(sat.handle.session, sat.first) is None, "another kind takes nothing from it"
    second = sat.again()
    session = sat.handle.session
    assert former.following(session, sat.first) == second
    assert former.to_compare(session, second) == [session.runs[sat.first.id], session.runs[other.id]]
    assert [one.run.id for one in former.listed(session, second)] == [second.id, other.id, sat.first.id]
    assert [one.standing for one in former.listed(session, second)] == ["you are here", "", "read"]


def test_a_run_is_read_as_it_left_the_session(sat: Sittings) -> None:
    members, waste = sat.write("Win paying members"), sat.write("Waste less")
    sat.put(members, "target", "250")
    at_end = sat.handle.session
    second = sat.again()
    sat.put(members, "target", "200")
    sat.put(waste, "text", "Waste less bread")
    sat.handle.apply([Retire(id=waste)])
    sat.write("Open on Mondays")
    left = sat.left(sat.first)
    assert {i.text for i in left.items.values() if not i.retired} == {"Win paying members", "Waste less"}
    for ref, item in at_end.items.items():
        assert msgspec.structs.replace(left.items[ref], rev=item.rev) == item, "with its first value"
    assert second.id not in left.runs
    assert sat.left(second) is sat.handle.session, "the last one stands as it stands"


def test_what_is_older_than_the_session_file_is_taken_back_too(sat: Sittings) -> None:
    members = sat.write("Win paying members")
    sat.again()
    for number in range(700):
        sat.put(members, "target", str(number))
    assert len(sat.handle.session.recent) < 700
    assert sat.left(sat.first).items[members].fields["target"] == "300"


def test_an_undo_since_is_taken_back_like_any_change(sat: Sittings) -> None:
    members = sat.write("Win paying members")
    sat.again()
    sat.put(members, "target", "200")
    assert sat.handle.undo().done
    sat.put(members, "target", "100")
    assert sat.left(sat.first).items[members].fields["target"] == "300"


def test_rounds_of_a_later_run_are_not_in_it(sat: Sittings) -> None:
    sat.write("Win paying members")
    asked = {"step": "review/sure", "answer": {"type": "scale"}, "privacy": "secret"}
    sat.handle.apply([Open(round=Round(id="r1", run=sat.first.id, date="2027-03-31", **asked))])
    sat.handle.apply([Give(round="r1", ballot="b1", by="mark", subject="x", to=4)])
    second = sat.again()
    sat.handle.apply([Open(round=Round(id="r2", run=second.id, date="2027-06-30", **asked))])
    sat.handle.apply([Give(round="r2", ballot="b2", by="mark", subject="x", to=1)])
    left = sat.left(sat.first)
    assert (list(left.rounds), list(left.ballots)) == (["r1"], ["b1"])
    assert set(sat.handle.session.ballots) == {"b1", "b2"}


def test_what_changed_between_two_is_told_item_by_item(sat: Sittings) -> None:
    members = sat.write("Win paying members")
    second = sat.again()
    sat.put(members, "target", "200")
    sat.write("Open on Mondays")
    third = sat.again()
    sat.put(members, "target", "999")
    views = [seen_by(s, book_of(s), "Ines Calder") for s in (sat.left(sat.first), sat.left(second))]
    text = as_text(compare(*views))
    assert "+ OB2  Open on Mondays" in text
    assert "target: 300 -> 200" in text
    assert "999" not in text, "the third quarter is none of its business"
    assert [r.id for r in former.to_compare(sat.handle.session, third)] == [second.id, sat.first.id]


def test_a_day_is_read_as_people_write_it(sat: Sittings) -> None:
    ops, message = dated(sat.first, "30 jun 2027", sat.clock())
    assert [(op.field, op.was, op.to) for op in ops] == [("as_of", "2027-03-31", "2027-06-30")]
    assert message.facts == {"title": "Quarterly review", "day": "30 Jun 27"}
    assert dated(sat.first, "31 Mar 27", sat.clock())[0] == []
    for words in ("soon", "", "32 jun"):
        with pytest.raises(Unclear):
            dated(sat.first, words, sat.clock())


def test_nothing_is_lost_where_a_run_is_not_known(sat: Sittings) -> None:
    strange = msgspec.structs.replace(sat.first, id="elsewhere")
    assert former.following(sat.handle.session, strange) is None
    assert isinstance(sat.handle, Handle)
