"""What belongs to one person and not to the session: words being typed, own place, secret marks.

It lies in the person's own state folder. In the session file it would wake every screen and show silent
writing to everybody.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from aligntui.session.model import Change, Session
from aligntui.session.privacy import scrub
from aligntui.store import codec, files, names
from aligntui.store.lock import FileLock
from aligntui.store.problems import Busy, NotSaved, not_saved
from aligntui.store.spare import Spare
from aligntui.text import moment


class Draft(msgspec.Struct, frozen=True):
    """Words that were being typed."""

    text: str
    at: str
    """ISO time of the last key kept."""


class Position(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a person was: run, run step, item or field, phase. "" where there is none."""

    run: str = ""
    step: str = ""
    item: str = ""
    phase: str = ""


class _Own(msgspec.Struct, omit_defaults=True):
    places: dict[str, Draft] = {}
    position: Position | None = None
    seen: int = 0
    marks: dict[str, str] = {}
    waiting: dict[str, Change] = {}


def asked_at(session: Session, round_id: str) -> list[str]:
    """Ids of the run steps that put the question of a round."""
    held = session.rounds.get(round_id)
    run = session.runs.get(held.run) if held is not None else None
    return [step.id for step in run.steps if held and step.step == held.step] if run is not None else []


def own_folder(state: Path, person: str) -> Path:
    """State folder of one person: several may share an account of the machine, or a state folder."""
    who = f"{person}/{os.getuid()}".encode()
    return state / f"{names.slug(person)}-{zlib.crc32(who):08x}"


class Drafts:
    """One person's own notes about one session, each method one small durable write.

    Args:
        state: State folder of the person.
        session_id: The session.
        clock: Gives this moment (`text.moment`).
        spare: Folder that takes the notes while the state folder cannot; None for none.

    Attributes:
        path: Where the notes are at home.
        away: Where they are instead, as seen last; None while they are at home.
        problem: Why they are not at home, as far as this process knows.
    """

    def __init__(
        self,
        state: Path,
        session_id: str,
        *,
        clock: Callable[[], str] = moment.now,
        spare: Path | None = None,
    ) -> None:
        self.path = state / "drafts" / f"{names.safe(session_id)}.json"
        self.away: Path | None = None
        self.problem: NotSaved | None = None
        self._clock = clock
        self._lock = FileLock(names.lock_of(self.path))
        self._spare = Spare(spare / "drafts" / self.path.name) if spare is not None else None

    def put(self, place: str, text: str) -> None:
        """Keep the words being typed at a place (`item/field`, `add:strengths`); "" forgets them.

        Raises:
            NotSaved: They are not kept.
        """
        if not text:
            self.take(place)
            return
        with self._change() as own:
            own.places[place] = Draft(text, self._clock())

    def take(self, place: str) -> str:
        """The words kept at a place, which are forgotten with that; "" when there are none.

        Raises:
            NotSaved: They are not forgotten.
        """
        if place not in self._read().places:
            return ""
        with self._change() as own:
            draft = own.places.pop(place, None)
        return draft.text if draft else ""

    def all(self) -> dict[str, Draft]:
        """Place -> words kept there, the oldest first."""
        return dict(sorted(self._read().places.items(), key=lambda pair: moment.instant(pair[1].at)))

    @property
    def position(self) -> Position | None:
        """Where this person was last in the session."""
        return self._read().position

    @position.setter
    def position(self, position: Position | None) -> None:
        if self._read().position != position:
            with self._change() as own:
                own.position = position

    @property
    def seen(self) -> int:
        """Revision of the session that this person saw last; 0 at first."""
        return self._read().seen

    @seen.setter
    def seen(self, rev: int) -> None:
        if self._read().seen != rev:
            with self._change() as own:
                own.seen = rev

    def mark(self, round_id: str, seat: int = 0, *, made: str = "") -> str:
        """The random mark under which this person answers a secret round; made once, known only here.

        Args:
            round_id: The round.
            seat: Number of the person at this keyboard, when it is handed round.
            made: The mark to keep, when one was made while nothing could be kept.

        Raises:
            NotSaved: A new one cannot be kept, so answering would count twice later.
        """
        key = f"{round_id}#{seat}"
        known = self._read().marks.get(key)
        if known:
            return known
        with self._change() as own:
            return own.marks.setdefault(key, made or os.urandom(8).hex())

    @property
    def waiting(self) -> dict[str, Change]:
        """Changes that could not be written into the session yet, in their order, by id."""
        return dict(self._read().waiting)

    def come_home(self) -> None:
        """Move the notes home when they lie elsewhere and home can be written again.

        Raises:
            NotSaved: They can be written in neither place; they stay where they are.
        """
        with self._change():
            pass

    def wait(
        self,
        changes: Iterable[Change],
        done: Iterable[str] = (),
        *,
        said: Callable[[str], bool] | None = None,
    ) -> None:
        """Keep changes that wait to be written, and forget those that are done with.

        Changes that another window of this person put there stay.

        Args:
            changes: What waits, oldest first.
            done: Ids of changes that wait no longer.
            said: Tells whether words are part of a change that has just begun to wait: they are forgotten in
                the same write, for they are no words being typed any more.

        Raises:
            NotSaved: They are not kept here either.
        """
        waiting, gone = {change.id: change for change in changes}, set(done)
        now = self._read().waiting
        if waiting.keys() <= now.keys() and not gone & now.keys():
            return
        with self._change() as own:
            kept = {ref: change for ref, change in own.waiting.items() if ref not in gone}
            own.waiting = {**kept, **waiting}
            if said is not None:
                own.places = {place: d for place, d in own.places.items() if not said(d.text)}

    def marked(self, round_id: str, seat: int = 0) -> str:
        """The mark made for a secret round, "" when this person has not answered it."""
        return self._read().marks.get(f"{round_id}#{seat}", "")

    def forget(self, round_id: str, ballot: str = "", *, steps: Sequence[str] = ()) -> bool:
        """Drop the words being typed in a round and answers that wait; the marks too. True when any were.

        Args:
            round_id: The round.
            ballot: Only this ballot was erased: the mark stays, for one may answer again.
            steps: Run steps that put the round's question: reasons half typed there go as well.

        Raises:
            NotSaved: They are still there.
        """
        now = self._read()
        kept = _spared(now, round_id, ballot, steps)
        if kept == (now.places, now.marks, now.waiting):
            return False
        with self._change() as own:
            own.places, own.marks, own.waiting = _spared(own, round_id, ballot, steps)
        return True

    def remove(self) -> None:
        """Forget everything about the session."""
        with contextlib.suppress(OSError):
            os.unlink(self.path)
        if self._spare is not None:
            self._spare.remove()

    def _read(self) -> _Own:
        return self._read_from(self._home())

    def _home(self) -> bytes:
        try:
            data, version = files.read(self.path)
        except OSError:
            return b""
        version.close()
        return data

    def _read_from(self, home: bytes) -> _Own:
        """The notes: those at home, or the newer ones that could not be written there."""
        found = self._spare.read(home) if self._spare is not None else None
        self.away = self._spare.path if self._spare is not None and found is not None else None
        if found is None:
            return _decoded(home)
        data, newer = found
        own = _decoded(data)
        return own if newer else _joined(_decoded(home), own)

    @contextlib.contextmanager
    def _change(self) -> Iterator[_Own]:
        home = None
        try:
            try:
                # Nobody else may read marks and unfinished words, not even where a group shares the rest.
                files.make_folder(self.path.parent.parent, private=True)
                files.make_folder(self.path.parent, private=True)
                with self._lock:
                    home = self._home()
                    own = self._read_from(home)
                    yield own
                    self._write(own, home)
            except OSError as error:
                if home is not None or self._spare is None:
                    raise
                # Not even the lock can be had. Other windows of this person meet the same disk.
                with self._spare.locked(error):
                    home = self._home()
                    own = self._read_from(home)
                    yield own
                    self._write_away(own, home, error)
        except OSError as error:
            raise not_saved(error, self.path) from error
        except Busy as problem:
            raise NotSaved(problem.sentence) from problem

    def _write(self, own: _Own, home: bytes) -> None:
        try:
            files.write(self.path, msgspec.json.encode(own)).close()
        except OSError as error:
            if self._spare is None:
                raise
            self._write_away(own, home, error)
        else:
            self.problem = self.away = None
            if self._spare is not None:
                self._spare.remove()

    def _write_away(self, own: _Own, home: bytes, error: OSError) -> None:
        assert self._spare is not None
        self.problem = not_saved(error, self.path)
        try:
            self._spare.write(msgspec.json.encode(own), home)
        except OSError:
            raise error from None
        self.away = self._spare.path


