"""A disk that fails: any call that the store makes, at any time, with any answer that passes again."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from aligntui.store.local import fs

PASSING = (errno.EACCES, errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT)
"""What a network home answers now and then."""

CALLS = (
    "open", "pread", "write", "fsync", "ftruncate", "fchmod", "fstat", "flock", "stat", "lstat", "access",
    "scandir", "listdir", "mkdir", "rmdir", "remove_tree", "chmod", "utime", "link", "rename", "replace",
    "unlink", "open_plain", "read_plain", "read_up_to",
)  # fmt: skip
"""Calls that can fail. `close`, `realpath` and `lexists` never tell."""


class Failing:
    """What fails: `when` is asked at each call, with its number from 0 on, its name and where it is made."""

    def __init__(self, number: int, when: Callable[[int, str, str], bool]) -> None:
        self.number = number
        self.when = when
        self.calls = 0
        self.failed: list[str] = []

    @contextmanager
    def on(self) -> Iterator[Failing]:
        """Let it fail meanwhile."""
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(fs, name, self._around(name, getattr(fs, name)))
            yield self

    def _around(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            count, self.calls = self.calls, self.calls + 1
            where = _where()
            if not self.when(count, name, where):
                return real(*args, **named)
            self.failed.append(f"{name} in {where}")
            if name == "access":
                return False
            if named.get("ignore_errors"):
                return None
            raise OSError(self.number, os.strerror(self.number), str(args[0]))

        return call


def _where() -> str:
    """The place in the store that makes a call, and the one that asked for it."""
    frame: Any = sys._getframe(2)
    places: list[str] = []
    while frame is not None and len(places) < 3:
        path = frame.f_code.co_filename
        if "/aligntui/" in path and not path.endswith("/fs.py"):
            places.append(f"{path.rpartition('/')[2]}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(places)
