"""The list of commands is whole from the beginning, whatever page stands first and what is imported later."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from stage import stage

from aligntui.engine.commands import ALSO
from aligntui.plain.orders import ORDERS
from aligntui.tui.commands import commands, offered
from aligntui.tui.pages.palette.rows import fitting

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


def test_a_name_typed_exactly_comes_before_all_that_begin_like_it() -> None:
    every = commands()
    for command in every:
        found = fitting(every, command.name)
        assert command.name == "palette" or found[0].name == command.name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("agenda", "steps"), ("order", "steps"), ("running order", "steps"), ("skip", "steps"),
        ("minutes", "steps"), ("break", "steps"), ("round", "go-on"), ("open", "go-on"),
        ("close", "go-on"), ("vote", "go-on"), ("redo", "redo"), ("save", "saved"), ("quit", "leave"),
        ("exit", "leave"), ("help", "keys"),
    ],
)  # fmt: skip
async def test_a_command_is_found_by_the_words_that_people_look_for_it_by(words: str, name: str) -> None:
    async with stage("swot", at="swot/factors", solo=False) as s:
        every = offered(s.page, s.page.verbs)
        assert name in [command.name for command in fitting(every, words)]


def test_other_words_belong_to_commands_that_there_are() -> None:
    assert set(ALSO) <= {command.name for command in commands()} | set(ORDERS)
