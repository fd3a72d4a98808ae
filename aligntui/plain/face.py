"""A run on the plain line: what stands there is written out, one line is answered, what came of it is said.

It has no logic of its own: what may be done, what it takes and what comes of it is the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.trace import as_text as trace_text
from aligntui.analysis.trace import trace
from aligntui.engine import mends
from aligntui.engine.kind import Errand, Intent, NextSeat, Offer, Sight, StepContext
from aligntui.engine.kinds.registry import kind_in
from aligntui.engine.live import LiveStep, Played
from aligntui.engine.messages import Message
from aligntui.engine.runs import definitions, walk
from aligntui.engine.workshop import Moved, Visit, Workshop
from aligntui.plain.lines import (
    asking_lines,
    changed_lines,
    find_in,
    name_of,
    plain,
    sight_lines,
)
from aligntui.plain.orders import ORDERS, Orders
from aligntui.plain.turn import Order, Unread, command_of, read
from aligntui.session.ops import AnyOp
from aligntui.wording.words import word

if TYPE_CHECKING:
    from aligntui.engine.client.client import Client
    from aligntui.engine.client.outcomes import Told
    from aligntui.engine.rounds.seats import Seats
    from aligntui.methods.library import Library
    from aligntui.session.model import Run

GREETING = "AlignTUI, plain line: one line in, lines out. /help names the commands, /leave leaves."


class PlainFace:
    """One person going through one run, line by line.

    Args:
        client: The session in this person's hands.
        run: The run.
        seats: Whose ballots are filled in here.
        library: Where methods are found that the session does not have yet.
        new_id: Gives a new id.
        now: The moment, ISO with seconds.
        out: Takes one line.
    """

    def __init__(
        self,
        client: Client,
        run: Run,
        seats: Seats,
        library: Library,
        new_id: Callable[[], str],
        now: Callable[[], str],
        out: Callable[[str], None],
    ) -> None:
        self.client = client
        self.seats = seats
        self.library = library
        self.left = False
        """Whether one has left."""
        self._new_id, self._now, self._out = new_id, now, out
        self._known: StepContext | None = None
        self._seat: NextSeat | None = None
        """The next person's ballot, while his name is asked for."""
        self.workshop = Workshop(
            client, run, lambda: library, self.commit, new_id, now, client.person, self._no_ballot
        )
        self.orders = Orders(self)
        self.live: LiveStep

    # what stands there

    @property
    def ctx(self) -> StepContext:
        """What the kind may know, as of the latest snapshot."""
        client, work = self.client, self.workshop
        known = self._known
        if known is None or known.view is not client.view or known.place is not work.place:
            known = self._known = StepContext(
                view=client.view, figures=client.figures, run=work.run, place=work.place, method=work.method,
                step=work.step, person=client.person, people=1, seats=self.seats,
                new_id=self._new_id, now=self._now, typed=lambda _: "", typed_below=lambda _: (),
                step_of=lambda ref: definitions.step_of(client.view.book, self.library, ref),
                hands_on=self.seats.may_hand_on, unsaved=client.unsaved,
            )  # fmt: skip
        return known

    @property
    def sight(self) -> Sight:
        """All that stands in the step."""
        return self.live.kind.sight(self.ctx, self.live.state)

    @property
    def offers(self) -> list[Offer]:
        """What may be done now."""
        return self.live.kind.offers(self.ctx, self.live.state)

    def say(self, text: str) -> None:
        """Write lines: what others wrote comes without control signs."""
        for row in text.split("\n"):
            if words := plain(row):
                self._out(words)

    def _word(self, message: Message) -> str:
        keys = {"enter": "/on", "escape": "/close"}
        return word(message, lambda name: keys.get(name) or command_of(name), self.client.view.code)

    def tell(self, told: Told) -> None:
        """Say what became of something."""
        for message in told.messages:
            self.say(self._word(message))

    async def commit(self, ops: Sequence[AnyOp], message: Message | None) -> bool:
        """Keep one change, and say what happened. False when it could not be kept."""
        if refusal := self.seats.refuses(ops):
            self.say(self._word(refusal))
            return False
        commit = await self.client.commit(ops, self._word(message) if message is not None else "")
        self.tell(commit)
        self.workshop.look()
        return commit.done

    def _no_ballot(self, round_id: str) -> str:
        message = self.seats.no_ballot(round_id)
        return self._word(message) if message is not None else ""

    # going

    async def begin(self, at: str = "") -> None:
        """Say that the plain line is on, and stand where this person stood last."""
        self.say(GREETING)
        greeting = await self.workshop.begin(at)
        await self.show(greeting)

    async def show(self, greeting: Message | None) -> None:
        """Open what stands there now, and write it out."""
        self._known = None
        self.live = LiveStep(kind_in(self.ctx), lambda: self.ctx, self.commit)
        place, work = self.workshop.place, self.workshop
        phase = f", {place.phase}" if place.phase else ""
        title = work.step.title or place.title
        self.say(f"Step {place.entry} of {walk.entries(work.run)}: {work.method.title}, {title}{phase}")
        if greeting is not None:
            self.say(self._word(greeting))
        self.write(sight_lines(self.sight))
        for words in self._waiting():
            self.say(f'Words from a screen wait in a line of this step: "{words}"')
        self.ask()

    def _waiting(self) -> list[str]:
        """Half sentences that were typed in this step on a screen; they stay where they wait."""
        drafts = self.client.drafts.all()
        return [
            draft.text for place, draft in drafts.items() if place.startswith(f"{self.workshop.place.id}/")
        ]

    def write(self, lines: Sequence[str]) -> None:
        """Write several lines."""
        for row in lines:
            self.say(row)

    def ask(self) -> None:
        """Say what is asked now."""
        self.write(asking_lines(self.sight, self.offers))

    async def answer(self, line: str) -> bool:
        """Do what a line asks for. False when it was refused, which is said."""
        if self._seat is not None:
            return self._begin_seat(line)
        if self.orders.asks:
            return await self.orders.settle(line)
        sight = self.sight
        offers = self.offers
        asked = read(
            line, offers, ORDERS, lambda words: find_in(sight, words), lambda item: name_of(sight, item)
        )
        match asked:
            case Unread():
                self.say(asked.why)
                return False
            case Order():
                return await self.orders.give(asked)
        if asked.verb == "go-on":
            return await self._on()
        if asked.verb == "go-back":
            return await self._back()
        return await self._play(asked)

    async def _play(self, intent: Intent) -> bool:
        before = self.sight
        played = await self.live.play(intent)
        if not self._told(played):
            return False
        outcome = played.outcome
        assert outcome is not None
        after = self.sight
        self.write(changed_lines(before, after))
        if outcome.go is not None:
            return await self._errand(outcome.go)
        if after.question and after.question != before.question:
            self.say(after.question)
        finding = self.live.kind.finding(self.ctx, self.live.state, {})
        if finding is not None:
            self.say(f"Remark: {finding.message} {finding.mend}".strip())
        if self._seat is None:
            self.ask()
        return True

    def _told(self, played: Played) -> bool:
        for message in played.messages:
            self.say(self._word(message))
        outcome = played.outcome
        if outcome is not None and outcome.seat is not None:
            self._hand_over(outcome.seat, outcome.message)
        return outcome is not None and not played.refused

    async def _on(self) -> bool:
        if not await self.leave_step():
            return False
        played = await self.live.play(Intent("go-on"))
        if not self._told(played) or played.outcome is None:
            return False
        if played.outcome.leave != "on":
            self.write(sight_lines(self.sight) if played.outcome.ops else [])
            self.ask()
            return True
        ctx = self.ctx
        visit = Visit(self.live.is_blank, self.live.has_asked, tuple(ctx.not_yet()))
        return await self.go(await self.workshop.on(visit))

    async def _back(self) -> bool:
        if not await self.leave_step():
            return False
        played = await self.live.play(Intent("go-back"))
        if not self._told(played) or played.outcome is None:
            return False
        if played.outcome.leave != "back":
            self.write(sight_lines(self.sight))
            self.ask()
            return True
        return await self.go(await self.workshop.back())

    async def leave_step(self) -> bool:
        """Keep what stands in the step. False when it could not be kept."""
        return self._told(await self.live.play(Intent("leave")))

    async def go(self, moved: Moved) -> bool:
        """Show where going led, or say why it led nowhere."""
        if moved.opened:
            await self.show(moved.message)
            return True
        if moved.message is not None:
            self.say(self._word(moved.message))
        if moved.ended:
            self.say("That was the last step.")
            self.say(as_text(plan(self.client.view)))
        return True

    async def _errand(self, errand: Errand) -> bool:
        if errand.to == "step":
            return await self.go(await self.workshop.go_to(errand.ref))
        if errand.to == "item":
            target = mends.writing_step(self.client.view, self.workshop.run, errand.ref)
            if target is not None:
                await self.show(await self.workshop.open(walk.index(self.workshop.run, target.id)))
                return await self.open_item(errand.ref)
        self.say(trace_text(trace(self.client.view, errand.ref)))
        self.ask()
        return True

    async def open_item(self, item: str) -> bool:
        """Open an item in the step that is shown, or put the focus on it."""
        offers = {offer.verb for offer in self.offers}
        verb = next((verb for verb in ("open", "focus") if verb in offers), "")
        return await self._play(Intent(verb, item)) if verb else True

    # one keyboard for several

    def _hand_over(self, seat: NextSeat, message: Message | None) -> None:
        self._seat = seat
        if seat.privacy == "named":
            self.say("Whose answers come next?")
        else:
            self._begin_seat("")
        if message is not None:
            self.say(self._word(message))

    def _begin_seat(self, name: str) -> bool:
        seat = self._seat
        assert seat is not None
        if seat.privacy == "named" and not plain(name):
            self.say("Whose answers come next? A name is asked for.")
            return False
        self._seat = None
        if kept_as := self.seats.hand_over(seat.round, seat.privacy, plain(name)):
            self.say(self._word(kept_as))
        self._known = None
        if seat.privacy == "named":
            self.ask()
        return True

    def farewell(self) -> None:
        """Say whether all is kept."""
        self.say("Not all is saved: it waits, and is tried again." if self.client.unsaved else "All is kept.")
