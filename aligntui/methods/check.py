"""Whether a definition file holds together: all that is wrong with it, at once.

Structure first (`methods.decode`), then meaning: every name that is used must exist, every key must mean
something to its kind, every figure must be bound as its function asks. Nothing here raises; what is wrong
comes back as a list of sentences with file, line and mend.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from aligntui.methods import (
    borrow,
    check_ends,
    check_figures,
    check_lists,
    check_pages,
    check_steps,
    check_texts,
)
from aligntui.methods.book import Book
from aligntui.methods.decode import Notes, decode, loosely, sort_of
from aligntui.methods.errors import Path
from aligntui.methods.fitting import NOTHING, fit, near
from aligntui.methods.names import Functions, Names
from aligntui.methods.types import Agenda, Entry, Method, Shared, Step
from aligntui.text.problem import UserProblem, in_order
from aligntui.text.yaml_in import Document

FORMS = ("step", "steps", "method", "talk", "break")
"""What one line of an agenda may be."""
_PEOPLE = re.compile(r"[1-9]\d*(-[1-9]\d*|\+)?\Z")


def check_document(document: Document, book: Book, functions: Functions | None = None) -> list[UserProblem]:
    """Everything wrong with a method, an agenda or shared lists; an empty list when all is well.

    Args:
        document: The file.
        book: Definitions that names may refer to; a method of the same name gives way to this one.
        functions: The registered figures and checks; without them bindings are not looked into.
    """
    kind = sort_of(document)
    if kind is None:
        mend = "Start it with method: NAME or agenda: NAME."
        return [UserProblem("this is neither a method nor an agenda", mend, file=document.source, line=1)]
    found, problems = decode(document, kind)
    if found is None:
        found = _as_far_as_it_goes(document, kind)
    if isinstance(found, Method):
        methods = {**book.methods, found.method: found}
        problems += check_method(document, found, Book(methods, book.shared), functions)
    elif isinstance(found, Agenda):
        steps = {name: method.steps for name, method in book.methods.items()}
        problems += check_agenda(document, found, steps)
    elif isinstance(found, Shared):
        problems += check_shared(document, found, functions)
    return in_order(problems)


def _as_far_as_it_goes(document: Document, kind: type[Method] | type[Agenda] | type[Shared]) -> Any:
    """What can be looked into of a file that lacks something it needs."""
    if kind is Method:
        return loosely(document.data, Method, method="", title="", level="fundamentals", steps=[])
    if kind is Agenda:
        return loosely(document.data, Agenda, agenda="", title="", steps=[])
    return None


def check_method(
    document: Document, method: Method, book: Book, functions: Functions | None = None
) -> list[UserProblem]:
    """What a method that fits its types gets wrong. The book must hold the method itself."""
    notes = Notes(document)
    if borrow.borrows(method):
        wrong = partial(_not_lent, notes)
        method = borrow.resolved(method, book.methods.get, wrong)
        book = Book({**book.methods, method.method: method}, book.shared)
    names = Names(notes, book, method, functions)
    _head(notes, ("method",), method.method, "a method")
    if method.people.min < 1:
        notes(("people", "min"), "a method needs at least one person", "Write min: 1.")
    _people(notes, ("people", "best"), method.people.best)
    for key in ("minutes", "solo"):
        value = getattr(method, key)
        if value is not None and value < 0:
            notes((key,), "time does not run backwards", "Write 0 or more.")
    check_lists.own_names(names, method)
    check_lists.collections(names, method.collections)
    check_lists.uses(names, method)
    check_lists.records(names, method.records, method)
    check_lists.relations(names, method.relations)
    check_ends.needs(names, ("needs",), method.needs)
    check_figures.figures(names, method)
    check_pages.pages(names, method)
    check_steps.steps(names, method, _places(document, "steps", Step))
    check_texts.texts(names)
    return notes.found


def _not_lent(notes: Notes, place: int, what: str, mend: str) -> None:
    notes(("steps", place, "use"), what, mend)


def check_shared(document: Document, shared: Shared, functions: Functions | None = None) -> list[UserProblem]:
    """What shared lists that fit their types get wrong."""
    names = Names(Notes(document), Book({}, shared), None, functions)
    written = document.data.get("collections") if isinstance(document.data, dict) else None
    own = {k: c for k, c in shared.collections.items() if isinstance(written, dict) and k in written}
    check_lists.collections(names, own)
    check_texts.texts(names)
    return names.notes.found


def check_agenda(
    document: Document, agenda: Agenda, steps: Mapping[str, Sequence[Step]]
) -> list[UserProblem]:
    """What an agenda that fits its types gets wrong; `steps` are those of the methods at hand."""
    notes = Notes(document)
    _head(notes, ("agenda",), agenda.agenda, "an agenda")
    _people(notes, ("people",), agenda.people)
    if not agenda.steps and isinstance(document.data.get("steps"), list) and not document.data["steps"]:
        notes(("steps",), "an agenda needs a line", "Add - talk: Welcome.")
    for line, place in zip(agenda.steps, _places(document, "steps", Entry), strict=True):
        _line(notes, ("steps", place), line, steps)
    check_texts.texts(Names(notes, Book(), None, None))
    return notes.found


def _line(notes: Notes, path: Path, line: Entry, steps: Mapping[str, Sequence[Step]]) -> None:
    given = [key for key in FORMS if getattr(line, "break_" if key == "break" else key) is not None]
    if len(given) != 1:
        what = f"has {' and '.join(given)}" if given else "is empty"
        notes(path, f"the line {what}", f"Write one of {', '.join(FORMS)}.")
    refs = [((*path, "step"), line.step)] if line.step is not None else []
    refs += [((*path, "steps", n), ref) for n, ref in enumerate(line.steps or [])]
    for here, ref in refs:
        name, slash, step_id = ref.partition("/")
        if not slash:
            mend = f"Write method: {ref}." if ref in steps else "Write method/step, as swot/factors."
            notes(here, f'"{ref}" names no step', mend)
        elif name not in steps:
            notes(here, f'there is no method "{name}" at hand', near(name, steps, "Check its spelling."))
        elif step_id not in [step.id for step in steps[name]]:
            ids = [step.id for step in steps[name]]
            close = near(step_id, ids, "").removeprefix("Write ")
            mend = f"Write {name}/{close}" if close else f"It has {', '.join(ids)}."
            notes(here, f'{name} has no step "{step_id}"', mend)
    if line.steps == []:
        notes((*path, "steps"), "the list is empty", "Name a step.")
    if line.method is not None and line.method not in steps:
        mend = near(line.method, steps, "Check its spelling.")
        notes((*path, "method"), f'there is no method "{line.method}" at hand', mend)
    if line.break_ is not None and line.break_ < 1:
        notes((*path, "break"), "a break lasts a minute or more", "")
    if line.minutes is not None and line.minutes < 0:
        notes((*path, "minutes"), "time does not run backwards", "Write 0 or more.")


def _head(notes: Notes, path: Path, name: str, what: str) -> None:
    if name and not check_lists.SLUG.match(name):
        notes(path, f'"{name}" cannot name {what}', "Use small letters, digits, - and _, as half-day.")


def _people(notes: Notes, path: Path, people: str) -> None:
    if people and not _PEOPLE.match(people):
        notes(path, f'"{people}" is no number of people', "Write 5-9, 5+ or 1.")


def _places(document: Document, key: str, kind: Any) -> list[int]:
    """Positions in the file of the entries that could be decoded."""
    data = document.data.get(key) if isinstance(document.data, dict) else None
    entries = data if isinstance(data, list) else []
    return [n for n, entry in enumerate(entries) if fit(entry, kind) is not NOTHING]
