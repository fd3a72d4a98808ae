"""Writing in silence: what others have written in this sitting is counted, not shown, until the reveal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from aligntui.analysis.view import View
from aligntui.methods.book import Book
from aligntui.methods.types import Step
from aligntui.session.head import progress
from aligntui.session.model import Item, Run, RunStep, Session
from aligntui.text import moment

SILENT = ("write", "")
"""Phases of a step in which it is written in silence, where it has a reveal."""


def is_silent(run: Run, here: RunStep, step: Step) -> bool:
    """Whether the cards of a step are written in silence now: also of one that was left or skipped so."""
    silent = "reveal" in step.phases and here.phase in SILENT and here.state in ("begun", "skipped")
    return silent and not run.solo


def unseen(session: Session, book: Book, person: str, own: Collection[str] = ()) -> frozenset[str]:
    """Ids of all that others write in silence, of which a person sees nothing on any page.

    What an earlier sitting left or came in a file was seen before, and so was what has its code for good from
    another step that was revealed or is done. A run that is through hides nothing.

    Args:
        session: The session.
        book: Its definitions.
        person: Who looks.
        own: Ids of cards without a name that were written at this place: nothing else says whose they are.
    """
    found: set[str] = set()
    for run in session.runs.values():
        pairs = [(here, pair[1]) for here in run.steps if (pair := book.step(here.step)) is not None]
        silent = {name for here, step in pairs if is_silent(run, here, step) for name in book.held(step)}
        if not silent or progress(run) == "done":
            continue
        seen = {
            name
            for here, step in pairs
            if here.state != "todo" and "reveal" in step.phases and not is_silent(run, here, step)
            for name in book.held(step)
        }
        begun = moment.instant(run.at)
        found.update(
            item.id
            for item in session.items.values()
            if item.collection in silent and item.by not in (None, person) and item.id not in own
            and not (item.code and item.collection in seen) and moment.instant(item.at) >= begun
        )  # fmt: skip
    return frozenset(found)


def seen_by(
    session: Session, book: Book, person: str, run: Run | None = None, own: Collection[str] = ()
) -> View:
    """A session as a person may see it, in a sitting and on its day; without one as it stands.

    `own` are ids of cards without a name that were written at this place.
    """
    day, sitting = (run.as_of, run.id) if run is not None else ("", "")
    view = View(session, book, day, hidden=unseen(session, book, person, own), run=sitting)
    if not book.wordless:
        return view
    from aligntui.analysis.naming import named

    return named(view)


def counted(items: Iterable[Item]) -> str:
    """`Tomasz Wren 4, Lily Marsh 2`: how many each has written, the busiest first, the nameless last."""
    found = Counter(item.by or "" for item in items)
    nameless = found.pop("", 0)
    named = [f"{who} {n}" for who, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))]
    return ", ".join([*named, *([f"{nameless} without a name"] if nameless else [])])
