"""One writer at a time: `flock` on a file beside the session that is never removed.

A lock that is removed on release can be held twice (one holds the removed file, one the new one).

Whoever has to wait asks again and again, and leaves nothing behind when it gives up: a call that waits in
the kernel cannot be taken back, and would be given the lock later on. So that nobody waits for ever while
others come and go, a second file says who is next: its lock is asked for first, and only who has it asks for
the real one.
"""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from pathlib import Path
from types import TracebackType

from aligntui.store.local import fs
from aligntui.store.problems import Busy, StoreProblem

TIMEOUT = 10.0
"""Seconds a writer waits for its turn."""

PAUSE = 0.001
"""Seconds, about, between two tries of those who wait."""

PASSED = 20
"""Tries after which the real lock is asked for out of turn: who is next may be asleep (Ctrl+Z)."""


class FileLock:
    """An exclusive lock between processes and threads; the thread that holds it may take it again.

    Args:
        path: The lock file; made when missing, never removed.
        timeout: Seconds to wait for it.
    """

    def __init__(self, path: Path, *, timeout: float = TIMEOUT) -> None:
        self.path = path
        self.timeout = timeout
        self._mine = threading.RLock()
        self._depth = 0
        self._fd = -1

    def acquire(self) -> None:
        """Wait for the lock and take it.

        Raises:
            Busy: It was not free in time.
            OSError: The lock file cannot be made or opened.
        """
        deadline = time.monotonic() + self.timeout
        if not self._mine.acquire(timeout=self.timeout):
            raise self._busy()
        try:
            if self._depth == 0:
                self._fd = self._take(deadline)
            self._depth += 1
        except BaseException:
            self._mine.release()
            raise

    def release(self) -> None:
        """Give the lock back, once for each `acquire`."""
        self._depth -= 1
        if self._depth == 0:
            # Closing the only descriptor of this open file releases the lock as well.
            fd, self._fd = self._fd, -1
            fs.close(fd)
        self._mine.release()

    def __enter__(self) -> FileLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    @property
    def held(self) -> bool:
        """Whether this object holds the lock now."""
        return self._depth > 0

    def _busy(self) -> Busy:
        name = self.path.name.removesuffix(".lock")
        return Busy(f"Somebody else has been writing {name} for {self.timeout:g} seconds. Try again.")

    def _take(self, deadline: float) -> int:
        fd = _open(self.path)
        turn = _Turn(self.path.with_name(self.path.name + ".turn"))
        tries = 0
        try:
            while True:
                late = time.monotonic() >= deadline
                mine = turn.take(make=tries > 0)
                if (mine or late or tries % PASSED == PASSED - 1) and self._try(fd):
                    return fd
                if late:
                    raise self._busy()
                tries += 1
                # Not all at the same moment.
                time.sleep(PAUSE * (0.5 + os.urandom(1)[0] / 256))
        except BaseException:
            fs.close(fd)
            raise
        finally:
            turn.give_up()

    def _try(self, fd: int) -> bool:
        try:
            fs.flock(fd, fs.LOCK_EX | fs.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise self._without_locks(error) from error
        return True

    def _without_locks(self, error: OSError) -> Exception:
        if error.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
            return StoreProblem(
                f"The file system of {self.path.parent} has no locks, so two people could overwrite "
                "each other. Keep the sessions on a disk of this machine."
            )
        return error


def _open(path: Path, *, make: bool = True) -> int:
    flags = os.O_RDWR | (os.O_CREAT if make else 0) | fs.SAFE
    try:
        fd = fs.open(path, flags, 0o600)
    except PermissionError:
        # flock asks for no right to write: somebody else's lock file will do.
        return fs.open(path, fs.LOOK)
    try:
        info = fs.fstat(fd)
        shared = fs.stat(path.parent).st_mode & stat.S_ISGID
        if shared and info.st_uid == fs.owner() and stat.S_IMODE(info.st_mode) == 0o600:
            fs.fchmod(fd, 0o660)
    except BaseException:
        fs.close(fd)
        raise
    return fd


def is_held(path: Path) -> bool:
    """Whether somebody holds a lock now. One that is free is shared for a moment; none is made."""
    try:
        fd = fs.open(path, fs.LOOK)
    except OSError:
        return False
    try:
        fs.flock(fd, fs.LOCK_SH | fs.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.EWOULDBLOCK, errno.EACCES)
    else:
        return False
    finally:
        fs.close(fd)


class _Turn:
    """Who asks for a lock next, where several wait for it.

    Args:
        path: The file that tells, made by the first who has to wait.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd = -1
        self._mine = False

    def take(self, *, make: bool) -> bool:
        """Whether it is ours: nobody else has it. It stays ours until it is given up.

        Args:
            make: Make the file when it is missing. Without it nobody waits.
        """
        if self._mine:
            return True
        try:
            if self._fd < 0:
                self._fd = _open(self._path, make=make)
            fs.flock(self._fd, fs.LOCK_EX | fs.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Without turns all are next: that is slower under load and as safe.
            return True
        self._mine = True
        return True

    def give_up(self) -> None:
        """Let the others ask."""
        if self._fd >= 0:
            fs.close(self._fd)
        self._fd, self._mine = -1, False
