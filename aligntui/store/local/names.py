"""File names: what a session file is called and what stands beside it."""

from __future__ import annotations

import re
import zlib
from datetime import datetime
from pathlib import Path

from aligntui.store.local import fs
from aligntui.store.values import SessionRef
from aligntui.text.slug import slug


def ref_of(path: Path) -> SessionRef:
    """What names a session file to those above the store."""
    return SessionRef(str(path), path.name, path.stem)


def path_of(ref: SessionRef) -> Path:
    """The session file that is meant."""
    return Path(ref.key)


def lock_of(path: Path) -> Path:
    """Lock file beside a file; never removed."""
    return path.with_name(path.name + ".lock")


def history_of(path: Path) -> Path:
    """File with the changes that no longer stand in the session file."""
    return path.with_name(path.name.removesuffix(".json") + ".history.jsonl")


def here_of(path: Path) -> Path:
    """Folder with one small file per process that has the session open."""
    return path.with_name(path.name + ".here")


def backups_of(path: Path) -> Path:
    """Folder with the last good copies."""
    return path.with_name(path.name + ".backups")


def damaged_of(path: Path) -> list[Path]:
    """Damaged versions of a file that were set aside, the first one first.

    Raises:
        OSError: It cannot be told now.
    """
    head = path.name + ".damaged-"
    rest = [one.name[len(head) :] for one in fs.below(path.parent) if one.name.startswith(head)]
    return [path.with_name(f"{head}{n}") for n in sorted(int(n) for n in rest if n.isdecimal())]


def time_of(stamp: str) -> str:
    """A time as part of a file name: `2026-11-21T14:02:09+01:00` gives `20261121T140209+0100`.

    Raises:
        ValueError: It is no time.
    """
    return datetime.fromisoformat(stamp).strftime("%Y%m%dT%H%M%S%z")


def safe(name: str) -> str:
    """A foreign id as a file name: itself when it is harmless, else a form of it that is."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", name):
        return name
    return f"{slug(name)}-{zlib.crc32(name.encode('utf-8', 'replace')):08x}"
