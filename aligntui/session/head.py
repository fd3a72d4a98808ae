"""The head of the session file: what a list of sessions shows, kept at every change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from aligntui.session.model import Change, Item, Meta, Run, Session
from aligntui.session.work import Work
from aligntui.text import moment

AWAY = ("parked", "dropped")
"""Statuses of items that are kept but not in their list."""

PEOPLE = "people"
"""Collection whose items are the team."""


def in_list(item: Item) -> bool:
    """Whether an item shows in its list."""
    return not item.retired and not item.into and item.status not in AWAY


def count(session: Session) -> dict[str, int]:
    """Items in each list, lists without any left out."""
    found = Counter(item.collection for item in session.items.values() if in_list(item))
    return dict(sorted(found.items()))


def progress(run: Run) -> str:
    """`7 of 10`, the line of the agenda in which one goes on, or `done`."""
    if all(step.state not in ("todo", "begun") for step in run.steps):
        return "done" if run.steps else ""
    room = run.room.here if run.room is not None and run.room.leads else ""
    # Where somebody leads, all are where the room is.
    here = next((step for step in run.steps if step.id == room), run.steps[resume(run)])
    return f"{here.entry} of {max(step.entry for step in run.steps)}"


def resume(run: Run) -> int:
    """Where to go on when no position is known: the first step that is begun or untouched."""
    for wanted in ("begun", "todo"):
        for n, step in enumerate(run.steps):
            if step.state == wanted:
                return n
    return max(0, len(run.steps) - 1)


def in_order(runs: Iterable[Run]) -> list[Run]:
    """Runs in the order in which they were begun."""
    # Of two of the same second the one that the session has first was begun first.
    return sorted(runs, key=lambda run: moment.order(run.at))


def last_run(session: Session) -> Run | None:
    """The run that was begun last; None when there is none."""
    runs = in_order(session.runs.values())
    return runs[-1] if runs else None


def people(session: Session) -> int:
    """How many take part: all who wrote, and the team where there is one.

    Whom somebody alone names, such as owners of what is to be done, does not sit there. Whoever goes by
    another name since is one.
    """
    alone = bool(session.runs) and all(run.solo for run in session.runs.values())
    wrote = set(session.participants) - former_names(session)
    return max(1, 0 if alone else session.meta.counts.get(PEOPLE, 0), len(wrote))


def former_names(session: Session) -> set[str]:
    """Names that people have given up for another one that wrote here too."""
    given = {was: now for run in session.runs.values() if run.room for was, now in run.room.renamed.items()}
    return {was for was, now in given.items() if now in session.participants and given.get(now) != was}


def update(work: Work, change: Change) -> None:
    """Bring the head up to date after a change, looking only at what it touched."""
    session, meta = work.session, work.session.meta
    meta.changed = moment.later(meta.changed, change.at)
    if change.note:
        meta.last = change.note
    _recount(work, meta)
    if "runs" in work.touched:
        run = session.runs.get(change.run) or last_run(session)
        meta.doing = run.title if run is not None else ""
        meta.progress = progress(run) if run is not None else ""
    meta.people = people(session)


def _recount(work: Work, meta: Meta) -> None:
    moved = Counter[str]()
    for ref in work.touched.get("items", ()):
        old, new = work.before.items.get(ref), work.session.items.get(ref)
        if old is not None and in_list(old):
            moved[old.collection] -= 1
        if new is not None and in_list(new):
            moved[new.collection] += 1
    counts = {**meta.counts}
    for name, by in moved.items():
        counts[name] = counts.get(name, 0) + by
    if any(number < 0 for number in counts.values()):
        # A file from elsewhere may lack its counts.
        counts = count(work.session)
    meta.counts = {name: number for name, number in sorted(counts.items()) if number}
