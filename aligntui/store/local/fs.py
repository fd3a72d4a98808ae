"""Every call that the store makes to the file system. Nothing else in `store` touches a file.

Names and meanings are those of `os`, so that a call costs what it costs there. Tests replace them here: a
disk that fails at one call, or one that forgets what was never brought to it.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
from fnmatch import fnmatchcase
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from aligntui.text import plain_file

open = os.open  # noqa: A001 - these are the names that everybody knows
pread = os.pread
write = os.write
fsync = os.fsync
ftruncate = os.ftruncate
fchmod = os.fchmod
fstat = os.fstat
flock = fcntl.flock
LOCK_EX, LOCK_SH, LOCK_NB = fcntl.LOCK_EX, fcntl.LOCK_SH, fcntl.LOCK_NB

SAFE = os.O_CLOEXEC | os.O_NOFOLLOW
"""Every file of ours is opened so: no other program inherits it, and no link leads elsewhere."""
NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | SAFE
"""A file that nobody else has."""
LOOK = os.O_RDONLY | os.O_NONBLOCK | SAFE
"""To look only; a pipe in its place does not make one wait."""
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
"""A folder, to bring the names in it to disk."""

account = os.getuid
"""Number of the account that came in."""
owner = os.geteuid
"""Number of the account that files are made under."""

stat = os.stat
lstat = os.lstat
lexists = os.path.lexists
access = os.access
statvfs = os.statvfs
realpath = os.path.realpath
scandir = os.scandir
listdir = os.listdir

mkdir = os.mkdir
rmdir = os.rmdir
remove_tree = shutil.rmtree
chmod = os.chmod
utime = os.utime
link = os.link
rename = os.rename
replace = os.replace
unlink = os.unlink

open_plain = plain_file.open_plain
read_plain = plain_file.read_plain
read_up_to = plain_file.read_up_to


def close(fd: int) -> None:
    """Let a descriptor go. It is gone whatever the system answers, and what counts was synced before."""
    with contextlib.suppress(OSError):
        os.close(fd)


_NOTHING = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""What says for sure that there is nothing at a path."""


def exists(path: Path) -> bool:
    """Whether something is there; a link that leads nowhere is nothing.

    Raises:
        OSError: It cannot be told now.
    """
    return _mode(path) != 0


def is_file(path: Path) -> bool:
    """Whether a plain file is there.

    Raises:
        OSError: It cannot be told now.
    """
    return S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Whether a folder is there.

    Raises:
        OSError: It cannot be told now.
    """
    return S_ISDIR(_mode(path))


def below(folder: Path, *patterns: str) -> list[Path]:
    """What stands in a folder under a name of these patterns (`*.json`), sorted; nothing without the folder.

    Raises:
        OSError: It cannot be told now.
    """
    try:
        names = listdir(folder)
    except OSError as error:
        if error.errno in _NOTHING:
            return []
        raise
    return [folder / name for name in sorted(names) if any(fnmatchcase(name, p) for p in patterns or ("*",))]


def _mode(path: Path) -> int:
    """Kind and rights of what is at a path; 0 when there is nothing."""
    try:
        return stat(path).st_mode
    except OSError as error:
        if error.errno in _NOTHING:
            return 0
        raise
    except ValueError:
        # No file has a NUL in its name.
        return 0