def _decoded(data: bytes) -> _Own:
    try:
        own = msgspec.json.decode(data, type=_Own) if data else _Own()
        return codec.cleaned(own) if codec.is_suspect(data) else own
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        # Own notes must never stand between a person and the session.
        return _Own()


def _joined(home: _Own, away: _Own) -> _Own:
    """Notes of two places that were both written since they were one: nothing of either is left out."""
    places = dict(sorted({**home.places, **away.places}.items()))
    for place, draft in home.places.items():
        if draft.at > places[place].at:
            places[place] = draft
    return _Own(
        places=places,
        position=home.position or away.position,
        seen=max(home.seen, away.seen),
        marks={**away.marks, **home.marks},
        waiting={**home.waiting, **away.waiting},
    )


def _spared(
    own: _Own, round_id: str, ballot: str, steps: Sequence[str]
) -> tuple[dict[str, Draft], dict[str, str], dict[str, Change]]:
    """Places, marks and waiting changes that have nothing to do with the answers of a round."""
    places = {
        place: draft
        for place, draft in own.places.items()
        if round_id not in place and not (place.endswith("/why") and place.partition("/")[0] in steps)
    }
    marks = {key: mark for key, mark in own.marks.items() if ballot or not key.startswith(f"{round_id}#")}
    return places, marks, _without(own.waiting, round_id, ballot)


def _without(waiting: dict[str, Change], round_id: str, ballot: str) -> dict[str, Change]:
    """Changes without answers to a round; one that nobody here can read goes when it names the round."""
    found: dict[str, Change] = {}
    for ref, change in waiting.items():
        try:
            rest = scrub(change, round_id, ballot)
        except msgspec.ValidationError:
            rest = None if round_id.encode() in msgspec.json.encode(change) else change
        if rest is not None:
            found[ref] = rest
    return found
