"""A kind at the desk: keys become intents, what came of them is kept and said, the state is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from aligntui.analysis.figure import Finding
from aligntui.engine.kind import Intent, Kind, NextSeat, Outcome, StepContext
from aligntui.engine.kinds.registry import kind_in
from aligntui.engine.live import LiveStep
from aligntui.engine.messages import Message
from aligntui.guide.types import Method, Step
from aligntui.session.ops import AnyOp
from aligntui.steps.base import Desk, StepView
from aligntui.wording.words import word


class _Seats:
    """The ballots of a desk, as a kind asks for them."""

    def __init__(self, desk: Desk) -> None:
        self.mark, self.seat = desk.mark_for, desk.seat


def context_of(desk: Desk, method: Method, step: Step) -> StepContext:
    """What a kind may know at a desk, as of the latest snapshot."""
    return StepContext(
        view=desk.view, figures=desk.figures, run=desk.run, place=desk.here, method=method, step=step,
        person=desk.person, people=desk.people, seats=_Seats(desk), new_id=desk.new_id, now=desk.now,
        typed=desk.drafted, typed_below=desk.drafted_below, step_of=desk.step_of,
        hands_on=desk.may_hand_on, unsaved=desk.unsaved,
    )  # fmt: skip


class AtDesk:
    """A kind played at a desk: what it may know, and how what came of it is kept and said."""

    def __init__(
        self, desk: Desk, method: Method, step: Step, find: Callable[[StepContext], Kind[Any]] = kind_in
    ) -> None:
        """`find` gives the kind that is played."""
        self.desk, self.method, self.step = desk, method, step
        self._ctx: StepContext | None = None
        self.kind = find(self.ctx)
        self.live = LiveStep(self.kind, lambda: self.ctx, self._commit)

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
            known = self._ctx = context_of(desk, self.method, self.step)
        return known

    def renew(self) -> None:
        """Somebody else sits here now."""
        self._ctx = None

    async def _commit(self, ops: Sequence[AnyOp], message: Message | None) -> bool:
        return await self.desk.commit(ops, self.words(message) if message is not None else "")

    def words(self, message: Message) -> str:
        """A message with the keys that hold here."""
        return word(message, self.desk.key_of, self.desk.view.code)

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """Do what an intent asks for, and what follows from it. None when it could not be kept."""
        played = await self.live.play(intent)
        for message in played.messages:
            self.desk.say(self.words(message), message.tone)
        return played.outcome


class KindView(StepView):
    """Body of a step whose kind decides elsewhere. Subclasses draw `state` and map keys to intents."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.played = AtDesk(desk, method, step)
        self.kind = self.played.kind

    @property
    def state(self) -> Any:
        """Where the person stands in the step."""
        return self.played.live.state

    @property
    def is_blank(self) -> bool:
        """Whether one person alone has answered nothing yet."""
        return self.played.live.is_blank

    @property
    def has_asked(self) -> bool:
        """Whether the step has asked already if one really goes on."""
        return self.played.live.has_asked

    @property
    def ctx(self) -> StepContext:
        """What the kind may know, as of the latest snapshot."""
        return self.played.ctx

    def words(self, message: Message) -> str:
        """A message with the keys that hold here."""
        return self.played.words(message)

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """Do what an intent asks for, and what follows from it. None when it could not be kept."""
        outcome = await self.played.perform(intent)
        if outcome is None:
            return None
        if outcome.seat is not None:
            self._seat(outcome.seat, self.words(outcome.message) if outcome.message is not None else "")
        if outcome.go is not None:
            errand = {"step": self.desk.go_to, "why": self.desk.why, "item": self.desk.open_item}
            await errand[outcome.go.to](outcome.go.ref)
            return outcome
        self.redraw()
        return outcome

    def _seat(self, seat: NextSeat, words: str) -> None:
        self.played.renew()
        self.desk.hand_over(seat.round, seat.privacy, partial(self._seated, words))

    def _seated(self, words: str) -> None:
        self.played.renew()
        self.redraw()
        self.desk.say(words, "ok")

    @property
    def verbs(self) -> dict[str, Intent]:
        """Commands that may be given now without a value -> what they ask for."""
        offers = self.kind.offers(self.ctx, self.state)
        return {o.verb: Intent(o.verb, o.item, o.field) for o in reversed(offers) if not o.takes}

    async def press(self, key: str) -> bool:
        """A key of a command that the kind offers now."""
        keyed = self.desk.verbs_of(key)
        verbs = self.verbs if keyed else {}
        intent = next((verbs[verb] for verb in keyed if verb in verbs), None)
        if intent is None:
            return False
        await self.perform(intent)
        return True

    def redraw(self) -> None:
        """Say what somebody else did to it, and draw."""
        if not self.is_mounted:
            return
        message = self.played.live.look()
        if message is not None:
            self.desk.say(self.words(message), message.tone)
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
