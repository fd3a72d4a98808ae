"""One's own answers in the round behind a phase: giving them, handing in, closing, and what was agreed.

Boards that are voted on, plots, grids and asks all answer through it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from msgspec.structs import replace

from aligntui.analysis.counted import amount, plain, sources
from aligntui.engine.kind import Intent, NextSeat, Outcome, StepContext, once
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots, turnout
from aligntui.methods.kinds import KINDS
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
        return bool(KINDS[self.ctx.step.kind].ballots) or self.ctx.step.by == "each"

    @cached_property
    def by_ballot(self) -> bool:
        """Whether answers go on ballots: the step asks each person, in a phase that does."""
        always = KINDS[self.ctx.step.kind].ballots != "phases" and not self.ctx.phase
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

    @cached_property
    def who(self) -> str | None:
        """Name or mark under which this person answers in the present round; None before the first answer."""
        round_, seats = self.round, self.ctx.seats
        return seats.known(round_.id, round_.privacy) if round_ is not None else self.ctx.person

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

    @cached_property
    def first(self) -> dict[str, Any]:
        """Subject -> what one person alone answered in the first pass, while the second one is given."""
        ctx = self.ctx
        if ctx.phase != "again" or not ctx.run.solo:
            return {}
        passes = [
            r for r in ctx.view.rounds(f"{ctx.method.method}/{ctx.step.id}", ctx.run.id) if r.n % 10 == 1
        ]
        filled = [ballot.answers for r in passes for ballot in ctx.view.ballots(r.id) if ballot.answers]
        return {subject: plain(answer) for subject, answer in (filled[-1] if filled else {}).items()}

    @property
    def second_pass(self) -> Message | None:
        """What is to be known of a second pass: that the first one is kept, and what counts."""
        return said("second-pass" if self.blank else "second-pass-begun") if self.first else None

    def left_out(self, state: S) -> Outcome[S]:
        """On, with nothing answered here; that the first pass counts then is said."""
        return Outcome(
            state, message=said("first-counts", "ok") if self.first and self.blank else None, leave="on"
        )

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
        who, ballot = ctx.seats.mark(round_.id, round_.privacy), ctx.new_id()
        ops: list[AnyOp] = [*opening]
        for one, value in given.items():
            ops += ballots.give(ctx.view, round_, who, one, value, lambda: ballot)
        if known is not None and outgrown:
            # What is revealed cannot be undone, an answer can: changes of their own.
            return Outcome(state, tuple(ballots.reveal(known)), then=again)
        return Outcome(state, tuple(ops))

    # the others

    @property
    def one_keyboard(self) -> bool:
        """Whether one person types for a team."""
        return not self.ctx.run.solo and self.ctx.people < 2 and self.ctx.hands_on

    @property
    def hands_on(self) -> bool:
        """Whether the next person at this keyboard may begin a ballot."""
        return self.on_ballot and self.one_keyboard

    @cached_property
    def _turnout(self) -> tuple[int, int]:
        """How many ballots are in, and of how many: of those here, and who have handed this keyboard on."""
        if self.round is None:
            return 0, 0
        people = self.ctx.people + self.ctx.seats.seat(self.round.id)
        return turnout.tally(self.ctx.view, self.round, self.who, people)

    @property
    def tally(self) -> tuple[int, int] | None:
        """How many ballots are in, and of how many; None for one person alone and outside a round."""
        if not self.by_ballot or not self.is_open or self.ctx.run.solo or self._turnout[1] < 2:
            return None
        return self._turnout

    @property
    def are_in(self) -> str:
        """`2 of 5 are in` while several people answer."""
        return "{} of {} are in".format(*self.tally) if self.tally else ""

    def told(self, subject: str, word: str = "rated") -> str:
        """`3 of 5 rated`, with the spread once it is revealed; "" for one person alone."""
        round_ = self.shown
        if round_ is None or self.ctx.run.solo:
            return ""
        held = self.ctx.view.ballots(round_.id)
        of = len([b for b in held if b.answers]) if round_.state == "revealed" else self._turnout[1]
        if (of if round_.state == "open" else len(held)) < 2:
            return ""
        return turnout.told(self.ctx.view, round_, subject, of, word)

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
        refusals = {
            "no-answers-of-each": not self.by_ballot,
            "one-person-answers": ctx.run.solo,
            "round-closed": round_ is not None and not self.is_open,
            "ballots-by-lead": not ctx.hands_on,
            "ballot-empty": not lost and (mine is None or not mine.answers),
            "one-keyboard-one-ballot": round_ is not None and round_.privacy == "none",
        }
        refusal = next((why for why, holds in refusals.items() if holds), "")
        if refusal or round_ is None:
            return Outcome(state, message=said(refusal, "hint" if refusal in HINTS else ""))
        handed = ballots.hand_in(ctx.view, round_, self.who)
        done = ballots.handed_in(ctx.view, round_) + len(handed)
        return Outcome(
            state, tuple(handed), said("next-ballot", "ok", count=done),
            seat=NextSeat(round_.id, round_.privacy),
        )  # fmt: skip

    def _asks_first(self, asked: str) -> Message | None:
        """Why the round is not closed at the first word; None when it may be."""
        ctx, round_ = self.ctx, self.round
        if round_ is None or asked == round_.id:
            return None
        mine, (done, of) = ballots.own(ctx.view, round_, self.who), self._turnout
        own_is_in = self.who == ballots.LOST or (mine is not None and mine.state == "in")
        waiting = of - done - (0 if own_is_in else 1)
        if waiting and not ctx.run.solo:
            return said("others-not-in", "hint", waiting=waiting, of=of)
        if self.one_keyboard and len([b for b in ctx.view.ballots(round_.id) if b.answers]) == 1:
            return said("one-ballot-in", "hint")
        return None

    def go_on(self, state: S, then: Intent) -> Outcome[S]:
        """Close the round: at the first word hand in and say who is waited for, then reveal.

        Args:
            state: State of the kind; its `closing` is the round in which one asked already.
            then: What follows the reveal: it writes down what was agreed, with the snapshot that this made.
        """
        assert self.round is not None
        asking: Any = state
        waits = self._asks_first(asking.closing)
        handed = ballots.hand_in(self.ctx.view, self.round, self.who)
        if waits is not None:
            return Outcome(replace(asking, closing=self.round.id), tuple(handed), waits)
        ops = (*handed, *ballots.reveal(self.round))
        return Outcome(replace(asking, closing=""), ops, then=then)

    def follow(self, state: S, intent: Intent, is_whole: Callable[[], bool]) -> Outcome[S] | None:
        """What becomes of the round by looking, by leaving, and after a reveal; None for other intents.

        Args:
            state: State of the kind, with the round in which one asked to go on as `closing`.
            intent: What is done.
            is_whole: Tells whether the own answers count as they stand: one person alone agrees by leaving.
        """
        asking: Any = state
        match intent.verb:
            case "look" if self.was_closed(asking.closing):
                return Outcome(replace(asking, closing=""), message=said("round-was-closed", "ok"))
            case "leave" if self.ctx.run.solo and self.on_ballot and self.begun and is_whole():
                return self.go_on(state, Intent("agree"))
            case "agree":
                first = ballots.left_out(self.ctx.view, self.round) if self.round is not None else None
                message = said("first-pass-left-out", "warning") if first is not None else None
                return Outcome(state, self.agreed(), message, leave=intent.value or "")
        return None

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
