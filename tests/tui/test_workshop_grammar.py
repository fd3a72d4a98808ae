"""One grammar for all kinds: the frame holds, and the keys of SCREENS 3 do the same everywhere."""

from __future__ import annotations

import random

import pytest
from case_session import millrace
from rich.cells import cell_len
from stage import Stage, stage

from aligntui.session.model import Session
from aligntui.tui.guard import WARNING

KINDS = {
    "board": "swot/factors", "grid": "tows/grid", "cells": "tows/cards", "plot": "choose/rate",
    "ask points": "swot/weigh-inside", "ask scale": "swot/importance", "ask tests": "vision/tests",
    "form": "vision/statement", "long form": "vision/picture", "form of items": "scenarios/stories",
    "pairs": "scenarios/axes",
    "table": "objectives/draft", "worlds": "scenarios/worlds", "wind tunnel": "scenarios/tunnel",
    "children": "scenarios/effects", "report": "tows/result",
}  # fmt: skip
"""A step of each way of drawing."""
EACH = pytest.mark.parametrize("step", KINDS.values(), ids=KINDS.keys())
FEW = ["board", "grid", "cells", "plot", "form", "long form", "table", "worlds"]
SOME = pytest.mark.parametrize("step", [KINDS[name] for name in FEW], ids=FEW)
"""Those that differ in how they take keys."""


def on(step: str, *parts: str, **more: object) -> object:
    """A stage on this step of its method's run, with the Millrace case in it."""
    return stage(step.partition("/")[0], at=step, fill=millrace(*parts), **more)  # type: ignore[arg-type]


def frame_holds(s: Stage) -> None:
    """Rows 1-3 and the last two hold; no row is too wide; the state and the cursor tell the truth."""
    width, height = s.app.size
    rows = s.raw()
    assert len(rows) == height
    assert [cell_len(row) for row in rows] == [width] * height
    places = {name: s.page.query_one(f"#{name}").region for name in ("bar", "head", "message", "keys")}
    assert [(r.y, r.height) for r in places.values()] == [(0, 1), (1, 2), (height - 2, 1), (height - 1, 1)]
    assert rows[0].startswith(" Millrace 2027")
    assert rows[1].strip()
    assert rows[2].strip()
    assert s.typing == s.step.typing
    focused = s.focused
    if focused is not None:
        assert focused.region.width
        x, y = s.cursor
        assert focused.region.contains(min(x, focused.region.right - 1), y), (focused, s.cursor)


@EACH
async def test_the_frame_holds_wherever_one_goes(step: str) -> None:
    async with on(step) as s:
        frame_holds(s)
        for key in ("escape", "down", "right", "tab", "enter", "escape"):
            await s.keys(key)
            frame_holds(s)
        await s.resize(120, 40)
        frame_holds(s)


@SOME
async def test_letters_are_commands_only_when_they_are_meant(step: str) -> None:
    async with on(step) as s:
        for _ in range(4):
            await s.keys("escape")
        assert not s.typing
        assert s.message == "n goes on, q goes home. All is kept."
        assert s.here.startswith(step)
        before, here = s.session.items, s.here
        # At typing speed only the first letter of a word can be taken for a command; c changes nothing.
        await s.keys("c", "x", "n", "e", "b", "u", rest=0.05)
        assert s.here == here
        assert s.session.items == before
        assert s.message.endswith(WARNING)
        await s.go_on()
        if s.top is not s.page:
            return
        # Right after going on a letter is meant for what stood there before.
        place = (s.here, s.heading)
        await s.keys("escape", "n", rest=0.15)
        assert s.top is s.page
        assert (s.here, s.heading) == place
        await s.keys("n", rest=0.5)
        if s.shows("Not yet: "):
            await s.keys("n", rest=0.5)
        assert s.top is not s.page or (s.here, s.heading) != place


@SOME
async def test_n_goes_on_and_b_comes_back(step: str) -> None:
    async with on(step) as s:
        await s.keys("escape", "escape", "escape")
        first = (s.here, s.heading)
        await s.go_on()
        if s.top is not s.page:
            return
        assert (s.here, s.heading) != first
        frame_holds(s)
        # A step of several parts is walked back part by part.
        for _ in range(6):
            await s.keys("escape", "escape", "b")
            if s.here.startswith(step):
                return
        pytest.fail(f"b does not come back from {s.here}")


@EACH
async def test_the_guide_leaves_the_line_free_that_one_types_in(step: str) -> None:
    async with on(step) as s:
        if not s.typing:
            return
        await s.keys("ctrl+g")
        for _ in range(4):
            frame_holds(s)
            line = s.page.edit
            over = s.page.query_one("#over")
            assert line is None or not line.region.overlaps(over.region)
            await s.keys("tab")


