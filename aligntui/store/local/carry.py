"""Files that go from one folder to another, in at least one of them whatever is lost on the way.

A file gets its new name first and loses the old one when the new one is on the disk. Between the two it has
both: who moves it must know which one counts.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterable
from pathlib import Path

from aligntui.store.local import files, fs

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)
"""What a file system answers that gives a file one name only."""


def carry(moves: Iterable[tuple[Path, Path]]) -> None:
    """Give files other names in other folders. Files that are not there are left out.

    Args:
        moves: Old and new path of each.

    Raises:
        OSError: Some have their old name still, perhaps beside the new one.
    """
    linked = [(path, target) for path, target in moves if fs.lexists(path)]
    for path, target in linked:
        _link(path, target)
    for folder in {target.parent for _, target in linked}:
        files.sync_folder(folder)
    for path, _ in linked:
        with contextlib.suppress(FileNotFoundError):
            fs.unlink(path)
    for folder in {path.parent for path, _ in linked}:
        files.sync_folder(folder)


def carry_folder(folder: Path, target: Path) -> None:
    """Move what lies in a folder to another one; nothing happens when it is not there.

    Raises:
        OSError: Some of it is where it was.
    """
    if not fs.is_folder(folder):
        return
    files.make_folder(target)
    carry((path, target / path.name) for path in fs.below(folder))
    fs.rmdir(folder)
    files.sync_folder(folder.parent)


def _link(path: Path, target: Path) -> None:
    try:
        fs.link(path, target, follow_symlinks=False)
    except FileExistsError:
        if not is_same(path, target):
            raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        fs.rename(path, target)


def is_same(path: Path, other: Path) -> bool:
    """Whether two names lead to one file.

    Raises:
        OSError: One of them leads nowhere, or it cannot be told.
    """
    one, two = fs.lstat(path), fs.lstat(other)
    return (one.st_dev, one.st_ino) == (two.st_dev, two.st_ino)
