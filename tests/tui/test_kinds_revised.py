"""In a later sitting a value that is changed asks why, on the screen and in a line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from revised_method import HOW, METHOD, SIGNS, SIGNS_METHOD
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

    def __init__(self, folder: Path, method: str, fields: dict[str, Any]) -> None:
        self.clock, self.books = Clock("2027-03-31T09:00:00"), library_of(folder, method)
        self.store = make_store(folder / "data", clock=self.clock)
        self.handle, _ = start(self.store, self.books, "probe", title="Millrace", solo=True)
        view = View(self.handle.session, book_of(self.handle.session))
        ops = edits.add(
            view, self.store.new_id, "aims", "Win members", fields, by=self.store.person, at=self.clock()
        )[1]
        self.handle.apply(ops)
        self.clock.now = self.clock.now.replace(month=6, day=30)
        self.run = add_run(self.handle, self.store, self.books, "probe", solo=True)

    def stands(self, key: str = "target") -> str:
        """A field of the aim as it stands."""
        self.handle.refresh()
        view = View(self.handle.session, book_of(self.handle.session))
        return told.stands(view, view.items("aims")[0], key)

    @asynccontextmanager
    async def screen(self) -> AsyncIterator[Stage]:
        """The screen at the later sitting."""
        async with stage(handle=self.handle, store=self.store, books=self.books) as s:
            s.page.presence.company.leave()
            await stand_alone(s.app, page_of(ToWorkshop(self.handle, self.run, self.run.steps[0].id)))
            await s.settle()
            yield s

    async def line(self, heard: list[str]) -> PlainFace:
        """The later sitting in lines."""

        async def do(work: Any, *args: Any) -> Any:
            return work(*args)

        run = self.run
        client = Client(self.handle, lambda: self.store, do, run=lambda: self.handle.session.runs[run.id])
        seats, ids = Seats(client), self.store.new_id
        face = PlainFace(client, run, seats, self.books, ids, self.clock, heard.append)
        await face.begin(run.steps[0].id)
        return face


def typed(folder: Path, kind: str) -> Later:
    """With a target that is typed."""
    return Later(folder, METHOD.format(kind=kind, how=HOW[kind]), {"target": "300", "note": "so"})


def signed(folder: Path, name: str) -> Later:
    """With values that signs set."""
    kind, how, *_ = SIGNS[name]
    return Later(folder, SIGNS_METHOD.format(kind=kind, how=how), {"sure": 3, "way": "keep", "on": "no"})


@pytest.mark.parametrize("kind", HOW)
async def test_on_the_screen_the_reason_is_asked_behind_the_new_value(tmp_path: Path, kind: str) -> None:
    later = typed(tmp_path, kind)
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
        assert later.stands() == STANDS
        assert not s.shows("Why 250")


@pytest.mark.parametrize("kind", HOW)
async def test_in_a_line_the_reason_is_asked_behind_the_new_value(tmp_path: Path, kind: str) -> None:
    later, heard = typed(tmp_path, kind), list[str]()
    face = await later.line(heard)
    if kind != "form":
        await face.answer("/open AI1")
    await face.answer("/fill target 250")
    assert "Why 250, and no longer 300?" in "\n".join(heard), heard[-6:]
    await face.answer("only two bake")
    assert later.stands() == STANDS


KEYS = {
    "scale in a table": (["right", "5"], "sure", ["/open AI1", "/fill sure 5"]),
    "mark of a table": (["y"], "on", ["/set yes"]),
    "mark of a board": (["escape", "y"], "on", ["/close", "/set yes"]),
    "cell": (["5"], "sure", ["5"]),
    "place": (["5"], "sure", ["5"]),
    "taken on": (["space"], "on", ["/take-on"]),
}


@pytest.mark.parametrize("name", KEYS)
async def test_on_the_screen_a_sign_asks_why_too(tmp_path: Path, name: str) -> None:
    later, (keys, key, _) = signed(tmp_path, name), KEYS[name]
    asked = "Why 5, and no longer 3?" if key == "sure" else "Why yes, and no longer no?"
    async with later.screen() as s:
        await s.keys(*keys)
        assert s.shows(asked), "\n".join(s.screen())
        await s.type("only two bake\n")
        assert later.stands(key).endswith(": only two bake"), "\n".join(s.screen())
        assert not s.shows("Why ")


@pytest.mark.parametrize("name", KEYS)
async def test_in_a_line_a_sign_asks_why_too(tmp_path: Path, name: str) -> None:
    later, (_, key, lines), heard = signed(tmp_path, name), KEYS[name], list[str]()
    asked = "Why 5, and no longer 3?" if key == "sure" else "Why yes, and no longer no?"
    face = await later.line(heard)
    for words in lines:
        await face.answer(words)
    assert asked in "\n".join(heard), heard[-8:]
    await face.answer("only two bake")
    assert later.stands(key).endswith(": only two bake"), heard[-8:]
