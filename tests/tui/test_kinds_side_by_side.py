"""Two scales beside each other, by keyboard and in a line: answered, and revealed as two strips."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from needs_method import needs
from plain_line import plain_line
from sample_items import library_of
from stage import Stage, stage

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.rounds import ballots
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

METHOD = needs(answer="{type: scale, from: 1, to: 5, note: true}")
WORDS = ("Warm bread", "Short queue", "Open on Sunday when all others are closed and everybody is hungry")


def many(store: Store, handle: Handle) -> None:
    write(store, handle, *(f"Need {n}" for n in range(1, 16)))


def fill(store: Store, handle: Handle) -> None:
    write(store, handle, *WORDS)


def write(store: Store, handle: Handle, *every: str) -> None:
    for words in every:
        view = View(handle.session, book_of(handle.session))
        handle.apply(edits.add(view, store.new_id, "needs", words, by="Dot Okafor", at=store.clock())[1])


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_both_scales_are_answered_by_digits_and_stand_below_each_other(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    books = library_of(tmp_path, METHOD)
    async with stage("probe", books=books, fill=fill, solo=False, size=size) as s:
        await s.keys("4", "2", "5", "up")
        rows = scales(s)
        assert [row.count("[") for row in rows] == [1, 1, 1, 0, 0, 0]
        assert rows[0].startswith(" NE1   Warm bread ")
        assert rows[1].strip().startswith("performance"), "the words stand once"
        assert len({row.index(" 1 ") for row in rows[3:]}) == 1, "the scales stand below each other"
        first = rows[4].replace("NE3", "").split(" importance")[0].strip()
        assert WORDS[2].startswith(first)
        assert WORDS[2] == " ".join([first, rows[5].split(" performance")[0].strip(), *continued(s)]).strip()
        await s.keys("up", "b")
        await s.type("ut only two bake\n")
        (held,) = s.session.ballots.values()
        assert list(held.answers.values()) == [4, {"value": 2, "note": "but only two bake"}, 5]


async def test_the_second_scale_says_of_what_it_is_where_it_stands_alone_at_the_top(tmp_path: Path) -> None:
    async with stage("probe", books=library_of(tmp_path, METHOD), fill=many, solo=False) as s:
        await s.keys(*["down"] * 21)
        top = scales(s)[0]
        assert re.match(r" NE\d+ +Need \d+ +(importance|performance)", top), top


async def test_what_is_said_of_both_is_revealed_as_two_strips(tmp_path: Path) -> None:
    books = library_of(tmp_path, METHOD)
    async with stage("probe", books=books, fill=fill, solo=False) as s:
        await s.keys(*"424455")
        other = s.someone_else()
        (held,) = other.session.rounds.values()
        for subject, value in zip(held.subjects, (1, 2, 4, 1, 5, 5), strict=True):
            now = View(other.session, book_of(other.session))
            other.apply(ballots.give(now, held, "Tomasz Wren", subject, value, other._new_id))
        now = View(other.session, book_of(other.session))
        other.apply(ballots.hand_in(now, held, "Tomasz Wren"))
        await s.poll()
        await s.keys("ctrl+n", "ctrl+n")
        if s.top is not s.page:
            await s.keys("down", "enter")
        assert s.here == "probe/rate reveal"
        assert [row.split("performance")[-1].split("importance")[-1].strip() for row in scales(s)] == [
            "2.5      1-4  1 o .  . *  .  5",
            "2        2  1 . o* . .  .  5",
            "4        4  1 . .  . o* .  5",
            "2.5      1-4  1 o .  . *  .  5",
            "5        5  1 . .  . .  o* 5",
            "5        5  1 . .  . .  o* 5",
        ]
        assert s.shows("Most apart: NE1 importance and NE2 performance, 1-4. Talk about them first.")


async def test_both_scales_are_answered_in_a_line_and_one_is_called_by_its_name(tmp_path: Path) -> None:
    async with plain_line("probe/rate", fill, library_of(tmp_path, METHOD)) as (face, heard):
        for line in ("4", "2", "/answer NE2 importance 5"):
            await face.answer(line)
        assert "Answer for NE1 Warm bread, performance: a number, 1 to 5." in heard
        assert "NE1 Warm bread, performance: 2" in heard
        await face.answer("/focus NE3 performance")
        await face.answer("3")
        assert [*next(iter(face.client.handle.session.ballots.values())).answers.values()] == [4, 2, 5, 3]


def scales(s: Stage) -> list[str]:
    """Rows of the screen with a scale, without the detail of the one in focus."""
    return [row for row in s.screen()[:17] if re.search("(importance|performance)  ", row)]


def continued(s: Stage) -> list[str]:
    """What of the words of the last item stands in rows below its scales."""
    rows = s.screen()
    at = max(n for n, row in enumerate(rows[:17]) if re.search("(importance|performance)  ", row))
    return [row.strip(" │") for row in rows[at + 1 : at + 3] if row.strip(" │") and not row.startswith("──")]
