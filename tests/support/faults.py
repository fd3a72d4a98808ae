"""Faults that are real: no room, no right to write, files cut and replaced from outside."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def no_room(most: int = 0) -> Iterator[None]:
    """No file may grow beyond so many bytes (RLIMIT_FSIZE): the system itself refuses the write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class SmallDisk:
    """A real file system of a few hundred kilobytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, leave: int = 0) -> None:
        """Take all room but so many bytes."""
        with contextlib.suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        if leave:
            os.truncate(self._ballast, max(0, self._ballast.stat().st_size - leave))

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)

    def read_only(self, on: bool) -> None:
        """Turn the disk read-only, as a failing one does, or back."""
        folder = str(self.folder)
        if on:
            subprocess.run(["mount", "--bind", folder, folder], check=True)
            subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        else:
            subprocess.run(["umount", "-l", folder], check=True)


@contextlib.contextmanager
def small_disk(size: str = "560k") -> Iterator[SmallDisk]:
    """Mount one; where that is not allowed the test is skipped and says so."""
    folder = Path(tempfile.mkdtemp(prefix="small-disk-"))
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        folder.rmdir()
        pytest.skip("mount: no right to make a small disk (needs root)")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def files_with(folder: Path, words: str) -> list[str]:
    """Files below a folder that hold these words, plainly or as JSON escapes."""
    needle = words.encode()
    found = [p for p in folder.rglob("*") if p.is_file() and needle in p.read_bytes()]
    return sorted(str(p.relative_to(folder)) for p in found)
