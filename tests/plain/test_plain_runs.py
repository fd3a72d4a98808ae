"""The sittings of a session on the plain line: nine cards in one pass; a former one read and compared."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from case_session import millrace
from drafts import drafts
from stage import Clock, make_store

from aligntui.engine import edits
from aligntui.engine.client.client import Client
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs.start import add_run, start
from aligntui.methods.library import Library
from aligntui.plain.face import PlainFace
from aligntui.session.model import Run

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "methods"
NINE = 9
LIBRARIES = {"fixture": lambda: Library(FIXTURES), "draft": drafts}
"""Where the review is found: as tests have it, and as its draft has it among the built-in methods."""
EACH = pytest.mark.parametrize("of", LIBRARIES)


class Line:
    """One person with nine objectives, from sitting to sitting."""

    def __init__(self, folder: Path, of: str = "fixture") -> None:
        self.clock, self.books = Clock("2027-03-31T09:00:00"), LIBRARIES[of]()
        self.store = make_store(folder, clock=self.clock)
        self.handle, self.run = start(self.store, self.books, "review", title="Millrace 2027", solo=True)
        millrace("people", "goals", "strategies", "objectives")(self.store, self.handle)
        poor = next(i for i in self.handle.session.items.values() if i.text.startswith("Improve our"))
        self.handle.apply(edits.set_status(poor, "dropped"))
        self.heard: list[str] = []

    @asynccontextmanager
    async def at(self, run: Run, step: str = "review/cards") -> AsyncIterator[PlainFace]:
        """The plain line at a step of a run."""

        async def do(work: Any, *args: Any) -> Any:
            return work(*args)

        client = Client(self.handle, lambda: self.store, do, run=lambda: self.handle.session.runs[run.id])
        face = PlainFace(
            client, run, Seats(client), self.books, self.store.new_id, self.clock, self.heard.append
        )
        await face.begin(next(one.id for one in run.steps if one.step == step))
        yield face

    def again(self) -> Run:
        """The next quarter."""
        self.clock.now = self.clock.now.replace(month=6, day=30)
        return add_run(self.handle, self.store, self.books, "review", solo=True)

    async def fill(self, face: PlainFace, first: int) -> None:
        """All nine cards, line by line."""
        for number in range(NINE):
            for words in ("3", str(first + number), "only two bake", "1"):
                assert await face.answer(words), self.heard[-6:]

    def says(self, words: str) -> bool:
        return any(words in line for line in self.heard)

    async def gives(self, face: PlainFace, line: str) -> list[str]:
        """What is said to a line."""
        before = len(self.heard)
        await face.answer(line)
        return self.heard[before:]


@EACH
async def test_nine_cards_are_answered_line_by_line(tmp_path: Path, of: str) -> None:
    line = Line(tmp_path, of)
    async with line.at(line.run) as face:
        assert line.says("OB1  Win paying members for the bread club   1 of 9"), line.heard
        assert line.says("How sure are you to reach it, 1 to 5?")
        await face.answer("3")
        assert not any("pace" in said for said in await line.gives(face, "/look"))
        said = await line.gives(face, "118")
        assert any("pace" in row and "39% of the way" in row for row in said), said
        await face.answer("/undo")
        await face.answer("/undo")
        assert face.client.view.items("checkins") == []


@EACH
async def test_a_former_sitting_is_listed_read_compared_and_opened_again(tmp_path: Path, of: str) -> None:
    line = Line(tmp_path, of)
    async with line.at(line.run) as face:
        await line.fill(face, 20)
        assert len(face.client.view.items("checkins")) == NINE
        assert await line.gives(face, "/compare-runs") == [
            "There is no sitting before it to compare it with."
        ]
    second = line.again()
    async with line.at(second) as face:
        assert line.says("before 20"), "last quarter stands beside"
        await line.fill(face, 40)
        said = await line.gives(face, "/runs")
        assert said[0].startswith("1 30 Jun 27, Quarterly review: ")
        assert said[0].endswith("you are here")
        assert said[1].startswith("2 31 Mar 27, Quarterly review: ")
        assert said[1].endswith("read")
        said = await line.gives(face, "/compare-runs")
        assert said[0] == "Quarterly review, 31 Mar 27 -> 30 Jun 27: what changed"
        assert sum(row.startswith("+ OB") for row in said) == NINE
        await face.answer("/runs 7")
        assert line.says("The number of a sitting is asked, 1 to 2: /runs lists them.")
        await face.answer("/runs 2")
        assert (face.left, face.goes_to) == (True, line.run.id)
    async with line.at(line.handle.session.runs[line.run.id]) as face:
        assert line.heard[-1:] != []
        assert line.says("Quarterly review of 31 Mar 27 is read as it was left.")
        assert len(face.client.view.items("checkins")) == NINE
        rev = line.handle.session.meta.rev
        assert not await face.answer("5")
        await face.answer("/undo")
        await face.answer("/go-on")
        await face.answer("/as-of 1 May 27")
        assert line.handle.session.meta.rev == rev, "nothing in it changes"
        await face.answer("/reopen")
        assert line.says("is open again")
        assert len(face.client.view.items("checkins")) == 2 * NINE
        assert not await face.answer("/reopen")


async def test_the_day_is_set_and_the_next_sitting_begun(tmp_path: Path) -> None:
    line = Line(tmp_path)
    async with line.at(line.run) as face:
        assert "/as-of 30 Jun 27" in (await line.gives(face, "/as-of"))[0]
        assert not await face.answer("/as-of soon")
        await face.answer("/as-of 15 apr 27")
        assert face.workshop.sitting.as_of == "2027-04-15"
        await face.answer("/undo")
        assert face.workshop.sitting.as_of == "2027-03-31"
        assert await face.answer("/runs 1")
        assert not face.left, "one is there"
        line.clock.now = line.clock.now.replace(month=6, day=30)
        await face.answer("/next-run")
        assert face.left
        assert line.handle.session.runs[face.goes_to].as_of == "2027-06-30"


async def test_another_method_is_begun_by_its_name(line: Any) -> None:
    one = await line()
    heard = await one("/another-run")
    assert any("swot" in row and "tows" in row for row in heard)
    assert one.took == [False]
    await one("/another-run no such thing")
    assert one.took == [False]
    heard = await one("/another-run tows")
    assert "TOWS begun." in heard
    assert one.face.left
    assert one.face.client.handle.session.runs[one.face.goes_to].title == "TOWS"
