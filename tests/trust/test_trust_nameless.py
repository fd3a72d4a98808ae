"""Of a card that keeps no name nothing that lies on the disk, and nothing that leaves, says whose it is.

Two worlds differ in nothing but who of two people did what. All files of the session, its history, its
copies, what is said of who is here, every export and what others see must be the same in both.
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from in_memory import scratch
from sample_items import library_of
from trust_kit import Clock

from aligntui.engine.books import book_of
from aligntui.engine.client.client import Client
from aligntui.engine.client.company import Company
from aligntui.engine.hidden_cards import seen_by
from aligntui.engine.kind import Intent
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs.start import start
from aligntui.exchange.registry import formats
from aligntui.plain.face import PlainFace
from aligntui.session.ops import Walk
from aligntui.store.local import handle as handles
from aligntui.store.local.repository import Store

LEAD, ONE, OTHER = "Ines Calder", "Tomasz Wren", "Lily Marsh"
METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  doubts: {{code: DU, title: Doubts, fields: {{proof: {{type: text, revised: true}}}}}}
steps:
  - kind: board
    id: it
    title: It
    holds: doubts
    phases: [write, reveal, merge]
    privacy: {{names: {names}}}
  - {{kind: talk, id: last, title: Last, ask: Well?}}
"""
PHASES = ("write", "reveal", "merge")
ACTS = st.tuples(
    st.sampled_from((ONE, OTHER)),
    st.sampled_from(("keep", "keep", "fill", "park", "undo", "redo", "begin")),
    st.integers(0, 3),
)


class Room:
    """Three people at plain lines of their own, on one session in one folder."""

    def __init__(self, folder: Path, names: str) -> None:
        self.folder, self.names = folder, names
        self.clock, count = Clock(), itertools.count(1)
        self.new_id: Callable[[], str] = lambda: f"{next(count) * 2654435761 % 2**32:08x}"
        self.books = library_of(folder / "books", METHOD.format(names=names))
        self.faces: dict[str, PlainFace] = {}
        self.heard: dict[str, list[str]] = {}

    def store(self, person: str) -> Store:
        """As this person works with the folder; clock and ids are the same for all."""
        return Store(
            self.folder / "data", self.folder / "state", clock=self.clock, new_id=self.new_id, person=person
        )

    async def begin(self) -> None:
        """All three come, one after the other."""
        _, run = start(self.store(LEAD), self.books, "probe", title="Room", solo=False)
        for person in (LEAD, ONE, OTHER):
            await self.come(person, run.id)

    async def come(self, person: str, run: str) -> None:
        """Somebody opens a plain line."""
        store = self.store(person)
        handle = store.open(next((self.folder / "data").glob("*.json")))
        heard = self.heard[person] = []

        async def do(work: Any, *args: Any) -> Any:
            return work(*args)

        client = Client(handle, lambda: store, do, run=lambda: handle.session.runs[run])
        company = Company(do, lambda: self.faces[person].at(), lambda: person)
        company.join(store.presence(handle))
        face = self.faces[person] = PlainFace(
            client, handle.session.runs[run], Seats(client, keeps_lines=True), self.books, self.new_id,
            self.clock, heard.append, company,
        )  # fmt: skip
        await face.begin(handle.session.runs[run].steps[0].id)

    async def act(self, who: str, act: str, number: int, at: int) -> None:
        """Somebody does something, and all give a sign of life."""
        face = self.faces[who]
        await face.meanwhile.look()
        cards = face.client.view.items("doubts")
        card = cards[at % len(cards)].id if cards else ""
        if act == "keep":
            await face.play(Intent("add"))
            await face.play(Intent("keep", value=f"Doubt {number}"))
        elif act in ("undo", "redo"):
            await face.answer(f"/{act}")
        elif act == "park" and card:
            await face.play(Intent("park", card))
        elif act in ("fill", "begin") and card:
            await face.play(Intent("open", card, "proof"))
            if act == "fill":
                await face.play(Intent("fill", card, "proof", f"Seen {number}"))
                await face.play(Intent("close", card))
        for one in self.faces.values():
            await one.meanwhile.beat()

    async def to(self, phase: str) -> None:
        """The lead takes all to a phase."""
        face = self.faces[LEAD]
        await face.meanwhile.look()
        place = face.workshop.place
        if place.phase != phase:
            walk = Walk(run=face.workshop.run.id, step=place.id, field="phase", was=place.phase, to=phase)
            await face.commit([walk], None)
        for one in self.faces.values():
            await one.answer("/state")

    def left(self) -> dict[str, str]:
        """Everything that another one can read: files beside what people keep of their own, and exports."""
        found = {}
        for path in sorted((self.folder / "data").rglob("*")):
            if path.is_file() and ".here" not in path.parent.name:
                found[str(path.relative_to(self.folder))] = path.read_text(encoding="utf-8", errors="replace")
        signs = [path.read_text(encoding="utf-8") for path in (self.folder / "data").rglob("*.here/*")]
        session = self.faces[LEAD].client.handle.session
        for who in ("", LEAD):
            view = seen_by(session, book_of(session), who)
            for along in ({}, {"with_answers": True}, {"archive": True}):
                for name, form in formats(view.book, "2026-11-22", **along).items():
                    found[f"{who} {along} {name}"] = str(form.write(view))
        return {**found, "here": "\n".join(sorted(signs)), "seen": "\n".join(self.heard[LEAD])}


async def gone_through(folder: Path, names: str, acts: list[tuple[str, str, int]]) -> list[dict[str, str]]:
    """What others can read after each phase."""
    room, found = Room(folder, names), []
    await room.begin()
    parts = [acts[n :: len(PHASES)] for n in range(len(PHASES))]
    number = 0
    for phase, part in zip(PHASES, parts, strict=True):
        await room.to(phase)
        for who, act, at in part:
            number += 1
            room.clock.forward(minutes=20)
            await room.act(who, act, number, at)
        await room.faces[LEAD].meanwhile.look()
        found.append(room.left())
    for face in room.faces.values():
        face.client.handle.close()
    return found


def turned(acts: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """The same, where each did what the other one did."""
    return [(OTHER if who == ONE else ONE, act, at) for who, act, at in acts]


def worlds(names: str, acts: list[tuple[str, str, int]]) -> list[list[dict[str, str]]]:
    """What others can read in both."""
    found = []
    for world in (acts, turned(acts)):
        with (
            tempfile.TemporaryDirectory(prefix="nameless-", dir=scratch()) as folder,
            patch.object(handles, "RECENT", 2),
            patch.object(handles, "BLOCK", 1),
        ):
            found.append(asyncio.run(gone_through(Path(folder), names, world)))
    return found


# Two rooms are gone through an example: looking for a smaller one would take minutes and say no more.
@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(acts=st.lists(ACTS, min_size=3, max_size=12))
def test_nothing_on_the_disk_and_nothing_that_leaves_says_who_wrote_a_card(
    acts: list[tuple[str, str, int]],
) -> None:
    acts = [(ONE, "keep", 0), *acts]
    for phase, one, other in zip(PHASES, *worlds("none", acts), strict=True):
        assert one.keys() == other.keys(), phase
        for way, said in one.items():
            assert said == other[way], (phase, way)


def test_where_names_are_kept_the_worlds_differ() -> None:
    one, other = worlds("named", [(ONE, "keep", 0), (OTHER, "fill", 0), (OTHER, "keep", 1)])
    assert all(a != b for a, b in zip(one, other, strict=True))
