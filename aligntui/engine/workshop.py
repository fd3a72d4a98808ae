"""Going through a run: where one stands, on and back, errands to another step and home again.

A face asks the step it shows first (`go-on` of its kind); what the step does not use comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine import mends
from aligntui.engine.client.company import Company
from aligntui.engine.following import Following
from aligntui.engine.kind import StepContext
from aligntui.engine.live import Commit
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds.announcing import begun, come_in, greeting
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs import conditions, definitions, leading, other_path, walk
from aligntui.engine.runs.clock import MORE, Reading, RunClock
from aligntui.engine.visits import Moved, Visit, speaks_against
from aligntui.methods.types import Method, Need, Step
from aligntui.session import head
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import AnyOp
from aligntui.session.roles import Role
from aligntui.store.values import Position

if TYPE_CHECKING:
    from aligntui.methods.library import Library


class Hold(Protocol):
    """A session in one person's hands, as going through it asks for it."""

    view: View
    figures: Figures


class Workshop:
    """One person's way through one run.

    Args:
        hold: The session: its latest snapshot.
        run: The run.
        library: Gives where methods are found that the session does not have yet; asked for only then.
        commit: Keeps changes.
        new_id: Gives a new id.
        now: The moment, ISO with seconds.
        person: Who writes here.
        clock: How this person reads and moves the clock of the run.
        company: Who else is here.
        no_ballot: Why this person cannot answer a round here, in words; "" when one can.

    Attributes:
        place: The step of the run one stands on.
        method: Its method.
        step: What is shown: the step of the run, or for a moment a small one beside it.
        beside: Whether a small step stands in place of the run's own.
        clock: The clock of the run, as it is read and moved here.
        room: This person beside whoever leads.
        alone_for: Need for want of which the step is gone through alone.
    """

    def __init__(
        self,
        hold: Hold,
        run: Run,
        library: Callable[[], Library],
        commit: Commit,
        new_id: Callable[[], str],
        now: Callable[[], str],
        person: str,
        clock: RunClock,
        company: Company,
        no_ballot: Callable[[str], str] = lambda _: "",
    ) -> None:
        self.place: RunStep = run.steps[0]
        self.method, self.step = walk.stand_in(self.place)
        self.beside = False
        self.clock = clock
        self.room = Following(
            company, lambda: self.sitting, lambda: self._hold.view.book, lambda: self._hold.view.session
        )
        self._role_in: tuple[View | None, Collection[str], Role] = (None, (), "lead")
        """A snapshot, those who are there, and the own role with them: kinds ask for it many times a key."""
        self.alone_for: Need | None = None
        self._hold = hold
        self._first = run
        self._library = library
        self._commit = commit
        self._new_id = new_id
        self._now = now
        self._person = person
        self._no_ballot = no_ballot
        self._sent_from: dict[str, str] = {}
        """Step to which one was sent for what is missing -> the step that sent one there."""

    # where one stands

    @property
    def run(self) -> Run:
        """The run as it stands; as of one person alone where the step is played so."""
        return other_path.played(self.sitting, self.alone_for)

    @property
    def sitting(self) -> Run:
        """The run as it stands, whoever goes through the step."""
        return self._hold.view.session.runs.get(self._first.id, self._first)

    @property
    def reading(self) -> Reading:
        """What the clock says."""
        return self.clock.read(self.run, self.place.entry)

    @property
    def position(self) -> Position:
        """Where one stands, as it is remembered beside the person and never in the session."""
        return Position(run=self._first.id, step=self.place.id, phase=self.place.phase)

    def context(
        self,
        method: Method,
        step: Step,
        seats: Seats,
        known: StepContext | None,
        typed: Callable[[str], str] = lambda _: "",
        typed_below: Callable[[str], Sequence[str]] = lambda _: (),
    ) -> StepContext:
        """What the kind of a step may know: `known` again while snapshot, place and people are the same.

        Args:
            method: The method of the step.
            step: The step.
            seats: Whose ballots are filled in here.
            known: What was known last; None where nothing was.
            typed: Words that wait in a line by its place.
            typed_below: Places that begin so at which words wait, the latest first.
        """
        hold, place, company = self._hold, self.place, self.room.company
        here, lately = company.names, company.lately
        if not (self._role_in[0] is hold.view and self._role_in[1] is lately):
            self._role_in = (hold.view, lately, self.room.role)
        role = self._role_in[2]
        stands = known is not None and known.view is hold.view and known.place is place
        if known is not None and stands and (known.here, known.role) == (here, role):
            return known
        return StepContext(
            view=hold.view, figures=hold.figures, run=self.run, place=place, method=method, step=step,
            person=self._person, people=company.people, here=here, seats=seats, new_id=self._new_id,
            now=self._now, typed=typed, typed_below=typed_below, step_of=self._step_of,
            hands_on=seats.may_hand_on, role=role,
        )  # fmt: skip

    def _step_of(self, ref: str) -> tuple[Method, Step] | None:
        book = self._hold.view.book
        return book.step(ref) or definitions.step_of(book, self._library(), ref)

    def look(self) -> Message | None:
        """Take the place as it stands in the snapshot; what is said when somebody else began a phase."""
        phase, place = self.place.phase, self.place
        place = next((s for s in self.run.steps if s.id == place.id), place)
        if not place.phase and not (self.room.may("move") and self.room.goes_along):
            # Whoever looks at what nobody has begun sees it as it will begin.
            place = replace(place, phase=next(iter(walk.phases(self.step, self.run)), ""))
        self.place = place
        return begun(self.place, self._greeting()) if self.place.phase != phase else None

    async def begin(self, at: str = "") -> Message | None:
        """Stand where this person stood last, else at what is begun or untouched.

        Args:
            at: Id of the step of the run; "" when no position is known.
        """
        view, figures = self._hold.view, self._hold.figures
        start = walk.index(self.run, at) if at else head.resume(self.run)
        if (joins := self.room.joins()) is not None:
            greeting = await self.open(walk.index(self.run, joins.id))
            return self.room.arrived(self.place, greeting)
        here = self.run.steps[start]
        if conditions.is_skipped(view, here) or not (at or conditions.is_wanted(view, figures, here)):
            start = conditions.onward(view, figures, self.run, start) or start
        return await self.open(start) if at else come_in(self.room, self.run, view, await self.open(start))

    async def open(self, number: int, phase: str = "", *, looks: bool = False) -> Message | None:
        """Stand on a step of the run; what it says before the first key.

        Args:
            number: Its place in the run; too small or too large is the first or the last.
            phase: The phase; "" for the one it is in, or its first.
            looks: An errand: the room stays where it is, and a phase that the run lacks is passed over.
        """
        place = self.run.steps[max(0, min(number, len(self.run.steps) - 1))]
        self.place, self.beside = place, False
        if place.id not in {*self._sent_from, *self._sent_from.values()}:
            self._sent_from.clear()
        await self._keep(definitions.lists_for(self._hold.view, self._library, place.step))
        pair = self._hold.view.book.step(place.step)
        self.method, self.step = pair if pair is not None else walk.stand_in(place)
        figures = partial(self._hold.figures.part, self.method.method)
        self.alone_for = other_path.alone_for(self._hold.view, self.method, self.step, figures)
        self.step = other_path.spoken(self.step, self.run, self._hold.figures, self.method)
        names = walk.phases(self.step, self.run)
        known = phase if phase in names or not looks else ""
        wanted = known or (place.phase if place.phase in names else next(iter(names), ""))
        self.room.arrive(place)
        if self.room.may("move") and not (looks and self.room.joins() is not None):
            ops = walk.set_on(self.run, place, "phase", wanted)
            # Going to what was skipped takes it up again; who only looks leaves it so.
            if place.state == "todo" or (place.state == "skipped" and not looks):
                ops += walk.set_on(self.run, place, "state", "begun")
            await self._keep([*ops, *self.room.comes(place, looks=looks)])
            await self._keep(self.clock.follow(self.run, place.id))
            self.room.arrive(place)
        self.look()
        return self._greeting()

    async def follow(self) -> Moved:
        """Go where the room is."""
        if (run := self.room.run).id != self._first.id and not self.room.reads:
            return Moved(run=run.id)
        if (there := leading.stands_at(self.sitting)) is None or there.id == self.place.id:
            return Moved(message=said("all-here", "hint"))
        greeting = await self.open(walk.index(self.run, there.id))
        return Moved(opened=True, message=self.room.arrived(self.place, greeting))

    def _greeting(self) -> Message | None:
        """Who will see the answers; alone why it is gone through so. Nothing while a former run is read."""
        if self.room.reads:
            return None
        if self.alone_for is not None:
            return said("as-told", words=self.alone_for.why)
        return greeting(self._hold.view, self.run, self.step, self.place, self._no_ballot, self.room.role)

    async def open_beside(self, step: Step) -> Message:
        """Show a small step in place of the present one; going on or back returns to it."""
        self.step, self.beside = step, True
        return said("beside")

    # the clock

    async def take_clock(self) -> None:
        """One sits in the run now: the clock counts."""
        await self._keep(self.clock.take(self.run, self.place.id, self._hold.view.session.meta.changed))

    async def leave_clock(self) -> None:
        """One goes: what it has counted is kept."""
        await self._keep(self.clock.leave(self.run))

    async def pause(self) -> Message:
        """Pause the clock, or let it go on."""
        if not self.room.may("clock"):
            return self.room.refused("clock")
        await self._keep(self.clock.toggle(self.run, self.place.id, self._person))
        return said("clock-paused" if self.reading.paused else "clock-on")

    async def extend(self) -> Message:
        """Two more minutes for this line of the agenda; from now when its time is over."""
        from aligntui.engine.runs import running_order

        clock = self.run.clock
        if not self.room.may("clock"):
            return self.room.refused("clock")
        on = next((step for step in self.run.steps if clock and step.id == clock.step), self.place)
        await self._keep(running_order.extend(self.clock.live(self.run), on, MORE))
        return said("clock-more", minutes=self.reading.total // 60)

    async def _keep(self, ops: Sequence[AnyOp]) -> None:
        if ops and not self.room.reads:
            await self._commit(ops, None)

    # on and back

    async def on(self, visit: Visit) -> Moved:
        """Next phase, next step. What speaks against it is said at once, once in a visit."""
        if self.beside:
            return await self._opened(self.place, self.place.phase)
        if self.room.reads:
            return await self._turn_page(1)
        if not self.room.may("move"):
            return Moved(message=self.room.be_done(self.place))
        if onward := visit.onward(walk.phases_after(self.step, self.run, self.place)):
            if waits := self.room.asks_first(self.place, onward[0]):
                return waits
            if middle := conditions.middle(self._hold.view.book, self.run, self.place, onward[0]):
                return await self._opened(middle)
            moved = await self._in_phase(onward[0])
            return replace(moved, message=visit.done or moved.message)
        from aligntui.engine.runs import handover, successor

        closing = self.closing(visit.not_yet)
        view, figures = self._hold.view, self._hold.figures
        number = walk.index(self.run, self.place.id)
        target = conditions.onward(view, figures, self.run, number)
        if (sender := self.sender) is not None:
            # The steps between were not passed over: one was only sent here from further on, or from before.
            target, number = sender, sender - 1
        elif (resumed := conditions.resumed(view.book, self.run, self.place)) is not None:
            await self._commit(conditions.second_round(view, self.run, self.place, self.step, resumed), None)
            return await self._opened(resumed, conditions.AGAIN)
        ends = self.room.asks_end(self.place) if target is None else None
        against = None if visit.asked else speaks_against(visit, closing, ends)
        then = self.room.once(self.place, "leave", against) or ends
        if asks := self.room.asks_first(self.place, "", then=then):
            return asks
        self._sent_from.pop(self.place.id, None)
        left = mends.asked_of(view, figures, self.method, self.step)
        over = conditions.passed(self.run, number + 1, len(self.run.steps) if target is None else target)
        await self._commit([*walk.finished(view, self.run, self.place, self.step), *over], None)
        view = self._hold.view
        copies, copied = handover.pushed(view, self.step, self._new_id, by=self._person, at=self._now())
        if copied is not None:
            # A change of its own: undo takes the copies back, and the step stays done.
            await self._commit(copies, replace(copied, tone=""))
        if target is None:
            await self._keep(self.clock.rest(self.run))
            more = copied or visit.done
            more = more or successor.named(view.session, self.sitting, self._library().methods())
            return Moved(False, not self.step.shows_plan, closing, self.room.end(more))
        greeting = await self.open(target)
        return Moved(opened=True, closing=closing, message=copied or visit.done or greeting or left)

    @property
    def sender(self) -> int | None:
        """Place in the run of the step that sent one to this one for what it misses; None: none did."""
        back = self._sent_from.get(self.place.id)
        return next((n for n, step in enumerate(self.run.steps) if step.id == back), None)

    def closing(self, not_yet: Sequence[str] = ()) -> Message | None:
        """The sentence with which the step closes, in its last phase, once nothing is `not_yet` there."""
        if not_yet or self.beside or self.place.phase not in ("", *walk.phases(self.step, self.run)[-1:]):
            return None
        view = self._hold.view
        rounds = view.rounds(f"{self.method.method}/{self.step.id}", self.run.id)[-1:]
        if any(one.state == "open" and any(b.answers for b in view.ballots(one.id)) for one in rounds):
            # Figures know what was agreed: of what is being answered anew they would say what is past.
            return None
        from aligntui.engine.runs.last_words import closing

        asks = partial(mends.worded, view, self.method, self.step, self.place.phase)
        return closing(view, self._hold.figures, self.method, self.step, asks)

    async def back(self) -> Moved:
        """Phase before, step before."""
        if self.beside:
            return await self._opened(self.place, self.place.phase)
        if self.room.reads:
            return await self._turn_page(-1)
        if not self.room.may("move"):
            return Moved(message=self.room.refused("move"))
        if waits := self.room.asks_first(self.place, "", "go-back"):
            return waits
        if phase := walk.phase_before(self._hold.view, self.step, self.run, self.place):
            return await self._in_phase(phase)
        number = walk.index(self.run, self.place.id)
        before = conditions.onward(self._hold.view, self._hold.figures, self.run, number, -1)
        if before is None:
            return Moved(message=said("first-step"))
        return await self.jump(self.run.steps[before].id)

    async def jump(self, step: str, key: str = "") -> Moved:
        """Go to a step by its id, with the way (`key`) chosen where it is asked what would stay hidden."""
        from aligntui.engine.rounds import departing

        number = walk.index(self.run, step)
        to = departing.Departure(self._hold, self.sitting, self.room, self.run.steps[number])
        waits = await to.first(self._keep, key, partial(self.jump, step))
        return waits or Moved(opened=True, message=await self.open(number))

    async def _turn_page(self, step: int) -> Moved:
        """The step beside, in a former sitting that is read."""
        number = walk.index(self.run, self.place.id) + step
        if not 0 <= number < len(self.run.steps):
            return Moved(message=said("last-step-read" if step > 0 else "first-step", "hint"))
        return Moved(opened=True, message=await self.open(number))

    async def _in_phase(self, phase: str) -> Moved:
        await self._commit(walk.set_on(self.run, self.place, "phase", phase), None)
        return await self._opened(self.place, phase)

    async def _opened(self, place: RunStep, phase: str = "") -> Moved:
        return Moved(opened=True, message=await self.open(walk.index(self.run, place.id), phase))

    async def go_to(self, ref: str) -> Moved:
        """Go to a step by `method/step`, and back once it is done; it joins session and run where it must."""
        origin = self.place
        if all(step.step != ref for step in self.run.steps):
            ops, book = definitions.brought(self._hold.view.session, self._library(), ref)
            joined = walk.join(self.run, origin, ref, book, self._new_id)
            if not joined or not await self._commit([*ops, *joined], None):
                return Moved()
        target = next((step.id for step in self.run.steps if step.step == ref), self.run.steps[0].id)
        self._sent_from[target] = origin.id
        return await self.jump(target)
