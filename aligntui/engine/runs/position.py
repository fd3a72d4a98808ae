"""Where a person stands in a session, and how that is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.engine.runs import leading, walk
from aligntui.methods.book import Book
from aligntui.session import head
from aligntui.session.model import Run, RunStep, Session

if TYPE_CHECKING:
    from aligntui.store.values import Position


def run_at(session: Session, position: Position | None) -> Run | None:
    """The run a person was in, else the one begun last; where that is led, the one in which the room is."""
    known = session.runs.get(position.run) if position is not None else None
    run = known or walk.latest_run(session)
    return leading.run_of_room(run, session) if run is not None else None


def here_at(run: Run, position: Position | None) -> RunStep:
    """The step a person stood on, else the first that is not done."""
    if position is not None and position.run == run.id:
        found = next((step for step in run.steps if step.id == position.step), None)
        if found is not None:
            return found
    return run.steps[head.resume(run)]


def step_name(book: Book, here: RunStep) -> str:
    """Method and task of a run step in one line."""
    found = book.step(here.step)
    name = here.title or (found[1].title if found is not None else here.step)
    if found is None or ": " in name or name.startswith(found[0].title.split()[0]):
        return name
    return f"{found[0].title.split(':')[0]}: {name[:1].lower()}{name[1:]}"
