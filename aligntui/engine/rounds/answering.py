"""One's own answers in the round behind a phase: giving them, handing in, closing, and what was agreed.

Boards that are voted on, plots, grids and asks all answer through it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from aligntui.analysis.counted import amount, plain, sources
from aligntui.engine.kind import Intent, NextSeat, Outcome, StepContext, once
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots, turnout
from aligntui.session.model import Round
from aligntui.session.ops import AnyOp

RATING = ("rate", "again", "vote")
"""Phases in which each person answers."""

S = TypeVar("S")


class Answering:
    """The round of the present phase as it stands in one snapshot, seen by one person."""

    def __init__(self, ctx: StepContext) -> None:
        self.ctx = ctx

    # the round

    @property
    def _each(self) -> bool:
        return self.ctx.step.kind in ("ask", "board") or self.ctx.step.by == "each"

    @property
    def by_ballot(self) -> bool:
        """Whether answers go on ballots: the step asks each person, in a phase that does."""
        always = self.ctx.step.kind != "board" and not self.ctx.phase
        return self._each and (always or self.ctx.phase in RATING)

    @cached_property
    def round(self) -> Round | None:
        """The round of this phase, or None before the first answer."""
        ctx = self.ctx
        return ballots.current(ctx.view, ctx.run, ctx.step, ctx.method.method, ctx.phase)

    @cached_property
    def shown(self) -> Round | None:
        """The round whose counts are shown: the one being answered, else the last that was revealed."""
        if not self._each:
            return None
        if self.by_ballot:
            return self.round
        ctx = self.ctx
        rounds = ctx.view.rounds(f"{ctx.method.method}/{ctx.step.id}", ctx.run.id)
        return next((r for r in reversed(rounds) if r.state == "revealed"), None)

    @property
    def sealed(self) -> bool:
        """Whether the round of this phase is revealed."""
        return self.round is not None and self.round.state == "revealed"

    @property
    def is_open(self) -> bool:
        """Whether the round of this phase takes answers."""
        return self.round is not None and self.round.state == "open"

    @property
    def on_ballot(self) -> bool:
        """Whether an answer given now goes on the own ballot; else it changes what was agreed.

        One person alone may rate again at any time: that is a new round with the former answers in it.
        """
        return self.by_ballot and (not self.sealed or self.ctx.run.solo)

    # the own ballot

    def mark(self, round_: Round | None) -> str | None:
        """Name, mark or nothing under which this person answers in a round."""
        privacy = self.ctx.step.privacy
        names = privacy.names if privacy is not None else "named"
        return self.ctx.seats.mark(round_.id, names) if round_ is not None else self.ctx.person

    @cached_property
    def who(self) -> str | None:
        """Under what this person answers in the present round."""
        return self.mark(self.round)

    @cached_property
    def answers(self) -> dict[str, Any]:
        """Subject -> own answer, as it counts now."""
        return ballots.answers(self.ctx.view, self.round, self.who) if self.round is not None else {}

    def value(self, subject: str) -> Any:
        """The own answer about a subject, without the reason."""
        return plain(self.answers.get(subject))

    def note(self, subject: str) -> str:
        """The own reason, one line."""
        answer = self.answers.get(subject)
        return str(answer.get("note") or "") if isinstance(answer, dict) else ""

    @property
    def given(self) -> int:
        """Points or dots given."""
        return int(sum(amount(answer) for answer in self.answers.values()))

    @property
    def blank(self) -> bool:
        """Whether one person alone has answered nothing in this pass."""
        return self.ctx.run.solo and (self.round is None or (self.is_open and not self.answers))

    @property
    def begun(self) -> bool:
        """Whether a round is open with answers in it: own ones, in a team anybody's."""
        if self.round is None or not self.is_open:
            return False
        return bool(self.answers) or (
            not self.ctx.run.solo and any(b.answers for b in self.ctx.view.ballots(self.round.id))
        )

    def give(
        self, state: S, subject: str, answer: Any, again: Intent, closed: Message | None = None
    ) -> Outcome[S]:
        """Put an answer on the own ballot, opening the round with the first one.

        Where something was added since the round opened, and where one person rates again, a new round
        opens with the own answers given so far.

        Args:
            state: State of the kind once it is kept.
            subject: What is answered.
            answer: The answer, or None to take it back.
            again: What gives it once more in a new round, where the present one has to end first.
            closed: Said instead where the round takes no answers any more; without it, it opens anew.
        """
        ctx, known = self.ctx, self.round
        outgrown = (
            known is not None and self.is_open and not known.erased and not sources(ctx.view, known, subject)
        )
        if known is not None and outgrown and not ctx.run.solo:
            return Outcome(state, message=said("came-too-late", "hint", item=subject))
        if closed is not None and self.sealed:
            return Outcome(state, message=closed)
        round_, opening = ballots.opened(
            ctx.view, ctx.run, ctx.step, ctx.method.method, ctx.phase, ctx.new_id, again=outgrown
        )
        given = {subject: answer}
        if opening and known is not None:
            given = {k: v for k, v in self.answers.items() if k in round_.subjects} | given
        who, ballot = self.mark(round_), ctx.new_id()
        ops: list[AnyOp] = [*opening]
        for one, value in given.items():
            ops += ballots.give(ctx.view, round_, who, one, value, lambda: ballot)
        if known is not None and outgrown:
            # What is revealed cannot be undone, an answer can: changes of their own.
            return Outcome(state, tuple(ballots.reveal(known)), then=again)
        return Outcome(state, tuple(ops))

    # the others

    def people(self, round_: Round) -> int:
        """How many answer: those who are here, and those who have handed this keyboard on."""
        return self.ctx.people + self.ctx.seats.seat(round_.id)

    @property
    def one_keyboard(self) -> bool:
        """Whether one person types for a team."""
        return not self.ctx.run.solo and self.ctx.people < 2 and self.ctx.hands_on

    @property
    def hands_on(self) -> bool:
        """Whether the next person at this keyboard may begin a ballot."""
        return self.on_ballot and self.one_keyboard

    @property
    def tally(self) -> tuple[int, int] | None:
        """How many ballots are in, and of how many; None for one person alone and outside a round."""
        if not self.by_ballot or self.round is None or not self.is_open or self.ctx.run.solo:
            return None
        done, of = turnout.tally(self.ctx.view, self.round, self.who, self.people(self.round))
        return (done, of) if of > 1 else None

    def told(self, subject: str, word: str = "rated") -> str:
        """`3 of 5 rated`, with the spread once it is revealed; "" for one person alone."""
        round_, view = self.shown, self.ctx.view
        if round_ is None or self.ctx.run.solo:
            return ""
        people, who = self.people(round_), self.mark(round_)
        if round_.state == "open" and turnout.tally(view, round_, who, people)[1] < 2:
            return ""
        if round_.state != "open" and len(view.ballots(round_.id)) < 2:
            return ""
        return turnout.told(view, round_, subject, who, people, word)

    def was_closed(self, asked: str) -> bool:
        """Whether somebody else has closed the round that this person waits in.

        Args:
            asked: Id of the round in which this person asked to go on and waits for the others.
        """
        return self.round is not None and asked == self.round.id and not self.is_open

    # handing in and closing

    def next_person(self, state: S) -> Outcome[S]:
        """Hand in the own ballot, and begin an empty one for whoever is next at this keyboard.

        Args:
            state: State of the kind once it is begun.
        """
        ctx, round_ = self.ctx, self.round
        mine = ballots.own(ctx.view, round_, self.who)
        lost = round_ is not None and self.who == ballots.LOST
        refusal = ""
        if not self.by_ballot:
            refusal = "no-answers-of-each"
        elif ctx.run.solo:
            refusal = "one-person-answers"
        elif round_ is not None and not self.is_open:
            refusal = "round-closed"
        elif not ctx.hands_on:
            refusal = "ballots-by-lead"
        elif round_ is None or not (lost or (mine is not None and mine.answers)):
            refusal = "ballot-empty"
        elif round_.privacy == "none":
            refusal = "one-keyboard-one-ballot"
        if refusal or round_ is None:
            return Outcome(state, message=said(refusal, "hint" if refusal in HINTS else ""))
        handed = ballots.hand_in(ctx.view, round_, self.who)
        done = ballots.handed_in(ctx.view, round_) + len(handed)
        return Outcome(
            state, tuple(handed), said("next-ballot", "ok", count=done),
            seat=NextSeat(round_.id, round_.privacy),
        )  # fmt: skip

    @property
    def _waiting(self) -> int:
        if self.round is None or not self.is_open or self.ctx.run.solo:
            return 0
        return turnout.missing(self.ctx.view, self.round, self.who, self.people(self.round))

    def asks_first(self, asked: str) -> Message | None:
        """Why the round is not closed at the first word; None when it may be.

        Args:
            asked: Id of the round for which it was said already.
        """
        if self.round is None or asked == self.round.id:
            return None
        waiting = self._waiting
        if waiting:
            of = turnout.tally(self.ctx.view, self.round, self.who, self.people(self.round))[1]
            return said("others-not-in", "hint", waiting=waiting, of=of)
        ballots_held = [b for b in self.ctx.view.ballots(self.round.id) if b.answers]
        if self.one_keyboard and len(ballots_held) == 1:
            return said("one-ballot-in", "hint")
        return None

    def hand_in(self, state: S, message: Message | None = None) -> Outcome[S]:
        """Say "I am done"."""
        assert self.round is not None
        return Outcome(state, tuple(ballots.hand_in(self.ctx.view, self.round, self.who)), message)

    def go_on(self, state: S, then: Intent) -> Outcome[S]:
        """Close the round: at the first word hand in and say who is waited for, then reveal.

        Args:
            state: State of the kind; its `closing` is the round in which one asked already.
            then: What follows the reveal.
        """
        asking: Any = state
        waits = self.asks_first(asking.closing)
        if waits is not None and self.round is not None:
            return self.hand_in(replace(asking, closing=self.round.id), waits)
        return self.finish(replace(asking, closing=""), then)

    def finish(self, state: S, then: Intent) -> Outcome[S]:
        """Hand in and reveal; `then` writes down what was agreed, with the snapshot that this made."""
        assert self.round is not None
        ops = [*ballots.hand_in(self.ctx.view, self.round, self.who), *ballots.reveal(self.round)]
        return Outcome(state, tuple(ops), then=then)

    def agreed(self) -> tuple[AnyOp, ...]:
        """What writes down what a revealed round agreed on: a change of its own, which can be undone."""
        if self.round is None or not self.sealed:
            return ()
        return tuple(ballots.agreed(self.ctx.view, self.ctx.step, self.round))


@once
def answering(ctx: StepContext) -> Answering:
    """The round of the present phase in this snapshot."""
    return Answering(ctx)


HINTS = ("ballots-by-lead", "ballot-empty", "one-keyboard-one-ballot")
"""Refusals that are said as hints."""
