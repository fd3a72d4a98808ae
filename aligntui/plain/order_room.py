"""Commands of the room: going where it is, calling it, and who leads it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from aligntui.engine.attendance import attendance
from aligntui.engine.messages import Message
from aligntui.engine.rounds.announcing import come_in
from aligntui.session.ops import AnyOp

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace


async def follow(face: PlainFace, _: str = "") -> bool:
    """Go where whoever leads is."""
    if not await face.leave_step():
        return False
    if face.workshop.room.elsewhere(face.workshop.place):
        # One does not come back from the room: what one was sent for is over.
        face.way_back = None
    return await face.go(face.workshop.follow())


async def call_all(face: PlainFace, _: str) -> bool:
    """Call everybody to where the room is."""
    return await _keep(face, *face.workshop.room.call())


async def lead(face: PlainFace, _: str) -> bool:
    """Take the lead, or take it back."""
    return await _keep(face, *face.workshop.room.take())


async def who(face: PlainFace, _: str) -> bool:
    """Who is here, a line each."""
    await face.meanwhile.company.meet()
    room, book = face.workshop.room, face.client.view.book
    face.write([face.word(one) for one in attendance(room, face.workshop.sitting, book)])
    return face.say(come_in(room, face.workshop.sitting, face.client.view))


async def team(face: PlainFace, _: str) -> bool:
    """Make the run a team's, or one person's again: the step is said as it is for them."""
    ops, message = face.workshop.room.team()
    return await _keep(face, ops, message) and await face.open_step(face.workshop.place.id)


async def give_lead(face: PlainFace, _: str) -> bool:
    """Hand the lead over, or share it."""
    names, why = face.workshop.room.heirs()
    if why is not None:
        return face.refuse(why)
    ways = [("keep the lead", face.nothing)]
    for name in names:
        ways.append((f"{name} leads", partial(_give, face, name, share=False)))
        ways.append((f"{name} and you lead", partial(_give, face, name, share=True)))
    return face.put("Who leads?", ways)


async def _give(face: PlainFace, name: str, *, share: bool) -> bool:
    return await _keep(face, *face.workshop.room.give(name, share=share))


async def _keep(face: PlainFace, ops: Sequence[AnyOp], message: Message) -> bool:
    if ops:
        return await face.commit(ops, message)
    return face.refuse(message)
