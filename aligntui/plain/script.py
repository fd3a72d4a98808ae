"""Lines answered one after the other: of a script, which stops at the first refused one, or of a person."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable

from aligntui.plain.face import PlainFace
from aligntui.text.clean import clean_line, clip

SHOWN = 60
"""Signs of a refused line that are said."""


async def play(face: PlainFace, lines: Iterable[str]) -> int:
    """Answer with the lines of a script. The exit code: 1 when one was refused, said with its number."""
    for number, line in enumerate(lines, start=1):
        if not await face.answer(line.rstrip("\r\n")):
            face.say(f"Line {number} was refused: {clip(clean_line(line), SHOWN)}")
            return 1
        if face.left:
            break
    return 0


async def listen(face: PlainFace, lines: AsyncIterator[str]) -> int:
    """Answer with what a person types, until he leaves or his lines end."""
    async for line in lines:
        await face.answer(line.rstrip("\r\n"))
        if face.left:
            break
    return 0
