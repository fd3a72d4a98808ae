"""A store that keeps everything in memory, for as long as the process lives.

It answers `store.api` and nothing more, so what works with it works with any store. Several people share one
`Memory`; each has a `MemoryStore` of their own on it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from aligntui.session.apply import Applied, Refused, apply, split_recent
from aligntui.session.model import RECENT, Change, Session
from aligntui.session.ops import Erase, Name, Op
from aligntui.session.privacy import scrub
from aligntui.session.tell import Named
from aligntui.session.undo import Blocked, redo, undo
from aligntui.store import api, beginning
from aligntui.store.author import Author
from aligntui.store.finding import choose
from aligntui.store.pace import Pace
from aligntui.store.permit import FREE, Deed, Permit
from aligntui.store.problems import Damaged, MarkGone, NotFound, NotSaved, StoreProblem
from aligntui.store.values import Copy, Draft, Entry, Erased, Here, Outcome, Position, SessionRef
from aligntui.store.waiting import Waiting
from aligntui.text import moment
from aligntui.text.slug import short, slug

THROWN = "This session is in the trash."
"""Why a session cannot be changed."""

COPIES = 5
"""Earlier states that are kept of each session."""


@dataclass
class Held:
    """One session, with all that belongs to it and that others may see."""

    ref: SessionRef
    session: Session
    old: list[Change] = field(default_factory=list)
    copies: list[tuple[Copy, Session]] = field(default_factory=list)
    signs: dict[int, Here] = field(default_factory=dict)
    trashed: str = ""
    read_only: str = ""


@dataclass
class Own:
    """What one person keeps about one session."""

    words: dict[tuple[str, int], Draft] = field(default_factory=dict)
    """Place and window -> words."""
    position: Position | None = None
    seen: int = 0
    marks: dict[tuple[str, int], str] = field(default_factory=dict)
    waiting: dict[str, Change] = field(default_factory=dict)


@dataclass
class Memory:
    """All that several people keep. Set `full` and nothing can be written."""

    held: dict[str, Held] = field(default_factory=dict)
    own: dict[tuple[str, str], Own] = field(default_factory=dict)
    windows: set[int] = field(default_factory=set)
    full: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)

    def write(self, held: Held | None = None) -> None:
        """Let something be written.

        Raises:
            NotSaved: There is no room, or the session may not be changed.
        """
        if self.full:
            raise NotSaved("The memory is full: this is not written. Free some.", full=True)
        if held is not None and held.trashed:
            raise NotSaved(THROWN)
        if held is not None and held.read_only:
            raise NotSaved(held.read_only)


class MemoryDrafts:
    """One person's own notes about one session, of one window."""

    def __init__(self, memory: Memory, own: Own, window: int, clock: Callable[[], str]) -> None:
        self._memory, self._own, self._window, self._clock = memory, own, window, clock
        self.away: Path | None = None
        self.problem: NotSaved | None = None

    def come_home(self) -> None:
        """They are at home."""

    def put(self, place: str, text: str) -> None:
        """Keep words."""
        self._memory.write()
        self._own.words.pop((place, self._window), None)
        if text:
            self._own.words[place, self._window] = Draft(text, self._clock(), str(self._window))

    def take(self, place: str) -> str:
        """Give words and forget them."""
        key = self._shown(place)
        if key is None:
            return ""
        self._memory.write()
        return self._own.words.pop(key).text

    def claim(self, place: str) -> str:
        """Words for a line, which are this window's from then on."""
        key = self._shown(place)
        if key is None:
            return ""
        if key[1] != self._window:
            self._memory.write()
            draft = self._own.words.pop(key)
            self._own.words[place, self._window] = msgspec.structs.replace(draft, window=str(self._window))
        return self._own.words[place, self._window].text

    def all(self) -> dict[str, Draft]:
        """Words that wait for this window."""
        places = dict.fromkeys(place for place, _ in self._own.words)
        keys = [key for place in places if (key := self._shown(place)) is not None]
        return {key[0]: self._own.words[key] for key in self._by_time(keys)}

    def elsewhere(self) -> dict[str, Draft]:
        """Words that are typed in another living window."""
        keys = [key for key in self._own.words if key[1] != self._window and key[1] in self._memory.windows]
        return {key[0]: self._own.words[key] for key in self._by_time(keys)}

    def is_mine(self, draft: Draft) -> bool:
        """Whether words are typed here."""
        return draft.window == str(self._window)

    def tell(self) -> None:
        """The person knows."""
        self._memory.write()
        for key, draft in self._own.words.items():
            self._own.words[key] = msgspec.structs.replace(draft, told=True)

    @property
    def position(self) -> Position | None:
        """Where the person was."""
        return self._own.position

    @position.setter
    def position(self, position: Position | None) -> None:
        self._memory.write()
        self._own.position = position

    @property
    def seen(self) -> int:
        """Revision seen last."""
        return self._own.seen

    @seen.setter
    def seen(self, rev: int) -> None:
        self._memory.write()
        self._own.seen = rev

    def mark(self, round_id: str, seat: int = 0, *, made: str = "") -> str:
        """The mark for a round."""
        known = self.marked(round_id, seat)
        if known:
            return known
        if gone := self.gone(round_id, seat):
            raise MarkGone(gone)
        self._memory.write()
        return self._own.marks.setdefault((round_id, seat), made or os.urandom(8).hex())

    def marked(self, round_id: str, seat: int = 0) -> str:
        """The mark made."""
        return self._own.marks.get((round_id, seat), "")

    def seal(self, round_id: str, seat: int = 0) -> None:
        """Forget the mark, under whichever round it lies."""
        self._memory.write()
        mark, marks = self.marked(round_id, seat), self._own.marks
        sealed = {key for key, one in marks.items() if one == mark} | {(round_id, seat)}
        marks.update(dict.fromkeys(sealed, "?"))

    def own_mark(self, among: Collection[str], seat: int = 0) -> str:
        """The one of them that was made here."""
        own = (mark for (_, number), mark in self._own.marks.items() if number == seat)
        return next((mark for mark in own if mark in among), "")

    def gone(self, round_id: str, seat: int = 0) -> str:
        """Nothing is lost while the process lives."""
        return ""

    def told_of_loss(self) -> str:
        """Nothing is lost while the process lives."""
        return ""

    @property
    def waiting(self) -> dict[str, Change]:
        """Changes that wait."""
        return dict(self._own.waiting)

    def wait(
        self,
        changes: Iterable[Change],
        done: Iterable[str] = (),
        *,
        said: Callable[[str], bool] | None = None,
    ) -> None:
        """Keep changes that wait."""
        waiting, gone = {change.id: change for change in changes}, set(done)
        if waiting.keys() <= self._own.waiting.keys() and not gone & self._own.waiting.keys():
            return
        self._memory.write()
        kept = {ref: change for ref, change in self._own.waiting.items() if ref not in gone}
        self._own.waiting = {**kept, **waiting}
        if said is not None:
            self._own.words = {key: d for key, d in self._own.words.items() if not said(d.text)}

    def _by_time(self, keys: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        return sorted(keys, key=lambda key: moment.instant(self._own.words[key].at))

    def _shown(self, place: str) -> tuple[str, int] | None:
        if (place, self._window) in self._own.words:
            return place, self._window
        keys = [k for k in self._own.words if k[0] == place and k[1] not in self._memory.windows]
        return self._by_time(keys)[-1] if keys else None


class MemoryPresence:
    """The sign of one window in one session."""

    def __init__(self, held: Held, name: str) -> None:
        self._held, self._name = held, name

    def beat(self, place: str = "", done: str = "") -> None:
        """Say "still here"."""
        self._held.signs[id(self)] = Here(self._name, place, done=done)

    def all(self) -> list[Here]:
        """Everybody."""
        signs = [seen_from(sign, me=key == id(self)) for key, sign in self._held.signs.items()]
        return sorted(signs, key=lambda here: (here.name.casefold(), here.name, here.place))

    def others(self) -> list[Here]:
        """Everybody else."""
        return [here for here in self.all() if not here.me]

    def lately(self) -> set[str]:
        """Names of everybody else: no time passes here."""
        return {here.name for here in self.others()}

    def leave(self) -> None:
        """Go."""
        self._held.signs.pop(id(self), None)


def seen_from(sign: Here, *, me: bool) -> Here:
    """A sign as it is seen from one window."""
    return Here(sign.name, sign.place, me, sign.done)


class MemoryHandle:
    """An open session of one person."""

    def __init__(self, store: MemoryStore, held: Held) -> None:
        self._store, self._held = store, held
        self._memory = store.memory
        self._author = Author(store.person, store.clock, store.new_id)
        self.ref, self.person = held.ref, store.person
        self.permit = store.permit
        self.pace = Pace(store.permit.pace, store.person)
        self.news = ""
        self.problem = ""
        self.lost = False
        self.altered = False
        self.strange = ""
        self.stored = held.session
        self.waiting = Waiting(self)

    @property
    def session(self) -> Session:
        """The snapshot with what waits."""
        return self.waiting.over(self.stored)

    @property
    def entry(self) -> Entry:
        """As it stands in a list."""
        return entry_of(self._held)

    @property
    def read_only(self) -> str:
        """Why nothing can be changed."""
        return THROWN if self._held.trashed else self._held.read_only

    def sight(self) -> str:
        """It can always be seen."""
        return ""

    def refresh(self) -> bool:
        """Take the latest snapshot."""
        with self._memory.lock:
            moved = self.stored is not self._held.session
            self.stored = self._held.session
            return moved

    def change(self, ops: Sequence[Op], note: str = "", run: str = "", *, id: str = "") -> Change:  # noqa: A002
        """A change of this person."""
        return self._author.change(ops, note, run, base=self.stored.meta.rev, id=id)

    def apply(self, ops: Sequence[Op], note: str = "", run: str = "", *, id: str = "") -> Applied:  # noqa: A002
        """Write one change."""
        return self.put(self.change(ops, note, run, id=id))

    def apply_made(self, make: Callable[[Session], Change]) -> Applied:
        """Write a change made of the latest state."""
        with self._memory.lock:
            self.refresh()
            return self.put(make(self.session))

    def put(self, change: Change, *, new: bool = False) -> Applied:
        """Write a change."""
        self._author.need_own_ballots(change, self.session, self.permit)
        with self._memory.lock:
            self._memory.write(self._held)
            self.refresh()
            if change.id in self.old_ids():
                return Applied(self.stored, change=change, again=True)
            here = MemoryPresence(self._held, self._store.person)
            self._author.need_role(change, self.stored, self.permit, here.lately)
            erases = any(isinstance(op, Erase) for op in change.ops)
            # What is stored is what comes back: ops as plain data.
            change = msgspec.json.decode(msgspec.json.encode(change), type=Change)
            applied = apply(self.stored, change)
            if applied.again or applied.session is self.stored:
                return applied
            if not erases:
                # A copy taken now would keep what is being erased.
                self._copy(self.stored)
            session = applied.session
            if len(session.recent) > RECENT:
                session, old = split_recent(session, RECENT)
                self._held.old += old
            self._held.session = self.stored = session
            return applied

    def _copy(self, session: Session, *, kept: bool = False) -> None:
        copy = Copy(f"{self.ref.key}/{session.meta.rev}", self._store.clock(), session.meta.rev, kept)
        self._held.copies.insert(0, (copy, session))
        del self._held.copies[COPIES:]

    def old_ids(self) -> set[str]:
        """Ids of old changes."""
        return {change.id for change in self._held.old}

    def mend(self) -> bool:
        """Nothing decays."""
        return False

    def undo(self, run: str = "", named: Named | None = None) -> Outcome:
        """Take the own last change back."""
        return self._turn_back(undo, run, named)

    def redo(self, run: str = "", named: Named | None = None) -> Outcome:
        """Bring it back."""
        return self._turn_back(redo, run, named)

    def _turn_back(self, find: Callable[..., Change | Blocked], run: str, named: Named | None) -> Outcome:
        with self._memory.lock:
            self._memory.write(self._held)
            self.refresh()
            store = self._store
            change = find(self.stored, store.person, at=store.clock(), new_id=store.new_id, named=named)
            if isinstance(change, Blocked):
                return Outcome(change.sentence, done=False, blocked=change)
            change = msgspec.structs.replace(change, run=run or change.run)
            self.pace.take(change.ops, self.stored, change.at, change.id)
            applied = self.put(change)
            return Outcome(applied.change.note, done=True, applied=applied)

    def history(self, n: int) -> list[Change]:
        """The last changes."""
        return [*reversed(self.stored.recent.values()), *reversed(self._held.old)][:n]

    def erase(self, round_id: str, ballot: str = "", *, note: str = "") -> Erased:
        """Erase answers everywhere."""
        with self._memory.lock:
            self._memory.write(self._held)
            if round_id not in self._held.session.rounds:
                raise Refused(f"There is no round {round_id}.", "unknown")
            cleaned = [scrub(change, round_id, ballot) for change in self._held.old]
            self._held.old = [change for change in cleaned if change is not None]
            change = Change(id="erase", at=self._store.clock(), ops=[Erase(round=round_id, ballot=ballot)])
            copies = [(copy, _without(session, change)) for copy, session in self._held.copies]
            self._held.copies = copies
            for (person, session_id), own in self._memory.own.items():
                if session_id == self.stored.meta.id and (not ballot or person == self._store.person):
                    waiting = {ref: scrub(one, round_id, ballot) for ref, one in own.waiting.items()}
                    own.waiting = {ref: one for ref, one in waiting.items() if one is not None}
                    own.words = {key: draft for key, draft in own.words.items() if round_id not in key[0]}
                    if not ballot:
                        own.marks = {key: mark for key, mark in own.marks.items() if key[0] != round_id}
            self.apply([Erase(round=round_id, ballot=ballot)], note=note or "Raw answers erased")
        return Erased("The raw answers are erased.")

    def close(self) -> None:
        """Let go."""


def _without(session: Session, change: Change) -> Session:
    try:
        done = apply(session, change).session
    except Refused:
        return session
    return msgspec.structs.replace(done, recent={k: c for k, c in done.recent.items() if k != change.id})


class MemoryStore:
    """The sessions of a `Memory`, as one person works with them in one window."""

    def __init__(
        self,
        memory: Memory,
        *,
        clock: Callable[[], str],
        new_id: Callable[[], str],
        person: str,
        named: bool = True,
        permit: Permit = FREE,
    ) -> None:
        self.memory, self.clock, self.new_id = memory, clock, new_id
        self.person, self.named, self.permit = person, named, permit
        self.where = "memory"
        self._window = id(self)
        memory.windows.add(self._window)

    def as_person(self, name: str) -> MemoryStore:
        """The same sessions, as another person."""
        self.permit.need(Deed.BALLOTS)
        return MemoryStore(self.memory, clock=self.clock, new_id=self.new_id, person=name, permit=self.permit)

    def end(self) -> None:
        """The window is gone."""
        self.memory.windows.discard(self._window)

    def _held(self, ref: str | SessionRef) -> Held:
        if isinstance(ref, str):
            ref = self.find(ref).ref
        held = self.memory.held.get(ref.key)
        if held is None or held.trashed:
            raise NotFound(f"There is no {ref.name}.")
        return held

    def entries(self) -> list[Entry]:
        """All sessions."""
        self.permit.need(Deed.SESSIONS)
        live = [entry_of(held) for held in self.memory.held.values() if not held.trashed]
        return sorted(live, key=lambda entry: (moment.instant(entry.changed), entry.title), reverse=True)

    def trashed(self) -> list[Entry]:
        """Sessions in the trash."""
        self.permit.need(Deed.SESSIONS)
        thrown = [entry_of(held) for held in self.memory.held.values() if held.trashed]
        return sorted(thrown, key=lambda entry: moment.instant(entry.trashed), reverse=True)

    def find(self, ref: str) -> Entry:
        """The session that is meant."""
        self.permit.need(Deed.SESSIONS)
        return choose(self.entries(), ref)

    def find_trashed(self, ref: str) -> Entry:
        """The session of the trash that is meant."""
        return choose(self.trashed(), ref)

    def drafts(self, session_id: str, ref: SessionRef | None = None) -> MemoryDrafts:
        """Own notes."""
        own = self.memory.own.setdefault((self.person, session_id), Own())
        return MemoryDrafts(self.memory, own, self._window, self.clock)

    def drafts_of(self, handle: api.Handle) -> MemoryDrafts:
        """Own notes."""
        return self.drafts(handle.session.meta.id)

    def is_first(self, handle: api.Handle) -> bool:
        """No notes on other sessions."""
        others = [own for (who, _), own in self.memory.own.items() if who == self.person and own.position]
        return not others

    def settle(self, handle: api.Handle) -> None:
        """No mark is ever lost."""

    def presence(self, handle: api.Handle) -> MemoryPresence:
        """Who is here."""
        return MemoryPresence(self.memory.held[handle.ref.key], self.person)

    def open(self, ref: str | SessionRef) -> MemoryHandle:
        """Open a session."""
        held = self._held(ref)
        if self.permit.session is not None and self.permit.session != held.ref:
            self.permit.need(Deed.SESSIONS)
        return MemoryHandle(self, held)

    def peek(self, ref: str | SessionRef) -> Session:
        """What it holds."""
        return self.open(ref).stored

    def recover(self, problem: Damaged) -> MemoryHandle:
        """Nothing is ever damaged."""
        raise StoreProblem("There is no earlier copy.")

    def copies(self, ref: str | SessionRef) -> list[Copy]:
        """Earlier states."""
        self.permit.need(Deed.SESSIONS)
        return [copy for copy, _ in self._held(ref).copies]

    def go_back(self, ref: str | SessionRef, rev: int | None = None) -> Copy:
        """Put an earlier state in the place of the present one."""
        self.permit.need(Deed.SESSIONS)
        held = self._held(ref)
        if held.signs:
            raise StoreProblem("Somebody has this session open. Go back when it is closed.")
        found = next(((c, s) for c, s in held.copies if rev is None or c.rev == rev), None)
        if found is None:
            raise StoreProblem(f"There is no copy of revision {rev}.")
        with self.memory.lock:
            self.memory.write(held)
            MemoryHandle(self, held)._copy(held.session, kept=True)
            held.session = found[1]
        return found[0]

    def gone(self, handle: api.Handle) -> str:
        """What became of it."""
        return "It is in the trash." if self.memory.held[handle.ref.key].trashed else ""

    def altered(self, handle: api.Handle) -> str:
        """Nothing else writes here."""
        return ""

    def create(self, title: str, ops: Sequence[Op] = (), *, note: str = "") -> MemoryHandle:
        """A new session."""
        self.permit.need(Deed.SESSIONS)
        return self._made(beginning.begun(title, ops, note, self._author))

    def adopt(self, session: Session) -> MemoryHandle:
        """Take a session in."""
        self.permit.need(Deed.SESSIONS)
        ids = {held.session.meta.id for held in self.memory.held.values()}
        return self._made(beginning.adopted(session, ids.__contains__, self._author))

    def duplicate(self, ref: str | SessionRef, title: str) -> MemoryHandle:
        """A twin."""
        self.permit.need(Deed.SESSIONS)
        return self._made(beginning.twin(self._held(ref).session, title, self._author))

    def rename(self, ref: str | SessionRef, title: str) -> Entry:
        """Another title."""
        self.permit.need(Deed.SESSIONS)
        title, handle = beginning.titled(title), self.open(ref)
        if handle.session.meta.title != title:
            handle.apply([Name(was=handle.session.meta.title, to=title)], note=f'Renamed to "{title}"')
        return handle.entry

    def trash(self, ref: str | SessionRef) -> Entry:
        """To the trash."""
        self.permit.need(Deed.SESSIONS)
        held = self._held(ref)
        self.memory.write(held)
        held.trashed = self.clock()
        return entry_of(held)

    def restore(self, ref: str | Entry) -> Entry:
        """Back from the trash."""
        held = self._thrown(ref)
        self.memory.write()
        held.trashed = ""
        return entry_of(held)

    def purge(self, ref: str | Entry) -> None:
        """Gone for good."""
        held = self._thrown(ref)
        self.memory.write()
        del self.memory.held[held.ref.key]
        for person, session_id in list(self.memory.own):
            if session_id == held.session.meta.id:
                del self.memory.own[person, session_id]

    @property
    def _author(self) -> Author:
        return Author(self.person, self.clock, self.new_id)

    def _thrown(self, ref: str | Entry) -> Held:
        self.permit.need(Deed.SESSIONS)
        entry = self.find_trashed(ref) if isinstance(ref, str) else ref
        held = self.memory.held.get(entry.ref.key)
        if held is None or not held.trashed:
            raise NotFound(f'"{entry.title}" is no longer in the trash.')
        return held

    def _made(self, session: Session) -> MemoryHandle:
        self.memory.write()
        word = f"{slug(session.meta.title)}-{short(session.meta.id)}"
        held = Held(SessionRef(session.meta.id, word, word), session)
        self.memory.held[held.ref.key] = held
        return MemoryHandle(self, held)


def entry_of(held: Held) -> Entry:
    """How a session stands in a list."""
    meta = held.session.meta
    return Entry(
        id=meta.id,
        title=meta.title,
        ref=held.ref,
        doing=meta.doing,
        progress=meta.progress,
        changed=meta.changed,
        created=meta.created,
        last=meta.last,
        people=meta.people,
        counts=meta.counts,
        trashed=held.trashed,
    )
