"""What the shell offers after a tab."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from cli_kit import METHOD, MILLRACE, ROOT, Shell
from click.shell_completion import CompletionItem, ShellComplete

from aligntui.cli.group import COMMANDS, group


def offers(*words: str) -> list[CompletionItem]:
    *args, incomplete = words
    return ShellComplete(group, {}, "aligntui", "_ALIGNTUI_COMPLETE").get_completions(args, incomplete)


def values(*words: str) -> list[str]:
    return [item.value for item in offers(*words)]


def test_commands(sh: Shell) -> None:
    assert set(values("")) >= set(COMMANDS)
    assert values("val") == ["validate"]
    assert offers("nosuch", "x") == []


@pytest.mark.parametrize("command", ["open", "show", "check", "export", "trace", "diff"])
def test_sessions(sh: Shell, command: str) -> None:
    stem = sh.sample().stem
    assert values(command, "mill") == [stem]
    assert values(command, "BAKE") == [stem]
    assert offers(command, "mill")[0].help == "Millrace Bakehouse 2027"
    assert sh("show", stem).code == 0


def test_the_trash(sh: Shell) -> None:
    stem = sh.sample().stem
    assert values("sessions", "--trash", "m") == [stem]
    assert values("sessions", "--restore", "m") == []
    sh("sessions", "--trash", stem)
    assert values("sessions", "--restore", "m") == [stem]
    assert values("sessions", "--purge", "") == [stem]


def test_names(sh: Shell) -> None:
    assert {"solo-90", "swot", "tows"} <= set(values("run", ""))
    assert values("run", "swo") == ["swot"]
    assert "swot/factors" in values("run", "swot/")
    assert values("run", "swot/fac") == ["swot/factors"]
    assert [item.type for item in offers("run", "./")] == ["file"]
    assert values("run", "nosuch/") == []


def test_own_methods_and_not_the_broken_ones(sh: Shell) -> None:
    folder = sh.home / "config" / "workshops"
    folder.mkdir(parents=True)
    (folder / "pestle.yaml").write_text(METHOD, encoding="utf-8")
    (folder / "pest.yaml").write_text("method: [", encoding="utf-8")
    assert values("run", "pest") == ["pestle"]


def test_codes(sh: Shell) -> None:
    sh.sample()
    assert set(values("trace", "millrace", "S")) == {"S1", "S5", "SO1"}
    assert values("trace", "millrace", "ob") == ["OB4"]
    assert values("trace", "nosuch", "") == []


def test_a_tab_sets_no_damaged_file_aside(sh: Shell) -> None:
    path = sh.sample()
    path.write_bytes(path.read_bytes()[:-100])
    assert values("trace", path.stem, "") == []
    assert path.exists()


def test_files_where_a_file_may_stand(sh: Shell) -> None:
    assert [item.type for item in offers("check", "./p")] == ["file"]
    assert [item.type for item in offers("import", "")] == ["file"]
    assert [item.type for item in offers("validate", "")] == ["file"]
    assert values("schema", "me") == ["method"]


def test_trouble_offers_nothing(sh: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    sh.home.mkdir()
    (sh.home / "config").write_text("", encoding="utf-8")
    assert values("open", "x") == []
    (sh.home / "config").unlink()
    (sh.home / "config").mkdir()
    (sh.home / "config" / "config.toml").write_text("nonsense = ", encoding="utf-8")
    assert values("open", "x") == []
    assert capsys.readouterr().err == ""


def test_hostile_titles_stay_out_of_the_line(sh: Shell) -> None:
    sh.sample("\x1b]0;x\x07Bad $(touch hit)")
    for item in offers("open", ""):
        assert item.value.isascii()
        assert "\x1b" not in f"{item.value}{item.help}"
        assert " " not in item.value


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_for_other_shells(sh: Shell, shell: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "_ALIGNTUI_COMPLETE": f"{shell}_source"}
    done = subprocess.run(
        [sys.executable, "-m", "aligntui"], env=env, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0
    assert f"_ALIGNTUI_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_in_a_real_bash(sh: Shell) -> None:
    stem = sh.sample(text=MILLRACE).stem
    folder = sh.work / "bin"
    folder.mkdir()
    command = folder / "aligntui"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aligntui "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = (
        'eval "$(_ALIGNTUI_COMPLETE=bash_source aligntui)"; COMP_WORDS=(aligntui open mil); COMP_CWORD=2;'
        ' _aligntui_completion aligntui mil open; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, check=False, text=True)
    if "older than 4.4" in done.stderr:
        pytest.skip("bash is too old for click")
    assert done.stdout.strip() == stem, done.stderr
