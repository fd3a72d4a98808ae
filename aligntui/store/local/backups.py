"""The last good copies of a session, and what to do with a damaged one.

A copy is a hard link where the file system has them: session files are replaced, never written in place,
so the link keeps the old version at no cost.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from msgspec import Struct

from aligntui.session.model import Session
from aligntui.store.local import codec, files, fs, heads
from aligntui.store.local.names import backups_of, damaged_of, ref_of, time_of
from aligntui.store.problems import Damaged, StoreProblem
from aligntui.text import moment

NEWEST = 5
"""Copies that are kept whatever their age."""

DAYS = 7
"""Days of work of which one copy each is kept beside the newest."""

EVERY = 600.0
"""Least seconds of work between two copies."""

AFTER = 200
"""Changes after which a copy is taken whatever the clock says: it may stand still."""

_NAME = re.compile(
    r"(?P<time>\d{8}T\d{6})(?P<zone>[+-]\d{4})?(\.r(?P<rev>\d+)(\.b(?P<branch>\d+))?)?(\.\d+)?"
    r"(?P<kept>\.kept)?\.json"
)


class Backup(Struct, frozen=True):
    """One copy of a session.

    Copies are ordered by branch and revision, never by the clock, which may have been wrong when any of
    them was taken.
    """

    path: Path
    taken: str
    """When, as ISO text."""
    rev: int = 0
    """Revision of the session in it: so many changes had been made. -1 when it cannot be read."""
    branch: int = 1
    """How often the session had gone back to an earlier copy, and one: later branches hold what was done
    after that."""
    kept: bool = False
    """Whether it is kept in any case: the session file was altered by something else after it."""

    @property
    def place(self) -> tuple[int, int, float, str]:
        """Where it stands in the order of copies."""
        return self.branch, self.rev, moment.instant(self.taken), self.path.name


class Backups:
    """The copies of one session file. Callers hold its lock.

    Args:
        path: The session file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = backups_of(path)
        self._last: Backup | None = None

    def copies(self) -> list[Backup]:
        """All copies, the one with the latest revision first.

        Raises:
            OSError: It cannot be told now which there are.
        """
        found = [copy for path in fs.below(self.folder) if (copy := _copy(path))]
        return sorted(found, key=lambda copy: copy.place, reverse=True)

    def due(self, now: str, rev: int) -> bool:
        """Whether a copy is to be taken before the next change.

        Args:
            now: ISO time.
            rev: Revision of the session as it is.
        """
        if self._last is None or self._passed(now, rev):
            self._last = next(iter(self.copies()), None)
        return self._last is None or self._passed(now, rev)

    def _passed(self, now: str, rev: int) -> bool:
        if self._last is None:
            return True
        # A clock that was set back must not stop the copies, and neither must one that stands still.
        passed = moment.instant(now) - moment.instant(self._last.taken)
        return not 0 <= passed < EVERY or not 0 <= rev - self._last.rev < AFTER

    def take(self, now: str, rev: int, *, kept: bool = False) -> Path:
        """Keep the file as it is now, and drop copies that are too many.

        Args:
            now: ISO time.
            rev: Revision of the session in the file.
            kept: Keep this copy in any case.

        Raises:
            OSError: There is no copy of it.
        """
        files.make_folder(self.folder)
        newest = next(iter(self.copies()), None)
        branch = newest.branch if newest is not None else 1
        if newest is not None and rev < newest.rev:
            # An older copy was put in the place of the session: what comes now is later all the same.
            branch += 1
        stem = f"{time_of(now)}.r{rev}" + (f".b{branch}" if branch > 1 else "")
        ending = ".kept.json" if kept else ".json"
        target = self.folder / f"{stem}{ending}"
        number = 2
        while fs.exists(target):
            target = self.folder / f"{stem}.{number}{ending}"
            number += 1
        try:
            fs.link(self.path, target)
        except OSError:
            files.write(target, files.content(self.path)).close()
        self._last = Backup(target, now, rev, branch)
        self.prune()
        files.sync_folder(self.folder)
        return target

    def prune(self) -> None:
        """Keep the newest copies, one of each of the last days of work, and those kept in any case.

        Days are counted, not reckoned from today: while a clock is wrong no true copy gets too old.
        """
        copies = self.copies()
        keep = {copy.path for copy in copies[:NEWEST]} | {copy.path for copy in copies if copy.kept}
        days: set[str] = set()
        for copy in copies:
            day = moment.day(copy.taken)
            if day not in days and len(days) < DAYS:
                days.add(day)
                keep.add(copy.path)
        for copy in copies:
            if copy.path not in keep:
                with contextlib.suppress(OSError):
                    fs.unlink(copy.path)

    def last_good(self) -> tuple[Backup, Session] | None:
        """The newest copy that is what was written, with what it holds; else the newest that can be read.

        Raises:
            OSError: It cannot be told now which there are.
        """
        other: tuple[Backup, Session] | None = None
        for copy in self.copies():
            with contextlib.suppress(OSError, StoreProblem):
                data = files.content(copy.path)
                tables = codec.tables(data, copy.path)
                found = copy, codec.session_of(tables, copy.path)
                if codec.as_written(data, tables) is not False:
                    return found
                other = other or found
        return other

    def keep(self) -> Backup | None:
        """Keep the last good copy in any case, for the session file is no longer what was written.

        Returns:
            The copy; None when there is none, or it cannot be marked.
        """
        try:
            good = self.last_good()
            if good is None or good[0].kept:
                return good[0] if good else None
            copy = good[0]
            target = copy.path.with_name(f"{copy.path.name.removesuffix('.json')}.kept.json")
            fs.rename(copy.path, target)
        except OSError:
            return None
        return _copy(target)


