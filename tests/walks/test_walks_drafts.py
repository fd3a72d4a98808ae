"""Every draft of a method runs from its first step to its last on both faces: nothing empty, no dead key."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import framework_cases
import millrace_drafts
import pytest
from drafts import FRAMEWORKS, NAMES, library_of
from named_keys import does_something, keys_of
from plain_line import plain_line
from stage import Fill, Stage, stage

from aligntui.engine import mends
from aligntui.engine.runs.walk import phases
from aligntui.tui import frame

LONG = bool(os.environ.get("ALIGNTUI_LONG"))
"""Whether keys are pressed in a wide window too."""
SIZES = [(80, 24), (120, 40)] if LONG else [(80, 24)]
BODY = slice(2, 21)
"""Rows of a screen of 24 that a step draws."""
Hints = Sequence[tuple[str, str]]
AWAY = {"^", "/"}
"""Signs of keys that lead away, or name a command: other tests press them."""
TIMES = 40
"""Keys that lead out of a step, at most: it has that many phases and items at which one stops."""


def told(name: str) -> Fill:
    """What Millrace says in a draft, or a day's content of a framework."""
    return framework_cases.filling(name) if name in FRAMEWORKS else millrace_drafts.filling(name)


def nothing(store: object, handle: object) -> None:
    """An empty session."""


def body(s: Stage) -> str:
    return "\n".join(s.screen()[BODY]).strip()


@pytest.mark.parametrize("held", ["nothing", "told"])
@pytest.mark.parametrize("name", [*NAMES, *FRAMEWORKS])
async def test_a_draft_runs_on_the_screen_from_its_first_step_to_its_last(name: str, held: str) -> None:
    method = library_of(name).method(name)
    async with stage(name, books=library_of(name), fill=told(name) if held == "told" else nothing) as s:
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


@pytest.mark.parametrize("name", [*NAMES, *FRAMEWORKS])
async def test_no_finding_of_a_draft_speaks_of_another_method(name: str) -> None:
    async with stage(name, books=library_of(name), fill=told(name)) as s:
        found = mends.found(s.view)
        assert {one.method.method for one in found if one.method is not None} <= {name}
        assert [one for one in found if re.search(r"\b1 [a-z]+s\b (?!of)|[{}]", one.finding.message)] == []


PAPER = {
    "resources/compare": ("85.3", "13.4"), "value-chain/result": ("457.8", "6.87"),
    "process/result": ("31%",), "automation/result": ("11.5 months",), "operations/result": ("65",),
    "incentives/result": ("55",), "fit/result": ("87.5",), "understanding/known": ("60%", "4.4"),
    "consensus/result": ("0.44", "0.78"), "review/result": ("0.575", "2 red, 3 amber, 4 green"),
}  # fmt: skip
"""Step -> figures of the worked example as one reads them there."""
PAGES = 9
"""Times that one turns the page of a report, at most."""


@pytest.mark.parametrize("at", PAPER)
async def test_figures_of_the_paper_stand_on_both_faces(at: str) -> None:
    name, step = at.split("/")
    method = library_of(name).method(name)
    async with stage(name, books=library_of(name), fill=told(name)) as s:
        await s.page.going.open_at(next(n for n, one in enumerate(method.steps) if one.id == step))
        s.page.frame()
        await s.settle()
        drawn = []
        for _ in range(PAGES):
            drawn.append(body(s))
            await s.keys("pagedown")
        assert [figure for figure in PAPER[at] if figure not in "\n".join(drawn)] == [], drawn
    async with plain_line(at, told(name), library_of(name)) as (face, heard):
        del heard[:]
        assert await face.answer("/look")
        assert [figure for figure in PAPER[at] if figure not in "\n".join(heard)] == [], heard


@pytest.mark.parametrize("size", SIZES)
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
    steps = library_of(name).method(name).steps
    tried: list[set[str]] = [set() for _ in steps]
    dead: list[tuple[str, ...]] = []
    number = 0
    while number < len(steps):
        # A key that leads out of the workshop ends the stage; what one writes stands there for the next one.
        async with stage(name, books=library_of(name), fill=told(name), size=size) as s:
            while number < len(steps) and s.app.is_running and s.top is s.page:
                await s.page.going.open_at(number)
                s.page.frame()
                await s.settle()
                here, fresh = s.page.scene.here.id, True
                while s.app.is_running and s.top is s.page and s.page.scene.here.id == here:
                    named = [one for one in drawn[-1] if not AWAY & set(one[0])]
                    left = next((one for one in named if one[0] not in tried[number]), None)
                    if left is None:
                        number += fresh
                        break
                    fresh = False
                    tried[number].add(left[0])
                    if not await does_something(s, keys_of(left[0])):
                        dead.append((steps[number].id, *left))
                    if s.app.is_running and s.message.startswith("!!"):
                        # What is refused now would be refused again: that is no news.
                        break
    assert not dead


@pytest.mark.parametrize("name", [*NAMES, *FRAMEWORKS])
async def test_a_draft_runs_on_the_plain_line_from_its_first_step_to_its_last(name: str) -> None:
    steps = [step.id for step in library_of(name).method(name).steps]
    async with plain_line(f"{name}/{steps[0]}", told(name), library_of(name)) as (face, heard):
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
