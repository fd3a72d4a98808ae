"""Several people at one keyboard: the ballot of the next person, and back to the own one."""

from __future__ import annotations

from typing import TypeVar

from aligntui.engine.kind import Intent, NextSeat, Offer, Outcome, Prompt, StepContext
from aligntui.engine.messages import said
from aligntui.engine.rounds import ballots, revising
from aligntui.engine.rounds.answering import answering
from aligntui.session.ops import AnyOp

S = TypeVar("S")

HINTS = ("ballots-by-lead", "ballot-empty", "one-line-one-person")
"""Refusals that are said as hints."""


def offers(ctx: StepContext) -> list[Offer]:
    """What may be done about further ballots at this place, and about a round that is closed."""
    round_ = answering(ctx).round
    mine = [Offer("own-ballot")] if round_ is not None and ctx.seats.seat(round_.id) else []
    again = [Offer("open-round")] if revising.may_open(ctx) else []
    return [*([Offer("next-person")] if answering(ctx).hands_on else []), *mine, *again]


def next_person(ctx: StepContext, state: S, key: str | None = None) -> Outcome[S]:
    """Hand in the own ballot, and begin an empty one for whoever is next at this keyboard.

    Where others are here at places of their own it is asked first: nobody has two ballots by accident.

    Args:
        ctx: The snapshot.
        state: State of the kind once it is begun.
        key: What was answered to that.
    """
    answers = answering(ctx)
    round_ = answers.round
    mine = ballots.own(ctx.view, round_, answers.who)
    lost = round_ is not None and answers.who == ballots.LOST
    keeps = ctx.seats.keeps_lines
    refusals = {
        "no-answers-of-each": not answers.by_ballot,
        "one-person-answers": ctx.run.solo,
        "round-closed": round_ is not None and not answers.is_open,
        "ballots-by-lead": not ctx.hands_on or not answers.may_close,
        "ballot-empty": not lost and (mine is None or not mine.answers),
        "one-line-one-person": round_ is not None and round_.privacy != "named" and keeps,
    }
    refusal = next((why for why, holds in refusals.items() if holds), "")
    if refusal or round_ is None:
        return Outcome(state, message=said(refusal, "hint" if refusal in HINTS else ""))
    if ctx.people > 1 and key is None:
        ways = (("", said("stays-mine")), ("next", said("begin-next")))
        return Outcome(state, ask=Prompt(said("who-is-next"), ways, Intent("next-person")))
    handed = ballots.hand_in(ctx.view, round_, answers.who)
    done = answers.turnout[0] + len(handed)
    if round_.privacy != "named":
        handed += ballots.seated(ctx.view, round_, mine, ctx.seats.next_mark(round_.id))
    return Outcome(
        state, tuple(handed), said("next-ballot", "ok", count=done),
        seat=NextSeat(round_.id, round_.privacy),
    )  # fmt: skip


def own_ballot(ctx: StepContext, state: S) -> Outcome[S]:
    """Back to the ballot of whoever sits here; an empty one of a next person is not asked for."""
    answers, seats = answering(ctx), ctx.seats
    round_ = answers.round
    if round_ is None or not seats.seat(round_.id):
        return Outcome(state, message=said("ballot-is-own", "hint"))
    ops: list[AnyOp] = []
    if round_.privacy != "named" and answers.is_open:
        ops = ballots.unseated(ctx.view, round_, answers.who)
    seat = NextSeat(round_.id, round_.privacy, is_own=True)
    return Outcome(state, tuple(ops), said("ballot-is-own", "ok"), seat=seat)
