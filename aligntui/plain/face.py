"""A run on the plain line: what stands there is written out, one line answered; all else is the engine's."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from aligntui.analysis.readout import name_of as called
from aligntui.analysis.say import name
from aligntui.engine import visits
from aligntui.engine.client.conflicts import Editing
from aligntui.engine.commands import COMMANDS
from aligntui.engine.kind import Errand, Intent, NextSeat, Offer, Prompt, Sight, StepContext
from aligntui.engine.kinds.registry import kind_in
from aligntui.engine.live import LiveStep, Played
from aligntui.engine.messages import Message
from aligntui.engine.rounds import announcing
from aligntui.engine.rounds.answering import answering
from aligntui.engine.runs import walk
from aligntui.engine.runs.clock import RunClock
from aligntui.engine.ways_back import WayBack
from aligntui.engine.workshop import Workshop
from aligntui.plain import ways_back
from aligntui.plain.doubt import Doubt
from aligntui.plain.lines import (
    asking_lines,
    changed_lines,
    find_in,
    moved_lines,
    name_of,
    plain,
    sight_lines,
)
from aligntui.plain.meanwhile import Meanwhile
from aligntui.plain.orders import ORDERS, give
from aligntui.plain.question import Asks, Question, Take, Walk, Way, ways_of
from aligntui.plain.sentences import PLAIN
from aligntui.plain.turn import SHORT, Choice, Order, Unread, asked, command_of, is_command, listed, read
from aligntui.session.ops import AnyOp
from aligntui.text.clean import clean_line
from aligntui.wording.words import word

if TYPE_CHECKING:
    from aligntui.engine.client.client import Client
    from aligntui.engine.client.company import Company
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
        company: Who else is here; nobody where it is left out.
        clock: Seconds that only grow, for the timer.
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
        company: Company | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.client, self.library = client, library
        self.seats = seats
        self.left = False
        """Whether one has left."""
        self.becomes = self.goes_to = ""
        """The name under which, or the run (its id) in which one goes on, where one left for that."""
        self.now = now
        self._out = out
        self._known: StepContext | None = None
        self._seat: NextSeat | None = None
        """The next person's ballot, while his name is asked for."""
        self.meanwhile = Meanwhile(self, company)
        here, person = self.meanwhile.company, None if client.handle.permit.restricted else client.person
        of_run = RunClock(
            clock, now, person, lambda: here.elsewhere, leads=lambda of: here.role(of) == "lead",
            stands=lambda: bool(client.handle.read_only) or client.unsaved,
        )  # fmt: skip
        self.workshop = Workshop(
            client, run, lambda: library, self.commit, new_id, now, client.person, of_run, here,
            lambda ref: self.word(self.seats.no_ballot(ref)),
        )  # fmt: skip
        self.live: LiveStep
        self.question: Question | None = None
        """What an order asks, while the next line answers it."""
        self._menu: tuple[Offer | None, list[Choice]] = (None, [])
        """What was asked last: an offer that a line is the value of, or a list."""
        self._doubt, self._has_asked, self._remark = Doubt({*COMMANDS, *ORDERS, *SHORT}), False, ""
        self._arrived = False
        self._edits: Editing | None = None
        self.way_back: WayBack | None = None

    # what stands there

    @property
    def ctx(self) -> StepContext:
        """What the kind may know, as of the latest snapshot."""
        work = self.workshop
        self._known = work.context(work.method, work.step, self.seats, self._known)
        return self._known

    @property
    def sight(self) -> Sight:
        """All that stands in the step."""
        return self.live.kind.sight(self.ctx, self.live.state)

    @property
    def offers(self) -> list[Offer]:
        """What may be done now."""
        return self.live.kind.offers(self.ctx, self.live.state)

    def say(self, text: str | Message | None) -> bool:
        """Write lines: what others wrote comes without control signs. True: it is done with that."""
        for row in (text if isinstance(text, str) else self.word(text)).split("\n"):
            words = plain(row)
            # Rules are for the eye; read aloud they are noise.
            if any(sign.isalnum() for sign in words):
                self._out(words)
        return True

    def refuse(self, why: str | Message) -> bool:
        """Say why something is not done. False."""
        return not self.say(why)

    def word(self, message: Message | None) -> str:
        """A message in the words of the plain line; "" for none."""
        return word(message, command_of, partial(name, self.client.view), PLAIN) if message else ""

    def at(self) -> str:
        """The step, as others may know it; nothing in a round whose answers bear no name, and before any."""
        return announcing.known_place(self.workshop.step, self.workshop.place) if self._arrived else ""

    def editing(self) -> Editing | None:
        """The field whose words the line brings, as this person saw it; None when it brings none."""
        return self._edits

    def tell(self, told: Told) -> None:
        """Say what became of something."""
        for message in told.messages:
            self.say(message)

    async def commit(self, ops: Sequence[AnyOp], message: Message | None) -> bool:
        """Keep one change, and say what happened. False when it could not be kept."""
        if refusal := self.seats.refuses(ops):
            return self.refuse(refusal)
        self.workshop.room.note(ops)
        commit = await self.client.commit(ops, self.word(message))
        self.tell(commit)
        self.workshop.look()
        return commit.done

    # going

    async def begin(self, at: str = "", *, guide: bool = False) -> None:
        """Say that the plain line is on, and stand where this person stood last, its guide said or not."""
        self.say(GREETING)
        await self.meanwhile.beat()
        self.seats.cover(self.meanwhile.doubt(), alone=self.workshop.run.solo)
        reads = self.meanwhile.read_former()
        greeting = await self.workshop.begin(at)
        await self.workshop.take_clock()
        self.say(self.client.news())
        if guide:
            await give(self, Order("guide"))
        await self.show(reads or greeting)
        self.meanwhile.say_standing()
        self.say(self.seats.no_ballot("") if self.seats.covered else self.meanwhile.doubt())
        if self.question is None:
            self.ask()

    def place_line(self) -> str:
        """Where one stands: `Step 3 of 9: SWOT, What helps us?, write`."""
        place, work = self.workshop.place, self.workshop
        phase = f", {place.phase}" if place.phase else ""
        title = work.step.title or place.title
        whose = f" ({self.live.whose})" if self.live.whose else ""
        return f"Step {place.entry} of {walk.entries(work.run)}: {work.method.title}, {title}{phase}{whose}"

    async def show(self, greeting: Message | None, within: Any = None) -> bool:
        """Open what stands there now, or where one stood in it, and write it out. True."""
        self._known, self._arrived = None, True
        self.forget_asked()
        self.meanwhile.arrive()
        self.live = LiveStep(kind_in(self.ctx), lambda: self.ctx, self.commit, within)
        self.say(self.place_line())
        self.say(self.live.heard(greeting))
        self.say(announcing.remark(answering(self.ctx)))
        self.write(sight_lines(self.sight))
        self.write([f'Words wait in a line of this step: "{words}"' for words in self.meanwhile.waiting()])
        if (asks := self.live.begins) is not None:
            self._prompt(asks)
        return True

    def write(self, lines: Sequence[str]) -> bool:
        """Write several lines. True: it is done with that."""
        return self.say("\n".join(lines))

    def put(self, ask: str, ways: Sequence[Way] = (), take: Take | None = None, asks: Asks = None) -> bool:
        """Ask something that the next line answers: by the number of a way, or in words. True."""
        self.question = Question(tuple(ways), take, asks)
        return self.write([ask, *(f"{number} {words}" for number, (words, _) in enumerate(ways, start=1))])

    async def nothing(self) -> bool:
        """Leave all as it is, and say so."""
        return self.say("Left as it is.")

    def _asks(self) -> tuple[Offer | None, list[Choice]]:
        wanted, sight = asked(self.offers), self.sight
        named = partial(name_of, sight)
        return wanted, [] if wanted is not None else listed(self.offers, named, self.called)

    def called(self, item: str) -> str:
        """Code and words of an item; "" for anything else."""
        return plain(called(item, self.client.view)) if item in self.client.view.session.items else ""

    def ask(self) -> None:
        """Say what is asked now."""
        before, self._menu = self._menu, self._asks()
        self._has_asked = True
        is_same = before == self._menu and bool(before[1])
        same = "A number picks from the same list; /look says it again."
        self.write([same] if is_same else asking_lines(self.sight, self.offers, self.called))

    def forget_asked(self) -> None:
        """Have all that is asked said in full once more."""
        self._menu = (None, [])

    async def answer(self, line: str) -> bool:
        """Take in what others did, and do what a line asks for. False when it was refused, which is said."""
        self._has_asked = False
        intent = self._read(line) if self.question is None and self._seat is None else None
        self._edits = None
        if isinstance(intent, Intent) and intent.verb == "fill":
            self._edits = Editing(intent, intent.item, intent.field)
        had, moved = self.question, await self.meanwhile.look()
        if moved and (self._menu != self._asks() or self.question is not had) and not is_command(line):
            self.say("What is asked has changed with it; your line was not taken.")
            self.ask()
            return False
        done = await self._answer(line)
        await self.meanwhile.go_along()
        if done and not (self._has_asked or self.left or self.question or self._seat):
            self.ask()
        return done

    def _read(self, line: str) -> Intent | Order | Unread:
        return read(line, self.offers, ORDERS, partial(find_in, self.sight))

    async def _answer(self, line: str) -> bool:
        if self._seat is not None and not is_command(line):
            return self._begin_seat(line)
        question, self.question = self.question, None
        if question is not None and not is_command(
            line, among={*COMMANDS, *ORDERS, *SHORT} if question.take else None
        ):
            if (act := question.act(clean_line(line))) is not None:
                return await act()
            self.say(f"A number from 1 to {len(question.ways)} is asked; a command leaves all as it is.")
            self.question = question
            return False
        match intent := self._doubt.settle(line, self._read(line)):
            case Unread():
                return self.refuse(intent.why)
            case Order():
                return await give(self, intent)
        if intent.verb in ("go-on", "go-back"):
            return await self._walk(intent.verb)
        return await self.play(intent)

    def _prompt(self, ask: Prompt, walk: Walk | None = None) -> bool:
        ways = ways_of(ask, self.word, walk or self._walk, self.play, self.nothing)
        return self.put(self.word(ask.message), ways, asks=None if walk is not None else ask)

    async def play(self, intent: Intent) -> bool:
        """Do what an intent asks for, and say what came of it. False when it was refused, which is said."""
        before, field = self.sight, ways_back.field(self)
        played = await self.live.play(intent)
        self.meanwhile.keep_words(intent, kept=played.outcome is not None)
        if not self._told(played):
            return False
        outcome = played.outcome
        assert outcome is not None
        if outcome.ask is not None:
            return self._prompt(outcome.ask)
        self.write(changed_lines(before, after := self.sight))
        if outcome.go is not None:
            return await self._errand(outcome.go)
        if self.way_back is not None and self.way_back.is_done(field, ways_back.field(self)):
            return await self.leave_step() and await ways_back.come_back(self)
        if after.question and after.question != before.question:
            self.say(after.question)
        if (remark := ways_back.remark(self)) != self._remark:
            self.say(remark)
        self._remark = remark
        # Behind the last field, or with nothing more to write, one goes on.
        return outcome.leave != "on" or await self._walk("go-on")

    def _told(self, played: Played) -> bool:
        outcome = played.outcome
        # Words that could not be kept are typed once more into what stood open for them.
        for message in (*played.messages, self.live.look(sees=outcome is not None)):
            self.say(message)
        if outcome is not None and outcome.seat is not None:
            self._hand_over(outcome.seat, outcome.message)
        is_wrong = any(message.tone == "error" for message in played.messages)
        return outcome is not None and not played.refused and not is_wrong

    async def _walk(self, verb: str, key: str = "") -> bool:
        """Go on or back: within the step, else out of it; with the key chosen where it was asked."""
        if not await self.leave_step():
            return False
        if self.way_back is not None:
            return await ways_back.come_back(self)
        before = self.sight
        played = await self.live.play(Intent(verb, value=key or None))
        if not self._told(played) or played.outcome is None:
            return False
        if played.outcome.ask is not None:
            return self._prompt(played.outcome.ask)
        is_on = verb == "go-on"
        if played.outcome.leave != verb.removeprefix("go-"):
            whole = bool(played.outcome.ops) or not is_on
            return self.write(sight_lines(self.sight) if whole else moved_lines(before, self.sight))
        visit = self.live.visit(self.ctx.not_yet())
        return await self.go(self.workshop.on(visit) if is_on else self.workshop.back())

    async def leave_step(self) -> bool:
        """Keep what stands in the step. False when it could not be kept."""
        return self._told(await self.live.play(Intent("leave")))

    async def open_step(self, step: str, phase: str = "", *, looks: bool = False) -> bool:
        """Leave this step, and show or only look at another one. False when something could not be kept."""
        if not await self.leave_step():
            return False
        self.way_back, work = None, self.workshop
        if not looks:
            return await self.go(work.jump(step))
        return await self.show(await work.open(walk.index(work.run, step), phase, looks=True))

    async def go(self, going: Awaitable[visits.Moved]) -> bool:
        """Show where going led, or say why it led nowhere."""
        moved = await going
        self.say(moved.closing)
        if moved.run:
            self.goes_to, self.left = moved.run, True
        if (onward := moved.then) is not None and moved.ask is not None:
            return self._prompt(moved.ask, lambda _, key: self.go(onward(key)))
        if moved.opened:
            return await self.show(moved.message)
        if moved.ended:
            await give(self, Order("results"))
        return self.say(moved.message)

    async def _errand(self, errand: Errand) -> bool:
        if errand.to == "step":
            return await self.go(self.workshop.go_to(errand.ref))
        if errand.to == "item":
            return await ways_back.go_to_item(self, errand.ref, errand.step)
        return ways_back.say_why(self, errand.ref)

    # one keyboard for several

    def _hand_over(self, seat: NextSeat, message: Message | None) -> None:
        self._seat = seat
        if seat.asks_name:
            self.say("Whose answers come next?")
        else:
            self._begin_seat("")
        self.say(message)

    def _begin_seat(self, name: str) -> bool:
        seat = self._seat
        assert seat is not None
        if seat.asks_name and not plain(name):
            return self.refuse("Whose answers come next? A name is asked for.")
        self._seat = None
        self.say(self.seats.hand_over(seat, plain(name)))
        self._known = None
        return True
