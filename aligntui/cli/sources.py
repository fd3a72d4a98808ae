"""What a command reads: a session of this user, a session file, or an exported file."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.cli.place import Place, new_id
from aligntui.cli.problems import Wrong, say
from aligntui.text import moment
from aligntui.text.clean import clean_line
from aligntui.text.plain_file import NotPlain, read_plain, read_up_to
from aligntui.text.typed_path import NoHome, typed_path

if TYPE_CHECKING:
    from aligntui.analysis.compare import Diff
    from aligntui.analysis.figure import Finding
    from aligntui.analysis.view import View
    from aligntui.session.model import Session

EXPORTS = (".yaml", ".yml", ".json")
"""Endings of files that an export may have."""

STDIN = "-"
"""What stands for standard input on the command line."""

_HANDED = re.compile(r"/dev/stdin|/(?:dev|proc/self)/fd/[0-9]{1,4}")

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
        handed: Whether a shell handed it over as a stream rather than by its path.
    """

    name: str
    path: Path
    data: bytes
    handed: bool = False

    @property
    def is_session(self) -> bool:
        """Whether it is a session rather than something exported from one."""
        return (self.handed or self.path.suffix.lower() == ".json") and b'"_meta"' in self.data[:FIRST]

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

    store = here.store()
    handle = store.open(ref)
    found = handle.session
    if handle.read_only == NEWER:
        say(NEWER)
    altered = store.altered(handle)
    if altered:
        say(altered)
    handle.close()
    view = view_of(found, here.person)
    if view.hidden:
        n = len(view.hidden)
        cards, are, they = ("card", "is", "it is") if n == 1 else ("cards", "are", "they are")
        say(f"{n} {cards} that others write in silence {are} left out until {they} revealed.")
    return Source(view)


def last_changes(here: Place, ref: str) -> Diff:
    """What the last run of a session changed, since the one before of its kind.

    Raises:
        StoreProblem: No session answers to the name, or it cannot be read.
        Wrong: It has no two runs.
    """
    from aligntui.engine.reading import changes
    from aligntui.engine.runs.former import sittings, to_compare

    handle = here.store().open(ref)
    try:
        run = next(iter(sittings(handle.session)), None)
        before = next(iter(to_compare(handle.session, run)), None) if run is not None else None
        if run is None or before is None:
            name = clean_line(handle.session.meta.title)
            raise Wrong(f'"{name}" has no two sittings. Name a second session or file.')
        return changes(handle, before, run)
    finally:
        handle.close()


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
    if is_handed(ref):
        return open_file(ref)
    try:
        path = typed_path(ref)
    except NoHome:
        # A title may begin like that; the store says so when none does.
        return None
    named = ref.lower().endswith(EXPORTS)
    if os.sep not in ref and not named:
        return None
    # A title may have a slash, and the name of a session's own file says which session is meant.
    if (os.sep in ref or ref.lower().endswith(".json")) and not os.path.lexists(path):
        return None
    file = open_file(ref)
    return None if file.is_session and not file.handed else file


def open_file(typed: str) -> File:
    """A file as a person named it, read once.

    Raises:
        Wrong: It cannot be read.
        NoHome: It begins in a home folder that is not there.
    """
    from aligntui.text.yaml_in import MAX_BYTES

    most = MAX_BYTES + 1
    if is_handed(typed):
        name = "Standard input" if typed in (STDIN, "/dev/stdin") else clean_line(typed)
        return File(name, Path(typed), handed(typed, most), handed=True)
    path = typed_path(typed)
    return File(clean_line(str(path)), path, contents(path, most))


def exported(here: Place, file: File) -> Source:
    """The session in an export.

    Raises:
        ImportProblem: With all that is to mend.
        Wrong: It is another kind of file.
    """
    from aligntui.exchange.yaml_import import read_all

    if file.is_session and file.handed:
        raise Wrong(f"{file.name} holds a session, not an export. Send it with aligntui export.")
    if file.is_session:
        raise Wrong(f"{file.name} is a session, not an export. aligntui open {file.name} opens it.")
    if file.defines:
        article = "an agenda" if file.defines == "agenda" else "a method"
        raise Wrong(f"{file.name} is {article}, not an export. aligntui run {file.name} starts it.")
    found = read_all(file.data, file.name, here.library(), new_id=new_id, at=moment.now())
    return Source(view_of(found.session), list(found.findings))


def is_handed(typed: str) -> bool:
    """Whether a word means a stream that a shell handed over: `-`, or what `<(...)` stands for."""
    return typed == STDIN or _HANDED.fullmatch(typed) is not None


def handed(typed: str, most: int) -> bytes:
    """The first bytes of a stream that a shell handed over, at most so many.

    Raises:
        Wrong: There is none, it is a terminal or a device, or it cannot be read.
    """
    fd = int(typed.rsplit("/", 1)[1]) if typed[-1].isdigit() else 0
    try:
        mode = os.fstat(fd).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
            raise Wrong(f"Nothing is piped in for {typed}. Name a file, or pipe one in.", 2)
        return read_up_to(fd, most)
    except OSError as error:
        reason = (error.strerror or "it is closed").lower()
        raise Wrong(f"{clean_line(typed)} cannot be read: {reason}. Name a file.") from None


def contents(path: Path, most: int) -> bytes:
    """The first bytes of a plain file, at most so many.

    Raises:
        Wrong: It cannot be read.
    """
    name = clean_line(str(path))
    try:
        return read_plain(path, most)
    except NotPlain as error:
        mend = " Pipe it in, with - for its name." if error.what == "a pipe" else ""
        raise Wrong(f"{name} is {error.what}. Only plain files are read.{mend}") from None
    except FileNotFoundError:
        raise Wrong(f"There is no file {name}.") from None
    except IsADirectoryError:
        raise Wrong(f"{name} is a folder. Name a file in it.") from None
    except PermissionError:
        raise Wrong(f"You may not read {name}. Ask its owner for the right to.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no name of a file"
        raise Wrong(f"{name} cannot be read: {reason.lower()}.") from None


def view_of(found: Session, person: str | None = None) -> View:
    """A session on the day of its latest run: as a person may see it, or all of it."""
    from aligntui.analysis.naming import named
    from aligntui.analysis.view import View
    from aligntui.engine.books import book_of
    from aligntui.engine.hidden_cards import seen_by
    from aligntui.engine.runs.walk import latest_run

    run = latest_run(found)
    book, as_of = book_of(found), run.as_of if run is not None else ""
    if person is not None:
        return seen_by(found, book, person, run)
    return named(View(found, book, as_of, run=run.id if run is not None else ""))
