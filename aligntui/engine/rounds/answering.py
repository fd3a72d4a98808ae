"""One's own answers in the round behind a phase: giving them, handing in, closing, and what was agreed.

Boards that are voted on, plots, grids and asks all answer through it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from msgspec.structs import replace

from aligntui.analysis.counted import amount, plain
from aligntui.analysis.figures import Figures
from aligntui.engine import preview
from aligntui.engine.kind import Handed, Intent, Outcome, Prompt, StepContext, handed_in, once
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots, closing, passes, turnout
from aligntui.engine.runs import leading
from aligntui.engine.runs.walk import phases
from aligntui.methods.kinds import KINDS, RATING
from aligntui.session.model import Round
from aligntui.session.ops import AnyOp

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
        """The round whose counts are shown: the one answered or talked about, else the last revealed."""
        if not self._each:
            return None
        if self.by_ballot or self.ctx.phase in ("reveal", "talk"):
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

    @property
    def waits(self) -> Message | None:
        """Why this person gives no answer: whoever leads has not come here yet, or did not ask for it."""
        asked = self.by_ballot and self.round is None and not self.ctx.may("move")
        awaited = leading.awaited(self.ctx.run, self.ctx.place) if asked else None
        if awaited is not None or not self.by_ballot or not [s for s in self.ctx.method.steps if s.gate]:
            return awaited
        from aligntui.engine.rounds import gates

        return gates.refusal(self.ctx)

    # the own ballot

    @cached_property
    def who(self) -> str | None:
        """Name or mark under which this person answers in the present round; None before the first answer."""
        round_, seats = self.round, self.ctx.seats
        return seats.known(round_.id, round_.privacy) if round_ is not None else self.ctx.person

    @cached_property
    def answers(self) -> dict[str, Any]:
        """Subject -> own answer, as it counts now; those of the first round until one answers anew."""
        if self.round is None:
            return self.starting
        return self.starting or ballots.answers(self.ctx.view, self.round, self.who)

    @cached_property
    def starting(self) -> dict[str, Any]:
        """Subject -> own answer of the first round, from which a team's second one starts."""
        return passes.starting(self.ctx, self.round, self.who)

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
        return {subject: plain(answer) for subject, answer in self.passed[0].items()}

    @cached_property
    def passed(self) -> tuple[dict[str, Any], bool]:
        """What was answered in the first pass, and whether it counts."""
        return passes.answered_alone(self.ctx)

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
            return bool(self.starting)
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
        if (waits := self.waits) is not None:
            return Outcome(state, message=waits)
        outgrown = self.is_open and ballots.came_late(ctx.view, known, subject)
        if known is not None and outgrown and not ctx.run.solo:
            return Outcome(state, message=said("came-too-late", "hint", item=subject))
        if closed is not None and self.sealed:
            return Outcome(state, message=closed)
        round_, opening = ballots.opened(
            ctx.view, ctx.run, ctx.step, ctx.method.method, ctx.phase, ctx.new_id, again=outgrown
        )
        if known is not None and outgrown:
            # What is revealed cannot be undone, an answer can: changes of their own.
            return Outcome(state, tuple(ballots.reveal(ctx.view, known)), then=again)
        goes_along = self.answers if opening and known is not None else self.starting
        along = {k: v for k, v in goes_along.items() if k in round_.subjects}
        who, ballot = ctx.seats.mark(round_.id, round_.privacy), ctx.new_id()
        ops: list[AnyOp] = [*opening]
        for one, value in (along or {subject: answer}).items():
            ops += ballots.give(ctx.view, round_, who, one, value, lambda: ballot)
        if along:
            # Only the new answer is one to take back: a change of its own.
            return Outcome(state, tuple(ops), then=again)
        was_in = self.is_in or (known is not None and handed_in(state, known.id))
        return Outcome(state, tuple(ops), said("taken-back", "hint") if ops and was_in else None)

    # the others

    @property
    def may_close(self) -> bool:
        """Whether this person closes rounds for all."""
        return self.ctx.may("close")

    @property
    def is_in(self) -> bool:
        """Whether the own ballot is handed in and waits; one whose mark is lost counts as handed in."""
        mine = ballots.own(self.ctx.view, self.round, self.who)
        waits = self.is_open and not self.ctx.run.solo
        return waits and (self.who == ballots.LOST or ballots.is_in(self.ctx.view, self.round, mine))

    @property
    def one_keyboard(self) -> bool:
        """Whether one person types for a team."""
        return not self.ctx.run.solo and self.ctx.people < 2 and self.ctx.hands_on

    @property
    def hands_on(self) -> bool:
        """Whether the next person at this keyboard may begin a ballot."""
        return self.on_ballot and self.one_keyboard and self.ctx.may("seats")

    @cached_property
    def turnout(self) -> tuple[int, int]:
        """How many ballots are in, and of how many: the same on every screen."""
        ctx = self.ctx
        return turnout.tally(ctx.view, self.round, ctx.people, ctx.here) if self.round else (0, 0)

    @property
    def tally(self) -> tuple[int, int] | None:
        """How many ballots are in, and of how many; None for one person alone and outside a round."""
        asked = self.by_ballot and self.is_open and not self.ctx.run.solo
        return self.turnout if asked and self.turnout[1] > 1 else None

    @property
    def are_in(self) -> str:
        """`2 of 5 are in` while several people answer, whether one is among them, and how many left."""
        if self.by_ballot and closing.told_bare(self.ctx.view, self.round):
            return "closed, nothing to show"
        if self.tally is None or self.round is None:
            return ""
        left = turnout.left_told(self.ctx, self.round, self.tally[1])
        return "{} of {} are in".format(*self.tally) + (", you too" if self.is_in else "") + left

    def told(self, subject: str, word: str = "rated") -> str:
        """`3 of 5 rated`, with the spread once it is revealed; "" for one person alone."""
        round_ = self.shown
        if round_ is None or self.ctx.run.solo:
            return ""
        held = self.ctx.view.ballots(round_.id)
        of = len([b for b in held if b.answers]) if round_.state == "revealed" else self.turnout[1]
        if (of if round_.state == "open" else len(held)) < 2:
            return ""
        return turnout.told(self.ctx.view, round_, subject, of, word)

    # handing in and closing

    @property
    def way_on(self) -> str:
        """What going on does while several people answer, in a few words; "" where it only goes on."""
        if self.ctx.run.solo or not self.on_ballot:
            return ""
        if self.waits is not None:
            return "wait for the lead"
        if not self.is_in:
            return "I am done"
        return "close for all" if self.may_close else "wait for the lead"

    def wait(self, done: int, of: int) -> Message:
        """What is said to somebody who is in, while the others are not."""
        if of < 2 and self.may_close:
            return said("one-ballot-in", "ok")
        if (needs := turnout.needed(self.ctx, self.round, of)) and done >= of:
            return said("all-in-few" if self.may_close else "all-in-few-wait", "hint", of=of, needs=needs)
        which = ("you-are-in" if done < of else "all-in") + ("" if self.may_close else "-wait")
        return said(which, "ok", waiting=of - done, of=of, who=turnout.others(self.ctx, self.round, self.who))

    def go_on(
        self, state: S, intent: Intent, then: Intent, *, is_whole: bool = True, asks: Message | None = None
    ) -> Outcome[S]:
        """Say "I am done"; once that is said, close the round for all, which is asked first.

        Args:
            state: State of the kind; its `handed` says that one waits.
            intent: Going on, with the key that was chosen where it was asked.
            then: What follows the reveal: it writes down what was agreed, with the snapshot that this made.
            is_whole: Whether the own answers count as they stand; else they are not handed in.
            asks: What is asked once before the own ballot is handed in.
        """
        ctx, round_ = self.ctx, self.round
        if self.starting and intent.value != "close":
            subject, answer = next(iter(self.starting.items()))
            return replace(self.give(state, subject, answer, intent), then=intent)
        assert round_ is not None
        asking: Any = state
        handed = ballots.hand_in(ctx.view, round_, self.who)
        if ctx.run.solo:
            revealed = ballots.reveal(ctx.view, round_)
            return Outcome(replace(asking, handed=None), (*handed, *revealed), then=then)
        (done, of), mine = self.turnout, ballots.own(ctx.view, round_, self.who)
        if intent.value != "close" or not self.may_close:
            if is_whole and handed and mine is not None and mine.answers:
                if asks is not None and intent.value != "in":
                    ways = (("", said("not-in-yet")), ("in", said("in-all-the-same")))
                    return Outcome(state, ask=Prompt(asks, ways, intent))
                done, of = done + 1, max(of, done + 1)
                waits = Handed(round_.id, of - done)
                return Outcome(replace(asking, handed=waits), tuple(handed), self.wait(done, of))
            if not self.may_close:
                return Outcome(state, message=self.wait(done, of) if self.is_in else closing.EMPTY)
            if prompt := closing.asked(ctx, round_, self.turnout, intent):
                return Outcome(state, ask=prompt)
        return Outcome(replace(asking, handed=None), tuple(ballots.reveal(ctx.view, round_)), then=then)

    def leave(self, state: S, intent: Intent) -> Outcome[S]:
        """Out of a phase without an open round: that nobody answered, and a second round, is asked about."""
        round_, solo = self.round, self.ctx.run.solo
        if round_ is not None and self.begun and self.may_close and not (self.by_ballot or solo):
            # Somebody went on without closing it: what was answered is not left behind.
            if question := closing.asked(self.ctx, round_, self.turnout, intent):
                return Outcome(state, ask=question)
            return Outcome(state, tuple(ballots.reveal(self.ctx.view, round_)), then=Intent("agree"))
        if solo or intent.value:
            # That the first pass counts where nothing was answered in the second one is said.
            kept = said("first-counts", "ok") if self.passed[1] and self.blank else None
            ops = passes.further(self.ctx) if intent.value == "on" and not self.on_ballot else ()
            return Outcome(state, ops, kept, leave="past" if intent.value == "past" else "on")
        ctx = self.ctx
        names = ballots.privacy_of(ctx.view, ctx.run, ctx.step, ctx.method.method, ctx.phase)
        if names != "named" and self.on_ballot and self.waits is None and not self.may_close:
            # That one is done bears a name: with nothing on the ballot it would tell who gave no answer.
            return Outcome(state, message=closing.EMPTY)
        prompt = passes.asks(self.ctx) if self.may_close else None
        if self.may_close and self.on_ballot:
            prompt = said("nobody-answered"), (("", said("stays-open")), ("on", said("go-without")))
        if prompt is None:
            return Outcome(state, leave="on")
        return Outcome(state, ask=Prompt(*prompt, intent))

    def follow(self, state: S, intent: Intent, is_whole: Callable[[], bool]) -> Outcome[S] | None:
        """What becomes of the round by looking, by leaving, and after a reveal; None for other intents.

        Args:
            state: State of the kind; its `handed` says that one waits.
            intent: What is done.
            is_whole: Tells whether the own answers count as they stand: one person alone agrees by leaving.
        """
        match intent.verb:
            case "look":
                return self.look(state, closing.closed(self.ctx, self.round), intent.item)
            case "leave" if self.ctx.run.solo and self.on_ballot and self.begun and is_whole():
                return self.go_on(state, Intent("go-on"), Intent("agree"))
            case "agree":
                first = ballots.left_out(self.ctx.view, self.round) if self.round is not None else None
                message = said("first-pass-left-out", "warning") if first is not None else None
                stays = self._is_last or closing.told_bare(self.ctx.view, self.round)
                if intent.value and not self.ctx.run.solo and stays:
                    # The next step would stand there before anybody has seen what came out.
                    return Outcome(state, self.agreed(), message or closing.closed(self.ctx, self.round))
                return Outcome(state, self.agreed(), message, leave=intent.value or "")
        return None

    def look(self, state: S, closed: Message | None, was_open: str = "") -> Outcome[S]:
        """What others did while one waits; what was said of it is said anew where it is true no more.

        Args:
            state: State of the kind; its `handed` says that one waits.
            closed: Said once the round is closed.
            was_open: Id of the round that was open when one last looked; "" for none.
        """
        asking: Any = state
        handed: Handed | None = asking.handed
        if handed is None:
            ended = self.round is not None and self.round.id == was_open and self.sealed
            return Outcome(state, message=closed if ended and not self.ctx.run.solo else None)
        if self.round is None or self.round.id != handed.round or not self.is_open:
            was_closed = self.round is not None and self.round.id == handed.round
            return Outcome(replace(asking, handed=None), message=closed if was_closed else None)
        done, of = self.turnout
        # Changed since, it is not in: each further answer says so, until it is handed in again.
        if not self.is_in or of - done == handed.left:
            return Outcome(state)
        return Outcome(replace(asking, handed=Handed(handed.round, of - done)), message=self.wait(done, of))

    @property
    def _is_last(self) -> bool:
        return self.ctx.phase in ("", *phases(self.ctx.step, self.ctx.run)[-1:])

    def agreed(self) -> tuple[AnyOp, ...]:
        """What writes down what a revealed round agreed on: a change of its own, which can be undone."""
        round_ = self.round if self.sealed else None
        return tuple(ballots.agreed(self.ctx.view, self.ctx.step, round_)) if round_ is not None else ()


@once
def own_figures(ctx: StepContext) -> Figures:
    """Figures as if the answers on the own ballot were agreed: what is said fits what stands there."""
    mine = answering(ctx)
    own = {subject: mine.value(subject) for subject in mine.answers} if mine.on_ballot else {}
    return Figures(preview.with_answers(ctx.view, ctx.step, own)) if own else ctx.figures


@once
def answering(ctx: StepContext) -> Answering:
    """The round of the present phase in this snapshot."""
    return Answering(ctx)
