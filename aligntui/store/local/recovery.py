"""Opening what can be read, and bringing back what cannot: the last good copy, or an earlier state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.store.local import backups, codec, files, fs, heads, remains
from aligntui.store.local.backups import Backup, Backups
from aligntui.store.local.folder import Folder, is_damaged
from aligntui.store.local.names import path_of
from aligntui.store.local.reasons import cannot_read
from aligntui.store.problems import Damaged, NotFound, StoreProblem

if TYPE_CHECKING:
    # TinyDB is imported when a session opens.
    from aligntui.store.local.handle import Handle


class Recovery:
    """The way to a session of one folder, whatever state its file is in.

    Args:
        folder: The sessions.
        opening: Opens a file that can be read.
        clock: Gives this moment (`text.moment`).
    """

    def __init__(self, folder: Folder, opening: Callable[[Path], Handle], clock: Callable[[], str]) -> None:
        self._folder = folder
        self._opening = opening
        self._clock = clock

    def enter(self, path: Path) -> Handle:
        """Open a session; a damaged file of the folder is set aside.

        Raises:
            NotFound: There is no such file, and nothing is left of it.
            Damaged: It cannot be read, or is gone; the problem offers the last good copy.
            StoreProblem: The system refuses to read it, or a newer AlignTUI wrote it in another shape.
        """
        try:
            return self._opening(path)
        except Damaged as problem:
            aside = self._folder.set_aside(path)
            if aside is None and not is_damaged(path):
                # A program that writes in place was at it just now.
                return self._opening(path)
            raise backups.report(path, problem.detail, aside) from problem
        except NotFound:
            if remains.left_of(path):
                raise remains.report(path) from None
            raise

    def recover(self, problem: Damaged) -> Handle:
        """Open the last good copy in the place of a session that is damaged or gone.

        Raises:
            StoreProblem: There is none, or something stands there already.
            NotSaved: The copy cannot be written.
        """
        path = path_of(problem.ref)
        if problem.copy is None:
            raise StoreProblem(f"There is no earlier copy of {path.name}.")
        with self._folder.writing(path):
            if fs.exists(path) and problem.aside is None:
                backups.set_aside(path)
            if not fs.exists(path):
                backups.bring_back(path_of(problem.copy), path)
        return self._opening(path)

    def go_back(self, path: Path, rev: int | None, others: Sequence[str]) -> Backup:
        """Put a copy in the place of a session that can be read. What stands there now is kept as a copy.

        Args:
            path: The session file.
            rev: Revision to go back to; None for the last copy before the file was altered by something else.
            others: Names of those who have it open.

        Returns:
            The copy that stands there now.

        Raises:
            StoreProblem: There is no such copy, it cannot be read, or somebody has the session open.
            NotSaved: It cannot be written.
        """
        if others:
            raise StoreProblem(f"{others[0]} has this session open. Go back when it is closed.")
        own = Backups(path)
        with self._folder.writing(path):
            copy = self._chosen(own, rev)
            try:
                data = files.content(copy.path)
            except OSError as error:
                raise cannot_read(error, copy.path) from error
            codec.session_of(codec.tables(data, copy.path), copy.path)
            own.take(self._clock(), heads.revision(path) or 0, kept=True)
            files.write(path, data).close()
        return copy

    def _chosen(self, own: Backups, rev: int | None) -> Backup:
        if rev is None:
            good = own.last_good()
            if good is None:
                raise StoreProblem(f"There is no earlier copy of {own.path.name}.")
            return good[0]
        # Of several copies of a revision one may be altered, and another one kept because of that.
        same = [copy for copy in own.copies() if copy.rev == rev]
        found = next((copy for copy in same if copy.kept), next(iter(same), None))
        if found is None:
            known = ", ".join(dict.fromkeys(str(copy.rev) for copy in own.copies())) or "none"
            raise StoreProblem(f"There is no copy of revision {rev}. There are: {known}.")
        return found
