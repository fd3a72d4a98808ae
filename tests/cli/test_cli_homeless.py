"""Accounts of which the machine knows little: no name, no home, no terminal, an empty environment."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_kit import ROOT

NOBODY = 54321
"""A user of the machine of whom nothing is known."""

BEGIN = """
import pwd, sys
def unknown(uid):
    raise KeyError(f"getpwuid(): uid not found: {uid}")
pwd.getpwuid = unknown
sys.argv[0] = "aligntui"
from aligntui.cli import main
main()
"""
SAMPLE = ROOT / "workshops" / "examples" / "millrace-bakehouse.yaml"
HOMELESS = "This account has no home folder. Set ALIGNTUI_HOME to a folder of yours: the whole path."
COMMANDS = (
    ("sessions",),
    ("sessions", "--recover", "kiosk"),
    ("import", str(SAMPLE)),
    ("show", "kiosk"),
    ("doctor",),
    ("workshops",),
    ("validate", str(SAMPLE)),
)


def as_nobody() -> list[str]:
    """What makes a command run as an account without an entry, as far as this test may do that."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() == 0 and setpriv:
        # It may read this Python, wherever that is installed, and write nothing of others.
        caps = ("--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search")
        return [setpriv, "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", *caps]
    return []


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of nobody's own to stand in.

    It does not lie below pytest's temporary folder: each pytest that begins closes that one to others.
    """
    with tempfile.TemporaryDirectory(prefix="aligntui-nobody-") as around:
        folder = Path(around) / "place"
        folder.mkdir()
        for above in (folder, *folder.parents):
            if above.stat().st_uid == os.geteuid() and above != Path("/"):
                above.chmod(above.stat().st_mode | 0o011)
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield folder


def sample_beside(place: Path) -> str:
    """The sample where nobody may read it: the checkout may lie in a folder of one account alone."""
    copy = place.with_name(SAMPLE.name)
    if not copy.exists():
        shutil.copyfile(SAMPLE, copy)
        copy.chmod(0o644)
    return str(copy)


def run(place: Path, env: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    given = [sample_beside(place) if arg == str(SAMPLE) else arg for arg in args]
    return subprocess.run(
        [*as_nobody(), sys.executable, "-c", BEGIN, *given],
        env=env,
        cwd=place,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("env", [{}, {"HOME": ""}, {"HOME": "no/whole/path"}], ids=str)
def test_without_a_home_it_is_one_sentence_with_the_mend(
    place: Path, env: dict[str, str], args: tuple[str, ...]
) -> None:
    done = run(place, env, *args)
    assert (done.returncode, done.stderr.strip()) == (1, HOMELESS)
    assert os.listdir(place) == [], "a folder called ~ is no home"


@pytest.mark.parametrize("home", ["/", "/nonexistent", "/proc"])
def test_where_home_cannot_be_written_the_mend_is_named(place: Path, home: str) -> None:
    if os.access(home, os.W_OK) and not as_nobody():
        pytest.skip("this account may write there")
    for args in COMMANDS:
        done = run(place, {"HOME": home}, *args)
        assert "Traceback" not in done.stderr
        assert "unexpected" not in done.stderr
    done = run(place, {"HOME": home}, "import", str(SAMPLE))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert " cannot be made: " in done.stderr
    assert "Set ALIGNTUI_HOME to a folder of yours." in done.stderr


def test_with_a_folder_of_ones_own_all_works_recovery_too(place: Path) -> None:
    env = {"ALIGNTUI_HOME": str(place / "own")}
    assert run(place, env, "import", str(SAMPLE)).returncode == 0
    (path,) = (place / "own").glob("*.json")
    copies = path.with_name(path.name + ".backups")
    copies.mkdir()
    path.rename(copies / "20261124T150000+0000.r1.json")
    if os.geteuid() == 0:
        os.chown(copies, NOBODY, NOBODY)
    lost = run(place, env, "show", "millrace")
    assert f'{path.name} is gone. aligntui sessions --recover "{path.stem}" brings back' in lost.stderr
    back = run(place, env, "sessions", "--recover", path.stem)
    assert back.returncode == 0, back.stderr
    shown = run(place, env, "show", "millrace")
    assert (shown.returncode, shown.stderr) == (0, "")
    doctor = run(place, env, "doctor")
    assert "Traceback" not in doctor.stderr + doctor.stdout


@pytest.mark.parametrize("args", [(), ("run", "solo-90"), ("open",)], ids=str)
def test_on_a_terminal_it_is_the_same_sentence(place: Path, args: tuple[str, ...]) -> None:
    lead, follow = pty.openpty()
    try:
        done = subprocess.run(
            [*as_nobody(), sys.executable, "-c", BEGIN, *args],
            env={"TERM": "xterm-256color"},
            cwd=place,
            stdin=follow,
            stdout=follow,
            stderr=follow,
            check=False,
            timeout=60,
        )
        shown = os.read(lead, 65536).decode()
    finally:
        os.close(follow)
        os.close(lead)
    assert (done.returncode, shown.strip()) == (1, HOMELESS)
