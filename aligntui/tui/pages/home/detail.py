"""What home tells of a session beyond its head: what is next, what it holds, its findings, the last words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from aligntui.analysis import gather
from aligntui.analysis.figures import Figures
from aligntui.engine import mends, recap
from aligntui.engine.books import book_of
from aligntui.engine.hidden_cards import seen_by
from aligntui.engine.runs import leading
from aligntui.engine.runs.position import here_at, run_at, step_name
from aligntui.methods.book import Book
from aligntui.methods.types import as_list
from aligntui.session.head import progress
from aligntui.session.model import Run, Session
from aligntui.tui.session_rows import Detail, so_far

if TYPE_CHECKING:
    from aligntui.store.api import Store
    from aligntui.store.values import Entry, Position


CELLS = (gather.WHOLE, gather.WORDS)
"""Cells of the words of an item in a finding: all of them, and few where there is no room."""
RECENT = 12
"""Things that happened lately, as many as a large window shows."""


def read_detail(store: Store, entry: Entry) -> Detail:
    """Open a session, look, and close it again. Runs beside the event loop.

    Raises:
        StoreProblem: It cannot be read.
    """
    handle = store.open(entry.ref)
    session = handle.session
    handle.close()
    drafts = store.drafts(session.meta.id, entry.ref)
    found = detail(session, store.person, drafts.position, waiting=len(drafts.all()))
    return replace(found, id=entry.key, unwritten=len(drafts.waiting))


def detail(session: Session, reader: str, position: Position | None, *, waiting: int = 0) -> Detail:
    """The detail of a session for one reader."""
    book = book_of(session)
    run = run_at(session, position)
    view = seen_by(session, book, reader, run)
    # As the page of findings has them, with what steps that are done still wait for.
    every = mends.gathered(view, mends.found(view, Figures(view), run))
    found = [one for one in every if not (one.aside or one.rest)]
    log = recap.log(view, reader, RECENT)
    records = [
        book.records[name].title.lower()
        for name, item in session.records.items()
        if name in book.records and book.records[name].title and any(item.fields.values())
    ]
    wanted = [name for name in _tabled(book) if run is not None and _asks(book, run, name)]
    return Detail(
        id=session.meta.id,
        next=next_words(book, run, position),
        so_far=so_far(session.meta.counts, records, wanted, book),
        findings=mends.counts(every),
        worst=[
            (one.finding.mark, *(gather.words(view, gather.Gathered(one.every), cells) for cells in CELLS))
            for one in found[:5]
        ],
        log=[(change.at, words) for change, words in log],
        waiting=waiting,
    )


def _tabled(book: Book) -> list[str]:
    """Lists of the table of the plan: what comes of everything else, so that none of it is said too."""
    parts = [part for section in book.plan if section.layout == "table" for part in section.parts]
    return [name for part in parts for called in as_list(part.of) for name in book.lists(called)]


def next_words(book: Book, run: Run | None, position: Position | None = None) -> str:
    """What comes next and how long it takes: `Choose: silent rating, 35 min`."""
    if run is None or not run.steps:
        return "no workshop begun: Enter chooses one"
    if progress(run) == "done":
        when = f"review {run.next}" if run.next else "all steps done"
        return f"the plan on one page; {when}"
    # Where somebody leads one goes on where the room is.
    here = leading.stands_at(run) or here_at(run, position)
    name = step_name(book, here)
    return f"{name}{'' if name.endswith('?') else ','} {here.minutes} min" if here.minutes else name


def _asks(book: Book, run: Run, collection: str) -> bool:
    """Whether a step of the run writes this list."""
    for step in run.steps:
        found = book.step(step.step)
        if found is not None and collection in book.held(found[1]):
            return True
    return False
