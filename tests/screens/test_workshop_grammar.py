"""One grammar for all kinds: the frame holds, and the keys of SCREENS 3 do the same everywhere."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "steps"))

from case_session import millrace
from stage import Stage, stage

from aligntui.screens.guard import WARNING

KINDS = {
    "board": "swot/factors", "grid": "tows/grid", "cells": "tows/cards", "plot": "choose/rate",
    "ask points": "swot/weigh-inside", "ask scale": "swot/importance", "ask tests": "vision/tests",
    "form": "vision/statement", "long form": "vision/picture", "form of items": "scenarios/axes",
    "table": "objectives/draft", "worlds": "scenarios/worlds", "wind tunnel": "scenarios/tunnel",
    "children": "scenarios/effects", "report": "tows/result",
}  # fmt: skip
"""A step of each way of drawing."""
EACH = pytest.mark.parametrize("step", KINDS.values(), ids=KINDS.keys())


def on(step: str, *parts: str, **more: object) -> object:
    """A stage on this step of its method's run, with the Millrace case in it."""
    return stage(step.partition("/")[0], at=step, fill=millrace(*parts), **more)  # type: ignore[arg-type]


def frame_holds(s: Stage) -> None:
    """Rows 1-3 and the last two stand where they always stand; no row is too wide; state and cursor are true."""
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
        for key in ("escape", "escape", "down", "right", "tab", "enter", "tab", "escape", "escape"):
            await s.keys(key)
            frame_holds(s)
        await s.resize(120, 40)
        frame_holds(s)
        await s.resize(80, 24)
        frame_holds(s)


@EACH
async def test_escape_goes_out_and_says_how_one_goes_on(step: str) -> None:
    async with on(step) as s:
        for _ in range(4):
            await s.keys("escape")
        assert not s.typing
        assert s.message == "n goes on, q goes home. All is kept."
        assert s.here.startswith(step)


@EACH
async def test_n_goes_on_and_b_comes_back(step: str) -> None:
    async with on(step) as s:
        await s.keys("escape", "escape", "escape")
        first = (s.here, s.heading)
        await s.keys("n")
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
async def test_no_key_is_run_for_somebody_who_thinks_he_is_typing(step: str) -> None:
    async with on(step) as s:
        await s.keys("escape", "escape", "escape")
        before, here = s.session.items, s.here
        # "next" at typing speed: none of n, e, x, t does anything but the first letter.
        await s.keys("x", "n", "e", "b", "u", rest=0.05)
        assert s.here == here
        assert {i.id for i in s.session.items.values()} == {i.id for i in before.values()}
        assert s.message.endswith(WARNING)


@EACH
async def test_a_letter_right_after_going_on_is_not_run(step: str) -> None:
    async with on(step) as s:
        await s.keys("escape", "escape", "escape", "n")
        if s.top is not s.page:
            return
        await s.keys("escape", rest=0.0)
        here = (s.here, s.heading)
        await s.keys("n", rest=0.3)
        assert s.top is s.page
        assert (s.here, s.heading) == here
        await s.keys("n", rest=0.5)
        assert s.top is not s.page or (s.here, s.heading) != here


@EACH
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


@EACH
async def test_alt_and_a_letter_leave_the_line_first(step: str) -> None:
    """Esc and a letter in one packet reach the app as alt+letter."""
    async with on(step) as s:
        if s.typing:
            await s.type("kept as it stands")
        await s.packet("\x1bt")
        assert not s.typing
        frame_holds(s)
        assert s.page.timer.running == bool(s.page.timer.total)


@EACH
async def test_undo_takes_back_what_was_done_last(step: str) -> None:
    changes = {
        "swot/factors": ["a", "x", "enter", "escape"], "tows/grid": ["plus"], "tows/cards": ["escape", "x"],
        "choose/rate": ["4"], "swot/weigh-inside": ["7"], "swot/importance": ["4"], "vision/tests": ["4"],
        "vision/statement": ["z", "escape"], "vision/picture": ["z", "escape"], "scenarios/axes": ["z", "escape"],
        "objectives/draft": ["x"], "scenarios/worlds": ["enter", "z", "escape"], "scenarios/tunnel": ["minus"],
        "scenarios/effects": ["z", "enter", "escape"], "tows/result": [],
    }[step]  # fmt: skip
    async with on(step) as s:
        before = s.session
        if not s.typing:
            await s.keys("escape")
        await s.keys(*changes)
        await s.keys("escape")
        now = s.session
        if not changes:
            return
        assert now.meta.rev > before.meta.rev
        await s.keys("u")
        after = s.session
        assert after.meta.rev > now.meta.rev, s.message
        live = lambda session: {  # noqa: E731
            i.id: (i.text, i.status, i.fields) for i in session.items.values() if not i.retired
        }
        assert live(after) == live(before)
        assert {k: v.fields for k, v in after.records.items() if v.fields} == {
            k: v.fields for k, v in before.records.items() if v.fields
        }
        assert s.message.startswith(("Undone", "Taken back")), s.message


KEYS = """a e x m c v J K u U space backspace 0 1 2 3 4 5 9 + - tab shift+tab h j k l up down left right home end
    pageup pagedown enter enter enter escape escape n b t T g ctrl+g ctrl+s d z alt+n alt+g""".split()


@pytest.mark.parametrize("solo", [True, False], ids=["alone", "team"])
@EACH
async def test_no_row_of_keys_breaks_anything(step: str, solo: bool) -> None:
    """Sixty keys anywhere: the frame holds after each, and the session can be read."""
    chance = random.Random(f"{step}{solo}")
    async with on(step, solo=solo, size=(80, 24) if solo else (120, 40)) as s:
        for _ in range(60):
            if s.typing and chance.random() < 0.4:
                await s.type(chance.choice(["bread", "5", "30 Sep 27", "Ines", "x y"]))
            await s.keys(chance.choice(KEYS))
            for _ in range(3):
                if s.top is not s.page:
                    await s.keys("escape")
            if s.top is not s.page:
                break
            frame_holds(s)
