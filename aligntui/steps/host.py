"""A kind at the desk: keys become intents, what came of them is kept and said, the state is drawn."""

from __future__ import annotations

from functools import partial
from typing import Any

from aligntui.analysis.figure import Finding
from aligntui.engine.kind import Intent, NextSeat, Outcome, StepContext
from aligntui.engine.kinds.registry import kind_of
from aligntui.engine.messages import Message
from aligntui.guide.types import Method, Step
from aligntui.steps.base import Desk, StepView
from aligntui.wording.words import word


class _Seats:
    """The ballots of a desk, as a kind asks for them."""

    def __init__(self, desk: Desk) -> None:
        self.mark, self.seat = desk.mark_for, desk.seat


class KindView(StepView):
    """Body of a step whose kind decides elsewhere. Subclasses draw `state` and map keys to intents."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.kind = kind_of(step)
        self._ctx: StepContext | None = None
        self.state: Any = self.kind.open(self.ctx)

    @property
    def ctx(self) -> StepContext:
        """What the kind may know, as of the latest snapshot."""
        desk, known = self.desk, self._ctx
        if (
            known is None
            or known.view is not desk.view
            or known.place is not desk.here
            or (known.people, known.unsaved) != (desk.people, desk.unsaved)
        ):
            known = self._ctx = StepContext(
                view=desk.view, figures=desk.figures, run=desk.run, place=desk.here, method=self.method,
                step=self.step, person=desk.person, people=desk.people, seats=_Seats(desk),
                new_id=desk.new_id, now=desk.now, typed=desk.drafted, typed_below=desk.drafted_below,
                hands_on=desk.may_hand_on, unsaved=desk.unsaved,
            )  # fmt: skip
        return known

    def words(self, message: Message) -> str:
        """A message with the keys that hold here."""
        return word(message, self.desk.key_of, self.view.code)

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """Do what an intent asks for, and what follows from it. None when it could not be kept."""
        outcome = None
        while intent is not None:
            outcome = self.kind.do(self.ctx, self.state, intent)
            words = self.words(outcome.message) if outcome.message is not None else ""
            tone = outcome.message.tone if outcome.message is not None else ""
            # What was done is said by whoever stores it, with the change; all else is said here.
            is_note = bool(outcome.ops) and not tone and outcome.seat is None
            if outcome.ops and not await self.desk.commit(outcome.ops, words if is_note else ""):
                return None
            self.state = outcome.state
            if outcome.seat is not None:
                self._seat(outcome.seat, words)
            elif words and not is_note:
                self.desk.say(words, tone)
            if outcome.go is not None:
                errand = {"step": self.desk.go_to, "why": self.desk.why, "item": self.desk.open_item}
                await errand[outcome.go.to](outcome.go.ref)
                return outcome
            intent = outcome.then
        self.redraw()
        return outcome

    def _seat(self, seat: NextSeat, words: str) -> None:
        self._ctx = None
        self.desk.hand_over(seat.round, seat.privacy, partial(self._seated, words))

    def _seated(self, words: str) -> None:
        self._ctx = None
        self.redraw()
        self.desk.say(words, "ok")

    async def press(self, key: str) -> bool:
        """A key of a command that the kind offers now."""
        verbs = self.desk.verbs_of(key)
        offers = {offer.verb: offer for offer in self.kind.offers(self.ctx, self.state)} if verbs else {}
        offer = next((offers[verb] for verb in verbs if verb in offers), None)
        if offer is None:
            return False
        await self.perform(Intent(offer.verb, offer.item, offer.field))
        return True

    def redraw(self) -> None:
        """Say what somebody else did to it, and draw."""
        if not self.is_mounted:
            return
        outcome = self.kind.do(self.ctx, self.state, Intent("look"))
        self.state = outcome.state
        if outcome.message is not None:
            self.desk.say(self.words(outcome.message), outcome.message.tone)
        self.draw()

    def draw(self) -> None:
        """Draw the state as it stands."""

    def question(self) -> str:
        """The question the kind asks now."""
        return self.kind.sight(self.ctx, self.state).question

    def beside(self) -> str:
        """How many are in."""
        return self.kind.sight(self.ctx, self.state).beside

    def finding_now(self) -> Finding | None:
        """About what is in focus."""
        return self.kind.finding(self.ctx, self.state, {})

    async def next_person(self) -> None:
        """Hand in, and begin the ballot of the next person."""
        await self.perform(Intent("next-person"))

    async def leave(self) -> bool:
        """Keep what stands. False when something could not be kept."""
        return await self.perform(Intent("leave")) is not None

    async def onward(self) -> bool:
        """The next part of the step. False: the desk goes on."""
        outcome = await self.perform(Intent("go-on"))
        return outcome is None or outcome.leave != "on"

    async def backward(self) -> bool:
        """The part before. False: the desk goes back."""
        outcome = await self.perform(Intent("go-back"))
        return outcome is None or outcome.leave != "back"
