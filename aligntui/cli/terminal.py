"""Whether a screen can open here: a terminal on both ends, one that can move its cursor, and its letters."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

NO_TTY = (
    "A workshop needs a terminal. Over SSH: ssh -t HOST aligntui. "
    "Without one: --plain works line by line; aligntui show SESSION, aligntui export SESSION."
)
DUMB = (
    "This terminal (TERM={term}) cannot move its cursor, so no screen can open. "
    "With --plain AlignTUI works here, line by line: aligntui run solo-90 --plain."
)

NO_TTY_ALONE = "A workshop needs a terminal. Over SSH: ssh -t HOST."
DUMB_ALONE = (
    "This terminal (TERM={term}) cannot move its cursor, so no screen can open. "
    "With --plain it works line by line."
)
"""The same for a line that may do nothing else."""

NOT_UTF8 = "This locale is not UTF-8: rules are ASCII. Mend: export LC_ALL=C.UTF-8."
CELLS = "aligntui.cells"
"""Name of the way to encode a sign that the terminal has no letter for."""


def refusal(
    env: Mapping[str, str] = os.environ,
    streams: tuple[TextIO, ...] | None = None,
    *,
    restricted: bool = False,
) -> str:
    """Why no screen can open, as one sentence; "" when one can.

    Args:
        env: The environment.
        streams: Both ends of the terminal; standard input and standard error when left out.
        restricted: Whether the line may do nothing else, so that no other command is named.
    """
    ends = streams if streams is not None else (sys.stdin, sys.stderr)
    if not all(map(is_tty, ends)):
        return NO_TTY_ALONE if restricted else NO_TTY
    term = env.get("TERM", "")
    if term == "dumb":
        return (DUMB_ALONE if restricted else DUMB).format(term=term)
    return ""


def is_tty(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; one that is closed or missing is none."""
    try:
        return stream is not None and stream.isatty()
    except (ValueError, AttributeError):
        return False


def speaks_utf8(stream: TextIO | None = None) -> bool:
    """Whether the terminal stream takes UTF-8. A true 8-bit locale does not: rules are ASCII then."""
    out = stream or sys.__stderr__
    try:
        return codecs.lookup(getattr(out, "encoding", None) or "ascii").name == "utf-8"
    except LookupError:
        return False


def fit_letters(stream: TextIO | None = None) -> str:
    """Make the terminal stream take any text: where it is not UTF-8, a sign it lacks is as many `?` as cells.

    Gives the sentence to say about it, "" when the stream is UTF-8.
    """
    out = stream or sys.__stderr__
    if out is None or speaks_utf8(out):
        return ""
    codecs.register_error(CELLS, _as_cells)
    with contextlib.suppress(AttributeError, ValueError):
        out.reconfigure(errors=CELLS)  # type: ignore[attr-defined]
    return NOT_UTF8


def _as_cells(error: UnicodeError) -> tuple[str, int]:
    from aligntui.text.clean import width

    assert isinstance(error, UnicodeEncodeError)
    return "?" * width(error.object[error.start : error.end]), error.end


def end_quietly(streams: tuple[TextIO | None, ...] | None = None) -> None:
    """Send what a terminal that is gone did not take nowhere: at its end Python would exit 120 over it."""
    for stream in streams if streams is not None else (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                let_go(stream)


def let_go(stream: TextIO) -> None:
    """Send what still waits in a stream nowhere, so that closing it at the end does not complain again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, stream.fileno())
        os.close(sink)


def standing_in() -> Path:
    """The folder in which the command was started; a relative one when it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def over_ssh(env: Mapping[str, str] = os.environ) -> bool:
    """Whether this is an SSH session."""
    return bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))


def may_ask() -> bool:
    """Whether a question on stderr can be answered on stdin."""
    return all(map(is_tty, (sys.stdin, sys.stderr)))
