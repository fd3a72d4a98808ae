"""Two people, one at a screen and one at a plain line: recall with sort, two secret rounds, a nameless pulse.

Nobody sees what is not yet his: neither on the other's face nor in the file's history.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from case_session import millrace
from drafts import drafts
from stage import Stage, make_store, stage

from aligntui.engine import edits
from aligntui.engine.client.client import Client
from aligntui.engine.client.company import Company
from aligntui.engine.kind import Intent
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import subject_ids, subjects
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs import leading
from aligntui.methods.library import Library
from aligntui.plain.face import PlainFace
from aligntui.session.ops import Walk

METHOD = """\
method: probe
title: Probe
level: fundamentals
figures:
  recalled: {use: recall, round: recall, list: goals}
steps:
  - kind: ask
    id: recall
    title: Our priorities from memory
    ask: What are our top priorities?
    answer: {type: words, max: 3}
    privacy: {names: named}
    phases: [rate, reveal]
  - {kind: sort, id: match, title: Match, ask: Which was meant?, words: recall, to: goals, or: stranger}
  - {kind: report, id: known, title: Known, ask: Which one did nobody name?, show: [recalled.line, recalled.strangers]}
  - kind: ask
    id: rate
    title: How much does it matter?
    ask: How much?
    about: goals
    answer: {type: scale, from: 1, to: 5, note: true}
    rounds: 2
    privacy: {names: secret}
    phases: [rate, reveal, talk, again]
  - kind: ask
    id: pulse
    title: Six sentences
    ask: How far is it so?
    tests: [{type: scale, from: 1, to: 5, label: open, ask: Bad news travels fast.}]
    answer: {type: scale, from: 1, to: 5}
    privacy: {names: none}
    phases: [rate, reveal]
