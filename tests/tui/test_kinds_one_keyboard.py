"""One keyboard for a team: the next one answers on an empty ballot, whatever is asked, and sees no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_line import plain_line
from sample_items import library_of
from stage import stage

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.rounds.answering import answering
from aligntui.methods.library import Library
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

METHOD = """\
method: probe
title: Probe
level: fundamentals
uses:
  goals: {{adds: {{weight: {{type: scale, from: 1, to: 5}}, done: {{type: scale, from: 1, to: 5}}}}}}
steps:
  - kind: ask
    id: it
    title: It
    ask: How is it?
    {about}
    answer: {answer}
    privacy: {{names: {names}}}
    phases: [rate, reveal]
"""
SCALE = "{type: scale, from: 1, to: 5}"
TYPES: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "scale": ("about: goals", SCALE, ("4", "5"), ("2", "1")),
    "side by side": ("about: goals\n    fields: [weight, done]", SCALE,
                     ("4", "5", "3", "2"), ("2", "1", "1", "4")),
    "points": ("about: goals", "{type: points, total: 100}", ("6", "0", "4", "0"), ("2", "0", "8", "0")),
    "dots": ("about: goals", "{type: dots, total: 2}", ("space", "space"), ("space", "down", "space")),
    "choice": ("about: goals", "{type: choice, choices: {a: first, b: second}}", ("1", "2"), ("b", "2")),
    "rank": ("about: goals", "{type: rank}", ("1", "2"), ("2", "1")),
    "ties": ("about: people", "{type: ties, from: 0, to: 4}", ("3", "4"), ("1", "2")),
    "words": ("", "{type: words, max: 3}", (*"Own", "enter"), (*"Else", "enter")),
}  # fmt: skip
"""What is asked, and the keys with which two people answer."""
GOALS = ("Win members", "Bake by order")
PEOPLE = ("Ines Calder", "Tomas Wren", "Lily Marsh")


def books(folder: Path, kind: str, names: str) -> Library:
    about, answer, *_ = TYPES[kind]
    return library_of(folder, METHOD.format(about=about, answer=answer, names=names))


def fill(store: Store, handle: Handle) -> None:
    for name, every in (("goals", GOALS), ("people", PEOPLE)):
        for words in every:
            view = View(handle.session, book_of(handle.session))
            handle.apply(edits.add(view, store.new_id, name, words, by="Dot Okafor", at=store.clock())[1])


@pytest.mark.parametrize("names", ["named", "secret", "none"])
@pytest.mark.parametrize("kind", TYPES)
async def test_the_next_person_answers_on_an_empty_ballot_and_sees_a_blank_screen_before(
    tmp_path: Path, kind: str, names: str
) -> None:
    *_, mine, theirs = TYPES[kind]
    async with stage("probe", books=books(tmp_path, kind, names), fill=fill, solo=False) as s:
        if s.top is not s.page:
            await s.keys("enter")
        empty = s.screen()[3:-3]
        await s.keys(*mine)
        given = s.screen()[3:-3]
        assert given != empty
        await s.keys("/next-person")
        if names == "named":
            assert s.shows("Whose answers come next?"), s.message
        else:
            assert s.shows("Hand the keyboard to the next person."), s.message
        for words in (*GOALS, *PEOPLE, "Own"):
            assert not s.shows(words), "between two people nothing stands there"
        if names == "named":
            await s.type("Tomas Wren")
        await s.keys("enter")
        assert "1 ballot is in" in s.message
        assert answering(s.step.ctx).answers == {}
        assert s.shows("1 of 2 are in") or s.shows("1 of ")
        await s.keys(*theirs)
        await s.keys("ctrl+n", "ctrl+n", "ctrl+n")
        for _ in range(3):
            if s.top is not s.page:
                await s.keys("down", "enter")
        ballots = [b for b in s.session.ballots.values() if b.answers]
        assert len(ballots) == 2
        assert len({repr(sorted(b.answers.items())) for b in ballots}) == 2
        assert ({b.by for b in ballots} == {"Ines Calder", "Tomas Wren"}) == (names == "named")


@pytest.mark.parametrize("names", ["named", "secret", "none"])
@pytest.mark.parametrize("kind", TYPES)
async def test_in_a_line_a_round_without_names_has_one_person_a_line(
    tmp_path: Path, kind: str, names: str
) -> None:
    lines = {
        "dots": ("/give-dot", "/give-dot"), "words": ("Own",), "points": ("/answer G1 60", "/answer G2 40"),
        "choice": ("1", "2"), "side by side": ("1", "2", "3", "4"),
    }.get(kind, ("1", "2"))  # fmt: skip
    async with plain_line("probe/it", fill, books(tmp_path, kind, names), solo=False) as (face, heard):
        for line in lines:
            await face.answer(line)
        heard.clear()
        await face.answer("/next-person")
        told = "\n".join(heard)
        if names == "named":
            assert "Whose answers come next?" in told
            await face.answer("Tomas Wren")
            assert "1 ballot is in" in "\n".join(heard)
            assert answering(face.ctx).answers == {}
        else:
            assert "the next person answers at a line of their own" in told, told
            assert len(face.client.handle.session.ballots) == 1
