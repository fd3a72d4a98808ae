"""Commands of the running order: its lines with minutes, going there, skipping, moving."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aligntui.engine import waiving
from aligntui.engine.messages import said
from aligntui.engine.runs import conditions, running_order
from aligntui.engine.runs.running_order import Block
from aligntui.plain.turn import whole
from aligntui.session.model import RunStep

if TYPE_CHECKING:
    from aligntui.engine.runs.renewal import Renewal
    from aligntui.plain.face import PlainFace


def _blocks(face: PlainFace) -> list[Block]:
    run = face.workshop.clock.live(face.workshop.run)
    return running_order.blocks(run, face.client.view.book)


def _named(face: PlainFace, words: str) -> tuple[Block, RunStep | None] | None:
    number, _, screen = words.partition(".")
    block = next((block for block in _blocks(face) if str(block.number) == number), None)
    at = whole(screen) or 0
    if block is not None and (not screen or 1 <= at <= len(block.steps)):
        return block, block.steps[at - 1] if screen else None
    face.say(f"A line of the running order is asked, 1 to {len(_blocks(face))}, or a screen of it: 3.2.")
    return None


async def steps(face: PlainFace, words: str) -> bool:
    """Go to a line or screen; without one named, say all of them."""
    if not words:
        return face.write(_lines(face))
    named = _named(face, words)
    return named is not None and await face.open_step((named[1] or named[0].first_open).id)


async def set_aside(face: PlainFace, reason: str) -> bool:
    """Set aside what the step waits for or lacks; without a reason what was set aside is taken up again."""
    aside = waiving.found(face.ctx)
    if aside is None:
        return face.refuse("Nothing of this step can be set aside.")
    if not reason and not aside.reason:
        return face.refuse(f"A reason is asked behind it: /set-aside we know it. Open: {aside.what}")
    ops, message = waiving.change(face.ctx, aside, reason)
    lacked = face.live.lacks
    if not await face.commit(ops, message):
        return False
    # What it lacked stood in its place.
    return not (lacked or aside.key.startswith("need:")) or await face.show(None)


def _lines(face: PlainFace) -> list[str]:
    run = face.workshop.clock.live(face.workshop.run)
    unwanted = conditions.unwanted(face.client.view, face.client.figures, run)
    lines = []
    for block in _blocks(face):
        idle = all(step.id in unwanted for step in block.steps)
        time = _time(block.planned, block.used)
        here = any(step.id == face.workshop.place.id for step in block.steps)
        lines.append(f"{block.number} {block.title}: {_state(block.state, time, idle=idle, here=here)}")
        for number, step in enumerate(block.steps if len(block.steps) > 1 else (), start=1):
            title, used = step.title.partition(": ")[2] or step.title, round(step.used / 60)
            idle, here = step.id in unwanted, step.id == face.workshop.place.id
            state = _state(step.state, _time(step.minutes, used), idle=idle, here=here)
            lines.append(f"{block.number}.{number} {title}: {state}")
    left, late = running_order.remaining(run), running_order.late(run)
    ends = f", ends {running_order.ends(run, face.now())}" if left else ""
    lines.append(f"Used {running_order.used(run)} min, left {left}{ends}.")
    pace = f"{abs(late)} min {'late' if late > 0 else 'early'}."
    return [*lines, pace] if late and running_order.used(run) else lines


async def skip(face: PlainFace, words: str) -> bool:
    """Skip a line or screen; skipped ones are taken up again."""
    named = _named(face, words)
    if named is None:
        return False
    block, step = named
    title, again = (step or block).title, (step or block).state == "skipped"
    done = f"{title} is on again." if again else f"{title} skipped. /skip {words} takes it up again."
    ops = running_order.skip(face.workshop.run, block, step)
    if not ops:
        return face.refuse(f"It is done already; /steps {words} goes back to it.")
    return await face.commit(ops, said("as-told", words=done))


async def lengthen(face: PlainFace, words: str, by: int) -> bool:
    """A minute more or less."""
    named = _named(face, words)
    if named is None:
        return False
    ops = running_order.lengthen(face.workshop.run, named[0], by, named[1])
    if not ops:
        return face.refuse("It has no minutes left to take.")
    done = await face.commit(ops, said("as-told", words=f"A minute {'more' if by > 0 else 'less'}."))
    return done and face.write([row for row in _lines(face) if row.startswith(f"{words} ")])


async def shift(face: PlainFace, words: str, by: int) -> bool:
    """Move a line up or down."""
    named = _named(face, words)
    if named is None:
        return False
    blocks = _blocks(face)
    at = next(n for n, block in enumerate(blocks) if block.number == named[0].number)
    ops = running_order.shift(face.workshop.run, blocks, at, by)
    if not ops:
        return face.refuse("It stands at the end already.")
    return await face.commit(ops, said("as-told", words=f"{named[0].title} is number {at + by + 1} now."))


def _time(planned: int, used: int) -> str:
    return f"{planned or 'no'} minutes{f', {used} used' if used else ''}"


def _state(state: str, time: str, *, idle: bool, here: bool) -> str:
    return f"{'not needed' if idle else time}, {state}{', here' if here else ''}"


async def renew(face: PlainFace, _: str) -> bool:
    """Take the methods of the run as they are asked today."""
    from aligntui.engine.runs.renewal import found_again, renewal

    found = found_again(face.client.handle.session, face.library, face.workshop.run)
    offer = renewal(face.client.handle.session, face.library, found) if found is not None else None
    if found is None or offer is None:
        return face.refuse(
            "Nothing here is asked otherwise today, or a run that goes through it has not ended."
        )
    take = partial(_take, face, offer)
    return face.put(
        offer.question, [(words, take if key == "take" else face.nothing) for key, words in offer.ways]
    )


async def _take(face: PlainFace, offer: Renewal) -> bool:
    return await face.commit(offer.ops, said("renewed"))
