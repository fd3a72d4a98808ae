"""What one person keeps about each session of a folder; copies made by hand have their own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.store.local import copies, files, fs, names
from aligntui.store.local.drafts import Drafts, asked_at, own_folder
from aligntui.store.local.folder import Folder
from aligntui.store.local.listing import Listing
from aligntui.store.local.reasons import cannot_read
from aligntui.store.local.trash import Trash
from aligntui.store.problems import StoreProblem
from aligntui.store.values import OWN_ID, Entry
from aligntui.text.slug import short

if TYPE_CHECKING:
    # TinyDB is imported when a session opens, not when the sessions are listed.
    from aligntui.store import api
    from aligntui.store.local.handle import Handle


class Notebook:
    """The notes of one person on the sessions of one folder.

    Args:
        state: State folder of the account.
        person: Whose notes.
        clock: Gives this moment (`text.moment`).
        folder: The sessions.
        listing: The list of them.
        trash: What was thrown away of them.
        spare: Folder that takes notes while the state folder cannot; None for none.
        alone: Whether no other session may be looked at: names of files must do then.
    """

    def __init__(
        self,
        state: Path,
        person: str,
        clock: Callable[[], str],
        *,
        folder: Folder,
        listing: Listing,
        trash: Trash,
        spare: Path | None = None,
        alone: bool = False,
    ) -> None:
        self._state = state
        self._own = own_folder(state, person)
        self._spare = spare / self._own.name if spare is not None else None
        self._alone = alone
        self._clock = clock
        self._folder = folder
        self._listing = listing
        self._trash = trash
        self._known: dict[str, Drafts] = {}
        self._keys: dict[tuple[str, Path], str] = {}

    def on(self, session_id: str, path: Path | None = None) -> Drafts:
        """The notes on a session; the same object each time, so that what was read once is remembered.

        Args:
            session_id: The session.
            path: Its file, which tells a copy made by hand from the session itself.
        """
        key = session_id
        if path is not None:
            # Whoever works on a file goes on with the same notes, whatever comes beside it meanwhile.
            if (session_id, path) not in self._keys:
                self._keys[session_id, path] = self._key(session_id, path)
            key = self._keys[session_id, path]
        if key not in self._known:
            self._known[key] = Drafts(self._own, key, clock=self._clock, spare=self._spare)
        return self._known[key]

    def enter(self, handle: Handle) -> None:
        """A session is opened: forget what was erased in it, count lost marks, name a copy as one."""
        session = handle.session
        self._keys.pop((session.meta.id, handle.path), None)
        notes = self.on(session.meta.id, handle.path)
        erased = [held.id for held in session.rounds.values() if held.erased]
        with contextlib.suppress(StoreProblem):
            for round_id in erased:
                notes.forget(round_id, steps=asked_at(session, round_id))
        self.settle(handle)
        handle.notes = self._keys[session.meta.id, handle.path]
        copy_of = self.copy_of(handle)
        if copy_of:
            of = "" if self._alone else f" of {copy_of}"
            handle.news = f"This is a copy by hand{of}. {OWN_ID}"

    def settle(self, handle: api.Handle) -> None:
        """After a loss of this person's marks: in the secret rounds that are open they count as used."""
        rounds = handle.session.rounds.values()
        with contextlib.suppress(StoreProblem):
            # Where it cannot be kept, no secret round is answered until it can.
            self.on(handle.session.meta.id, names.path_of(handle.ref)).settle(
                held.id for held in rounds if held.privacy != "named" and held.state == "open"
            )

    def copy_of(self, handle: Handle) -> str:
        """Name of the file of which an open session is a copy made by hand; "" for a session itself."""
        session_id, path = handle.session.meta.id, handle.path
        twins = self._twins(session_id, path, self._live(session_id))
        if self._folder.holds(path):
            twins = [path, *twins]
        first = copies.original(twins, session_id) if twins else path
        return "" if first == path else first.name

    def hand_on(self, session_id: str, name: str, to: str) -> None:
        """Notes that people of this account keep on a copy lie under another key from now on.

        Args:
            session_id: The id that the copy had.
            name: Name that its file had.
            to: The key.
        """
        key = copies.key_of(session_id, name)
        self._known.pop(key, None)
        self._keys.clear()
        if key != to:
            # Without its notes a copy is as good as new.
            with contextlib.suppress(OSError):
                for own in fs.below(self._state):
                    for path in fs.below(own / "drafts", f"{key}.json"):
                        files.move(path, path.with_name(f"{names.safe(to)}.json"))

    def forget(self, gone: Entry) -> None:
        """A file was removed for good: forget what was kept on it, but nothing that another one needs."""
        if not gone.id:
            return
        self._keys.clear()
        try:
            left = self._holders(gone.id, lost=True)
        except StoreProblem:
            # Whether another file needs the notes cannot be told now: they stay.
            return
        if all(path.name != gone.ref.name for path in left):
            self.on(copies.key_of(gone.id, gone.ref.name)).remove()
        if not left:
            self.on(gone.id).remove()

    def _live(self, session_id: str, *, lost: bool = False) -> list[Path]:
        """Files of the folder that hold a session; with those `lost`, whose copies do."""
        if self._alone:
            try:
                return fs.below(self._folder.data, f"*-{short(session_id)}.json")
            except OSError as error:
                raise cannot_read(error, self._folder.data) from error
        entries = self._listing.entries(self._clock())
        live = [entry for entry in entries if entry.id == session_id and (lost or not entry.gone)]
        return [names.path_of(entry.ref) for entry in live]

    def _holders(self, session_id: str, *, lost: bool = False) -> list[Path]:
        """Files of the folder and its trash that hold a session; with those `lost`, whose copies do."""
        thrown = [] if self._alone else self._trash.entries()
        held = [names.path_of(entry.ref) for entry in thrown if entry.id == session_id]
        return [*self._live(session_id, lost=lost), *held]

    def _twins(self, session_id: str, path: Path, holders: list[Path]) -> list[Path]:
        """Those that are other files than this one. Of one outside the folder, its names there are others."""
        here = self._folder.holds(path)
        if self._alone and not here:
            return []
        return [twin for twin in holders if not here or twin.name != path.name]

    def _key(self, session_id: str, path: Path) -> str:
        """Under what notes on a file are kept.

        A copy keeps its own when the session goes, and what is kept on a session in the trash stays with it.
        """
        here = self._folder.holds(path)
        apart = copies.key_of(session_id, path.name if here else str(path))
        kept = self._own / "drafts" / f"{apart}.json"
        try:
            if apart in self._known or fs.exists(kept):
                return apart
        except OSError as error:
            raise cannot_read(error, kept) from error
        twins = self._twins(session_id, path, self._holders(session_id))
        if not twins:
            return session_id
        return session_id if here and copies.original([path, *twins], session_id) == path else apart
