"""Which window of a person is which: words that are typed in a living one belong to it alone."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from aligntui.store.presence import is_gone, machine


def this_window() -> str:
    """What tells this process from every other one of the person, on this machine and others."""
    return f"{machine()}/{os.getpid()}/{_born(os.getpid())}"


def is_living(window: str) -> bool:
    """Whether a window is known to be there still.

    Nothing can be known of a window on another machine, or from before this one was started anew: it does
    not count as living, so that nobody's words wait for a window that will not come back.
    """
    host, _, rest = window.partition("/")
    pid, _, born = rest.partition("/")
    if host != machine() or not pid.isdecimal() or is_gone(int(pid)):
        return False
    # Numbers of processes come round again.
    return not born or born == _born(int(pid))


def _born(pid: int) -> str:
    """When a process began, in ticks since the machine did; "" where the system does not tell."""
    with contextlib.suppress(OSError, IndexError, UnicodeDecodeError):
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        # The name in brackets may hold anything; the 20th word behind it is the start time.
        return words.rpartition(")")[2].split()[19]
    return ""
