"""What a process has once belongs to the commands and is handed in: many faces may run in one process."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from cli_kit import ROOT

PACKAGE = ROOT / "aligntui"
ROOMS = ("tui", "plain", "engine", "wording")
MODULES = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))]

OF_THE_PROCESS = {
    "os": {"environ", "getenv", "putenv", "getcwd", "chdir", "umask", "kill", "killpg", "_exit"},
    "signal": {"signal", "alarm", "pthread_kill", "raise_signal", "setitimer"},
    "Path": {"cwd"},
    "sys": {"argv", "stdin", "stdout", "stderr", "exit"},
    "locale": {"setlocale", "getlocale"},
    "atexit": {"register"},
}
"""Module or class -> names of it that are the same for all who use a process."""
CHANGES = {
    "append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "add", "discard", "update",
    "setdefault", "popitem", "appendleft", "popleft",
}  # fmt: skip
"""Methods that change what they are called on."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def once(text: str) -> list[str]:
    """What a module takes from the process, or keeps where all who use the process find it."""
    tree = ast.parse(text)
    imported = {
        alias.asname or alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    kept = {target for node in tree.body for target in _targets(node)}
    kept -= {target for node in ast.walk(tree) if isinstance(node, FUNCTIONS) for target in _locals(node)}
    shared = imported | kept | {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    found = []
    for node in ast.walk(tree):
        place = getattr(node, "value", None)
        owner = place.id if isinstance(place, ast.Name) else ""
        stored = isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
        if isinstance(node, ast.Global):
            found.append(f"{node.lineno} global {', '.join(node.names)}")
        elif isinstance(node, ast.Attribute):
            taken = node.attr in OF_THE_PROCESS.get(owner, set())
            if taken or (stored and owner in shared) or (node.attr in CHANGES and owner in kept):
                found.append(f"{node.lineno} {owner}.{node.attr}")
        elif isinstance(node, ast.Subscript) and stored and owner in kept:
            found.append(f"{node.lineno} {owner}[..]")
        elif isinstance(node, ast.ImportFrom) and node.module in OF_THE_PROCESS:
            found += [f"{node.lineno} {a.name}" for a in node.names if a.name in OF_THE_PROCESS[node.module]]
    return found


def _targets(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _locals(function: ast.AST) -> set[str]:
    """Names that a function has of its own."""
    return {target for node in ast.walk(function) if isinstance(node, ast.stmt) for target in _targets(node)}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_is_kept_in_the_process(path: Path) -> None:
    assert once(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ON = False\ndef use(on):\n    global ON\n    ON = on", ["3 global ON"]),
        ("seen = {}\ndef f(a):\n    seen[a] = 1", ["3 seen[..]"]),
        ("seen = []\nclass A:\n    def f(self, a):\n        seen.append(a)", ["4 seen.append"]),
        ("import driver\ndriver.Writer = int", ["2 driver.Writer"]),
        ("class A:\n    on = False\ndef f():\n    A.on = True", ["4 A.on"]),
        ("import os\nif os.environ.get('A'):\n    pass", ["2 os.environ"]),
        ("from os import environ", ["1 environ"]),
        ("import signal\nsignal.signal(1, 2)", ["2 signal.signal"]),
        ("from pathlib import Path\ndef f():\n    return Path.cwd()", ["3 Path.cwd"]),
        ("KINDS = {'a': 1}\ndef f(a):\n    rows = []\n    rows.append(KINDS[a])\n    return rows", []),
    ],
)  # fmt: skip
def test_each_way_to_keep_something_is_seen(text: str, found: list[str]) -> None:
    assert once(text) == found
