"""From a file's text to typed definitions, with all misfits at once."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, TypeVar

import msgspec

from aligntui.methods.errors import GuideProblems, Path, place
from aligntui.methods.fitting import NOTHING, fit, keys_of
from aligntui.methods.types import Agenda, Method, Shared
from aligntui.text.plain_file import read_plain
from aligntui.text.problem import UserProblem
from aligntui.text.yaml_in import MAX_BYTES, Document, YamlProblem, load

T = TypeVar("T", bound=msgspec.Struct)
Definition = Method | Agenda | Shared

SORTS: dict[str, type[Method] | type[Agenda] | type[Shared]] = {
    "method": Method,
    "agenda": Agenda,
    "collections": Shared,
}
"""First key of a file -> what the file is."""


class Notes:
    """Collects problems of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[UserProblem] = []
        self._known: set[tuple[str | int, ...]] = set()

    def __call__(self, path: Path, message: str, mend: str, at: Path | None = None) -> None:
        """Take note of something at a key path; `at` when another line is meant."""
        document = self.document
        line = document.line(path if at is None else at)
        problem = UserProblem(
            message, mend, file=document.source, line=line, place=place(path, document.data)
        )
        if problem.order not in self._known:
            self._known.add(problem.order)
            self.found.append(problem)


def read(path: FilePath, name: str = "") -> Document:
    """Read a definition file.

    Args:
        path: The file.
        name: What messages call it; its file name when left out.

    Raises:
        GuideProblems: When it cannot be read or is not YAML.
    """
    name = name or path.name
    return parse(content(path, name), name)


def content(path: FilePath, name: str) -> bytes:
    """The bytes of a definition file.

    Raises:
        GuideProblems: When it cannot be opened or read.
    """
    try:
        return read_plain(path, MAX_BYTES + 1)
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or 'it cannot be opened'})"
        raise GuideProblems([UserProblem(what, file=name)]) from None


def parse(text: str | bytes, name: str) -> Document:
    """`load`, with its problem as a definition's problem.

    Raises:
        GuideProblems: When the text is not YAML as we read it.
    """
    try:
        return load(text, name)
    except YamlProblem as problem:
        found = UserProblem(problem.cause, problem.mend, file=name, line=problem.line)
        raise GuideProblems([found]) from None


def sort_of(document: Document) -> type[Method] | type[Agenda] | type[Shared] | None:
    """What a file defines, by the key that names it; None when it is none of ours."""
    data = document.data
    if not isinstance(data, dict):
        return None
    named = next((kind for key, kind in SORTS.items() if key in data and key != "collections"), None)
    if named is None and any(key in data for key in _NEVER_SHARED):
        return Agenda if _lines_of_an_agenda(data.get("steps")) else Method
    return named or (Shared if "collections" in data else None)


_NEVER_SHARED = ("title", "steps", "level", "uses", "records", "relations", "figures")
"""Keys of a method or an agenda, with or without the line that names it; shared lists have none of them."""


def _lines_of_an_agenda(steps: Any) -> bool:
    """Whether the steps of a file that does not say what it is are lines of an agenda."""
    lines = [line for line in steps if isinstance(line, dict)] if isinstance(steps, list) else []
    return bool(lines) and not any("kind" in line or "id" in line for line in lines)


def decode(document: Document, kind: type[T]) -> tuple[T | None, list[UserProblem]]:
    """The typed definition and everything that does not fit; None when too much is missing to go on."""
    notes = Notes(document)
    if kind is Method:
        _lend_names(document.data)
    fitted = fit(document.data, kind, notes)
    if fitted is NOTHING:
        return None, notes.found
    try:
        return msgspec.convert(fitted, kind), notes.found
    except msgspec.ValidationError as error:
        notes((), f"the file does not fit ({error})", "")
        return None, notes.found


def _lend_names(data: Any) -> None:
    """What a borrowed step need not say of itself: it is called as it is where it comes from."""
    steps = data.get("steps") if isinstance(data, dict) else None
    for entry in steps if isinstance(steps, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("use"), str):
            entry.setdefault("kind", "talk")
            entry.setdefault("id", entry["use"].rpartition("/")[2])
            entry.setdefault("title", "")


def loosely(value: Any, kind: type[T], /, **instead: Any) -> T | None:
    """What fits, with stand-ins for keys that are needed and do not fit; None when that is too little.

    The misfits themselves are said by `decode`. With stand-ins the rest can be looked into as well, so that
    an author hears of everything at once.
    """
    if not isinstance(value, dict):
        return None
    known = keys_of(kind)
    data = dict(value)
    for key, other in instead.items():
        if key not in data or fit(data[key], known[key].type) is NOTHING:
            data[key] = other
    fitted = fit(data, kind)
    try:
        return None if fitted is NOTHING else msgspec.convert(fitted, kind)
    except msgspec.ValidationError:
        return None


def whole(document: Document, kind: type[T]) -> T:
    """The definition when everything fits.

    Raises:
        GuideProblems: With all that does not.
    """
    key = next((key for key, sort in SORTS.items() if sort is kind), "")
    if key and not (isinstance(document.data, dict) and key in document.data):
        mend = f"Start it with {key}:{'' if key == 'collections' else ' NAME'}."
        what = "these are no shared lists" if key == "collections" else f"this is no {key}"
        raise GuideProblems([UserProblem(what, mend, file=document.source, line=1)])
    found, problems = decode(document, kind)
    if problems or found is None:
        raise GuideProblems(problems)
    return found
