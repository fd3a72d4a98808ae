"""Row 24 names what works: each key has one meaning there, and does something on every page of the plan."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import pytest
from case_session import millrace
from named_keys import KEYS, does_something, keys_of
from stage import Stage, stage
from test_workshop_grammar import EACH

from aligntui.engine.kind import Intent
from aligntui.engine.lists import PARKED
from aligntui.tui import frame
from aligntui.tui.routes import ToExport, ToFind, ToFindings, ToPlan, ToSteps, ToTrace

Opened = Callable[[Stage], Awaitable[object]]


def going(route: object, *keys: str) -> Opened:
    async def opened(s: Stage) -> None:
        run = s.page.scene.run
        more = {ToSteps: (s.page.scene.here.id,), ToTrace: (s.item("S1").id,)}.get(route, ())  # type: ignore[call-overload]
        await s.page.going.open_page(route(s.handle, run, *more))  # type: ignore[operator]
        await s.settle()
        await s.keys(*keys)

    return opened


def step(at: str, *keys: str) -> Opened:
    async def opened(s: Stage) -> None:
        number = next(n for n, one in enumerate(s.page.scene.run.steps) if one.step == at)
        await s.page.going.open_at(number)
        await s.settle()
        await s.keys(*keys)

    return opened


PAGES: dict[str, Opened] = {
    "plan": going(ToPlan), "plan, its end": going(ToPlan, "end"), "findings": going(ToFindings),
    "findings of the plan": going(ToPlan, "ctrl+r"),
    "findings, at the end": going(ToFindings, "end"), "findings, one by one": going(ToFindings, "right"),
    "steps": going(ToSteps), "steps, at the end": going(ToSteps, "end"), "export": going(ToExport),
    "export, the path": going(ToExport, "enter"), "why": going(ToTrace), "find": going(ToFind),
    "report": step("tows/result"), "tree": step("objectives/tree"), "plan as a step": step("commit/plan"),
    "plan as a step, its end": step("commit/plan", "end"), "parked": step("tows/result", "/note-parked"),
    "parked, a line": step("tows/result", "/note-parked", "x"),
    "decisions": step("tows/result", "/note-decision"),
}  # fmt: skip


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[tuple[str, str]]]:
    """What each row of keys named that was drawn, the last one last."""
    drawn: list[Sequence[tuple[str, str]]] = []
    draw = frame.keys

    def keys(cells: int, hints: Sequence[tuple[str, str]], kept: str = "") -> object:
        drawn.append(hints)
        return draw(cells, hints, kept)

    monkeypatch.setattr(frame, "keys", keys)
    return drawn


@pytest.mark.parametrize("page", PAGES)
async def test_each_key_that_the_row_names_does_something(
    page: str, named: list[Sequence[tuple[str, str]]]
) -> None:
    tried, dead, left = set[str](), list[tuple[str, str]](), True
    while left:
        async with stage("agenda:full-guide", fill=millrace()) as s:
            workshop = s.page
            while left and workshop in s.app.screen_stack:
                while s.top is not workshop:
                    await s.app.pop_screen()
                await PAGES[page](s)
                once(named[-1])
                left = [hint for hint in named[-1] if hint[0] not in tried]
                for hint in left[:1]:
                    tried.add(hint[0])
                    dead += [] if await does_something(s, keys_of(hint[0])) else [hint]
    assert not dead


@EACH
@pytest.mark.parametrize("keys", ["", "ctrl+g", "escape ctrl+g"])
async def test_no_key_stands_in_the_row_twice(
    step: str, keys: str, named: list[Sequence[tuple[str, str]]]
) -> None:
    async with stage(step.partition("/")[0], at=step, fill=millrace()) as s:
        await s.keys(*keys.split())
        once(named[-1])


def once(hints: Sequence[tuple[str, str]]) -> None:
    """Each key stands in the row once."""
    # Signs and moves are named by what they are: `0-4`, `arrows`.
    every = [key for name, _ in hints if name in KEYS or "^" in name for key in keys_of(name)]
    assert len(every) == len(set(every)), hints


@pytest.mark.parametrize(
    ("at", "phase"),
    [("swot/factors", "write"), ("swot/factors", "merge"), ("swot/factors", "vote"), ("tows/cards", ""),
     ("objectives/draft", ""), ("swot/evidence", ""), ("scenarios/effects", "")],
)  # fmt: skip
@pytest.mark.parametrize("opened", [False, True])
async def test_on_a_row_of_parked_cards_the_row_names_only_what_acts(
    at: str, phase: str, opened: bool, named: list[Sequence[tuple[str, str]]]
) -> None:
    tried, dead, left = set[str](), list[tuple[str, str]](), True
    while left:
        async with stage(at.partition("/")[0], at=at, fill=millrace(), solo=False) as s:
            await s.keys(*["escape"] * s.typing, "home", "delete")
            if phase:
                await s.go_phase(phase)
            if s.typing:
                await s.keys("escape")
            step = s.step
            parked = next(r for r in step.kind.rows(step.ctx, step.state) if r.startswith(PARKED))
            s.app.call_later(step.perform, Intent("focus", parked))
            await s.settle()
            if opened:
                await s.keys("enter", "down")
            once(named[-1])
            left = [hint for hint in named[-1] if hint[0] not in tried]
            for hint in left[:1]:
                tried.add(hint[0])
                dead += [] if await does_something(s, keys_of(hint[0])) else [hint]
    assert not dead


async def test_dots_that_are_left_lead_to_a_card_that_takes_them() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors"), solo=False) as s:
        await s.keys("escape", "home", "delete")
        await s.go_phase("vote")
        step = s.step
        parked = next(r for r in step.kind.rows(step.ctx, step.state) if r.startswith(PARKED))
        await s.keys("down", "space")
        s.app.call_later(step.perform, Intent("focus", parked))
        await s.settle()
        assert s.shows("your dots:"), "what is left to give stands there on every row"
        await s.keys("ctrl+n")
        assert s.shows("place them first")
        await s.keys("enter", "space")
        assert sum(len(b.answers) for b in s.session.ballots.values()) == 2


@pytest.mark.parametrize(
    ("at", "takes", "code", "field"),
    [("choose/rate", "take on", "SO1", "live"), ("scenarios/axes", "use", "AX1", "chosen")],
)
async def test_space_on_what_is_taken_on_says_that_it_puts_it_back(
    at: str, takes: str, code: str, field: str
) -> None:
    async with stage("agenda:full-guide", at=at, fill=millrace()) as s:
        if at == "choose/rate":
            await s.go_phase("decide")
        seen = set()
        for _ in range(3):
            does = dict(s.step.hints_closed())["Space"]
            seen.add(does)
            await s.keys("space", *["escape"] * (s.step.opened is not None))
            assert s.item(code).fields[field] == ("no" if does == "put back" else "yes")
        assert seen == {takes, "put back"}
