"""One person at a plain line, on a session in memory."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from ideas_method import IDEAS
from memory_store import Memory, MemoryStore

from aligntui.engine import edits
from aligntui.engine.client.client import Client
from aligntui.engine.client.company import Company
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.plain.face import PlainFace
from aligntui.store.api import Handle

METHOD = (
    IDEAS
    + """\
steps:
  - kind: talk
    id: welcome
    title: Welcome
    ask: Why are we here?
    guide: {why: To see the same thing., how: [Say your name.], done: all have spoken}
  - kind: plot
    id: place
    title: Impact and effort
    ask: Where does it stand?
    of: ideas
    x: effort
    y: impact
    mark: taken
  - kind: ask
    id: rate
    title: Rate
    ask: How sure are we?
    about: ideas
    answer: {type: scale, from: 1, to: 5}
    privacy: {names: named}
  - kind: ask
    id: choose
    title: Choose
    ask: Which way?
    about: ideas
    answer: {type: choice, choices: {a: by the counter, b: by post}}
"""
)


class Line:
    """One person at a plain line."""

    def __init__(self, face: PlainFace, lines: list[str], store: MemoryStore, seconds: list[float]) -> None:
        self.face, self.lines, self.store, self.seconds = face, lines, store, seconds

    def other(self, name: str = "Tomasz Reka") -> Handle:
        """The session in the hands of somebody else."""
        store = self.store
        theirs = MemoryStore(store.memory, clock=store.clock, new_id=store.new_id, person=name)
        return theirs.open(self.face.client.handle.ref)

    async def __call__(self, *answers: str) -> list[str]:
        """Answer; what was said since."""
        del self.lines[:]
        self.took = [await self.face.answer(answer) for answer in answers]
        return list(self.lines)


@pytest.fixture
def line(tmp_path: Path) -> Any:
    """Begin a plain line in a session in memory with two ideas."""

    async def make(*, solo: bool = True, method: str = METHOD, secret: bool = False) -> Line:
        method = method.replace("names: named", "names: secret") if secret else method
        (tmp_path / "probe.yaml").write_text(method, encoding="utf-8")
        library = Library(user=tmp_path)
        ids, seconds, seconds_now = itertools.count(1), itertools.count(0), [0.0]

        def now() -> str:
            second = next(seconds)
            return f"2026-11-21T14:{second // 60 % 60:02}:{second % 60:02}+00:00"

        def new_id() -> str:
            return f"{next(ids):016x}"

        faces: list[PlainFace] = []
        store = MemoryStore(Memory(), clock=now, new_id=new_id, person="Ines Calder")
        handle, run = start(store, library, "probe", title="Probe", solo=solo)

        async def do(work: Any, *args: Any) -> Any:
            return work(*args)

        client = Client(
            handle,
            lambda: store,
            do,
            run=lambda: handle.session.runs[run.id],
            editing=lambda: faces[0].editing() if faces else None,
        )
        for words in ("Bake", "Sell"):
            _, ops = edits.add(client.view, new_id, "ideas", words, by="Ines Calder", at=now())
            await client.commit(ops)
        lines: list[str] = []
        company = Company(do, lambda: face.at(), lambda: store.person)
        face = PlainFace(
            client,
            run,
            Seats(client, keeps_lines=True),
            library,
            new_id,
            now,
            lines.append,
            company,
            lambda: seconds_now[0],
        )
        faces.append(face)
        await face.begin()
        return Line(face, lines, store, seconds_now)

    return make
