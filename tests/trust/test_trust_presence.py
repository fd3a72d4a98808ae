"""Secrets leak at the edges: who is in, in which order, when, how much each answered, how lists are sorted.

Two worlds differ in nothing but such an edge of what two people answer without names. What the others see on
both faces, the signs of life beside the session, the file with its history and every export are the same.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from needs_method import SCALE, SIDE_BY_SIDE, needs
from stage import Clock, make_store, stage

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.client.client import Client
from aligntui.engine.client.company import Company
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs import leading
from aligntui.engine.runs.start import start
from aligntui.exchange import csv_export, json_export, markdown, yaml_export
from aligntui.methods.library import Library
from aligntui.plain.face import PlainFace
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import here_of

POINTS = ("/answer NE1 60", "/answer NE2 30", "/answer NE3 10")
KINDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "scale": ("about: needs", SCALE, ("1", "2", "3"), ("5", "4", "1")),
    "side by side": (SIDE_BY_SIDE, SCALE,
                     ("1", "2", "3", "4", "5", "1"), ("5", "4", "1", "2", "2", "3")),
    "choice": (
        "about: needs", "{type: choice, choices: {a: first, b: second}}", ("1", "2", "1"), ("2", "1", "1"),
    ),
    "rank": ("about: needs", "{type: rank}", ("1", "2", "3"), ("3", "2", "1")),
    "points": ("about: needs", "{type: points, total: 100}", POINTS,
               ("/answer NE1 20", *POINTS[1:], "/answer NE3 50")),
    "words": ("", "{type: words, max: 3}", ("Warm bread", "Zebra", "Queue"), ("Herons", "Zebra", "Sunday")),
}  # fmt: skip
"""What is asked, and what two people answer, line by line."""
LEAD, OTHERS = "Ines Calder", ("Tomas", "Dot", "Gia")
BEFORE = "2026-11-21T14:30:00"
"""An hour at which nobody has answered yet."""
Deed = tuple[str, tuple[str, ...], str]
"""Who answers, what, and at which hour."""


class Person:
    """One person at a plain line of her own, seen by the others, as long as the world lasts."""

    def __init__(self, data: Path, name: str, seed: int) -> None:
        self.store = make_store(data, name, clock=Clock("2026-11-21T14:00:00"), seed=seed)
        self.handle: Handle
        self.face: PlainFace
        self.company: Company
        self.heard: list[str] = []

    async def come(self, handle: Handle | Path, books: Library) -> None:
        """Open the session, say so, and stand in the step."""
        self.handle = handle if isinstance(handle, Handle) else self.store.open(handle)
        run = next(iter(self.handle.session.runs.values()))

        async def do(work: Any, *args: Any) -> Any:
            return work(*args)

        client = Client(self.handle, lambda: self.store, do, run=lambda: self.handle.session.runs[run.id])
        self.company = Company(do, lambda: self.face.at(), lambda: self.store.person)
        self.company.join(self.store.presence(self.handle))
        seats = Seats(client, keeps_lines=True)
        self.face = PlainFace(
            client, run, seats, books, self.store.new_id, self.store.clock, self.heard.append, self.company
        )
        await self.face.begin(run.steps[0].id)

    async def says(self, *lines: str) -> None:
        """Give lines, and a sign of life after each."""
        for line in lines:
            await self.face.answer(line)
            await self.company.meet()

    async def sees(self) -> str:
        """All that stands there for this person, and what she knows of the others."""
        await self.company.meet()
        self.heard.clear()
        await self.face.answer("/look")
        company = self.company
        known = (
            sorted(company.names),
            sorted(company.are_done.items()),
            company.same,
            sorted(company.typing),
        )
        return "\n".join([*self.heard, repr(known)])


class World:
    """A room of four in one step, at which the deeds are done."""

    def __init__(self, folder: Path, kind: str, names: str) -> None:
        about, answer, *_ = KINDS[kind]
        folder.mkdir(parents=True)
        text = needs(about, answer, names)
        (folder / "probe.yaml").write_text(text, encoding="utf-8")
        self.kind, self.names = kind, names
        self.books = Library(user=folder)
        self.people = {
            name: Person(folder / "data", name, 1000 * n) for n, name in enumerate((LEAD, *OTHERS))
        }
        self.told: dict[str, dict[str, str]] = {}

    @property
    def lead(self) -> Person:
        """Whoever leads."""
        return self.people[LEAD]

    async def play(self, deeds: list[Deed], *, screen: bool) -> dict[str, dict[str, str]]:
        """Moment -> what is told at it, by way."""
        handle, run = start(self.lead.store, self.books, "probe", title="Probe", solo=False)
        handle.apply(leading.give(run, LEAD, share=True)[0])
        for words in ("Warm bread", "Short queue", "Open on Sunday"):
            view = View(handle.session, book_of(handle.session))
            ops = edits.add(
                view, self.lead.store.new_id, "needs", words, by=LEAD, at=self.lead.store.clock()
            )[1]
            handle.apply(ops)
        await self.lead.come(handle, self.books)
        for name in OTHERS:
            await self.people[name].come(handle.path, self.books)
        for name, lines, hour in deeds:
            if hour == BEFORE:
                await self._deed(name, lines, hour)
        await self._note("before", screen=screen)
        # Whoever leads opens the round.
        await self.lead.says("1", *(["/on"] if self.kind != "words" else ["", "/on"]))
        for name, lines, hour in deeds:
            if hour != BEFORE:
                await self._deed(name, lines, hour)
        await self._note("answered", screen=screen)
        self.lead.store.clock.now = datetime.fromisoformat("2026-11-21T20:00:00")  # type: ignore[attr-defined]
        await self.lead.says("/on", "2", "2")
        await self._note("closed", screen=screen)
        return self.told

    async def _deed(self, name: str, lines: tuple[str, ...], hour: str) -> None:
        person = self.people[name]
        person.store.clock.now = datetime.fromisoformat(hour)  # type: ignore[attr-defined]
        await person.says(*lines)

    async def _note(self, moment: str, *, screen: bool) -> None:
        seen = {f"{name} in a line": await self.people[name].sees() for name in (LEAD, "Gia")}
        here = here_of(self.lead.handle.path)
        signs = [re.sub(r'"pid":\d+', "", path.read_text()) for path in here.iterdir() if path.is_file()]
        self.lead.handle.refresh()
        session = self.lead.handle.stored
        view = View(session, book_of(session))
        files = [
            yaml_export.export(view), yaml_export.export(view, with_answers=True), json_export.export(view),
            markdown.export(view), csv_export.export(view, "needs"), as_text(plan(view, ""), 80),
        ]  # fmt: skip
        seen |= {"presence": "\n".join(sorted(signs)), "exports": "\n".join(map(timeless, files))}
        seen["file"] = kept(self.lead.handle.path)
        if screen:
            async with stage(
                store=self.lead.store, handle=self.lead.handle, books=self.books, solo=False
            ) as s:
                s.page.scene.company.names = {LEAD, *OTHERS}
                await s.poll()
                seen["screen"] = "\n".join(s.screen())
        self.told[moment] = seen


def timeless(text: str) -> str:
    """Without when the session was last written to, and how often: both tell nothing of what."""
    return re.sub(r"(changed|rev|seq|base)(['\"]?: ?)['\"]?[0-9T:+.-]+['\"]?", r"\1\2", text)


def kept(path: Path) -> str:
    """The file without the times of the whole, ballots as a set: an id that is nobody's tells nothing."""
    data = json.loads(path.read_text(encoding="utf-8"))
    ballots = [dict(one) for one in data.pop("ballots", {}).values()]
    for one in ballots:
        for key in ("id", "by", "doc_id"):
            one.pop(key, None)
    for table in data.values():
        for row in table.values():
            # Of the ids, too.
            row.pop("sum", None) if isinstance(row, dict) else None
    data["ballots"] = sorted(json.dumps(one, sort_keys=True) for one in ballots)
    return timeless(json.dumps(data, sort_keys=True))


