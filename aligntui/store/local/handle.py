"""One open session: the latest snapshot, and the only way to change it."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from aligntui.session.apply import Applied, Refused, apply, split_recent
from aligntui.session.model import RECENT, Change, Session
from aligntui.session.ops import Erase, Give, Hand, Op, Settle, Walk, decode_ops
from aligntui.session.tell import Named
from aligntui.session.undo import Blocked, redo, undo
from aligntui.store.local import codec, files, fs, heads
from aligntui.store.local.archive import Archive
from aligntui.store.local.backups import set_aside
from aligntui.store.local.folder import is_damaged
from aligntui.store.local.live import Live
from aligntui.store.local.lock import TIMEOUT
from aligntui.store.local.names import history_of
from aligntui.store.pace import Pace
from aligntui.store.permit import FREE, Deed, Permit
from aligntui.store.problems import NotSaved, not_saved
from aligntui.store.waiting import Waiting
from aligntui.text import moment

BLOCK = 50
"""Changes beyond the last `RECENT` that go to the history file in one go."""


@dataclass(frozen=True)
class Outcome:
    """What an undo or redo did.

    Attributes:
        sentence: One sentence to show.
        done: Whether anything changed.
        applied: What became of the change; None when nothing was done.
        blocked: Why nothing was done, with the changes (`keep`, `mine`) one may choose from; give the
            chosen one to `Handle.put`.
    """

    sentence: str
    done: bool
    applied: Applied | None = None
    blocked: Blocked | None = None


WALKED = (Walk, Settle)
"""Ops of walking through a run: phase, state and time of a step, and codes fixed when it is done."""


class Handle:
    """An open session. Its methods may be called from several threads.

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
        self._ballots: dict[str, str] = {}
        """Round whose answers bear no name -> mark or id of the ballot that was answered on here first."""
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
    def entry(self) -> heads.Entry:
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
        """Write one change: on the latest state, and on disk when this returns.

        Args:
            ops: What to do: all of it, or nothing.
            note: What happened, in words.
            run: Run in which it happened.
            id: Id of the change; a new one when left out. A change that is there already is not applied
                again: give the same id when trying again after `NotSaved`.

        Raises:
            NotSaved: It is not on disk; file and snapshot are as they were.
            session.apply.Refused: An op cannot be done; nothing is written.
        """
        with self._mine:
            return self.put(self.change(ops, note, run, id=id), new=not id)

    def change(self, ops: Sequence[Op], note: str = "", run: str = "", *, id: str = "") -> Change:  # noqa: A002
        """A change of this person, made now and written nowhere yet.

        Walking through a run is nobody's edit: undo takes back what was written, not where one stands.
        """
        walked = bool(ops) and all(isinstance(op, WALKED) for op in ops)
        return Change(
            id=id or self._new_id(),
            at=self._clock(),
            by=None if walked else self.person,
            run=run,
            base=self.stored.meta.rev,
            ops=list(ops),
            note=note,
        )

    def put(self, change: Change, *, new: bool = False) -> Applied:
        """Write a change that is ready made, such as the ones a blocked undo offers.

        Args:
            change: The change. One that is there already is not applied again.
            new: Its id was made just now, so old history need not be searched for it.

        Raises:
            NotSaved: It is not on disk; file and snapshot are as they were.
            session.apply.Refused: An op cannot be done; nothing is written.
        """
        self._need_own_ballots(change)
        with self._mine, self._live.transaction():
            if not new and change.id in self.archive.ids():
                return Applied(self.stored, change=change, again=True)
            # One that waited was made some time ago.
            return self._put(change, change.at if new else self._clock())

    def _need_own_ballots(self, change: Change) -> None:
        """Let a change answer in rounds: on a line that serves one person only on that one's ballot.

        Raises:
            Forbidden: It is a ballot for somebody else.
        """
        if self.permit.may(Deed.BALLOTS):
            return
        for op in decode_ops(change.ops):
            if isinstance(op, Give | Hand):
                held = self.session.rounds.get(op.round)
                named = held is None or held.privacy == "named"
                own = self.person if named else self._ballots.setdefault(op.round, op.by or op.ballot)
                if (op.by or op.ballot) != own:
                    self.permit.need(Deed.BALLOTS)

    def undo(self, run: str = "", named: Named | None = None) -> Outcome:
        """Take this person's last change back, where what it set still stands.

        `named` gives fields and values the words of the screens, for the sentence about it.

        Raises:
            NotSaved: It is not on disk; nothing changed.
        """
        return self._turn_back(undo, run, named)

    def redo(self, run: str = "", named: Named | None = None) -> Outcome:
        """Take this person's last undo back, where what it set still stands.

        Raises:
            NotSaved: It is not on disk; nothing changed.
        """
        return self._turn_back(redo, run, named)

    def refresh(self) -> bool:
        """Read again when the file changed. True when the snapshot is another one.

        Never waits: while a write of this process is under way it says False, for that write brings the
        snapshot up to date as well. A file that cannot be read leaves the snapshot; `problem` says why.
        """
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

    def copy_to(self, folder: Path, ops: Sequence[Op] = (), *, changes: Iterable[Change] = ()) -> Path:
        """Write the snapshot, with these ops applied, to a new file in another folder.

        For when the own folder is full or gone.

        Args:
            folder: Where to; made when it is missing.
            ops: What to do first: all of it or nothing.
            changes: Changes that wait, oldest first. One that cannot be done any more is left out.

        Raises:
            NotSaved: It cannot be written there either.
            session.apply.Refused: An op cannot be done.
        """
        self.permit.need(Deed.FILES)
        session = self.stored
        if ops:
            session = apply(session, self.change(ops)).session
        for change in changes:
            with contextlib.suppress(Refused):
                session = apply(session, change).session
        target = folder / self.path.name
        number = 2
        try:
            while fs.exists(target):
                target = folder / f"{self.path.name.removesuffix('.json')}-{number}.json"
                number += 1
            files.make_folder(folder)
            files.write(target, codec.encode(codec.tables_of(session))).close()
        except OSError as error:
            raise not_saved(error, target) from error
        return target

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers out, for work on the files beside the session. `apply` works inside.

        Raises:
            NotSaved: The lock cannot be had, or something inside could not be written.
        """
        with self._mine, self._live.locked():
            yield

    def heal(self) -> bool:
        """Set a file that cannot be read aside, and write the snapshot in its place. True when that was done.

        A file that can be read, or that the system does not let us read, stays.

        Raises:
            NotSaved: It cannot be set aside, or not written anew.
        """
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
        return dataclasses.replace(applied, session=session)

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


__all__ = ["Handle", "NotSaved", "Outcome", "plain"]
