"""What a command reads: a session of this user, a session file, or an exported file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.cli.place import Place, new_id
from aligntui.cli.problems import Wrong, say
from aligntui.text import moment
from aligntui.text.clean import clean_line

if TYPE_CHECKING:
    from aligntui.analysis.figure import Finding
    from aligntui.analysis.view import View
    from aligntui.session.model import Session

EXPORTS = (".yaml", ".yml", ".json")
"""Endings of files that an export may have."""

FIRST = 4096
"""Bytes in which a session file says that it is one."""


@dataclass(frozen=True)
class Source:
    """A session to read.

    Attributes:
        view: The session through its own definitions, on the day of its last run.
        noticed: What was kept although nobody asks for it, from an imported file.
    """

    view: View
    noticed: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class File:
    """A file somebody named.

    Attributes:
        name: Its path, fit to be shown.
        path: Its path.
        data: What it holds, up to a little more than what is read of any file.
    """

    name: str
    path: Path
    data: bytes

    @property
    def is_session(self) -> bool:
        """Whether it is a session rather than something exported from one."""
        return self.path.suffix.lower() == ".json" and b'"_meta"' in self.data[:FIRST]

    @property
    def defines(self) -> str:
        """`method` or `agenda` when it is a definition file, "" when it is something else."""
        if re.search(rb"^aligntui[ \t]*:", self.data, re.M):
            return ""
        found = re.search(rb"^(method|agenda)[ \t]*:", self.data, re.M)
        return found[1].decode() if found else ""


def session(here: Place, ref: str) -> Source:
    """A session by id, title, a part of either, or path.

    Raises:
        StoreProblem: None answers to it, or it cannot be read.
    """
    from aligntui.store.problems import NEWER

    handle = here.store().open(ref)
    found = handle.session
    if handle.read_only == NEWER:
        say(NEWER)
    handle.close()
    return Source(_view(found))


def session_or_file(here: Place, ref: str) -> Source:
    """A session as in `session`, or an exported file.

    Raises:
        StoreProblem: No session answers to it, or it cannot be read.
        ImportProblem: The file has mistakes.
        Wrong: It is no file of ours.
    """
    file = file_of(ref)
    return session(here, ref) if file is None else exported(here, file)


def file_of(ref: str) -> File | None:
    """The file that a word means, read; None when it means a session.

    Raises:
        Wrong: It is the name of a file that is not there or cannot be read.
    """
    path = Path(ref).expanduser()
    named = ref.lower().endswith(EXPORTS)
    if os.sep not in ref and not named:
        return None
    # The name of a session's own file is a way to say which session is meant.
    if os.sep not in ref and ref.lower().endswith(".json") and not path.exists():
        return None
    file = open_file(path)
    return None if file.is_session else file


def open_file(path: Path) -> File:
    """A file, read once, so that it may be a pipe.

    Raises:
        Wrong: It cannot be read.
    """
    from aligntui.text.yaml_in import MAX_BYTES

    return File(clean_line(str(path)), path, contents(path, MAX_BYTES + 1))


def exported(here: Place, file: File) -> Source:
    """The session in an export.

    Raises:
        ImportProblem: With all that is to mend.
        Wrong: It is another kind of file.
    """
    from aligntui.exchange.yaml_import import read_all

    if file.is_session:
        raise Wrong(f"{file.name} is a session, not an export. aligntui open {file.name} opens it.")
    if file.defines:
        article = "an agenda" if file.defines == "agenda" else "a method"
        raise Wrong(f"{file.name} is {article}, not an export. aligntui run {file.name} starts it.")
    found = read_all(file.data, file.name, here.library(), new_id=new_id, at=moment.now())
    return Source(_view(found.session), list(found.findings))


def contents(path: Path, most: int) -> bytes:
    """The first bytes of a file, at most so many.

    Raises:
        Wrong: It cannot be read.
    """
    name = clean_line(str(path))
    if str(path) == "-":
        raise Wrong("Standard input is not read here. Name a file.", 2)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise Wrong(f"There is no file {name}.") from None
    except IsADirectoryError:
        raise Wrong(f"{name} is a folder. Name a file in it.") from None
    except PermissionError:
        raise Wrong(f"You may not read {name}. Ask its owner for the right to.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no name of a file"
        raise Wrong(f"{name} cannot be read: {reason.lower()}.") from None


def _view(found: Session) -> View:
    from aligntui.analysis.view import View
    from aligntui.flow.books import book_of
    from aligntui.flow.walk import latest_run

    run = latest_run(found)
    return View(found, book_of(found), run.as_of if run is not None else "")
