"""What is done with what a run has made: the method that reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aligntui.engine.books import book_of
from aligntui.engine.messages import Message, said
from aligntui.session.model import Run, Session

if TYPE_CHECKING:
    from aligntui.methods.heads import Head


def successor(session: Session, run: Run | None, heads: Iterable[Head]) -> Head | None:
    """The first method not begun in the session yet that needs a list written in the run; None for none.

    Args:
        session: The session.
        run: The run.
        heads: Methods, in the order in which they are offered.
    """
    book = book_of(session)
    pairs = [pair for step in (run.steps if run is not None else ()) if (pair := book.step(step.step))]
    written = {name for _, step in pairs for name in book.held(step)}
    begun = {step.step.partition("/")[0] for one in session.runs.values() for step in one.steps}
    fresh = (head for head in heads if head.name not in begun and not head.problem)
    return next((head for head in fresh if any(written & set(book.lists(name)) for name in head.reads)), None)


def named(session: Session, run: Run, heads: Iterable[Head]) -> Message | None:
    """Said at the end of a run: which method reads what it made, and how that is begun."""
    head = successor(session, run, heads)
    return said("next-method", title=head.title) if head is not None else None
