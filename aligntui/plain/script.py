"""Lines answered one after the other: of a script, which stops at the first refused one, or of a person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

from aligntui.plain.face import PlainFace
from aligntui.store.values import BEAT
from aligntui.text.clean import clean_line, clip

SHOWN = 60
"""Signs of a refused line that are said."""


async def play(face: PlainFace, lines: Iterable[tuple[int, str]]) -> int:
    """Answer with the numbered lines of a script. The exit code: 1 when one was refused, said so."""
    for number, line in lines:
        if not await face.answer(line.rstrip("\r\n")):
            face.say(f"Line {number} was refused: {clip(clean_line(line), SHOWN)}")
            return 1
        if face.left:
            break
    return 0


async def listen(face: PlainFace, lines: AsyncIterator[str]) -> int:
    """Answer with what a person types, until he leaves or his lines end."""
    async with asyncio.TaskGroup() as tasks:
        signs = tasks.create_task(_give_signs(face))
        async for line in lines:
            await face.answer(line.rstrip("\r\n"))
            if face.left:
                break
        signs.cancel()
    return 0


async def _give_signs(face: PlainFace) -> None:
    """Others see that somebody sits here, also while he thinks; nothing is said."""
    while True:
        await face.meanwhile.beat()
        await asyncio.sleep(BEAT)