"""  # noqa: E501
SEEDS = itertools.count(7000, 1000)
OWN = "zebra"
"""The reason of one person, which the other one may read nowhere."""


@asynccontextmanager
async def at_a_line(
    data: Path, s: Stage, books: Library, step: str, method: str = "probe"
) -> AsyncIterator[tuple[PlainFace, list[str]]]:
    """Tomas at a plain line, at one step of the session that is on the screen."""
    # Each time he comes he makes ids of his own.
    store = make_store(data, "Tomas", seed=next(SEEDS))
    handle = store.open(s.handle.path)
    heard: list[str] = []

    async def do(work: Any, *args: Any) -> Any:
        return work(*args)

    run = next(iter(handle.session.runs.values()))
    client = Client(handle, lambda: store, do, run=lambda: handle.session.runs[run.id])
    seats = Seats(client, keeps_lines=True)
    faces: list[PlainFace] = []
    company = Company(do, lambda: faces[0].at(), lambda: store.person)
    company.names = company.lately = {"Ines Calder", "Tomas"}
    face = PlainFace(client, run, seats, books, store.new_id, store.clock, heard.append, company)
    faces.append(face)
    await face.begin(next(one.id for one in run.steps if one.step == f"{method}/{step}"))
    yield face, heard
    handle.close()


def here(s: Stage) -> None:
    """Both stay."""

    async def stay() -> None:
        pass

    s.page.presence.meet = stay  # type: ignore[method-assign]
    s.page.presence.company.names = {"Ines Calder", "Tomas"}


async def open_at(s: Stage, step: str, phase: str, method: str = "probe", *, names: bool = False) -> None:
    """The room goes to a phase of a step."""
    place = next(one for one in next(iter(s.session.runs.values())).steps if one.step == f"{method}/{step}")
    run = next(iter(s.session.runs))
    s.handle.apply([Walk(run=run, step=place.id, field="phase", was=place.phase, to=phase)])
    if place.state == "todo":
        s.handle.apply([Walk(run=run, step=place.id, field="state", was="todo", to="begun")])
    await s.poll()
    await s.page.going.open_at([one.id for one in s.session.runs[run].steps].index(place.id))
    await s.settle()
    if s.top is not s.page:
        assert s.shows("few") or s.shows("here")
        # So few are here that names are offered.
        await s.keys(*(["down"] if names else []), "enter")


async def close(s: Stage) -> None:
    await s.poll()
    await s.step.perform(Intent("go-on"))
    await s.step.perform(Intent("go-on", value="close"))
    await s.settle()


def beside(data: Path) -> str:
    """All that lies beside the ballots: the session without them, history, presence, what people keep."""
    found = []
    for path in (p for p in data.rglob("*") if p.is_file() and "drafts" not in p.parts):
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".json" and '"ballots"' in text:
            text = json.dumps({key: value for key, value in json.loads(text).items() if key != "ballots"})
        found.append(text)
    return "\n".join(found)


async def test_two_people_go_through_recall_two_secret_rounds_and_a_pulse(tmp_path: Path) -> None:
    (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
    books, data = Library(user=tmp_path), tmp_path / "data"
    async with stage("probe", books=books, store=make_store(data), solo=False, fill=millrace("goals")) as s:
        here(s)
        s.handle.apply(leading.give(next(iter(s.session.runs.values())), "Ines Calder", share=True)[0])
        await s.poll()
        # Recall: each sees the own lines alone until it is closed.
        await s.type("Win 300 members")
        await s.keys("enter")
        async with at_a_line(data, s, books, "recall") as (face, heard):
            assert await face.answer("Open on Sundays")
            assert await face.answer("/on")
            assert "Win 300" not in "\n".join(heard)
        await s.poll()
        assert not s.shows("Sundays")
        await close(s)
        await open_at(s, "recall", "reveal")
        assert s.shows("Open on Sundays")
        await open_at(s, "match", "")
        assert s.shows("0 of 2 sorted")
        last = len(s.view.items("goals")) + 1
        await s.keys(str(last), "1")
        assert s.shows("2 of 2 sorted")
        async with at_a_line(data, s, books, "match") as (face, heard):
            assert any("stranger" in row for row in heard)
            assert face.ctx.role == "participant"
            assert "answer" not in {offer.verb for offer in face.live.kind.offers(face.ctx, face.live.state)}
        await open_at(s, "known", "")
        async with at_a_line(data, s, books, "known") as (_, heard):
            assert any("People named" in row for row in heard)

        # Two secret rounds: what two people gave shows to neither, not even after the reveal.
        for phase in ("rate", "again"):
            await open_at(s, "rate", phase)
            await s.keys("1", "up", *OWN, "enter")
            for _ in s.view.items("goals")[1:]:
                await s.keys("2")
            async with at_a_line(data, s, books, "rate") as (face, heard):
                for _ in s.view.items("goals"):
                    assert await face.answer("5")
                assert [one.value for one in subjects(face.ctx)] == [5] * len(s.view.items("goals"))
                await face.answer("/on")
                assert OWN not in "\n".join(heard)
            await close(s)
            held = [r.state for r in s.session.rounds.values() if r.step == "probe/rate"]
            assert held == ["revealed"] * (1 if phase == "rate" else 2)
            await open_at(s, "rate", "talk")
            assert s.shows("Nothing of this round is shown")
            assert not s.shows("1-5")
            async with at_a_line(data, s, books, "rate") as (_, heard):
                assert "too few answered" in "\n".join(heard)
                assert OWN not in "\n".join(heard)
        assert OWN not in beside(data)

        # A nameless pulse: who answered is known to themselves alone.
        await open_at(s, "pulse", "rate")
        await s.keys("2")
        assert answering(s.step.ctx).value("test:1") == 2, (s.here, s.message, s.screen())
        await s.step.perform(Intent("go-on"))
        async with at_a_line(data, s, books, "pulse") as (face, heard):
            assert answering(face.ctx).value("test:1") is None
            assert await face.answer("4"), heard
            assert answering(face.ctx).value("test:1") == 4
            await face.answer("/on")
        await close(s)
        pulse = [b for b in s.session.ballots.values() if "test:1" in b.answers]
        assert sorted(b.answers["test:1"] for b in pulse) == [2, 4]
        assert {b.by for b in pulse} == {None}
        drafts = "".join(p.read_text(encoding="utf-8") for p in data.rglob("drafts/*") if p.is_file())
        assert not [b.id for b in pulse if b.id in drafts or b.id in beside(data)]


@pytest.mark.parametrize("names", [True, False])
async def test_two_people_go_through_the_draft_of_understanding(tmp_path: Path, *, names: bool) -> None:
    books, data, at = drafts(), tmp_path / "data", "understanding"
    async with stage(at, books=books, store=make_store(data), solo=False, fill=millrace("goals")) as s:
        here(s)
        s.handle.apply(leading.give(next(iter(s.session.runs.values())), "Ines Calder", share=True)[0])
        await s.poll()
        await open_at(s, "recall", "rate", at, names=names)
        await s.type("Win 300 members\nHerons on the roof\n")
        async with at_a_line(data, s, books, "recall", at) as (face, heard):
            assert await face.answer("Open on Sundays")
            await face.answer("/on")
            assert not any(word in "\n".join(heard) for word in ("Win 300", "Herons"))
        await s.poll()
        assert not s.shows("Sundays")
        await close(s)
        await open_at(s, "recall", "reveal", at)
        told = "\n".join(s.screen())
        assert ("Sundays" in told) == names, "without names two are too few: whose line it is would be plain"
        await open_at(s, "match", "", at)
        rows = [row.words for row in s.step.kind.sight(s.step.ctx, s.step.state).rows]
        async with at_a_line(data, s, books, "match", at) as (face, _):
            theirs = [row.words for row in face.sight.rows]
            assert "answer" not in {offer.verb for offer in face.offers}, "whoever leads sorts"
        assert rows == theirs
        assert len(rows) == (3 if names else 0)
        stranger = str(len(s.view.items("goals")) + 1)
        await s.keys(*[stranger] * len(rows))
        assert s.shows("3 of 3 sorted") == names
        await open_at(s, "known", "", at)
        told = repr(s.step.kind.sight(s.step.ctx, s.step.state))
        assert ("herons on the roof" in told.lower()) == names, told

        for number, words in enumerate(("Customers pay more after six", "Flour stays cheap")):
            view = s.view
            choice = ("world", "risk")[number]
            add = edits.add(
                view, s.store.new_id, "beliefs", words, {"about": choice}, by=None, at=s.store.clock()
            )
            s.handle.apply(add[1])
        for phase in ("rate", "again"):
            await open_at(s, "beliefs-rate", phase, at)
            await s.keys("1", "up", *OWN, "enter", "2")
            async with at_a_line(data, s, books, "beliefs-rate", at) as (face, heard):
                assert await face.answer("5"), heard
                assert await face.answer("4"), heard
                await face.answer("/on")
                assert OWN not in "\n".join(heard)
            await close(s)
            await open_at(s, "beliefs-rate", "talk", at)
            assert s.shows("Nothing of this round is shown")
            assert not s.shows(OWN)
            async with at_a_line(data, s, books, "beliefs-rate", at) as (_, heard):
                assert OWN not in "\n".join(heard)
        assert all(item.fields.get("agreed") is None for item in s.view.items("beliefs"))
        assert OWN not in beside(data)


async def test_two_people_go_through_the_nameless_pulse_of_the_draft_of_culture(tmp_path: Path) -> None:
    books, data, at = drafts(), tmp_path / "data", "culture"
    pulse = next(one.id for one in books.method(at).steps if one.privacy and one.privacy.names == "none")
    async with stage(at, books=books, store=make_store(data), solo=False, fill=millrace("goals")) as s:
        here(s)
        s.handle.apply(leading.give(next(iter(s.session.runs.values())), "Ines Calder", share=True)[0])
        await s.poll()
        await open_at(s, pulse, "rate", at)
        every = subject_ids(s.step.ctx)
        await s.keys(*["2"] * len(every))
        assert "1-5 answer" in s.screen()[-1]
        await s.step.perform(Intent("go-on"))
        await s.settle()
        assert "answer" not in s.screen()[-1], "what is in cannot be changed"
        assert s.shows("given, and nothing tells which are yours")
        assert not s.shows("0 of 6 answered")
        async with at_a_line(data, s, books, pulse, at) as (face, heard):
            assert [one.value for one in subjects(face.ctx)] == [None] * len(every)
            for _ in every:
                assert await face.answer("4"), heard
            await face.answer("/on")
        await close(s)
        assert "open-round asks it anew, of everybody" in s.message
        await s.keys("ctrl+z")
        assert s.message.startswith("! The round is closed for all: undo does not open it.")
        assert s.message.endswith("open-round asks it anew, of everybody.")
        held = [b for b in s.session.ballots.values() if b.answers]
        assert sorted(b.answers[every[0]] for b in held) == [2, 4]
        assert {b.by for b in held} == {None}
        kept = "".join(p.read_text(encoding="utf-8") for p in data.rglob("drafts/*") if p.is_file())
        assert not [b.id for b in held if b.id in kept or b.id in beside(data)]
        await open_at(s, pulse, "reveal", at)
        assert s.shows("Nothing of this round is shown")
