"""Starting: from an agenda, a method, a step or a file to a session with a run, its definitions kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from aligntui.engine.books import book_of
from aligntui.engine.runs import sittings
from aligntui.engine.runs.definitions import book_for, find, missing
from aligntui.engine.runs.leading import last_turn
from aligntui.methods.book import Book
from aligntui.methods.library import Found, Library
from aligntui.session.model import Change, Room, Run, Session
from aligntui.session.ops import AnyOp, Begin

if TYPE_CHECKING:
    from aligntui.engine.runs.renewal import Renewal

    # TinyDB is imported when a session opens, not when somebody only looks at the list of methods.
    from aligntui.store.api import Handle, Store


def start(
    store: Store, library: Library, name: str, *, title: str, solo: bool | None = None
) -> tuple[Handle, Run]:
    """A new session with one run.

    Args:
        store: Where it is kept.
        library: Where methods and agendas are found.
        name: An agenda, a method, `method/step`, or the path of a file with an agenda or method.
        title: Title of the session.
        solo: Whether one person does it alone: shorter timeboxes, nothing to reveal. None takes what
            the agenda was written for.

    Raises:
        guide.library.UnknownName: When nothing answers to the name.
        guide.errors.GuideProblems: When the file behind it is broken.
        store.problems.StoreProblem: When the session cannot be written.
    """
    found = library.find(name)
    run, ops = begin(found, library, None, store.new_id, store.clock(), solo, store.person)
    handle = store.create(title, ops, note=f"{run.title} begun")
    return handle, handle.session.runs[run.id]


def add_run(
    handle: Handle,
    store: Store,
    library: Library,
    name: str,
    *,
    solo: bool | None = None,
    renews: bool | None = None,
) -> Run:
    """A further run in a session: the quarterly review, TOWS after SWOT.

    What is missing of the definitions comes along, in the lists too.

    Args:
        handle: The session.
        store: Where it is kept.
        library: Where methods and agendas are found.
        name: As `start` takes it.
        solo: As `start` takes it.
        renews: Whether methods of finished runs are taken as they are today, as a change of its own. None
            takes them so where there is nothing to ask.

    Raises:
        guide.library.UnknownName: When nothing answers to the name.
        guide.errors.GuideProblems: When the file behind it is broken.
        store.problems.StoreProblem: When the run cannot be written.
    """
    found = find(handle.session, library, name)
    if renews is not False:
        renew(handle, library, found, unasked=renews is None)

    def begun(session: Session) -> Change:
        # Somebody else may have brought definitions a moment ago; none of them may go.
        lead = "" if store.permit.restricted else store.person
        run, ops = begin(found, library, session, store.new_id, store.clock(), solo, lead)
        return handle.change(ops, f"{run.title} begun", run.id)

    change = handle.apply_made(begun).change
    return handle.session.runs[change.run]


def is_alone(session: Session) -> bool:
    """Whether one person goes through what begins in a session: what a team began stays a team's."""
    return session.meta.people < 2 and all(run.solo for run in session.runs.values())


def offered(session: Session, library: Library, name: str) -> Renewal | None:
    """What a run that begins may change in methods of finished ones; None where they are as they are today.

    Raises:
        guide.library.UnknownName: When nothing answers to the name.
        guide.errors.GuideProblems: When the file behind it is broken.
    """
    from aligntui.engine.runs.renewal import renewal

    return renewal(session, library, find(session, library, name))


def renew(handle: Handle, library: Library, found: Found, *, unasked: bool = False) -> None:
    """Take the methods that something to run needs as they are today.

    Args:
        handle: The session.
        library: Methods as they are today.
        found: What is to be run.
        unasked: Only where there is nothing to ask.

    Raises:
        store.problems.StoreProblem: When it cannot be written.
    """
    from aligntui.engine.runs.renewal import renewal

    first = renewal(handle.session, library, found)
    if first is None or (unasked and first.asks):
        return

    def taken(session: Session) -> Change:
        made = renewal(session, library, found)
        return handle.change(made.ops if made is not None else [], "Methods as they are asked today")

    handle.apply_made(taken)


def begin(
    found: Found,
    library: Library,
    session: Session | None,
    new_id: Callable[[], str],
    at: str,
    solo: bool | None,
    lead: str = "",
) -> tuple[Run, list[AnyOp]]:
    """The run, and the ops that begin it with all definitions it needs.

    Args:
        found: What is to be run.
        library: Where the methods behind it are found.
        session: Session that it joins, None for a new one.
        new_id: Gives a random id.
        at: ISO time.
        solo: Whether one person does it alone.
        lead: Who begins it, and leads where several take part; "" for a run that nobody leads.
    """
    kept = book_of(session) if session is not None else Book()
    book = book_for(found, library, kept)
    ops: list[AnyOp] = [*missing(session, book)]
    methods = {**book.methods, **kept.methods}
    if found.agenda is not None:
        agenda = kept.agendas.get(found.agenda.agenda, found.agenda)
        run = sittings.of_agenda(agenda, methods, new_id, solo, at)
    else:
        assert found.method is not None
        method = methods[found.method.method]
        step = found.step
        if step is not None:
            step = next((s for s in method.steps if s.id == step.id), step)
            run = sittings.of_step(method, step, new_id, bool(solo), at)
        else:
            run = sittings.of_method(method, new_id, bool(solo), at)
    if lead and not run.solo:
        turn = last_turn(session) if session is not None else 0
        run = replace(run, room=Room(by=lead, leads=[lead], turn=turn))
    if any(step.preset is not None for method in methods.values() for step in method.steps):
        from aligntui.engine.runs import presets

        both = Book(
            methods, replace(book.shared, collections={**book.shared.collections, **kept.collections})
        )
        ops += presets.made(session, both, run, new_id, at)
    return run, [*ops, Begin(run=run)]
