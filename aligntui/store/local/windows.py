"""Which window of a person is which: words that are typed in a living one belong to it alone."""

from __future__ import annotations

import os

from aligntui.store.local.presence import is_gone, machine, process_facts

BORN = 19
"""Place of the start time among what the system says of a process (proc(5), field 22)."""


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
    facts = process_facts(pid)
    return facts[BORN] if len(facts) > BORN else ""
