"""The list of commands is whole from the beginning, whatever page stands first and what is imported later."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LATER = """
import importlib, pkgutil
from aligntui.tui.commands import commands
first = [command.name for command in commands()]
import aligntui.tui, aligntui.tui.kinds
for package in (aligntui.tui, aligntui.tui.kinds):
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
print(sorted(set(command.name for command in commands()) - set(first)))
"""


def test_no_page_brings_commands_that_another_page_did_not_know_of() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", LATER], capture_output=True, text=True, env=environment, check=False
    )
    assert run.stdout.strip() == "[]", run.stderr
