"""The account that somebody works under, as the system knows it. Another system needs another module."""

from __future__ import annotations

import os
import pwd


def number() -> int:
    """Number of the account that came in."""
    return os.getuid()


def acting() -> int:
    """Number of the account that files are made under."""
    return os.geteuid()


def name_of(account: int) -> str:
    """Name of an account; "" when the system knows none of this number."""
    try:
        # Not LOGNAME or USER: these are words of the environment.
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return ""
