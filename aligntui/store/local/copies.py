"""Several files that hold one session, as a copy made by hand does: which one is the session itself.

All people have to come to the same answer without asking anybody, so the names of the files decide.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from aligntui.store.local import names
from aligntui.store.values import Entry
from aligntui.text.slug import short


def original(files: Iterable[Path], session_id: str) -> Path:
    """The file among those with this id that is the session; the others are copies of it.

    It is the one that is named as AlignTUI names it, after the id; else the one with the shortest name.
    """
    ending = f"-{short(session_id)}"
    return min(files, key=lambda path: (not path.stem.endswith(ending), len(path.name), path.name, str(path)))


def marked(entries: Sequence[Entry]) -> list[Entry]:
    """The same sessions; those that are copies name the file they are copies of."""
    holders: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        holders[entry.id].append(entry)
    found = []
    for entry in entries:
        twins = holders[entry.id]
        first = entry.ref.name
        if entry.id and len(twins) > 1:
            first = original((names.path_of(twin.ref) for twin in twins), entry.id).name
        copy_of = "" if first == entry.ref.name else first
        found.append(replace(entry, copy_of=copy_of) if copy_of != entry.copy_of else entry)
    return found


def key_of(session_id: str, where: str) -> str:
    """Under what people keep notes of their own on a copy.

    Args:
        session_id: The id that the copy shares with the session.
        where: Name of its file; its path when it lies outside the sessions folder.
    """
    return f"{names.safe(session_id)[:50]}-{zlib.crc32(where.encode('utf-8', 'surrogateescape')):08x}"
