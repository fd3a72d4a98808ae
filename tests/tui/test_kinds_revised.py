"""In a later sitting a value that is changed asks why, on the screen and in a line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from revised_method import HOW, METHOD
from sample_items import library_of
from stage import Clock, Stage, make_store, stage

from aligntui.analysis import told
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.client.client import Client
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs.start import add_run, start
from aligntui.plain.face import PlainFace
from aligntui.tui.navigation import stand_alone
from aligntui.tui.routes import ToWorkshop, page_of

STANDS = "250, first 300: only two bake"


class Later:
    """A session with an aim of an earlier sitting, and a later sitting of it."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.clock, self.books = (
            Clock("2027-03-31T09:00:00"),
            library_of(folder, METHOD.format(kind=kind, how=HOW[kind])),
        )
        self.store = make_store(folder / "data", clock=self.clock)
        self.handle, _ = start(self.store, self.books, "probe", title="Millrace", solo=True)
        view = View(self.handle.session, book_of(self.handle.session))
        fields = {"target": "300", "note": "so"}
        ops = edits.add(
            view, self.store.new_id, "aims", "Win members", fields, by=self.store.person, at=self.clock()
        )[1]
        self.handle.apply(ops)
        self.clock.now = self.clock.now.replace(month=6, day=30)
        self.run = add_run(self.handle, self.store, self.books, "probe", solo=True)

    @property
    def stands(self) -> str:
        """The target as it stands."""
        self.handle.refresh()
        view = View(self.handle.session, book_of(self.handle.session))
        return told.stands(view, view.items("aims")[0], "target")

    @asynccontextmanager
    async def screen(self) -> AsyncIterator[Stage]:
        """The screen at the later sitting."""
        async with stage(handle=self.handle, store=self.store, books=self.books) as s:
            s.page.presence.company.leave()
            await stand_alone(s.app, page_of(ToWorkshop(self.handle, self.run, self.run.steps[0].id)))
            await s.settle()
            yield s


@pytest.mark.parametrize("kind", HOW)
async def test_on_the_screen_the_reason_is_asked_behind_the_new_value(tmp_path: Path, kind: str) -> None:
    later = Later(tmp_path, kind)
    async with later.screen() as s:
        if kind == "table":
            await s.keys("right")
        elif kind == "board":
            await s.keys("escape", "enter")
        while kind != "table" and s.step.state.filling.at != "target":
            await s.keys("tab")
        await s.keys(*["backspace"] * (3 if kind != "table" else 0))
        await s.type("250\n")
        assert s.shows("Why 250, and no longer 300?"), "\n".join(s.screen())
        await s.type("only two bake\n")
        assert later.stands == STANDS
        assert not s.shows("Why 250")


@pytest.mark.parametrize("kind", HOW)
async def test_in_a_line_the_reason_is_asked_behind_the_new_value(tmp_path: Path, kind: str) -> None:
    later, heard = Later(tmp_path, kind), list[str]()

    async def do(work: Any, *args: Any) -> Any:
        return work(*args)

    run = later.run
    client = Client(later.handle, lambda: later.store, do, run=lambda: later.handle.session.runs[run.id])
    face = PlainFace(client, run, Seats(client), later.books, later.store.new_id, later.clock, heard.append)
    await face.begin(run.steps[0].id)
    if kind != "form":
        await face.answer("/open AI1")
    await face.answer("/fill target 250")
    assert "Why 250, and no longer 300?" in "\n".join(heard), heard[-6:]
    await face.answer("only two bake")
    assert later.stands == STANDS
