"""Who has a session open now: one small file per process in `NAME.json.here/` beside the session.

It is never in the session file. Others who may read the session may read this, so it holds a name, a
place and which process of which machine it is, and nothing that was typed; in a secret round the caller
gives no place.
"""

from __future__ import annotations

import contextlib
import functools
import os
import socket
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from aligntui.store.local import files, fs
from aligntui.store.local.names import here_of
from aligntui.store.values import AWAY, Here
from aligntui.text.clean import clean_line

FRESH = 15.0
"""Seconds after which a process that says nothing counts as gone."""

LITTER = 3600.0
"""Seconds after which the file of a process that was killed is removed."""


class _Sign(msgspec.Struct, omit_defaults=True):
    name: str
    place: str = ""
    host: str = ""
    pid: int = 0
    done: str = ""


class Presence:
    """The sign of life of this process, in a file. `store.api.Presence` says what is promised.

    Args:
        path: The session file.
        name: Who is here.
        now: Seconds since 1970.
    """

    def __init__(self, path: Path, name: str, *, now: Callable[[], float] = time.time) -> None:
        self.folder = here_of(path)
        self.name = name
        self._now = now
        self._file = self.folder / f"{os.getpid()}-{os.urandom(4).hex()}"
        self._said: _Sign | None = None

    def beat(self, place: str = "", done: str = "") -> None:
        """Say "still here", where, and in which phase one is done."""
        sign = _Sign(self.name, place, machine(), os.getpid(), done)
        now = self._now()
        with contextlib.suppress(OSError):
            if sign != self._said:
                files.make_folder(self.folder, durable=False)
                files.write(self._file, msgspec.json.encode(sign), durable=False).close()
                self._said = sign
            try:
                fs.utime(self._file, (now, now))
            except FileNotFoundError:
                self._said = None

    def all(self) -> list[Here]:
        """Everybody who is here or only just `away`, this process included, sorted by name."""
        found: list[Here] = []
        now = self._now()
        with contextlib.suppress(OSError), fs.scandir(self.folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
                    age = now - fs.lstat(entry.path).st_mtime
                    if age > LITTER:
                        fs.unlink(entry.path)
                    # A sign from the future was made before the clock was set back: the living renew theirs.
                    if abs(age) > AWAY or entry.name.startswith("."):
                        continue
                    sign = msgspec.json.decode(_small(entry.path), type=_Sign)
                    if sign.host == machine() and is_gone(sign.pid):
                        # It was killed and could not take its sign away.
                        fs.unlink(entry.path)
                        continue
                    me = entry.name == self._file.name
                    name, place, done = map(clean_line, (sign.name, sign.place, sign.done))
                    found.append(Here(name, place, me, done, away=abs(age) > FRESH))
        return sorted(found, key=lambda here: (here.name.casefold(), here.name, here.place))

    def others(self) -> list[Here]:
        """Everybody who is here but this process."""
        return [here for here in self.all() if not (here.me or here.away)]

    def lately(self) -> set[str]:
        """Names of those at another place whose last sign is at most a minute old."""
        return {here.name for here in self.all() if not here.me}

    def leave(self) -> None:
        """Take the sign away."""
        self._said = None
        with contextlib.suppress(OSError):
            fs.unlink(self._file)
        with contextlib.suppress(OSError):
            fs.rmdir(self.folder)


@functools.cache
def machine() -> str:
    """What tells this machine, as long as it runs, from all others that share the folder.

    Numbers of processes mean something within one boot and one container only; host names may be alike.
    """
    told = [socket.gethostname()]
    with contextlib.suppress(OSError):
        told.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii"))
        told.append(os.readlink("/proc/self/ns/pid"))
    # Not `hashlib`: nothing is secret here, and every first screen would load OpenSSL for it.
    facts = "\n".join(told).encode()
    return f"{zlib.crc32(facts):08x}{zlib.adler32(facts):08x}"


def is_gone(pid: int) -> bool:
    """Whether there is no process of this number on this machine, or only what is left of one that ended."""
    if pid < 1 or pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        # Somebody else's process: it is there.
        return False
    # One that ended keeps its number until its parent asks how; some parents never do.
    return process_facts(pid)[:1] == ["Z"]


def process_facts(pid: int) -> list[str]:
    """What the system says of a process behind its name: state, parent ...; none where it does not tell."""
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        # The name in brackets may hold anything.
        return words.rpartition(")")[2].split()
    return []


def _small(path: str) -> bytes:
    return fs.read_plain(Path(path), 4096, follow=False)
