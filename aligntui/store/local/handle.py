"""One open session: the latest snapshot, and the only way to change it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from aligntui.session.model import RECENT, Change, Session
from aligntui.session.ops import Erase, Op
from aligntui.store.author import Author
from aligntui.store.local import codec, fs, heads
from aligntui.store.local.archive import Archive
from aligntui.store.local.backups import set_aside
from aligntui.store.local.drafts import asked_at, own_folder
from aligntui.store.local.folder import is_damaged
from aligntui.store.local.live import Live
from aligntui.store.local.lock import TIMEOUT
from aligntui.store.local.names import history_of, ref_of
from aligntui.store.local.presence import Presence
from aligntui.store.local.reasons import cannot_read
from aligntui.store.pace import Pace
from aligntui.store.permit import FREE, Permit
from aligntui.store.values import Entry, Erased, Outcome, SessionRef
from aligntui.store.waiting import Waiting
from aligntui.text import moment

if TYPE_CHECKING:
    from aligntui.session.apply import Applied
    from aligntui.session.tell import Named
    from aligntui.session.undo import Blocked


BLOCK = 50
"""Changes beyond the last `RECENT` that go to the history file in one go."""


class Handle:
    """An open session, in a file. `store.api.Handle` says what is promised.

    Args:
        path: The session file.
        clock: Gives this moment (`text.moment`).
        new_id: Gives a random id.
        person: Who writes.
        state: Folder with what the people of this account keep for themselves; for erasing.
        permit: What the line that this person came in by may do.
        spare: Folder that takes that while it cannot be written; for erasing.
        timeout: Seconds to wait for another writer.

    Raises:
        NotFound: There is no such file.
        Damaged: It cannot be read.
        Newer: A newer AlignTUI wrote it in a shape that cannot be shown.
        StoreProblem: The system refuses to read it, or it cannot be brought up to date.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], str],
        new_id: Callable[[], str],
        person: str,
        state: Path | None = None,
        permit: Permit = FREE,
        spare: Path | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        # A link to a session and the session itself must share one lock.
        self.path = Path(fs.realpath(path))
        self.person = person
        self.state = state
        self.permit = permit
        self.pace = Pace(permit.pace, person)
        """How many changes this line may make."""
        self.spare = spare
        self.archive = Archive(history_of(self.path))
        self.news = ""
        """What one should know of this session on opening it, in one sentence; whoever says it empties it."""
        self.notes = ""
        """Under what people keep their own notes on this file; "" for the id of the session."""
        self._clock = clock
        self._new_id = new_id
        self._author = Author(person, clock, new_id)
        self._blind = ""
        self._mine = threading.RLock()
        self._live = Live(self.path, clock=clock, timeout=timeout)
        self.backups = self._live.backups
        self.waiting = Waiting(self)
        """Changes of this process that are not on disk yet."""

    @property
    def session(self) -> Session:
        """The latest snapshot, with what waits to be written. It is shared: treat it as a value."""
        return self.waiting.over(self._live.session)

    @property
    def stored(self) -> Session:
        """The latest snapshot as it is on disk, without what waits."""
        return self._live.session

    @property
    def ref(self) -> SessionRef:
        """What names this session to those above the store."""
        return ref_of(self.path)

    @property
    def entry(self) -> Entry:
        """How this session stands in a list."""
        return heads.entry_of(self.stored.meta, self.path)

    @property
    def read_only(self) -> str:
        """Why nothing can be changed; "" when it can."""
        return self._live.read_only

    @property
    def problem(self) -> str:
        """Why the snapshot may be behind the file; "" when it is not."""
        return self._live.problem

    def sight(self) -> str:
        """What to say, once each, when the file can no longer be read, and when it can again; "" else."""
        blind = "" if self.lost else self.problem
        if blind == self._blind:
            return ""
        self._blind = blind
        return blind or f"{self.path.name} can be read again."

    @property
    def lost(self) -> bool:
        """Whether the file no longer holds what the snapshot shows: it is damaged, or another session."""
        return self._live.lost

    @property
    def altered(self) -> bool:
        """Whether the file is not what AlignTUI wrote: it decayed, or something else has written it."""
        return self._live.altered

    @property
    def strange(self) -> str:
        """What tells the last version of the file that AlignTUI had not written; "" when there was none."""
        return self._live.strange

    def apply(self, ops: Sequence[Op], note: str = "", run: str = "", *, id: str = "") -> Applied:  # noqa: A002
        """Write one change: on the latest state, and on disk when this returns."""
        with self._mine:
            return self.put(self.change(ops, note, run, id=id), new=not id)

    def change(self, ops: Sequence[Op], note: str = "", run: str = "", *, id: str = "") -> Change:  # noqa: A002
        """A change of this person, made now and written nowhere yet."""
        return self._author.change(ops, note, run, base=self.stored.meta.rev, id=id)

    def put(self, change: Change, *, new: bool = False) -> Applied:
        """Write a change that is ready made, such as the ones a blocked undo offers."""
        from aligntui.session.apply import Applied

        self._author.need_own_ballots(change, self.session, self.permit)
        with self._mine, self._live.transaction():
            if not new and change.id in self.archive.ids():
                return Applied(self.stored, change=change, again=True)
            # One that waited was made some time ago.
            return self._put(change, change.at if new else self._clock())

    def apply_made(self, make: Callable[[Session], Change]) -> Applied:
        """Write a change that is made of the latest state: nobody else writes between the two."""
        with self._mine, self._live.transaction():
            change = make(self.session)
            self._author.need_own_ballots(change, self.session, self.permit)
            return self._put(change, change.at)

    def undo(self, run: str = "", named: Named | None = None) -> Outcome:
        """Take this person's last change back, where what it set still stands."""
        from aligntui.session.undo import undo

        return self._turn_back(undo, run, named)

    def redo(self, run: str = "", named: Named | None = None) -> Outcome:
        """Take this person's last undo back, where what it set still stands."""
        from aligntui.session.undo import redo

        return self._turn_back(redo, run, named)

    def refresh(self) -> bool:
        """Read again when the file changed. True when the snapshot is another one."""
        if not self._mine.acquire(blocking=False):
            return False
        try:
            return self._live.refresh()
        finally:
            self._mine.release()

    def history(self, n: int) -> list[Change]:
        """The last `n` changes, the newest first; beyond the recent ones from the history file."""
        found = dict(reversed(self.stored.recent.items()))
        if len(found) < n:
            for change in reversed(self.archive.read()):
                found.setdefault(change.id, change)
        return list(found.values())[:n]

    def old_ids(self) -> set[str]:
        """Ids of changes that are in the history file."""
        try:
            return self.archive.ids()
        except OSError as error:
            raise cannot_read(error, self.archive.path) from error

    def erase(self, round_id: str, ballot: str = "", *, note: str = "") -> Erased:
        """Remove the raw answers of a round, or one ballot of it, for good; the session itself comes last."""
        from aligntui.store.local.erase import Answers

        answers = Answers(round_id, ballot, asked_at(self.session, round_id))
        erased = self.change([Erase(round=round_id, ballot=ballot)])
        with self.locked():
            self._need_role(erased)
            beside = answers.erase_beside(self.path, self.archive, self.backups)
            own: list[Path] = []
            if self.state is not None:
                folder = own_folder(self.state, self.person) if ballot else None
                key = self.notes or self.session.meta.id
                own = answers.erase_notes(self.state, key, folder=folder, spare=self.spare)
            self.apply([Erase(round=round_id, ballot=ballot)], note=note or "Raw answers erased")
        return answers.report(self.path, beside, own)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers out, for work on the files beside the session. `apply` works inside.

        Raises:
            NotSaved: The lock cannot be had, or something inside could not be written.
        """
        with self._mine, self._live.locked():
            yield

    def mend(self) -> bool:
        """Set a file that cannot be read aside, and write the snapshot in its place. True when done."""
        with self.locked():
            if not is_damaged(self.path):
                return False
            set_aside(self.path)
            self._live.rewrite()
            self._live.refresh()
            return True

    def close(self) -> None:
        """Let go of the file. Nothing is written: everything is on disk already."""
        with self._mine:
            self._live.close()

    def _turn_back(self, find: Callable[..., Change | Blocked], run: str, named: Named | None) -> Outcome:
        from aligntui.session.undo import Blocked

        with self._mine, self._live.transaction():
            found = find(self.stored, self.person, at=self._clock(), new_id=self._new_id, named=named)
            if isinstance(found, Blocked):
                return Outcome(found.sentence, done=False, blocked=found)
            change = msgspec.structs.replace(found, run=run or found.run)
            self.pace.take(change.ops, self.stored, change.at, change.id)
            applied = self._put(change, change.at)
            return Outcome(applied.change.note, done=True, applied=applied)

    def _put(self, change: Change, now: str) -> Applied:
        """Apply a change and put what it touched. Inside the transaction."""
        from aligntui.session.apply import apply

        self._need_role(change)
        applied = apply(self.stored, change)
        if applied.again or applied.session is self.stored:
            return applied
        self._back_up(change, now)
        session = applied.session
        if applied.change.at == change.at and moment.ahead(session.meta.changed, now):
            # A clock was wrong when that was written. An answer in secret leaves no time behind, not even so.
            session.meta.changed = now
        session, moved = self._archived(session)
        session = plain(session, applied.touched.get("recent", set()))
        touched = {**applied.touched}
        if moved:
            touched["recent"] = touched.get("recent", set()) | moved
        self._live.put(session, touched)
        return replace(applied, session=session)

    def _need_role(self, change: Change) -> None:
        # One's own windows have one's own name: they are nobody else.
        self._author.need_role(
            change, self.stored, self.permit, lambda: Presence(self.path, self.person).lately()
        )

    def _back_up(self, change: Change, now: str) -> None:
        if any(isinstance(op, Erase) for op in change.ops):
            # A copy taken now would keep what is being erased.
            return
        # A missing copy, or a clock that gives no time, is no reason to refuse what people write now.
        with contextlib.suppress(OSError, ValueError):
            if self._live.altered:
                self.backups.keep()
            rev = self.session.meta.rev
            if self.backups.due(now, rev):
                self.backups.take(now, rev)

    def _archived(self, session: Session) -> tuple[Session, set[str]]:
        """The session without changes that are too old for it, and their ids; they are in the archive."""
        from aligntui.session.apply import split_recent

        if len(session.recent) < RECENT + BLOCK:
            return session, set()
        rest, old = split_recent(session, RECENT)
        try:
            self.archive.append(old)
        except OSError:
            # They stay in the session file until there is room for them elsewhere.
            return session, set()
        return rest, {change.id for change in old}


def plain(session: Session, ids: Iterable[str]) -> Session:
    """The session with the ops of these recent changes as they come back from the file."""
    new = {
        ref: msgspec.json.decode(codec.row_of(session.recent[ref]), type=Change)
        for ref in ids
        if ref in session.recent
    }
    return msgspec.structs.replace(session, recent={**session.recent, **new}) if new else session
