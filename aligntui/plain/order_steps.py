"""Commands of the running order: its lines with minutes, going there, skipping, moving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.engine.messages import said
from aligntui.engine.runs import conditions, running_order, walk
from aligntui.engine.runs.running_order import Block
from aligntui.plain.turn import whole
from aligntui.session.model import RunStep

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace
    from aligntui.session.ops import AnyOp


class StepOrders:
    """The running order of the run that a face goes through; a line is named `3`, a screen of it `3.2`.

    Args:
        face: The plain line.
    """

    def __init__(self, face: PlainFace) -> None:
        self._face = face

    @property
    def _blocks(self) -> list[Block]:
        return running_order.blocks(self._face.workshop.run, self._face.client.view.book)

    def _named(self, words: str) -> tuple[Block, RunStep | None] | None:
        number, _, screen = words.partition(".")
        block = next((block for block in self._blocks if str(block.number) == number), None)
        at = whole(screen) or 0
        if block is not None and (not screen or 1 <= at <= len(block.steps)):
            return block, block.steps[at - 1] if screen else None
        self._face.say(
            f"A line of the running order is asked, 1 to {len(self._blocks)}, or a screen of it: 3.2."
        )
        return None

    async def steps(self, words: str) -> bool:
        """Go to a line or screen; without one named, say all of them."""
        face = self._face
        if not words:
            face.write(self._lines())
            return True
        named = self._named(words)
        if named is None or not await face.leave_step():
            return False
        block, step = named
        place = step or block.first_open
        await face.show(await face.workshop.open(walk.index(face.workshop.run, place.id)))
        return True

    def _lines(self) -> list[str]:
        face, run = self._face, self._face.workshop.run
        unwanted = conditions.unwanted(face.client.view, face.client.figures, run)
        lines = []
        for block in self._blocks:
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
        return [*lines, f"{late} min late."] if late > 0 and running_order.used(run) else lines

    async def _commit(self, ops: list[AnyOp], words: str) -> bool:
        return bool(ops) and await self._face.commit(ops, said("as-told", words=words))

    async def skip(self, words: str) -> bool:
        """Skip a line or screen; skipped ones are taken up again."""
        named = self._named(words)
        if named is None:
            return False
        block, step = named
        title, again = (step or block).title, (step or block).state == "skipped"
        done = f"{title} is on again." if again else f"{title} skipped. /skip {words} takes it up again."
        ops = running_order.skip(self._face.workshop.run, block, step)
        if not ops:
            self._face.say(f"It is done already; /steps {words} goes back to it.")
        return await self._commit(ops, done)

    async def lengthen(self, words: str, by: int) -> bool:
        """A minute more or less."""
        named = self._named(words)
        if named is None:
            return False
        ops = running_order.lengthen(self._face.workshop.run, named[0], by, named[1])
        if not ops:
            self._face.say("It has no minutes left to take.")
        done = await self._commit(ops, f"A minute {'more' if by > 0 else 'less'}.")
        if done:
            self._face.write([row for row in self._lines() if row.startswith(f"{words} ")])
        return done

    async def shift(self, words: str, by: int) -> bool:
        """Move a line up or down."""
        named = self._named(words)
        if named is None:
            return False
        blocks = self._blocks
        at = next(n for n, block in enumerate(blocks) if block.number == named[0].number)
        ops = running_order.shift(self._face.workshop.run, blocks, at, by)
        if not ops:
            self._face.say("It stands at the end already.")
        return await self._commit(ops, f"{named[0].title} is number {at + by + 1} now.")


def _time(planned: int, used: int) -> str:
    return f"{planned or 'no'} minutes{f', {used} used' if used else ''}"


def _state(state: str, time: str, *, idle: bool, here: bool) -> str:
    return f"{'not needed' if idle else time}, {state}{', here' if here else ''}"
