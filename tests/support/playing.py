"""A step played without a screen and without a file: intents in, changes applied, messages kept.

play = Play("vision/tests").tell("vision")
play.do("answer", value=4)
assert play.last == "out-of-range"
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Sequence
from typing import Any

import msgspec
from case_session import ALL, Writer, write

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.hidden_cards import seen_by
from aligntui.engine.kind import Intent, Offer, Outcome, Sight, StepContext
from aligntui.engine.kinds.registry import kind_in
from aligntui.engine.messages import Message
from aligntui.engine.rounds import announcing
from aligntui.engine.rounds.answering import answering
from aligntui.engine.runs.definitions import step_of
from aligntui.engine.runs.start import begin
from aligntui.engine.runs.walk import phases
from aligntui.methods.library import Library
from aligntui.session.apply import apply
from aligntui.session.model import Change, Meta, Run, RunStep, Session
from aligntui.session.ops import AnyOp
from aligntui.session.roles import Role
from aligntui.session.undo import Blocked, undo

PERSON = "Ines Calder"


@functools.cache
def shared_library() -> Library:
    """The built-in workshops, for all plays of a process: no step changes a definition."""
    return Library()


class Seats:
    """Ballots of the people who answer at one place."""

    def __init__(self, person: str) -> None:
        self.person = person
        self.number = 0
        self.keeps_lines = False

    def mark(self, round_id: str, privacy: str) -> str | None:
        """Name, or a mark of this person and seat."""
        if privacy == "named":
            return self.person if not self.number else f"{self.person} {self.number}"
        return f"mark-{self.person}-{self.number}"

    known = mark

    def next_mark(self, round_id: str) -> str:
        """Mark of the next ballot here."""
        return f"mark-{self.person}-{self.number + 1}"

    def seat(self, round_id: str) -> int:
        """Ballots handed in here before."""
        return self.number


class Play:
    """One person in one step of a session that lives in memory."""

    def __init__(
        self,
        at: str,
        *,
        phase: str = "",
        solo: bool = True,
        people: int = 1,
        person: str = PERSON,
        role: Role = "lead",
        library: Library | None = None,
        beside: Play | None = None,
        session: Session | None = None,
        run: str = "",
    ) -> None:
        """`beside` is another person's play: both share its session, and its run where that has the step.

        `session` is one that there is already, `run` that of its runs which has the step.
        """
        self.shared: dict[str, Any] = beside.shared if beside is not None else {}
        self.person, self.people, self.role = person, people, role
        self.seats = Seats(person)
        self.typed: dict[str, str] = {}
        self.said: list[Message] = []
        self.outcomes: list[Outcome[Any]] = []
        if beside is None:
            self.shared |= {"ids": itertools.count(1), "clock": itertools.count(0)}
            self.shared["library"] = library or shared_library()
            self.session = session or Session(meta=Meta(id="s1", title="Played"))
        self.run_id = beside.run_id if beside is not None else run
        if not self.run_id or ("/" in at and at not in [step.step for step in self.run.steps]):
            books: Library = self.shared["library"]
            known = self.session if beside is not None or session is not None else None
            found = books.find(at.partition("/")[0])
            run, ops = begin(found, books, known, self.new_id, self.now(), solo)
            self.keep(ops)
            self.run_id = run.id
        step = next(s for s in self.run.steps if s.step == at or "/" not in at)
        pair = book_of(self.session).step(step.step)
        names = phases(pair[1], self.run) if pair is not None else []
        phase = phase or step.phase or next(iter(names), "")
        if step.phase != phase:
            self.session = self._in_phase(step, phase)
        self.step_id = step.id
        self._known: StepContext | None = None
        self.kind = kind_in(self.ctx)
        self.state: Any = self.kind.open(self.ctx)

    def tell(self, *parts: str) -> Play:
        """Write parts of the Millrace case into the session, as somebody else."""
        writer = Writer(self.session, self.now(), self.person)
        write(writer, list(parts or ALL))
        author, self.person = self.person, "Dot Okafor"
        self.keep(writer.ops)
        self.person = author
        self.kind = kind_in(self.ctx)
        self.state = self.kind.open(self.ctx)
        return self

    def sit_later(self, at: str) -> Play:
        """In a sitting that begins at another moment; the clock of the play goes on an hour behind it."""
        run = msgspec.structs.replace(self.run, id="later", at=at, as_of=at[:10])
        self.session = msgspec.structs.replace(self.session, runs={**self.session.runs, run.id: run})
        self.run_id = run.id
        begun = dt.datetime.fromisoformat(at) + dt.timedelta(hours=1)
        ticks = self.shared["clock"]
        self.now = lambda: (begun + dt.timedelta(seconds=next(ticks) % 60)).isoformat()  # type: ignore[method-assign]
        self.state = self.kind.open(self.ctx)
        return self

    # the session

    @property
    def session(self) -> Session:
        """The session as it stands."""
        found: Session = self.shared["session"]
        return found

    @session.setter
    def session(self, session: Session) -> None:
        self.shared["session"] = session

    @property
    def run(self) -> Run:
        """The run."""
        return self.session.runs[self.run_id]

    def _in_phase(self, step: RunStep, phase: str) -> Session:
        here = msgspec.structs.replace(step, phase=phase, state="begun")
        steps = [here if s.id == step.id else s for s in self.run.steps]
        run = msgspec.structs.replace(self.run, steps=steps)
        return msgspec.structs.replace(self.session, runs={**self.session.runs, run.id: run})

    def new_id(self) -> str:
        """The next id."""
        return f"i{next(self.shared['ids']):04}"

    def now(self) -> str:
        """The next second."""
        seconds = next(self.shared["clock"])
        return f"2026-11-21T14:{seconds // 60 % 60:02}:{seconds % 60:02}+00:00"

    def keep(self, ops: Sequence[AnyOp]) -> None:
        """Apply one change of this person."""
        change = Change(
            id=self.new_id(), at=self.now(), by=self.person, base=self.session.meta.rev, ops=list(ops)
        )
        self.session = apply(self.session, change).session

    def undo(self) -> bool:
        """Take back the own last change."""
        change = undo(self.session, self.person, at=self.now(), new_id=self.new_id)
        if isinstance(change, Blocked):
            return False
        self.session = apply(self.session, change).session
        return True

    # the step

    @property
    def view(self) -> View:
        """The snapshot."""
        return self.ctx.view

    @property
    def ctx(self) -> StepContext:
        """What the kind may know now."""
        known = self._known
        seat = self.seats.number
        if known is None or known.view.session is not self.session or self.shared.get("seat") != seat:
            self.shared["seat"] = seat
            view = seen_by(self.session, book_of(self.session), self.person, self.run)
            place = next(s for s in self.run.steps if s.id == self.step_id)
            pair = view.book.step(place.step)
            assert pair is not None
            known = self._known = StepContext(
                view=view, figures=Figures(view), run=self.run, place=place, method=pair[0], step=pair[1],
                person=self.person, people=self.people, seats=self.seats, new_id=self.new_id, now=self.now,
                step_of=lambda ref: step_of(view.book, self.shared["library"], ref),
                typed=lambda place: self.typed.get(place, ""),
                typed_below=lambda start: [p for p in self.typed if p.startswith(start)], role=self.role,
            )  # fmt: skip
        return known

    def openly(self) -> Play:
        """Begin the round with names, as it is asked where few are here."""
        self.keep(announcing.begin(self.ctx, self.state, Intent(announcing.BEGIN, value="named")).ops)
        return self

    def close(self) -> Outcome[Any]:
        """Hand in, where that is not done, and close the round for all, where it is asked as that."""
        if not answering(self.ctx).is_in and answering(self.ctx).answers:
            self.do("go-on")
        closed = self.do("go-on")
        return self.do("go-on", value="close") if closed.ask is not None else closed

    @property
    def asked(self) -> str:
        """Id of what was asked last, "" when the last outcome asks nothing."""
        prompt = self.outcomes[-1].ask
        return prompt.message.id if prompt is not None else ""

    def do(self, verb: str, item: str = "", field: str = "", value: Any = None) -> Outcome[Any]:
        """Do something and what follows from it; the last outcome."""
        intent: Intent | None = Intent(verb, item, field, value)
        while intent is not None:
            outcome = self.kind.do(self.ctx, self.state, intent)
            if outcome.ops:
                self.keep(outcome.ops)
            self.state = outcome.state
            self.outcomes.append(outcome)
            if outcome.message is not None:
                self.said.append(outcome.message)
            if outcome.seat is not None:
                self.seats.number = 0 if outcome.seat.is_own else self.seats.number + 1
            intent = outcome.then
        return self.outcomes[-1]

    @property
    def last(self) -> str:
        """Id of the message said last; "" when the last intent said nothing."""
        return self.outcomes[-1].message.id if self.outcomes and self.outcomes[-1].message else ""

    @property
    def offers(self) -> list[Offer]:
        """What may be done now."""
        return self.kind.offers(self.ctx, self.state)

    @property
    def verbs(self) -> set[str]:
        """Verbs of what may be done now."""
        return {offer.verb for offer in self.offers}

    @property
    def sight(self) -> Sight:
        """What stands there."""
        return self.kind.sight(self.ctx, self.state)
