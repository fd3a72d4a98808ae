"""Who is in, how far apart the answers are, and which cards others write unseen."""

from __future__ import annotations

from typing import Any

import pytest
from build import build
from msgspec.structs import replace
from playing import Play

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.hidden_cards import unseen
from aligntui.engine.kind import Intent
from aligntui.engine.rounds import closing, turnout
from aligntui.session.model import Ballot, Round
from aligntui.session.ops import Settle, Tie
from aligntui.wording.words import word


def asked(state: str, *given: Any) -> tuple[View, Round]:
    """A round about one card, with one ballot for each answer; None is a ballot that says nothing of it."""
    view = build(collections={"strengths": "S"}, items={"strengths": {"S1": "Bread"}})
    held = Round(
        id="r1", step="swot/importance", run="run", subjects=["s1"], state=state,  # type: ignore[arg-type]
        answer={"type": "scale", "from": -2, "to": 5}, privacy="named",
    )  # fmt: skip
    view.session.rounds["r1"] = held
    for number, value in enumerate(given):
        answers = {} if value is None else {"s1": value}
        ballot = Ballot(id=f"b{number}", round="r1", by=f"P{number}", answers=answers)
        view.session.ballots[ballot.id] = replace(ballot, state="in") if value is not None else ballot
    return view, held


@pytest.mark.parametrize(
    ("state", "given", "told"),
    [
        ("open", (3, 4), "2 of 5 rated"),
        ("open", (3, None), "1 of 5 rated"),
        ("revealed", (3, 5, 4), "3 of 3 rated, spread 3-5"),
        ("revealed", (-2, 1, 0), "3 of 3 rated, spread -2 to 1"),
        ("revealed", (4, 4, 4), "3 of 3 rated, all 4"),
        ("revealed", (3,), "1 of 1 rated"),
    ],
)
def test_the_spread_is_told_once_all_is_revealed_and_enough_have_answered(
    state: str, given: tuple[Any, ...], told: str
) -> None:
    view, held = asked(state, *given)
    of = 5 if state == "open" else len(given)
    assert turnout.told(view, held, "s1", of) == told


def test_asked_are_those_who_are_here_and_those_at_their_keyboards() -> None:
    view, held = asked("open", 3, 4, None)
    assert turnout.tally(view, held, 1) == (2, 2), "who has answered and gone still counts"
    assert turnout.tally(view, held, 4) == (2, 4)
    assert turnout.tally(view, replace(held, seats=1), 4) == (2, 5)


def test_who_is_missing_is_named_only_where_a_round_keeps_names() -> None:
    view, named = asked("open", 3, 4, None)
    secret = replace(named, privacy="secret")
    assert turnout.tally(view, named, 2, {"P1", "Lily"}) == (2, 3), "P0 is gone, Lily has not answered"
    assert turnout.missing(view, named, {"P1", "Lily"}) == ["Lily"]
    assert turnout.left(view, named, 2, {"P1", "Lily"}) == 1
    assert turnout.missing(view, secret, {"P1", "Lily"}) == []
    assert [turnout.left(view, secret, people, {"P1"}) for people in (1, 2, 3)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("privacy", "words"),
    [
        ("named", "1 of 3 is not in: Lily. 2 are here, 1 has left: what was handed in counts."),
        ("secret", "1 of 3 is not in. 2 are here, so 1 has left: what was handed in counts, and nobody sees"),
    ],
)
def test_closing_says_how_many_of_those_here_are_missing_and_that_somebody_left(
    privacy: str, words: str
) -> None:
    given = (3, 4) if privacy == "named" else (3, 4, None)
    view, held = asked("open", *given)
    for ballot in view.session.ballots.values():
        view.session.ballots[ballot.id] = replace(ballot, answers=ballot.answers or {"s1": 1})
    held = replace(held, privacy=privacy)  # type: ignore[arg-type]
    view.session.rounds["r1"] = held
    ctx = replace(Play("swot/importance", solo=False, people=2).ctx, view=view, here={"P1", "Lily"})
    people = turnout.tally(view, held, ctx.people, ctx.here)
    prompt = closing.asked(ctx, held, people, Intent("go-on"))
    assert words in word(prompt.message, str)


def silent(phase: str = "write") -> tuple[Play, str]:
    """Ines before a board on which Tomasz wrote a card, and its id."""
    ines = Play("swot/factors", solo=False, people=2, phase=phase)
    _, ops = edits.add(ines.view, ines.new_id, "strengths", "Rolls", by=ines.person, at=ines.now())
    ines.keep(ops)
    item, ops = edits.add(ines.view, ines.new_id, "strengths", "Bread", by="Tomasz", at=ines.now())
    ines.keep(ops)
    return ines, item.id


def hidden_from(play: Play, person: str, **run: Any) -> set[str]:
    """What a person does not see, where the run is another one in these parts."""
    session = play.session
    runs = {key: replace(one, **run) for key, one in session.runs.items()}
    return set(unseen(replace(session, runs=runs), book_of(session), person))


def test_cards_of_others_are_unseen_while_they_are_written_whatever_code_they_got() -> None:
    ines, item = silent()
    assert hidden_from(ines, ines.person) == {item}
    assert hidden_from(ines, "Tomasz") == {i.id for i in ines.session.items.values() if i.id != item}
    assert hidden_from(ines, ines.person, solo=True) == set()
    assert hidden_from(ines, ines.person, at="2099-01-01T00:00:00") == set(), "an earlier sitting left them"
    ines.keep([Settle(codes={item: "S1"})])
    assert hidden_from(ines, ines.person) == {item}, "its author used it in a later step"


@pytest.mark.parametrize("phase", ["reveal", "merge", "vote"])
def test_cards_are_seen_from_the_reveal_on(phase: str) -> None:
    ines, _ = silent(phase)
    assert hidden_from(ines, ines.person) == set()


@pytest.mark.parametrize(("state", "is_hidden"), [("begun", True), ("skipped", True), ("done", False)])
def test_leaving_or_skipping_the_step_reveals_nothing(state: str, is_hidden: bool) -> None:
    ines, item = silent()
    steps = [replace(s, state=state) if s.id == ines.step_id else s for s in ines.run.steps]
    assert hidden_from(ines, ines.person, steps=steps) == ({item} if is_hidden else set())


def test_a_run_that_is_through_hides_nothing() -> None:
    ines, _ = silent()
    steps = [replace(s, state="skipped") for s in ines.run.steps]
    assert hidden_from(ines, ines.person, steps=steps) == set()


def test_what_is_hidden_is_in_no_list_behind_no_link_and_in_no_cut_session() -> None:
    ines, item = silent()
    own = next(i for i in ines.session.items.values() if i.id != item)
    ines.keep([Tie(relation="match", a=own.id, b=item, to={"strength": 1})])
    view = ines.view
    assert [i.id for i in view.items("strengths", away=True)] == [own.id]
    assert (view.item(item), view.find(view.code(item))) == (None, None)
    assert view.links("match") == {}
    assert [i.id for i in view.whole.items("strengths")] == [own.id, item]
    assert (list(view.cut.session.items), view.cut.session.links) == ([own.id], {})
    assert len(view.session.items) == 2
