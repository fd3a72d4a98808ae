"""What the folders of this user are like, and what lies in them beside the sessions."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path

from aligntui import account, settings
from aligntui.cli.facts import Fact, State
from aligntui.cli.place import Place

AREA = "folders"
ROOM = 50_000_000
"""Bytes below which a disk counts as nearly full."""


def facts(here: Place) -> list[Fact]:
    """Data, state and config folder; settings; who writes; own methods."""
    return [
        Fact(AREA, "ALIGNTUI_HOME", os.environ.get("ALIGNTUI_HOME") or "not set"),
        _folder("sessions", here.folders.data),
        _folder("own state", here.folders.state),
        _folder("settings", here.folders.config),
        *_config(here),
        _who(here),
        *_workshops(here),
    ]


def _folder(name: str, path: Path) -> Fact:
    try:
        info = path.stat()
    except FileNotFoundError:
        return _missing(name, path)
    except OSError as error:
        reason = (error.strerror or "it cannot be looked at").lower()
        return Fact(AREA, name, f"{path}: {reason}", "error", "Set ALIGNTUI_HOME to a folder of yours.")
    if not stat.S_ISDIR(info.st_mode):
        mend = "Move it away, or set ALIGNTUI_HOME to a folder."
        return Fact(AREA, name, f"{path} is a file", "error", mend)
    mode = stat.S_IMODE(info.st_mode)
    value = f"{path}: {_owner(info.st_uid)}, {mode:04o}, {_disk(path)}"
    if not os.access(path, os.W_OK | os.X_OK):
        return Fact(AREA, name, value, "error", f"You may not write in it. Ask {_owner(info.st_uid)}.")
    state, mend = _worries(path, info, mode)
    return Fact(AREA, name, value, state, mend)


def _missing(name: str, path: Path) -> Fact:
    above = next((folder for folder in path.parents if folder.exists()), path.parent)
    value = f"{path}: not made yet"
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        mend = f"It cannot be made in {above}. Set ALIGNTUI_HOME to a folder of yours."
        return Fact(AREA, name, value, "error", mend)
    return Fact(AREA, name, f"{value}; {_disk(above)}", "ok", "")


def _worries(path: Path, info: os.stat_result, mode: int) -> tuple[State, str]:
    """What could go wrong in a folder that can be written."""
    disk = settings.filesystem(path)
    free = settings.free_space(path)
    if 0 <= free < ROOM:
        return ("error" if free == 0 else "warning"), "The disk is nearly full. Free space on it."
    if disk.network:
        return "warning", (
            f"{disk.kind} is a network file system: locks and changes may come late or not at all. "
            "Keep the sessions on one machine, and let the others ssh in."
        )
    if info.st_uid != account.acting() and not mode & stat.S_ISGID:
        mend = f"It belongs to {_owner(info.st_uid)}. Give it to yourself, or share it by its group."
        return "warning", mend
    if mode & 0o077 and not mode & stat.S_ISGID:
        return "warning", f"Others on this machine may look in. Mend: chmod 700 {path}."
    return "ok", ""


def _owner(uid: int) -> str:
    if uid == account.acting():
        return "yours"
    return f"of {account.name_of(uid) or f'user {uid}'}"


def _disk(path: Path) -> str:
    disk = settings.filesystem(path)
    free = settings.free_space(path)
    kind = f"{disk.kind} on {disk.mount}" if disk.kind else "file system unknown"
    return f"{kind}, {_size(free)} free" if free >= 0 else kind


def _size(size: int) -> str:
    units = ["bytes", "kB", "MB", "GB", "TB"]
    while size >= 1000 and len(units) > 1:
        size //= 1000
        del units[0]
    return f"{size} {units[0]}"


def _config(here: Place) -> list[Fact]:
    from aligntui.cli.door import own_keys

    path = here.folders.config / settings.CONFIG
    found, keys = own_keys(here.settings)
    value = f"{path}: theme {found.theme}" if found.source else f"{path}: none, the defaults hold"
    if found.keys:
        value += f", {len(found.keys)} keys of your own"
    wrong = [Fact(AREA, "", problem.sentence, "warning") for problem in [*found.problems, *keys]]
    return [Fact(AREA, settings.CONFIG, value), *wrong]


def _who(here: Place) -> Fact:
    if os.environ.get("ALIGNTUI_USER", "").strip():
        source = "from ALIGNTUI_USER: proof only where sshd sets it"
    else:
        source = f"from {settings.CONFIG}" if here.settings.name else "your login name"
    mend = (
        f'Another name: --as "Ines Calder" behind a command, or name = "Ines Calder" '
        f"in {here.folders.config / settings.CONFIG}."
    )
    return Fact(AREA, "who writes", f"{settings.person(here.settings)} ({source})", mend=mend)


def _workshops(here: Place) -> list[Fact]:
    from aligntui.methods.heads import BUILT_IN
    from aligntui.methods.library import builtin_folder
    from aligntui.methods.shelf import SHARED_FILE

    folder = builtin_folder()
    if not (folder / SHARED_FILE).is_file():
        return [Fact(AREA, "workshops", f"{folder}: nothing there", "error", "Install AlignTUI again.")]
    library = here.library()
    heads = [*library.methods(), *library.agendas()]
    own = [head for head in heads if head.origin != BUILT_IN and not head.problem]
    refused = [head.problem for head in heads if head.problem]
    built_in = len(heads) - len(own) - len(refused)
    value = f"{folder}: {built_in} built in; {here.folders.config / 'workshops'}: {len(own)} yours"
    if refused:
        value += f", {len(refused)} left out"
    found = [Fact(AREA, "workshops", value)]
    broken = [*refused, *(str(problem) for problem in library.problems())]
    return found + [Fact(AREA, "", problem, "warning", "aligntui validate says all.") for problem in broken]


def last_error(here: Place) -> Fact:
    """Where the details of the last unexpected error lie."""
    from aligntui.crash import path_now

    path = path_now()
    try:
        info = path.stat()
    except OSError:
        return Fact("errors", "last error", "none")
    when = datetime.fromtimestamp(int(info.st_mtime)).isoformat(sep=" ", timespec="minutes")
    mend = "Send it along with a report. Look into it first: an error may quote words of a session."
    return Fact("errors", "last error", f"{path}, {when}", "note", mend)
