"""The last good copies of a session, and what to do with a damaged one.

A copy is a hard link where the file system has them: session files are replaced, never written in place,
so the link keeps the old version at no cost.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aligntui.session.model import Session
from aligntui.store import codec, files
from aligntui.store.names import backups_of, damaged_of, time_of
from aligntui.store.problems import Damaged, StoreProblem

NEWEST = 5
"""Copies that are kept whatever their age."""

DAYS = 7
"""Days of which one copy each is kept beside the newest."""

EVERY = timedelta(minutes=10)
"""Least time of work between two copies."""


@dataclass(frozen=True)
class Copy:
    """One good copy of a session."""

    path: Path
    taken: datetime


class Backups:
    """The copies of one session file. Callers hold its lock.

    Args:
        path: The session file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = backups_of(path)
        self._last: datetime | None = None

    def copies(self) -> list[Copy]:
        """All copies, the newest first."""
        found: list[Copy] = []
        with contextlib.suppress(OSError):
            for name in os.listdir(self.folder):
                with contextlib.suppress(ValueError):
                    if name.endswith(".json"):
                        found.append(Copy(self.folder / name, _taken(name)))
        return sorted(found, key=lambda copy: (copy.taken, copy.path.name), reverse=True)

    def due(self, now: str) -> bool:
        """Whether the last copy is older than `EVERY`; `now` is an ISO time."""
        moment = _moment(now)
        if self._last is None or moment - self._last >= EVERY:
            newest = self.copies()[:1]
            self._last = newest[0].taken if newest else None
        # A clock that was set back must not stop the copies.
        return self._last is None or moment - self._last >= EVERY or moment < self._last

    def take(self, now: str) -> Path:
        """Keep the file as it is now, and drop copies that are too many.

        Raises:
            OSError: There is no copy of it.
        """
        files.make_folder(self.folder)
        name = time_of(now)
        target = self.folder / f"{name}.json"
        number = 2
        while target.exists():
            target = self.folder / f"{name}.{number}.json"
            number += 1
        try:
            os.link(self.path, target)
        except OSError:
            data, version = files.read(self.path)
            version.close()
            files.write(target, data).close()
        self._last = _moment(now)
        self.prune()
        return target

    def prune(self) -> None:
        """Keep the newest copies and one a day for the last days."""
        copies = self.copies()
        keep = {copy.path for copy in copies[:NEWEST]}
        if copies:
            first = copies[0].taken.date() - timedelta(days=DAYS - 1)
            days: set[object] = set()
            for copy in copies:
                day = copy.taken.date()
                if day >= first and day not in days:
                    days.add(day)
                    keep.add(copy.path)
        for copy in copies:
            if copy.path not in keep:
                with contextlib.suppress(OSError):
                    os.unlink(copy.path)

    def last_good(self) -> tuple[Copy, Session] | None:
        """The newest copy that can be read, with what it holds."""
        for copy in self.copies():
            with contextlib.suppress(OSError, StoreProblem):
                data, version = files.read(copy.path)
                version.close()
                return copy, codec.session_of(codec.tables(data, copy.path), copy.path)
        return None


def set_aside(path: Path) -> Path:
    """Rename a damaged file to `NAME.damaged-N`, so that nothing writes over it. Hold its lock.

    Raises:
        OSError: It cannot be renamed.
    """
    last = damaged_of(path)[-1:]
    number = int(last[0].suffix[9:]) + 1 if last else 1
    target = path.with_name(f"{path.name}.damaged-{number}")
    os.rename(path, target)
    files.sync_folder(path.parent)
    return target


def report(path: Path, detail: str, aside: Path | None, today: str) -> Damaged:
    """The problem of a damaged session, offering its last good copy.

    Args:
        path: Where the session belongs.
        detail: What the reader stumbled over.
        aside: Where the damaged file lies now, if it was set aside.
        today: ISO time; a copy of another day is named with its date.
    """
    problem = Damaged(path, detail, aside=aside)
    words = f"{path.name} cannot be read"
    words += "; it is set aside." if aside else "."
    good = Backups(path).last_good()
    if good is None:
        words += " There is no earlier copy." if aside else ""
    else:
        problem.copy = good[0].path
        words += f" Enter opens the copy of {_said(good[0].taken, today)}."
    problem.sentence = words
    problem.args = (words,)
    return problem


def bring_back(copy: Path, path: Path) -> None:
    """Put a copy where its session belongs. Hold the lock; nothing may stand there.

    Raises:
        OSError: It cannot be written, or something stands there.
    """
    if path.exists():
        raise FileExistsError(path)
    data, version = files.read(copy)
    version.close()
    files.write(path, data).close()


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp[:19])


def _taken(name: str) -> datetime:
    return datetime.strptime(name[:15], "%Y%m%dT%H%M%S")


def _said(taken: datetime, today: str) -> str:
    clock = taken.strftime("%H:%M")
    if today[:10] == taken.date().isoformat():
        return clock
    return f"{taken.day} {taken.strftime('%b')}, {clock}"
