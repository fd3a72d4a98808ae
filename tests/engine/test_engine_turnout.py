"""Who is in, how far apart the answers are, and which cards others write unseen."""

from __future__ import annotations

from typing import Any

import pytest
from build import build
from msgspec.structs import replace
from playing import Play

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.rounds import turnout
from aligntui.engine.rounds.hidden_cards import unrevealed, unseen
from aligntui.session.model import Ballot, Round
from aligntui.session.ops import Settle, Walk


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


def test_cards_of_others_are_unseen_while_they_are_written_and_until_they_have_a_code() -> None:
    ines = Play("swot/factors", solo=False, people=2)
    item, ops = edits.add(ines.view, ines.new_id, "strengths", "Bread", by="Tomasz", at=ines.now())
    ines.keep(ops)
    own, ops = edits.add(ines.view, ines.new_id, "strengths", "Rolls", by=ines.person, at=ines.now())
    ines.keep(ops)
    ctx = ines.ctx
    assert [i.id for i in unrevealed(ctx.view, ctx.run, ctx.place, ctx.step, ines.person)] == [item.id]
    assert [i.id for i in unrevealed(ctx.view, ctx.run, ctx.place, ctx.step, "Tomasz")] == [own.id]
    assert unseen(ctx.view, ctx.run, ines.person) == frozenset(), "nobody stands there"
    assert unseen(ctx.view, None, ines.person) == frozenset()
    ines.keep([Walk(run=ctx.run.id, step=ctx.place.id, field="state", was=ctx.place.state, to="begun")])
    ctx = ines.ctx
    assert unseen(ctx.view, ctx.run, ines.person) == {item.id}
    place = replace(ctx.place, phase="reveal")
    assert unrevealed(ctx.view, ctx.run, place, ctx.step, ines.person) == []
    assert unrevealed(ctx.view, replace(ctx.run, solo=True), ctx.place, ctx.step, ines.person) == []
    ines.keep([Settle(codes={item.id: "S1"})])
    ctx = ines.ctx
    assert unrevealed(ctx.view, ctx.run, ctx.place, ctx.step, ines.person) == []
