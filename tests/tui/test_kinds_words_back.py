"""A line drops in the middle of a word: the word comes back where it was typed, in every kind of step."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_session import millrace
from stage import Stage, make_store, stage

WORDS = " for week"

PLACES: dict[str, tuple[str, str, list[str]]] = {
    "the third list of a board": ("swot/factors", "write", ["down", "down"]),
    "a list while merging": ("swot/factors", "merge", ["right", "/add"]),
    "a card of a board": ("swot/factors", "write", ["escape", "enter"]),
    "a cell of strategies": ("tows/cards", "", ["escape", "/add", "down"]),
    "a table with rows": ("objectives/draft", "", ["/add"]),
    "a row of a table": ("objectives/draft", "", ["down", "enter"]),
    "the list beside a plot": ("choose/rate", "", ["/add"]),
    "a form": ("swot/scope", "", ["shift+tab", "shift+tab"]),
    "a world of several": ("scenarios/effects", "", ["ctrl+n", "enter", "down"]),
    "a story of several": ("scenarios/stories", "", ["ctrl+p", "enter"]),
    "a reason in a grid": ("scenarios/tunnel", "", ["right", "down", "enter"]),
}
"""Where words are typed -> (step, phase, keys that lead there)."""


def place_of(s: Stage) -> tuple[str, str, str]:
    """What stands in the line, the row in which one sees it, and the title."""
    edit = s.page.edit
    row = next((row for row in s.screen() if WORDS in row), "")
    return (edit.words if edit is not None else "", row, s.heading)


@pytest.mark.parametrize(("step", "phase", "keys"), PLACES.values(), ids=PLACES.keys())
async def test_words_come_back_where_they_were_typed(
    tmp_path: Path, step: str, phase: str, keys: list[str]
) -> None:
    store = make_store(tmp_path)
    method = step.partition("/")[0]
    async with stage(method, at=step, phase=phase, fill=millrace(), store=store) as s:
        await s.keys(*keys)
        assert s.typing
        await s.type(WORDS)
        before = place_of(s)
        assert WORDS in before[0]
        kept = s.session.items
        # What a hang-up does.
        s.page.hung_up()
        handle = s.handle
    again = store.open(handle.path)
    async with stage(at=step, store=store, handle=again) as s:
        assert place_of(s) == before
        assert s.typing
        assert s.session.items == kept
        await s.type("end")
        assert len(place_of(s)[0]) == len(before[0]) + 3


async def test_words_go_along_to_another_list_and_wait_in_one_only(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    async with stage("swot", at="swot/factors", store=store) as s:
        await s.type("Energy contract ends")
        await s.keys("down", "down", "down")
        s.flush()
        [place] = s.drafts.all()
        assert "/T@/" in place
        await s.keys("enter")
        s.flush()
        assert s.words("threats") == ["Energy contract ends"]
        assert s.drafts.all() == {}


async def test_what_is_typed_for_one_world_stays_with_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    async with stage("scenarios", at="scenarios/effects", fill=millrace(), store=store) as s:
        if not s.typing:
            await s.keys("enter")
        await s.type("Sell what is baked")
        await s.keys("ctrl+n")
        assert not s.shows("Sell what is baked")
        await s.type("Lockers")
        await s.keys("ctrl+p")
        assert s.shows("> Sell what is baked") or s.shows(">  Sell what is baked")
        assert not s.shows("Lockers")
