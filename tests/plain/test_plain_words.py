"""No key of a keyboard and no sign that is only for the eye reaches the plain line."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from ideas_method import IDEAS
from plain_line import plain_line, steps

from aligntui.engine.commands import COMMANDS
from aligntui.engine.messages import said
from aligntui.plain.face import PlainFace
from aligntui.plain.orders import ORDERS
from aligntui.plain.sentences import PLAIN
from aligntui.plain.turn import SHORT, command_of
from aligntui.wording.sentences import SENTENCES
from aligntui.wording.words import word

KEYS = re.compile(
    r"\b(Enter|Esc|Tab|PgDn|PgUp|Space|Backspace|Delete|ctrl\+\w|alt\+\w|arrows?)\b|<\w"
    r"|\b(Up|Down|Left|Right)\b(?! to| end)(?=[ .,])"
)
"""How keys are called on a screen."""


BOXES = re.compile("[\u2500-\u259f\u2800-\u28ff]")
WORDS = ("Bake more", "3", "", "3/4/27", "1 Feb 27", "yes", "A\x1b[2Jb\x07 c\u202e d", "x" * 300)


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_no_sentence_names_a_key(name: str) -> None:
    facts = dict.fromkeys(re.findall(r"\{([a-z_]+)", SENTENCES[name]), 2)
    named: list[str] = []

    def key(command: str) -> str:
        named.append(command)
        return command_of(command)

    sentence = word(said(name, **facts), key, str, PLAIN)
    assert not KEYS.search(sentence), sentence
    assert set(named) <= {*COMMANDS, *ORDERS, *SHORT.values()} - {"enter", "escape"}, sentence


@pytest.mark.parametrize("words", [*COMMANDS.values(), *ORDERS.values(), *PLAIN.values()])
def test_what_is_written_for_the_plain_line_is_ascii(words: str) -> None:
    assert words.isascii()
    assert not KEYS.search(words.replace("<go-", "").replace("<show-", "")), words


def some_line(face: PlainFace, dice: random.Random) -> str:
    """A line that may be right."""
    rows = face.sight.rows
    code = dice.choice(rows).code if rows else "S1"
    orders = sorted({*ORDERS, *SHORT} - {"leave", "out", "on", "back", "steps"})
    verb = command_of(dice.choice(face.offers).verb)
    words = dice.choice(WORDS)
    return dice.choice([words, words, f"{verb} {code} {words}", verb, f"/{dice.choice(orders)} {words}", "1"])


@pytest.mark.parametrize("at", steps())
async def test_whatever_one_types_only_words_are_said(at: str) -> None:
    dice = random.Random(at)
    async with plain_line(at) as (face, heard):
        for order in sorted(set(ORDERS) - {"leave"}):
            await face.answer(f"/{order}")
        for _ in range(40):
            await face.answer(some_line(face, dice))
        face.meanwhile.farewell()
    for row in heard:
        assert row.isprintable(), row
        assert not BOXES.search(row), row
        assert not KEYS.search(row), row
        assert any(sign.isalnum() for sign in row), row
    assert not any("\n" in row for row in heard)


async def test_a_long_line_is_not_wrapped_by_us() -> None:
    async with plain_line("swot/factors") as (face, heard):
        await face.answer("/add")
        await face.answer("word " * 60)
    assert any(len(row) > 250 for row in heard)


async def test_a_date_of_two_readings_is_taken_when_the_line_is_given_again() -> None:
    async with plain_line("swot/scope") as (face, heard):
        await face.answer("/fill until 3/4/27")
        assert heard[-1].endswith("the same line again: 3 Apr 27.")
        await face.answer("/fill until 3/4/27")
        assert face.client.view.record("scope").fields["until"] == "2027-04-03"


CHOOSING = (
    IDEAS
    + """\
figures:
  few: {use: live_limit, of: ideas, mark: taken}
steps:
  - kind: plot
    id: place
    title: Impact and effort
    ask: Where does it stand?
    of: ideas
    x: effort
    y: impact
    mark: taken
    read_back: "{few.n} taken on."
  - {kind: talk, id: end, title: End, ask: Well?}
"""
)
WARNED = "2 of 2 are taken on: nothing was chosen. Which one would you leave, if one had to go?"


async def test_what_speaks_against_a_choice_is_said_while_choosing_and_on_going_on(line: Any) -> None:
    person = await line(method=CHOOSING)
    assert WARNED not in " ".join(await person("/take-on 1"))
    assert f"Remark: {WARNED}" in " ".join(await person("/take-on 2"))
    assert f"2 taken on. {WARNED}" in " ".join(await person("/on"))
