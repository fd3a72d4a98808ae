"""What can go wrong with the store, each as one sentence that can be shown as it stands."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

from aligntui.text.problem import UserProblem

NEWER = "Written by a newer AlignTUI. You can read it; to change it, update."
"""Why a session of a newer format is read-only."""


class StoreProblem(UserProblem):
    """Something about the kept sessions that a person has to know."""


class NotFound(StoreProblem):
    """No session answers to a name.

    Attributes:
        nearest: Titles that look like it, nearest first.
    """

    def __init__(self, sentence: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.nearest = list(nearest)


class Ambiguous(StoreProblem):
    """Several sessions answer to a name.

    Attributes:
        matches: (title, id) of each.
    """

    def __init__(self, sentence: str, matches: Sequence[tuple[str, str]]) -> None:
        super().__init__(sentence)
        self.matches = list(matches)


class NotSaved(StoreProblem):
    """A change is not on disk; what was there before stands untouched.

    Attributes:
        full: Whether room on the disk is what is missing, so that trying again later makes sense.
        cause: Why, in a few words without a full stop: `The disk is full`.
        mend: What helps, in a few words without a full stop: `Free space`.
    """

    def __init__(self, sentence: str, *, full: bool = False, cause: str = "", mend: str = "") -> None:
        short = sentence.partition(": this is not written")[0].partition(". ")[0].rstrip(".")
        super().__init__(cause or short, mend)
        self.full = full
        self._sentence = sentence

    @property
    def sentence(self) -> str:
        """What is not written, why, and what helps."""
        return self._sentence


class MarkGone(StoreProblem):
    """The mark of a secret round is lost, or cannot be read now."""


class Busy(StoreProblem):
    """The lock of a file was not free in time."""


class Conflict(StoreProblem):
    """A whole file was about to be written over a version that the writer had not read."""


class Newer(StoreProblem):
    """A session of a newer format, in a shape that cannot even be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} was written by a newer AlignTUI and cannot be shown here. Update.")
        self.path = path


class Damaged(StoreProblem):
    """A session file that cannot be read.

    Attributes:
        path: Where the session belongs.
        detail: What the reader stumbled over, for `doctor`.
        aside: Where the damaged file lies now; None while it is where it was.
        copy: Last good copy, if one is left.
        held: What that holds, in words: `the copy of 21 Nov 2026, 14:02 (revision 85, 85 changes)`.
        gone: Whether the file is not there at all.
    """

    def __init__(
        self, path: Path, detail: str, *, aside: Path | None = None, copy: Path | None = None
    ) -> None:
        super().__init__(f"{path.name} cannot be read.")
        self.path = path
        self.detail = detail
        self.aside = aside
        self.copy = copy
        self.held = ""
        self.gone = False

    @property
    def offer(self) -> str:
        """What Enter does about it, on a screen; "" where there is nothing to do."""
        return f"Enter opens {self.held}." if self.held else ""


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
