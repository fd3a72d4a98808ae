"""What can be erased, and how it is named."""

from __future__ import annotations

from typing import Any

from aligntui.analysis.view import View
from aligntui.engine.rounds.erasing import erasable, what_goes
from aligntui.methods.book import Book
from aligntui.session.model import Ballot, Meta, Participant, Round, Session

INES, DOT, LILY = "Ines Calder", "Dot Okafor", "Lily Marsh"


def view_of(rounds: dict[str, Any], ballots: list[Ballot]) -> View:
    session = Session(meta=Meta(id="s", title="Kiosk"))
    for number, (ref, how) in enumerate(rounds.items()):
        session.rounds[ref] = Round(id=ref, step="choose/rate", run="", date=f"2026-11-2{number}", **how)
    session.ballots.update({one.id: one for one in ballots})
    session.participants.update({who: Participant(id=who, name=who) for who in (INES, DOT, LILY)})
    return View(session, Book([]), "2026-11-24")


def ballot(ref: str, round_id: str, by: str | None, *answers: Any) -> Ballot:
    return Ballot(id=ref, round=round_id, by=by, answers={f"a{n}": one for n, one in enumerate(answers)})


def told(view: View, person: str = INES, marks: dict[str, str] | None = None, **how: bool) -> list[str]:
    found = erasable(view, person, lambda ref: (marks or {}).get(ref, ""), **how)
    return [f"{one.round.id} {what_goes(one)}" for one in found]


def test_everybodys_and_ones_own_the_latest_first() -> None:
    note = {"value": 2, "note": "the oven"}
    ballots = [
        ballot("1", "r1", INES, 1, note),
        ballot("2", "r1", DOT, 3),
        ballot("3", "r2", DOT, note, note),
    ]
    view = view_of({"r1": {}, "r2": {}}, ballots)
    assert told(view) == [
        "r2 2 answers and 2 reasons of Dot Okafor",
        "r1 3 answers and 1 reason of Dot Okafor and Ines Calder",
        "r1 your 2 answers and 1 reason",
    ]
    assert told(view, own_only=True) == ["r1 your 2 answers and 1 reason"]


def test_one_who_answered_alone_has_one_line_and_may_erase_it_on_any_line() -> None:
    view = view_of({"r1": {}}, [ballot("1", "r1", INES, 1)])
    assert told(view) == told(view, own_only=True) == ["r1 1 answer of Ines Calder"]


def test_a_secret_round_knows_the_own_ballot_by_its_mark_and_names_nobody() -> None:
    ballots = [ballot("1", "r1", "cafe", 1), ballot("2", "r1", "beef", 2)]
    view = view_of({"r1": {"privacy": "secret"}}, ballots)
    assert told(view) == ["r1 2 answers of 2 people"]
    assert told(view, marks={"r1": "beef"}) == ["r1 2 answers of 2 people", "r1 your 1 answer"]


def test_without_marks_nobody_can_tell_his_own() -> None:
    view = view_of({"r1": {"privacy": "none"}}, [ballot("1", "r1", None, 1), ballot("2", "r1", None, 2)])
    assert told(view) == ["r1 2 answers of 2 people"]
    assert told(view, own_only=True) == []


def test_a_crowd_is_not_listed_and_what_is_erased_is_not_offered() -> None:
    many = [ballot(str(n), "r1", f"Person {n}", 1) for n in range(6)]
    view = view_of({"r1": {}, "r2": {"erased": True}, "r3": {}}, [*many, ballot("x", "r2", INES, 1)])
    assert told(view) == ["r1 6 answers of Person 0, Person 1, Person 2 and 3 more"]