@SOME
async def test_the_guide_opens_and_closes_and_leaves_the_words_alone(step: str) -> None:
    async with on(step) as s:
        typing = s.typing
        if typing:
            await s.type("half a")
        before = s.screen()
        await s.keys("ctrl+g")
        assert s.shows("GUIDE to this step")
        assert s.typing == typing
        frame_holds(s)
        await s.keys("escape")
        assert s.screen()[3:22] == before[3:22]
        # Esc and a letter in one packet reach the app as alt+letter: out of the line, then that.
        await s.packet("\x1bt")
        assert not s.typing
        frame_holds(s)
        assert s.page.scene.course.reading.paused


CHANGES = {
    "swot/factors": ["escape", "x"], "tows/grid": ["plus"], "tows/cards": ["escape", "J"],
    "vision/statement": ["z", "escape"], "vision/picture": ["z", "escape"],
    "scenarios/stories": ["z", "escape"],
    "scenarios/axes": ["up", "left"],
    "objectives/draft": ["x"], "scenarios/worlds": ["enter", "z", "escape"], "scenarios/tunnel": ["minus"],
    "scenarios/effects": ["z", "enter", "escape"],
}  # fmt: skip
"""A change of words, status, place, link or answer in each kind that keeps one."""


@pytest.mark.parametrize("step", CHANGES)
async def test_u_takes_the_last_change_back_and_big_u_brings_it_again(step: str) -> None:
    async with on(step) as s:
        before = s.session
        await s.keys(*CHANGES[step], "escape")
        now = s.session
        assert live(now) != live(before)
        await s.keys("u")
        assert live(s.session) == live(before), s.message
        await s.keys("U", "escape")
        assert live(s.session) == live(now), s.message


def live(session: Session) -> object:
    """All that a person sees of a session."""
    items = {i.id: (i.text, i.status, i.fields, i.pos) for i in session.items.values() if not i.retired}
    records = {key: record.fields for key, record in session.records.items() if any(record.fields.values())}
    links = {key: link.fields for key, link in session.links.items()}
    given = {ballot.round: ballot.answers for ballot in session.ballots.values() if ballot.answers}
    return items, records, links, given


async def test_what_was_answered_in_secret_is_taken_back_with_backspace_only() -> None:
    async with on("swot/importance", solo=False) as s:
        before = {i.id: (i.text, i.status) for i in s.session.items.values()}
        await s.keys("4", "up", "u")
        assert "cannot be undone" in s.message
        assert {i.id: (i.text, i.status) for i in s.session.items.values()} == before
        assert [list(b.answers.values()) for b in s.session.ballots.values()] == [[4]]
        await s.keys("backspace")
        assert not any(b.answers for b in s.session.ballots.values())


LETTERS = [
    "a",
    "e",
    "x",
    "m",
    "c",
    "v",
    "J",
    "K",
    "u",
    "U",
    "h",
    "j",
    "k",
    "l",
    "n",
    "b",
    "t",
    "T",
    "g",
    "d",
    "z",
]
SIGNS = [
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "9",
    "+",
    "-",
    "space",
    "backspace",
    "enter",
    "enter",
    "escape",
    "escape",
]
MOVES = ["tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"]
ALWAYS = ["ctrl+g", "ctrl+s", "alt+n", "alt+g"]


@EACH
async def test_no_row_of_keys_breaks_anything(step: str) -> None:
    """Any keys in any order: the frame holds after each, and the session can be read."""
    chance = random.Random(step)
    async with on(step, solo=chance.random() < 0.5, size=chance.choice([(80, 24), (120, 40)])) as s:
        for _ in range(12):
            if s.typing and chance.random() < 0.4:
                await s.type(chance.choice(["bread", "5", "30 Sep 27", "Ines", "x y"]))
            await s.keys(chance.choice([*LETTERS, *SIGNS, *MOVES, *ALWAYS]))
            for _ in range(3):
                if s.top is not s.page:
                    await s.keys("escape")
            if s.top is not s.page:
                break
            frame_holds(s)


async def test_the_last_row_says_that_the_palette_takes_letters() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        await s.keys("escape")
        assert s.screen()[-1].startswith(" KEYS")
        await s.keys("ctrl+p")
        assert s.screen()[-1].startswith(" TYPING")
        assert "Esc close" in s.screen()[-1]
        await s.keys("escape")
        assert s.screen()[-1].startswith(" KEYS")


async def test_the_question_whether_one_goes_on_goes_with_it() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        await s.keys(*["enter"] * 4)
        assert "Enter goes on, Esc stays with the cards." in s.message
        await s.keys("escape")
        assert "Enter goes on" not in s.message


async def test_how_to_take_a_card_back_is_said_as_it_works_now() -> None:
    async with stage("swot/factors") as s:
        await s.type("Bread is gone by noon\n")
        assert s.message == "S1 kept. Esc, then u takes it back."
        await s.keys("escape")
        assert s.message == "S1 kept. u takes it back."
        await s.keys("u")
        assert s.words("strengths") == []
