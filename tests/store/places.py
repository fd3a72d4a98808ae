"""Places where sessions are kept, for the tests that every store must pass.

Another store joins them with a class like these, named in `PLACES`.
"""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import msgspec
import pytest
from losing_disk import Disk, build
from memory_store import Memory, MemoryStore

from aligntui.store.api import Handle, Store
from aligntui.store.local import fs
from aligntui.store.opening import open_store
from aligntui.store.permit import FREE, Permit
from aligntui.store.values import SessionRef

PERSON = "Ines Calder"
OTHER = "Dot Okafor"


class Place(Protocol):
    """One place, empty at first."""

    outlives: bool
    """Whether what is kept outlives the process, killed at any moment, and the power."""

    def store(self, person: str = PERSON, permit: Permit = FREE) -> Store:
        """The sessions as a person works with them in a window that opens now."""

    def leave(self) -> None:
        """All windows that were opened are gone."""

    def public(self) -> bytes:
        """All that those can read who may read the sessions."""

    def private(self) -> bytes:
        """All that only one person can read."""

    def full(self) -> AbstractContextManager[None]:
        """Nothing can be written meanwhile."""

    def protected(self, ref: SessionRef) -> AbstractContextManager[None]:
        """A session may not be changed meanwhile."""


class Outliving(Place, Protocol):
    """A place that outlives the process."""

    def process(self, code: str, ids: str = "p") -> subprocess.Popen[str]:
        """Run code in a process of its own, in which `store` is that of `PERSON`; its ids begin so."""

    def power_cuts(
        self, act: Callable[[Place, Callable[[object], None]], None], folder: Path
    ) -> Iterator[tuple[object, Place]]:
        """Do something, and give what may be found at each moment at which the power goes.

        Args:
            act: What is done, in an empty place; it says what is known from each moment on.
            folder: An empty folder.

        Yields:
            What is known, and the place as it is found then.
        """


class _Moments:
    """A clock and ids that are the same in every run, and go on from store to store."""

    def __init__(self) -> None:
        self._ticks = itertools.count()
        self._ids = itertools.count(1)

    def clock(self) -> str:
        seconds = next(self._ticks)
        return f"2026-11-21T{10 + seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}+01:00"

    def new_id(self) -> str:
        return f"{next(self._ids) * 2654435761 % 2**32:08x}"


class InFiles:
    """A folder of session files."""

    outlives = True

    def __init__(self, folder: Path) -> None:
        self.data, self.state = folder / "sessions", folder / "own"
        self._moments = _Moments()

    def store(self, person: str = PERSON, permit: Permit = FREE) -> Store:
        moments = self._moments
        return open_store(
            self.data, self.state, clock=moments.clock, new_id=moments.new_id, person=person, permit=permit
        )

    def leave(self) -> None:
        """A window of files is a process: those opened here are all this one."""

    def public(self) -> bytes:
        return _bytes_in(self.data)

    def private(self) -> bytes:
        return _bytes_in(self.state)

    @contextmanager
    def full(self) -> Iterator[None]:
        def no_room(*_: object, **__: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fs, "write", no_room)
            yield

    @contextmanager
    def protected(self, ref: SessionRef) -> Iterator[None]:
        real = fs.access

        def access(path: Path, mode: int) -> bool:
            return (str(path) != ref.key or not mode & os.W_OK) and real(path, mode)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fs, "access", access)
            yield

    def process(self, code: str, ids: str = "p") -> subprocess.Popen[str]:
        prelude = (
            "import itertools, pathlib\n"
            "from aligntui.session.model import Item\n"
            "from aligntui.session.ops import Add\n"
            "from aligntui.store.opening import open_store\n"
            "ids = itertools.count()\n"
            f"store = open_store(pathlib.Path({str(self.data)!r}), pathlib.Path({str(self.state)!r}),\n"
            f"    clock=lambda: '2026-11-21T18:00:00+01:00', new_id=lambda: {ids!r} + str(next(ids)),\n"
            f"    person={PERSON!r})\n"
        )
        return subprocess.Popen(
            [sys.executable, "-u", "-c", prelude + code], stdout=subprocess.PIPE, text=True
        )

    def power_cuts(
        self, act: Callable[[Place, Callable[[object], None]], None], folder: Path
    ) -> Iterator[tuple[object, Place]]:
        disk = Disk(folder / "disk")
        disk.root.mkdir()
        with disk.recording():
            act(InFiles(disk.root), disk.mark)
        for number, (mark, tree) in enumerate(disk.states()):
            if mark is not None:
                build(tree, folder / f"found{number}")
                yield mark, InFiles(folder / f"found{number}")


class InMemory:
    """Memory of this process."""

    outlives = False

    def __init__(self, folder: Path) -> None:
        self.memory = Memory()
        self._moments = _Moments()
        self._stores: list[MemoryStore] = []

    def store(self, person: str = PERSON, permit: Permit = FREE) -> Store:
        moments = self._moments
        store = MemoryStore(
            self.memory, clock=moments.clock, new_id=moments.new_id, person=person, permit=permit
        )
        self._stores.append(store)
        return store

    def leave(self) -> None:
        while self._stores:
            self._stores.pop().end()

    def public(self) -> bytes:
        return b"\n".join(
            msgspec.json.encode([held.session, held.old, [session for _, session in held.copies]])
            + repr(held.signs).encode()
            for held in self.memory.held.values()
        )

    def private(self) -> bytes:
        return repr(self.memory.own).encode()

    @contextmanager
    def full(self) -> Iterator[None]:
        self.memory.full = True
        yield
        self.memory.full = False

    @contextmanager
    def protected(self, ref: SessionRef) -> Iterator[None]:
        held = self.memory.held[ref.key]
        held.read_only = "This session can only be read."
        yield
        held.read_only = ""


PLACES: dict[str, Callable[[Path], Place]] = {"files": InFiles, "memory": InMemory}


def _bytes_in(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def opened_by(place: Place, handle: Handle, person: str = OTHER) -> Handle:
    """The same session, as somebody else opens it."""
    return place.store(person).open(handle.ref)
