"""What a command reads: a session of this user, a session file, or an exported file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.cli.place import Place, new_id, now
from aligntui.cli.problems import Wrong, say
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
    path = file_of(ref)
    return session(here, ref) if path is None or is_session(path) else exported(here, path)


def file_of(ref: str) -> Path | None:
    """The file that a word means; None when it means a session.

    Raises:
        Wrong: It is the name of a file that is not there.
    """
    path = Path(ref).expanduser()
    if os.sep in ref or ref.lower().endswith(EXPORTS):
        if path.exists():
            return path
        # The name of a session's own file is a way to say which session is meant.
        if os.sep in ref or not ref.lower().endswith(".json"):
            raise Wrong(f"There is no file {clean_line(ref)}.")
    return None


def is_session(path: Path) -> bool:
    """Whether a file is a session rather than something exported from one."""
    return path.suffix.lower() == ".json" and b'"_meta"' in contents(path, FIRST)


def exported(here: Place, path: Path) -> Source:
    """The session in an export.

    Raises:
        ImportProblem: With all that is to mend.
        Wrong: It is another kind of file.
    """
    found, noticed = take(here, path)
    return Source(_view(found), noticed)


def take(here: Place, path: Path) -> tuple[Session, list[Finding]]:
    """The session in an export, and what was noticed on the way.

    Raises:
        ImportProblem: With all that is to mend.
        Wrong: It is another kind of file.
    """
    from aligntui.exchange.yaml_import import read_all
    from aligntui.text.yaml_in import MAX_BYTES

    data = contents(path, MAX_BYTES + 1)
    name = clean_line(str(path))
    if path.suffix.lower() == ".json" and b'"_meta"' in data[:FIRST]:
        raise Wrong(f"{name} is a session, not an export. aligntui open {name} opens it.")
    sort = defines(data)
    if sort:
        article = "an agenda" if sort == "agenda" else "a method"
        raise Wrong(f"{name} is {article}, not an export. aligntui run {name} starts it.")
    found = read_all(data, name, here.library(), new_id=new_id, at=now())
    return found.session, list(found.findings)


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


def defines(data: bytes) -> str:
    """`method` or `agenda` when the text is a definition file, "" when it is something else."""
    if re.search(rb"^aligntui[ \t]*:", data, re.M):
        return ""
    found = re.search(rb"^(method|agenda)[ \t]*:", data, re.M)
    return found[1].decode() if found else ""


def _view(found: Session) -> View:
    from aligntui.analysis.view import View
    from aligntui.flow.books import book_of
    from aligntui.flow.walk import latest_run

    run = latest_run(found)
    return View(found, book_of(found), run.as_of if run is not None else "")
