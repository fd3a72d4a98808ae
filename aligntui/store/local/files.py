"""Whole files, written so that a reader sees the old one or the new one and never a half."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from aligntui.store.local import fs

LARGEST = 500_000_000
"""Bytes of the longest file that is read: of a session, its history, or what a person keeps."""

Stamp = tuple[int, int, int]
"""(mtime in ns, inode, size): differs between two versions of a file."""


class Version:
    """One version of a file that was read or written here.

    The descriptor stays open so that no later version gets the same inode number: two replacements
    within one tick of the file system's clock could otherwise look like none.

    Raises:
        OSError: It cannot be told which version it is; the descriptor is still the caller's.
    """

    _fd = -1

    def __init__(self, fd: int) -> None:
        info = fs.fstat(fd)
        # From here on it is this version that closes the descriptor.
        self._fd = fd
        self.stamp: Stamp = (info.st_mtime_ns, info.st_ino, info.st_size)

    def is_current(self, path: Path) -> bool:
        """Whether `path` still holds this version.

        Raises:
            OSError: It cannot be told now.
        """
        return stamp(path) == self.stamp

    def read(self, most: int) -> bytes:
        """Its first bytes, at most so many.

        Raises:
            OSError: It cannot be read.
        """
        return fs.read_up_to(self._fd, most)

    def close(self) -> None:
        """Let the version go."""
        if self._fd >= 0:
            fs.close(self._fd)
            self._fd = -1

    def __del__(self) -> None:
        self.close()


def stamp(path: Path) -> Stamp | None:
    """What tells this version of a file from another; None when there is no such file.

    Raises:
        OSError: It cannot be told now. That is no sign that the file is gone or another one.
    """
    try:
        info = fs.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (info.st_mtime_ns, info.st_ino, info.st_size)


def read(path: Path) -> tuple[bytes, Version]:
    """The bytes of a file and which version they are.

    Raises:
        OSError: It cannot be read.
    """
    try:
        return _read(path)
    except OSError as error:
        # On NFS a file that was replaced between open and read is stale; the new one is there.
        if error.errno != errno.ESTALE:
            raise
        return _read(path)


def content(path: Path) -> bytes:
    """The bytes of a file, whichever version they are.

    Raises:
        OSError: It cannot be read.
    """
    data, version = read(path)
    version.close()
    return data


def _read(path: Path) -> tuple[bytes, Version]:
    fd = fs.open_plain(path)
    try:
        version = Version(fd)
    except BaseException:
        fs.close(fd)
        raise
    try:
        # What only claims to be large is not read either; one that grows meanwhile is cut off.
        data = version.read(LARGEST + 1) if version.stamp[2] <= LARGEST else b""
        if max(len(data), version.stamp[2]) > LARGEST:
            size = f"{LARGEST // 1_000_000} MB"
            raise OSError(errno.EFBIG, f"it is larger than {size}, the most that is read", str(path))
        return data, version
    except BaseException:
        version.close()
        raise


def shared(folder: Path) -> bool:
    """Whether a folder passes its group on (setgid), so that several Unix users write in it."""
    return bool(fs.stat(folder).st_mode & stat.S_ISGID)


def file_mode(folder: Path) -> int:
    """0600, or 0660 in a folder that a group shares."""
    return 0o660 if shared(folder) else 0o600


def make_folder(folder: Path, *, private: bool = False, durable: bool = True) -> None:
    """Make a folder and its parents, 0700, or open to the group below a folder that a group shares.

    Args:
        folder: The folder; nothing happens when it is there.
        private: Keep this one folder from the group in any case.
        durable: Wait until its name is on the disk: else what is written in it may go with it.

    Raises:
        OSError: It cannot be made.
    """
    if fs.is_folder(folder):
        return
    if not fs.is_folder(folder.parent):
        make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        fs.mkdir(folder, 0o700)
        if shared(folder.parent):
            # mkdir hands the setgid bit down, and with it the mode of the files inside.
            fs.chmod(folder, 0o700 if private else 0o2770)
        if durable:
            sync_folder(folder.parent)


def remove(path: Path) -> None:
    """Remove a file.

    Raises:
        OSError: It is still there, or was not there.
    """
    fs.unlink(path)


def move(path: Path, target: Path) -> None:
    """Give a file another name in its folder, and bring the names to disk.

    Raises:
        OSError: It has the name that it had.
    """
    fs.replace(path, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk, where the file system can do that.

    It never fails: the new name is already there for everybody to see, and saying "not written" of what
    others read would be wrong.
    """
    with contextlib.suppress(OSError):
        fd = fs.open(folder, fs.FOLDER)
        try:
            fs.fsync(fd)
        finally:
            fs.close(fd)


def write(path: Path, data: bytes, *, durable: bool = True) -> Version:
    """Replace a file by these bytes, or leave it as it is and raise.

    Args:
        path: The file; its folder must exist.
        data: Whole new content.
        durable: Wait until content and name are on the disk.

    Returns:
        The version that was written.

    Raises:
        OSError: Nothing is written; the file is as it was.
    """
    folder = path.parent
    temporary = folder / f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    fd = fs.open(temporary, fs.NEW, 0o600)
    version: Version | None = None
    try:
        mode = file_mode(folder)
        if mode != 0o600:
            fs.fchmod(fd, mode)
        put(fd, data)
        if durable:
            fs.fsync(fd)
        # Nothing that may fail comes behind this: it is written then.
        version = Version(fd)
        fs.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            fs.unlink(temporary)
        if version is not None:
            version.close()
        else:
            fs.close(fd)
        raise
    if durable:
        sync_folder(folder)
    return version


def put(fd: int, data: bytes) -> None:
    """Write all of the bytes, however many calls that takes."""
    view = memoryview(data)
    while view:
        view = view[fs.write(fd, view) :]


def sweep(path: Path) -> None:
    """Remove temporary files that writers of `path` left when they were killed. Hold its lock."""
    with contextlib.suppress(OSError), fs.scandir(path.parent) as entries:
        for entry in entries:
            if entry.name.startswith(f".{path.name}.") and entry.name.endswith(".tmp"):
                with contextlib.suppress(OSError):
                    fs.unlink(entry.path)
