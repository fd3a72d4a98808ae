"""Bringing definitions into a session: what a run that begins needs, and a step that one is sent to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from aligntui.engine.books import kept_book_of
from aligntui.methods.book import Book
from aligntui.methods.freeze import Definition, freeze, thaw
from aligntui.methods.types import AGENDA, SHARED, Method, Step, as_list
from aligntui.session.model import Session
from aligntui.session.ops import Define

if TYPE_CHECKING:
    from aligntui.analysis.view import View

    # It reads YAML, and a session opens without that.
    from aligntui.methods.library import Found, Library


def find(session: Session, library: Library, name: str) -> Found:
    """What a name means among the methods at hand, else among those that the session keeps.

    A session begun from a file goes on without it.

    Raises:
        guide.library.UnknownName: When nothing answers to the name.
        guide.errors.GuideProblems: When the file behind it is broken.
    """
    from aligntui.methods.errors import UnknownName
    from aligntui.methods.library import Found

    kept = kept_book_of(session)
    method, step = kept.step(name) or (kept.methods.get(name), None)
    agenda = kept.agendas.get(name.removeprefix(AGENDA))
    own = Found(method=method, step=step) if method is not None else Found(agenda=agenda)
    try:
        found = library.find(name)
    except UnknownName:
        if own == Found():
            raise
        return own
    # What is only called alike is something else.
    return found if own == Found() or _name(found) == _name(own) else own


def _name(found: Found) -> str:
    return found.agenda.agenda if found.agenda is not None else found.method.method if found.method else ""


def book_for(found: Found, library: Library, kept: Book | None = None) -> Book:
    """The definitions that a run needs: its methods and those whose lists they work on.

    Args:
        found: What is to be run.
        library: Methods at hand.
        kept: Those that the session keeps, which are taken where one of them is at hand no more.

    Raises:
        guide.library.UnknownName: When one of them is in neither.
        guide.errors.GuideProblems: When a file is broken.
    """
    from aligntui.methods.errors import UnknownName
    from aligntui.methods.library import agenda_methods

    agendas = {found.agenda.agenda: found.agenda} if found.agenda is not None else {}
    names = agenda_methods(found.agenda) if found.agenda is not None else []
    names += [found.method.method] if found.method is not None else []
    try:
        book = library.book(names)
    except UnknownName:
        if kept is None or not set(names) <= kept.methods.keys():
            raise
        return kept
    return Book(book.methods, book.shared, agendas)


def missing(session: Session | None, book: Book, steps: Sequence[str] = ()) -> list[Define]:
    """The ops that bring these definitions into a session: those it lacks, and what those it has lack.

    Args:
        session: The session, None for a new one.
        book: What it needs.
        steps: Steps as `method/step` that must be there, also in a method that stays as the session has it.
    """
    from aligntui.methods.grow import extended, grown

    if session is None:
        return [define(name, definition) for name, definition in _named(book).items()]
    kept = kept_book_of(session)
    shared = grown(kept, book)
    ops: list[Define] = [] if shared == kept.shared else [define(SHARED, shared)]
    for name, one in _named(book).items():
        if name not in session.methods:
            ops.append(define(name, one))
        elif isinstance(one, Method) and name in kept.methods:
            ids = [ref.partition("/")[2] for ref in steps if ref.partition("/")[0] == name]
            larger = extended(kept.methods[name], one, ids)
            if larger is not kept.methods[name]:
                ops.append(define(name, larger))
    return ops


def _named(book: Book) -> dict[str, Definition]:
    """The definitions of a book under the names by which a session keeps them, lists first."""
    found: dict[str, Definition] = {SHARED: book.shared}
    found.update(book.methods)
    found.update({f"{AGENDA}{name}": agenda for name, agenda in book.agendas.items()})
    return found


def define(name: str, definition: Definition) -> Define:
    """The op that keeps a definition in a session."""
    body, digest = freeze(definition)
    return Define(name=name, version=getattr(definition, "version", 1), hash=digest, body=body)


def step_of(book: Book, library: Library, ref: str) -> tuple[Method, Step] | None:
    """Method and step behind `method/step`: of the session, else of the methods at hand; None in neither."""
    from aligntui.methods.errors import GuideProblems, UnknownName

    if (pair := book.step(ref)) is not None:
        return pair
    name, _, step_id = ref.partition("/")
    try:
        method = library.method(name)
    except (UnknownName, GuideProblems):
        return None
    return next(((method, step) for step in method.steps if step.id == step_id), None)


def brought(session: Session, library: Library, ref: str) -> tuple[list[Define], Book]:
    """The ops that bring the method of `method/step` into a session, with those whose lists it works on.

    There are none when the session has all of it, or when no method at hand has such a name. Beside them
    the methods as the session knows them then, with the step.
    """
    from aligntui.methods.errors import GuideProblems, UnknownName

    kept = kept_book_of(session)
    try:
        book = library.book([ref.partition("/")[0]])
    except (UnknownName, GuideProblems):
        return [], kept
    ops = missing(session, book, [ref])
    grown = {op.name: thaw(op.body, Method) for op in ops if op.name in book.methods}
    return ops, Book({**book.methods, **kept.methods, **grown}, kept.shared)


def lists_for(view: View, library: Callable[[], Library], ref: str) -> list[Define]:
    """What brings a session in which a method began without the lists it works on those of a step."""
    pair = view.book.step(ref)
    lacks = pair is not None and unknown_list(view.book, pair[1])
    return brought(view.session, library(), ref)[0] if lacks else []


def unknown_list(book: Book, step: Step) -> str:
    """A list that a step works on and that the definitions at hand do not have; "" when they have all."""
    of = [] if isinstance(step.of, dict) else as_list(step.of)
    names = [*as_list(step.holds), *of, *as_list(step.each)]
    if step.kind == "board" and not names and not book.held(step):
        names = as_list(step.split)
    known = {*book.collections, *book.relations, *book.records}
    return next((name for name in names if name.isidentifier() and name not in known), "")
