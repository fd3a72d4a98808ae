"""An export on disk: whole or not at all, for its owner only, never through a link, never over a file."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from aligntui.text.clean import clean_line
from aligntui.text.problem import UserProblem

NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
"""What file systems without hard links say."""


class CannotWrite(UserProblem):
    """Why a file was not written, as one sentence with the mend."""


def write(path: Path, text: str, *, force: bool = False) -> int:
    """Write a text to a file that only its owner can read (0600).

    The text is written beside the file and moved into place, so that a full disk or a cut line leaves
    either the old file or the new one.

    Args:
        path: Where to. Its folder must exist.
        text: What to write, as UTF-8.
        force: Replace a file that is there. Links and folders are never replaced.

    Returns:
        How many bytes were written.

    Raises:
        CannotWrite: With the reason and the mend.
    """
    shown = clean_line(str(path))
    try:
        standing = os.lstat(path)
    except FileNotFoundError:
        standing = None
    except OSError as error:
        raise CannotWrite(f"{shown}: {_reason(error)}. Choose another place.") from None
    if standing is not None:
        if stat.S_ISLNK(standing.st_mode):
            raise CannotWrite(f"{shown} is a link; nothing is written through it. Name the file itself.")
        if not stat.S_ISREG(standing.st_mode):
            raise CannotWrite(f"{shown} is no file. Add a file name.")
        if not force:
            raise CannotWrite(f"{shown} exists. Choose another name, or say --force to replace it.")
    data = text.encode("utf-8")
    beside = path.with_name(f".aligntui-{secrets.token_hex(8)}.part")
    try:
        _write_new(beside, data)
        if force:
            os.replace(beside, path)
        else:
            _place(beside, path)
        _sync(path.parent)
    except FileExistsError:
        raise CannotWrite(f"{shown} exists. Choose another name, or say --force to replace it.") from None
    except FileNotFoundError:
        raise CannotWrite(f"{shown}: there is no such folder. Make it first.") from None
    except OSError as error:
        raise CannotWrite(f"{shown}: {_reason(error)}. Choose another place.") from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
    return len(data)


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(path, flags, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _place(beside: Path, path: Path) -> None:
    """Move a file to a place that must be free."""
    try:
        # A hard link fails where a file came meanwhile; a rename would take its place.
        os.link(beside, path, follow_symlinks=False)
        beside.unlink()
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        os.replace(beside, path)


def _sync(folder: Path) -> None:
    """Make the new name last; some file systems cannot, and need not."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or "it cannot be written").lower()
