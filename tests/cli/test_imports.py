"""The rooms of the house: arrows point one way, screens stay upstairs, modules stay short."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_kit import ROOT

PACKAGE = ROOT / "aligntui"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 420
"""Lines of a module; one that needs more holds two ideas."""

UPSTAIRS = ("widgets", "steps", "screens")
"""Rooms that may know Textual, beside the door to them."""
DOOR = Path("cli/door.py")


def test_one_way_doors() -> None:
    # In a process of its own: the tests have imported and patched half of the house already.
    code = "import importlinter.cli as cli; raise SystemExit(cli.lint_imports(no_cache=True, no_logo=True))"
    env = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "PYTHONWARNINGS")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{name(path)} has {lines} lines"


def imports(path: Path) -> set[str]:
    """Packages that a module names in an import, at the top, in a function or for types."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def downstairs() -> list[Path]:
    return [
        path
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] not in UPSTAIRS and path.relative_to(PACKAGE) != DOOR
    ]


def test_textual_stays_upstairs() -> None:
    wrong = [name(path) for path in downstairs() if imports(path) & {"textual", "rich"}]
    assert wrong == []


def test_only_the_door_leads_upstairs() -> None:
    """A command that names a screen, even late, would bring Textual along when it is called."""
    wrong = []
    for path in downstairs():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if module and module.startswith(tuple(f"aligntui.{room}" for room in UPSTAIRS)):
                wrong.append(f"{name(path)}: {module}")
    assert wrong == []
