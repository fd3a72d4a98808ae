"""One person in a room: her role, whether she goes along with whoever leads, and whether she is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aligntui.engine.client.company import Company
from aligntui.engine.messages import Message, said
from aligntui.engine.runs import leading
from aligntui.engine.visits import Moved
from aligntui.methods.book import Book
from aligntui.session.model import Run, RunStep, Session
from aligntui.session.ops import AnyOp, Hand, Steer
from aligntui.session.roles import MAY, Matter, Role, is_led
from aligntui.store.author import WALKED
from aligntui.text.listing import listed

NAMED = 4
"""Most people who are named as not done."""


class Following:
    """Where one stands beside the room.

    Args:
        company: Who else is here.
        run: Gives the run as it stands.
        book: Gives its definitions.
        session: Gives the session: whoever leads may be in another run of it.

    Attributes:
        goes_along: Whether one goes where the room goes; not while one looks around.
        reads: Whether one reads a former sitting, in which nobody is.
        resumes: Whether the room goes on although it was through when one looked before.
    """

    def __init__(
        self,
        company: Company,
        run: Callable[[], Run],
        book: Callable[[], Book],
        session: Callable[[], Session],
    ) -> None:
        self.company, self._known, self._book, self._session = company, run, book, session
        self.heard: Session | None = None
        """The session as it was heard of last while one looks at another page; None: as one sees it."""
        self.goes_along = True
        self.reads = self.resumes = False
        self._calls: int | None = None
        """Calls that were heard, in whatever run."""
        self._room = ""
        """Id of the run in which the room was when one looked last; "" before one stands anywhere."""
        self._leads: str | None = None
        """Who led when one looked last; None before one stands anywhere."""
        self._asked: set[tuple[str, str]] = set()
        """Step with phase, and what it was said on this visit speaks against."""
        self._ended: bool | None = None
        """Whether the room was through when one looked last; None before one stands anywhere."""
        self._works: tuple[str, str, str] | None = None
        """Step, phase and open round at which the room was when one looked last."""

    def _run(self) -> Run:
        run = self._known()
        return run if self.heard is None else self.heard.runs.get(run.id, run)

    @property
    def _all(self) -> Session:
        return self._session() if self.heard is None else self.heard

    # roles

    @property
    def role(self) -> Role:
        """The role in the run; whoever reads a former one is an observer."""
        return "observer" if self.reads else self.company.role(self._run())

    def may(self, matter: Matter) -> bool:
        """Whether the role may do something."""
        return matter in MAY[self.role]

    def refused(self, matter: Matter) -> Message:
        """What is said where it may not."""
        me = self.company
        return leading.refused(self._run(), matter, me.person, me.lately, restricted=me.restricted)

    def take(self) -> tuple[list[AnyOp], Message]:
        """Take the lead; without ops where that cannot be, with what is said."""
        me = self.company
        return leading.take(self._run(), me.person, me.lately, restricted=me.restricted)

    def team(self) -> tuple[list[AnyOp], Message]:
        """Make the run a team's that this person leads, or one person's again; no ops where it cannot be."""
        run, me = self._run(), self.company
        if me.restricted or not self.may("agenda"):
            return [], self.refused("agenda")
        if run.solo:
            return leading.taken_by_team(run, me.person), said("team-now", "ok", who=me.person)
        if others := sorted(me.names - {me.person}):
            return [], said("team-is-here", "hint", who=listed(others, NAMED), count=len(others))
        return leading.taken_alone(run), said("alone-now", "ok")

    def call(self) -> tuple[list[AnyOp], Message]:
        """Call everybody to where the room is."""
        run = self._run()
        if not is_led(run):
            return [], said("nobody-leads", "hint")
        if not self.may("move"):
            return [], self.refused("move")
        return [*leading.come(run, self._all), *leading.call(run)], said("called", "ok")

    def heirs(self) -> tuple[list[str], Message | None]:
        """Names of those to whom the lead can be handed; with none of them what is said."""
        if not is_led(self._run()):
            return [], said("nobody-leads", "hint")
        if not self.may("lead"):
            return [], self.refused("lead")
        names = sorted(self.company.names - {self.company.person})
        return names, None if names else said("no-lead-to-give", "hint")

    def give(self, to: str, *, share: bool) -> tuple[list[AnyOp], Message]:
        """Hand the lead over to somebody, or share it."""
        return leading.give(self._run(), to, share=share)

    def rename(self, to: str) -> list[AnyOp]:
        """This person goes by another name now, and leads on unless another window has the old one."""
        me, run = self.company, self._run()
        return [] if run.solo or me.person in me.elsewhere else leading.rename(run, me.person, to)

    def noticed(self) -> Message | None:
        """What is said when nobody who leads is here any more."""
        return leading.noticed(self._run(), self.company.person, self.role, self.company.lately)

    def news(self) -> Message | None:
        """Who leads now, or that the room is through, where somebody else did that since one looked last."""
        run = self._run()
        before, self._leads = self._leads, leading.leaders(run)
        stood, self._ended = self._ended, self.is_through
        self.resumes = bool(stood) and not self._ended
        if run.room is None or before is None:
            return None
        if self._leads not in ("", before):
            if self.company.person in run.room.leads and self.company.person not in before:
                return said("you-lead-now")
            return said("leads-now", who=self._leads, count=len(run.room.leads))
        if stood is False and self._ended:
            return self._through()
        return self._begun()

    def _begun(self) -> Message | None:
        """That the room has gone to another run since one looked last, to whoever stays."""
        run, before, self._room = self.run, self._room, self.run.id
        stays = not (self.goes_along or self.reads) and bool(self.company.lately)
        if before == run.id or run.id == self._run().id or not stays:
            return None
        return said("room-elsewhere-begun", "hint", what=leading.begun(run))

    @property
    def is_through(self) -> bool:
        """Whether the last step is ended, and no round was opened again since."""
        run = self._run()
        rounds = (one for one in self._all.rounds.values() if one.run == run.id)
        return leading.is_through(run) and not any(one.state == "open" for one in rounds)

    def not_through(self) -> tuple[Message, ...]:
        """What is not true any more once the room goes on behind the end, whoever it was said to."""
        return self._through(), said("through", more=""), said("through-here", more="")

    def look_away(self) -> None:
        """One goes to another page: where the room is then is known."""
        self._works = self._at_work()

    def works_on(self, place: RunStep) -> Message | None:
        """Said to whoever reads another page when the room begins a step, a phase or a round meanwhile."""
        before, self._works = self._works, self._at_work()
        run, there = self.run, leading.stands_at(self.run)
        if there is None or before in (None, self._works) or self._works is None or not self.company.others:
            return None
        opened = self._works[2] not in ("", before[2] if before else "")
        if not opened and before is not None and before[:2] == self._works[:2]:
            return None
        at, who = self._where(there), leading.leaders(run)
        what = said("round-open-at", where=at)
        if self._room not in ("", run.id) and run.id != self._run().id:
            self._room, what = run.id, leading.begun(run)
        elif not opened:
            what = said("room-now-at", who=who, count=len(run.room.leads if run.room else ()), where=at)
        return said("room-works" if there.id == place.id else "room-works-elsewhere", "hint", what=what)

    def _at_work(self) -> tuple[str, str, str] | None:
        run, there = self.run, leading.stands_at(self.run)
        if there is None:
            return None
        rounds = (one for one in self._all.rounds.values() if (one.run, one.step) == (run.id, there.step))
        return there.id, there.phase, next((one.id for one in rounds if one.state == "open"), "")

    def _through(self) -> Message:
        there = leading.stands_at(self._run())
        found = self._book().step(there.step) if there is not None else None
        return leading.through(self._run(), at_plan=found is not None and found[1].shows_plan)

    # where the room is

    @property
    def run(self) -> Run:
        """The run in which the room is: this one, or another one in which those who lead it are now."""
        return leading.run_of_room(self._run(), self._all)

    def _where(self, there: RunStep) -> str:
        """Where the room is in few words: the step, or the run where that is another one."""
        run = self.run
        return where(self._book(), there) if run.id == self._run().id else run.title

    def _there(self, place: RunStep) -> RunStep | None:
        """The step where the room is, when one stands at another one and others are here; else None."""
        is_alone = self.reads or not self.company.lately - {self.company.person}
        there = None if is_alone else leading.stands_at(self.run)
        return there if there is not None and there.id != place.id else None

    def elsewhere(self, place: RunStep) -> str:
        """`Ines Calder is at Factors / Vote` while the room is at another step; "" else."""
        if (there := self._there(place)) is None:
            return ""
        run, me = self.run, self.company.person
        who = "The room" if run.room is not None and me in run.room.leads else leading.leaders(run)
        return f"{who} is at {self._where(there)}"

    def is_called(self, place: RunStep) -> bool:
        """Whether one is to go where the room is: one goes along, or whoever leads has called everybody."""
        called = self._calls is not None and self._called > self._calls
        return (self.goes_along or called) and self._there(place) is not None

    @property
    def _called(self) -> int:
        """How often all were called, in this run and in the one where the room is."""
        return sum({run.id: run.room.calls for run in (self._run(), self.run) if run.room}.values())

    def joins(self) -> RunStep | None:
        """The step of this run where the others are; None while nobody is, or they are in another run."""
        if not self.company.lately - {self.company.person} or self.run.id != self._run().id:
            return None
        return leading.stands_at(self._run())

    def comes(self, place: RunStep, *, looks: bool) -> list[AnyOp]:
        """Whoever leads stands here, and so does the room; a look, or a run that is through, draws none."""
        run = self._run()
        draws = run.room is not None and self.company.person in run.room.leads and not looks
        come = leading.come(run, self._all) if draws and not leading.is_through(run) else []
        return [*come, *leading.arrive(run, place.id)]

    def arrive(self, place: RunStep) -> None:
        """One stands on a step now: elsewhere than the room one looks around."""
        self._asked.clear()
        if self._leads is None:
            self._leads, self._ended = leading.leaders(self._run()), self.is_through
            self._room = self.run.id
        self.goes_along = self._there(place) is None
        if self.goes_along or self._calls is None:
            self._calls = self._called

    def arrived(self, place: RunStep, greeting: Message | None) -> Message:
        """Said to whoever came where the room is, with what the step says before the first key."""
        who, at = leading.leaders(self._run()), where(self._book(), place)
        return said("room-is-at", who=who, where=at, more=greeting or "")

    def moves_on(self, place: RunStep, *, reads: bool = False) -> Message | None:
        """Said to whoever is called while she types, or `reads` another page; None when nobody is."""
        there, who = self._there(place), leading.leaders(self.run)
        if there is None or not self.is_called(place):
            return None
        which = "room-calls" if reads else "room-moves-on"
        return said(which, "hint", who=who, where=self._where(there))

    # being done

    def note(self, ops: Sequence[AnyOp]) -> None:
        """One changes something: who writes or answers again is not done, and is asked anew before all go on.

        A lead given is known.
        """
        for op in ops:
            if isinstance(op, Steer) and op.field == "leads":
                self._leads = leading.named(op.to or [])
        if any(not isinstance(op, (*WALKED, Hand)) for op in ops):
            self.company.done = ""
            self._asked.clear()

    def be_done(self, place: RunStep) -> Message:
        """Say "I am done": nobody is moved by it."""
        who, there = leading.leaders(self._run()), self._there(place)
        if there is not None:
            return said("room-elsewhere", "hint", who=leading.leaders(self.run), where=self._where(there))
        if (gone := self.noticed()) is not None:
            return gone
        if self.is_through:
            return self._through()
        self.company.done = _key(place)
        return said("you-are-done", "ok", who=who)

    def done_note(self, place: RunStep) -> str:
        """`2 of 4 are done beside the lead` once somebody is, in a run that somebody leads; "" else.

        Whoever leads ends the step for all and says nothing of herself; in a round she is asked as all are.
        """
        run = self._run()
        if not is_led(run):
            return ""
        asked = self.company.names - set(run.room.leads if run.room is not None else ())
        done = [name for name in asked if self.company.are_done.get(name) == _key(place)]
        return f"{len(done)} of {len(asked)} are done beside the lead" if done else ""

    def asks_first(
        self, place: RunStep, onward: str, how: str = "go-on", then: Message | None = None
    ) -> Moved | None:
        """What whoever leads is asked once in a visit before all are moved; None when nothing is.

        Rounds ask for themselves.

        Args:
            place: Where the room is.
            onward: The phase that begins; "" for the next step.
            how: Name of the command that moves the room: on, or back.
            then: What else speaks against it, said in the same breath.
        """
        if (waits := self.once(place, how, self.waits(place, onward, how, then))) is not None:
            return Moved(message=waits, again=lambda: self.waits(place, onward, how, then) or then)
        return Moved(message=then) if then is not None else None

    def once(self, place: RunStep, what: str, message: Message | None) -> Message | None:
        """A message that speaks against going, the first time on a visit; None from then on.

        Args:
            place: Where the room is.
            what: What it speaks against: a command, the end, what the step still waits for.
            message: The message; None where there is none.
        """
        if message is None or (_key(place), what) in self._asked:
            return None
        self._asked.add((_key(place), what))
        return message

    def waits(
        self, place: RunStep, onward: str, how: str = "go-on", then: Message | None = None
    ) -> Message | None:
        """Who is not done, while all write, or is in the middle of a line; None for nobody, and alone.

        Args:
            place: Where the room is.
            onward: The phase that begins; "" for the next step.
            how: Name of the command that moves the room: on, or back.
            then: What is said behind it; None for what the command does when it is given again.
        """
        company = self.company
        if not is_led(self._run()) or not company.names - {company.person}:
            return None
        reveals = onward == "reveal"
        does = said("again-reveals" if reveals else f"again-{how}") if then is None else then
        if place.phase == "write" and how == "go-on":
            if waits := company.not_done(_key(place)):
                return said("not-done", "hint", who=listed(waits, NAMED), count=len(waits), then=does)
            return said("all-done", "hint", then=does) if reveals else None
        if typing := sorted(company.typing):
            return said("still-typing", "hint", who=listed(typing, NAMED), count=len(typing), then=does)
        return None

    def asks_end(self, place: RunStep) -> Message | None:
        """What whoever leads is asked once before the last step ends for all; None when nothing is."""
        others = self.company.names - {self.company.person}
        return self.once(
            place, "end", said("ends-for-all", "hint") if is_led(self._run()) and others else None
        )

    def end(self, more: Message | None) -> Message:
        """One has ended the last step: that one is through, and what can be done now.

        Args:
            more: What the step did as it was left.
        """
        self._ended = True
        return said("through-here" if self.company.restricted else "through", "ok", more=more or "")


def time_is_up(room: Following) -> Message:
    """What is said when the time of a step is used: what each may do about it."""
    return said("time-is-up" if room.may("move") else "time-is-up-wait", "hint")


def where(book: Book, place: RunStep) -> str:
    """A step of a run in few words: `Factors / Vote`."""
    pair = book.step(place.step)
    short = (pair[1].short if pair is not None else "") or place.title
    return f"{short} / {place.phase.capitalize()}" if place.phase else short


def _key(place: RunStep) -> str:
    return f"{place.id}/{place.phase}"
