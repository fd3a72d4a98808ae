"""The list of the sessions of one folder. Of each file only the head is read, and only when it changed."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

from aligntui.store.local import copies, files, fs, heads, remains
from aligntui.store.local.reasons import cannot_read
from aligntui.store.values import Entry
from aligntui.text import moment

SKEW = timedelta(days=1)
"""How far a clock may go wrong, or a time without an offset be off, before a moment counts as future."""


class Listing:
    """The sessions of one folder.

    Args:
        data: The folder.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self._known: dict[str, tuple[files.Stamp, Entry]] = {}

    def entries(self, now: str) -> list[Entry]:
        """All sessions, the last changed first. Empty when there is no folder.

        One that seems to be changed tomorrow or later was written by a wrong clock: it stands where it was
        made, so that it does not stay the last one until then.

        Args:
            now: ISO time.

        Raises:
            StoreProblem: The folder cannot be read.
        """
        found: list[Entry] = []
        left: set[str] = set()
        known: dict[str, tuple[files.Stamp, Entry]] = {}
        try:
            with fs.scandir(self.data) as listing:
                for file in listing:
                    if owner := remains.owner(file.name):
                        left.add(owner)
                    elif file.name.endswith(".json") and not file.name.startswith("."):
                        entry = self._entry(file)
                        if entry is not None:
                            known[file.name] = entry
                            found.append(entry[1])
        except FileNotFoundError:
            return []
        except OSError as error:
            raise cannot_read(error, self.data) from error
        self._known = known
        found = copies.marked(found)
        try:
            found += remains.lost(self.data, left - set(known), {entry.id for entry in found})
        except OSError as error:
            raise cannot_read(error, self.data) from error
        return sorted(found, key=lambda entry: _place(entry, now), reverse=True)

    def _entry(self, file: os.DirEntry[str]) -> tuple[files.Stamp, Entry] | None:
        try:
            info = fs.stat(file.path)
            stamp = (info.st_mtime_ns, info.st_ino, info.st_size)
            known = self._known.get(file.name)
            if known is not None and known[0] == stamp:
                return known
            if not stat.S_ISREG(info.st_mode):
                return None
            return stamp, heads.read_head(self.data / file.name)
        except FileNotFoundError:
            # Thrown away between the listing and the look, or a link to nowhere.
            return None
        except OSError as error:
            path = self.data / file.name
            entry = heads.unreadable(path, "", cannot_read(error, path).sentence)
            return (0, 0, 0), entry


def _place(entry: Entry, now: str) -> tuple[float, float, bool, str, str]:
    """Where a session stands in the order of change."""
    times = [when for when in (entry.changed, entry.created) if not moment.ahead(when, now, by=SKEW)]
    last = moment.instant(times[0]) if times else moment.NEVER
    # Of a session and its copy the session is the one to go on with.
    return last, moment.instant(entry.changed), not entry.copy_of, entry.title, entry.ref.name
