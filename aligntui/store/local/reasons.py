"""What errors of the system mean for sessions in files, as sentences."""

from __future__ import annotations

import errno
from pathlib import Path

from aligntui.store.problems import NotFound, NotSaved, StoreProblem

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def not_saved(error: OSError, path: Path) -> NotSaved:
    """What an error of the system while writing `path` means for the person who wrote."""
    folder = path.parent
    where = ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            cause, mend, where = "The disk is full", "Free space", f" in {folder}"
        case errno.EFBIG:
            cause, mend = f"{path.name} may not grow any larger on this account", "Raise its limit"
        case errno.EROFS:
            cause, mend = "The disk is read-only", f"Make {folder} writable"
        case errno.EACCES | errno.EPERM:
            cause, mend = f"You may not write in {folder}", "Ask its owner for the right to"
        case errno.ENOENT | errno.ENOTDIR:
            cause, mend = f"{folder} is gone", "Bring the folder back"
        case _:
            reason = error.strerror or type(error).__name__
            said = f"{path.name} is not written: {reason[:1].lower() + reason[1:]}"
            return NotSaved(f"{said}.", cause=f"The disk says: {reason[:1].lower() + reason[1:]}")
    full = error.errno in _FULL
    return NotSaved(f"{cause}: this is not written. {mend}{where}.", full=full, cause=cause, mend=mend)


def no_folder(error: OSError, folder: Path) -> NotSaved:
    """What an error of the system while making the folder of the sessions means."""
    if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR):
        return not_saved(error, folder / "sessions")
    reason = (error.strerror or type(error).__name__).lower()
    cause, mend = f"{folder} cannot be made: {reason}", "Set ALIGNTUI_HOME to a folder of yours"
    return NotSaved(f"{cause}. {mend}.", cause=cause, mend=mend)


def cannot_read(error: OSError, path: Path, *, mend: str = "Try again.") -> StoreProblem:
    """What an error of the system while reading `path` means.

    Args:
        error: The error.
        path: The file.
        mend: What to do, or to know, while it passes by itself.
    """
    if isinstance(error, FileNotFoundError):
        return NotFound(f"There is no {path.name} in {path.parent}.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return StoreProblem(f"You may not read {path.name}. Ask its owner for the right to.")
    if error.errno == errno.EISDIR:
        return StoreProblem(f"{path.name} is a folder, not a session.")
    reason = error.strerror or type(error).__name__
    return StoreProblem(f"{path.name} cannot be read now: {reason[:1].lower() + reason[1:]}. {mend}")
