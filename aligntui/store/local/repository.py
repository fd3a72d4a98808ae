"""The sessions of one folder: list, find, open, make, throw away, bring back.

What the app knows of storage is this interface; another one behind it would not be noticed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from aligntui.session.model import FORMAT, Change, Meta, Session
from aligntui.session.ops import Name, Op
from aligntui.store.local import backups, copies, fs, heads, remains
from aligntui.store.local.backups import Copy
from aligntui.store.local.drafts import Drafts
from aligntui.store.local.finding import choose, named_file
from aligntui.store.local.folder import Folder
from aligntui.store.local.heads import Entry
from aligntui.store.local.listing import Listing
from aligntui.store.local.lock import TIMEOUT
from aligntui.store.local.notebook import Notebook
from aligntui.store.local.presence import Presence
from aligntui.store.local.recovery import Recovery
from aligntui.store.local.trash import Trash
from aligntui.store.permit import FREE, Deed, Permit
from aligntui.store.problems import (
    NEWER,
    Damaged,
    NotFound,
    StoreProblem,
    cannot_read,
    not_saved,
)
from aligntui.text.clean import clean_line
from aligntui.text.limits import LINE, too_long

if TYPE_CHECKING:
    # TinyDB is imported when a session opens, not when the sessions are listed.
    from aligntui.store.local.handle import Handle


class Store:
    """The sessions of one folder, as one person works with them.

    Args:
        data: Folder of the session files. Made when the first session is.
        state: Folder for what people keep for themselves.
        clock: Gives this moment (`text.moment`).
        new_id: Gives a random id.
        person: Who writes.
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
        timeout: float = TIMEOUT,
        permit: Permit = FREE,
        spare: Path | None = None,
    ) -> None:
        self.permit = permit
        """What this line may do."""
        self.data = data
        self.state = state
        self.spare = spare
        self.person = person
        self.clock = clock
        """Gives this moment (`text.moment`)."""
        self.new_id = new_id
        """Gives a random id."""
        self._timeout = timeout
        self._trash = Trash(data)
        self._folder = Folder(data, timeout=timeout)
        self._listing = Listing(data)
        self._recovery = Recovery(self._folder, self._handle, clock)

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

    # looking

    def entries(self) -> list[Entry]:
        """All sessions, the last changed first; of each file only the head is read.

        A damaged one has a `problem`, and so has one whose file is gone or was set aside, until a copy was
        opened or it was thrown away.

        Raises:
            StoreProblem: The folder cannot be read.
        """
        self.permit.need(Deed.SESSIONS)
        self._trash.settle()
        entries = self._listing.entries(self.clock())
        if any(entry.gone for entry in entries):
            # Something of a session in the trash may lie here still.
            thrown = {entry.id for entry in self._trash.entries() if entry.id}
            entries = [one for one in entries if not one.gone or one.id not in thrown]
        return entries

    def find(self, ref: str) -> Entry:
        """The session that an id, a title, a part of either that only one has, or a path means.

        Raises:
            NotFound: None does; it names the nearest titles.
            Ambiguous: Several do; it names them with their ids.
        """
        self.permit.need(Deed.SESSIONS)
        path, problem = named_file(ref)
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

    def drafts(self, session_id: str, path: Path | None = None) -> Drafts:
        """What this person keeps about a session: words being typed, place, marks.

        Args:
            session_id: The session.
            path: Its file, which tells a copy made by hand from the session itself.
        """
        return self._notebook.on(session_id, path)

    def drafts_of(self, handle: Handle) -> Drafts:
        """What this person keeps about an open session."""
        return self.drafts(handle.session.meta.id, handle.path)

    def settle(self, handle: Handle) -> None:
        """After a loss of this person's marks: in the secret rounds that are open they count as used."""
        self._notebook.settle(handle)

    def presence(self, handle: Handle) -> Presence:
        """Who is in a session."""
        return Presence(handle.path, self.person)

    # opening

    def open(self, ref: str | Path) -> Handle:
        """Open a session to read and to change it.

        A file of this folder that turns out to be damaged is set aside, and the problem offers its last good
        copy (`recover`). Files elsewhere stay where they are.

        Raises:
            NotFound: No session answers to it.
            Ambiguous: Several do.
            Damaged: It cannot be read.
            StoreProblem: The system refuses to read it, or a newer AlignTUI wrote it in another shape.
        """
        path = ref if isinstance(ref, Path) else self.find(ref).path
        self.permit.need_session(path)
        handle = self._recovery.enter(path)
        self._notebook.enter(handle)
        return handle

    def recover(self, problem: Damaged) -> Handle:
        """Open the last good copy of a damaged session in its place.

        Raises:
            StoreProblem: There is none, or something stands there already.
            NotSaved: The copy cannot be written.
        """
        self.permit.need(Deed.SESSIONS)
        return self._recovery.recover(problem)

    def go_back(self, ref: str | Path, rev: int | None = None) -> Copy:
        """Put a copy in the place of a session that can be read; see `Recovery.go_back`.

        Args:
            ref: The session.
            rev: Revision to go back to; None for the last copy before something else altered the file.

        Raises:
            StoreProblem: As `find`; there is no such copy; or somebody has the session open.
            NotSaved: It cannot be written.
        """
        self.permit.need(Deed.SESSIONS)
        path = ref if isinstance(ref, Path) else self.find(ref).path
        others = [here.name for here in Presence(path, self.person).others()]
        return self._recovery.go_back(path, rev, others)

    def gone(self, handle: Handle) -> str:
        """What to say of an open session whose file is gone, and what brings it back; else ""."""
        try:
            if fs.exists(handle.path):
                return ""
        except OSError:
            # It cannot be told now, so nothing is claimed.
            return ""
        if not self.permit.may(Deed.SESSIONS):
            return "This session was moved away or is in the trash. Tell who runs the workshop."
        thrown = any(entry.id == handle.stored.meta.id for entry in self._trash.entries())
        return remains.whereabouts(handle.path, handle.stored.meta, thrown=thrown)

    def altered(self, handle: Handle) -> str:
        """What to tell this person, once, of a session whose file is not what AlignTUI wrote; else ""."""
        if not handle.strange or handle.read_only == NEWER:
            return ""
        with contextlib.suppress(StoreProblem):
            if not self.drafts_of(handle).tell_of(handle.strange):
                return ""
        return backups.altered(handle.path, handle.stored.meta.rev, way=self.permit.may(Deed.SESSIONS))

    # making

    def create(self, title: str, ops: Sequence[Op] = (), *, note: str = "") -> Handle:
        """A new session with these ops as its first change.

        Raises:
            NotSaved: It cannot be written.
            session.apply.Refused: An op cannot be done.
        """
        self.permit.need(Deed.SESSIONS)
        now = self.clock()
        meta = Meta(id=self.new_id(), title=_titled(title), format=FORMAT, created=now, changed=now)
        session = Session(meta=meta)
        if ops:
            from aligntui.session.apply import apply

            change = Change(id=self.new_id(), at=now, by=self.person, ops=list(ops), note=note)
            session = apply(session, change).session
        return self._made(session)

    def adopt(self, session: Session) -> Handle:
        """Take in a session that came from elsewhere. Gets another id when its own is taken.

        Raises:
            NotSaved: It cannot be written.
        """
        from aligntui.session import head

        self.permit.need(Deed.SESSIONS)
        meta = msgspec.structs.replace(
            session.meta, title=_titled(session.meta.title, old=True), format=FORMAT
        )
        here = (*self.entries(), *self.trashed())
        if not meta.id or any(entry.may_be(meta.id) for entry in here):
            meta.id = self.new_id()
        meta.created = meta.created or self.clock()
        meta.changed = meta.changed or meta.created
        meta.counts = head.count(session)
        meta.people = meta.counts.get(head.PEOPLE, 0) or max(1, len(session.participants))
        run = head.last_run(session)
        if run is not None:
            meta.doing, meta.progress = run.title, head.progress(run)
        return self._made(msgspec.structs.replace(session, meta=meta))

    def duplicate(self, ref: str | Path, title: str) -> Handle:
        """A new session with the same content; what happened before is not in its history.

        Raises:
            StoreProblem: As `open` and `create`.
        """
        self.permit.need(Deed.SESSIONS)
        handle = self.open(ref)
        session = handle.session
        handle.close()
        now = self.clock()
        meta = msgspec.structs.replace(
            session.meta,
            id=self.new_id(),
            title=_titled(title),
            format=FORMAT,
            created=now,
            changed=now,
            last="",
        )
        return self._made(msgspec.structs.replace(session, meta=meta, recent={}))

    def rename(self, ref: str | Path, title: str) -> Entry:
        """Give a session another title. Its file keeps its name: others may have it open.

        A copy made by hand becomes a session of its own with that, under an id of its own.

        Raises:
            StoreProblem: As `open`; NotSaved when it cannot be written.
        """
        self.permit.need(Deed.SESSIONS)
        title = _titled(title)
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

    def trash(self, ref: str | Path) -> Entry:
        """Move a session to the trash, with its history and copies; gives its entry there.

        Raises:
            StoreProblem: As `find`; or it lies outside the sessions folder.
            NotSaved: It cannot be moved.
        """
        self.permit.need(Deed.SESSIONS)
        entry = self._at(ref) if isinstance(ref, Path) else self.find(ref)
        if not self._folder.holds(entry.path):
            raise StoreProblem(
                f"{entry.path.name} lies outside the sessions folder. Remove it like any file."
            )
        with self._folder.writing(entry.path):
            there = self._trash.throw(entry, self.clock())
        return self._trash.entry(there)

    def restore(self, ref: str | Entry) -> Entry:
        """Move a session back from the trash: one of `trashed`, or what finds it there.

        Raises:
            StoreProblem: As `find`, among the trash.
            NotSaved: It cannot be moved.
        """
        self.permit.need(Deed.SESSIONS)
        entry = self._thrown(ref)
        target = self._trash.begun(entry) or self._folder.free(entry.path.name.removesuffix(".json"))
        with self._folder.writing(target):
            self._trash.restore(entry, target)
        self._notebook.hand_on(entry.id, entry.path.name, copies.key_of(entry.id, target.name))
        return heads.entry_at(target)

    def purge(self, ref: str | Entry) -> None:
        """Remove a session of the trash for good: one of `trashed`, or what finds it there.

        Raises:
            StoreProblem: As `find`, among the trash.
            NotSaved: It cannot be removed.
        """
        self.permit.need(Deed.SESSIONS)
        entry = self._thrown(ref)
        try:
            self._trash.purge(entry)
        except OSError as error:
            raise not_saved(error, entry.path) from error
        self._notebook.forget(entry)

    # within

    def _thrown(self, ref: str | Entry) -> Entry:
        if isinstance(ref, str):
            return choose(self.trashed(), ref)
        for entry in self.trashed():
            if entry.path == ref.path:
                return entry
        raise NotFound(f'"{ref.title}" is no longer in the trash.')

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


def _titled(title: str, *, old: bool = False) -> str:
    title = clean_line(title)
    if not title:
        raise StoreProblem("A session needs a title: one that the team will know it by.")
    if len(title) > LINE and not old:
        raise StoreProblem(too_long(len(title), LINE))
    return title
