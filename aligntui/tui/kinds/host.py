"""A kind played at a desk: what it may know there, and how what came of an intent is kept and said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from aligntui.engine.kind import Intent, Kind, Outcome, StepContext
from aligntui.engine.kinds.registry import kind_in
from aligntui.engine.live import LiveStep
from aligntui.engine.messages import Message
from aligntui.methods.types import Method, Step
from aligntui.session.ops import AnyOp
from aligntui.tui.kinds.desk import Desk
from aligntui.wording.words import word


def context_of(desk: Desk, method: Method, step: Step) -> StepContext:
    """What a kind may know at a desk, as of the latest snapshot."""
    return StepContext(
        view=desk.view, figures=desk.figures, run=desk.run, place=desk.here, method=method, step=step,
        person=desk.person, people=desk.people, seats=desk.seats, new_id=desk.new_id, now=desk.now,
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
