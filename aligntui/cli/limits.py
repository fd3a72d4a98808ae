"""What the system gives too little of: open files, memory, threads. Each is one sentence."""

from __future__ import annotations

import errno

from aligntui.cli import unix

FILES = 32
"""Files that the screens may have open at once, with room for what a moment needs."""


def shortage(problem: BaseException) -> str:
    """What there is too little of, and what helps; "" when a problem is of another kind."""
    number = problem.errno if isinstance(problem, OSError) else 0
    if number == errno.EMFILE:
        return _few_files(unix.open_files()[0])
    if number == errno.ENFILE:
        return "The machine has too many files open. Close other programs, or ask who runs it."
    if number == errno.ENOMEM or isinstance(problem, MemoryError):
        return "There is too little memory. Close other programs, or raise the limit: ulimit -v says it."
    if number == errno.EAGAIN or "start new thread" in str(problem):
        return "This account may start no more programs. Close some, or raise the limit: ulimit -u says it."
    return ""


def too_few_files() -> str:
    """Why the screens cannot run with the open files they may have; "" when they can.

    A limit that the account may raise itself is raised.
    """
    now, most = unix.open_files()
    if now < 0 or now >= FILES:
        return ""
    if most >= 0 and most < FILES:
        return _few_files(now)
    unix.allow_files(FILES, most)
    return ""


def _few_files(now: int) -> str:
    return f"Only {now} files may be open at once, and AlignTUI needs {FILES}: ulimit -n 256 raises that."
