"""A step being played: intents in, changes kept, what is to be said and done out. Each face plays by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from aligntui.engine.entry import filling
from aligntui.engine.kind import Intent, Kind, Outcome, Prompt, StepContext
from aligntui.engine.kinds import needs
from aligntui.engine.messages import Message, said
from aligntui.engine.recap import merged
from aligntui.engine.rounds import announcing
from aligntui.engine.rounds.answering import answering
from aligntui.engine.visits import Visit
from aligntui.session.ops import AnyOp, Turn

Commit = Callable[[Sequence[AnyOp], Message | None], Awaitable[bool]]
"""Keeps one change and says its message once it is kept. False when it could not be; that is said too."""


class Played(Struct, frozen=True):
    """What came of an intent, with all that followed from it."""

    outcome: Outcome[Any] | None
    """The last outcome; None when what was asked for could not be kept, and all is as it was."""
    refused: bool = False
    """Whether the kind said no: nothing changed, and a message says why."""
    messages: tuple[Message, ...] = ()
    """What is still to be said. A change says its own; that of a next person waits until he sits there."""


class LiveStep:
    """A kind with its present state.

    Args:
        kind: The state machine.
        ctx: Gives what the kind may know, as of the latest snapshot.
        commit: Keeps changes.
        state: Where the person stood; None: as one comes in.
    """

    def __init__(
        self, kind: Kind[Any], ctx: Callable[[], StepContext], commit: Commit, state: Any = None
    ) -> None:
        self.kind = kind
        self._ctx = ctx
        self._commit = commit
        self.state: Any = kind.open(ctx()) if state is None else state
        self._past_again = False
        self._open = ""
        """Id of the round that took answers here when one last looked."""
        self._closed = ""
        """Id of the one that was closed then."""

    @property
    def has_asked(self) -> bool:
        """Whether the step has asked already if one really goes on."""
        return bool(getattr(self.state, "asked", False))

    @property
    def is_blank(self) -> bool:
        """Whether a second round is left out: one alone has answered nothing yet, or a team wants none."""
        mine = answering(self._ctx())
        return self._past_again or (mine.by_ballot and mine.blank)

    @property
    def begins(self) -> Prompt | None:
        """What is asked before the first answer; None where nothing is."""
        return None if self.lacks else self.outcome_of(Intent(announcing.BEGIN)).ask

    @property
    def is_answered(self) -> bool:
        """Whether a round of a team is open here in which this person answers."""
        mine = answering(self._ctx())
        return mine.is_open and mine.on_ballot and not mine.ctx.run.solo

    @property
    def waits(self) -> bool:
        """Whether this person is in and waits for the others."""
        return answering(self._ctx()).is_in

    @property
    def whose(self) -> str:
        """Whether what is set here is one for the team or each person's own, in a few words."""
        ctx = self._ctx()
        return "" if self.lacks or ctx.run.solo else announcing.whose(ctx)

    @property
    def lacks(self) -> bool:
        """Whether the step cannot be begun: what it lacks stands in its place."""
        return self.kind is needs.KIND

    @property
    def task(self) -> Message | None:
        """What this person of a team does now, and who ends it; None alone and where answers are given."""
        ctx = self._ctx()
        if self.is_answered:
            # Also where the room was through before a further round was opened.
            return None
        return announcing.task(ctx.run, ctx.step, ctx.place, ctx.role, lacks=self.lacks)

    @staticmethod
    def stays(message: Message | None) -> bool:
        """Whether what is said as one comes in stands until the next key: it is read before anything else."""
        return message is not None and message.id in announcing.READ_FIRST

    def heard(self, message: Message | None) -> Message | None:
        """What is said as one comes in: nothing of who sees answers where none can be begun."""
        if not self.lacks or message is None:
            return message
        if message.id in announcing.PRIVACY.values():
            return self.task
        more = message.facts.get("more")
        if isinstance(more, Message) and more.id in announcing.PRIVACY.values():
            return replace(message, facts={**message.facts, "more": self.task or ""})
        return message

    def visit(self, not_yet: Sequence[str], done: Message | None = None) -> Visit:
        """What going on asks of the step.

        Args:
            not_yet: What it still waits for, in words.
            done: What it did as it was left.
        """
        waives = self._ctx().step.waive
        return Visit(self.is_blank, self.has_asked, tuple(not_yet), done, self.lacks, waives)

    def outcome_of(self, intent: Intent) -> Outcome[Any]:
        """What would come of an intent now; nothing is kept."""
        ctx = self._ctx()
        if intent.verb == announcing.BEGIN:
            return announcing.begin(ctx, self.state, intent)
        return self.kind.do(ctx, self.state, intent)

    def asks_now(self, prompt: Prompt) -> tuple[bool, Message]:
        """Whether a question that was put is still asked, and its words as of now; else why it is not."""
        now = self.outcome_of(prompt.answer).ask
        if now is not None and now.ways == prompt.ways:
            return True, now.message
        return False, announcing.not_asked(self._ctx(), prompt)

    async def play(self, intent: Intent | None) -> Played:
        """Do what an intent asks for, and what follows from it."""
        messages: list[Message] = []
        outcome: Outcome[Any] | None = None
        still = False
        while intent is not None:
            before = self.state
            outcome = self.outcome_of(intent)
            message = outcome.message if outcome.seat is None else None
            # What was done is said by whoever keeps it, with the change; all else is said here.
            is_note = message is not None and bool(outcome.ops) and not message.tone
            self.state = outcome.state
            if Turn in map(type, outcome.ops):
                # Who closes a round is told by what follows.
                self._open = ""
            if outcome.ops and not await self._commit(outcome.ops, message if is_note else None):
                self.state = before
                return Played(None, messages=tuple(messages))
            if self._closed:
                self._reopens()
            if message is not None and not is_note:
                messages.append(message)
            still = outcome.state == before and not (outcome.ops or outcome.leave or outcome.go)
            intent = outcome.then
        self._past_again = outcome is not None and outcome.leave == "past"
        if outcome is not None and self._past_again:
            outcome = replace(outcome, leave="on")
        refused = still and outcome is not None and outcome.message is not None and outcome.seat is None
        return Played(outcome, refused, tuple(messages))

    def look(self, *, sees: bool = False) -> Message | None:
        """What somebody else did to the step since, if that is to be said.

        Args:
            sees: Whether the person sees at once what stands there then, before the next word is typed.
        """
        ctx = self._ctx()
        again = self._reopens() if self._closed else None
        outcome = self.kind.do(ctx, self.state, Intent("look", self._open, value=sees or None))
        round_ = answering(ctx).round
        is_open = round_ is not None and round_.state == "open"
        openly = announcing.heard(ctx, round_, self._open) if round_ is not None and is_open else None
        self.state, self._open = outcome.state, round_.id if round_ is not None and is_open else ""
        self._closed = round_.id if round_ is not None and not is_open else ""
        return outcome.message or (self.end_taken() if sees else None) or openly or again

    def end_taken(self) -> Message | None:
        """Close the fields of an item that others took away; what is said where they merged it."""
        state = self.state
        name = "opened" if hasattr(state, "opened") else "filling"
        opened = getattr(state, name, None)
        if not isinstance(opened, filling.Filling) or not filling.is_over(ctx := self._ctx(), opened):
            return None
        # Most steps open without any cards.
        from aligntui.engine.cards import Cards

        if name == "filling" and not isinstance(state, Cards):
            return None
        gone, self.state = merged(ctx.view, opened.item, ctx.person), replace(state, **{name: None})
        if isinstance(state, Cards):
            at = str(gone.facts["into"]) if gone is not None else state.at
            self.state = replace(self.state, from_line=False, adding=state.from_line, at=at)
        return gone

    def _reopens(self) -> Message | None:
        """Stand as one comes in where a further round of a team is open in place of a closed one."""
        ctx = self._ctx()
        closed, round_ = self._closed, answering(ctx).round
        if ctx.run.solo or round_ is None or round_.id == closed or round_.state != "open":
            return None
        self._closed = ""
        if not any(getattr(self.state, line, None) for line in ("opened", "waiting", "adding")):
            self.state = self.kind.open(ctx)
        return said("round-opened")
