"""Real terminals: the app as a program of its own, on a pty, in tmux, and behind a real sshd."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from e2e_person import Person
    from e2e_pty import Tty
    from e2e_room import Room
    from e2e_sshd import Sshd
    from e2e_tmux import Tmux

PERSON, OTHER = "Ines Calder", "Tomasz Wren"
PROGRAM = """\
#!{python}
{first}from aligntui.cli import main
main()
"""


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a command `aligntui`, as an installation has it."""
    return installed(tmp_path_factory.mktemp("bin"))


def installed(folder: Path, first: str = "") -> Path:
    """Put a command `aligntui` into a folder that runs these lines before it begins."""
    command = folder / "aligntui"
    command.write_text(PROGRAM.format(python=sys.executable, first=first), encoding="utf-8")
    command.chmod(0o755)
    return folder


HASTY = """\
from aligntui.tui.terminal.driver import LineDriver
LineDriver.quiet, LineDriver.patience = 1.0, {patience}
"""


@pytest.fixture
def hasty(person: Person, tmp_path: Path) -> Person:
    """Somebody whose terminal is asked after a second, and given up three seconds later."""
    from e2e_person import Person

    folder = tmp_path / "hasty"
    folder.mkdir()
    return Person(person.home, installed(folder, HASTY.format(patience=3.0)), PERSON)


def missing(*tools: str) -> str:
    """Why a test cannot run here: the first of these tools that is not installed; "" when all are."""
    places = "/usr/sbin:/usr/local/sbin:/usr/local/bin:/usr/bin:/bin"
    return next((f"{tool} is not installed" for tool in tools if not shutil.which(tool, path=places)), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests look into /proc, so they are for Linux."""
    if sys.platform != "linux":
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(pytest.mark.skip(reason="needs the /proc of Linux"))


@pytest.fixture
def person(program: Path, tmp_path: Path) -> Person:
    """Somebody with an empty home."""
    from e2e_person import Person

    return Person(tmp_path / "home", program, PERSON)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """What is entered here is left at the end of the test."""
    with ExitStack() as found:
        yield found


@pytest.fixture
def sit(person: Person, stack: ExitStack) -> Callable[..., Tty]:
    """`sit("open", "Millrace", env={"TERM": "linux"}, rows=30)`: she sits down and types that command."""

    def at(*words: str, **how: Any) -> Tty:
        return stack.enter_context(person.at_terminal(*words, **how))

    return at


@pytest.fixture
def tmux(person: Person) -> Iterator[Tmux]:
    """Her tmux, with no other settings than its own."""
    reason = missing("tmux")
    if reason:
        pytest.skip(reason)
    from e2e_tmux import Tmux

    # A socket has a short name, so it cannot lie below the folder of the test.
    with tempfile.TemporaryDirectory(prefix="at") as folder:
        found = Tmux(Path(folder) / "tmux", person.env)
        yield found
        found.stop()


@pytest.fixture
def room(home: Path, tmp_path: Path, stack: ExitStack) -> Room:
    """Two people who sit at a tmux of their own each, in one session of a team."""
    reason = missing("tmux")
    if reason:
        pytest.skip(reason)
    from cli_kit import Shell
    from e2e_person import Person
    from e2e_room import KEPT, Room, Seat, begin
    from e2e_tmux import Tmux

    folder = tmp_path / "kept"
    folder.mkdir()
    seats = []
    for person in (Person(home, installed(folder, KEPT), name) for name in (PERSON, OTHER)):
        short = stack.enter_context(tempfile.TemporaryDirectory(prefix="at"))
        tmux = Tmux(Path(short) / "tmux", person.env)
        stack.callback(tmux.stop)
        seats.append(Seat(tmux, person))
    begin(seats[0].person)
    for seat in seats:
        seat.sit()
    return Room(*seats, Shell(home, tmp_path))


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for key pairs, made once."""
    reason = missing("sshd", "ssh", "ssh-keygen")
    if reason:
        pytest.skip(reason)
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def run_sshd() -> Iterator[None]:
    """The folder in which sshd of root locks itself up; a machine on which none ever ran has none."""
    folder = Path("/run/sshd")
    if os.geteuid() or folder.exists():
        yield
        return
    folder.mkdir(mode=0o755)
    yield
    folder.rmdir()


@pytest.fixture(scope="session")
def sshd_works(keys: Path, run_sshd: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where sshd cannot be run by this user, or cannot give out terminals."""
    from e2e_person import Person
    from e2e_sshd import SSHD, Sshd

    folder = tmp_path_factory.mktemp("probe")
    person = Person(folder / "home", folder, PERSON)
    server = Sshd(folder / "ssh", keys, person)
    check = [SSHD, "-t", "-f", str(server.config)]
    tried = subprocess.run(check, capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"sshd does not start here: {tried.stderr.strip()}")
    with server:
        done = server.command("-tt", "bakery.example", "tty")
    if "/dev/" not in done.stdout:
        pytest.skip(f"sshd gives out no terminal here: {done.stderr.strip() or done.stdout.strip()}")


@pytest.fixture
def serve(
    sshd_works: None, keys: Path, person: Person, tmp_path: Path, stack: ExitStack
) -> Callable[..., Sshd]:
    """`serve(config, authorized)`: a server of her sessions with these lines in its files."""
    from e2e_sshd import Sshd

    def at(config: str = "", authorized: str = "", **how: Any) -> Sshd:
        return stack.enter_context(Sshd(tmp_path / "ssh", keys, person, config, authorized, **how))

    return at