def set_aside(path: Path) -> Path:
    """Rename a damaged file to `NAME.damaged-N`, so that nothing writes over it. Hold its lock.

    Raises:
        OSError: It cannot be renamed, or it cannot be told which names are taken.
    """
    last = damaged_of(path)[-1:]
    number = int(last[0].suffix[9:]) + 1 if last else 1
    while fs.exists(target := path.with_name(f"{path.name}.damaged-{number}")):
        # Where the folder cannot be listed, no name is known to be taken.
        number += 1
    fs.rename(path, target)
    files.sync_folder(path.parent)
    return target


def report(path: Path, detail: str, aside: Path | None) -> Damaged:
    """The problem of a damaged session, offering its last good copy.

    Args:
        path: Where the session belongs.
        detail: What the reader stumbled over.
        aside: Where the damaged file lies now, if it was set aside.
    """
    problem = Damaged(ref_of(path), detail, aside=ref_of(aside) if aside is not None else None)
    words = f"{path.name} cannot be read"
    words += "; it is set aside." if aside else "."
    try:
        good = Backups(path).last_good()
        none = "There is no earlier copy." if aside else ""
    except OSError:
        good, none = None, "Its copies cannot be read now. Try again."
    if good is None:
        words = f"{words} {none}".rstrip()
    else:
        problem.copy = ref_of(good[0].path)
        problem.held = described(good[0], heads.revision(aside or path, whole=False))
        words += f" {problem.offer}"
    problem.cause = words
    return problem


def described(copy: Backup, rev: int | None) -> str:
    """`the copy of 21 Nov 2026, 14:02 (revision 85, all but the last 3 changes)`.

    Args:
        copy: The copy.
        rev: Revision of the session whose copy it is; None when it is not known.
    """
    missing = 0 if rev is None else rev - copy.rev
    if missing > 0:
        held = "all but the last change" if missing == 1 else f"all but the last {missing} changes"
    else:
        held = "1 change" if copy.rev == 1 else f"{copy.rev} changes"
    return f"the copy of {moment.dated(copy.taken)} (revision {copy.rev}, {held})"


def altered(path: Path, rev: int, *, way: bool = True) -> str:
    """What to say of a session that can be read and is not what AlignTUI wrote.

    Args:
        path: The session file.
        rev: Revision of the session in it.
        way: Whether the person may give commands.
    """
    words = f"{path.name} is not what AlignTUI wrote: edited elsewhere, or decayed."
    own = Backups(path)
    copy = next((copy for copy in own.copies() if copy.kept), None)
    if copy is None and (good := own.last_good()):
        copy = good[0]
    if copy is None:
        return f"{words} There is no earlier copy."
    held = described(copy, rev)
    words += f" {held[:1].upper()}{held[1:]} stays"
    return f"{words}: aligntui sessions --recover {path.stem} --to {copy.rev}" if way else f"{words}, too."


def bring_back(copy: Path, path: Path) -> None:
    """Put a copy where its session belongs. Hold the lock; nothing may stand there.

    Raises:
        OSError: It cannot be written, or something stands there.
    """
    if fs.exists(path):
        raise FileExistsError(path)
    files.write(path, files.content(copy)).close()


def _copy(path: Path) -> Backup | None:
    """The copy that a file is; None when it is none of ours."""
    name = _NAME.fullmatch(path.name)
    if name is None:
        return None
    digits, zone = name["time"], name["zone"] or ""
    taken = f"{digits[:4]}-{digits[4:6]}-{digits[6:11]}:{digits[11:13]}:{digits[13:15]}"
    taken += f"{zone[:3]}:{zone[3:]}" if zone else ""
    if moment.read(taken) is None:
        return None
    # Copies of older versions bear no revision in their names.
    rev = int(name["rev"]) if name["rev"] else heads.revision(path)
    return Backup(path, taken, -1 if rev is None else rev, int(name["branch"] or 1), bool(name["kept"]))
