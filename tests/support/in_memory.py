"""Where the files of tests lie that ask nothing of a disk."""

from __future__ import annotations

import os


def scratch() -> str | None:
    """A folder in memory; None where there is none, for the usual one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
