"""Commands of the sittings of a session: the list, going to one, what changed, its day, the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.analysis import told
from aligntui.analysis.compare import as_text
from aligntui.engine import reading
from aligntui.engine.client.outcomes import read_only
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.messages import said
from aligntui.engine.runs import former, start, successor
from aligntui.methods.errors import GuideProblems, UnknownName
from aligntui.plain.turn import whole
from aligntui.session.apply import Refused
from aligntui.session.model import Run
from aligntui.store.problems import StoreProblem

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace


def _every(face: PlainFace) -> list[former.Sitting]:
    return former.listed(face.client.handle.session, face.workshop.sitting)


def _numbered(face: PlainFace, words: str) -> former.Sitting | None:
    every, number = _every(face), whole(words)
    if number is not None and 1 <= number <= len(every):
        return every[number - 1]
    face.say(f"The number of a sitting is asked, 1 to {len(every)}: /runs lists them.")
    return None


async def runs(face: PlainFace, words: str) -> bool:
    """Go to a sitting by its number; without one, say all of them."""
    if not words:
        for number, sitting in enumerate(_every(face), start=1):
            run, standing = sitting.run, f", {sitting.standing}" if sitting.standing else ""
            face.say(f"{number} {told.day(run.as_of)}, {run.title}: {sitting.progress}{standing}")
        return face.say("/runs NUMBER goes there; a former one is read as it was left.")
    one = _numbered(face, words)
    return one is not None and await _go(face, one.run)


async def _go(face: PlainFace, run: Run) -> bool:
    if run.id == face.workshop.sitting.id:
        return face.say("You are here.")
    if not await face.leave_step():
        return False
    face.goes_to, face.left = run.id, True
    return True


async def compare(face: PlainFace, words: str) -> bool:
    """What is different in the present one, or one by its number, since the one before, or another number."""
    named = [_numbered(face, number) for number in words.split()[:2]]
    if None in named:
        return False
    runs = [one.run for one in named if one is not None]
    run = runs[0] if runs else face.workshop.sitting
    before = next(iter([*runs[1:], *former.to_compare(face.client.handle.session, run)]), None)
    if before is None:
        return face.refuse(said("no-run-before", "hint"))
    face.say(f"{run.title}, {told.day(before.as_of)} -> {told.day(run.as_of)}: what changed")
    return face.say(as_text(reading.changes(face.client.handle, before, run)))


async def as_of(face: PlainFace, words: str) -> bool:
    """Set the day that the present sitting looks at."""
    run = face.workshop.sitting
    if face.client.former is not None:
        return face.refuse(read_only(run))
    if not words:
        day = told.day(run.as_of)
        return face.refuse(f"It looks at all as of {day}. Another day stands behind it: /as-of 30 Jun 27")
    try:
        ops, kept = reading.dated(run, words, face.now())
    except Unclear as problem:
        return face.refuse(str(problem))
    if not ops:
        return face.say("Left as it is.")
    return await face.commit(ops, kept)


async def begin_next(face: PlainFace, _: str) -> bool:
    """Begin the next sitting of the present kind, and go there."""
    run = face.workshop.sitting
    try:
        begun = reading.begin_next(face.client, face.library, run)
    except (UnknownName, GuideProblems, StoreProblem, Refused) as problem:
        return face.refuse(str(problem))
    face.say(said("run-begun", title=begun.title))
    return await _go(face, begun)


async def another(face: PlainFace, words: str) -> bool:
    """Begin another method or agenda in the session by its name, and go there; without one, say which fit."""
    session, library = face.client.handle.session, face.library
    if not words:
        face.say(successor.named(session, face.workshop.sitting, library.methods()))
        every = ", ".join(head.name for head in (*library.methods(), *library.agendas()))
        return face.refuse(f"A name is asked behind it: {every}.")
    if not face.workshop.room.may("move"):
        return face.refuse(face.workshop.room.refused("move"))
    try:
        solo = start.is_alone(session)
        begun = start.add_run(face.client.handle, face.client.store(), library, words, solo=solo)
    except (UnknownName, GuideProblems, StoreProblem, Refused) as problem:
        return face.refuse(str(problem))
    face.say(said("run-begun", title=begun.title))
    return await _go(face, begun)


async def reopen(face: PlainFace, _: str) -> bool:
    """Open a former sitting again."""
    work = face.workshop
    if face.client.former is None:
        return face.refuse("It is open: what you change is kept.")
    message = reading.end(face.client, work.room, work.sitting)
    await face.show(await work.begin(work.place.id))
    return face.say(message)
