"""Sessions that version 0.1.0 wrote go through every method of today, and undo brings back all they were."""

from __future__ import annotations

import functools
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from drafts import drafts
from playing import Play

from aligntui.analysis import registry
from aligntui.engine.books import book_of
from aligntui.engine.runs import start
from aligntui.engine.runs.walk import phases
from aligntui.methods.library import Library
from aligntui.session.model import Session
from aligntui.session.ops import Walk
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

FIXTURES = Path(__file__).parent.parent / "fixtures"
FILES = sorted(path.name.partition(".")[0] for path in (FIXTURES / "sessions_0_1_0").glob("*.json.gz"))
WRITTEN = ("items", "links", "records", "runs", "rounds", "ballots", "waivers", "clashes")
"""What a session holds beside its definitions and its history."""


@functools.cache
def awkward() -> Library:
    """The methods of the tests, in place of the built-in ones."""
    return Library(FIXTURES / "methods", functions=registry.functions)


LIBRARIES: dict[str, Callable[[], Library]] = {"shipped": Library, "awkward": awkward, "drafts": drafts}


@pytest.fixture
def store(home: Path, clock: Callable[[], str]) -> Store:
    """A store whose ids are none of those in the files: some of them came from the ids of tests."""
    ids = Random(15)
    return Store(
        home, home / "state", clock=clock, new_id=lambda: f"{ids.getrandbits(64):016x}", person="Ines Calder"
    )


@pytest.fixture
def opened(store: Store, home: Path) -> Callable[[str], Handle]:
    """Open a session of that version by its file."""

    def open_file(name: str) -> Handle:
        home.mkdir(parents=True, exist_ok=True)
        path = home / f"{name}.json"
        path.write_bytes(gzip.decompress((FIXTURES / "sessions_0_1_0" / f"{name}.json.gz").read_bytes()))
        return store.open(str(path))

    return open_file


def walked(session: Session, library: Library, run: str) -> Iterator[str]:
    """Open each step of a run in each of its phases."""
    for place in session.runs[run].steps:
        if place.step in ("talk", "break"):
            continue
        assert book_of(session).step(place.step) is not None, place.step
        play = Play(place.step, library=library, session=session, run=run)
        for phase in phases(play.ctx.step, play.run) or [""]:
            play = Play(place.step, phase=phase, library=library, session=session, run=run)
            assert play.sight.question or play.sight.rows or play.offers, (place.step, phase)
        play.ctx.figures.findings(play.ctx.method, play.ctx.step)
        yield place.step


def as_written(session: Session) -> dict[str, object]:
    """What may be seen of a session: what was added and taken back stays behind, so that redo finds it."""
    tables: dict[str, dict[str, object]] = {name: getattr(session, name) for name in WRITTEN}
    items = {ref: item for ref, item in session.items.items() if not item.retired}
    return {**tables, "items": items}


def finish_all(handle: Handle) -> None:
    """End the runs of the session, so that their methods may be taken as they are today."""
    for run in handle.session.runs.values():
        ops = [
            Walk(run=run.id, step=step.id, field="state", was=step.state, to="done")
            for step in run.steps
            if step.state in ("todo", "begun")
        ]
        if ops:
            handle.apply(ops)


@pytest.mark.parametrize("finished", [False, True], ids=["unfinished", "finished"])
@pytest.mark.parametrize("books", LIBRARIES)
@pytest.mark.parametrize("name", FILES)
def test_it_runs_every_method_and_undo_brings_back_what_it_was(
    name: str, books: str, finished: bool, opened: Callable[[str], Handle], store: Store
) -> None:
    handle, library = opened(name), LIBRARIES[books]()
    if finished:
        finish_all(handle)
    first = as_written(handle.session)
    for head in library.methods():
        begun = handle.session.meta.rev
        run = start.add_run(handle, store, library, head.name, renews=finished)
        seen = list(walked(handle.session, library, run.id))
        assert len(seen) == len(run.steps), head.name
        for _ in range(handle.session.meta.rev - begun):
            outcome = handle.undo()
            assert outcome.done, (head.name, outcome.sentence)
        assert as_written(handle.session) == first, head.name
    handle.close()
    again = store.open(handle.path)
    assert as_written(again.session) == first
    again.close()


@pytest.mark.parametrize("name", FILES)
def test_all_methods_stand_in_it_at_once(name: str, opened: Callable[[str], Handle], store: Store) -> None:
    handle, library = opened(name), drafts()
    runs = [start.add_run(handle, store, library, head.name).id for head in library.methods()]
    for run in runs:
        assert list(walked(handle.session, library, run))
    handle.close()
