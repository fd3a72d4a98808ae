"""Every draft of a method runs from its first step to its last on both faces: nothing empty, no dead key."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import pytest
from drafts import FRAMEWORKS, NAMES, library_of
from named_keys import does_something, keys_of
from plain_line import plain_line
from stage import Fill, Stage, stage

from aligntui.engine.runs.walk import phases
from aligntui.engine.samples import fill
from aligntui.store.api import Handle, Store
from aligntui.tui import frame

LONG = bool(os.environ.get("ALIGNTUI_LONG"))
"""Whether each key that the row names is pressed, at two sizes."""
BODY = slice(2, 21)
"""Rows of a screen of 24 that a step draws."""
Hints = Sequence[tuple[str, str]]
AWAY = {"^", "/"}
"""Signs of keys that lead away, or name a command: other tests press them."""
TIMES = 40
"""Keys that lead out of a step, at most: it has that many phases and items at which one stops."""


def filled(name: str, each: int = 2) -> Fill:
    """Sample items in all lists of a draft."""

    def write(store: Store, handle: Handle) -> None:
        fill(handle, store.new_id, library_of(name).method(name), each)

    return write


def body(s: Stage) -> str:
    return "\n".join(s.screen()[BODY]).strip()


@pytest.mark.parametrize("each", [0, 2], ids=["empty", "filled"])
@pytest.mark.parametrize("name", [*NAMES, *FRAMEWORKS])
async def test_a_draft_runs_on_the_screen_from_its_first_step_to_its_last(name: str, each: int) -> None:
    method = library_of(name).method(name)
    async with stage(name, books=library_of(name), fill=filled(name, each)) as s:
        for number, step in enumerate(method.steps):
            for phase in phases(step, s.page.scene.run) or [""]:
                await s.page.going.open_at(number, phase)
                s.page.frame()
                await s.settle()
                assert s.page.scene.here.step == f"{name}/{step.id}"
                assert re.search(r"\w{3}", body(s)), (step.id, phase, s.screen())
        await s.page.going.open_at(0)
        await s.settle()
        for _ in range(TIMES * len(method.steps)):
            if s.top is not s.page or s.page.scene.here.step == f"{name}/{method.steps[-1].id}":
                break
            await s.keys("ctrl+n")
        else:
            pytest.fail(f"stuck at {s.here}: {s.message}")


@pytest.mark.skipif(not LONG, reason="each key of each step: a long walk")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("name", [*NAMES, *FRAMEWORKS])
async def test_each_key_that_a_row_of_a_draft_names_does_something(
    name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Hints] = []
    draw = frame.keys

    def keys(cells: int, hints: Hints, kept: str = "") -> object:
        drawn.append(hints)
        return draw(cells, hints, kept)

    monkeypatch.setattr(frame, "keys", keys)
    dead = []
    for number, step in enumerate(library_of(name).method(name).steps):
        tried, left = set[str](), True
        while left:
            async with stage(name, books=library_of(name), fill=filled(name), size=size) as s:
                await s.page.going.open_at(number)
                s.page.frame()
                await s.settle()
                left = [hint for hint in drawn[-1] if hint[0] not in tried and not AWAY & set(hint[0])]
                for hint in left[:1]:
                    tried.add(hint[0])
                    dead += [] if await does_something(s, keys_of(hint[0])) else [(step.id, *hint)]
    assert not dead


@pytest.mark.parametrize("name", [*NAMES, *FRAMEWORKS])
async def test_a_draft_runs_on_the_plain_line_from_its_first_step_to_its_last(name: str) -> None:
    steps = [step.id for step in library_of(name).method(name).steps]
    async with plain_line(f"{name}/{steps[0]}", filled(name), library_of(name)) as (face, heard):
        seen = []
        for _ in range(TIMES * len(steps)):
            here = face.workshop.step.id
            if here not in seen:
                seen.append(here)
                del heard[:]
                assert await face.answer("/look"), here
                assert re.search(r"\w{3}", " ".join(heard)), here
            if here == steps[-1]:
                break
            assert await face.answer("/on"), (here, heard[-3:])
        assert seen[-1] == steps[-1], (seen, heard[-4:])
