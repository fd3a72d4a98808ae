"""A line without a slash is words, a value or a number of the list; it gives no command.

Whatever is typed where words are asked is kept, waits, or was refused aloud. No card is parked, merged or
moved by it. With ALIGNTUI_LONG=1 these are 10,000 lines; else a fifth of them.
"""

from __future__ import annotations

import json
import os
import random
import string

import msgspec
import pytest
from plain_line import plain_line, steps
from session_kit import places

from aligntui.engine.commands import COMMANDS
from aligntui.engine.kind import Offer
from aligntui.plain.face import PlainFace
from aligntui.plain.orders import ORDERS
from aligntui.plain.turn import ASKED, SHORT, asked, whole
from aligntui.session.model import Session

PARTS = 20
LINES = (10_000 if os.environ.get("ALIGNTUI_LONG") == "1" else 2_000) // PARTS
LENGTH = 25
"""Lines in one step before the next is gone to."""
NAMES = sorted({*COMMANDS, *ORDERS, *SHORT})


def typed(dice: random.Random, number: int) -> str:
    """A line by chance: words of its own, one letter, a name of a command, a sign, a number."""
    letter = dice.choice(string.ascii_lowercase + "?*+-.,:;!#")
    return dice.choice(
        [f"q{number} {dice.choice(NAMES)}", dice.choice(NAMES), f"//q{number}", letter, f"{letter}{letter}",
         f"q{number} {letter}", str(dice.randint(-3, 12)), f"{dice.randint(0, 9)}{letter}", "yes", ""]
    )  # fmt: skip


def held(session: Session) -> dict[str, object]:
    """What no words may change: which cards there are and where, and how rounds stand."""
    return {**places(session), **{ref: one.state for ref, one in session.rounds.items()}}


def written(session: Session) -> str:
    """All words of a session."""
    tables = session.items, session.records, session.links, session.ballots
    return json.dumps(msgspec.to_builtins(tables), ensure_ascii=False)


async def follow(face: PlainFace, heard: list[str], line: str) -> None:
    """Answer with a line, and look what came of it."""
    free = face.question is None and face._seat is None
    wanted: Offer | None = asked(face.offers)
    words = line.removeprefix("/") if line.startswith("//") else line
    asks = next((one for one in face.offers if one.choices and one.verb in ASKED), None)
    named = {word.casefold() for pair in (asks.choices if asks is not None else ()) for word in pair}
    before, session = held(face.client.handle.session), face.client.handle.session
    del heard[:]
    done = await face.answer(line)
    told = "\n".join([f"{line!r} for {wanted}", *heard])
    assert heard, told
    if not free or not words:
        return
    now = held(face.client.handle.session)
    if wanted is None:
        number = whole(words)
        if number is None:
            # A choice may be named by its words, or by its code.
            assert not done or words.casefold() in named, told
            assert face.client.handle.session is session or now == before, told
        return
    assert {ref: now.get(ref) for ref in before} == before, told
    assert len(now) - len(before) <= 1, told
    if done and wanted.takes in ("words", "lines", "long") and words.startswith("q"):
        waits = "\n".join(face.meanwhile.waiting())
        assert words.split()[0] in written(face.client.handle.session) + waits, told


@pytest.mark.parametrize("part", range(PARTS))
async def test_a_line_without_a_slash_is_words_or_a_value(part: int) -> None:
    dice, number = random.Random(part), 0
    while number < LINES:
        at = steps()[(part * (LINES // LENGTH) + number // LENGTH) % len(steps())]
        async with plain_line(at) as (face, heard):
            for _ in range(LENGTH):
                number += 1
                await follow(face, heard, typed(dice, number))
                if dice.random() < 0.1:
                    await face.answer(dice.choice(["/on", "/back", "/add", "/list"]))


@pytest.mark.parametrize(
    ("at", "words"), [("swot/answer", "By the van"), ("swot/factors", "Guests come back")]
)
async def test_words_that_end_in_the_name_of_a_command_are_asked_about(at: str, words: str) -> None:
    """As on a screen: neither kept nor done silently, and kept once they are given again."""
    async with plain_line(at) as (face, heard):
        before = written(face.client.handle.session)
        for line in (f"{words} /results", f"{words}/results"):
            assert not await face.answer(line)
            assert "the line ends in /results" in heard[-1]
            assert written(face.client.handle.session) == before
        assert await face.answer(f"{words} /results") is False, "it is another line"
        assert await face.answer(f"{words} /results")
        assert f"{words} /results" in written(face.client.handle.session)
        assert await face.answer(f"{words} /nothing"), "no command is called so"
