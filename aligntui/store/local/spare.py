"""Another place for a small file whose own folder cannot be written: private, found again, left in time.

A disk that is full is full for the words being typed too. The runtime folder of the account lies in memory,
so there is room; it is emptied when the person logs out or the machine starts anew.
"""

from __future__ import annotations

import contextlib
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

from aligntui.store.local import files, fs
from aligntui.store.local.lock import FileLock
from aligntui.store.local.names import lock_of


class Spare:
    """The other place of one file.

    Args:
        path: Where it is; its folder and the one above that are made when they are missing, and are used only
            while nobody else can look into them.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(lock_of(path))

    def read(self, home: bytes) -> tuple[bytes, bool] | None:
        """What lies here, and whether it is newer than all of what is at home; None when nothing does.

        Args:
            home: What the file at home holds now, b"" when there is none.

        Raises:
            OSError: Something lies here and cannot be read now.
        """
        if not fs.lexists(self.path) or not self._is_private():
            return None
        try:
            data = files.content(self.path)
        except FileNotFoundError:
            return None
        of, _, content = data.partition(b"\n")
        return content, of == _sum(home)

    def write(self, data: bytes, home: bytes) -> None:
        """Put content here that could not be written at home.

        Args:
            data: The content.
            home: What the file at home still holds.

        Raises:
            OSError: It cannot be written here either, or others could read it here.
        """
        self._make()
        files.write(self.path, _sum(home) + b"\n" + data).close()

    @contextlib.contextmanager
    def locked(self, error: OSError) -> Iterator[None]:
        """Keep other windows out, where the lock at home cannot be had.

        Args:
            error: Why it cannot, which is raised when this one cannot be had either.
        """
        try:
            self._make()
            self._lock.acquire()
        except OSError:
            raise error from None
        try:
            yield
        finally:
            self._lock.release()

    def remove(self) -> None:
        """What lay here is at home again."""
        with contextlib.suppress(OSError):
            fs.unlink(self.path)

    def _make(self) -> None:
        for folder in self._folders():
            files.make_folder(folder, private=True)
        if not self._is_private():
            raise PermissionError(f"others can look into {self.path.parent}")

    def _folders(self) -> tuple[Path, ...]:
        """The folders of ours around the file, the outer one first."""
        return self.path.parent.parent.parent, self.path.parent.parent, self.path.parent

    def _is_private(self) -> bool:
        """Whether the folders are this account's own: a temporary folder is everybody's."""
        try:
            found = [fs.lstat(folder) for folder in self._folders()]
        except OSError:
            return False
        return all(
            stat.S_ISDIR(one.st_mode) and one.st_uid == fs.owner() and not one.st_mode & 0o077
            for one in found
        )


def _sum(home: bytes) -> bytes:
    return f"{zlib.crc32(home):08x}".encode()