def edge(
    which: str, a: tuple[str, ...], b: tuple[str, ...], on: tuple[str, ...]
) -> tuple[list[Deed], list[Deed]]:
    """What is done in two worlds that nobody but the two may tell apart."""
    early, late = "2026-11-21T15:00:00", "2026-11-21T18:30:00"
    both = [("Tomas", (*a, *on), early), ("Dot", (*b, *on), early)]
    match which:
        case "who said what":
            return both, [("Tomas", (*b, *on), early), ("Dot", (*a, *on), early)]
        case "order":
            return both, both[::-1]
        case "time":
            return both, [(name, lines, late) for name, lines, _ in both]
        case "who is in":
            return both[:1], [("Dot", (*a, *on), early)]
        case "how much":
            few, more = (a[0], *on, *on), (*a[:2], *on, *on)
            return (
                [("Tomas", few, early), ("Dot", more, early)],
                [("Tomas", more, early), ("Dot", few, early)],
            )
        case "who gave nothing":
            none = on
            return ([("Tomas", (*a, *on), early), ("Dot", none, early)],
                    [("Dot", (*a, *on), early), ("Tomas", none, early)])  # fmt: skip
        case "who went on at once":
            return ([("Tomas", on, BEFORE), ("Dot", (*a, *on), early)],
                    [("Dot", on, BEFORE), ("Tomas", (*a, *on), early)])  # fmt: skip
    raise AssertionError(which)


EDGES = ("who said what", "order", "time", "who is in", "how much", "who gave nothing", "who went on at once")


SOME = ("who said what", "who is in", "how much")
"""Edges that the type of the answer may bear on."""
CASES = [(kind, which) for kind in KINDS for which in (EDGES if kind in ("scale", "words") else SOME)]


@pytest.mark.parametrize("names", ["secret", "none"])
@pytest.mark.parametrize(("kind", "which"), CASES)
async def test_no_edge_tells_who_answered_what_or_whether(
    tmp_path: Path, kind: str, which: str, names: str
) -> None:
    worlds = await played(tmp_path, kind, which, names)
    for moment in worlds[0]:
        for way, told in worlds[0][moment].items():
            assert told == worlds[1][moment][way], (moment, way)


@pytest.mark.parametrize("kind", KINDS)
async def test_the_reading_above_finds_what_names_may_tell(tmp_path: Path, kind: str) -> None:
    first, second = await played(tmp_path, kind, "who is in", "named")
    assert re.search("[12] of 4 are in", first["answered"]["Gia in a line"])
    for way in ("exports", "file"):
        assert first["answered"][way] != second["answered"][way], way


async def played(tmp_path: Path, kind: str, which: str, names: str) -> list[dict[str, dict[str, str]]]:
    """What is told in the two worlds of an edge."""
    *_, a, b = KINDS[kind]
    on = ("", "/on") if kind == "words" else ("/on",)
    worlds = []
    for n, deeds in enumerate(edge(which, a, b, on)):
        worlds.append(await World(tmp_path / str(n), kind, names).play(deeds, screen=kind == "scale"))
    return worlds
