"""A disk that fails now and then: calls of the store come back with an error of the system."""

from __future__ import annotations

import contextlib
import errno
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from aligntui.store.local import fs

FULL = (errno.ENOSPC, errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS)
WRITING = ("write", "fsync", "replace", "rename", "mkdir", "unlink", "ftruncate", "link")
GONE = (errno.EIO, errno.ESTALE, errno.EACCES, errno.ETIMEDOUT)
READING = ("stat", "read_plain", "listdir", "pread", "fstat", "open")
SPELL = 12
"""Moves for which a disk stays as it is."""


class Disk:
    """Fails some calls for a while, then is whole again."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(f"disk {seed}")
        self._bad = {"writing": 0.0, "reading": 0.0}
        self._turned = 0
        self._mended = False
        self.failed = 0
        """Calls that came back with an error."""

    def turn(self, moves: int) -> None:
        """So many moves are done: the disk may turn bad, full, or whole. The same moves find the same."""
        if self._mended or moves - self._turned < SPELL:
            return
        self._turned = moves
        self._bad["writing"] = self._chance.choice((0.0, 0.0, 0.05, 0.5, 1.0))
        self._bad["reading"] = self._chance.choice((0.0, 0.0, 0.0, 0.03, 0.3))

    def mend(self) -> None:
        """Whole from now on."""
        self._mended = True
        self._bad = dict.fromkeys(self._bad, 0.0)

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Put the disk under the store."""
        with contextlib.ExitStack() as stack:
            for names, how, errors in ((WRITING, "writing", FULL), (READING, "reading", GONE)):
                for name in names:
                    call = self._call(getattr(fs, name), how, errors)
                    stack.enter_context(patch.object(fs, name, call))
            yield

    def _call(self, real: Callable[..., Any], how: str, errors: tuple[int, ...]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if self._bad[how] and self._chance.random() < self._bad[how]:
                self.failed += 1
                number = self._chance.choice(errors)
                raise OSError(number, os.strerror(number))
            return real(*args, **kwargs)

        return call
