"""What one person keeps about each session of a folder; copies made by hand have their own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from aligntui.store import copies, files, fs, names
from aligntui.store.drafts import Drafts, own_folder
from aligntui.store.folder import Folder
from aligntui.store.heads import Entry
from aligntui.store.listing import Listing
from aligntui.store.trash import Trash


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
    ) -> None:
        self._state = state
        self._own = own_folder(state, person)
        self._spare = spare / self._own.name if spare is not None else None
        self._clock = clock
        self._folder = folder
        self._listing = listing
        self._trash = trash
        self._known: dict[str, Drafts] = {}

    def on(self, session_id: str, path: Path | None = None) -> Drafts:
        """The notes on a session; the same object each time, so that what was read once is remembered.

        Args:
            session_id: The session.
            path: Its file, which tells a copy made by hand from the session itself.
        """
        key = session_id if path is None else self._key(session_id, path)
        if key not in self._known:
            self._known[key] = Drafts(self._own, key, clock=self._clock, spare=self._spare)
        return self._known[key]

    def original(self, session_id: str, path: Path) -> Path:
        """Of the files of the folder that hold a session, and this one, that which is no copy."""
        here = self._folder.holds(path)
        entries = self._listing.entries(self._clock())
        twins = [entry.path for entry in entries if entry.id == session_id]
        if here:
            return copies.original([path, *(twin for twin in twins if twin.name != path.name)], session_id)
        return copies.original(twins, session_id) if twins else path

    def hand_on(self, session_id: str, name: str, to: str) -> None:
        """Notes that people of this account keep on a copy lie under another key from now on.

        Args:
            session_id: The id that the copy had.
            name: Name that its file had.
            to: The key.
        """
        key = copies.key_of(session_id, name)
        self._known.pop(key, None)
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
        left = self._holders(gone.id)
        if all(path.name != gone.path.name for path in left):
            self.on(copies.key_of(gone.id, gone.path.name)).remove()
        if not left:
            self.on(gone.id).remove()

    def _holders(self, session_id: str) -> list[Path]:
        """Files of the folder and its trash that hold a session."""
        entries = [*self._listing.entries(self._clock()), *self._trash.entries()]
        return [entry.path for entry in entries if entry.id == session_id]

    def _key(self, session_id: str, path: Path) -> str:
        """Under what notes on a file are kept.

        A copy keeps its own when the session goes, and what is kept on a session in the trash stays with it.
        """
        here = self._folder.holds(path)
        apart = copies.key_of(session_id, path.name if here else str(path))
        if apart in self._known or fs.exists(self._own / "drafts" / f"{apart}.json"):
            return apart
        twins = [twin for twin in self._holders(session_id) if not here or twin.name != path.name]
        if not twins:
            return session_id
        return session_id if here and copies.original([path, *twins], session_id) == path else apart
