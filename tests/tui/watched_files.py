"""What the process does with files and other programs, as the interpreter itself reports it."""

from __future__ import annotations

import contextlib
import os
import site
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

import aligntui

WATCHED = frozenset(
    (
        "open", "os.listdir", "os.scandir", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link",
        "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.copyfile", "shutil.move",
        "shutil.rmtree",        "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.killpg",
        "socket.connect",
    )
)  # fmt: skip
READING = ("open", "os.listdir", "os.scandir")
PROGRAM = tuple(
    str(Path(place).resolve())
    for place in (
        Path(aligntui.__file__).parent.parent, sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"),
        *site.getsitepackages(), "/usr/share/zoneinfo", "/etc/localtime", "/dev/null",
    )
)  # fmt: skip
"""The program and what it runs on: it may be read."""


class Watch:
    """What was done that is neither the program's own reading nor below an allowed beginning of a path."""

    def __init__(self) -> None:
        self.allowed: tuple[str, ...] = ()
        self.listed: frozenset[str] = frozenset()
        self.on = False
        self.done: list[str] = []

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if self.on and event in WATCHED:
            paths = [arg for arg in args[:2] if isinstance(arg, str | bytes | os.PathLike)]
            if event == "open":
                paths = paths[:1]
                if not paths:
                    # A descriptor that is open already.
                    return
            for path in paths or [""]:
                if not self._allows(event, os.fsdecode(path)):
                    self.done.append(f"{event} {os.fsdecode(path)}")

    def _allows(self, event: str, path: str) -> bool:
        place = os.path.abspath(path) if path else ""
        if place and place.startswith(self.allowed):
            return True
        if place in self.listed and event in READING:
            return True
        reading = event in READING or "__pycache__" in place
        return reading and bool(place) and place.startswith(PROGRAM)


_watch = Watch()
_hooked = False


@contextlib.contextmanager
def watching(allowed: Sequence[str], listed: Sequence[Path] = ()) -> Iterator[Watch]:
    """Note what is done outside of what is allowed.

    Args:
        allowed: Beginnings of paths; that of a folder ends in a slash.
        listed: Folders whose names may be read, and that may be opened to sync them.
    """
    global _hooked
    if not _hooked:
        # A hook stays for the life of the process; it does nothing while it is off.
        sys.addaudithook(_watch)
        _hooked = True
    _watch.allowed, _watch.done = tuple(allowed), []
    _watch.listed = frozenset(str(folder) for folder in listed)
    _watch.on = True
    try:
        yield _watch
    finally:
        _watch.on = False
