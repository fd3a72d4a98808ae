"""The command that looks at everything a workshop stands on: doctor."""

from __future__ import annotations

import dataclasses
import platform
import sys
from collections.abc import Callable, Iterable
from importlib import metadata

import click

from aligntui.cli import facts_places, facts_sessions, facts_terminal
from aligntui.cli.facts import Fact, told
from aligntui.cli.place import Place, place
from aligntui.cli.printing import columns, out, out_data

LIBRARIES = ("textual", "tinydb", "pyyaml", "msgspec", "click", "platformdirs")


DOCTOR_HELP = """\
\b
Examples:
  aligntui doctor
  aligntui doctor | less
  aligntui doctor --json > doctor.json    to send along with a question
"""


@click.command(
    "doctor", short_help="what works here: terminal, locale, folders, sessions", epilog=DOCTOR_HELP
)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def doctor_command(as_json: bool) -> int:
    """Look at terminal, locale, folders, every session file, and the libraries, and say what does not work.

    What does not work is marked !!, what could be better !. Exit 1 when something does not work.
    """
    here = place(quiet=True)
    found = [
        *_looked("terminal", facts_terminal.facts),
        *_looked("folders", lambda: facts_places.facts(here)),
        *_looked("sessions", lambda: facts_sessions.facts(here)),
        *_looked("versions", versions),
        *_looked("errors", lambda: last_error(here)),
    ]
    works = all(fact.state != "error" for fact in found)
    if as_json:
        out_data({"works": works, "facts": [dataclasses.asdict(fact) for fact in found]})
    else:
        verdict = "Everything needed works." if works else "Something does not work: see !! above."
        out("\n".join([*told(found, columns()), "", verdict]))
    return 0 if works else 1


def _looked(area: str, look: Callable[[], Iterable[Fact]]) -> list[Fact]:
    """What one look found. One that cannot be finished is told like the rest: the others matter too."""
    try:
        return list(look())
    except Exception as problem:
        what = f"cannot be looked at ({type(problem).__name__}: {problem})"
        return [Fact(area, area, what, "error")]


def versions() -> list[Fact]:
    """AlignTUI, Python, the system and the libraries."""
    from aligntui import __version__

    python = f"{platform.python_version()}, {sys.executable}"
    return [
        Fact("versions", "aligntui", __version__),
        Fact("versions", "python", python),
        Fact("versions", "system", platform.platform()),
        *map(_library, LIBRARIES),
    ]


def _library(name: str) -> Fact:
    try:
        value = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Fact("versions", name, "not there", "error", f"Mend: pip install {name}.")
    if name == "pyyaml":
        import yaml

        value += " with libyaml" if hasattr(yaml, "CSafeLoader") else " without libyaml: files read slower"
    return Fact("versions", name, value)


def last_error(here: Place) -> list[Fact]:
    """Where the details of the last unexpected error lie."""
    return [facts_places.last_error(here)]
