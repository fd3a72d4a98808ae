"""The way from the command line to the plain line: where its lines come from, and where they go."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

from aligntui.cli.place import Place, new_id
from aligntui.cli.printing import out
from aligntui.cli.problems import Wrong
from aligntui.text import moment
from aligntui.text.clean import clean_line
from aligntui.text.limits import LONG
from aligntui.text.plain_file import read_plain
from aligntui.text.typed_path import typed_path

if TYPE_CHECKING:
    from aligntui.session.model import Run
    from aligntui.store.api import Handle, Store

STDIN = "-"
"""Name of a script that stands for standard input."""
MOST = 4_000_000
"""Bytes of a script that are read."""


def on_plain(here: Place, store: Store, handle: Handle, run: Run, *, at: str = "", script: str = "") -> int:
    """Go through a run line by line. Returns the exit code: 1 when a line of the script was refused.

    Args:
        here: Where this person's things are.
        store: The sessions, as the line may reach them.
        handle: The session.
        run: The run.
        at: Id of the step of the run to begin at; "" for what is begun or untouched.
        script: Path of a file with the lines, `-` for standard input; "" for what a person types.

    Raises:
        Wrong: The script cannot be read.
    """
    gc.enable()
    lines = enumerate(_script(script), start=1) if script else None
    return asyncio.run(_all(here, store, handle, run, at, lines))


def plain_home(here: Place) -> int:
    """The sessions, the one changed last first, and how one goes on or begins. Returns the exit code."""
    entries = here.store().entries()
    out("AlignTUI, plain line." if entries else "AlignTUI, plain line. There is no session yet.")
    for entry in entries:
        out(clean_line(f"{entry.title or entry.ref.name}: {entry.problem or moment.stamp(entry.changed)}"))
    if entries:
        out("aligntui open TITLE --plain goes on with one.")
    out("aligntui run solo-90 --plain begins a new one; aligntui workshops lists what there is.")
    return 0


def plain_session(here: Place, store: Store, handle: Handle, *, script: str = "") -> int:
    """Go on with a session where this person stopped; a plan without a workshop is read. Gives the exit code.

    Raises:
        Wrong: Nothing was begun in the session, or the script cannot be read.
    """
    from aligntui.engine.runs.position import run_at

    if handle.session.items and not handle.session.runs:
        from aligntui.cli.reading import print_plan
        from aligntui.cli.sources import view_of

        return print_plan(view_of(handle.session, here.person))
    position = store.drafts_of(handle).position
    run = run_at(handle.session, position)
    if run is None or not run.steps:
        raise Wrong("Nothing was begun in this session. On a screen one chooses what: aligntui open SESSION.")
    at = position.step if position is not None and position.run == run.id else ""
    return on_plain(here, store, handle, run, at=at, script=script)


async def _all(
    here: Place, store: Store, handle: Handle, run: Run, at: str, lines: Iterator[tuple[int, str]] | None
) -> int:
    """One sitting, under one name after the other."""
    source = lines if lines is not None else _typed()
    while True:
        code, name, run_id, at = await _run(here, store, handle, run, at, source)
        if not (name or run_id):
            return code
        if name:
            store = store.as_person(name)
        handle = store.open(handle.ref)
        run = handle.session.runs.get(run_id, run)


async def _run(
    here: Place,
    store: Store,
    handle: Handle,
    run: Run,
    at: str,
    lines: Iterator[tuple[int, str]] | AsyncIterator[str],
) -> tuple[int, str, str, str]:
    """Exit code, the name under which and the run in which one goes on ("" for none), and the step there."""
    from aligntui.engine.client.client import Client
    from aligntui.engine.client.company import Company
    from aligntui.engine.rounds.seats import Seats
    from aligntui.plain.face import PlainFace
    from aligntui.plain.script import listen, play

    async def do(work: Callable[..., Any], *args: Any) -> Any:
        return work(*args)

    def current() -> Run:
        return handle.session.runs.get(run.id, run)

    client = Client(handle, lambda: store, do, run=current, editing=lambda: face.editing())
    company = Company(do, lambda: face.at(), lambda: store.person, restricted=store.permit.restricted)
    face = PlainFace(
        client, run, Seats(client, keeps_lines=True), here.library(), new_id, moment.now, out, company
    )
    if isinstance(lines, AsyncIterator):
        company.join(store.presence(handle))
    await face.begin(at, guide=store.is_first(handle))
    code = await (listen(face, lines) if isinstance(lines, AsyncIterator) else play(face, lines))
    await face.workshop.leave_clock()
    company.leave()
    await client.close()
    if not (face.becomes or face.goes_to):
        face.meanwhile.farewell()
    return code, face.becomes, face.goes_to, "" if face.goes_to else face.workshop.place.id


async def _typed() -> AsyncIterator[str]:
    """What a person types, line by line, until the end of the input."""
    while line := await asyncio.to_thread(sys.stdin.readline, LONG):
        yield line


def _script(name: str) -> list[str]:
    if name == STDIN:
        return sys.stdin.read().splitlines()
    try:
        return read_plain(typed_path(name), MOST).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "it is not UTF-8 text"
        raise Wrong(f"{name} cannot be read: {str(reason).lower()}.", 2) from problem
