"""What only Unix has is asked for in one module a room: another system needs other ones, and no hunt."""

from __future__ import annotations

import ast
import subprocess
import sys

from cli_kit import ROOT

HIDDEN = ("fcntl", "termios", "pwd", "resource", "grp", "pty", "tty")
"""Modules that other systems do not have."""

PLACES = {
    "aligntui.account",
    "aligntui.cli.unix",
    "aligntui.exchange.write",
    "aligntui.tui.terminal.driver",
    "aligntui.store.local.fs",
    "aligntui.text.plain_file",
}
"""The modules that ask for it."""

CALLS = {
    "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "chown", "fchmod", "fork", "getegid",
    "geteuid", "getgid", "getgroups", "getpgid", "getpgrp", "getsid", "getuid", "killpg", "mkfifo", "pread",
    "pwrite", "setsid", "statvfs", "tcgetpgrp", "ttyname", "uname",
}  # fmt: skip
"""Names of `os` that other systems do not have."""

SIGNALS = {"SIGHUP", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGUSR1", "SIGUSR2", "pthread_kill", "SIGALRM"}
"""Names of `signal` that other systems do not have."""

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "aligntui").rglob("*.py"))
}

IMPORT_ALL = """
import importlib, sys
from unittest.mock import MagicMock

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name in {hidden!r}:
            raise ModuleNotFoundError(f"{{name}} is hidden", name=name)

for name in {hidden!r}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Hidden())
for name in {stood_in!r}:
    # What another system would have in its place.
    sys.modules[name] = MagicMock(name=name)
for name in {names!r}:
    importlib.import_module(name)
assert not set(sys.modules) & set({hidden!r})
print("all imported")
"""


def asked(tree: ast.AST) -> set[str]:
    """What a module asks of Unix, by name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & set(HIDDEN)
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} & set(HIDDEN)
            found |= {alias.name for alias in node.names if node.module == "os"} & CALLS
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            known = {"os": CALLS, "signal": SIGNALS}.get(node.value.id, set())
            found |= {node.attr} & known
    return found


def test_what_only_unix_has_is_asked_for_in_one_module_a_room() -> None:
    found = {name: asked(ast.parse(path.read_text(encoding="utf-8"))) for name, path in MODULES.items()}
    assert {name: names for name, names in found.items() if names and name not in PLACES} == {}
    assert {name for name in PLACES if not found[name]} == set()


def test_everything_else_is_imported_where_there_is_no_unix() -> None:
    stood_in = sorted(PLACES - {"aligntui.exchange.write", "aligntui.text.plain_file"})
    names = [name for name in MODULES if name not in PLACES and not name.endswith("__main__")]
    code = IMPORT_ALL.format(hidden=HIDDEN, stood_in=stood_in, names=names)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout == "all imported\n", done.stderr[-2000:]
