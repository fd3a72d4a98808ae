"""Help that teaches by example, and a page of documentation that leaves nothing out."""

from __future__ import annotations

import re

import click
import pytest
from cli_kit import ROOT, Shell

from aligntui.cli.group import COMMANDS, WRITE_AS, group

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


def section(name: str) -> str:
    return PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]


def test_the_list_of_commands(sh: Shell) -> None:
    done = sh("--help")
    assert (done.code, done.err) == (0, "")
    for name, (_, text) in COMMANDS.items():
        assert f"  {name} " in done.out
        assert text in done.out
    assert "aligntui run solo-90" in done.out
    assert "\b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_examples_in_eighty_columns(sh: Shell, name: str) -> None:
    done = sh(name, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: aligntui {name} ")
    examples = done.out.split("\n  Examples:\n")[1]
    assert re.match(rf"    aligntui {name}\b", examples)
    assert "\b" not in done.out
    assert "\\b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_use_options_that_there_are(name: str) -> None:
    for text in (command(name).epilog or "", section(name)):
        for line in text.splitlines():
            found = re.match(rf"\s+aligntui {name}\b(.*)", line)
            used = (
                re.findall(r"(?<=\s)--?[a-z][a-z-]*", re.split(r" \| | && |   ", found[1])[0])
                if found
                else []
            )
            known = {option for param in command(name).params for option in param.opts}
            assert set(used) <= known, line


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_tells_every_command_and_option(name: str) -> None:
    assert f"[`{name}`](#{name})" in PAGE
    text = section(name)
    for param in command(name).params:
        if isinstance(param, click.Option):
            assert any(option in (PAGE if param is WRITE_AS else text) for option in param.opts), param.opts


def test_the_page_tells_how_to_complete() -> None:
    for shell in ("bash", "zsh", "fish"):
        assert f"_ALIGNTUI_COMPLETE={shell}_source aligntui" in PAGE


def test_version(sh: Shell) -> None:
    import aligntui

    assert sh("--version").out == f"aligntui, version {aligntui.__version__}\n"
