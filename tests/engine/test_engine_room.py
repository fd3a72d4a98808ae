"""In which run of a session the room is."""

from __future__ import annotations

from typing import Any

import pytest

from aligntui.engine.client.company import Company
from aligntui.engine.runs import leading
from aligntui.session.model import Meta, Room, Run, RunStep, Session

INES, TOMASZ = "Ines", "Tomasz"


def run_of(name: str, hour: int, room: Room | None, *, solo: bool = False) -> Run:
    """A run begun at an hour."""
    step = RunStep(id=f"{name}1", step="probe/rate", entry=1, title=name)
    return Run(
        id=name, title=name, solo=solo, steps=[step], at=f"2026-11-21T{hour:02}:00:00+00:00", room=room
    )


def session_of(*runs: Run) -> Session:
    """A session with these runs."""
    return Session(meta=Meta(id="s", title="Probe"), runs={run.id: run for run in runs})


LED = Room(by=INES, leads=[INES])


@pytest.mark.parametrize(
    ("others", "where"),
    [
        ([], "first"),
        ([run_of("next", 10, LED)], "next"),
        ([run_of("next", 10, LED), run_of("third", 11, LED)], "third"),
        ([run_of("next", 10, Room(by=INES, leads=[TOMASZ]))], "next"),
        ([run_of("next", 10, Room(by="Ines C", leads=["Ines C"], renamed={INES: "Ines C"}))], "next"),
        ([run_of("beside", 10, Room(by=TOMASZ, leads=[TOMASZ]))], "first"),
        ([run_of("alone", 10, None, solo=True)], "first"),
        ([run_of("nobody", 10, None)], "first"),
        ([run_of("back", 8, Room(by=INES, leads=[INES], turn=1)), run_of("next", 10, LED)], "back"),
    ],
)
def test_the_room_is_where_those_who_lead_it_went_last(others: list[Run], where: str) -> None:
    first = run_of("first", 9, LED)
    assert leading.run_of_room(first, session_of(first, *others)).id == where


def test_a_run_that_nobody_leads_is_its_own_room() -> None:
    alone, led = run_of("alone", 9, None, solo=True), run_of("led", 10, LED)
    assert leading.run_of_room(alone, session_of(alone, led)).id == "alone"


def test_the_room_comes_back_by_a_turn_higher_than_all() -> None:
    first, third = run_of("first", 9, LED), run_of("third", 11, Room(by=INES, leads=[INES], turn=4))
    session = session_of(first, third)
    assert leading.come(third, session) == []
    (op,) = leading.come(first, session)
    assert (op.run, op.field, op.to) == ("first", "turn", 5)  # type: ignore[union-attr]


async def test_who_goes_while_a_sign_is_on_its_way_leaves_none_behind() -> None:
    signs: list[str] = []

    class Signs:
        def beat(self, place: str, done: str) -> None:
            signs.append(place)

        def all(self) -> list[Any]:
            return []

        def leave(self) -> None:
            signs.clear()

    async def do(job: Any, *args: Any) -> Any:
        if args:
            company.leave()
        return job(*args)

    company = Company(do, lambda: "swot/factors", lambda: INES)
    company.join(Signs())  # type: ignore[arg-type]
    assert await company.meet() is None
    assert signs == []
