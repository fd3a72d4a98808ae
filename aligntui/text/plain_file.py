"""The bytes of plain files only: a pipe, a device or a socket that bears the name of a file is refused.

Opening a pipe waits for who writes into it, and a device may never end. Every file that somebody named,
and every file in a folder where others may put one, is opened here.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}
_BLOCK = 1 << 20
"""Bytes read at once; a file that only claims to be large costs no more than it holds."""


class NotPlain(OSError):  # noqa: N818 - people have problems, not errors
    """A path that leads to something else than a plain file; `strerror` says what, as part of a sentence."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(errno.EINVAL, f"it is {what}, and only plain files are read", str(path))
        self.what = what
        """`a pipe`, `a device`, `a socket`."""


def open_plain(path: Path, *, follow: bool = True) -> int:
    """A descriptor to read a plain file from. It never waits, and closes itself in child processes.

    Args:
        path: The file.
        follow: Whether it may be a link.

    Raises:
        NotPlain: It is a pipe, a device or a socket.
        IsADirectoryError: It is a folder.
        OSError: It cannot be opened.
    """
    try:
        fd = os.open(path, _FLAGS | (0 if follow else os.O_NOFOLLOW))
    except OSError as error:
        # A socket cannot be opened at all, nor a device that nothing stands behind.
        if error.errno in (errno.ENXIO, errno.ENODEV):
            raise NotPlain(path, _kind(os.stat(path, follow_symlinks=follow).st_mode)) from None
        raise
    try:
        mode = os.fstat(fd).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise NotPlain(path, _kind(mode))
    except BaseException:
        os.close(fd)
        raise
    return fd


def read_plain(path: Path, most: int, *, follow: bool = True) -> bytes:
    """The first bytes of a plain file, at most so many.

    Args:
        path: The file.
        most: Bytes. Who must know whether that was all asks for one more than it takes.
        follow: Whether it may be a link.

    Raises:
        OSError: As `open_plain`, or it cannot be read.
    """
    fd = open_plain(path, follow=follow)
    try:
        return read_up_to(fd, most)
    finally:
        os.close(fd)


def read_up_to(fd: int, most: int) -> bytes:
    """What comes from a descriptor, at most so many bytes.

    Raises:
        OSError: It cannot be read.
    """
    parts: list[bytes] = []
    while most > 0 and (part := os.read(fd, min(most, _BLOCK))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _kind(mode: int) -> str:
    return _KINDS.get(stat.S_IFMT(mode), "no plain file")
