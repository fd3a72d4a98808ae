"""What the terminal of this process is like."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from aligntui.cli.facts import Fact, State
from aligntui.cli.terminal import is_tty, over_ssh, speaks_utf8
from aligntui.cli.unix import may_suspend

AREA = "terminal"
LEAST = (80, 24)
"""Smallest screen that everything is drawn for."""

ANCESTORS = 32
"""Parents looked at in the search for mosh."""


def facts(env: Mapping[str, str] = os.environ, *, proc: Path = Path("/proc")) -> list[Fact]:
    """Everything about the terminal, from the environment and the three standard streams."""
    return [
        _ends(),
        _term(env),
        _colours(env),
        Fact(
            AREA, "NO_COLOR", "set: no colours, only bold and reverse" if env.get("NO_COLOR") else "not set"
        ),
        _encoding(env),
        _size(),
        _inside(env, proc),
        Fact(AREA, "over SSH", "yes" if over_ssh(env) else "no"),
        _suspend(),
        *_textual(env),
    ]


def _ends() -> Fact:
    streams = {"stdin": sys.stdin, "stdout": sys.stdout, "stderr": sys.stderr}
    ends = {name: is_tty(stream) for name, stream in streams.items()}
    value = ", ".join(f"{name}: {'terminal' if there else 'no terminal'}" for name, there in ends.items())
    if ends["stdin"] and ends["stderr"]:
        return Fact(AREA, "standard streams", value)
    mend = "Screens need one on stdin and stderr. Over SSH: ssh -t HOST aligntui."
    return Fact(AREA, "standard streams", value, "note", mend)


def _term(env: Mapping[str, str]) -> Fact:
    term = env.get("TERM", "")
    if term == "dumb":
        mend = "It cannot move its cursor, so no screen can open. aligntui show and export work."
        return Fact(AREA, "TERM", term, "warning", mend)
    if not term:
        mend = "Without a name it is taken to have 16 colours."
        return Fact(AREA, "TERM", "not set", "note", mend)
    return Fact(AREA, "TERM", term)


def colours(env: Mapping[str, str]) -> int:
    """Colours that are used: 2**24, 256, 16, or 0 for a terminal that has none."""
    if env.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return 1 << 24
    term = env.get("TERM", "").strip().lower()
    if term in ("dumb", "unknown"):
        return 0
    return 256 if term.rpartition("-")[2] in ("256color", "kitty") else 16


def _colours(env: Mapping[str, str]) -> Fact:
    said = {1 << 24: "true colour", 256: "256", 16: "16", 0: "none"}[colours(env)]
    told = env.get("COLORTERM", "")
    value = f"{said} (COLORTERM {told or 'not set'})"
    if over_ssh(env) and not told:
        mend = "SSH does not pass COLORTERM on by itself: SendEnv COLORTERM here, AcceptEnv COLORTERM there."
        return Fact(AREA, "colours", value, "note", mend)
    return Fact(AREA, "colours", value)


def _encoding(env: Mapping[str, str]) -> Fact:
    name = next((key for key in ("LC_ALL", "LC_CTYPE", "LANG") if env.get(key)), "")
    locale = f"{name}={env[name]}" if name else "no locale set"
    value = f"{getattr(sys.__stderr__, 'encoding', None) or 'unknown'}, {locale}"
    if speaks_utf8(sys.__stderr__):
        return Fact(AREA, "encoding", value)
    mend = "Rules and marks are drawn in ASCII, other letters as ?. Mend: export LC_ALL=C.UTF-8."
    return Fact(AREA, "encoding", value, "warning", mend)


def _size() -> Fact:
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        try:
            size = os.get_terminal_size(stream.fileno()) if stream is not None else None
        except (OSError, ValueError):
            continue
        if size is not None:
            value = f"{size.columns}x{size.lines}"
            if size.columns < LEAST[0] or size.lines < LEAST[1]:
                mend = "Screens are drawn for 80x24 and more. Make the window larger."
                return Fact(AREA, "size", value, "warning", mend)
            return Fact(AREA, "size", value)
    return Fact(AREA, "size", "no terminal", "note")


def _inside(env: Mapping[str, str], proc: Path) -> Fact:
    found = [name for name, key in (("tmux", "TMUX"), ("screen", "STY")) if env.get(key)]
    mend = ""
    if _under_mosh(proc):
        found.append("mosh")
        mend = "When the line is lost the app lives on: set MOSH_SERVER_NETWORK_TMOUT."
    return Fact(AREA, "tmux, screen, mosh", ", ".join(found) or "none", "note" if mend else "ok", mend)


def _under_mosh(proc: Path) -> bool:
    """Whether a parent of this process is a mosh server. Where there is no /proc it cannot be told."""
    pid = os.getpid()
    for _ in range(ANCESTORS):
        try:
            stat = (proc / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        # The name stands in parentheses and may hold blanks and parentheses itself.
        name, _, rest = stat.partition("(")[2].rpartition(")")
        if name.startswith("mosh-server"):
            return True
        fields = rest.split()
        pid = int(fields[1]) if len(fields) > 1 and fields[1].isdigit() else 0
        if pid <= 1:
            return False
    return False


def _suspend() -> Fact:
    if may_suspend():
        return Fact(AREA, "sleep", "a shell is there to come back from")
    return Fact(AREA, "sleep", "no shell with job control: it is not offered", "note")


def _textual(env: Mapping[str, str]) -> list[Fact]:
    """Settings of the screen library that came from outside."""
    found = sorted(key for key in env if key.startswith("TEXTUAL"))
    state: State = "note"
    mend = ""
    if over_ssh(env):
        state, mend = "warning", "sshd should not accept it from clients: leave TEXTUAL_* out of AcceptEnv."
    return [Fact(AREA, key, env[key], state, mend) for key in found]
