"""Commands as processes: broken pipes, closed streams, missing rights, and what is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cli_kit import METHOD, MILLRACE, ROOT, Shell, process


def test_a_reader_that_has_gone(sh: Shell) -> None:
    sh.sample()
    for command in (["sessions"], ["workshops", "--figures"], ["show", "millrace"], ["export", "millrace"]):
        read, write = os.pipe()
        os.close(read)
        done = process(*command, stdout=write)
        os.close(write)
        assert done.returncode == 0, command
        assert done.stderr == b""


def test_a_reader_that_has_gone_changes_no_verdict(sh: Shell) -> None:
    bad = sh.file("plan.yaml", MILLRACE.replace("cites: [S1, S5, O2]", "cites: [S1]"))
    read, write = os.pipe()
    os.close(read)
    done = process("check", bad, stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_disk_that_is_full(sh: Shell) -> None:
    sh.sample()
    with open("/dev/full", "wb") as full:
        done = process("export", "millrace", stdout=full)
    assert done.returncode == 1
    assert done.stderr == b"Standard output takes no more: no space left on device. Send it elsewhere.\n"


def test_closed_streams(sh: Shell) -> None:
    sh.sample()
    command = f'"{sys.executable}" -m aligntui'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for line in (
        f"{command} sessions >&-",
        f"{command} show nosuch 2>&-",
        f"{command} sessions <&- >&- 2>&-",
    ):
        done = subprocess.run(["sh", "-c", line], env=env, capture_output=True, check=False)
        assert done.returncode == (1 if "nosuch" in line else 0), (line, done.stderr)
        assert done.stderr == b""


def test_an_old_locale(sh: Shell) -> None:
    text = MILLRACE.replace("Loyal core", "Caf\u00e9 \u2192 \u65e5\u672c")
    sh.sample(text=text)
    env = {"PYTHONIOENCODING": "iso-8859-1"}
    shown = process("show", "millrace", env=env)
    assert shown.returncode == 0
    assert "Caf\u00e9 ? ??".encode("latin-1") in shown.stdout
    assert "\u65e5\u672c".encode() in process("export", "millrace", env=env).stdout
    assert process("doctor", env=env).returncode == 0


@pytest.mark.parametrize("command", [[], ["run", "swot"], ["open", "x"]])
def test_no_terminal(sh: Shell, command: list[str]) -> None:
    done = process(*command)
    assert done.returncode == 2
    assert b"ssh -t HOST aligntui" in done.stderr
    assert b"aligntui show SESSION" in done.stderr


def test_a_terminal_that_cannot_move_its_cursor(sh: Shell) -> None:
    import pty

    main, other = pty.openpty()
    try:
        done = process("run", "swot", env={"TERM": "dumb"}, stdin=other, stderr=other)
        assert done.returncode == 2
        said = os.read(main, 4096)
        assert b"cannot move its cursor" in said
    finally:
        os.close(main)
        os.close(other)


def without_power() -> None:
    """Let the modes of files hold for root too: the next program may not pass over them."""
    if os.geteuid() == 0:
        import ctypes

        drop = 24
        for override in (1, 2):
            if ctypes.CDLL(None).prctl(drop, override, 0, 0, 0):
                os._exit(99)


@pytest.fixture
def locked_home(sh: Shell) -> Iterator[Path]:
    """The home of a session that can be read and not written."""
    path = sh.sample()
    sh.home.chmod(0o555)
    path.chmod(0o444)
    yield path
    sh.home.chmod(0o700)
    path.chmod(0o600)


def test_a_folder_that_cannot_be_written(sh: Shell, locked_home: Path) -> None:
    path = locked_home
    plan = sh.work / "sample.yaml"
    how: dict[str, Any] = {"before": without_power}
    first = process("sessions", **how)
    if (
        first.returncode == 99
        or subprocess.run(["test", "-w", str(sh.home)], preexec_fn=without_power, check=False).returncode != 1
    ):
        pytest.skip("root keeps its power here")
    assert first.returncode == 0, first.stderr
    assert b"Millrace" in first.stdout
    for command in (
        ["show", "millrace"],
        ["check", "millrace"],
        ["export", "millrace"],
        ["trace", "millrace", "S1"],
    ):
        done = process(*command, **how)
        assert done.returncode == 0, done.stderr
        assert done.stdout
    for command in (
        ["import", str(plan)],
        ["sessions", "--trash", "millrace"],
        ["export", "millrace", "-o", f"{sh.home}/x"],
    ):
        done = process(*command, **how)
        assert done.returncode == 1
        assert done.stdout == b""
        assert len(done.stderr.splitlines()) == 1, done.stderr
    assert path.exists()
    doctor = process("doctor", **how)
    assert doctor.returncode == 1
    assert b"You may not write in it" in b" ".join(doctor.stdout.split())
    path.chmod(0o000)
    done = process("show", "millrace", **how)
    assert done.returncode == 1
    assert b"You may not read " in done.stderr


PROBE = """
import sys
from aligntui.cli import main
sys.argv = ["aligntui", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(" ".join(sorted(set(sys.modules) & {"textual", "rich", "tinydb", "yaml", "msgspec"})), file=sys.stderr)
"""


def imported(*args: str) -> set[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *args], env=env, capture_output=True, check=False, text=True
    )
    assert done.stdout, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "args", [["--help"], ["--version"], ["sessions", "--help"], ["run", "--help"], ["export", "-h"]]
)
def test_help_imports_nothing_heavy(sh: Shell, args: list[str]) -> None:
    assert imported(*args) == set()


HOME = """
import asyncio, sys
from aligntui.cli import door, main
from aligntui.tui.app import AlignApp

def run(self, **_):
    async def shown():
        async with self.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
    asyncio.run(shown())
    return 0

AlignApp.run = run
door.terminal.refusal = lambda **_: ""
sys.argv = ["aligntui", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    ours = [name for name in sys.modules if name.startswith("aligntui")]
    print(end.code, len(ours), *sorted(set(sys.modules) & set(sys.stdin.read().split())))
"""
"""Opens a screen, and says how many modules of ours that took, and which of those asked for."""


def opened(*args: str, wanted: str) -> list[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", HOME, *args], env=env, input=wanted, capture_output=True, check=True, text=True
    )
    code, count, *found = done.stdout.splitlines()[-1].split()
    assert code == "0", done.stderr
    return [count, *(name for name in found if name not in brought())]


BARE = """
import asyncio, sys
import msgspec
from textual.app import App

async def shown():
    async with App().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
asyncio.run(shown())
print(*sys.modules)
"""
"""Opens an app with nothing in it, of the libraries that pages are made with, and says what that took."""


@cache
def brought() -> set[str]:
    """What those libraries import for any app: of older versions that is more."""
    done = subprocess.run([sys.executable, "-c", BARE], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_home_imports_only_what_it_shows(sh: Shell) -> None:
    heavy = "click json tomllib tinydb yaml textual.widgets._text_area aligntui.methods.library"
    count, *found = opened(wanted=f"{heavy} aligntui.tui.pages.home.page")
    assert found == ["aligntui.tui.pages.home.page"]
    assert int(count) <= 105


def test_a_step_imports_only_what_it_shows(sh: Shell) -> None:
    begun = opened("run", "vision/picture", "--title", "Millrace", "--solo", wanted="yaml")
    assert begun[1:] == ["yaml"], "a method is read where a run begins"
    heavy = "yaml tomllib click.shell_completion aligntui.exchange aligntui.methods.library"
    heavy += " hashlib statistics"
    count, *found = opened("open", "Millrace", wanted=f"{heavy} aligntui.tui.kinds.form")
    assert found == ["aligntui.tui.kinds.form"]
    assert int(count) <= 226


def test_no_plain_command_imports_a_screen(sh: Shell) -> None:
    sh.sample()
    method = sh.file("pestle.yaml", METHOD)
    for args in (
        ["sessions"],
        ["show", "millrace"],
        ["check", "millrace"],
        ["trace", "millrace", "S1"],
        ["diff", "millrace", "millrace"],
        ["export", "millrace"],
        ["export", "millrace", "--to", "markdown"],
        ["validate", method, "--json"],
        ["schema", "method"],
        ["workshops"],
        ["doctor"],
    ):
        found = imported(*args)
        assert not found & {"textual", "rich"}, args
        if args == ["sessions"]:
            assert not found & {"tinydb", "yaml"}
