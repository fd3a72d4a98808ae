"""The latest snapshot of one session file, and the tables behind it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path

from aligntui.session.model import FORMAT, Session
from aligntui.store.local import codec, files, fs, heads, migrate
from aligntui.store.local.backups import Backups
from aligntui.store.local.reasons import cannot_read, not_saved
from aligntui.store.local.storage import SafeJSONStorage
from aligntui.store.problems import NEWER, Busy, Damaged, NotFound, NotSaved, StoreProblem

GONE = "This session was moved away or is in the trash. What you see is how it stood last."
"""Why a session whose file is gone is read-only."""

BEHIND = "What others write is not seen until it can be."
"""What follows from that a file cannot be read just now."""

OTHER = "{name} holds another session now: this is not written. Put the right file back."
"""Why nothing is written where a foreign session stands."""


class Live:
    """A session file as it is now. Not safe for threads; `Handle` guards it.

    Args:
        path: The session file.
        clock: Gives this moment (`text.moment`); for the name of a copy kept before migrating.
        timeout: Seconds to wait for the lock.

    Raises:
        NotFound: There is no such file.
        Damaged: It cannot be read.
        Newer: A newer AlignTUI wrote it in a shape that cannot be shown.
        StoreProblem: The system refuses to read it, or it cannot be brought up to date.
    """

    def __init__(self, path: Path, *, clock: Callable[[], str], timeout: float) -> None:
        self.path = path
        self.read_only = ""
        self.problem = ""
        self.lost = False
        """Whether the file no longer holds what the snapshot shows: it is damaged, or another session."""
        self.altered = False
        """Whether the file is not what AlignTUI wrote, though it can be read."""
        self.strange = ""
        """What tells the last version of the file that was not; "" when there was none."""
        self.backups = Backups(path)
        self._clock = clock
        self._storage = SafeJSONStorage(path, timeout=timeout)
        self._put: list[Session] = []
        self._tables: codec.Tables = {}
        try:
            self.session = self._open()
        except BaseException:
            self._storage.close()
            raise
        self._take(self.session)

    def close(self) -> None:
        """Let go of the file."""
        self._storage.close()

    def refresh(self) -> bool:
        """Read again when the file is another one. True when snapshot or `read_only` changed."""
        try:
            now = files.stamp(self.path)
            if now is None:
                was, self.read_only = self.read_only, GONE
                return was != GONE
            if self._of is not None and self._of.stamp == now:
                return self._same()
            data = self._storage.load()
            if data is None:
                return False
            session = self._ours(data)
        except OSError as error:
            self.problem = cannot_read(error, self.path, mend=BEHIND).sentence
            return False
        except StoreProblem as problem:
            self.problem = problem.sentence
            self.lost = isinstance(problem, Damaged | NotSaved)
            return False
        self._take(session)
        self.problem, self.lost = "", False
        self.read_only = self._why_read_only(session)
        return True

    def _same(self) -> bool:
        """The file is the one that is shown. True when it may be changed again, or no longer."""
        self.problem, self.lost = "", False
        was = self.read_only
        if was:
            # That nobody may write may have been said by a disk that did not answer.
            self.read_only = self._why_read_only(self.session)
        return was != self.read_only

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock on the latest state; what is put meanwhile is on disk at the end.

        Raises:
            NotSaved: Nothing is written; file and snapshot are as they were.
        """
        self._put.clear()
        with self._saying_not_saved(), self._storage.transaction():
            self._catch_up()
            yield
        for session in self._put:
            self._take(session)
            # Whatever kept it from being written has gone.
            self.read_only = ""

    def rewrite(self) -> None:
        """Write the tables as they were read or written last, over whatever stands there. Hold the lock.

        Raises:
            OSError: They are not written.
        """
        files.write(self.path, codec.encode(self._tables)).close()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock, without a transaction.

        Raises:
            NotSaved: The lock cannot be had, or something inside could not be written.
        """
        with self._saying_not_saved(), self._storage.lock:
            yield

    @contextlib.contextmanager
    def _saying_not_saved(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise not_saved(error, self.path) from error
        except Busy as problem:
            raise NotSaved(problem.sentence) from problem
        except Damaged as problem:
            self.problem, self.lost = problem.sentence, True
            words = f"{self.path.name} cannot be read any more: this is not written. Open it again from home."
            raise NotSaved(words) from problem

    def put(self, session: Session, touched: Mapping[str, Set[str]]) -> None:
        """Write these rows of a session and its head. Inside `transaction`."""
        # TinyDB is imported when something is written: the first screen of a session only reads.
        from aligntui.store.local.tables import SessionDB

        db = SessionDB(self._storage)
        for name, keys in touched.items():
            rows = getattr(session, name)
            docs = {key: rows.get(key) for key in sorted(keys)}
            db.shared(name).put_many(docs, in_order=name in codec.UNORDERED)
        db.shared(codec.META).put_many({codec.HEAD: codec.head_row(session.meta)})
        self._put.append(session)

    def _take(self, session: Session) -> None:
        storage = self._storage
        self.session = session
        self._of, self._tables, self.altered = storage.version, storage.tables or {}, storage.altered
        if self.altered and self._of is not None:
            self.strange = "-".join(map(str, self._of.stamp))

    def _ours(self, data: codec.Tables) -> Session:
        """The session that the tables hold.

        Raises:
            Damaged: They make no session.
            NotSaved: It is another one: somebody copied a file over ours.
        """
        session = codec.session_of(data, self.path, (self._tables, self.session))
        if session.meta.id != self.session.meta.id:
            raise NotSaved(OTHER.format(name=self.path.name), mend="Put the right file back")
        return session

    def _catch_up(self) -> None:
        storage = self._storage
        data = storage.tables
        if data is None:
            self.read_only = GONE
            raise NotSaved(GONE)
        if codec.format_of(data, self.path) > FORMAT:
            self.read_only = NEWER
            raise NotSaved(NEWER)
        if not fs.access(self.path, os.W_OK):
            # Replacing it would be possible, and would pass over what its owner asked for.
            raise NotSaved(f"{self.path.name} is write-protected: this is not written. Lift that first.")
        if storage.version is not self._of:
            self._take(self._ours(data))
        self.problem, self.lost = "", False

    def _open(self) -> Session:
        try:
            data = self._storage.load()
            if data is None:
                raise NotFound(f"There is no {self.path.name} in {self.path.parent}.")
            if migrate.waiting(data, self.path):
                data = self._migrate()
            session = codec.session_of(data, self.path)
        except OSError as error:
            raise cannot_read(error, self.path) from error
        self.read_only = self._why_read_only(session)
        return session

    def _why_read_only(self, session: Session) -> str:
        if session.meta.format > FORMAT:
            return NEWER
        if not fs.access(self.path.parent, os.W_OK | os.X_OK):
            return f"You may not write in {self.path.parent}, so this session can only be read."
        if not fs.access(self.path, os.W_OK):
            return f"{self.path.name} is write-protected, so it can only be read."
        return ""

    def _migrate(self) -> codec.Tables:
        storage = self._storage
        try:
            with storage.transaction():
                data = storage.tables or {}
                # Somebody else may have brought it up to date while we waited.
                steps = migrate.waiting(data, self.path)
                if steps:
                    if storage.altered:
                        self.backups.keep()
                    self.backups.take(self._clock(), heads.revision(self.path) or 0)
                    docs = migrate.migrate(codec.docs(data, self.path), self.path, steps)
                    codec.session_of(codec.rows(docs), self.path)
                    storage.write(docs)
            return storage.tables or {}
        except OSError as error:
            raise StoreProblem(
                f"{self.path.name} is of an older format and cannot be brought up to date in "
                f"{self.path.parent}. Copy it to a folder of yours and open it there."
            ) from error
