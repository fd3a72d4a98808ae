"""Whether a screen can open here: a terminal on both ends, one that can move its cursor, and UTF-8."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Mapping
from typing import TextIO

NO_TTY = (
    "A workshop needs a terminal. Over SSH: ssh -t HOST aligntui. "
    "Without one: aligntui show SESSION, aligntui export SESSION."
)
DUMB = (
    "This terminal (TERM={term}) cannot move its cursor, so no screen can open. "
    "aligntui show SESSION and aligntui export SESSION work here."
)


def refusal(env: Mapping[str, str] = os.environ, streams: tuple[TextIO, ...] | None = None) -> str:
    """Why no screen can open, as one sentence; "" when one can."""
    ends = streams if streams is not None else (sys.stdin, sys.stderr)
    if not all(_is_tty(s) for s in ends):
        return NO_TTY
    term = env.get("TERM", "")
    if term == "dumb":
        return DUMB.format(term=term)
    return ""


def _is_tty(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (ValueError, AttributeError):
        return False


def speaks_utf8(stream: TextIO | None = None) -> bool:
    """Whether the terminal stream takes UTF-8. A true 8-bit locale does not: rules are ASCII then."""
    out = stream or sys.__stderr__
    try:
        return codecs.lookup(getattr(out, "encoding", None) or "ascii").name == "utf-8"
    except LookupError:
        return False


def may_suspend() -> bool:
    """Whether a shell with job control is there to wake us after ctrl+z."""
    try:
        return os.getsid(0) != os.getpgrp()
    except OSError:
        return False


def over_ssh(env: Mapping[str, str] = os.environ) -> bool:
    """Whether this is an SSH session."""
    return bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))


def may_ask() -> bool:
    """Whether a question on stderr can be answered on stdin."""
    return all(_is_tty(stream) for stream in (sys.stdin, sys.stderr))
