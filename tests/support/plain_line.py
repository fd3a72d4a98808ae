"""A plain line at a step of the Millrace case."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from case_session import millrace
from stage import Fill, make_store, shared_library

from aligntui.engine.client.client import Client
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.plain.face import PlainFace


@functools.cache
def steps() -> tuple[str, ...]:
    """All steps of the shipped methods."""
    books = shared_library()
    methods = [books.method(head.name) for head in books.methods() if not head.problem]
    return tuple(f"{method.method}/{step.id}" for method in methods for step in method.steps)


@asynccontextmanager
async def plain_line(
    at: str, fill: Fill | None = None, library: Library | None = None, *, solo: bool = True
) -> AsyncIterator[tuple[PlainFace, list[str]]]:
    """A plain line at one step of the Millrace case or of other content, alone or not, and all it says."""
    heard: list[str] = []
    with tempfile.TemporaryDirectory(prefix="line-") as folder:
        store, books = make_store(Path(folder)), library or shared_library()
        handle, run = start(store, books, at.partition("/")[0], title="Millrace 2027", solo=solo)
        (fill or millrace())(store, handle)

        async def do(work: Any, *args: Any) -> Any:
            return work(*args)

        client = Client(handle, lambda: store, do, run=lambda: handle.session.runs[run.id])
        face = PlainFace(
            client, run, Seats(client, keeps_lines=True), books, store.new_id, store.clock, heard.append
        )
        await face.begin(next(step.id for step in run.steps if step.step == at))
        yield face, heard
