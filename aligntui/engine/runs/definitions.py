"""Bringing definitions into a session: what a run that begins needs, and a step that one is sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.engine.books import kept_book_of
from aligntui.methods.book import Book
from aligntui.methods.freeze import Definition, freeze
from aligntui.methods.types import AGENDA, SHARED, Method, Step, as_list
from aligntui.session.model import Session
from aligntui.session.ops import AnyOp, Define

if TYPE_CHECKING:
    # It reads YAML, and a session opens without that.
    from aligntui.methods.library import Found, Library


def book_for(found: Found, library: Library) -> Book:
    """The definitions that a run needs: its methods and those whose lists they work on."""
    if found.agenda is not None:
        from aligntui.methods.library import agenda_methods

        book = library.book(agenda_methods(found.agenda))
        return Book(book.methods, book.shared, {found.agenda.agenda: found.agenda})
    assert found.method is not None
    return library.book([found.method.method])


def missing(session: Session | None, book: Book) -> list[AnyOp]:
    """The ops that bring these definitions into a session: those it lacks, and what its lists lack."""
    from aligntui.methods.grow import grown

    if session is None:
        return [define(name, definition) for name, definition in _named(book).items()]
    kept = kept_book_of(session)
    shared = grown(kept, book)
    ops: list[AnyOp] = [] if shared == kept.shared else [define(SHARED, shared)]
    rest = {name: one for name, one in _named(book).items() if name != SHARED}
    return [*ops, *(define(name, one) for name, one in rest.items() if name not in session.methods)]


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

    name, _, step_id = ref.partition("/")
    if name in book.methods:
        return book.step(ref)
    try:
        method = library.method(name)
    except (UnknownName, GuideProblems):
        return None
    return next(((method, step) for step in method.steps if step.id == step_id), None)


def brought(session: Session, library: Library, ref: str) -> tuple[list[AnyOp], Book]:
    """The ops that bring the method of `method/step` into a session, with those whose lists it works on.

    There are none when the session has all of it, or when no method at hand has such a name. Beside them
    the methods as the session knows them then.
    """
    from aligntui.methods.errors import GuideProblems, UnknownName

    kept = kept_book_of(session)
    try:
        book = library.book([ref.partition("/")[0]])
    except (UnknownName, GuideProblems):
        return [], kept
    return missing(session, book), Book({**book.methods, **kept.methods}, kept.shared)


def unknown_list(book: Book, step: Step) -> str:
    """A list that a step works on and that the definitions at hand do not have; "" when they have all."""
    of = [] if isinstance(step.of, dict) else as_list(step.of)
    names = [*as_list(step.holds), *of, *as_list(step.each)]
    if step.kind == "board" and not names and not book.held(step):
        names = as_list(step.split)
    known = {*book.collections, *book.relations, *book.records}
    return next((name for name in names if name.isidentifier() and name not in known), "")
