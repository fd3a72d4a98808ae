"""What belongs to one person and not to the session: words being typed, own place, secret marks.

It lies in the person's own state folder. In the session file it would wake every screen and show silent
writing to everybody.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from aligntui.session.model import Change, Session
from aligntui.session.privacy import scrub
from aligntui.store.local import fs, names, windows
from aligntui.store.local.own import Own, OwnFile, free_key, place_of
from aligntui.store.local.spare import Spare
from aligntui.store.problems import MarkGone, NotSaved, StoreProblem
from aligntui.store.values import Draft, Position
from aligntui.text import moment
from aligntui.text.slug import slug

SENT = "Your mark in this secret round is lost, so you count as having answered."
"""Why one cannot answer a secret round: answering under a new mark would count twice."""

SEALED = "?"
"""In place of the id of a ballot whose answers cannot be changed any more: one was filled in, not which."""


def asked_at(session: Session, round_id: str) -> list[str]:
    """Ids of the run steps that put the question of a round."""
    held = session.rounds.get(round_id)
    run = session.runs.get(held.run) if held is not None else None
    return [step.id for step in run.steps if held and step.step == held.step] if run is not None else []


def own_folder(state: Path, person: str) -> Path:
    """State folder of one person: several may share an account of the machine, or a state folder."""
    who = f"{person}/{fs.account()}".encode()
    return state / f"{slug(person)}-{zlib.crc32(who):08x}"


class Drafts:
    """One person's own notes about one session, in a file. `store.api.Drafts` says what is promised.

    Args:
        state: State folder of the person.
        session_id: The session, or what tells a copy of it by hand from it.
        clock: Gives this moment (`text.moment`).
        window: Which window this is; that of this process when left out.
        spare: Folder that takes the notes while the state folder cannot; None for none.

    Attributes:
        path: Where the notes are at home.
    """

    def __init__(
        self,
        state: Path,
        session_id: str,
        *,
        clock: Callable[[], str] = moment.now,
        window: str = "",
        spare: Path | None = None,
    ) -> None:
        self.path = state / "drafts" / f"{names.safe(session_id)}.json"
        self._clock = clock
        self._window = window or windows.this_window()
        self._file = OwnFile(self.path, Spare(spare / "drafts" / self.path.name) if spare else None)

    @property
    def away(self) -> Path | None:
        """Where the notes are, as seen last, while they cannot be at home; None while they are."""
        return self._file.away

    @property
    def problem(self) -> NotSaved | None:
        """Why the notes are not at home, as far as this process knows."""
        return self._file.problem

    def come_home(self) -> None:
        """Move the notes home when they lie elsewhere and home can be written again."""
        with self._change():
            pass

    # words being typed

    def put(self, place: str, text: str) -> None:
        """Keep the words being typed at a place (`item/field`, `add:strengths`); "" forgets them."""
        if not text:
            if self._mine(self._read(), place) is not None:
                with self._change() as own:
                    self._drop(own, self._mine(own, place))
            return
        with self._change() as own:
            key = self._mine(own, place) or free_key(own.places, place)
            own.places[key] = Draft(text, self._clock(), self._window)

    def take(self, place: str) -> str:
        """The words kept at a place, which are forgotten with that; "" when there are none."""
        if self._shown(self._read(), place) is None:
            return ""
        with self._change() as own:
            return self._drop(own, self._shown(own, place))

    def claim(self, place: str) -> str:
        """The words for a line that opens at a place: own ones, else those of a window that is gone."""
        own = self._read()
        key = self._shown(own, place)
        if key is None or own.places[key].window == self._window:
            return own.places[key].text if key is not None else ""
        with self._change() as own:
            key = self._shown(own, place)
            if key is None:
                return ""
            own.places[key] = msgspec.structs.replace(own.places[key], window=self._window)
            return own.places[key].text

    def all(self) -> dict[str, Draft]:
        """Place -> words that wait there for this window, the oldest first."""
        own = self._read()
        found = {place: own.places[key] for place in _places(own) if (key := self._shown(own, place))}
        return _by_time(found)

    def elsewhere(self) -> dict[str, Draft]:
        """Place -> words that are typed there in another living window of this person, the oldest first."""
        other = {
            place_of(key): draft
            for key, draft in self._read().places.items()
            if draft.window != self._window and windows.is_living(draft.window)
        }
        return _by_time(other)

    def is_mine(self, draft: Draft) -> bool:
        """Whether words are typed in this window."""
        return draft.window == self._window

    def tell(self) -> None:
        """The person has been told which words wait."""
        if any(not draft.told for draft in self._read().places.values()):
            with self._change() as own:
                told = {key: msgspec.structs.replace(one, told=True) for key, one in own.places.items()}
                own.places = told

    def _mine(self, own: Own, place: str) -> str | None:
        keys = (key for key in own.places if place_of(key) == place)
        return next((key for key in keys if own.places[key].window == self._window), None)

    def _shown(self, own: Own, place: str) -> str | None:
        """Key of the words that a line which opens at a place shows: own ones, else the last left behind."""
        mine = self._mine(own, place)
        if mine is not None:
            return mine
        left = [
            key
            for key, draft in own.places.items()
            if place_of(key) == place and not windows.is_living(draft.window)
        ]
        return max(left, key=lambda key: moment.instant(own.places[key].at), default=None)

    def _drop(self, own: Own, key: str | None) -> str:
        draft = own.places.pop(key, None) if key is not None else None
        return draft.text if draft is not None else ""

    # where one was

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

    # marks of secret rounds

    def mark(self, round_id: str, seat: int = 0, *, made: str = "") -> str:
        """The random mark under which this person answers a secret round; made once, known only here."""
        known = self.marked(round_id, seat)
        if known:
            return known
        gone = self.gone(round_id, seat)
        if gone:
            raise MarkGone(gone)
        with self._change() as own:
            return own.marks.setdefault(_mark_key(round_id, seat), made or os.urandom(8).hex())

    def marked(self, round_id: str, seat: int = 0) -> str:
        """The mark made for a secret round, "" when this person has not answered it."""
        return self._read().marks.get(_mark_key(round_id, seat), "")

    def seal(self, round_id: str, seat: int = 0) -> None:
        """Forget which ballot of a round without marks was filled in here; that one was stays known."""
        key = _mark_key(round_id, seat)
        with self._change() as own:
            mark = own.marks.get(key)
            # Where others began the round at the same moment it lies under the round begun here, too.
            sealed = {one for one, other in own.marks.items() if other == mark}
            own.marks.update(dict.fromkeys({*sealed, key}, SEALED))

    def own_mark(self, among: Collection[str], seat: int = 0) -> str:
        """The one of these marks that was made here, for whichever round; "" when none was."""
        own = (mark for key, mark in self._read().marks.items() if key.endswith(f"#{seat}"))
        return next((mark for mark in own if mark in among), "")

    def gone(self, round_id: str, seat: int = 0) -> str:
        """Why this person cannot answer a secret round: the mark is lost, or cannot be read now. "" else."""
        try:
            own = self._file.known()
        except StoreProblem as problem:
            return "" if self.marked(round_id, seat) else problem.sentence
        if seat or _mark_key(round_id, seat) in own.marks:
            return ""
        return SENT if own.lost or round_id in own.spent else ""

    def settle(self, rounds: Iterable[str]) -> None:
        """After a loss of marks: this person counts as having answered these rounds, and no later ones.

        Args:
            rounds: Ids of the secret rounds that are open.

        Raises:
            NotSaved: It is not settled; until it is, no secret round is answered.
        """
        if self._read().lost:
            with self._change() as own:
                unknown = [ref for ref in rounds if _mark_key(ref, 0) not in own.marks]
                own.spent = list(dict.fromkeys([*own.spent, *unknown]))
                own.lost = False

    def told_of_loss(self) -> str:
        """What became of notes that were damaged, in words, the first time it is asked for; else ""."""
        own = self._read()
        if not own.aside:
            return ""
        sentence = f"Your own notes here were damaged; {Path(own.aside).name} keeps them."
        if own.spent:
            sentence += " In open secret rounds you count as having answered."
        with contextlib.suppress(StoreProblem), self._change() as now:
            now.aside = ""
        return sentence

    def tell_of(self, strange: str) -> bool:
        """Whether the person is to be told of this version of the session file; not a second time.

        Raises:
            NotSaved: It cannot be kept that they were told.
        """
        if self._read().altered == strange:
            return False
        with self._change() as own:
            own.altered = strange
        return True

    # changes that wait

    @property
    def waiting(self) -> dict[str, Change]:
        """Changes that could not be written into the session yet, in their order, by id."""
        return dict(self._read().waiting)

    def wait(
        self,
        changes: Iterable[Change],
        done: Iterable[str] = (),
        *,
        said: Callable[[str], bool] | None = None,
    ) -> None:
        """Keep changes that wait to be written, and forget those that are done with."""
        waiting, gone = {change.id: change for change in changes}, set(done)
        now = self._read().waiting
        if waiting.keys() <= now.keys() and not gone & now.keys():
            return
        with self._change() as own:
            kept = {ref: change for ref, change in own.waiting.items() if ref not in gone}
            own.waiting = {**kept, **waiting}
            if said is not None:
                own.places = {place: d for place, d in own.places.items() if not said(d.text)}

    def forget(self, round_id: str, ballot: str = "", *, steps: Sequence[str] = ()) -> bool:
        """Drop the words being typed in a round and answers that wait; the marks too. True when any were.

        Args:
            round_id: The round.
            ballot: Only this ballot was erased: the mark stays, for one may answer again.
            steps: Run steps that put the round's question: reasons half typed there go as well.

        Raises:
            StoreProblem: They cannot be read now.
            NotSaved: They are still there.
        """
        now = self._file.known()
        kept = _spared(now, round_id, ballot, steps)
        if kept == (now.places, now.marks, now.waiting):
            return False
        with self._change() as own:
            own.places, own.marks, own.waiting = _spared(own, round_id, ballot, steps)
        return True

    def remove(self) -> None:
        """Forget everything about the session."""
        self._file.remove()

    def _read(self) -> Own:
        return self._file.read()

    def _change(self) -> contextlib.AbstractContextManager[Own]:
        return self._file.change()


def _mark_key(round_id: str, seat: int) -> str:
    return f"{round_id}#{seat}"


def _places(own: Own) -> list[str]:
    return list(dict.fromkeys(place_of(key) for key in own.places))


def _by_time(drafts: dict[str, Draft]) -> dict[str, Draft]:
    return dict(sorted(drafts.items(), key=lambda pair: moment.instant(pair[1].at)))


def _spared(
    own: Own, round_id: str, ballot: str, steps: Sequence[str]
) -> tuple[dict[str, Draft], dict[str, str], dict[str, Change]]:
    """Places, marks and waiting changes that have nothing to do with the answers of a round."""
    places = {
        key: draft
        for key, draft in own.places.items()
        if round_id not in key and not (place_of(key).endswith("/why") and key.partition("/")[0] in steps)
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


__all__ = ["Draft", "Drafts", "MarkGone", "Position", "asked_at", "own_folder", "place_of"]
