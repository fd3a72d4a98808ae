"""One writer at a time: `flock` on a file beside the session that is never removed.

A lock that is removed on release can be held twice (one holds the removed file, one the new one).
Waiting blocks in the kernel, which hands the lock on in turn; asking again and again starves writers.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
import time
from pathlib import Path
from types import TracebackType

from aligntui.store import fs
from aligntui.store.problems import Busy, StoreProblem

TIMEOUT = 10.0
"""Seconds a writer waits for its turn."""


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
        try:
            fs.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return fd
        except BlockingIOError:
            pass
        except OSError as error:
            fs.close(fd)
            raise self._without_locks(error) from error
        waiter = _Waiter(fd)
        try:
            got = waiter.wait(max(0.0, deadline - time.monotonic()))
        except BaseException:
            waiter.give_up()
            raise
        if not got and waiter.give_up():
            raise self._busy()
        if waiter.error is not None:
            fs.close(fd)
            raise self._without_locks(waiter.error) from waiter.error
        return fd

    def _without_locks(self, error: OSError) -> Exception:
        if error.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
            return StoreProblem(
                f"The file system of {self.path.parent} has no locks, so two people could overwrite "
                "each other. Keep the sessions on a disk of this machine."
            )
        return error


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        fd = fs.open(path, flags, 0o600)
    except PermissionError:
        # flock asks for no right to write: somebody else's lock file will do.
        return fs.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    info = fs.fstat(fd)
    shared = fs.stat(path.parent).st_mode & stat.S_ISGID
    if shared and info.st_uid == os.geteuid() and stat.S_IMODE(info.st_mode) == 0o600:
        fs.fchmod(fd, 0o660)
    return fd


def is_held(path: Path) -> bool:
    """Whether somebody holds a lock now. One that is free is shared for a moment; none is made."""
    try:
        fd = fs.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fs.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.EWOULDBLOCK, errno.EACCES)
    else:
        return False
    finally:
        fs.close(fd)


class _Waiter:
    """A thread that waits in the kernel for the lock, so that the one who asked can stop waiting."""

    def __init__(self, fd: int) -> None:
        self.error: OSError | None = None
        self._fd = fd
        self._done = threading.Event()
        self._guard = threading.Lock()
        self._left = False
        threading.Thread(target=self._run, daemon=True, name="aligntui-lock").start()

    def _run(self) -> None:
        error: OSError | None = None
        try:
            fs.flock(self._fd, fcntl.LOCK_EX)
        except OSError as caught:
            error = caught
        with self._guard:
            if self._left:
                fs.close(self._fd)
                return
            self.error = error
            self._done.set()

    def wait(self, seconds: float) -> bool:
        """Whether the lock came, or an error, within the time."""
        return self._done.wait(seconds)

    def give_up(self) -> bool:
        """Leave the descriptor to the thread, which closes it. False when the lock came just now."""
        with self._guard:
            if self._done.is_set():
                return False
            self._left = True
            return True
