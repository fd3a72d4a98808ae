"""File names: what a session file is called and what stands beside it."""

from __future__ import annotations

import re
import unicodedata
import zlib
from datetime import datetime
from pathlib import Path

from aligntui.store.local import fs

LONGEST = 40
"""Letters of a title that go into a file name."""


def slug(title: str) -> str:
    """A title as part of a file name: small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit("-", 1)[0] or text[:LONGEST]
    return text.strip("-") or "session"


def short(session_id: str, length: int = 6) -> str:
    """The beginning of a session id as it stands in file names."""
    return re.sub(r"[^a-z0-9]+", "", session_id.lower())[:length] or "0"


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
