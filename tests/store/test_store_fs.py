"""The store reaches files by `store/local/fs.py` alone, so that a test can put any disk behind it."""

from __future__ import annotations

import ast
import errno
import os
import re
from pathlib import Path

import pytest

from aligntui.store.local import fs

HOUSE = Path(fs.__file__).parents[2]

CALLS = {name for name in vars(fs) if name.islower()}
PATHS = {
    "chmod", "exists", "glob", "is_dir", "is_file", "is_symlink", "iterdir", "lstat", "mkdir", "open",
    "read_bytes", "read_text", "rglob", "rmdir", "stat", "touch", "unlink", "write_bytes", "write_text",
}  # fmt: skip
"""What a path can do of itself."""

BOOT = "Path('/proc/sys/kernel/random/boot_id').read_text"
KERNEL = [
    ("disk.py", "mounts.read_text"),
    ("presence.py", BOOT),
    ("presence.py", "Path(f'/proc/{pid}/stat').read_text"),
]
"""What tells about the machine lies on no disk."""


def trees(*rooms: str) -> list[tuple[str, ast.AST]]:
    paths = [path for room in rooms for path in sorted((HOUSE / room).rglob("*.py"))]
    assert paths
    return [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def test_the_store_touches_files_in_one_place() -> None:
    around = []
    for name, tree in trees("store"):
        for node in ast.walk(tree):
            call = ast.unparse(node.func) if isinstance(node, ast.Call) and name != "fs.py" else ""
            owner, _, verb = call.rpartition(".")
            if owner in ("os", "os.path", "fcntl", "shutil", "tempfile"):
                if verb in CALLS | PATHS or owner in ("shutil", "tempfile"):
                    around.append((name, call))
            elif verb in PATHS and owner not in ("fs", "Backups", "store", "self"):
                around.append((name, call))
    assert sorted(around) == sorted(KERNEL)


def test_no_screen_and_no_command_locks_or_writes_a_session_itself() -> None:
    around = set()
    for name, tree in trees("tui", "plain", "engine", "cli"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import) and any(alias.name == "fcntl" for alias in node.names):
                around.add((name, "fcntl"))
            call = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if call in ("os.replace", "os.rename", "os.unlink", "os.link", "os.rmdir", "shutil.rmtree"):
                around.add((name, call))
            if call in ("files.write", "fs.open", "fs.write", "fs.flock", "fs.replace", "fs.unlink"):
                around.add((name, call))
    assert around == set()


def test_looking_at_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    names = (tmp_path, tmp_path / "none", tmp_path / "a\0b", tmp_path / "loop", Path(__file__))
    assert [fs.exists(path) for path in names] == [True, False, False, False, True]
    assert [fs.is_folder(path) for path in names] == [True, False, False, False, False]
    assert [fs.is_file(path) for path in names] == [False, False, False, False, True]
    assert fs.lexists(tmp_path / "loop")
    assert fs.below(tmp_path, "l*") == [tmp_path / "loop"]
    assert fs.below(tmp_path / "none", "*") == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT])
def test_what_cannot_be_told_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(path: object) -> os.stat_result:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(fs, "stat", fail)
    for look in (fs.exists, fs.is_folder, fs.is_file):
        with pytest.raises(OSError, match=re.escape(os.strerror(number))):
            look(tmp_path)
