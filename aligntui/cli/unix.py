"""What commands ask of a Unix system: its limits, its jobs, its signals. Another system needs another one."""

from __future__ import annotations

import os
import resource
import signal
import sys

from aligntui.text.clean import clean


def open_files() -> tuple[int, int]:
    """Files that may be open at once, and how many this account may allow itself; below 0 for any number."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)


def allow_files(count: int, most: int) -> None:
    """Let so many files be open at once.

    Raises:
        OSError: The system does not allow it.
    """
    resource.setrlimit(resource.RLIMIT_NOFILE, (count, most))


def wake(thread: int) -> None:
    """Wake a thread that waits in a call of the system."""
    signal.pthread_kill(thread, signal.SIGTERM)


def may_suspend() -> bool:
    """Whether a shell with job control is there to wake us after a stop.

    Such a shell gives each job a process group of its own. `ssh -t HOST aligntui` and a forced command run
    in the group of the session's first process, and nobody would ever wake them.
    """
    try:
        return os.getsid(0) != os.getpgrp()
    except OSError:
        return False


def stop(words: str) -> None:
    """Stop the whole job as the terminal itself would, after saying so; come back when a shell wakes it."""
    print(clean(words), file=sys.__stderr__, flush=True)
    mine = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        # The system ignores it when nobody could wake the job again; the app then simply goes on.
        os.killpg(os.getpgrp(), signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, mine)


def hang_up() -> None:
    """End as if the line had been cut, which the system does not always tell."""
    os.kill(os.getpid(), signal.SIGHUP)
