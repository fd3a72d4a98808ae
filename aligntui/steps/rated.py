"""What plots, grids and asks share: one's own answers in a round, kept on the own ballot, then agreed."""

from __future__ import annotations

from typing import Any

from aligntui.analysis.counted import sources
from aligntui.flow import ballots
from aligntui.guide.types import Step
from aligntui.session.model import Round
from aligntui.session.ops import AnyOp
from aligntui.steps.base import Desk, Hint
from aligntui.steps.closing import Closing

RATING = ("rate", "again", "vote")


class Rating:
    """The own ballot of the round behind a step's phase."""

    def __init__(self, desk: Desk, method: str, step: Step) -> None:
        self.desk = desk
        self.method = method
        self.step = step
        self.closing = Closing(desk, self.who)

    @property
    def phase(self) -> str:
        """The phase the desk stands in."""
        return self.desk.here.phase

    @property
    def by_ballot(self) -> bool:
        """Whether answers go on ballots: the step asks each person, and nobody has revealed this phase."""
        if self.step.kind != "ask" and self.step.by != "each":
            return False
        return self.phase in (*RATING, "")

    @property
    def round(self) -> Round | None:
        """The round of this phase, or None before the first answer."""
        return ballots.current(self.desk.view, self.desk.run, self.step, self.method, self.phase)

    @property
    def told_of(self) -> Round | None:
        """The round whose counts are shown: the one being answered, else the last that was revealed."""
        if self.step.kind != "ask" and self.step.by != "each":
            return None
        if self.phase in (*RATING, ""):
            return self.round
        found = self.desk.view.rounds(f"{self.method}/{self.step.id}", self.desk.run.id)
        return next((r for r in reversed(found) if r.state == "revealed"), None)

    def told(self, subject: str, word: str = "rated") -> str:
        """`3 of 5 rated`, with the spread once it is revealed; "" for one person alone."""
        return self.closing.told(self.told_of, subject, word)

    def notice(self) -> None:
        """Say so when somebody else has closed the round that this person waits in."""
        if self.closing.was_closed(self.round):
            self.desk.say("The round is closed: what was agreed is shown. n goes on.", "ok")

    def header(self) -> str:
        """`2 of 5 are in` while several people answer."""
        return self.closing.header(self.round if self.by_ballot else None)

    @property
    def sealed(self) -> bool:
        """Whether the round of this phase is revealed."""
        found = self.round
        return found is not None and found.state == "revealed"

    @property
    def on_ballot(self) -> bool:
        """Whether an answer given now goes on the own ballot; else it changes what was agreed.

        One person alone may rate again at any time: that is a new round with the former answers in it.
        """
        return self.by_ballot and (not self.sealed or self.desk.run.solo)

    def who(self, round_: Round | None) -> str | None:
        """Name, mark or nothing."""
        names = self.step.privacy.names if self.step.privacy is not None else "named"
        return (
            self.desk.mark_for(round_.id if round_ is not None else "", names)
            if round_ is not None
            else self.desk.person
        )

    def value(self, subject: str) -> Any:
        """The own answer about a subject."""
        found = self.round
        return ballots.value(self.desk.view, found, self.who(found), subject) if found is not None else None

    def note(self, subject: str) -> str:
        """The own reason."""
        found = self.round
        return ballots.note(self.desk.view, found, self.who(found), subject) if found is not None else ""

    def given(self) -> int:
        """Points or dots given."""
        found = self.round
        return ballots.given(self.desk.view, found, self.who(found)) if found is not None else 0

    async def give(self, subject: str, answer: Any) -> bool:
        """Put an answer on the own ballot, opening the round with the first one.

        Where something was added since the round opened, and where one person rates again, a new round
        opens with the own answers given so far.
        """
        desk, known = self.desk, self.round
        open_ = known is not None and known.state == "open" and not known.erased
        outgrown = known is not None and open_ and not sources(desk.view, known, subject)
        if outgrown and not desk.run.solo:
            desk.say("This came after the others began to answer: it is rated once they are done.", "hint")
            return False
        ops = ballots.reveal(known) if known is not None and outgrown else []
        round_, opening = ballots.opened(
            desk.view, desk.run, self.step, self.method, self.phase, desk.new_id, again=outgrown
        )
        answers = {subject: answer}
        if opening and known is not None:
            kept = ballots.answers(desk.view, known, self.who(known))
            answers = {k: v for k, v in kept.items() if k in round_.subjects} | answers
        self.closing.again()
        # A change of its own: undo takes the answer back, and a round that was opened stays open.
        if opening and not await desk.commit([*ops, *opening]):
            return False
        ballot = desk.new_id()
        given: list[AnyOp] = []
        for one, value in answers.items():
            given += ballots.give(desk.view, round_, self.who(round_), one, value, lambda: ballot)
        return await desk.commit(given)

    def answered(self) -> int:
        """Subjects with an own answer."""
        found = self.round
        return len(ballots.answers(self.desk.view, found, self.who(found))) if found is not None else 0

    @property
    def blank(self) -> bool:
        """Whether one person alone has answered nothing in this pass."""
        found = self.round
        return self.desk.run.solo and (found is None or (found.state == "open" and not self.answered()))

    def _anything(self, round_: Round | None) -> bool:
        """Whether a round is open with answers in it: own ones, in a team anybody's."""
        if round_ is None or round_.state != "open":
            return False
        return bool(self.answered()) or (
            not self.desk.run.solo and any(b.answers for b in self.desk.view.ballots(round_.id))
        )

    @property
    def quiet(self) -> bool:
        """Whether leaving may close the round: one person does it for himself.

        Where one person types for a team, the next one may still want to answer.
        """
        return self.desk.run.solo

    async def next_person(self) -> None:
        """Hand in, and begin the ballot of the next person at this keyboard."""
        if self.on_ballot or self.by_ballot:
            await self.closing.next_person(self.round)
        else:
            self.desk.say("No answers of each person are asked here.")

    def hints(self) -> list[Hint]:
        """The key of the next person, where one keyboard serves a team."""
        return self.closing.hints() if self.on_ballot else []

    async def close(self) -> bool:
        """Hand in, and reveal once all are in or when it is asked for again. False while others are out."""
        found = self.round
        if found is None or not self._anything(found):
            return True
        if not await self.closing.may(found):
            return False
        await self.finish()
        return True

    async def finish(self) -> bool:
        """Hand in, reveal, and write down what was agreed. False when there is nothing open."""
        found = self.round
        if found is None or not self._anything(found):
            return False
        self.closing.again()
        await self.desk.commit(
            [*ballots.hand_in(self.desk.view, found, self.who(found)), *ballots.reveal(found)]
        )
        revealed = self.round
        if revealed is not None and revealed.state == "revealed":
            ops: list[AnyOp] = ballots.agreed(self.desk.view, self.step, revealed)
            await self.desk.commit(ops)
        return True

    @property
    def alone(self) -> bool:
        """Whether one person types for all."""
        return self.desk.run.solo or self.desk.people < 2
