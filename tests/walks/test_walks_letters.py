"""A letter is a word or a value, never a command: walks of which half of the keys are letters, on all pages.

With ALIGNTUI_LONG=1 there are 10,000 keys and more.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
import walk_plan
from case_session import millrace
from stage import stage
from walk_eyes import page_classes
from walk_moves import Move
from walk_scenes import Scene, kinds, steps
from walker import Fell, Walk

from aligntui.tui.typist import Typist
from aligntui.tui.workshop.keyboard import Keyboard

SEED = int(os.environ.get("ALIGNTUI_WALKS_SEED", "0"))
STEP = "step swot/factors"
LEAST = 10_000
"""Keys of all walks together, when they are walked whole."""


def test_every_letter_is_found_and_none_is_a_command(print_figures: Callable[[object], None]) -> None:
    seen, faults = walk_plan.walked(walk_plan.letters(SEED), lettered=True)
    print_figures(f"walks of letters: {seen}")
    assert not faults, walk_plan.told(faults)
    assert seen.keys >= sum(keys for _, keys in walk_plan.letters())
    assert seen.signs > seen.keys // 4
    assert kinds() <= set(seen.kinds)
    assert set(steps()) <= set(seen.steps)
    if walk_plan.LONG:
        assert len(set(seen.pages)) > len(page_classes()) // 2


def test_there_are_ten_thousand_of_them() -> None:
    assert sum(keys for _, keys in walk_plan.letters(long=True)) >= LEAST


def walk(*rows: str, scene: str = STEP) -> Walk:
    return Walk(Scene(scene), moves=[Move.parse(row) for row in rows])


async def leads_on(keyboard: Keyboard, sign: str) -> bool:
    await keyboard._going.do_go_on()
    return True


async def parks(keyboard: Keyboard, sign: str) -> bool:
    return await keyboard.press("delete")


async def swallows(keyboard: Keyboard, sign: str) -> bool:
    return False


def silent(typist: Typist, sign: str) -> str:
    return ""


@pytest.mark.parametrize(("fault", "wrong"), [(leads_on, "the step or its phase"), (parks, "cards")])
def test_a_letter_that_does_more_is_seen(fault: Any, wrong: str) -> None:
    with patch.object(Keyboard, "take_sign", fault), pytest.raises(Fell, match=f"a letter changed {wrong}"):
        walk(" 0 key escape", " 0 key down", " 0 key x").run()


def test_a_letter_that_is_nowhere_is_seen() -> None:
    rows = (" 0 key x",) * 3
    walk(*rows, scene="step vision/tests").run()
    with (
        patch.object(Keyboard, "take_sign", swallows),
        patch.object(Typist, "_nothing", silent),
        pytest.raises(Fell, match="a letter is nowhere"),
    ):
        walk(*rows, scene="step vision/tests").run()


@pytest.mark.parametrize(
    ("name", "leads_to"), [("findings", "FindingsPage"), ("steps", "Drawer"), ("keys", "KeysPage")]
)
async def test_a_command_and_its_enter_in_one_packet(name: str, leads_to: str) -> None:
    async with stage("swot/factors") as s:
        await s.packet(f"\x0b{name}\r")
        assert type(s.top).__name__ == leads_to


async def test_what_finds_and_its_enter_in_one_packet() -> None:
    async with stage("solo-90", fill=millrace()) as s:
        await s.packet("\x06S2\r")
        assert s.view.code(s.step.kind.focus(s.step.ctx, s.step.state)) == "S2"
        await s.packet("\x0cvision\r")
        assert "Vision" in s.heading


@pytest.mark.parametrize("sign", ["n", "b", "7", "-", "é"])
async def test_esc_and_a_letter_in_one_packet_are_esc_and_then_the_letter(sign: str) -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        before = s.session
        await s.type("Own mill")
        await s.packet(f"\x1b{sign}")
        # Out of the line, and with the letter into it again, behind the words that waited there.
        assert s.step.adding.words.value == f"Own mill{sign}"
        assert s.session.items == before.items
        await s.packet("\x1b\x0e")
        assert not s.typing or s.here != "swot/factors write"
