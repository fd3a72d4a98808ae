"""The sessions of one folder: list, find, open, make, throw away, bring back. It is a `store.api.Store`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.session.model import Session
from aligntui.session.ops import Name, Op
from aligntui.store import beginning
from aligntui.store.finding import choose
from aligntui.store.local import backups, codec, copies, fs, heads, names, remains
from aligntui.store.local.backups import Backup, Backups
from aligntui.store.local.drafts import Drafts
from aligntui.store.local.folder import Folder
from aligntui.store.local.heads import may_be
from aligntui.store.local.listing import Listing
from aligntui.store.local.lock import TIMEOUT
from aligntui.store.local.notebook import Notebook
from aligntui.store.local.presence import Presence
from aligntui.store.local.reasons import cannot_read, not_saved
from aligntui.store.local.recovery import Recovery
from aligntui.store.local.trash import Trash
from aligntui.store.permit import FREE, Deed, Permit
from aligntui.store.problems import NEWER, Damaged, NotFound, StoreProblem
from aligntui.store.values import Copy, Entry, SessionRef

if TYPE_CHECKING:
    # TinyDB is imported when a session opens, not when the sessions are listed.
    from aligntui.store import api
    from aligntui.store.author import Author
    from aligntui.store.local.handle import Handle

Which = str | SessionRef | Path
"""A session: what means it among those of the folder, one that is listed there, or any session file."""


class Store:
    """The sessions of one folder, as one person works with them. `store.api.Store` says what is promised.

    Args:
        data: Folder of the session files. Made when the first session is.
        state: Folder for what people keep for themselves.
        clock: Gives this moment (`text.moment`).
        new_id: Gives a random id.
        person: Who writes.
        named: Whether somebody gave that name, so that it is not only what the account is called.
        timeout: Seconds to wait for another writer.
        permit: What the line that this person came in by may do. A store whose line is for one session
            raises `Forbidden` for everything about another.
        spare: Folder that takes what belongs into `state` while that cannot be written; None for none.
    """

    def __init__(
        self,
        data: Path,
        state: Path,
        *,
        clock: Callable[[], str],
        new_id: Callable[[], str],
        person: str,
        named: bool = True,
        timeout: float = TIMEOUT,
        permit: Permit = FREE,
        spare: Path | None = None,
    ) -> None:
        self.permit = permit
        """What this line may do."""
        self.data = data
        self.state = state
        self.spare = spare
        self.person, self.named = person, named
        self.clock = clock
        """Gives this moment (`text.moment`)."""
        self.new_id = new_id
        """Gives a random id."""
        self._timeout = timeout
        self._trash = Trash(data)
        self._folder = Folder(data, timeout=timeout)
        self._listing = Listing(data)
        self._recovery = Recovery(self._folder, self._handle, clock)

    def as_person(self, name: str) -> Store:
        """The same sessions, as somebody of another name works with them."""
        self.permit.need(Deed.BALLOTS)
        return Store(
            self.data, self.state, clock=self.clock, new_id=self.new_id, person=name, timeout=self._timeout,
            permit=self.permit, spare=self.spare,
        )  # fmt: skip

    @cached_property
    def _notebook(self) -> Notebook:
        return Notebook(
            self.state,
            self.person,
            self.clock,
            folder=self._folder,
            listing=self._listing,
            trash=self._trash,
            spare=self.spare,
            alone=self.permit.restricted,
        )

    @property
    def where(self) -> str:
        """Path of the folder of the sessions."""
        return str(self.data)

    # looking

    def entries(self) -> list[Entry]:
        """All sessions, the last changed first; of each file only the head is read."""
        self.permit.need(Deed.SESSIONS)
        self._trash.settle()
        entries = self._listing.entries(self.clock())
        if any(entry.gone for entry in entries):
            # Something of a session in the trash may lie here still.
            thrown = {entry.id for entry in self._trash.entries() if entry.id}
            entries = [one for one in entries if not one.gone or one.id not in thrown]
        return entries

    def find(self, ref: str) -> Entry:
        """The session that an id, a title, a part of either that only one has, or a path means."""
        self.permit.need(Deed.SESSIONS)
        path, problem = remains.named_file(ref)
        if path is not None:
            return self._at(path)
        try:
            return choose(self.entries(), ref)
        except NotFound as missing:
            if os.sep in ref:
                raise NotFound(problem, missing.nearest) from missing
            raise

    def trashed(self) -> list[Entry]:
        """Sessions in the trash, the last thrown first."""
        self.permit.need(Deed.SESSIONS)
        return self._trash.entries()

    def find_trashed(self, ref: str) -> Entry:
        """The session of the trash that an id, a title, a file name or a part of one means."""
        return choose(self.trashed(), ref)

    def drafts(self, session_id: str, ref: SessionRef | None = None) -> Drafts:
        """What this person keeps about a session: words being typed, place, marks."""
        return self._notebook.on(session_id, names.path_of(ref) if ref is not None else None)

    def drafts_of(self, handle: api.Handle) -> Drafts:
        """What this person keeps about an open session."""
        return self.drafts(handle.session.meta.id, handle.ref)

    def is_first(self, handle: api.Handle) -> bool:
        """Whether an open session is the first one in which this person ever stands here."""
        drafts = self.drafts_of(handle)
        try:
            others = [path for path in fs.below(drafts.path.parent, "*.json") if path != drafts.path]
        except OSError:
            return False
        return not others and drafts.position is None

    def settle(self, handle: api.Handle) -> None:
        """After a loss of this person's marks: in the secret rounds that are open they count as used."""
        self._notebook.settle(handle)

    def presence(self, handle: api.Handle) -> Presence:
        """Who is in a session."""
        return Presence(names.path_of(handle.ref), self.person)

    # opening

    def open(self, ref: Which) -> Handle:
        """Open a session; a damaged file of this folder is set aside, files elsewhere stay where they are."""
        path = self._path(ref)
        self._need_session(path)
        handle = self._recovery.enter(path)
        self._notebook.enter(handle)
        return handle

    def peek(self, ref: Which) -> Session:
        """What a session file holds as it lies there: nothing is set aside, made or brought up to date."""
        path = self._path(ref)
        self._need_session(path)
        try:
            return codec.session_in(path)
        except OSError as error:
            raise cannot_read(error, path) from error

    def recover(self, problem: Damaged) -> Handle:
        """Open the last good copy of a damaged session in its place."""
        self.permit.need(Deed.SESSIONS)
        return self._recovery.recover(problem)

    def copies(self, ref: Which) -> list[Copy]:
        """The copies of a session, the one with the latest revision first."""
        self.permit.need(Deed.SESSIONS)
        path = self._path(ref)
        try:
            return [_copy(backup) for backup in Backups(path).copies()]
        except OSError as error:
            raise cannot_read(error, path) from error

    def go_back(self, ref: Which, rev: int | None = None) -> Copy:
        """Put a copy in the place of a session that can be read; see `Recovery.go_back`."""
        self.permit.need(Deed.SESSIONS)
        path = self._path(ref)
        others = [here.name for here in Presence(path, self.person).others()]
        return _copy(self._recovery.go_back(path, rev, others))

    def gone(self, handle: api.Handle) -> str:
        """What to say of an open session whose file is gone, and what brings it back; else ""."""
        path = names.path_of(handle.ref)
        try:
            if fs.exists(path):
                return ""
        except OSError:
            # It cannot be told now, so nothing is claimed.
            return ""
        if not self.permit.may(Deed.SESSIONS):
            return "This session was moved away or is in the trash. Tell who runs the workshop."
        thrown = any(entry.id == handle.stored.meta.id for entry in self._trash.entries())
        return remains.whereabouts(path, handle.stored.meta, thrown=thrown)

    def altered(self, handle: api.Handle) -> str:
        """What to tell this person, once, of a session whose file is not what AlignTUI wrote; else ""."""
        if not handle.strange or handle.read_only == NEWER:
            return ""
        with contextlib.suppress(StoreProblem):
            if not self.drafts_of(handle).tell_of(handle.strange):
                return ""
        way = self.permit.may(Deed.SESSIONS)
        return backups.altered(names.path_of(handle.ref), handle.stored.meta.rev, way=way)

    # making

    def create(self, title: str, ops: Sequence[Op] = (), *, note: str = "") -> Handle:
        """A new session with these ops as its first change."""
        self.permit.need(Deed.SESSIONS)
        return self._made(beginning.begun(title, ops, note, self._author))

    def adopt(self, session: Session) -> Handle:
        """Take in a session that came from elsewhere. Gets another id when its own is taken."""
        self.permit.need(Deed.SESSIONS)
        known = (*self.entries(), *self.trashed())

        def is_taken(session_id: str) -> bool:
            return any(may_be(entry, session_id) for entry in known)

        return self._made(beginning.adopted(session, is_taken, self._author))

    def duplicate(self, ref: Which, title: str) -> Handle:
        """A new session with the same content; what happened before is not in its history."""
        self.permit.need(Deed.SESSIONS)
        handle = self.open(ref)
        session = handle.session
        handle.close()
        return self._made(beginning.twin(session, title, self._author))

    def rename(self, ref: Which, title: str) -> Entry:
        """Give a session another title. Its file keeps its name: others may have it open."""
        self.permit.need(Deed.SESSIONS)
        title = beginning.titled(title)
        handle = self.open(ref)
        try:
            if self._notebook.copy_of(handle):
                self._folder.separate(handle.path, session_id := self.new_id(), title)
                self._notebook.hand_on(handle.session.meta.id, handle.path.name, session_id)
                return self._at(handle.path)
            was = handle.session.meta.title
            if was != title:
                handle.apply([Name(was=was, to=title)], note=f'Renamed to "{title}"')
            return handle.entry
        finally:
            handle.close()

    # throwing away

    def trash(self, ref: Which) -> Entry:
        """Move a session to the trash, with its history and copies; gives its entry there."""
        self.permit.need(Deed.SESSIONS)
        entry = self.find(ref) if isinstance(ref, str) else self._at(self._path(ref))
        path = names.path_of(entry.ref)
        if not self._folder.holds(path):
            raise StoreProblem(f"{path.name} lies outside the sessions folder. Remove it like any file.")
        with self._folder.writing(path):
            there = self._trash.throw(entry, self.clock())
        return self._trash.entry(there)

    def restore(self, ref: str | Entry) -> Entry:
        """Move a session back from the trash: one of `trashed`, or what finds it there."""
        self.permit.need(Deed.SESSIONS)
        entry = self._thrown(ref)
        target = self._trash.begun(entry) or self._folder.free(entry.ref.name.removesuffix(".json"))
        with self._folder.writing(target):
            self._trash.restore(entry, target)
        self._notebook.hand_on(entry.id, entry.ref.name, copies.key_of(entry.id, target.name))
        return heads.entry_at(target)

    def purge(self, ref: str | Entry) -> None:
        """Remove a session of the trash for good: one of `trashed`, or what finds it there."""
        self.permit.need(Deed.SESSIONS)
        entry = self._thrown(ref)
        try:
            self._trash.purge(entry)
        except OSError as error:
            raise not_saved(error, names.path_of(entry.ref)) from error
        self._notebook.forget(entry)

    # within

    @property
    def _author(self) -> Author:
        from aligntui.store.author import Author

        return Author(self.person, self.clock, self.new_id)

    def _thrown(self, ref: str | Entry) -> Entry:
        if isinstance(ref, str):
            return choose(self.trashed(), ref)
        for entry in self.trashed():
            if entry.ref == ref.ref:
                return entry
        raise NotFound(f'"{ref.title}" is no longer in the trash.')

    def _path(self, ref: Which) -> Path:
        if isinstance(ref, str):
            ref = self.find(ref).ref
        return names.path_of(ref) if isinstance(ref, SessionRef) else ref

    def _need_session(self, path: Path) -> None:
        """Let the session in this file be reached.

        Raises:
            Forbidden: It is another one than the line is for.
        """
        only = self.permit.session
        if only is not None and fs.realpath(path) != fs.realpath(names.path_of(only)):
            self.permit.need(Deed.SESSIONS)

    def _at(self, path: Path) -> Entry:
        try:
            return heads.read_head(path)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and remains.left_of(path):
                return remains.entry_of(path)
            raise cannot_read(error, path) from error

    def _handle(self, path: Path) -> Handle:
        from aligntui.store.local.handle import Handle

        return Handle(
            path,
            clock=self.clock,
            new_id=self.new_id,
            person=self.person,
            state=self.state,
            permit=self.permit,
            spare=self.spare,
            timeout=self._timeout,
        )

    def _made(self, session: Session) -> Handle:
        return self._handle(self._folder.add(session))


def _copy(backup: Backup) -> Copy:
    return Copy(str(backup.path), backup.taken, backup.rev, backup.kept)
