"""What is left of a session whose file is gone: copies, history, versions set aside as damaged.

A file may be removed by hand, moved away, or lost with a disk. What stands beside its place is named after
it, so the session can be found there by its old file name, and by id and title through its last copy.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec.structs import replace

from aligntui.session.model import Meta
from aligntui.store.local import backups, fs, heads, names
from aligntui.store.local.backups import Backups
from aligntui.store.problems import Damaged
from aligntui.store.values import Entry
from aligntui.text.clean import clean_line
from aligntui.text.typed_path import NoHome, typed_path

_BESIDE = (".json.backups", ".history.jsonl")

_ASIDE = ".json.damaged-"


def owner(name: str) -> str:
    """Name of the session file beside which a file or folder of this name stands; "" when it is none."""
    if _ASIDE in name:
        return name.rsplit(".damaged-", 1)[0]
    ending = next((one for one in _BESIDE if name.endswith(one) and not name.startswith(".")), "")
    return f"{name.removesuffix(ending)}.json" if ending else ""


def left_of(path: Path) -> bool:
    """Whether anything is left beside the place of a session file that is gone."""
    return bool(_copies(path) or names.damaged_of(path) or fs.lexists(names.history_of(path)))


def named_file(ref: str) -> tuple[Path | None, str]:
    """The session file that is meant by a path or file name, and why there is none.

    A file counts as being there when something is left of it, such as its copies.
    """
    path, missing = Path(ref), f"There is no file {clean_line(ref)}."
    try:
        path = typed_path(ref)
    except NoHome as problem:
        # It may be a title.
        missing = str(problem)
    if os.sep not in ref and not ref.endswith(".json"):
        return None, missing
    try:
        there = fs.is_file(path) or (path.suffix == ".json" and left_of(path))
    except (OSError, ValueError):
        # A title that makes no file name: too long, or with signs that none may hold.
        there = False
    return (path, "") if there else (None, missing)


def lost(folder: Path, files: Iterable[str], alive: Collection[str]) -> list[Entry]:
    """Sessions whose file is gone.

    Args:
        folder: The folder of the sessions.
        files: Names that their files had.
        alive: Ids of sessions that are there: what lies about of an older name of theirs is not lost.
    """
    found = [entry_of(folder / name) for name in sorted(files)]
    return [entry for entry in found if entry.id not in alive or names.damaged_of(names.path_of(entry.ref))]


def entry_of(path: Path) -> Entry:
    """The entry of a session whose file is gone, as its last copy knows it."""
    copies = _copies(path)
    entry = heads.unreadable(path, "", problem_of(path))
    for copy in copies:
        try:
            known = heads.read_head(copy)
        except OSError:
            continue
        if not known.problem:
            entry = replace(known, ref=names.ref_of(path), problem=entry.problem)
            break
    return replace(entry, gone=True, lost=not names.damaged_of(path))


def problem_of(path: Path) -> str:
    """Why a session whose file is gone cannot be opened, in a sentence."""
    name = clean_line(path.name)
    if names.damaged_of(path):
        return f"{name} cannot be read."
    if _copies(path):
        copy = Backups(path).copies()[0]
        held = backups.described(copy, None) if copy.rev >= 0 else "copies that cannot be read"
        return f"{name} is gone. Left of it: {held}."
    return f"{name} and its copies are gone; only old changes are left, in {names.history_of(path).name}."


def report(path: Path) -> Damaged:
    """The problem of a session whose file is gone, offering its last good copy."""
    aside = names.damaged_of(path)[-1:]
    if aside:
        return backups.report(path, "set aside before", aside[0])
    problem = backups.report(path, "its file is gone", None)
    problem.gone = True
    good = problem.copy
    words = f"{clean_line(path.name)} is gone." if good is not None else problem_of(path)
    problem.cause = f"{words} {problem.offer}".rstrip()
    return problem


def whereabouts(path: Path, meta: Meta, *, thrown: bool) -> str:
    """What to say to who leaves a session whose file is gone: what brings it back, if anything does.

    Args:
        path: Where the file was.
        meta: Head of the session as it was seen last.
        thrown: Whether it is in the trash.
    """
    title, name = clean_line(meta.title), clean_line(path.name)
    if thrown:
        return f'"{title}" is in the trash. aligntui sessions --restore {path.stem} brings it back.'
    good = Backups(path).last_good()
    if good is None:
        return f"{name} is gone, and there is no copy of it. Put the file back where it was: {path}"
    held = backups.described(good[0], meta.rev)
    return f'{name} is gone. aligntui sessions --recover "{path.stem}" brings back {held}.'


def _copies(path: Path) -> list[Path]:
    return [copy.path for copy in Backups(path).copies()]
