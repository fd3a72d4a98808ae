"""Reading a former sitting as it was left, and opening it again."""

from __future__ import annotations

from aligntui.analysis.compare import Diff, compare
from aligntui.analysis.told import day
from aligntui.engine.books import book_of
from aligntui.engine.client.client import Client
from aligntui.engine.client.outcomes import read_only
from aligntui.engine.entry import values
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.following import Following
from aligntui.engine.hidden_cards import seen_by
from aligntui.engine.messages import Message, said
from aligntui.engine.runs.former import as_left, following
from aligntui.engine.runs.start import add_run
from aligntui.methods.library import Library
from aligntui.methods.types import Field
from aligntui.session.model import Run, Session
from aligntui.session.ops import AnyOp, Plan
from aligntui.store.api import Handle
from aligntui.text import moment

EVERY = 1_000_000
"""Changes that a history is read back for: all there are."""


def left(handle: Handle, run: Run) -> Session:
    """The session as a run left it; as it stands where no other of its kind began since."""
    session = handle.session
    return as_left(session, run, handle.history(EVERY)) if following(session, run) else session


def changes(handle: Handle, before: Run, run: Run) -> Diff:
    """What is different as a run left the session, seen from a former one, as this person may see it."""
    sessions = ((before, left(handle, before)), (run, left(handle, run)))
    views = [seen_by(session, book_of(session), handle.person, one) for one, session in sessions]
    return compare(*views)


def dated(run: Run, words: str, now: str) -> tuple[list[AnyOp], Message]:
    """Ops that have a run look at all as of the day in these words, and what is said; none on the same day.

    Args:
        run: The run.
        words: The day as typed.
        now: The moment.

    Raises:
        Unclear: It is no day.
    """
    at = values.store(Field(type="date"), words, today=moment.day(now))
    if not isinstance(at, str) or not at:
        raise Unclear("A day is asked, as 30 Jun 27.")
    ops: list[AnyOp] = [Plan(run=run.id, field="as_of", was=run.as_of, to=at)] if at != run.as_of else []
    return ops, said("as-of-kept", title=run.title, day=day(at))


def begin_next(client: Client, library: Library, run: Run) -> Run:
    """Begin the next run of the same kind, as of today.

    Raises:
        guide.library.UnknownName: When nothing answers to its name any more.
        guide.errors.GuideProblems: When the file behind it is broken.
        store.problems.StoreProblem: When it cannot be written.
    """
    return add_run(client.handle, client.store(), library, run.agenda, solo=run.solo)


def begin(client: Client, room: Following, run: Run) -> Message | None:
    """Read a run that is a former one: nothing in it changes. None where it is not one."""
    if following(client.handle.session, run) is None:
        return None
    client.former = left(client.handle, run)
    client.take_snapshot()
    room.reads = True
    return read_only(run)


def end(client: Client, room: Following, run: Run) -> Message:
    """Open the run again, on what stands today."""
    client.former, room.reads = None, False
    client.take_snapshot()
    return said("reopened", "ok", title=run.title, day=day(run.as_of))
