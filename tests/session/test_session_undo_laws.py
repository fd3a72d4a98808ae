"""The promises of undo, codes and replay, on generated scripts of what people do."""

from __future__ import annotations

import random
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from session_kit import ANA, BOB, EVA, World, check, essence, fresh_session
from session_script import ACTIONS, ROUNDS, act, crowds, plain_recorded, scripts, words_of

from aligntui.session import ops
from aligntui.session.apply import apply
from aligntui.session.model import Change
from aligntui.session.undo import Blocked

LAWS = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
LATER = ("remove", "untie", "choose")
"""Actions meant to take words away that the person sees."""


def undo_all_redo_all(world: World) -> None:
    start, end = essence(world.start), essence(world.session)
    while isinstance(found := world.undo(ANA), Change):
        pass
    assert found.reason == "nothing", found.sentence
    assert essence(world.session) == start
    while isinstance(found := world.redo(ANA), Change):
        pass
    assert found.reason == "nothing", found.sentence
    assert essence(world.session) == end


def go(world: World, by: str, action: str, numbers: tuple[int, int, int], back: int, author: Any) -> None:
    """One turn of one person, checked for words that vanish."""
    before = words_of(world.session)
    if action in ("undo", "redo"):
        found = world.undo(by) if action == "undo" else world.redo(by)
        after = words_of(world.session)
        if isinstance(found, Blocked):
            assert after == before
        elif action == "undo":
            lost = [entry for entry in before - after if author.get(entry, by) != by]
            assert not lost, (by, lost)
        for entry in after - before:
            author.pop(entry, None)
        return
    seen = words_of(world.seen(back), gone=True)
    act(world, by, (action, *numbers, back))
    if action not in LATER:
        # Only words the writer had before his eyes may go.
        assert before - words_of(world.session) <= seen
    author.update(dict.fromkeys(words_of(world.session) - before, by))


def replay(world: World) -> None:
    again = fresh_session()
    for change in plain_recorded(world):
        again = apply(again, change).session
    check(again)
    assert again == world.session


@LAWS
@given(script=scripts)
def test_one_person_undoes_all_and_redoes_all(script):
    world = World()
    for move in script:
        act(world, ANA, move)
    undo_all_redo_all(world)


@LAWS
@given(crowd=crowds)
def test_several_people_in_any_order(crowd):
    world = World()
    author: dict[Any, str] = {}
    for (by, action), i, j, k, back in crowd:
        go(world, by, action, (i, j, k), back, author)
    replay(world)


def numbers(dice: random.Random) -> tuple[int, int, int]:
    return dice.randrange(12), dice.randrange(12), dice.randrange(12)


@pytest.mark.parametrize("seed", range(20))
def test_one_person_works_long_and_takes_it_all_back(seed):
    dice = random.Random(seed)
    world = World(checked=seed < 5)
    for _ in range(120):
        act(world, ANA, (dice.choice(ACTIONS), *numbers(dice), dice.choice((0, 0, 0, 1, 2, 5))))
    undo_all_redo_all(world)
    check(world.session)


@pytest.mark.parametrize("seed", range(20))
def test_a_crowd_works_long(seed):
    dice = random.Random(1000 + seed)
    world = World(checked=seed < 5)
    author: dict[Any, str] = {}
    for _ in range(150):
        luck = dice.random()
        action = "undo" if luck < 0.2 else "redo" if luck < 0.3 else dice.choice((*ACTIONS, *ROUNDS))
        by = dice.choice((ANA, ANA, BOB, EVA))
        go(world, by, action, numbers(dice), dice.choice((0, 0, 0, 1, 2, 5)), author)
    replay(world)


def test_the_scripts_do_everything():
    """The laws are worth something only if the scripts do all kinds of things."""
    done: set[str] = set()
    for seed in range(12):
        dice = random.Random(seed)
        world = World(checked=False)
        for _ in range(150):
            by = dice.choice((ANA, BOB))
            if dice.random() < 0.2:
                world.undo(by)
            else:
                act(world, by, (dice.choice((*ACTIONS, *ROUNDS)), *numbers(dice), dice.choice((0, 2, 5))))
        done |= {type(op).__name__ for change in world.recorded for op in change.ops}
    every = {op.__name__ for op in get_args(ops.AnyOp)}
    assert every - done == {"Define", "Rekey"}
