"""For a moment elsewhere on the plain line, to mend or to look, and back to the line one left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aligntui.analysis import gather
from aligntui.analysis.gather import Gathered
from aligntui.analysis.trace import as_text, trace
from aligntui.engine import mends
from aligntui.engine.messages import said
from aligntui.engine.runs import walk
from aligntui.engine.ways_back import Field, Spot, Stand, WayBack

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace


def every_finding(face: PlainFace) -> list[mends.Found]:
    """The findings, as they are numbered."""
    view, run = face.client.view, face.workshop.sitting
    return mends.gathered(view, mends.found(view, face.client.figures, run))


def finding_line(face: PlainFace, number: int, one: mends.Found) -> str:
    """A finding with its number."""
    aside = f" Set aside: {one.aside}" if one.aside else ""
    told = gather.sentence(face.client.view, Gathered(one.every), gather.WHOLE)
    return f"{number} {one.finding.severity}: {told}{aside}"


def remark(face: PlainFace) -> str:
    """What the checks say of what is in focus, and how one gets to where it is mended; "" for nothing."""
    ctx = face.ctx
    finding = face.live.kind.finding(ctx, face.live.state, {})
    if finding is None:
        return ""
    return f"Remark: {face.word(mends.worded(ctx.view, ctx.method, ctx.step, ctx.phase, finding))}"


def field(face: PlainFace) -> Field | None:
    """The field that the line fills in; None where it fills in none."""
    return next(((one.item, one.field) for one in face.offers if one.verb == "fill"), None)


def say_why(face: PlainFace, item: str) -> bool:
    """Say what an item rests on, and what it carries."""
    return face.say(as_text(trace(face.client.view, item)))


async def go_to_item(face: PlainFace, item: str, step: str = "") -> bool:
    """Go to the step in which an item is written, or to the line of a step of the run that writes of it.

    Where there is none, say what it rests on.
    """
    target = mends.writing_step(face.client.view, face.workshop.run, item, step)
    if target is None:
        face.say("No step of this run writes it.")
        return say_why(face, item)
    return await send(face, target.id, Spot(item, stand=bool(step)))


async def mend(face: PlainFace, at: int) -> bool:
    """Go to the step that mends the finding at a place among all of them."""
    work, one = face.workshop, every_finding(face)[at]
    target = mends.mending_step(face.client.view, work.run, one, work.place.id)
    ref = "" if target is not None else mends.mending_ref(face.client.view, one)
    if target is None and not ref:
        return face.refuse("No step of this session asks for it.")
    if target is None:
        book = face.client.view.book
        pair, ops = book.step(ref), walk.lent(work.run, ref, book, face.ctx.new_id)
        added = said("step-added", title=pair[1].title if pair is not None else ref)
        if not await face.commit(ops, added):
            return False
        face.say(added)
        target = work.run.steps[-1]
    spot = mends.errand_at(face.client.view, work.run, target, one.finding)
    words = mends.goes_with(face.client.view, work.run, target, one.finding)
    went = await send(face, target.id, spot, (one.finding.key, at))
    if went and words.id == "mend-of-closed":
        face.write([face.word(words)])
    return went


async def send(
    face: PlainFace,
    step: str,
    spot: Spot,
    over: tuple[Any, ...] = (),
) -> bool:
    """Go elsewhere for a moment: on, back, or an answer to what is asked there leads back.

    Args:
        face: The line.
        step: Id of the run step.
        spot: What is opened there, or gets the focus.
        over: Key of the finding that is mended, and its place among all; empty where none is.
    """
    work, before = face.workshop, face.way_back
    origin = Stand(work.position, face.live.state, work.step if work.beside else None)
    opened = await face.open_step(step, spot.phase, looks=True)
    if not opened or (spot.item and not await _open_item(face, spot)):
        return False
    face.way_back = WayBack(origin, field(face), over, before)
    return True


async def _open_item(face: PlainFace, spot: Spot) -> bool:
    """Open an item in the step that is shown, or put the focus on it, and on a field of it."""
    intent = mends.way_to(face.offers, face.workshop.step, spot.item, spot.field, stand=spot.stand)
    return intent is None or await face.play(intent)


async def come_back(face: PlainFace) -> bool:
    """Stand again where one stood; behind a finding that was to be mended the next one is said."""
    way, work = face.way_back, face.workshop
    assert way is not None
    assert way.origin is not None
    face.way_back, origin = way.before, way.origin
    number, aside = walk.index(work.run, origin.place.step), origin.aside
    greeting = await work.open(number, origin.place.phase, looks=True)
    await face.show(greeting if aside is None else await work.open_beside(aside), origin.within)
    every = every_finding(face) if way.over else []
    if every:
        at = mends.place_after(every, *way.over)
        face.say(f"Finding {finding_line(face, at + 1, every[at])} /mend {at + 1} goes there.")
    return True
