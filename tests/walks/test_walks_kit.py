"""The walkers see what they are there for: an end, an app that does not answer, a word that is gone."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
import walk_plan
import walk_time
from walk_moves import Move
from walk_scenes import Scene
from walker import Fell, Walk

from aligntui.tui.keeping import Keeping
from aligntui.tui.page import Page
from aligntui.tui.workshop.guide import GuidePanel

STEP = "step swot/factors"


def walk(*rows: str, scene: str = STEP) -> Fell:
    """What is wrong after these moves."""
    moves = [Move.parse(row) for row in rows]
    with pytest.raises(Fell) as caught:
        Walk(Scene(scene), moves=moves).run()
    return caught.value


async def failing(_: Any) -> None:
    raise ValueError("guide")


async def endless(_: Any) -> None:
    while True:
        pass


async def nothing(*_: Any) -> bool:
    return True


def in_its_own_turn(page: Page, job: Any, *args: Any) -> None:
    page.call_later(job, *args)


def test_moves_are_lines_and_lines_are_moves() -> None:
    for move in (
        Move("key", "ctrl+p"),
        Move("type", 'a "b"\n\x1b', True, 1),
        Move("mouse", "down 3 4", who=1),
    ):
        assert Move.parse(str(move)) == move


def test_nothing_is_wrong_with_a_whole_app() -> None:
    moves = [Move("type", "q01baba"), Move("key", "enter"), Move("key", "escape"), Move("size", "60 20")]
    seen = Walk(Scene(STEP), moves=moves).run()
    assert seen.kept == 1
    assert seen.keys == 9


def test_an_error_is_a_crash() -> None:
    with patch.object(GuidePanel, "do_guide", failing):
        fell = walk(" 0 key ctrl+g")
    assert fell.what.startswith("crash ValueError")


def test_a_page_that_waits_for_its_own_end_is_a_freeze() -> None:
    with patch.object(Page, "do_later", in_its_own_turn):
        fell = walk(
            " 0 key enter",
            "+0 rest 1",
            " 0 key ctrl+k",
            ' 0 type "go to the step"',
            " 0 key enter",
            scene="done",
        )
    assert fell.what == "freeze"


def test_an_app_that_works_without_an_end_is_a_freeze() -> None:
    with patch.object(walk_time, "BUSY", 1.0), patch.object(GuidePanel, "do_guide", endless):
        fell = walk(" 0 key ctrl+g")
    assert fell.what.startswith(("freeze", "crash Frozen"))


def test_a_word_that_enter_took_and_nobody_has_is_lost_and_few_moves_tell() -> None:
    with patch.object(Keeping, "commit", nothing):
        fell = walk(" 0 key escape", "+0 rest 1", ' 0 type "q01baba"', " 0 key enter", " 0 key escape")
        assert fell.what.startswith("lost word")
        scene, moves = walk_plan.read(str(fell))
        short = walk_plan.shortened(scene, moves, fell.what)
    assert [str(move) for move in short] == [' 0 type "q01baba"', " 0 key enter"]
